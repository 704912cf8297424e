"""stage.py RUNTIME SITE SOURCE LAUNCHERS LICENCES.txt OUT: lay the Windows program folder out, on any machine.

RUNTIME is the unpacked embeddable CPython (any 3.11.x of it), SITE what pip installed for win_amd64, SOURCE the
checkout, LAUNCHERS the folder with the two programs. The Python that runs this must be 3.11 too: it compiles to the
same byte-code.
"""

from __future__ import annotations

import compileall
import py_compile
import re
import shutil
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from freeze.trim import keep
from tools import SHIPPED, fresh

_QT = ("Core", "Gui", "Widgets", "PrintSupport", "Svg")
_PLUGINS = {
    "platforms": ("qwindows", "qoffscreen"),
    "styles": None,
    "imageformats": ("qjpeg", "qico", "qsvg", "qgif", "qwebp"),
    "iconengines": None,
}
_NOT_OF_RUNTIME = (
    "_msi.pyd",
    "winsound.pyd",
    "python.exe",
    "pythonw.exe",
    "python311._pth",
    "python.cat",
    "sqlite3.dll",
)
_NOT_OF_RUNTIME_EITHER = ("_sqlite3.pyd",)  # the records are SQLCipher's; two SQLite libraries break each other's locks
_SKIP = re.compile(
    r"(^|/)(__pycache__|tests?|testing|bin|Scripts|Include)(/|$)|\.(pyx|pxd|c|h|hpp|pyi|lib|qml|cpp|pth|json)$|"
    r"^(setuptools|_distutils_hack|pkg_resources|pycparser|distutils-precedence|OleFileIO_PL)|^[A-Z]+\.txt$|"
    r"^alembic/templates(/|$)|^olefile/olefile2\.py$"
)
_CPP = ("vcruntime140*.dll", "msvcp140*.dll")


def stage(runtime: Path, site: Path, source: Path, launchers: Path, licences: Path, out: Path) -> None:
    """Fill OUT: launchers and runtime in it, everything else under lib."""
    lib = fresh(out) / "lib"
    for file in sorted(runtime.iterdir()):
        if file.is_file() and file.name not in (*_NOT_OF_RUNTIME, *_NOT_OF_RUNTIME_EITHER):
            shutil.copy2(file, out / file.name)
    for file in sorted(site.rglob("*")):
        place = file.relative_to(site).as_posix()
        if file.is_file() and wanted(place):
            copy(file, lib / place)
    _share_cpp(site, out, lib)
    for name in SHIPPED:
        for file in sorted((source / name).rglob("*")):
            place = file.relative_to(source).as_posix()
            if file.is_file() and "__pycache__" not in place and keep(place):
                copy(file, lib / place)
    copy(licences, lib / "resources" / "licences.txt")
    copy(licences, out / "LICENCES.txt")
    for launcher in launchers.glob("*.exe"):
        copy(launcher, out / launcher.name)
        # Three lines that nothing outside of this folder can change: no registry, no PYTHONPATH, no user's packages.
        (out / f"{launcher.stem}._pth").write_text("python311.zip\n.\nlib\n", newline="\r\n")
    # A folder that can only be read starts as fast: the byte-code is there, and never compared with a file's time.
    unchecked = py_compile.PycInvalidationMode.UNCHECKED_HASH
    compileall.compile_dir(str(lib), quiet=1, stripdir=str(lib), prependdir="lib", invalidation_mode=unchecked)


def wanted(place: str) -> bool:
    """Tell whether a file of the packages is needed."""
    name, parts = place.rpartition("/")[2], place.split("/")
    if ".dist-info/" in place:
        return name == "METADATA"
    if _SKIP.search(place) or not keep(place):
        return False
    if parts[0] == "shiboken6":
        return not (name.endswith(".exe") or re.match(r"(vcamp|vccorlib|vcomp)", name))
    return parts[0] != "PySide6" or _of_qt(parts, name)


def _of_qt(parts: list[str], name: str) -> bool:
    if len(parts) == 2:
        ours = name in (f"{kind}{one}.{end}" for one in _QT for kind, end in (("Qt", "pyd"), ("Qt6", "dll")))
        return name.endswith(".py") or ours or bool(re.match(r"pyside6\.abi3|msvcp|vcruntime|concrt", name))
    if parts[1] == "plugins":
        chosen = _PLUGINS.get(parts[2], ())
        return chosen is None or name.partition(".")[0] in chosen
    return parts[1] in ("translations", "support")


def _share_cpp(site: Path, out: Path, lib: Path) -> None:
    """Put one C++ runtime, the newest, where python311.dll looks first, in the place of Python's older one."""
    found = [file for pattern in _CPP for file in (site / "PySide6").glob(pattern)]
    for file in found or [file for pattern in _CPP for file in (site / "shiboken6").glob(pattern)]:
        shutil.copy2(file, out / file.name)
        for folder in ("PySide6", "shiboken6"):
            (lib / folder / file.name).unlink(missing_ok=True)


def copy(file: Path, target: Path) -> None:
    """Copy a file and make its folder."""
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(file, target)


if __name__ == "__main__":
    stage(*map(Path, sys.argv[1:7]))
