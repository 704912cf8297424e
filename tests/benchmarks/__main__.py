"""`python -m tests.benchmarks [--size N] [--only NAME] [--json]`: what the program reaches against what it should."""

import argparse
import json
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from tests.benchmarks import duplicates, exchange, offices, papers, projects, registers
from tests.benchmarks.rows import Row


def main() -> int:
    """Measure and print; exit 1 when a budget is not kept."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks")
    parser.add_argument(
        "--size", type=int, default=100_000, help="activities in a register; a project has ten parts besides"
    )
    parser.add_argument("--parcel", type=int, default=20_000, help="activities in the parcel: what one file takes")
    parser.add_argument(
        "--only", choices=("registers", "pages", "projects", "exchange", "papers"), help="one part alone"
    )
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    parts: dict[str, Callable[[Path], list[Row]]] = {
        "registers": lambda folder: _registers(folder, asked.size),
        "pages": lambda folder: _pages(folder, asked.size),
        "projects": lambda folder: _projects(folder, asked.size, asked.parcel),
        "exchange": lambda folder: _exchange(folder, asked.parcel),
        "papers": _papers,
    }
    rows: list[Row] = []
    for name, part in parts.items():
        if asked.only in (None, name):
            with tempfile.TemporaryDirectory() as folder:
                rows += part(Path(folder))
    if asked.json:
        print(json.dumps({"rows": [row.as_json() for row in rows]}))
    else:
        for row in rows:
            sign = "≤" if row.at_most else "≥"
            kept = "ok" if row.ok else "NOT KEPT"
            print(f"{row.name:<32}{row.value:>10.1f} {row.unit:<36}{sign} {row.budget:<9g}{kept:<10}{row.peer}")
    return 0 if all(row.ok for row in rows) else 1


def _registers(folder: Path, size: int) -> list[Row]:
    office = offices.empty(folder)
    offices.fill(office, size)
    rows = registers.lists(office) + registers.saves(office) + duplicates.searches(office, size)
    office.close()
    return rows + registers.starts(office.paths.home, offices.PASSPHRASE)


def _pages(folder: Path, size: int) -> list[Row]:
    from tests.benchmarks import hands, pages, starting  # they need a window

    office, bare = offices.empty(folder), offices.empty(folder / "bare")
    offices.fill(office, size)
    rows = pages.pages(office, bare) + hands.hands(office)
    office.close()
    bare.close()
    return starting.starts(office.paths.home, size, bare.paths.home) + rows


def _projects(folder: Path, size: int, parcel: int) -> list[Row]:
    office = offices.empty(folder)
    projects.fill(office, size)
    rows = projects.lists(office) + projects.saves(office)
    office.close()
    sender, headquarters = offices.empty(folder, "PRZ"), offices.empty(folder, "HQ", "hq")
    projects.fill(sender, parcel // 40)
    rows += projects.parcels(sender, headquarters, folder)
    sender.close()
    headquarters.close()
    return rows


def _exchange(folder: Path, size: int) -> list[Row]:
    office, headquarters = offices.empty(folder), offices.empty(folder, "HQ", "hq")
    offices.fill(office, size)
    rows = exchange.parcels(office, headquarters, folder)
    office.close()
    headquarters.close()
    return rows


def _papers(folder: Path) -> list[Row]:
    office = offices.empty(folder)
    papers.fill(office)
    rows = papers.papers(office)
    office.close()
    return rows


if __name__ == "__main__":
    sys.exit(main())
