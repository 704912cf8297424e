"""The list of open conflicts: what is on it, what is not, and what it says of each."""

from collections.abc import Callable
from itertools import permutations

import pytest

from db.errors import KnownError
from db.records import Change, count_conflicts, create, in_words, undo, view
from db.records.deciding import resolve_field
from db.revisions import LIFE, Draft, RecordKey
from db.store import Office, new_uid
from tests.builders import counts, one_of_each, project, town_hall
from tests.records.meeting import change, listed, meet, remove

Make = Callable[..., Office]
WOMEN = {"dimension": "sex", "category": "women"}


@pytest.fixture
def apart(make_office: Make) -> tuple[Office, Office, str]:
    """An office and a headquarters that both know one town hall with a count."""
    office, hq = make_office("MIT"), make_office("HQ", "hq")
    key = town_hall(office, venue="Hall", tallies=counts(women=41))
    meet(office, hq)
    return office, hq, key.uid


def words(office: Office) -> str:
    (one,) = listed(office)
    return in_words(one, office.mission)


def counted(office: Office) -> int:
    with office.read() as reading:
        return count_conflicts(reading)


def test_the_same_field_changed_on_two_sides(apart):
    office, hq, uid = apart
    change(office, uid, "the roof leaks", venue="School")
    change(hq, uid, venue="Square")
    meet(office, hq)
    (one,) = listed(hq)
    assert (one.field, one.title, one.label, one.base) == ("venue", "Language rights", "Town hall", ("Hall",))
    assert (one.owner, one.ref[:8], one.kind, one.places) == (one.key, "TH-2026-", "changed", ("HQ", "MIT"))
    ours, theirs = one.candidates
    assert (theirs.value, theirs.author, theirs.office, theirs.laptop) == ("School", "MIT Officer", "MIT", "MIT-A")
    assert (theirs.reason, ours.reason, ours.laptop) == ("the roof leaks", "", "HQ-A")
    assert words(hq) == "Headquarters and Mitrovica field office changed this without knowing of each other."
    assert listed(office) == listed(hq), "every copy says the same of it"


def test_a_field_that_was_empty_has_no_base(apart):
    office, hq, uid = apart
    change(office, uid, partner="Radio")
    change(hq, uid, partner="Theatre")
    meet(office, hq)
    assert listed(hq)[0].base == ()
    assert "filled this in" in words(hq)


def test_an_emptied_field_against_a_changed_one(apart):
    office, hq, uid = apart
    change(office, uid, venue="")
    change(hq, uid, venue="Square")
    meet(office, hq)
    (one,) = listed(hq)
    assert [c.value for c in one.candidates] == ["Square", None] and one.base == ("Hall",)


def test_three_sides(apart, make_office: Make):
    office, hq, uid = apart
    second = make_office("MIT", laptop="B")
    meet(office, second)
    for one, venue in ((office, "School"), (second, "Yard"), (hq, "Square")):
        change(one, uid, venue=venue)
    meet(office, second, hq)
    (found,) = listed(hq)
    assert [len(side) for side in found.sides] == [1, 1, 1]
    assert found.places == ("HQ-A", "MIT-A", "MIT-B") and found.base == ("Hall",)
    for one in (office, second):
        assert listed(one) == [found]


def test_three_heads_with_two_values_are_two_sides(apart, make_office: Make):
    office, hq, uid = apart
    prizren = make_office("PRZ")
    meet(office, prizren)
    for one, venue in ((office, "School"), (prizren, "School"), (hq, "Square")):
        change(one, uid, venue=venue)
    meet(office, prizren, hq)
    (found,) = listed(hq)
    assert [[c.office for c in side] for side in found.sides] == [["HQ"], ["MIT", "PRZ"]]
    assert found.places == ("HQ", "MIT, PRZ")


def test_the_same_value_from_two_sides_is_no_conflict(apart):
    office, hq, uid = apart
    for one in (office, hq):
        change(one, uid, venue="School", tallies=counts(women=40))
    meet(office, hq)
    assert listed(hq) == listed(office) == [] and counted(hq) == 0


def test_different_fields_changed_on_two_sides_are_no_conflict(apart):
    office, hq, uid = apart
    change(office, uid, venue="School")
    change(hq, uid, partner="Radio")
    meet(office, hq)
    assert listed(hq) == []


def test_deleted_on_both_sides_is_no_conflict(apart):
    office, hq, uid = apart
    for one in (office, hq):
        remove(one, uid)
    meet(office, hq)
    assert listed(hq) == listed(office) == [] and counted(hq) == 0


def test_deleted_on_both_sides_with_an_open_conflict_inside_asks_nobody(apart):
    office, hq, uid = apart
    change(office, uid, venue="School", tallies=counts(women=40))
    change(hq, uid, venue="Square", tallies=counts(women=42))
    meet(office, hq)
    assert counted(hq) == len(listed(hq)) == 2
    for one in (office, hq):
        remove(one, uid)
    meet(office, hq)
    assert listed(hq) == [] and counted(hq) == 0
    with hq.write("undo") as write:
        undo(write)
    assert counted(hq) == len(listed(hq)) == 2, "restored, it is asked about again"


def test_a_change_against_a_deletion(apart):
    office, hq, uid = apart
    remove(hq, uid, "entered twice")
    change(office, uid, venue="School", partner="Radio")
    meet(office, hq)
    (one,) = listed(hq)
    assert (one.unit, one.kind, one.base, one.places) == (LIFE, "deleted", (), ("HQ", "MIT"))
    gone, kept = one.candidates
    assert (gone.value, gone.office, gone.reason, gone.changes) == ("deleted", "HQ", "entered twice", ())
    assert kept.value == "live"
    assert sorted(kept.changes, key=lambda change: change.unit) == [
        Change("town_hall", "partner", "partner", None, "Radio"),
        Change("town_hall", "venue", "venue", "Hall", "School"),
    ]
    assert words(hq) == (
        "Deleted at Headquarters, changed at Mitrovica field office; who deleted it had not seen the change."
    )
    assert listed(office) == [one]


def test_a_deletion_against_two_changes(apart, make_office: Make):
    office, hq, uid = apart
    prizren = make_office("PRZ")
    meet(office, prizren)
    remove(hq, uid)
    change(office, uid, venue="School")
    change(prizren, uid, partner="Radio")
    meet(office, prizren, hq)
    (one,) = listed(hq)
    assert one.places == ("HQ", "MIT", "PRZ") and [len(side) for side in one.sides] == [1, 2]
    assert "changed at Mitrovica field office, Prizren field office" in words(hq)


def test_a_count_that_was_still_counted_when_its_activity_was_deleted(apart):
    office, hq, uid = apart
    remove(hq, uid)
    change(office, uid, tallies=counts(women=45))
    meet(office, hq)
    whole, part = listed(hq)
    assert (whole.field, part.field) == (LIFE, f"tallies.sex.women.{LIFE}")
    assert (
        whole.candidates[-1].changes
        == part.candidates[-1].changes
        == (Change("tally", "count", "tallies.sex.women", 41, 45, WOMEN),)
    )
    assert whole.owner == part.owner and counted(hq) == 2


def test_counts_and_fields_that_move_together_have_their_names(make_office: Make):
    office, hq = make_office("MIT"), make_office("HQ", "hq")
    key = project(office, tallies=counts(women=41))
    meet(office, hq)
    change(office, key.uid, approved_amount="26000.00", tallies=counts(women=40))
    change(hq, key.uid, currency="EUR", tallies=counts(women=42))
    meet(office, hq)
    money, women = listed(hq)
    assert money.field == "approved_amount" and money.base == ({"approved_amount": "25000.00", "currency": "USD"},)
    assert (women.field, women.base, women.owner, women.label) == (
        "tallies.sex.women",
        (41,),
        key,
        "Confidence-building project",
    )
    assert women.ref == money.ref != ""


def test_the_list_follows_the_registers(make_office: Make):
    office, hq = make_office("MIT"), make_office("HQ", "hq")
    keys = [town_hall(office, venue="Hall"), project(office, venue="Hall"), town_hall(office, venue="Hall")]
    meet(office, hq)
    for one, venue in ((office, "School"), (hq, "Square")):
        for key in keys:
            change(one, key.uid, venue=venue, title_en=f"At the {venue}")
    meet(office, hq)
    found = [(one.ref[:3], one.field) for one in listed(hq)]
    assert found == [(head, field) for head in ("CBP", "TH-", "TH-") for field in ("title_en", "venue")]


def test_a_type_that_this_program_does_not_know_is_listed_until_it_is_deleted(make_office: Make):
    office, hq = make_office("MIT"), make_office("HQ", "hq")
    key = RecordKey("witness_note", new_uid())
    for one in (office, hq):
        with one.write("save") as write:
            write.append(Draft(key, "set", {"words": one.identity.office}, {}))
    meet(office, hq)
    (one,) = listed(hq)
    assert (one.ref, one.field, one.label, one.owner) == (key.uid, "words", "witness_note", key)
    with hq.write("delete") as write:
        ids = write.folded(key.uid).head_ids("words")
        write.append(Draft(key, "delete", {LIFE: "deleted"}, {"words": ids, LIFE: ()}))
    assert listed(hq) == [] and counted(hq) == 0


@pytest.mark.parametrize("field", ["venue", LIFE])
def test_a_decision_taken_back_leaves_the_list_as_it_was(apart, field: str):
    office, hq, uid = apart
    change(office, uid, "why not", venue="School")
    if field == LIFE:
        remove(hq, uid, "entered twice")
    else:
        change(hq, uid, venue="Square")
    meet(office, hq)

    def shown(office: Office) -> list[object]:
        return [
            (one.field, one.base, {(c.value, c.author, c.laptop, c.reason, str(c.changes)) for c in one.candidates})
            for one in listed(office)
        ]

    before = shown(hq)
    for value in ("deleted", "live") if field == LIFE else ("School", "Elsewhere"):
        with hq.write("resolve") as write:
            resolve_field(write, uid, field, value=value)
        assert listed(hq) == []
        with hq.write("undo") as write:
            undo(write)
        assert shown(hq) == before
    meet(office, hq)
    assert shown(office) == before, "on the other copy too"


def test_every_order_of_arrival_lists_the_same(apart, make_office: Make):
    office, hq, uid = apart
    change(office, uid, venue="School", tallies=counts(women=1))
    change(hq, uid, venue="Square", tallies=counts(women=2))
    sources = [office, hq]
    lists = []
    for order in permutations(sources):
        fresh = make_office("HQ", "hq", "B")
        for one in order:
            meet(one, fresh)
        lists.append([(c.field, c.base, c.candidates) for c in listed(fresh)])
    assert lists[0] == lists[1] and len(lists[0]) == 2


def test_a_part_of_any_type_is_told_apart_and_found_by_its_number_or_its_owners(make_office: Make):
    office, hq = make_office("MIT"), make_office("HQ", "hq")
    made = one_of_each(office)
    meet(office, hq)
    for one, day, number in ((office, "2026-05-01", "A"), (hq, "2026-05-02", "B")):
        change(one, made["visit"].uid, day=day)
        change(one, made["mou"].uid, number=number)
    meet(office, hq)
    found = {one.field: one for one in listed(hq)}
    assert set(found) == {"visit.day", "mou.number"}
    visit = found["visit.day"]
    assert (visit.owner, visit.label) == (made["project"], "Confidence-building project")
    assert visit.part == {"number": 2, "day": visit.candidates[0].value} and found["mou.number"].part == {}
    with pytest.raises(KnownError, match="no open conflict"), hq.write("resolve") as write:
        resolve_field(write, visit.ref, "day", value="2026-05-03")
    for ref, field, value in ((visit.ref, "visit.day", "2026-05-03"), (made["mou"].uid, "number", "C")):
        with hq.write("resolve") as write:
            resolve_field(write, ref, field, value=value)
    assert listed(hq) == []


def test_two_parts_with_one_name_are_named_by_their_ids(make_office: Make):
    office, hq = make_office("MIT"), make_office("HQ", "hq")
    made = one_of_each(office)
    with office.write("save") as write:
        second = create(write, "visit", {"project": made["project"].uid, "number": 2, "day": "2026-04-01"})
    meet(office, hq)
    for one, place in ((office, "Lower school"), (hq, "Upper school")):
        for uid in (made["visit"].uid, second.uid):
            change(one, uid, place=place)
    meet(office, hq)
    first, other = listed(hq)
    assert first.field == other.field == "visit.place" and first.part != other.part
    with pytest.raises(KnownError, match=second.uid), hq.write("resolve") as write:
        resolve_field(write, first.ref, "visit.place", value="Yard")
    with hq.write("resolve") as write:
        resolve_field(write, second.uid, "place", value="Yard")
    assert [one.key for one in listed(hq)] == [made["visit"]]


def test_a_link_is_shown_by_the_name_of_what_it_points_at_and_typed_so(make_office: Make):
    office, hq = make_office("MIT"), make_office("HQ", "hq")
    key = project(office)
    cycles = {}
    for year in (2025, 2026, 2027):
        with office.write("save") as write:
            cycles[year] = create(write, "cycle", {"title_en": f"Round {year}", "budget_year": year})
    meet(office, hq)
    change(office, key.uid, cycle=cycles[2025].uid)
    change(hq, key.uid, cycle=cycles[2026].uid)
    meet(office, hq)
    (one,) = listed(hq)
    assert sorted(one.called[str(c.value)][-10:] for c in one.candidates) == ["Round 2025", "Round 2026"]
    with hq.write("resolve") as write:
        resolve_field(write, one.ref, "cycle", value="2027")
    with hq.read() as reading:
        assert view(reading, key).values["cycle"] == cycles[2027].uid


def test_a_record_that_belongs_to_no_activity_has_its_own_name(make_office: Make):
    office, hq = make_office("MIT"), make_office("HQ", "hq")
    with office.write("save") as write:
        key = create(write, "organisation", {"title_en": "Green Valley", "acronym": "GV"})
    meet(office, hq)
    change(office, key.uid, acronym="GVA")
    change(hq, key.uid, acronym="GRV")
    meet(office, hq)
    (one,) = listed(hq)
    assert (one.owner, one.ref[:4], one.title, one.label) == (key, "ORG-", "Green Valley", "Organisation")
    remove(hq, key.uid)
    assert listed(hq) == [] and counted(hq) == 0


def test_a_verdict_on_two_records_is_called_by_both(make_office: Make):
    office, hq = make_office("MIT"), make_office("HQ", "hq")
    first, second = town_hall(office, title_en="Water"), town_hall(office, title_en="The water")
    meet(office, hq)
    pair = RecordKey("pair", new_uid())
    for one, verdict in ((office, "different"), (hq, "same")):
        with one.write("verdict") as write:
            write.append(Draft(pair, "set", {"first": first.uid, "second": second.uid, "verdict": verdict}, {}))
    meet(office, hq)
    (one,) = listed(hq)
    assert one.field == "verdict" and one.label == "Pair of records"
    assert " Water" in one.title and " The water" in one.title
