"""Merging: one stays with the values that were chosen, the other goes, both histories stay, one undo takes all back."""

import shutil

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from db.catalogue import ACTIVITY_TYPES
from db.errors import KnownError
from db.records import children, conflicts, create, delete, gestures, history, resolve_field, undo, update, view
from db.revisions import Draft, RecordKey
from db.store import Office, verify
from db.twins import FieldLine, PartsLine, choices_of, compare, merge, says
from tests.builders import counts, dumped, one_of_each, project, town_hall
from tests.conftest import PASSPHRASE
from tests.twins.helpers import merge_at, offered, pairs, seen, tell_apart

DAY = {"actual_start": "2026-03-12"}


def sex(office: Office, key) -> dict[str, int | None]:
    return {t.category: t.count for t in seen(office, key).tallies if t.dimension == "sex"}


def test_the_one_that_stays_keeps_its_values_and_takes_what_it_lacks(office: Office):
    first = town_hall(office, venue="hall", total=50, tallies=counts(women=41), **DAY)
    second = town_hall(office, venue="school", partner="NGO", tallies=counts(women=40, men=9), **DAY)
    merge_at(office, first, second)
    kept = seen(office, first)
    assert (kept.values["venue"], kept.values["partner"], kept.values["total"]) == ("hall", "NGO", 50)
    assert sex(office, first) == {"women": 41}, "counts of a dimension add up, so they are never mixed"
    assert seen(office, second).deleted
    assert pairs(office) == []
    assert verify(office).ok


def test_a_person_chooses_field_by_field(office: Office):
    first = town_hall(office, venue="hall", partner="NGO", tallies=counts(women=41, other=1), **DAY)
    second = town_hall(office, venue="school", total=49, tallies=counts(women=40, men=9), **DAY)
    choices = {"venue": "other", "partner": "other", "total": "keep", "tallies.sex": "other"}
    merge_at(office, first, second, **choices)
    kept = seen(office, first)
    assert (kept.values["venue"], kept.values["partner"], kept.values["total"]) == ("school", None, None)
    assert sex(office, first) == {"women": 40, "men": 9}


def test_amount_and_currency_are_chosen_together(office: Office):
    first = project(office, approved_amount="10.00", currency="USD")
    second = project(office, approved_amount="20.00", currency="EUR")
    merge_at(office, first, second, approved_amount="other")
    kept = seen(office, first).values
    assert (kept["approved_amount"], kept["currency"]) == ("20.00", "EUR")
    third = project(office, approved_amount="30.00", currency="USD")
    with pytest.raises(KnownError, match="'approved' is given twice"):
        merge_at(office, first, third, approved_amount="other", currency="keep")


def test_undo_takes_all_back_in_one_step_and_again(office: Office):
    first = town_hall(office, venue="hall", tallies=counts(women=41, other=2), **DAY)
    second = town_hall(office, partner="NGO", tallies=counts(women=40, men=9), **DAY)
    before = dumped(office)
    merge_at(office, first, second, **{"tallies.sex": "other"})
    after = dumped(office)
    with office.write("undo") as write:
        assert undo(write).kept == ()
    assert dumped(office) == before
    assert offered(office) == {frozenset((first.uid, second.uid))}
    with office.write("undo") as write:
        undo(write, _last_undo(office))
    assert dumped(office) == after
    assert verify(office).ok


def _last_undo(office: Office) -> str:
    with office.read() as reading:
        return next(g.id for g in gestures(reading) if g.kind == "undo")


def test_undo_keeps_what_was_changed_since(office: Office):
    first, second = town_hall(office, venue="hall", **DAY), town_hall(office, partner="NGO", **DAY)
    gesture = merge_at(office, first, second)
    with office.write("save") as write:
        update(write, first.uid, {"partner": "Radio"})
    with office.write("undo") as write:
        undo(write, gesture)
    assert seen(office, first).values["partner"] == "Radio"
    assert not seen(office, second).deleted


def test_the_history_shows_both_and_says_which_was_which(office: Office):
    first = town_hall(office, venue="hall", **DAY)
    second = town_hall(office, partner="NGO", tallies=counts(women=3), **DAY)
    third = town_hall(office, partner="Radio", **DAY)
    gone, deeper = seen(office, second).ref, seen(office, third).ref
    merge_at(office, second, third)
    merge_at(office, first, second)
    with office.read() as reading:
        entries = history(reading, first)
    assert {entry.merged for entry in entries} == {"", gone, deeper}
    assert ("tallies.sex.women", None, 3) in [c for e in entries if e.merged == gone for c in e.changes]
    assert ("partner", None, "Radio") in [c for e in entries if e.merged == deeper for c in e.changes]
    own = [entry for entry in entries if not entry.merged]
    assert ("partner", None, "NGO") in own[0].changes or any(("partner", None, "NGO") in e.changes for e in own)
    assert own[0].reason == f"{gone} → {seen(office, first).ref}"
    with office.read() as reading:
        assert {entry.merged for entry in history(reading, second)} == {"", deeper}
    with office.write("undo") as write:
        undo(write)
    with office.read() as reading:
        assert {entry.merged for entry in history(reading, first)} == {""}


def test_the_history_of_the_laptop_says_what_was_merged(office: Office):
    first, second = town_hall(office, **DAY), town_hall(office, **DAY)
    merge_at(office, first, second)
    with office.read() as reading:
        newest = gestures(reading)[0]
    assert (newest.kind, newest.records) == ("merge", 2)
    assert seen(office, second).ref in newest.reason


def test_what_cannot_be_merged_is_said(office: Office):
    hall, other = town_hall(office), project(office)
    gone = town_hall(office)
    with office.write("delete") as write:
        delete(write, gone.uid)
    fine = town_hall(office)
    before = dumped(office)
    for keep, merged, choices, sentence in (
        (hall, hall, {}, "one record, not two"),
        (hall, other, {}, "different types"),
        (hall, gone, {}, "has been deleted"),
        (gone, hall, {}, "has been deleted"),
        (hall, fine, {"colour": "keep"}, "no field 'colour'"),
        (hall, fine, {"tallies.shoes": "keep"}, "no field 'tallies.shoes'"),
        (hall, fine, {"ref": "other"}, "set by the program"),
        (hall, fine, {"venue": "left"}, "'left' does not say"),
    ):
        with pytest.raises(KnownError, match=sentence):
            merge_at(office, keep, merged, **choices)
    assert dumped(office) == before


def test_an_open_conflict_is_never_decided_by_the_way(office: Office):
    first, second = town_hall(office, venue="hall", **DAY), town_hall(office, **DAY)
    with office.write("save") as write:
        over = {"venue": write.folded(first.uid).head_ids("venue")}
        for value in ("square", "school"):
            write.append(Draft(first, "set", {"venue": value}, over))
    for keep, other in ((first, second), (second, first)):
        with pytest.raises(KnownError, match="open conflict in 'venue'"):
            merge_at(office, keep, other)
    with office.write("resolve") as write:
        resolve_field(write, first.uid, "venue", value="school")
    merge_at(office, second, first)
    assert seen(office, second).values["venue"] == "school"


def test_what_only_a_newer_program_knows_is_not_lost(office: Office):
    first, second = town_hall(office, **DAY), town_hall(office, **DAY)
    with office.write("save") as write:
        write.append(Draft(second, "set", {"series": "spring"}, {"series": ()}))
    merge_at(office, first, second)
    with office.read() as reading:
        assert reading.folded(first.uid).values["series"] == "spring"


@pytest.mark.parametrize("kind", ACTIVITY_TYPES.values(), ids=ACTIVITY_TYPES)
def test_everything_a_person_writes_can_be_chosen_under_one_name(kind):
    names = choices_of(kind)
    assert len(names) == len(set(names))
    assert {f.merge_unit for f in kind.fields if f.editable} <= set(names)
    assert {"tallies.sex", "tag", "output"} <= set(names)
    assert ("visit" in names) == (kind.key == "project") and "progress" not in names and "criterion" not in names


@pytest.fixture
def projects(office: Office) -> tuple[RecordKey, RecordKey]:
    """Two projects, the second with parts of every type."""
    first = project(office)
    return first, one_of_each(office)["project"]


def parts(office: Office, key: RecordKey) -> dict[str, list[dict]]:
    """The living parts of a record by type, without what only says whose they are."""
    found: dict[str, list[dict]] = {}
    with office.read() as reading:
        for part in children(reading, key.uid, alive=True):
            values = dict(view(reading, part).values)
            for hidden in ("project", "activity", "visit", "part"):
                values.pop(hidden, None)
            found.setdefault(part.type, []).append(values)
    return found


def test_parts_of_every_type_come_along(office: Office, projects):
    first, second = projects
    before, wanted = dumped(office), parts(office, second)
    merge_at(office, first, second)
    assert parts(office, first) == wanted and parts(office, second) == {}
    with office.read() as reading:
        (visit,) = [key for key in children(reading, first.uid, alive=True) if key.type == "visit"]
        (progress,) = [key for key in children(reading, first.uid, alive=True) if key.type == "progress"]
        assert view(reading, progress).values["visit"] == visit.uid, "what points at a part points at its copy"
    assert verify(office).problems == ()
    with office.write("undo") as write:
        assert undo(write).kept == ()
    assert dumped(office) == before


@pytest.mark.parametrize(
    ("side", "numbers"), [("keep", [1, 2]), ("other", [2, 3]), ("both", [1, 2, 3]), (None, [1, 2])]
)
def test_parts_are_kept_or_taken_or_both(office: Office, side: str | None, numbers: list[int]):
    keys = [project(office), project(office)]
    for key, shift in zip(keys, (0, 1), strict=True):
        for number in (1, 2):
            with office.write("save") as write:
                what = f"of {shift}"
                create(write, "deliverable", {"project": key.uid, "number": number + shift, "what": what})
                create(write, "visit", {"project": key.uid, "number": number + shift, "day": f"2026-03-0{number}"})
    before = dumped(office)
    merge_at(office, *keys, **({"deliverable": side, "visit": side} if side else {}))
    found = parts(office, keys[0])
    assert sorted(part["number"] for part in found["deliverable"]) == numbers
    (second,) = [part["what"] for part in found["deliverable"] if part["number"] == 2]
    assert second == ("of 1" if side == "other" else "of 0"), "an own one with the same number is not overwritten"
    assert len(found["visit"]) == (4 if side == "both" else 2), "visits have no number that makes them one"
    with office.write("undo") as write:
        undo(write)
    assert dumped(office) == before and verify(office).ok


def test_keeping_both_is_offered_where_it_gives_more(office: Office):
    first, second = project(office, tallies=counts(women=1)), project(office, tallies=counts(men=2))
    for key, numbers in ((first, (1, 2)), (second, (2, 3))):
        for number in numbers:
            with office.write("save") as write:
                create(write, "deliverable", {"project": key.uid, "number": number, "what": key.uid})
        with office.write("save") as write:
            create(write, "instalment", {"project": key.uid, "number": 1, "trigger": key.uid})
            create(write, "visit", {"project": key.uid, "number": 1})
    with office.read() as reading:
        joins = {line.choice: line.joins for line in compare(reading, first, second) if isinstance(line, PartsLine)}
    assert joins == {"tallies.sex": False, "instalment": False, "deliverable": True, "visit": True}


def test_counts_of_people_are_never_added_up(office: Office):
    first, second = town_hall(office, tallies=counts(women=1)), town_hall(office, tallies=counts(men=1))
    with pytest.raises(KnownError, match="'both' does not say"):
        merge_at(office, first, second, **{"tallies.sex": "both"})
    with pytest.raises(KnownError, match="'both' does not say"):
        merge_at(office, first, second, venue="both")


def test_only_activities_are_merged_or_told_apart(office: Office):
    made = one_of_each(office)
    for verb in (merge_at, tell_apart):
        with pytest.raises(KnownError, match="is no activity"):
            verb(office, made["organisation"], made["town_hall"])


VALUE = st.sampled_from([None, "a", "b"])
COUNT = st.sampled_from([None, 0, 3])
SIDE = st.sampled_from(["keep", "other", ""])


@settings(max_examples=15)
@given(st.data())
def test_the_result_is_what_was_chosen_and_undo_gives_back_everything(office_for: Office, data: st.DataObject):
    office = office_for
    keys = []
    for _ in range(2):
        values = {key: data.draw(VALUE) for key in ("venue", "partner", "settlement")}
        counted = {name: data.draw(COUNT) for name in ("women", "men")}
        keys.append(town_hall(office, **values, tallies=counts(**counted), **DAY))
    first, second = keys
    named = {name: side for name in ("venue", "partner", "settlement", "tallies.sex") if (side := data.draw(SIDE))}
    before = dumped(office)
    with office.read() as reading:
        lines = compare(reading, first, second)
    merge_at(office, first, second, **named)
    with office.read() as reading:
        now = {line.choice: line for line in compare(reading, first, first)}
        assert conflicts(reading) == []
    for line in lines:
        side = named.get(line.choice, "keep" if says(line.first) else "other")
        wanted = line.first if side == "keep" else line.second
        if isinstance(line, FieldLine):
            assert (now[line.choice].first if line.choice in now else None) == wanted
        else:
            assert people(now[line.choice].first if line.choice in now else ()) == people(wanted)
    assert seen(office, second).deleted
    with office.write("undo") as write:
        assert undo(write).kept == ()
    assert dumped(office) == before
    with office.write("delete") as write:
        delete(write, first.uid)
        delete(write, second.uid)


def people(parts) -> dict[str, object]:
    return {part.values["category"]: count for part in parts if (count := part.values["count"]) is not None}


@pytest.fixture(scope="module")
def office_for(template, tmp_path_factory: pytest.TempPathFactory):
    opened = Office.open(shutil.copytree(template, tmp_path_factory.mktemp("office") / "home"), PASSPHRASE)
    yield opened
    assert verify(opened).problems == ()
    opened.close()


def test_dp_07_dp_17_a_merge_keeps_what_protects(office: Office):
    kept, gone = town_hall(office, venue="School"), town_hall(office, venue="Shelter")
    for key, values in ((kept, {"protected": "no"}), (gone, {"protected": "yes", "classification": "CONFIDENTIAL"})):
        with office.write("save") as write:
            update(write, key.uid, values)
    with pytest.raises(KnownError, match="classified lower"), office.write("merge") as write:
        merge(write, kept.uid, gone.uid, {"classification": "keep"})
    with office.write("merge") as write:
        merge(write, kept.uid, gone.uid)
    with office.read() as reading:
        values = view(reading, kept).values
    assert (values["venue"], values["protected"], values["classification"]) == ("School", "yes", "CONFIDENTIAL")
