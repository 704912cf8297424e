"""Workbooks of our own that lost their hidden sheet: nothing of them is lost, and nothing comes twice."""

from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import load_workbook

from db.errors import KnownError
from db.parcels import receive_parcels
from db.records import delete, list_uids, update
from db.store import Office, verify
from db.trackers import ImportResult, import_tracker, write_fixup
from tests.builders import counts, dumped, one_of_each, town_hall
from tests.parcels.helpers import column, send, states

Make = Callable[..., Office]


def stripped(file: Path, sheet: str = "", change: Callable | None = None) -> Path:
    """Take the hidden sheet away, as a document inspector does; and change a sheet."""
    book = load_workbook(file)
    del book["_sync"]
    if change is not None:
        change(book[sheet])
    target = file.with_name(f"stripped-{len(list(file.parent.iterdir()))}.xlsx")
    book.save(target)
    return target


def numbers(result: ImportResult) -> tuple[int, int, int, int]:
    assert result.read == result.new + result.duplicate + result.problem
    return result.read, result.new, result.duplicate, result.problem


def test_receiving_says_so_and_importing_knows_it_without_a_mapping(make_office: Make, tmp_path: Path):
    """A record of every type; and when the parcel itself comes after all, it brings nothing twice."""
    office, hq = make_office("MIT"), make_office("HQ", "hq")
    one_of_each(office)
    town_hall(office, title_en="Counted", total=None, tallies=counts(women=0, men=9))
    file = send(office, "HQ", tmp_path)
    with pytest.raises(KnownError, match="bring its rows in as a list"):
        receive_parcels(hq, [stripped(file)])
    result = import_tracker(hq, stripped(file))
    assert numbers(result) == (result.read, result.read, 0, 0)
    assert result.mapping == "Groundwork workbook without its hidden sheet"
    assert "Read me" in result.other_sheets and "Participants" in result.sheets
    assert dumped(hq) == dumped(office) and verify(hq).problems == ()
    (got,) = receive_parcels(hq, [file])
    assert states(got) == {"read": got.same, "same": got.same}
    assert numbers(import_tracker(hq, stripped(file))) == (result.read, 0, result.read, 0)


def test_what_is_here_already_is_never_changed_by_a_list(make_office: Make, tmp_path: Path):
    office, hq = make_office("MIT"), make_office("HQ", "hq")
    keys = [town_hall(office, venue=f"hall {number}") for number in range(4)]
    file = send(office, "HQ", tmp_path)
    receive_parcels(hq, [file])
    with hq.write("save") as write:
        update(write, keys[1].uid, {"venue": "school"})
    with hq.write("delete") as write:
        delete(write, keys[2].uid)
    before = dumped(hq)

    def change(page):
        page.cell(6, column(page, "#org+impl+name")).value = "changed by hand"

    result = import_tracker(hq, stripped(file, "Town halls", change))
    assert numbers(result) == (4, 0, 1, 3)
    assert [(p.row, p.code) for p in sorted(result.problems, key=lambda p: p.row)] == [
        (4, "other-here"),
        (5, "deleted-here"),
        (6, "other-here"),
    ]
    assert "Venue" in next(p for p in result.problems if p.row == 4).message
    assert dumped(hq) == before


def test_every_row_is_accounted_for_whatever_people_did_to_it(make_office: Make, tmp_path: Path):
    office, hq = make_office("MIT"), make_office("HQ", "hq")
    for number in range(6):
        town_hall(office, title_en=f"Hall {number}", venue="hall", tallies=counts(women=number))

    def change(page):
        page.cell(1, 160).value, page.cell(3, 160).value = "Our remark", "call the mayor"
        page.cell(4, column(page, "#date+start+planned")).value = "3/4/2026"
        page.cell(5, column(page, "#adm2+code+v_kas")).value = "Atlantis"
        page.cell(6, column(page, "#meta+change")).value = "Delete"
        page.cell(7, column(page, "#activity+name+i_en")).value = None
        page.cell(12, column(page, "#activity+name+i_en")).value = "Added by hand"
        page.cell(13, column(page, "#activity+name+i_en")).value = "Total"
        page.cell(13, column(page, "#reached+ind+total")).value = 15

    result = import_tracker(hq, stripped(send(office, "HQ", tmp_path), "Town halls", change))
    halls = {(p.row, p.code) for p in result.problems if p.sheet == "Town halls"}
    assert halls == {
        (4, "date-ambiguous"),
        (5, "code-unknown"),
        (6, "delete-not-here"),
        (7, "title-missing"),
        (13, "totals-row"),
    }
    counted = [p.code for p in result.problems if p.sheet == "Participants"]
    assert counted == ["owner-missing"] * 4, "the counts of a hall that cannot enter cannot either"
    assert numbers(result) == (14, 5, 0, 9)
    assert "Our remark: call the mayor" in dumped(hq)
    with hq.read() as reading:
        assert len(list_uids(reading, "town_hall")) == 3


def test_renamed_sheets_copied_rows_and_ids_that_are_gone(make_office: Make, tmp_path: Path):
    office, hq = make_office("MIT"), make_office("HQ", "hq")
    for number in range(3):
        town_hall(office, title_en=f"Hall {number}", tallies=counts(women=1))

    def change(page):
        for cell in page[3]:
            page.cell(6, cell.column).value = cell.value
        page.cell(6, column(page, "#activity+name+i_en")).value = "A copy"
        page.title = "Tribina"

    file = send(office, "HQ", tmp_path)
    result = import_tracker(hq, stripped(file, "Town halls", change))
    assert "Tribina" in result.sheets
    assert [(p.row, p.code) for p in result.problems if p.sheet == "Tribina"] == [(3, "id-twice"), (6, "id-twice")]

    def no_ids(page):
        for sheet in page.parent.worksheets:
            if sheet.cell(2, 1).value == "#meta+id":
                sheet.delete_cols(1)

    other = make_office("HQ", "hq")
    halls = import_tracker(other, stripped(file, "Town halls", no_ids))
    assert halls.new >= 3 and numbers(halls)
    again = import_tracker(other, stripped(file, "Town halls", no_ids))
    assert again.new == 0


def test_a_parcel_is_not_imported_as_a_list(make_office: Make, tmp_path: Path):
    office, hq = make_office("MIT"), make_office("HQ", "hq")
    town_hall(office)
    before = dumped(hq)
    with pytest.raises(KnownError, match="Receive it instead"):
        import_tracker(hq, send(office, "HQ", tmp_path))
    assert dumped(hq) == before


def test_its_rows_to_mend_come_back_and_enter_mended(make_office: Make, tmp_path: Path):
    office, hq = make_office("MIT"), make_office("HQ", "hq")
    for number in range(3):
        town_hall(office, title_en=f"Hall {number}", tallies=counts(women=number))

    def change(page):
        page.cell(4, column(page, "#adm2+code+v_kas")).value = "Atlantis"

    file = stripped(send(office, "HQ", tmp_path), "Town halls", change)
    assert import_tracker(hq, file).problem == 2
    assert write_fixup(hq, file, tmp_path / "fix.xlsx") == 2, "the hall, and the count that belongs to it"
    book = load_workbook(tmp_path / "fix.xlsx")
    page = book["Town halls"]
    page.cell(3, column(page, "#adm2+code+v_kas")).value = "XK28"
    book.save(tmp_path / "mended.xlsx")
    assert numbers(import_tracker(hq, tmp_path / "mended.xlsx")) == (2, 2, 0, 0)
    assert dumped(hq) == dumped(office)
