"""Fault A4: killed at every named step of a receipt: afterwards a parcel is in whole or not at all."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from db.errors import KnownError
from db.parcels import ledger, receive_parcels
from db.store import Office, verify
from tests.builders import counts, dumped, town_hall
from tests.conftest import PASSPHRASE
from tests.parcels.helpers import send

Make = Callable[..., Office]
ROOT = Path(__file__).parents[2]
# The step, where in the program it is, and whether the parcel is in afterwards.
STEPS = {
    "before reading": ("db.parcels.receiving.read_with", "before", False),
    "after reading": ("db.parcels.receiving.read_with", "after", False),
    "before the backup": ("db.store.office.Office.backup", "before", False),
    "after the backup": ("db.store.office.Office.backup", "after", False),
    "channels advanced": ("db.parcels.receiving.take_pieces", "after", False),
    "merged": ("db.parcels.receiving.merge", "after", False),
    "noted in the ledger": ("db.parcels.receiving._note", "after", False),
    "proposals kept": ("db.parcels.receiving.keep_proposals", "after", False),
    "projected": ("db.store.writing.Write.finish", "after", False),
    "committed": ("db.parcels.receiving._receive", "after", True),
}
SCRIPT = """
import importlib, os, sys
from pathlib import Path

home, file, passphrase, where, when = sys.argv[1:]
from db.store import Office
from db.parcels import receiving

path, name = where.rsplit(".", 1)
try:
    holder = importlib.import_module(path)
except ModuleNotFoundError:
    module, cls = path.rsplit(".", 1)
    holder = getattr(importlib.import_module(module), cls)
original = getattr(holder, name)

def fatal(*args, **named):
    if when == "before":
        os._exit(137)  # as kill -9: nothing is closed, nothing is flushed
    original(*args, **named)
    os._exit(137)

office = Office.open(Path(home), passphrase)
setattr(holder, name, fatal)
receiving.receive_parcels(office, [Path(file)], accept_edits=True)
"""


@pytest.mark.parametrize("step", STEPS)
def test_a4_killed_in_a_receipt(make_office: Make, tmp_path: Path, step: str):
    where, when, there = STEPS[step]
    office, hq = make_office("MIT"), make_office("HQ", "hq")
    for number in range(3):
        town_hall(office, venue=f"hall {number}", tallies=counts(women=number))
    file = send(office, "HQ", tmp_path)
    empty, home = dumped(hq), hq.paths.home
    hq.close(note=False)
    command = [sys.executable, "-c", SCRIPT, str(home), str(file), PASSPHRASE, where, when]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 137, done.stderr
    hq = Office.open(home, PASSPHRASE)
    assert dumped(hq) == (dumped(office) if there else empty)
    with hq.read() as reading:
        assert len(ledger(reading)) == int(there)
    (got,) = receive_parcels(hq, [file])
    assert (got.new, got.same) == ((0, 6) if there else (6, 0))
    assert dumped(hq) == dumped(office) and verify(hq).problems == ()
    hq.close()


@pytest.mark.parametrize("pages", [0, 4, 40])
def test_a8_a_full_disk_in_a_receipt_keeps_everything_as_it_was(make_office: Make, tmp_path: Path, pages: int):
    office, hq = make_office("MIT"), make_office("HQ", "hq")
    for number in range(60):
        town_hall(office, description=f"{number} " * 900)
    file = send(office, "HQ", tmp_path)
    before = dumped(hq)

    def limit(to: int | None) -> None:
        for _ in range(4):  # every connection of the pool has a limit of its own
            with hq.read() as reading:
                used = reading.connection.exec_driver_sql("PRAGMA page_count").scalar() or 0
                reading.connection.exec_driver_sql(f"PRAGMA max_page_count = {used + to if to is not None else 10**9}")

    limit(pages)
    with pytest.raises(KnownError) as refused:
        receive_parcels(hq, [file])
    assert refused.value.code == "disk-full"
    limit(None)
    assert dumped(hq) == before
    (got,) = receive_parcels(hq, [file])
    assert got.new == 60 and dumped(hq) == dumped(office)


def test_a22_a_stick_that_is_pulled_out_is_a_sentence_and_nothing_half_done(make_office: Make, tmp_path: Path):
    office, hq = make_office("MIT"), make_office("HQ", "hq")
    town_hall(office)
    file = send(office, "HQ", tmp_path)
    gone = file.rename(tmp_path / "gone.xlsx")
    before = dumped(hq)
    with pytest.raises(KnownError, match="no file"):
        receive_parcels(hq, [file])
    gone.write_bytes(gone.read_bytes()[: gone.stat().st_size // 2])
    results = receive_parcels(hq, [gone, file], go_on=True)
    assert [got.refused is not None and got.read == 0 for got in results] == [True, True]
    assert dumped(hq) == before
