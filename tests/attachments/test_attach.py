"""Photos and papers of real offices: attached, listed, undone, redacted, backed up, lost."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from db.attachments import Prepared, attach, attached, content_of, detach, one_attached, prepare_bytes, save
from db.cli import main
from db.errors import KnownError
from db.records import create, delete, gestures, history, redact, undo, update
from db.revisions import RecordKey
from db.store import Office, restore_backup, verify
from db.store.engine import connect, sqlcipher
from tests.attachments.pictures import PDF, photo
from tests.builders import dumped, project, record, town_hall
from tests.conftest import PASSPHRASE

PAPER = prepare_bytes(PDF, "minutes.pdf")


def put(office: Office, ref: str, *files: Prepared, **said: str) -> list[RecordKey]:
    return attach(office, ref, files or (PAPER,), **said)


def listed(office: Office, ref: str) -> list:
    with office.read() as reading:
        return attached(office, reading, ref)


@pytest.mark.parametrize("kind", ["project", "town_hall", "youth_assembly", "other_activity"])
def test_a_photo_and_a_paper_belong_to_a_record(office: Office, kind: str):
    key = record(office, kind)
    made = put(office, key.uid, prepare_bytes(photo(), "a.jpg"), PAPER, caption="The hall", consent="written")
    found = listed(office, key.uid)
    assert [one.uid for one in found] == [one.uid for one in made]
    assert [(one.kind, one.caption, one.consent, one.here) for one in found] == [
        ("photo", "The hall", "written", True),
        ("paper", "The hall", "written", True),
    ]
    assert found[0].taken_on == "2026-03-12" and (found[0].width, found[0].height) == (1600, 1200)
    assert content_of(office, found[1]) == PDF and verify(office).problems == ()


def test_a_visit_has_its_own_and_the_project_has_all(office: Office):
    owner = project(office)
    with office.write("save") as write:
        visit = create(write, "visit", {"project": owner.uid, "number": 1})
    (of_visit,) = put(office, visit.uid)
    put(office, owner.uid, caption="The MoU")
    assert [one.about for one in listed(office, visit.uid)] == [visit.uid]
    assert [one.uid for one in listed(office, visit.uid)] == [of_visit.uid] and len(listed(office, owner.uid)) == 2


def test_several_files_are_one_gesture_that_can_be_undone(office: Office):
    key = town_hall(office)
    before = dumped(office)
    put(office, key.uid, PAPER, prepare_bytes(b"a note", "n.txt"))
    with office.write("undo") as write:
        undo(write)
    assert dumped(office) == before and listed(office, key.uid) == []
    with office.read() as reading:
        last = gestures(reading)[0].id
    with office.write("undo") as write:
        undo(write, last)
    assert len(listed(office, key.uid)) == 2 and all(one.here for one in listed(office, key.uid))


def test_what_is_said_of_it_changes_like_any_record(office: Office):
    key = town_hall(office)
    (one,) = put(office, key.uid)
    with office.write("save") as write:
        update(write, one.uid, {"caption": "Agenda", "consent": "not_needed"})
    with pytest.raises(KnownError, match="set by the program"), office.write("save") as write:
        update(write, one.uid, {"digest": "0" * 64})
    with office.read() as reading:
        assert one_attached(office, reading, one.uid).caption == "Agenda"
        assert {entry.part for entry in history(reading, key)} == {"", "attachment"}
    with office.write("detach") as write:
        detach(write, one.uid)
    assert listed(office, key.uid) == []
    with office.write("undo") as write:
        undo(write)
    assert [found.uid for found in listed(office, key.uid)] == [one.uid]


def test_a_row_alone_is_no_photo(office: Office):
    key = town_hall(office)
    with pytest.raises(KnownError, match="by attaching a file"), office.write("save") as write:
        create(write, "attachment", {"activity": key.uid, "caption": "x"})
    with office.write("save") as write:
        cycle = create(write, "cycle", {"title_en": "c", "budget_year": "2026"})
    for ref, code in ((cycle.uid, "cannot-attach"), ("TH-0", "no-record")):
        with pytest.raises(KnownError) as error:
            put(office, ref)
        assert error.value.code == code
    with office.write("delete") as write:
        delete(write, key.uid)
    with pytest.raises(KnownError, match="has been deleted"):
        put(office, key.uid)
    assert office.attachments.older(0) == set(), "nothing was kept for a record that cannot have it"


def test_a_redaction_takes_the_bytes_out_for_ever(office: Office):
    key = town_hall(office)
    (one,), _ = put(office, key.uid, caption="A face"), put(office, key.uid, prepare_bytes(b"a note", "n.txt"))
    office.backup("receive")
    digest = listed(office, key.uid)[0].digest
    with office.write("redact") as write:
        redact(write, one, "digest")
    assert office.attachments.held([digest]) == set()
    first, second = listed(office, key.uid)
    assert (first.digest, first.name, first.here, first.caption) == ("", "", False, "A face") and second.here
    with pytest.raises(KnownError, match="taken out for good"):
        content_of(office, first)
    assert verify(office).problems == () and digest not in dumped(office)
    office.close()
    restored = Office.open(office.paths.home, PASSPHRASE)
    try:
        (copy,) = restored.paths.backups.glob("attachments.db")
        assert type(restored.attachments)(copy, restored.key).held([digest, second.digest]) == {second.digest}
    finally:
        restored.close()


def test_the_same_bytes_twice_stay_while_one_record_has_them(office: Office):
    first, second = town_hall(office), town_hall(office)
    (one,), (other,) = put(office, first.uid), put(office, second.uid)
    with office.write("redact") as write:
        redact(write, one, "digest")
    assert listed(office, second.uid)[0].here
    with office.write("redact") as write:
        redact(write, other, "digest")
    assert office.attachments.older(0) == set()


def test_bytes_without_a_record_are_swept_away_when_they_are_old(office: Office, monkeypatch: pytest.MonkeyPatch):
    key = town_hall(office)
    put(office, key.uid)
    young = office.attachments.put(b"of a crash just now")
    with office.write("delete") as write:
        delete(write, key.uid)
    office.close()
    again = Office.open(office.paths.home, PASSPHRASE)
    assert again.attachments.held([young]) == {young}, "somebody may be about to write its record"
    monkeypatch.setattr("db.store.attachments.GRACE", 0)
    monkeypatch.setattr(type(again.attachments).older, "__defaults__", (0,))
    again.close()
    again = Office.open(office.paths.home, PASSPHRASE)
    assert len(again.attachments.older(0)) == 1, "a deleted record keeps its bytes: it can be restored"
    again.close()


KILLED = """
import os, sys
from pathlib import Path
from db.attachments import attach, prepare_bytes
from db.store import Office
office = Office.open(Path(sys.argv[1]), sys.argv[2])
real = office.attachments.put
def put(content, seal=b""):
    digest = real(content, seal)
    if sys.argv[3] == "after":
        os._exit(9)
    return digest
def no_put(content, seal=b""):
    os._exit(9)
office.attachments.put = put if sys.argv[3] == "after" else no_put
attach(office, sys.argv[4], [prepare_bytes(b"a note", "n.txt")])
"""


@pytest.mark.parametrize("moment", ["before", "after"])
def test_a_kill_leaves_no_record_without_its_bytes(home: Path, moment: str):
    office = Office.open(home, PASSPHRASE)
    key = town_hall(office)
    office.close()
    command = [sys.executable, "-c", KILLED, str(home), PASSPHRASE, moment, key.uid]
    done = subprocess.run(command, capture_output=True, check=False, env=dict(os.environ))
    assert done.returncode == 9, done.stderr
    office = Office.open(home, PASSPHRASE)
    assert listed(office, key.uid) == [] and verify(office).problems == ()
    assert len(office.attachments.older(0)) == (1 if moment == "after" else 0)
    office.close()


# ---- the second file ----


def test_nothing_readable_lies_on_the_disk(office: Office, tmp_path: Path):
    key = town_hall(office)
    kept = prepare_bytes(photo(), "harvest-festival.jpg")
    put(office, key.uid, kept, PAPER, caption="An unmistakable caption")
    office.backup("asked")
    office.backup("receive")
    files = [path for path in office.paths.home.rglob("*") if path.is_file()]
    assert {"attachments.db", "office.db"} <= {path.name for path in files}
    for path in files:
        content = path.read_bytes()
        for secret in (
            kept.content[600:632],
            PDF[20:50],
            b"unmistakable",
            b"harvest-festival",
            b"\xff\xd8\xff\xe0\x00\x10JFIF",
        ):
            assert secret not in content, path.name


@pytest.mark.parametrize("reason", ["asked", "receive"])
def test_a_backup_brings_photos_back(office: Office, tmp_path: Path, reason: str):
    key = town_hall(office)
    put(office, key.uid)
    backup = office.backup(reason)
    put(office, key.uid, prepare_bytes(b"later", "later.txt"))
    carried = backup
    if reason == "asked":  # it is whole by itself
        carried = backup.rename(tmp_path / backup.name)
    restore_backup(carried, tmp_path / "elsewhere", PASSPHRASE)
    again = Office.open(tmp_path / "elsewhere", PASSPHRASE)
    (one,) = listed(again, key.uid)
    assert content_of(again, one) == PDF and verify(again).problems == ()
    again.close()


def test_restoring_an_older_day_keeps_what_came_since(office: Office):
    key = town_hall(office)
    backup = office.backup("receive")
    put(office, key.uid)
    digest, home = listed(office, key.uid)[0].digest, office.paths.home
    office.close()
    restore_backup(backup, home, PASSPHRASE)
    again = Office.open(home, PASSPHRASE)
    assert listed(again, key.uid) == [] and again.attachments.held([digest]) == {digest}
    again.close()


def test_another_office_in_the_same_place_has_nothing_of_the_former(home: Path, make_office: Callable[..., Office]):
    office = Office.open(home, PASSPHRASE)
    put(office, town_hall(office).uid)
    office.backup("receive")
    office.close()
    other = make_office("PRZ")
    key = town_hall(other)
    restore_backup(other.backup("asked"), home, PASSPHRASE)
    again = Office.open(home, PASSPHRASE)
    put(again, key.uid, prepare_bytes(b"of PRZ", "p.txt"))
    again.backup("receive")
    copy = type(again.attachments)(home / "backups" / "attachments.db", again.key)
    assert copy.older(0) == again.attachments.older(0) == {listed(again, key.uid)[0].digest}
    assert (home / "backups" / "attachments.db.damaged").exists() and verify(again).ok
    again.close()


def test_a_missing_second_file_is_a_sentence(office: Office):
    key = town_hall(office)
    put(office, key.uid)
    office.paths.attachments.unlink()
    (one,) = listed(office, key.uid)
    assert not one.here
    with pytest.raises(KnownError, match="not on this laptop"):
        content_of(office, one)
    assert [line for line in verify(office).problems if "minutes.pdf" in line]
    put(office, key.uid)
    assert verify(office).problems == (), "attached again it is there again"


def test_a_damaged_second_file_is_a_sentence(office: Office):
    key = town_hall(office)
    put(office, key.uid)
    office.paths.attachments.write_bytes(b"no database" * 1000)
    with pytest.raises(KnownError) as error:
        listed(office, key.uid)
    assert error.value.code == "attachments-damaged"
    assert office.backup("receive").exists(), "the records are backed up all the same"


def test_what_opens_one_file_does_not_open_the_other(office: Office):
    put(office, town_hall(office).uid)
    with pytest.raises(sqlcipher.DatabaseError):
        connect(office.paths.attachments, office.key)


# ---- the command line ----


def test_the_commands(home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]):
    monkeypatch.setenv("GROUNDWORK_HOME", str(home))
    monkeypatch.setenv("GROUNDWORK_PASSPHRASE", PASSPHRASE)

    def run(*words: str) -> dict:
        assert main([*words, "--json"]) == 0, capsys.readouterr().err
        return json.loads(capsys.readouterr().out)

    (tmp_path / "f.json").write_text('{"title_en": "Hall", "municipality": "XK28"}')
    (tmp_path / "minutes.pdf").write_bytes(PDF)
    (tmp_path / "a.jpg").write_bytes(photo())
    ref = run("add", "town_hall", "--file", str(tmp_path / "f.json"))["ref"]
    files = [str(tmp_path / "minutes.pdf"), str(tmp_path / "a.jpg")]
    made = run("attach", ref, *files, "--caption", "The hall", "--consent", "spoken")["attachments"]
    assert [one["kind"] for one in made] == ["paper", "photo"]
    assert [one["uid"] for one in run("attachments", ref)["attachments"]] == [one["uid"] for one in made]
    assert Path(run("save-attachment", made[0]["uid"], "--to", str(home.parent))["file"]).read_bytes() == PDF
    run("detach", made[0]["uid"])
    assert len(run("attachments", ref)["attachments"]) == 1
    run("undo")
    assert run("attachments", ref)["attachments"] and run("verify")["ok"]
    assert main(["detach", ref]) == 1 and "no photo and no paper" in capsys.readouterr().err
    assert main(["attach", ref, str(tmp_path / "f.json")]) == 0, "a list of fields is plain text"
    capsys.readouterr()
    (tmp_path / "virus.jpg").write_bytes(b"MZ")
    assert main(["attach", ref, str(tmp_path / "virus.jpg")]) == 1
    assert "it is a program" in capsys.readouterr().err


def test_saving_overwrites_nothing_but_what_is_named(office: Office, tmp_path: Path):
    key = town_hall(office)
    put(office, key.uid)
    (one,) = listed(office, key.uid)
    assert save(office, one, tmp_path) == tmp_path / "minutes.pdf"
    assert save(office, one, tmp_path / "copy.pdf").read_bytes() == PDF
