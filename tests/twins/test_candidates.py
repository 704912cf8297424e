"""Which pairs an office offers, and which not."""

from collections.abc import Callable

import pytest

from db.errors import KnownError
from db.progress import Cancelled
from db.records import create, delete, gestures, restore, undo, update
from db.revisions import RecordKey
from db.store import Office, Write
from db.twins import Twins, alike_to, candidates, different, facts_of, find_twins, merge, pair_uid, twins_of
from tests.builders import project, record, town_hall
from tests.twins.helpers import merge_at, offered, pairs, tell_apart

DAY = {"actual_start": "2026-03-12"}


def test_a_pair_is_offered_with_what_a_person_needs_to_judge_it(office: Office):
    first = town_hall(office, title_en="Waste collection", settlement="Banjska", **DAY)
    second = town_hall(office, title_en="WASTE collection", settlement="Banjska", **DAY)
    town_hall(office, title_en="Health centre", **DAY)
    (pair,) = pairs(office)
    assert pair.pair == pair_uid(first.uid, second.uid) == pair_uid(second.uid, first.uid)
    assert (pair.first.uid, pair.second.uid) == (first.uid, second.uid)
    assert pair.score == 1
    assert pair.why == ("same-title", "same-day", "same-municipality", "same-settlement")
    assert (pair.first.title, pair.second.date) == ("Waste collection", "2026-03-12")


def test_the_most_alike_come_first_and_a_type_can_be_asked_for_alone(office: Office):
    town_hall(office, **DAY)
    town_hall(office, actual_start="2026-03-14")
    project(office, **DAY)
    project(office, **DAY)
    assert [pair.first.type for pair in pairs(office)] == ["project", "town_hall"]
    assert [pair.first.type for pair in pairs(office, "town_hall")] == ["town_hall"]
    with pytest.raises(KnownError, match="no record type 'pair'"):
        pairs(office, "pair")


def test_what_is_deleted_is_nobodys_twin(office: Office):
    town_hall(office, **DAY)
    second = town_hall(office, **DAY)
    with office.write("delete") as write:
        delete(write, second.uid)
    assert pairs(office) == []


def test_planned_by_one_and_held_by_the_other(office: Office):
    town_hall(office, planned_start="2026-03-12")
    town_hall(office, planned_start="2026-01-30", actual_start="2026-03-13")
    assert len(pairs(office)) == 1


def test_not_the_same_is_never_offered_again_until_it_is_taken_back(office: Office):
    first, second, third = (town_hall(office, **DAY) for _ in range(3))
    tell_apart(office, second, first)
    assert frozenset((first.uid, second.uid)) not in offered(office) and len(offered(office)) == 2
    with office.write("save") as write:
        update(write, first.uid, {"partner": "NGO"})
        update(write, second.uid, {"partner": "NGO"})
    assert len(offered(office)) == 2
    with office.write("undo") as write:
        undo(write)
        undo(write, tell_gesture(office))
    assert len(offered(office)) == 3
    tell_apart(office, first, second)
    assert len(offered(office)) == 2


def tell_gesture(office: Office) -> str:
    with office.read() as reading:
        return next(g.id for g in gestures(reading) if g.kind == "different")


def test_one_record_is_no_pair(office: Office):
    first = town_hall(office)
    with pytest.raises(KnownError, match="one record, not two"):
        tell_apart(office, first, first)


def test_the_list_ends_somewhere_and_goes_on_when_pairs_are_judged(office: Office, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(candidates, "MOST", 2)
    first, second, _ = (town_hall(office, **DAY) for _ in range(3))
    assert len(pairs(office)) == 2
    for one, other in [sorted(pair) for pair in offered(office)]:
        tell_apart(office, RecordKey("town_hall", one), RecordKey("town_hall", other))
    assert len(pairs(office)) == 1


def test_a_search_can_be_stopped(office: Office):
    town_hall(office, **DAY)

    def stop(done: int, total: int) -> None:
        assert total == 1
        raise Cancelled

    with office.read() as reading, pytest.raises(Cancelled):
        find_twins(reading, progress=stop)


def test_after_a_change_only_the_records_touched_are_looked_at_again(office: Office):
    """A list kept up to date this way says the same as one that was read anew."""
    kept: dict[frozenset[str], Twins] = {}

    def do(kind: str, verb: Callable[[Write], RecordKey], expected: int) -> RecordKey:
        with office.write(kind) as write:
            key = verb(write)
        with office.read() as reading:
            touched, fresh = twins_of(reading, write.changes.records)
        for uids in [uids for uids in kept if uids & touched]:
            del kept[uids]
        kept.update({twins.uids: twins for twins in fresh})
        assert sorted(kept.values(), key=str) == sorted(pairs(office), key=str)
        assert len(kept) == expected
        return key

    def make(title: str) -> Callable[[Write], RecordKey]:
        return lambda write: create(write, "town_hall", {"title_en": title, "municipality": "XK28", **DAY})

    one = do("save", make("Waste"), 0)
    two = do("save", make("Waste"), 1)
    three = do("save", make("Roads"), 1)
    do("save", lambda write: update(write, three.uid, {"title_en": "Waste"}), 3)
    do("different", lambda write: different(write, one.uid, two.uid), 2)
    do("merge", lambda write: merge(write, one.uid, three.uid), 0)
    do("undo", lambda write: undo(write) and one, 2)
    do("save", lambda write: update(write, three.uid, {"actual_start": None}), 0)


def test_what_is_being_typed_is_compared_before_it_is_saved(office: Office):
    key = town_hall(office, title_en="Језичка права у Звечану", municipality="XK29", **DAY)
    town_hall(office, title_en="Jezička prava u Zvečanu", municipality="XK28", **DAY)
    nowhere = record(office, "town_hall", title_en="Jezicka prava, Zvecan", municipality=None, **DAY)
    typed = {"title_sr": "jezicka prava u zvecanu", "municipality": "XK29", "planned_start": "2026-03-11"}
    with office.read() as reading:
        found = alike_to(reading, facts_of("town_hall", typed))
        assert set(found) == {key.uid, nowhere.uid}
        assert found[key.uid].score > found[nowhere.uid].score
        assert alike_to(reading, facts_of("town_hall", typed), key.uid).keys() == {nowhere.uid}
        assert alike_to(reading, facts_of("town_hall", {"title_en": "Jezicka prava u Zvecanu"})) == {}


def test_a_record_restored_after_a_merge_is_offered_again(office: Office):
    first, second = town_hall(office, title_en="Waste", **DAY), town_hall(office, title_en="Refuse", **DAY)
    assert pairs(office) == []
    merge_at(office, first, second)
    with office.write("restore") as write:
        restore(write, second.uid)
    (pair,) = pairs(office)
    assert pair.why == ("merged-before",)
    tell_apart(office, first, second)
    assert pairs(office) == []
