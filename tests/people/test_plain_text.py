"""After a day's work and a kill, no word of any record lies in plain on the disk but where the person put it."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from db import attachments
from db.catalogue import RECORD_TYPES
from db.catalogue.kinds import NOTE, TEXT
from db.records import update
from db.store import Office
from desktop.attachments.opened import FOLDER, empty
from tests.builders import one_of_each, town_hall
from tests.conftest import PASSPHRASE
from tests.people.a_day import MARK

ROOT = Path(__file__).resolve().parents[2]


def seed(office: Office) -> int:
    """Write an unmistakable word into every text of every record; return how many."""
    count = 0
    changes: dict[str, dict[str, str]] = {}
    for kind, key in one_of_each(office).items():
        found = RECORD_TYPES[kind]
        texts = {
            field.key: f"{MARK} {kind} {field.key}"
            for field in found.fields
            if field.kind in (TEXT, NOTE) and field.editable and field.key not in found.fixed and not field.choices
        }
        if texts:
            changes[key.uid] = texts
            count += len(texts)
    with office.write("save", f"{MARK} why") as write:  # one gesture: each costs the disk a moment
        for uid, texts in changes.items():
            update(write, uid, texts)
    return count


def in_plain(folder: Path) -> list[str]:
    """Return the files that hold the word in any way in which a program writes text."""
    marks = [form for word in (MARK, MARK.lower()) for form in (word.encode(), word.encode("utf-16-le"))]
    files = (path for path in folder.rglob("*") if path.is_file())
    return sorted(str(path.relative_to(folder)) for path in files if any(m in path.read_bytes() for m in marks))


@pytest.mark.skipif(os.name == "nt", reason="there is no kill -9 there")
def test_h8_h9_nothing_of_a_record_lies_on_the_disk_in_plain(home: Path, tmp_path: Path):
    office = Office.open(home, PASSPHRASE)
    assert seed(office) > 100
    hall = town_hall(office, title_en=f"{MARK} title", venue=f"{MARK} venue", description=f"{MARK} text")
    paper = attachments.prepare_bytes(f"{MARK} in a paper".encode(), "minutes.txt")
    attachments.attach(office, hall.uid, [paper], caption=f"{MARK} caption")
    office.close()
    everywhere, out = tmp_path / "everywhere", tmp_path / "out"
    out.mkdir()
    folders = {name: everywhere / name for name in ("user", "tmp", "cache", "config", "data", "state", "run")}
    for folder in folders.values():
        folder.mkdir(parents=True, mode=0o700)
    environment = {
        **os.environ,
        **{"QT_QPA_PLATFORM": "offscreen", "HOME": str(folders["user"]), "TMPDIR": str(folders["tmp"])},
        **{f"XDG_{name.upper()}_HOME": str(folders[name]) for name in ("cache", "config", "data", "state")},
        **{"XDG_RUNTIME_DIR": str(folders["run"]), "GROUNDWORK_STATE": str(folders["state"])},
    }
    day = [sys.executable, "-m", "tests.people.a_day", str(home), str(out)]
    done = subprocess.run(day, env=environment, cwd=ROOT, capture_output=True, timeout=120, check=False)
    assert done.returncode == -signal.SIGKILL, done.stderr.decode()[-2000:]
    said = done.stdout + done.stderr
    assert b"ready" in said and b"Summary of" in said
    assert MARK.encode() not in said, "no log, report of a fault or title of a window says a value"
    assert {path.suffix for path in out.iterdir()} >= {".pdf", ".xlsx"}, "what the person asked for is there"
    assert in_plain(everywhere) == []
    assert [name for name in in_plain(home) if not name.startswith(f"{FOLDER}/")] == []
    assert in_plain(home), "a viewer needs a file: it lies in the private folder"
    for path in (home / FOLDER).rglob("*"):
        assert path.stat().st_mode & 0o077 == 0, "for its owner alone"
    empty(home)  # as the program does when it starts again
    assert in_plain(home) == []
    again = Office.open(home, PASSPHRASE)
    with again.read() as reading:
        from db.records import drafts

        assert drafts(reading, "town_hall")[hall.uid]["venue"] == f"{MARK} being typed", "and nothing typed is lost"
    again.close()
