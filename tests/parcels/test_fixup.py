"""Rows that could not enter come back as a workbook; mended there, only they enter."""

from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import load_workbook

from db.errors import KnownError
from db.parcels import export_parcel, receive_parcels, write_fixup
from db.parcels.packing import locked
from db.parcels.reader import read_parcel
from db.records import list_uids
from db.store import Office, verify
from db.store.access import EXPORT, MENDING, access_log
from tests.builders import counts, dumped, town_hall
from tests.parcels.helpers import column, edit, send, states

Make = Callable[..., Office]
START, TOTAL, VENUE, PLACE = "#date+start+planned", "#reached+ind+total", "#loc+venue+name", "#adm2+code+v_kas"
RED = "00FFC7CE"


def broken(page) -> None:
    page.cell(4, column(page, START)).value = "in spring"
    page.cell(4, column(page, VENUE)).value = "square"
    page.cell(5, column(page, PLACE)).value = "Atlantis"
    page.cell(5, column(page, TOTAL)).value = "=1+1"
    page.cell(6, column(page, VENUE)).value = "school"
    page.cell(9, column(page, "#activity+name+i_en")).value = "A new one"
    page.cell(9, column(page, TOTAL)).value = "many"


@pytest.fixture
def offices(make_office: Make) -> tuple[Office, Office]:
    office, hq = make_office("MIT"), make_office("HQ", "hq")
    for number in range(4):
        town_hall(office, title_en=f"Hall {number}", venue=f"hall {number}", total=number, tallies=counts(women=number))
    return office, hq


def mended(fixup: Path, *values: tuple[int, str, object]) -> Path:
    """Mend cells of the sheet of town halls."""

    def change(page):
        for row, tag, value in values:
            page.cell(row, column(page, tag)).value = value

    return edit(fixup, "Town halls", change)


def test_only_the_rows_that_could_not_enter_are_in_it(offices: tuple[Office, Office], tmp_path: Path):
    office, hq = offices
    file, fixup = edit(send(office, "HQ", tmp_path), "Town halls", broken), tmp_path / "fix.xlsx"
    assert write_fixup(hq, file, fixup, translate=lambda text: f"«{text}»") == 3
    with hq.read() as reading:
        line = access_log(reading, act=EXPORT)[0]
    assert (line.profile, line.count, line.file, bool(line.digest)) == (MENDING, 3, fixup.name, True)
    book = load_workbook(fixup)
    page = book["Town halls"]
    assert [page.cell(2, number).value for number in range(1, 5)] == [
        "#meta+id",
        "#meta+problem",
        "#meta+allowed",
        "#meta+change",
    ]
    assert page["B1"].value == "«What is wrong»" and page.column_dimensions["A"].hidden and page.max_row == 5
    assert page["B3"].value.startswith("«Planned start»: «'in spring' is not a date")
    assert page["C3"].value == "«A day such as 2026-03-12»"
    assert page["B4"].value.count("\n") == 1, "both problems of the row"
    by_tag = {cell.value: cell.column for cell in page[2]}
    coloured = {
        (row, tag)
        for tag, place in by_tag.items()
        for row in (3, 4, 5)
        if page.cell(row, place).fill.fgColor.rgb == RED and tag != "#meta+problem"
    }
    assert coloured == {(3, START), (4, PLACE), (4, TOTAL), (5, TOTAL)}
    assert page.cell(3, by_tag[VENUE]).value == "square", "the row is as the person wrote it"
    assert page.cell(4, by_tag[TOTAL]).value == "#N/A", "blank would say that nothing was recorded"
    assert page.cell(5, by_tag["#activity+name+i_en"]).value == "A new one"
    assert book["Participants"].max_row == 2 and book["_sync"].sheet_state == "veryHidden"
    letter = page.cell(2, by_tag[PLACE]).column_letter
    assert any(str(rule.sqref).startswith(f"{letter}3:") for rule in page.data_validations.dataValidation)
    assert read_parcel(fixup).manifest == read_parcel(file).manifest


def test_mended_only_those_rows_are_proposed_and_nothing_comes_twice(offices: tuple[Office, Office], tmp_path: Path):
    office, hq = offices
    file, fixup = edit(send(office, "HQ", tmp_path), "Town halls", broken), tmp_path / "fix.xlsx"
    (first,) = receive_parcels(hq, [file], accept_edits=True)
    assert (first.proposal, first.problem, len(first.proposals)) == (1, 3, 2)
    write_fixup(hq, file, fixup)
    (again,) = receive_parcels(hq, [fixup], dry_run=True)
    assert (again.proposal, again.problem) == (0, 3), "as it is, it brings nothing new"
    done = mended(fixup, (3, START, "2026-04-05"), (4, PLACE, "Zvečan"), (4, TOTAL, 41), (5, TOTAL, 12))
    (got,) = receive_parcels(hq, [done], accept_edits=True)
    assert (got.proposal, got.problem) == (3, 0)
    assert [dict(p.after) for p in got.proposals] == [
        {"planned_start": "2026-04-05", "venue": "square"},
        {"municipality": "XK29", "total": 41},
        {"title_en": "A new one", "total": 12},
    ]
    after = dumped(hq)
    # The original is still wrong, and the mended copy may come again: neither does harm.
    for one in (file, done, fixup):
        receive_parcels(hq, [one], accept_edits=True)
    assert dumped(hq) == after and verify(hq).problems == ()
    with hq.read() as reading:
        assert len(list_uids(reading, "town_hall")) == 5
    assert '"venue":"school"' in after and '"venue":"square"' in after


def test_a_fixup_that_is_still_wrong_gives_another_one(offices: tuple[Office, Office], tmp_path: Path):
    office, hq = offices
    file = edit(send(office, "HQ", tmp_path), "Town halls", broken)
    write_fixup(hq, file, tmp_path / "one.xlsx")
    values = ((3, START, "2026-04-05"), (4, PLACE, "Lemuria"), (4, TOTAL, 1), (5, TOTAL, 1))
    again = mended(tmp_path / "one.xlsx", *values)
    assert write_fixup(hq, again, tmp_path / "two.xlsx") == 1
    page = load_workbook(tmp_path / "two.xlsx")["Town halls"]
    assert page.max_row == 3 and "Lemuria" in page["B3"].value


def test_columns_that_the_person_took_away_are_filled_with_what_was_sent(
    offices: tuple[Office, Office], tmp_path: Path
):
    """Else receiving the mended rows would propose to empty them."""
    office, hq = offices

    def change(page):
        broken(page)
        page.delete_cols(column(page, "#activity+name+i_en"))
        page.merge_cells(start_row=3, end_row=4, start_column=column(page, TOTAL), end_column=column(page, TOTAL))

    write_fixup(hq, edit(send(office, "HQ", tmp_path), "Town halls", change), tmp_path / "fix.xlsx")
    (got,) = receive_parcels(hq, [mended(tmp_path / "fix.xlsx", (3, START, "2026-04-05"))], dry_run=True)
    assert dict(got.proposals[0].after) == {"planned_start": "2026-04-05", "venue": "square"}


def test_nothing_wrong_writes_nothing(offices: tuple[Office, Office], tmp_path: Path):
    office, hq = offices
    assert write_fixup(hq, send(office, "HQ", tmp_path), tmp_path / "fix.xlsx") == 0
    assert not (tmp_path / "fix.xlsx").exists()


def test_what_is_wrong_with_a_whole_sheet_is_said_on_the_first_one(offices: tuple[Office, Office], tmp_path: Path):
    office, hq = offices

    def change(page):
        broken(page)
        del page.parent["Participants"]

    write_fixup(hq, edit(send(office, "HQ", tmp_path), "Town halls", change), tmp_path / "fix.xlsx")
    book = load_workbook(tmp_path / "fix.xlsx")
    words = " ".join(str(cell.value) for row in book["Read me"].iter_rows() for cell in row if cell.value)
    assert "Participants: This sheet is gone" in words and "Mend them, save the workbook" in words
    (got,) = receive_parcels(hq, [tmp_path / "fix.xlsx"], dry_run=True)
    assert "sheet-missing" not in [p.code for p in got.problems]


def test_behind_a_password_it_stays_behind_it(offices: tuple[Office, Office], tmp_path: Path):
    office, hq = offices
    secret = tmp_path / "secret.xlsx"
    secret.write_bytes(locked(edit(send(office, "HQ", tmp_path), "Town halls", broken).read_bytes(), "word"))
    assert write_fixup(hq, secret, tmp_path / "fix.xlsx", passwords=("word",)) == 3
    with pytest.raises(KnownError, match="password"):
        read_parcel(tmp_path / "fix.xlsx")
    assert read_parcel(tmp_path / "fix.xlsx", password="word").manifest.serial == 1


def test_several_problems_of_one_row_count_once(offices: tuple[Office, Office], tmp_path: Path):
    office, hq = offices
    (got,) = receive_parcels(hq, [edit(export_parcel(office, "HQ", tmp_path).file, "Town halls", broken)])
    assert states(got)["problem"] == 3 and len(got.problems) == 4
