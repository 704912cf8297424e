"""The program killed in the middle of an import: afterwards everything is there or nothing."""

import subprocess
import sys
import time
from pathlib import Path

import pytest

from db.store import Office, verify
from db.trackers import import_tracker
from tests.builders import dumped
from tests.conftest import PASSPHRASE
from tests.trackers.sheets import workbook

ROWS = 600
SCRIPT = """
import os, sys
from pathlib import Path
from db.store import Office
from db.trackers import import_tracker

home, file, passphrase, fatal = sys.argv[1:]

def progress(done, total):
    if total and fatal != "never" and done >= total * float(fatal):
        os._exit(137)  # as kill -9: nothing is closed, nothing is flushed
    if total and done == total:
        print("writing", flush=True)

import_tracker(Office.open(Path(home), passphrase), Path(file), progress=progress)
print("done", flush=True)
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    lines = "\n".join(f"| Meeting {n} | 2026-03-12 | {n} | {n} |" for n in range(ROWS))
    return workbook(tmp_path / "many.xlsx", f"| Title | Start date | Women | Men |\n{lines}")


def start(home: Path, file: Path, fatal: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", SCRIPT, str(home), str(file), PASSPHRASE, fatal]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=Path(__file__).parents[2])


def check(home: Path, file: Path, *, everything: bool | None) -> None:
    """Open what was left, prove it, and import again: together that is all rows once."""
    office = Office.open(home, PASSPHRASE)
    assert verify(office).ok
    there = dumped(office).count('"type":"other_activity"')
    assert there in (0, ROWS)
    assert everything is None or there == (ROWS if everything else 0)
    again = import_tracker(office, file)
    assert (again.new, again.duplicate) == (ROWS - there, there)
    assert verify(office).ok
    office.close()


@pytest.mark.parametrize("fatal", ["0", "0.3", "0.6", "0.9", "1"])
def test_killed_before_the_commit_leaves_nothing(home: Path, file: Path, fatal: str) -> None:
    process = start(home, file, fatal)
    assert process.communicate()[0] == ""
    assert process.returncode == 137
    check(home, file, everything=False)


@pytest.mark.parametrize("after", [0.0, 0.05, 0.15, 0.3])
def test_killed_around_the_commit_leaves_all_or_nothing(home: Path, file: Path, after: float) -> None:
    process = start(home, file, "never")
    assert process.stdout is not None
    assert process.stdout.readline() == "writing\n"
    time.sleep(after)
    process.kill()
    rest, _ = process.communicate()
    check(home, file, everything=True if "done" in rest else None)
