"""Cells changed by hand: proposals, never facts; and nothing that people do to a sheet is taken for one by mistake."""

from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import load_workbook

from db.parcels import receive_parcels
from db.records import conflicts, find, list_uids, update, view
from db.store import Office, verify
from tests.builders import dumped, town_hall
from tests.parcels.helpers import change_at, column, edit, open_conflicts, send, states

Make = Callable[..., Office]


def test_a_cell_changed_by_hand_is_a_proposal_and_only_that(make_office: Make, tmp_path: Path):
    office, hq = make_office("MIT"), make_office("HQ", "hq")
    for number in range(3):
        town_hall(office, venue=f"hall {number}", total=number)

    def change(page):
        page.cell(4, column(page, "#loc+venue+name")).value = "square"
        page.cell(4, column(page, "#reached+ind+total")).value = 17
        own = page.max_column + 1
        page.cell(1, own).value = "my own column"
        page.cell(3, own).value = "my own remark"

    file = edit(send(office, "HQ", tmp_path), "Town halls", change)
    (got,) = receive_parcels(hq, [file])
    assert states(got) == {"read": 3, "new": 2, "proposal": 1}
    (proposal,) = got.proposals
    assert (proposal.row, dict(proposal.before), dict(proposal.after)) == (
        4,
        {"venue": "hall 1", "total": 1},
        {"venue": "square", "total": 17},
    )
    assert dumped(hq) == dumped(office)
    for _ in range(2):
        receive_parcels(hq, [file], accept_edits=True)
    with hq.read() as reading:
        assert view(reading, _key(hq, proposal.uid)).values["venue"] == "square"
    assert verify(hq).problems == ()


def _key(office: Office, uid: str):
    with office.read() as reading:
        return find(reading, uid)


def test_a_hand_edit_over_a_value_that_moved_meanwhile_is_a_conflict(make_office: Make, tmp_path: Path):
    office, hq = make_office("MIT"), make_office("HQ", "hq")
    key = town_hall(office, venue="hall")
    file = send(office, "HQ", tmp_path)
    receive_parcels(hq, [file])
    with hq.write("save") as write:
        update(write, key.uid, {"venue": "school"})

    def change(page):
        page.cell(3, column(page, "#loc+venue+name")).value = "square"

    receive_parcels(hq, [edit(file, "Town halls", change)], accept_edits=True)
    with hq.read() as reading:
        assert [c.field for c in conflicts(reading)] == ["venue"]


def test_new_rows_deletions_and_nonsense_are_told_apart(make_office: Make, tmp_path: Path):
    office, hq = make_office("MIT"), make_office("HQ", "hq")
    for number in range(5):
        town_hall(office, venue=f"hall {number}")

    def change(page):
        page.cell(3, column(page, "#meta+change")).value = "Delete"
        page.cell(4, column(page, "#meta+change")).value = "Perhaps"
        page.cell(5, column(page, "#adm2+code+v_kas")).value = "Atlantis"
        page.cell(6, column(page, "#activity+code")).value = "TH-1"
        page.delete_rows(7)
        page.cell(9, column(page, "#activity+name+i_en")).value = "A new one"
        page.cell(9, column(page, "#adm2+code+v_kas")).value = "Звечан"

    file = edit(send(office, "HQ", tmp_path), "Town halls", change)
    (got,) = receive_parcels(hq, [file])
    assert states(got) == {"read": 6, "new": 1, "proposal": 2, "problem": 3}
    assert [(p.row, p.code) for p in got.problems] == [(4, "change-unknown"), (5, "code-unknown"), (6, "column-fixed")]
    for _ in range(2):
        receive_parcels(hq, [file], accept_edits=True)
    with hq.read() as reading:
        uids = list_uids(reading, "town_hall")
        titles = [view(reading, _key(hq, uid)).values["title_en"] for uid in uids]
    assert len(uids) == 5 and titles.count("A new one") == 1
    assert verify(hq).problems == ()


def test_ids_filled_down_are_told_row_by_row(make_office: Make, tmp_path: Path):
    office, hq = make_office("MIT"), make_office("HQ", "hq")
    for number in range(3):
        town_hall(office, venue=f"hall {number}")

    def change(page):
        for row in (4, 5):
            page.cell(row, 1).value = page.cell(3, 1).value

    (got,) = receive_parcels(hq, [edit(send(office, "HQ", tmp_path), "Town halls", change)])
    assert [(p.row, p.code) for p in got.problems] == [(4, "row-moved"), (5, "row-moved")]
    assert states(got) == {"read": 3, "new": 1, "problem": 2}


def test_moved_columns_inserted_titles_and_own_sheets_change_nothing(make_office: Make, tmp_path: Path):
    office, hq = make_office("MIT"), make_office("HQ", "hq")
    town_hall(office, venue="hall")

    def change(page):
        page.insert_rows(1)
        page.cell(1, 1).value = "Our town halls"
        page.insert_cols(3)
        page.delete_cols(column_in(page, 3, "#org+impl+name"))
        page.parent.create_sheet("Mine")["A1"] = "notes"

    def column_in(page, row: int, tag: str) -> int:
        return next(cell.column for cell in page[row] if cell.value == tag)

    (got,) = receive_parcels(hq, [edit(send(office, "HQ", tmp_path), "Town halls", change)])
    assert states(got) == {"read": 1, "new": 1}


def test_a_column_sorted_alone_or_emptied_is_stopped_and_explained(make_office: Make, tmp_path: Path):
    office, hq = make_office("MIT"), make_office("HQ", "hq")
    for number in range(6):
        town_hall(office, venue=f"hall {number}", partner=f"partner {number}")
    file = send(office, "HQ", tmp_path)

    def sort_alone(page):
        place = column(page, "#loc+venue+name")
        values = [page.cell(row, place).value for row in range(3, 9)]
        for row, value in zip(range(3, 9), reversed(values), strict=True):
            page.cell(row, place).value = value

    def empty(page):
        for row in range(3, 7):
            page.cell(row, column(page, "#org+impl+name")).value = None

    for change, code in ((sort_alone, "column-sorted"), (empty, "column-emptied")):
        (got,) = receive_parcels(hq, [edit(file, "Town halls", change)], accept_edits=True)
        assert ([p.code for p in got.problems], got.proposal) == ([code], 0)
    assert dumped(hq) == dumped(office)


def test_whole_rows_sorted_are_no_edit(make_office: Make, tmp_path: Path):
    office, hq = make_office("MIT"), make_office("HQ", "hq")
    for number in range(5):
        town_hall(office, venue=f"hall {number}")

    def sort_rows(page):
        rows = [[cell.value for cell in row] for row in page.iter_rows(min_row=3)]
        for row, values in zip(page.iter_rows(min_row=3), reversed(rows), strict=True):
            for cell, value in zip(row, values, strict=True):
                cell.value = value

    (got,) = receive_parcels(hq, [edit(send(office, "HQ", tmp_path), "Town halls", sort_rows)])
    assert states(got) == {"read": 5, "new": 5}


def test_an_accepted_edit_is_not_taken_twice(make_office: Make, tmp_path: Path):
    office, hq = make_office("MIT"), make_office("HQ", "hq")
    key = town_hall(office, venue="hall")

    def change(page):
        page.cell(3, column(page, "#loc+venue+name")).value = "school"

    file = edit(send(office, "HQ", tmp_path), "Town halls", change)
    receive_parcels(hq, [file], accept_edits=True)
    change_at(hq, key.uid, venue="square")
    receive_parcels(hq, [file], accept_edits=True)
    assert open_conflicts(hq) == [] and '"venue":"square"' in dumped(hq)


@pytest.mark.parametrize("written", ["3/4/2026", "=A1", "soon"])
def test_a_cell_that_can_be_read_two_ways_or_not_at_all_is_named(make_office: Make, tmp_path: Path, written: str):
    office, hq = make_office("MIT"), make_office("HQ", "hq")
    town_hall(office, planned_start="2026-03-12")

    def change(page):
        page.cell(3, column(page, "#date+start+planned")).value = written

    (got,) = receive_parcels(hq, [edit(send(office, "HQ", tmp_path), "Town halls", change)])
    (problem,) = got.problems
    assert (problem.sheet, problem.row, problem.column) == ("Town halls", 3, "Planned start")
    assert load_workbook(send(office, "HQ", tmp_path))["Town halls"].max_row == 3


def test_what_takes_the_sheet_apart_is_said_and_changes_nothing(make_office: Make, tmp_path: Path):
    office, hq = make_office("MIT"), make_office("HQ", "hq")
    for number in range(3):
        town_hall(office, venue=f"hall {number}")
    file = send(office, "HQ", tmp_path)

    def no_ids(page):
        page.delete_cols(1)

    def twice(page):
        page.cell(2, 40).value, page.cell(3, 40).value = "#loc+venue+name", "mine"

    def name(page):
        page.cell(3, column(page, "#status+name")).value = "Held"

    expected = {
        no_ids: "sheet-missing",
        twice: "column-twice",
        name: "name-changed",
    }
    for change, code in expected.items():
        (got,) = receive_parcels(hq, [edit(file, "Town halls", change)], accept_edits=True)
        assert ([p.code for p in got.problems], got.proposal) == ([code], 0), change
    assert dumped(hq) == dumped(office)


def test_an_added_row_belongs_to_the_office_that_sent_it_and_travels_back(make_office: Make, tmp_path: Path):
    office, hq = make_office("MIT"), make_office("HQ", "hq")
    town_hall(office)

    def add(page):
        page.cell(9, column(page, "#activity+name+i_en")).value = "Added by hand"

    receive_parcels(hq, [edit(send(office, "HQ", tmp_path), "Town halls", add)], accept_edits=True)
    receive_parcels(office, [send(hq, "MIT", tmp_path)])
    (added,) = [line for line in dumped(office).splitlines() if "Added by hand" in line]
    assert '"office":"MIT"' in added and '"status":"draft"' in added
