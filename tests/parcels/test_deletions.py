"""Deleted here, changed there: shown rightly, decided by a person, and undone without loss."""

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from db.errors import KnownError
from db.parcels import export_parcel, receive_parcels
from db.records import conflicts, delete, list_uids, resolve_field, undo
from db.revisions import Draft, RecordKey
from db.store import Office, new_uid, verify
from tests.builders import counts, dumped, town_hall
from tests.parcels.helpers import change_at, open_conflicts, send, states

Make = Callable[..., Office]


@pytest.fixture
def apart(make_office: Make, tmp_path: Path) -> tuple[Office, Office, str]:
    """An office and a headquarters that both know one town hall with a count."""
    office, hq = make_office("MIT"), make_office("HQ", "hq")
    key = town_hall(office, venue="hall", tallies=counts(women=41))
    receive_parcels(hq, [send(office, "HQ", tmp_path)])
    return office, hq, key.uid


def delete_at(office: Office, uid: str) -> None:
    with office.write("delete") as write:
        delete(write, uid)


def meet(office: Office, hq: Office, folder: Path) -> None:
    receive_parcels(hq, [send(office, "HQ", folder)])
    receive_parcels(office, [send(hq, "MIT", folder)])
    assert dumped(office) == dumped(hq)


CHANGES = [{"venue": "square"}, {"tallies": counts(women=45)}, {"tallies": counts(men=3)}]


@pytest.mark.parametrize("change", CHANGES, ids=["field", "count", "new count"])
@pytest.mark.parametrize("decision", ["live", "deleted"])
def test_a_change_that_the_deleter_had_not_seen_is_asked_about(apart, tmp_path: Path, change: dict, decision: str):
    office, hq, uid = apart
    delete_at(hq, uid)
    change_at(office, uid, **change)
    meet(office, hq, tmp_path)
    assert open_conflicts(hq) == open_conflicts(office) != []
    before = dumped(hq)
    for field in open_conflicts(hq):
        with hq.write("resolve") as write:
            resolve_field(write, uid, field, value=decision)
        if not open_conflicts(hq):
            break
    for field in open_conflicts(hq):  # the activity's own, once its counts are settled
        with hq.write("resolve") as write:
            resolve_field(write, uid, field, value=decision)
    assert open_conflicts(hq) == [] and dumped(hq) != before
    meet(office, hq, tmp_path)
    with office.read() as reading:
        assert list_uids(reading, "town_hall") == ([uid] if decision == "live" else [])
    assert verify(hq).problems == verify(office).problems == ()


@pytest.mark.parametrize("decision", ["live", "deleted"])
def test_undoing_the_decision_brings_the_question_back(apart, tmp_path: Path, decision: str):
    office, hq, uid = apart
    delete_at(hq, uid)
    change_at(office, uid, venue="square")
    meet(office, hq, tmp_path)
    before = dumped(hq)
    with hq.write("resolve") as write:
        resolve_field(write, uid, "_life", value=decision)
    assert dumped(hq) != before
    with hq.write("undo") as write:
        undo(write)
    assert dumped(hq) == before


def test_taking_a_candidate_of_a_deletion_decides_it(apart, tmp_path: Path):
    office, hq, uid = apart
    delete_at(hq, uid)
    change_at(office, uid, venue="square")
    meet(office, hq, tmp_path)
    with hq.read() as reading:
        (conflict,) = conflicts(reading)
    assert {c.value for c in conflict.candidates} == {"deleted", "live"}
    take = next(c.revision for c in conflict.candidates if c.value == "live")
    with hq.write("resolve") as write:
        resolve_field(write, uid, "_life", take=take)
    assert open_conflicts(hq) == []
    with hq.read() as reading:
        assert list_uids(reading, "town_hall") == [uid]


def test_both_deleted_is_deleted(apart, tmp_path: Path):
    office, hq, uid = apart
    for one in (office, hq):
        delete_at(one, uid)
    meet(office, hq, tmp_path)
    assert open_conflicts(hq) == [] and '"town_hall"' not in dumped(hq)


def test_a_type_that_this_program_does_not_know_is_kept_relayed_and_goes_only_to_its_office(
    make_office: Make, tmp_path: Path
):
    mit, prz, hq = make_office("MIT"), make_office("PRZ"), make_office("HQ", "hq")
    with mit.write("save") as write:
        write.append(Draft(RecordKey("witness_note", new_uid()), "set", {"words": "Unmistakable"}, {}))
    town_hall(prz)
    for office in (mit, prz):
        receive_parcels(hq, [send(office, "HQ", tmp_path)])
    assert "Unmistakable" in dumped(hq) and verify(hq).ok
    receive_parcels(prz, [send(hq, "PRZ", tmp_path)])
    assert "Unmistakable" not in dumped(prz)
    second = make_office("MIT", laptop="B")
    receive_parcels(second, [export_parcel(hq, "MIT", tmp_path, full=True).file])
    assert "Unmistakable" in dumped(second)


def test_one_id_for_two_kinds_of_record_is_refused(make_office: Make, tmp_path: Path):
    office, hq = make_office("MIT"), make_office("HQ", "hq")
    key = town_hall(office)
    receive_parcels(hq, [send(office, "HQ", tmp_path)])
    with office.write("save") as write:
        write.append(Draft(RecordKey("witness_note", key.uid), "set", {"words": "x"}, {}))
    before = dumped(hq)
    with pytest.raises(KnownError, match="two kinds of record"):
        receive_parcels(hq, [send(office, "HQ", tmp_path)])
    assert dumped(hq) == before


def test_hearing_ones_own_past_starts_a_new_life(make_office: Make, tmp_path: Path):
    """The folder was put back by hand; headquarters sends what this database had already said once."""
    office, hq = make_office("MIT"), make_office("HQ", "hq")
    town_hall(office)
    backup = office.backup("test")
    town_hall(office, title_en="Said before")
    receive_parcels(hq, [send(office, "HQ", tmp_path)])
    home = office.paths.home
    office.close(note=False)  # nothing outside the folder tells
    with zipfile.ZipFile(backup) as archive:
        archive.extract("office.db", home)
    again = Office.open(home, "four plain words here")
    town_hall(again, title_en="Said instead")
    old = again.identity.replica
    (got,) = receive_parcels(again, [send(hq, "MIT", tmp_path)])
    assert again.identity.replica != old and got.new == 1
    town_hall(again, title_en="Said after")
    receive_parcels(hq, [send(again, "HQ", tmp_path)])
    assert verify(again).problems == verify(hq).problems == ()
    assert dumped(again) == dumped(hq)
    again.close()


def test_a_plan_of_several_parcels_is_what_then_happens(make_office: Make, tmp_path: Path):
    office, hq = make_office("MIT"), make_office("HQ", "hq")
    key = town_hall(office)
    files = [send(office, "HQ", tmp_path)]
    change_at(office, key.uid, venue="square")
    files.append(send(office, "HQ", tmp_path))
    for order in (files, [files[0], files[0]]):
        fresh = make_office("HQ", "hq")
        plan = [states(got) for got in receive_parcels(fresh, order, dry_run=True)]
        assert plan == [states(got) for got in receive_parcels(fresh, order)]
    assert '"records":[\n\n]' in dumped(hq)
