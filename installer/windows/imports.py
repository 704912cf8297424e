"""imports.py FOLDER: every DLL that a file of the folder names lies in it or belongs to Windows; else exit 1."""

from __future__ import annotations

import re
import struct
import sys
from collections.abc import Iterator
from pathlib import Path

_OF_WINDOWS = re.compile(
    r"^(api-ms-win-|ext-ms-)|^(kernel32|user32|gdi32|advapi32|shell32|ole32|oleaut32|ws2_32|winmm|version|netapi32|"
    r"userenv|mpr|ntdll|authz|crypt32|bcrypt|iphlpapi|comdlg32|comctl32|winspool\.drv|d3d9|d3d11|d3d12|dxgi|dwmapi|"
    r"dwrite|imm32|setupapi|shlwapi|uxtheme|wtsapi32|shcore|rpcrt4|msvcrt|ucrtbase|dcomp|d2d1|propsys|secur32|"
    r"uiautomationcore|opengl32|cabinet|msi|runtimeobject|wintrust|powrprof|ncrypt|dnsapi|winhttp|psapi|"
    r"bcryptprimitives|cfgmgr32|hid|combase)\.?(dll)?$",
    re.IGNORECASE,
)
_BINARY = (".dll", ".pyd", ".exe")


def imports(file: Path) -> Iterator[str]:
    """Yield the names of a PE32+ file's import table."""
    data = file.read_bytes()
    header = struct.unpack_from("<I", data, 0x3C)[0]
    count, optional = (struct.unpack_from("<H", data, header + place)[0] for place in (6, 20))
    base = header + 24
    table = struct.unpack_from("<I", data, base + 112 + 8)[0]
    sections = [struct.unpack_from("<IIII", data, base + optional + 40 * number + 8) for number in range(count)]

    def place(address: int) -> int:
        for size, start, raw_size, raw in sections:
            if start <= address < start + max(size, raw_size):
                return address - start + raw
        raise ValueError(f"{file.name}: no section holds {address:#x}")

    at = place(table) if table else 0
    while at and (name := struct.unpack_from("<I", data, at + 12)[0]):
        text = place(name)
        yield data[text : data.index(b"\0", text)].decode("ascii")
        at += 20


def main(folder: Path) -> int:
    """Print what is missing, or how much was looked at."""
    files = [file for file in folder.rglob("*") if file.suffix.lower() in _BINARY]
    here = {file.name.lower() for file in files}
    missing: dict[str, list[str]] = {}
    for file in files:
        for name in imports(file):
            if name.lower() not in here and not _OF_WINDOWS.match(name):
                missing.setdefault(name, []).append(file.name)
    for name, files_that_want in missing.items():
        print(f"{name} is neither here nor of Windows; it is wanted by {', '.join(files_that_want)}")
    if not missing:
        print(f"{len(files)} programs and libraries, every import resolved")
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
