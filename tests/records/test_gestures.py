"""Names of gestures, redo, what changed since, and bringing back what a record said at an earlier moment."""

import pytest

from db.errors import KnownError
from db.records import (
    changed_since,
    changing,
    create,
    delete,
    do_bulk,
    gestures,
    history,
    list_parts,
    redo,
    restore_record,
    restore_value,
    undo,
    update,
    view,
)
from db.store import Office
from tests.builders import counts, project, town_hall


def act(office: Office, kind: str, verb, *arguments):
    with office.write(kind) as write:
        return verb(write, *arguments)


def test_redo_goes_forward_until_something_else_is_done(office: Office):
    key = town_hall(office, venue="a")
    for venue in ("b", "c"):
        act(office, "save", update, key.uid, {"venue": venue})

    def venue() -> object:
        with office.read() as reading:
            return view(reading, key).values["venue"]

    act(office, "undo", undo)
    act(office, "undo", undo)
    assert venue() == "a"
    act(office, "undo", redo)
    assert venue() == "b"
    act(office, "undo", redo)
    assert venue() == "c"
    with pytest.raises(KnownError) as error:
        act(office, "undo", redo)
    assert error.value.code == "nothing-to-redo"
    act(office, "undo", undo)
    act(office, "save", update, key.uid, {"partner": "Radio"})
    with pytest.raises(KnownError):
        act(office, "undo", redo)
    assert venue() == "b"


def test_gestures_say_what_they_did_to_how_many(office: Office):
    uids = [project(office, title_en=f"Project {n}").uid for n in range(3)]
    do_bulk(office, uids, changing({"partner": "Radio"}))
    act(office, "undo", undo)
    with office.read() as reading:
        back, bulk, *_, first = gestures(reading)
        assert len(gestures(reading, 2)) == 2
    assert (bulk.kind, bulk.records, bulk.type, bulk.units, bulk.undone) == ("bulk", 3, "project", ("partner",), True)
    assert (back.takes_back, back.undoes) == ("bulk", bulk.id)
    assert first.subject.endswith("Project 0")


def test_what_changed_since_is_listed_before_a_batch_is_taken_back(office: Office):
    halls = [town_hall(office, title_en=f"Hall {n}") for n in range(3)]
    changes = do_bulk(office, [key.uid for key in halls], changing({"venue": "School", "tallies": counts(women=4)}))
    act(office, "save", update, halls[1].uid, {"venue": "Hall", "partner": "Radio"})
    act(office, "save", update, halls[2].uid, {"tallies": counts(women=5)})
    act(office, "save", update, halls[0].uid, {"venue": "Office"})
    act(office, "undo", undo)
    with office.read() as reading:
        since = changed_since(reading, changes.gesture)
    assert {(one.uid, one.type, one.unit) for one in since} == {
        (halls[1].uid, "town_hall", "venue"),
        (halls[2].uid, "tally", "count"),
    }
    undone = act(office, "undo", undo, changes.gesture)
    with office.read() as reading:
        said = [view(reading, key).values["venue"] for key in halls]
        women = [view(reading, key).tallies for key in halls]
    assert said == [None, "Hall", None] and women[2][0].count == 5 and len(undone.kept) >= 1


def test_a_value_and_a_whole_record_go_back_to_any_moment(office: Office):
    key = town_hall(office, venue="a", partner="one", tallies=counts(women=1))
    act(office, "save", update, key.uid, {"venue": "b", "tallies": counts(women=2, men=3)})
    act(office, "create", create, "topic", {"activity": key.uid, "topic": "language"})
    act(office, "save", update, key.uid, {"venue": "c", "partner": "two"})

    def entries():
        with office.read() as reading:
            return history(reading, key)

    second = next(one for one in entries() if ("venue", "a", "b") in one.changes)
    act(office, "rewind", restore_value, second.revision, "venue")
    with office.read() as reading:
        now = view(reading, key)
    assert (now.values["venue"], now.values["partner"]) == ("b", "two")
    oldest = next(one for one in entries() if one.gesture == entries()[-1].gesture)  # the last of the first gesture
    act(office, "rewind", restore_record, key, oldest.revision)
    with office.read() as reading:
        now = view(reading, key)
        assert list_parts(reading, "topic", key.uid) == []
    assert (now.values["venue"], now.values["partner"]) == ("a", "one")
    assert [(t.category, t.count) for t in now.tallies] == [("women", 1)]
    act(office, "undo", undo)
    with office.read() as reading:
        again = view(reading, key)
    assert (again.values["venue"], sorted(t.count for t in again.tallies)) == ("b", [2, 3])
    act(office, "delete", delete, key.uid)
    with pytest.raises(KnownError):
        act(office, "rewind", restore_value, second.revision, "venue")
    act(office, "rewind", restore_record, key, oldest.revision)
    with office.read() as reading:
        assert not view(reading, key).deleted
