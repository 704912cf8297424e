"""The list of open conflicts: what is on it, what is not, and what it says of each."""

from collections.abc import Callable
from itertools import permutations

import pytest

from db.records import Change, count_conflicts, in_words, undo
from db.records.deciding import resolve_field
from db.revisions import LIFE, Draft, RecordKey
from db.store import Office, new_uid
from tests.builders import counts, project, town_hall
from tests.records.meeting import change, listed, meet, remove

Make = Callable[..., Office]


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
    assert set(kept.changes) == {
        Change("town_hall", "venue", "Hall", "School"),
        Change("town_hall", "partner", None, "Radio"),
    }
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
        whole.candidates[-1].changes == part.candidates[-1].changes == (Change("tally", "tallies.sex.women", 41, 45),)
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
            (one.field, one.base, {(c.value, c.author, c.laptop, c.reason, c.changes) for c in one.candidates})
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
