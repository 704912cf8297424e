"""kill -9 in the middle of saving: everything that was confirmed is there, nothing is half there."""

import subprocess
import sys
from pathlib import Path

import pytest

from db.records import list_uids
from db.store import Office, verify
from tests.conftest import PASSPHRASE

WRITER = """
import sys
from pathlib import Path
from db.records import create
from db.store import Office
office = Office.open(Path(sys.argv[1]), sys.argv[2])
for number in range(100000):
    with office.write("save") as write:
        key = create(write, "town_hall", {"title_en": f"t{number}", "total": 9,
            "tallies": [{"dimension": "sex", "category": c, "count": 1} for c in ("women", "men")]})
    print(key.uid, flush=True)
"""


@pytest.mark.parametrize("confirmed", [1, 7, 40])
def test_what_was_confirmed_survives(home: Path, confirmed: int):
    writer = subprocess.Popen([sys.executable, "-c", WRITER, str(home), PASSPHRASE], stdout=subprocess.PIPE, text=True)
    assert writer.stdout is not None
    told = [writer.stdout.readline().strip() for _ in range(confirmed)]
    writer.kill()
    told += writer.stdout.read().split()  # confirmed while the signal was on its way
    writer.wait()
    writer.stdout.close()

    office = Office.open(home, PASSPHRASE)
    with office.read() as reading:
        there = list_uids(reading, "town_hall")
    assert set(told) <= set(there) and len(there) - len(told) <= 1
    assert verify(office).problems == ()
    office.close()
