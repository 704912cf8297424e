"""Verdicts and merges travel by parcel: nobody is asked twice, every copy agrees, and nothing vanishes."""

import io
import itertools
from collections.abc import Callable
from pathlib import Path

import hxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from db.parcels import export_parcel, receive_parcels
from db.parcels.reader import read_parcel
from db.records import children, conflicts, create, history, resolve_field, undo
from db.revisions import RecordKey
from db.store import Office, verify
from db.twins import find_twins
from tests.builders import counts, dumped, project, town_hall
from tests.parcels.helpers import change_at, column, open_conflicts
from tests.twins.copies import two_copies
from tests.twins.helpers import merge_at, offered, pairs, pass_on, seen, tell_apart

DAY = {"actual_start": "2026-03-12"}
Make = Callable[..., Office]


@pytest.fixture
def hq(make_office: Make) -> Office:
    return make_office("HQ", "hq")


@pytest.fixture
def two(make_office: Make, hq: Office, tmp_path: Path) -> tuple[Office, Office, RecordKey, RecordKey]:
    """Two offices that reported the same event; headquarters has both reports, each office its own."""
    mit, prz = make_office("MIT"), make_office("PRZ")
    ours = town_hall(mit, title_en="Waste collection", venue="hall", tallies=counts(women=41), **DAY)
    theirs = town_hall(prz, title_en="Waste collection", partner="NGO", tallies=counts(women=40, men=9), **DAY)
    for office in (mit, prz):
        pass_on(office, hq, tmp_path)
    return mit, prz, ours, theirs


@pytest.fixture
def twice(make_office: Make, hq: Office, tmp_path: Path) -> tuple[Office, RecordKey, RecordKey]:
    """One office that reported an event twice; headquarters has both reports too."""
    mit = make_office("MIT")
    first = town_hall(mit, title_en="Waste collection", venue="hall", total=60, tallies=counts(women=41), **DAY)
    second = town_hall(mit, title_en="Waste collection", partner="NGO", tallies=counts(women=40, men=9), **DAY)
    pass_on(mit, hq, tmp_path)
    return mit, first, second


def agree(one: Office, hq: Office, folder: Path) -> None:
    """Exchange parcels until both have everything; then they must say the same."""
    pass_on(one, hq, folder)
    pass_on(hq, one, folder)
    assert dumped(one) == dumped(hq)
    for office in (one, hq):
        assert verify(office).problems == ()


def test_two_reports_of_one_event_meet_at_headquarters(two, hq: Office):
    mit, prz, ours, theirs = two
    assert offered(hq) == {frozenset((ours.uid, theirs.uid))}
    assert offered(mit) == offered(prz) == set()


def test_a_verdict_reaches_the_offices_of_both_records_and_no_other(two, hq: Office, make_office: Make, tmp_path: Path):
    mit, prz, ours, theirs = two
    pej = make_office("PEJ")
    town_hall(pej, **DAY)
    pass_on(pej, hq, tmp_path)
    tell_apart(hq, ours, theirs)
    for office, knows in ((mit, True), (prz, True), (pej, False)):
        file = export_parcel(hq, office.identity.office, tmp_path).file
        types = {revision.record.type for revision in read_parcel(file).revisions}
        assert ("pair" in types) == knows
        pass_on(hq, office, tmp_path)
        assert ('"pair"' in dumped(office)) == knows
        assert verify(office).problems == ()


def test_nobody_who_has_heard_of_a_verdict_is_asked_again(twice, hq: Office, tmp_path: Path):
    mit, first, second = twice
    assert offered(mit) == offered(hq) != set()
    tell_apart(mit, second, first)
    agree(mit, hq, tmp_path)
    assert offered(mit) == offered(hq) == set()
    with mit.write("undo") as write:
        undo(write)
    agree(mit, hq, tmp_path)
    assert offered(mit) == offered(hq) != set()


def test_a_field_office_tells_headquarters_of_pairs_in_a_period_only_with_their_records(twice, tmp_path: Path):
    mit, first, second = twice
    tell_apart(mit, first, second)
    for start, expected in (("2026-03-01", True), ("2026-04-01", False)):
        file = export_parcel(mit, "HQ", tmp_path, start=start).file
        types = {revision.record.type for revision in read_parcel(file).revisions}
        assert ("pair" in types) == expected


def test_the_sheet_of_verdicts_is_read_by_others_and_changed_by_nobody(twice, hq: Office, tmp_path: Path):
    """A verdict is given in the program; a merge is more than a word in a cell."""
    mit, first, second = twice
    tell_apart(mit, first, second)
    file = export_parcel(mit, "HQ", tmp_path).file
    book = load_workbook(file)
    page = book["Duplicates"]
    row = {str(tag.value): cell.value for tag, cell in zip(page[2], page[3], strict=True)}
    assert {row["#activity+id+first"], row["#activity+id+second"]} == {first.uid, second.uid}
    assert (row["#meta+verdict+code"], row["#meta+verdict+name"]) == ("different", "Not the same")
    with file.open("rb") as stream:
        options = hxl.InputOptions(allow_local=True, sheet_index=book.sheetnames.index("Duplicates"))
        (read,) = hxl.data(hxl.make_input(io.BytesIO(stream.read()), options))
    assert read.get("#meta+verdict+code") == "different"
    page.cell(3, column(page, "#meta+verdict+code")).value = "same"
    book.save(edited := tmp_path / "edited.xlsx")
    (got,) = receive_parcels(hq, [edited], accept_edits=True)
    assert (got.proposal, got.problem, got.problems[0].code) == (0, 1, "column-fixed")
    assert offered(hq) == set()


def test_two_opposite_verdicts_are_a_conflict_that_one_more_verdict_decides(twice, hq: Office, tmp_path: Path):
    mit, first, second = twice
    tell_apart(mit, first, second)
    merge_at(hq, first, second)
    change_at(mit, second.uid, partner="Radio")  # so that both are alive again
    agree(mit, hq, tmp_path)
    assert "verdict" in open_conflicts(hq)
    assert len(offered(hq)) == 1, "as long as it is disputed it is asked"
    tell_apart(hq, first, second)
    agree(mit, hq, tmp_path)
    assert "verdict" not in open_conflicts(mit)
    assert offered(mit) == set()


def test_what_was_merged_at_headquarters_is_merged_at_the_office(twice, hq: Office, tmp_path: Path):
    mit, first, second = twice
    merge_at(hq, first, second, **{"tallies.sex": "other"})
    agree(mit, hq, tmp_path)
    assert open_conflicts(mit) == []
    kept = seen(mit, first)
    assert (kept.values["venue"], kept.values["partner"]) == ("hall", "NGO")
    with mit.read() as reading:
        assert {entry.merged for entry in history(reading, first)} == {"", seen(mit, second).ref}


def test_an_office_that_has_only_the_record_that_went_sees_where_it_went(two, hq: Office, tmp_path: Path):
    mit, prz, ours, theirs = two
    merge_at(hq, theirs, ours)
    for office in (mit, prz):
        pass_on(hq, office, tmp_path)
    assert seen(mit, ours).deleted
    with mit.read() as reading:
        newest = history(reading, ours)[0]
    assert (newest.kind, newest.reason) == ("delete", f"{seen(hq, ours).ref} → {seen(hq, theirs).ref}")
    assert seen(prz, theirs).values["venue"] == "hall"


def test_a_record_that_somebody_goes_on_with_after_it_was_merged_away_comes_back(twice, hq: Office, tmp_path: Path):
    mit, first, second = twice
    change_at(mit, second.uid, partner="Radio", tallies=counts(men=10))
    merge_at(hq, first, second)
    agree(mit, hq, tmp_path)
    back = seen(hq, second)
    assert not back.deleted and back.values["partner"] == "Radio"
    assert "_life" in open_conflicts(hq)
    assert [pair.why for pair in pairs(hq)] == [("merged-before",)]
    merge_at(mit, first, second, partner="other", **{"tallies.sex": "other"})
    agree(mit, hq, tmp_path)
    assert open_conflicts(hq) == [] and pairs(hq) == []
    assert seen(hq, first).values["partner"] == "Radio"
    with hq.read() as reading:
        assert ("partner", "NGO", "Radio") in [c for e in history(reading, first) if e.merged for c in e.changes]


def test_a_deletion_that_is_upheld_keeps_the_history_in_the_record_that_stays(twice, hq: Office, tmp_path: Path):
    mit, first, second = twice
    change_at(mit, second.uid, partner="Radio")
    merge_at(hq, first, second)
    agree(mit, hq, tmp_path)
    with hq.write("resolve") as write:
        resolve_field(write, second.uid, "_life", value="deleted")
    with hq.read() as reading:
        assert {entry.merged for entry in history(reading, first)} == {"", seen(hq, second).ref}


def test_merged_crosswise_nothing_vanishes_and_one_more_merge_settles_it(twice, hq: Office, tmp_path: Path):
    mit, first, second = twice
    merge_at(mit, first, second)
    merge_at(hq, second, first)
    agree(mit, hq, tmp_path)
    for key in (first, second):
        assert not seen(hq, key).deleted
        assert seen(hq, key).tallies != ()
    assert "_life" in open_conflicts(hq) and "verdict" not in open_conflicts(hq)
    (pair,) = pairs(hq)
    assert pair.why == ("merged-before",)
    merge_at(hq, first, second)
    agree(mit, hq, tmp_path)
    assert open_conflicts(hq) == open_conflicts(mit) == []
    assert seen(mit, second).deleted and not seen(mit, first).deleted
    assert {t.category: t.count for t in seen(mit, first).tallies} == {"women": 41}


def test_two_identical_records_merged_crosswise_do_not_both_vanish(make_office: Make, hq: Office, tmp_path: Path):
    """Nothing differs, so the merge changes no value; both deletions alone would leave nothing."""
    mit = make_office("MIT")
    first, second = town_hall(mit, **DAY), town_hall(mit, **DAY)
    pass_on(mit, hq, tmp_path)
    merge_at(mit, first, second)
    merge_at(hq, second, first)
    agree(mit, hq, tmp_path)
    assert not seen(hq, first).deleted and not seen(hq, second).deleted


def test_merged_the_same_way_with_other_choices_is_a_conflict_of_those_fields(twice, hq: Office, tmp_path: Path):
    mit, first, second = twice
    change_at(mit, second.uid, venue="school")
    pass_on(mit, hq, tmp_path)
    merge_at(mit, first, second, venue="keep")
    merge_at(hq, first, second, venue="other")
    agree(mit, hq, tmp_path)
    assert open_conflicts(hq) == ["venue"]
    assert seen(hq, second).deleted and pairs(hq) == []


@pytest.mark.parametrize("crosswise", [False, True])
def test_parts_copied_at_two_places_are_one_record_each(make_office: Make, hq: Office, tmp_path: Path, crosswise: bool):
    mit = make_office("MIT")
    first, second = project(mit, planned_start="2026-03-12"), project(mit, planned_start="2026-03-12")
    with mit.write("save") as write:
        create(write, "visit", {"project": second.uid, "number": 1, "day": "2026-03-20"})
        create(write, "output", {"activity": first.uid, "what": "Leaflets", "delivered": 200})
    pass_on(mit, hq, tmp_path)
    merge_at(mit, first, second)
    merge_at(hq, *((second, first) if crosswise else (first, second)))
    agree(mit, hq, tmp_path)
    with hq.read() as reading:
        alive = {key: [p.type for p in children(reading, key.uid, alive=True)] for key in (first, second)}
    if crosswise:
        assert all(sorted(types) == ["output", "visit"] for types in alive.values())
        merge_at(hq, first, second)
        agree(mit, hq, tmp_path)
        with mit.read() as reading:
            alive = {key: [p.type for p in children(reading, key.uid, alive=True)] for key in (first, second)}
    assert sorted(alive[first]) == ["output", "visit"] and alive[second] == []
    assert open_conflicts(mit) == open_conflicts(hq) == []


SIDE = st.sampled_from(["", "keep", "other"])
MERGE = st.tuples(st.booleans(), SIDE, SIDE)


@settings(max_examples=5)
@given(st.tuples(MERGE, MERGE), st.permutations(["mit", "hq"]))
def test_any_two_merges_of_one_pair_converge(
    template: Path, tmp_path_factory: pytest.TempPathFactory, merges, order: list[str]
):
    """Whoever merges which way with which choices: both copies say the same, and one of the two is alive."""
    with two_copies(tmp_path_factory.mktemp("copies"), template) as (mit, hq):
        first = town_hall(mit, venue="hall", tallies=counts(women=41), **DAY)
        second = town_hall(mit, venue="school", partner="NGO", tallies=counts(men=9), **DAY)
        folder = tmp_path_factory.mktemp("stick")
        pass_on(mit, hq, folder)
        for office, (turned, venue, people) in zip((mit, hq), merges, strict=True):
            named = {"venue": venue, "tallies.sex": people}
            keep, other = (second, first) if turned else (first, second)
            merge_at(office, keep, other, **{name: side for name, side in named.items() if side})
        offices = {"mit": mit, "hq": hq}
        for name in itertools.chain(order, order):
            receiver = offices["hq" if name == "mit" else "mit"]
            pass_on(offices[name], receiver, folder)
        assert dumped(mit) == dumped(hq)
        alive = [key for key in (first, second) if not seen(mit, key).deleted]
        assert alive
        with mit.read() as reading:
            if len(alive) == 2:
                assert len(find_twins(reading)) == 1
                assert {c.key.uid for c in conflicts(reading)} >= {first.uid, second.uid}
        assert verify(mit).problems == verify(hq).problems == ()
