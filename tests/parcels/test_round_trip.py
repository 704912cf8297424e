"""Parcels: out, in, again, in any order; re-saved by another program; edited by hand."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import load_workbook

from db.errors import KnownError
from db.parcels import export_parcel, ledger, receive_parcels
from db.parcels.reader import read_parcel
from db.progress import Cancelled
from db.records import conflicts, delete, gestures, list_uids, resolve_field, undo, update, view
from db.store import Office, verify
from tests.builders import counts, dumped, project, town_hall
from tests.parcels.helpers import send, states
from tests.parcels.test_profiles import words

Make = Callable[..., Office]


def test_there_and_back(make_office: Make, tmp_path: Path):
    office, hq = make_office("MIT"), make_office("HQ", "hq")
    for _ in range(3):
        town_hall(office, tallies=counts(women=3, men=4))
    project(office)
    sent = export_parcel(office, "HQ", tmp_path)
    assert (sent.serial, sent.records, sent.file.name[:13]) == (1, 10, "UNMIK_CA_MIT-")
    (first,) = receive_parcels(hq, [sent.file])
    assert states(first) == {"read": 10, "new": 10}
    assert dumped(hq) == dumped(office)
    (second,) = receive_parcels(hq, [sent.file])
    assert states(second) == {"read": 10, "same": 10}
    (back,) = receive_parcels(office, [send(hq, "MIT", tmp_path)])
    assert states(back) == {"read": 10, "same": 10}
    for one in (office, hq):
        assert verify(one).problems == ()


def test_a_deletion_travels_and_a_later_copy_does_not_bring_it_back(make_office: Make, tmp_path: Path):
    office, hq = make_office("MIT"), make_office("HQ", "hq")
    key = town_hall(office)
    early = send(office, "HQ", tmp_path)
    receive_parcels(hq, [early])
    with office.write("delete") as write:
        delete(write, key.uid)
    (got,) = receive_parcels(hq, [send(office, "HQ", tmp_path)])
    receive_parcels(hq, [early])
    assert states(got) == {"read": 1, "updated": 1}
    with hq.read() as reading:
        assert list_uids(reading, "town_hall") == []


def both_changed(make_office: Make, tmp_path: Path) -> tuple[Office, Office, str]:
    office, hq = make_office("MIT"), make_office("HQ", "hq")
    key = town_hall(office, venue="hall")
    receive_parcels(hq, [send(office, "HQ", tmp_path)])
    for one, venue in ((office, "school"), (hq, "square")):
        with one.write("save") as write:
            update(write, key.uid, {"venue": venue})
    return office, hq, key.uid


def test_the_same_field_changed_on_both_sides_is_a_conflict_and_a_decision_travels(make_office: Make, tmp_path: Path):
    office, hq, uid = both_changed(make_office, tmp_path)
    (got,) = receive_parcels(hq, [send(office, "HQ", tmp_path)])
    assert states(got) == {"read": 1, "conflict": 1}
    receive_parcels(office, [send(hq, "MIT", tmp_path)])
    assert dumped(office) == dumped(hq)
    with hq.read() as reading:
        (conflict,) = conflicts(reading)
    assert {(c.value, c.office) for c in conflict.candidates} == {("school", "MIT"), ("square", "HQ")}
    take = next(c.revision for c in conflict.candidates if c.value == "school")
    with hq.write("resolve") as write:
        resolve_field(write, conflict.ref, "venue", take=take)
    receive_parcels(office, [send(hq, "MIT", tmp_path)])
    for one in (office, hq):
        with one.read() as reading:
            assert conflicts(reading) == []
            assert view(reading, conflict.key).values["venue"] == "school"


def test_undoing_a_decision_brings_the_conflict_back(make_office: Make, tmp_path: Path):
    office, hq, _ = both_changed(make_office, tmp_path)
    receive_parcels(hq, [send(office, "HQ", tmp_path)])
    before = dumped(hq)
    with hq.read() as reading:
        (conflict,) = conflicts(reading)
    with hq.write("resolve") as write:
        resolve_field(write, conflict.ref, "venue", value="elsewhere")
    with hq.write("undo") as write:
        undo(write)
    assert dumped(hq) == before and verify(hq).problems == ()


def test_a_received_parcel_is_one_gesture_that_can_be_undone_by_name(make_office: Make, tmp_path: Path):
    office, hq = make_office("MIT"), make_office("HQ", "hq")
    before = dumped(hq)
    town_hall(office)
    (got,) = receive_parcels(hq, [send(office, "HQ", tmp_path)])
    with hq.read() as reading:
        assert [g.id for g in gestures(reading)] == [got.batch]
    with pytest.raises(KnownError, match="nothing to undo"), hq.write("undo") as write:
        undo(write)
    with hq.write("undo") as write:
        undo(write, got.batch)
    assert dumped(hq) == before


def test_a_dry_run_says_the_same_and_keeps_nothing(make_office: Make, tmp_path: Path):
    office, hq = make_office("MIT"), make_office("HQ", "hq")
    town_hall(office)
    file = send(office, "HQ", tmp_path)
    before = dumped(hq)
    (plan,) = receive_parcels(hq, [file], dry_run=True)
    assert dumped(hq) == before
    (done,) = receive_parcels(hq, [file])
    assert states(plan) == states(done)


def test_h13_headquarters_sends_an_office_only_its_own_records(make_office: Make, tmp_path: Path):
    mit, prz, hq = make_office("MIT"), make_office("PRZ"), make_office("HQ", "hq")
    town_hall(mit, tallies=counts(women=1))
    town_hall(prz, title_en="Unmistakable")
    for office in (mit, prz):
        receive_parcels(hq, [send(office, "HQ", tmp_path)])
    before = dumped(mit)
    file = send(hq, "MIT", tmp_path)
    receive_parcels(mit, [file])
    assert dumped(mit) == before and "Unmistakable" not in dumped(mit)
    for office, held in ((hq, file), (prz, send(hq, "PRZ", tmp_path))):  # the hidden sheet as well
        seen = words(held) + str([one.set for one in read_parcel(held).revisions])
        assert ("Unmistakable" in seen) == (office is prz)


def test_a_period_chooses_by_overlap(make_office: Make, tmp_path: Path):
    office = make_office("MIT")
    town_hall(office, actual_start="2026-01-10", actual_end="2026-02-20", tallies=counts(women=1))
    town_hall(office, planned_start="2026-05-01")
    town_hall(office)
    sent = export_parcel(office, "HQ", tmp_path, start="2026-02-01", end="2026-02-28")
    assert sent.records == 3 and "2026-02-01_2026-02-28" in sent.file.name
    with pytest.raises(KnownError, match="ends before it begins"):
        export_parcel(office, "HQ", tmp_path, start="2026-02-02", end="2026-02-01")


def test_serial_numbers_run_per_peer_and_the_ledger_knows_every_parcel(make_office: Make, tmp_path: Path):
    office, hq = make_office("MIT"), make_office("HQ", "hq")
    town_hall(office)
    serials = [export_parcel(office, peer, tmp_path).serial for peer in ("HQ", "HQ", "PRZ")]
    assert serials == [1, 2, 1]
    file = send(office, "HQ", tmp_path)
    for _ in range(2):
        receive_parcels(hq, [file])
    with hq.read() as reading:
        assert [(e.direction, e.peer, e.serial) for e in ledger(reading)] == [("in", "MIT-A", 3)]


def test_a_failed_or_cancelled_export_leaves_no_file_and_its_number_free(make_office: Make, tmp_path: Path):
    office = make_office("MIT")
    town_hall(office)

    def stop(done: int, total: int) -> None:
        raise Cancelled

    stick = tmp_path / "stick"
    with pytest.raises(KnownError, match="no such folder"):
        send(office, "HQ", stick)
    stick.mkdir()
    with pytest.raises(Cancelled):
        export_parcel(office, "HQ", stick, progress=stop)
    assert list(stick.iterdir()) == []
    assert export_parcel(office, "HQ", stick).serial == 1


@pytest.mark.parametrize("damage", ["text", "chunk", "no sync", "plain zip", "missing", "folder"])
def test_what_is_no_sound_parcel_is_refused_whole(make_office: Make, tmp_path: Path, damage: str):
    office, hq = make_office("MIT"), make_office("HQ", "hq")
    town_hall(office)
    good = send(office, "HQ", tmp_path)
    bad = tmp_path / "bad.xlsx"
    if damage == "text":
        bad.write_text("hello")
    elif damage == "plain zip":
        shutil.make_archive(str(tmp_path / "z"), "zip", tmp_path / "MIT-A-0" / "backups")
        shutil.move(tmp_path / "z.zip", bad)
    elif damage == "folder":
        bad.mkdir()
    elif damage != "missing":
        book = load_workbook(good)
        if damage == "no sync":
            del book["_sync"]
        else:
            book["_sync"].cell(1, 4).value = "A" + book["_sync"].cell(1, 4).value[1:] + "A"
        book.save(bad)
    before = dumped(hq)
    with pytest.raises(KnownError) as error:
        receive_parcels(hq, [good, bad])
    assert error.value.code in {"not-a-workbook", "parcel-damaged", "parcel-stripped", "not-a-parcel", "no-file"}
    assert dumped(hq) == before, "a bad file among good ones must keep nothing of any"


def test_a_parcel_for_somebody_else_is_refused(make_office: Make, tmp_path: Path):
    office, other, hq = make_office("MIT"), make_office("PRZ"), make_office("HQ", "hq")
    town_hall(office)
    for file, receiver in ((send(office, "HQ", tmp_path), other), (send(office, "PRZ", tmp_path), hq)):
        with pytest.raises(KnownError, match="is addressed to"):
            receive_parcels(receiver, [file])
