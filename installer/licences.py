"""licences.py SITE_FOLDER OUT.txt [FROZEN_FOLDER]: the licences of everything that a package holds, in one text.

SITE_FOLDER is where pip put the packages; FROZEN_FOLDER names the libraries of the build machine that were taken along
(their Debian packages say under which terms). The text is shown by the program and lies in every package.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from importlib.metadata import Distribution, distributions
from pathlib import Path, PurePosixPath

COMMON = Path("/usr/share/common-licenses")  # of Debian: the texts that Qt's wheels only name
NOT_SHIPPED = {"pip", "setuptools", "pyinstaller", "pyinstaller-hooks-contrib", "altgraph", "packaging", "pycparser"}
_TEXT = re.compile(r"(licen[sc]e|copying|notice|authors)", re.IGNORECASE)
_OF_QT = ("shiboken6", "PySide6_Essentials")
LINE = "-" * 100


def gather(site: Path, frozen: Path | None) -> str:
    """Return the whole text."""
    found = sorted(distributions(path=[str(site)]), key=lambda one: one.name.lower())
    shipped = [one for one in found if one.name.lower() not in NOT_SHIPPED]
    head = [
        "Groundwork is made of these parts. Their terms stand below in full.",
        "",
        *(f"  {one.name} {one.version}: {_terms(one)}" for one in shipped),
        f"  Python {sys.version_info[0]}.{sys.version_info[1]}: PSF-2.0",
        "  Noto fonts: OFL-1.1",
    ]
    parts = [text for one in shipped for text in _texts(one)]
    parts += [_part("Python", python_licence()), _part("Noto fonts", _fonts()), *_qt()]
    parts += _libraries(frozen) if frozen else []
    return "\n".join([*head, "", *parts])


def _terms(one: Distribution) -> str:
    """Return the licence in a few words, from wherever the package says it."""
    said = next((one.metadata[key] for key in ("License-Expression", "License") if key in one.metadata), "")
    if said and len(said) < 90 and "\n" not in said:
        return said
    names = [line.split(" :: ")[-1] for line in one.metadata.get_all("Classifier") or [] if "License ::" in line]
    return ", ".join(names) or "see below"


def _texts(one: Distribution) -> list[str]:
    files = [path for path in one.files or [] if _beside(path) and _TEXT.search(path.name)]
    found = [_part(f"{one.name} {one.version}", Path(str(one.locate_file(path))).read_text("utf-8")) for path in files]
    for path in one.files or []:
        if path.name.endswith(".cyclonedx.json"):
            found.append(_part(f"Built into {one.name}", _crates(Path(str(one.locate_file(path))))))
    return found


def _beside(path: PurePosixPath) -> bool:
    """Whether a file tells about a package: in its metadata, or alone at the top, where one package puts a notice."""
    return ".dist-info" in str(path) or len(path.parts) == 1


def _crates(bill: Path) -> str:
    """Return what a bill of materials lists, one line each."""
    lines: list[str] = []
    for part in json.loads(bill.read_text("utf-8")).get("components", []):
        terms = [one.get("expression") or one.get("license", {}).get("id", "") for one in part.get("licenses", [])]
        lines.append(f"{part['name']} {part.get('version', '')}: {', '.join(filter(None, terms))}")
    return "\n".join(lines)


def python_licence() -> str:
    """Return Python's licence from beside its library."""
    for folder in (
        Path(sys.base_prefix) / "lib" / "python3.11",
        Path(sys.base_prefix),
        Path("/usr/share/doc/python3.11"),
    ):
        for name in ("LICENSE.txt", "LICENSE", "copyright"):
            if (folder / name).is_file():
                return (folder / name).read_text("utf-8")
    sys.exit("Python's licence is nowhere on this machine.")


def _fonts() -> str:
    return (Path(__file__).resolve().parent.parent / "resources" / "fonts" / "OFL.txt").read_text("utf-8")


def _qt() -> list[str]:
    said = "Qt and PySide6 are used under the GNU Lesser General Public License, version 3, as separate libraries."
    return [
        _part("Qt 6 and PySide6", said),
        *(_part(name, (COMMON / name).read_text("utf-8")) for name in ("LGPL-3", "GPL-3")),
    ]


def _libraries(frozen: Path) -> list[str]:
    """Return the terms of libraries that came from the build machine, by their Debian package."""
    packages: set[str] = set()
    for path in sorted(frozen.glob("lib*.so*")):
        told = subprocess.run(["dpkg", "-S", f"*/{path.name}"], capture_output=True, text=True, check=False).stdout
        packages |= {line.partition(":")[0] for line in told.splitlines() if not line.startswith("diversion")}
    texts = [(name, Path("/usr/share/doc", name, "copyright")) for name in sorted(packages)]
    return [_part(name, path.read_text("utf-8", errors="replace")) for name, path in texts if path.is_file()]


def _part(name: str, text: str) -> str:
    return f"{LINE}\n{name}\n{LINE}\n\n{text.strip()}\n\n"


if __name__ == "__main__":
    Path(sys.argv[2]).write_text(gather(Path(sys.argv[1]), Path(sys.argv[3]) if sys.argv[3:] else None), "utf-8")
