"""Every door by which a record can be changed on a laptop, tried on what is closed and on what is approved."""

from collections.abc import Callable

import pytest

from db.attachments import attach, prepare_bytes
from db.errors import KnownError
from db.locks import allow, approve, close, reopen, standing
from db.records import (
    changing,
    create,
    delete,
    deleting_all,
    do_bulk,
    history,
    plan_bulk,
    plan_paste,
    restore_value,
    restoring_all,
    undo,
    update,
)
from db.records.places import set_municipalities
from db.revisions import RecordKey
from db.store import Office
from db.store.officers import add_officer
from tests.builders import counts, dumped, town_hall
from tests.conftest import CHEAP, PASSPHRASE

SECOND = "kettle orbit maple thirty"
DAY = "2026-03-12"
Door = Callable[[Office, dict[str, RecordKey]], object]


def _save(office: Office, made: dict[str, RecordKey]) -> object:
    with office.write("save") as write:
        return update(write, made["hall"].uid, {"venue": "Library"})


def _count(office: Office, made: dict[str, RecordKey]) -> object:
    with office.write("save") as write:
        return update(write, made["hall"].uid, {"tallies": counts(women=12)})


def _part(office: Office, made: dict[str, RecordKey]) -> object:
    with office.write("save") as write:
        return create(write, "question", {"activity": made["hall"].uid, "question": "When?"})


def _part_changed(office: Office, made: dict[str, RecordKey]) -> object:
    with office.write("save") as write:
        return update(write, made["output"].uid, {"delivered": 9})


def _part_gone(office: Office, made: dict[str, RecordKey]) -> object:
    with office.write("delete") as write:
        return delete(write, made["output"].uid)


def _gone(office: Office, made: dict[str, RecordKey]) -> object:
    with office.write("delete") as write:
        return delete(write, made["hall"].uid)


def _photo(office: Office, made: dict[str, RecordKey]) -> object:
    return attach(office, made["hall"].uid, [prepare_bytes(b"a paper", "notes.txt")])


def _places(office: Office, made: dict[str, RecordKey]) -> object:
    with office.write("save") as write:
        return set_municipalities(write, made["hall"].uid, ["XK28", "XK01"])


def _bulk(office: Office, made: dict[str, RecordKey]) -> object:
    return do_bulk(office, [made["hall"].uid], changing({"status": "held"}))


def _undo(office: Office, made: dict[str, RecordKey]) -> object:
    with office.write("undo") as write:
        return undo(write, made["second save"].uid)


def _rewind(office: Office, made: dict[str, RecordKey]) -> object:
    with office.write("rewind") as write:
        first = next(r for r in write.revisions(made["hall"].uid) if "venue" in r.set)
        return restore_value(write, first.id, "venue")


# In an order in which each finds what it needs after those before it.
DOORS: list[Door] = [_undo, _save, _count, _part, _part_changed, _part_gone, _photo, _places, _bulk, _rewind, _gone]


@pytest.fixture
def made(office: Office) -> dict[str, RecordKey]:
    """A town hall that was held, with an output, saved twice; Bardh is an officer and no head of office."""
    add_officer(office, PASSPHRASE, "Bardh Officer", SECOND, CHEAP)
    hall = town_hall(office, actual_start=DAY, venue="School", total=30)
    with office.write("save") as write:
        output = create(write, "output", {"activity": hall.uid, "what": "Leaflets"})
    with office.write("save") as write:
        update(write, hall.uid, {"venue": "Theatre"})
    return {"hall": hall, "output": output, "second save": RecordKey("gesture", write.gesture)}


def refused_at(office: Office, made: dict[str, RecordKey], door: Door) -> str:
    """The code with which a door refuses; nothing may have changed."""
    before = dumped(office)
    with pytest.raises(KnownError) as refused:
        door(office, made)
    assert dumped(office) == before, door.__name__
    return refused.value.code


def test_nothing_in_a_closed_period_changes_by_any_door_without_an_exception(
    office: Office, made: dict[str, RecordKey]
):
    with office.write("close") as write:
        lock = close(write, "2026-03-01", "2026-03-31", reason="Reported")
    assert {door.__name__: refused_at(office, made, door) for door in DOORS} == {
        door.__name__: "period-closed" for door in DOORS
    }
    with office.write("allow") as write:
        allow(write, lock.uid, until="2999-01-01", reason="A list came late")
    for done, door in enumerate(DOORS, 1):
        door(office, made)
        with office.read() as reading:
            told = {entry.gesture for entry in history(reading, made["hall"]) if "A list came late" in entry.reason}
        assert len(told) == done, f"{door.__name__}: the history names the exception"


def test_nothing_approved_changes_by_any_door_in_the_hands_of_an_officer(office: Office, made: dict[str, RecordKey]):
    with office.write("approve") as write:
        approve(write, made["hall"].uid)
    standing_author = office.author
    for author, code in ((office.author, "approved-why"), ("Bardh Officer", "approved")):
        office.author = author
        assert {door.__name__: refused_at(office, made, door) for door in DOORS} == {
            door.__name__: code for door in DOORS
        }
        plan = plan_bulk(office, [made["hall"].uid], changing({"status": "held"}))
        assert [one.error.code for one in (plan.asking if code == "approved-why" else plan.refused)] == [code]
    with office.read() as reading:
        assert standing(reading, made["hall"]).approved
    office.author = standing_author
    do_bulk(office, [made["hall"].uid], changing({"status": "held"}), reason="One reason for all of them")
    do_bulk(office, [made["hall"].uid], deleting_all, "delete", reason="Entered twice")
    do_bulk(office, [made["hall"].uid], restoring_all, "restore", reason="It was not")
    with office.read() as reading:
        told = list(dict.fromkeys(entry.reason for entry in history(reading, made["hall"])))
        assert told[:3] == ["It was not", "Entered twice", "One reason for all of them"]


def test_new_records_enter_no_closed_period_and_old_ones_leave_none(office: Office, made: dict[str, RecordKey]):
    with office.write("close") as write:
        lock = close(write, "2026-03-01", "2026-03-31", reason="Reported")
    with pytest.raises(KnownError, match="are closed"):
        town_hall(office, actual_start="2026-03-31")
    later = town_hall(office, planned_start="2026-04-01")
    for uid, values in ((later.uid, {"actual_start": DAY}), (made["hall"].uid, {"actual_start": "2026-04-02"})):
        with pytest.raises(KnownError, match="are closed"), office.write("save") as write:
            update(write, uid, values)
    with office.read() as reading:
        plan = plan_paste(reading, "town_hall", f"From paper\t{DAY}", ["title_en", "actual_start"], office.today)
    assert [problem.problem.code for problem in plan.problems] == ["row-locked"] and plan.new == ()
    assert plan_bulk(office, [made["hall"].uid, later.uid], changing({"status": "held"})).change == (later.uid,)
    with office.write("reopen") as write:
        reopen(write, lock.uid, reason="A list came late")
    town_hall(office, actual_start="2026-03-31")
