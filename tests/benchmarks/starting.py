"""From nothing to a list that can be used, each time in a process of its own.

Beside it an empty office, and LibreOffice with the same records in a workbook: once with the columns of the list alone,
which is kind to it, and once with every column that the register has, as a tracker has them.
`python -m tests.benchmarks.starting HOME` is what is measured.
"""

import gc
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from db.records import columns_of, list_rows, list_uids
from db.store import Office
from tests.benchmarks.offices import PASSPHRASE
from tests.benchmarks.rows import Row, seconds

ROUNDS = 3
KIND = "town_hall"
COLUMNS = ("date", "municipality", "title", "status", "total")


def starts(home: Path, size: int, empty_home: Path) -> list[Row]:
    """Start the program over an office with `size` records and an empty one, in turns; neither may be open."""
    taken: dict[Path, list[float]] = {home: [], empty_home: []}
    _to_list(empty_home, 0)  # Python compiles what it has not compiled yet; an installed program comes compiled
    for _ in range(ROUNDS):
        for (one, found), records in zip(taken.items(), (size, 0), strict=True):
            found.append(_to_list(one, records))
    full, bare = (min(found) for found in taken.values())
    rows = [Row("start to a list that can be used", full / bare, "times an empty office", 2, f"empty: {bare:.1f} s")]
    program = shutil.which("soffice")
    if program is None:
        print("LibreOffice is not on this computer, so nothing stands beside the start.", file=sys.stderr)
        return rows
    every = _every_column(home)
    peers = [_opened(program, _as_sheet(home, columns)) for columns in (COLUMNS, every)]
    names = ("LibreOffice opens the list alone", "LibreOffice opens every column")
    told = (f"{len(COLUMNS) + 1} columns", f"{len(every) + 1} columns")
    return rows + [
        Row(name, peer / full, "times our start", 10, f"{peer:.1f} s, {what}; our start {full:.1f} s", at_most=False)
        for name, peer, what in zip(names, peers, told, strict=True)
    ]


def _to_list(home: Path, records: int) -> float:
    began = time.perf_counter()
    words = [sys.executable, "-m", "tests.benchmarks.starting", str(home)]
    compiled = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    compiled.setdefault("PYTHONPYCACHEPREFIX", str(home.parent / "compiled"))
    with subprocess.Popen(words, stdout=subprocess.PIPE, text=True, env=compiled) as started:
        assert started.stdout is not None
        shown = started.stdout.readline().strip()
        taken = time.perf_counter() - began
    assert shown == str(records), f"the list showed {shown or 'nothing'} of {records}"
    return taken


def _opened(program: str, sheet: Path) -> float:
    words = [program, f"-env:UserInstallation={sheet.parent.as_uri()}/profile", "--headless", "--convert-to", "csv"]
    words += ["--outdir", str(sheet.parent), str(sheet)]
    return min(seconds(lambda: subprocess.run(words, check=True, capture_output=True)) for _ in range(2))


def _every_column(home: Path) -> list[str]:
    office = Office.open(home, PASSPHRASE)
    found = [key for key in columns_of(KIND, office.mission) if key != "ref"]
    office.close()
    return found


def _as_sheet(home: Path, columns: Sequence[str]) -> Path:
    from openpyxl import Workbook  # not needed by what is measured

    target = home.parent / f"records-{len(columns)}.xlsx"
    book = Workbook(write_only=True)
    office = Office.open(home, PASSPHRASE)
    with office.read() as reading:
        sheet = book.create_sheet("Town halls")
        sheet.append(["ref", *columns])
        uids = list_uids(reading, KIND)
        for first in range(0, len(uids), 1000):
            for row in list_rows(reading, uids[first : first + 1000], columns):
                sheet.append([row.ref, *(row.cells.get(key) for key in columns)])
    office.close()
    book.save(target)
    return target


def main(home: Path) -> None:
    """Open the office and its window, and say when the list can be used."""
    gc.disable()  # as desktop/launch.py does
    from PySide6.QtWidgets import QApplication

    from desktop import theme
    from tests.benchmarks.pages import until, window_over

    app = QApplication([])
    theme.Theme(app).wear(theme.LIGHT)
    office = Office.open(home, PASSPHRASE)
    with window_over(app, office) as window:
        window.go_to(KIND)
        page = window.register
        assert page is not None
        until(app, lambda: page.model.ready and (not page.model.rowCount() or page.model.row_at(0) is not None))
        print(page.model.rowCount(), flush=True)
    office.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
