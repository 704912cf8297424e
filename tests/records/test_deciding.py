"""Deciding conflicts: one, or all of a kind; it is a revision, it travels, and nothing but a person does it."""

from collections.abc import Callable
from itertools import permutations
from pathlib import Path

import pytest

from db.errors import KnownError
from db.parcels import receive_parcels
from db.records import (
    history,
    list_uids,
    read_unit,
    resolve,
    resolve_field,
    same_side,
    take_same_side,
    undo,
    view,
)
from db.revisions import LIFE
from db.store import Office, verify
from tests.builders import counts, dumped, project, town_hall
from tests.parcels.helpers import column, edit, send
from tests.records.meeting import change, listed, meet, remove, said

Make = Callable[..., Office]
MONEY = '{"approved_amount": "3", "currency": "eur"}'


def decide(office: Office, uid: str, field: str, why: str = "", **how: str) -> None:
    with office.write("resolve", why) as write:
        resolve_field(write, uid, field, **how)


def take_all(office: Office, side: str, field: str = "", why: str = ""):
    with office.write("resolve", why) as write:
        return take_same_side(write, side, field)


@pytest.fixture
def apart(make_office: Make) -> tuple[Office, Office, str]:
    """An office and a headquarters that changed one project in many ways."""
    office, hq = make_office("MIT"), make_office("HQ", "hq")
    key = project(office, venue="Hall", planned_start="2026-03-01", tallies=counts(women=41))
    meet(office, hq)
    change(office, key.uid, venue="School", planned_start="2026-03-02", approved_amount="1.00", status="cancelled")
    change(hq, key.uid, venue="Square", planned_start="2026-03-03", currency="EUR", status="dropped")
    change(office, key.uid, tallies=counts(women=40))
    change(hq, key.uid, tallies=counts(women=42))
    meet(office, hq)
    return office, hq, key.uid


# ---- one ----


def test_the_word_of_the_person_goes_into_the_history(apart):
    _, hq, uid = apart
    decide(hq, uid, "venue", "I asked the mayor", value="Youth centre")
    with hq.read() as reading:
        entry = history(reading, listed(hq)[0].owner)[0]
    assert (entry.kind, entry.reason) == ("resolve", "I asked the mayor")
    assert entry.changes[0][2] == "Youth centre"


@pytest.mark.parametrize(
    ("field", "typed", "kept"),
    [
        ("venue", " Youth centre ", "Youth centre"),
        ("planned_start", "12/3/2026", "2026-03-12"),
        ("status", "Completed", "completed"),
        ("tallies.sex.women", "1'000", 1000),
        ("currency", MONEY, {"approved_amount": "3.00", "currency": "EUR"}),
    ],
)
def test_a_third_value_is_read_as_its_field_reads_it(apart, field: str, typed: str, kept: object):
    _, hq, uid = apart
    decide(hq, uid, field, value=typed)
    (made,) = [r for r in said(hq) if r.kind == "resolve"]
    assert list(made.set.values()) == [kept]
    assert len(listed(hq)) == 4


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        ("planned_start", "31/2/2026", "a day that does not exist"),
        ("tallies.sex.women", "many", "not a whole number"),
        ("status", "nearly", "is not in the list"),
        ("approved_amount", "3", "a JSON object of approved_amount, currency"),
        ("approved_amount", '{"approved_amount": "-3", "currency": "EUR"}', "below zero"),
        ("description", "x", "has no open conflict in 'description'"),
        ("colour", "x", "has no open conflict in 'colour'"),
        ("tallies.sex.elves", "3", "has no open conflict"),
    ],
)
def test_what_cannot_be_a_value_is_said_and_nothing_is_decided(apart, field: str, typed: str, sentence: str):
    _, hq, uid = apart
    before = dumped(hq)
    with pytest.raises(KnownError, match=sentence):
        decide(hq, uid, field, value=typed)
    with pytest.raises(KnownError, match=r"not one of the conflicting|no open conflict"):
        decide(hq, uid, field, take="0" * 64)
    assert dumped(hq) == before


def test_what_is_typed_in_a_window_is_checked_field_by_field(apart):
    _, hq, _ = apart
    money = next(one for one in listed(hq) if one.field == "approved_amount")
    value, problems = read_unit(hq.mission, money, {"approved_amount": "12", "currency": "shells"})
    assert [problem.field for problem in problems] == ["currency"]
    value, problems = read_unit(hq.mission, money, {"approved_amount": "12", "currency": "USD"})
    assert (value, problems) == ({"approved_amount": "12.00", "currency": "USD"}, [])


def test_keeping_a_record_keeps_the_counts_that_were_changed_meanwhile(make_office: Make):
    office, hq = make_office("MIT"), make_office("HQ", "hq")
    uid = town_hall(office, tallies=counts(women=41, men=9)).uid
    meet(office, hq)
    remove(hq, uid)
    change(office, uid, tallies=counts(women=45))
    meet(office, hq)
    decide(hq, uid, LIFE, value="live")
    assert listed(hq) == []
    with hq.read() as reading:
        assert {(t.category, t.count) for t in view(reading, key_of(hq, uid)).tallies} == {("women", 45), ("men", 9)}


def key_of(office: Office, uid: str):
    return next(r.record for r in said(office) if r.record.uid == uid)


def test_a_value_that_arrived_since_is_never_decided_over_unseen(apart, make_office: Make):
    office, hq, uid = apart
    third = make_office("PRZ")
    shown = listed(hq)
    meet(hq, third)
    with third.write("resolve") as write:
        resolve_field(write, uid, "venue", value="Youth centre")
    change(office, uid, venue="Library")
    meet(hq, office, third)
    (venue,) = [one for one in shown if one.field == "venue"]
    with pytest.raises(KnownError, match="Another value arrived for 'venue'"), hq.write("resolve") as write:
        resolve(write, venue.key, venue.unit, value="Square", seen=venue)
    with hq.write("resolve") as write:
        took = take_same_side(write, "MIT", seen=shown)
    assert len(took.taken) == 4 and [one.field for one in listed(hq)] == ["venue"]
    assert {c.value for c in listed(hq)[0].candidates} == {"Library", "Youth centre"}


# ---- all of a kind ----


def test_a_rule_says_what_it_covers_before_it_decides(apart):
    _, hq, _ = apart
    everything = same_side(listed(hq), "mit")
    assert [one.field for one, _ in everything.taken] == [
        "status",
        "planned_start",
        "venue",
        "approved_amount",
        "tallies.sex.women",
    ]
    assert {candidate.laptop for _, candidate in everything.taken} == {"MIT-A"} and everything.left == ()
    assert [one.field for one, _ in same_side(listed(hq), "HQ", "venue").taken] == ["venue"]
    assert [one.field for one, _ in same_side(listed(hq), "HQ", "currency").taken] == ["approved_amount"]
    nobody = same_side(listed(hq), "PRZ")
    assert nobody.taken == () and len(nobody.left) == 5


@pytest.mark.parametrize("side", ["HQ", "MIT"])
def test_one_gesture_decides_all_and_one_undo_takes_it_back(apart, side: str):
    office, hq, uid = apart
    before = dumped(hq)
    took = take_all(hq, side, why="they were there")
    assert len(took.taken) == 5 and took.left == () and listed(hq) == []
    with hq.read() as reading:
        shown = view(reading, key_of(hq, uid))
    expected = {"HQ": ("Square", "EUR", 42), "MIT": ("School", "USD", 40)}[side]
    assert (shown.values["venue"], shown.values["currency"], shown.tallies[0].count) == expected
    assert {r.reason for r in said(hq) if r.kind == "resolve"} == {"they were there"}
    after = dumped(hq)
    with hq.write("undo") as write:
        undo(write)
    assert dumped(hq) == before and len(listed(hq)) == 5
    other = {"HQ": "MIT", "MIT": "HQ"}[side]
    assert len(take_all(hq, other).taken) == 5, "after an undo the values are still those of who wrote them"
    with hq.write("undo") as write:
        undo(write)
    assert len(take_all(hq, side).taken) == 5 and dumped(hq) == after
    meet(office, hq)
    assert dumped(office) == dumped(hq) and verify(hq).problems == ()


def test_one_field_is_decided_and_the_others_stay(apart):
    _, hq, _ = apart
    take_all(hq, "HQ", "venue")
    assert "venue" not in [one.field for one in listed(hq)] and len(listed(hq)) == 4


def test_where_an_office_wrote_two_values_or_none_a_person_decides(make_office: Make):
    first, second, hq = make_office("MIT"), make_office("MIT", laptop="B"), make_office("HQ", "hq")
    uid = town_hall(first, venue="Hall").uid
    meet(first, second, hq)
    change(first, uid, venue="School", partner="Radio")
    change(second, uid, venue="Yard")
    change(hq, uid, venue="Square", partner="Theatre")
    meet(first, second, hq)
    took = take_all(hq, "MIT")
    assert [one.field for one, _ in took.taken] == ["partner"]
    assert [one.field for one in took.left] == [one.field for one in listed(hq)] == ["venue"]
    assert [one.field for one in take_all(hq, "PRZ").left] == ["venue"]


@pytest.mark.parametrize("side", ["HQ", "MIT"])
def test_a_deletion_is_decided_with_everything_that_belongs_to_it(make_office: Make, side: str):
    office, hq = make_office("MIT"), make_office("HQ", "hq")
    gone, kept = (town_hall(office, venue="Hall", tallies=counts(women=41, men=9)).uid for _ in range(2))
    meet(office, hq)
    remove(hq, gone)
    change(office, gone, venue="School", tallies=counts(women=45))
    change(office, kept, venue="School")
    change(hq, kept, venue="Square")
    meet(office, hq)
    before = dumped(hq)
    assert len(listed(hq)) == 3, "the record, its count, and another record"
    took = take_all(hq, side)
    assert len(took.taken) == 3 and listed(hq) == []
    with hq.read() as reading:
        assert sorted(list_uids(reading, "town_hall")) == sorted([kept] if side == "HQ" else [gone, kept])
    with hq.write("undo") as write:
        undo(write)
    assert dumped(hq) == before and len(listed(hq)) == 3
    take_all(hq, side)
    meet(office, hq)
    assert listed(office) == [] and dumped(office) == dumped(hq) and verify(hq).problems == ()


# ---- it travels, and only a person decides ----


def exchange(hq: Office, offices: list[Office], folder: Path) -> None:
    """Send everything to headquarters and back, by parcel."""
    for office in offices:
        receive_parcels(hq, [send(office, "HQ", folder)])
    for office in offices:
        receive_parcels(office, [send(hq, office.identity.office, folder)])


def test_a_decision_travels_to_two_offices_and_headquarters(make_office: Make, tmp_path: Path):
    first, second, hq = make_office("MIT"), make_office("MIT", laptop="B"), make_office("HQ", "hq")
    prizren = make_office("PRZ")
    ours = town_hall(first, venue="Hall", description="Purpose.")
    theirs = town_hall(prizren, venue="Hall")
    receive_parcels(second, [send(first, "MIT", tmp_path)])
    everybody = [first, second, prizren]
    exchange(hq, everybody, tmp_path)
    for one, venue in ((first, "School"), (second, "Yard"), (hq, "Square")):
        change(one, ours.uid, venue=venue)
    for one, venue in ((prizren, "Library"), (hq, "Theatre")):
        change(one, theirs.uid, venue=venue)
    exchange(hq, everybody, tmp_path)
    assert [len(one.sides) for one in listed(hq)] == [3, 2]
    decide(hq, ours.uid, "venue", value="Youth centre")
    (open_,) = listed(prizren)
    take = next(c.revision for c in open_.candidates if c.office == "PRZ")
    decide(prizren, theirs.uid, "venue", take=take)
    exchange(hq, everybody, tmp_path)
    exchange(hq, everybody, tmp_path)
    for one in (*everybody, hq):
        assert listed(one) == [] and verify(one).problems == ()
    assert dumped(first) == dumped(second)
    for line in dumped(first).splitlines() + dumped(prizren).splitlines():
        assert line.rstrip(",") in dumped(hq)
    assert "Youth centre" in dumped(second) and "Library" in dumped(hq) and "Theatre" not in dumped(hq)


def test_receiving_never_decides(make_office: Make, tmp_path: Path):
    office, hq = make_office("MIT"), make_office("HQ", "hq")
    uid = town_hall(office, venue="Hall").uid
    receive_parcels(hq, [send(office, "HQ", tmp_path)])
    change(hq, uid, venue="Square")
    files = []
    for venue in ("School", "Yard"):
        change(office, uid, venue=venue)
        files.append(send(office, "HQ", tmp_path))

    def other(page):
        page.cell(3, column(page, "#loc+venue+name")).value = "Somewhere else"

    files.append(edit(files[-1], "Town halls", other))
    for order in permutations(files):
        receive_parcels(hq, list(order))
        (one,) = listed(hq)
        assert {c.value for c in one.candidates} == {"Square", "Yard"}
    receive_parcels(hq, files, accept_edits=True)
    (one,) = listed(hq)
    assert {c.value for c in one.candidates} == {"Square", "Somewhere else"}, "what replaces one value leaves the other"
    assert {r.kind for r in said(hq)} == {"set"}
