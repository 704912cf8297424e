"""sizes.py FOLDER: what the megabytes of a program's folder are, largest first, as a table."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

NAMES = {
    "PySide6": "Qt and PySide6",
    "shiboken6": "Qt and PySide6",
    "typst": "Typst",
    "babel": "Babel",
    "PIL": "Pillow",
}
NAMES |= {"pillow.libs": "Pillow", "db": "Groundwork", "desktop": "Groundwork", "migrations": "Groundwork"}
NAMES |= {
    "resources": "Groundwork",
    "python3.11": "Python",
    "base_library.zip": "Python",
    "rapidfuzz.libs": "rapidfuzz",
}


def part(place: Path) -> str:
    """Return what a file belongs to, by its place in the program's folder."""
    inside = [name for name in place.parts if name not in ("_internal", "lib")]
    name = inside[0]
    if len(inside) > 1 or name in NAMES:
        return NAMES.get(name, name.partition("-")[0])
    return "Python" if "python" in name.lower() or name.endswith(".pyd") else "libraries and launchers"


def main(folder: Path) -> None:
    """Print the table."""
    sizes: Counter[str] = Counter()
    files = [path for path in folder.rglob("*") if path.is_file() and not path.is_symlink()]
    for path in files:
        sizes[part(path.relative_to(folder))] += path.stat().st_size
    small = sum(size for size in sizes.values() if size < 1_000_000)
    for name, size in sizes.most_common():
        if size >= 1_000_000:
            print(f"| {name} | {size / 1e6:.1f} |")
    print(f"| all others | {small / 1e6:.1f} |")
    print(f"| **together**, {len(files)} files | **{sum(sizes.values()) / 1e6:.0f}** |")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
