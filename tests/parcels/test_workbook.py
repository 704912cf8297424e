"""What a parcel looks like to people and to other programs."""

import io
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import hxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from db.catalogue import load_mission
from db.catalogue.kinds import COUNT, DATE, MONEY, NOTE
from db.parcels import asides, cells, export_parcel, receive_parcels
from db.parcels.layout import sheets_of
from db.parcels.manifest import from_chunks, to_chunks
from db.parcels.payload import Damaged
from db.parcels.reader import Parcel, read_parcel
from db.store import Office
from tests.builders import counts, dumped, one_of_each, project, town_hall

MISSION = load_mission("kosovo")
HERE = Path(__file__).parent


@pytest.fixture
def parcel(office: Office, tmp_path: Path) -> Path:
    town_hall(office, planned_start="2026-03-12", total=0, tallies=counts(women=0))
    town_hall(office, title_en="Звечан", municipality="XK29")
    project(office)
    return export_parcel(office, "HQ", tmp_path).file


def test_the_first_sheet_tells_what_it_is(parcel: Path):
    book = load_workbook(parcel)
    assert book.sheetnames == [
        "Read me",
        "Projects",
        "Town halls",
        "Youth assemblies",
        "Other activities",
        "Participants",
        "Payments",
        "Deliverables",
        "Monitoring visits",
        "Modifications",
        "Lists",
        "_sync",
    ]
    words = " ".join(str(c.value) for row in book["Read me"].iter_rows() for c in row if c.value)
    assert "Mitrovica field office" in words and "Headquarters" in words and "resolution 1244" in words
    assert book["_sync"].sheet_state == "veryHidden"


def test_sheets_are_made_for_reading_and_editing(parcel: Path):
    page = load_workbook(parcel)["Town halls"]
    tags = {cell.value: cell.column for cell in page[2]}
    assert [page[f"{letter}1"].value for letter in "BCD"] == ["Change", "Reason", "Reference no."]
    assert page.freeze_panes == "E3" and page.auto_filter.ref.startswith("A2:")
    assert page.column_dimensions["A"].hidden
    first = {tag: page.cell(3, column) for tag, column in tags.items()}
    assert first["#date+start+planned"].value == datetime(2026, 3, 12)
    assert first["#date+start+planned"].number_format == "yyyy-mm-dd"
    assert first["#reached+ind+total"].value == 0 and page.cell(4, tags["#reached+ind+total"]).value is None
    assert (first["#adm2+code+v_kas"].value, first["#adm2+name"].value) == ("XK28", "Zubin Potok")
    assert first["#meta+change"].value == "No update"
    assert not page.merged_cells.ranges
    assert page["B1"].font.bold and page["B2"].font.italic
    assert not any(cell.font.bold or cell.font.italic or cell.fill.fill_type for row in page["A3:Z4"] for cell in row)
    rules = {str(r.sqref).split("3:")[0]: r.formula1 for r in page.data_validations.dataValidation}
    letter = first["#status+code"].column_letter
    name, cells_of = rules[letter].split("!")
    codes = [c[0].value for c in load_workbook(parcel)[name][cells_of.replace("$", "")]]
    assert codes == [code.code for code in MISSION.lists["event_status"].entries]


def test_every_tag_of_a_sheet_is_its_own():
    for sheet in sheets_of(MISSION):
        tags = [column.tag for column in sheet.columns]
        assert len(tags) == len(set(tags)), sheet.title


def test_libhxl_reads_every_sheet(office: Office, tmp_path: Path):
    one_of_each(office)
    file = export_parcel(office, "HQ", tmp_path).file
    book = load_workbook(file)
    for sheet in sheets_of(MISSION):  # as a table: to open the file for each sheet takes long and shows no more
        table = [[str(cell or "") for cell in row] for row in book[sheet.title].iter_rows(max_row=3, values_only=True)]
        columns = hxl.data(table).columns
        assert {column.display_tag for column in columns} == {_normal(column.tag) for column in sheet.columns}
    index = book.sheetnames.index("Town halls")
    read = hxl.data(
        hxl.make_input(io.BytesIO(file.read_bytes()), hxl.InputOptions(allow_local=True, sheet_index=index))
    )
    halls = next(sheet for sheet in sheets_of(MISSION) if sheet.title == "Town halls")
    assert {column.display_tag for column in read.columns} == {_normal(column.tag) for column in halls.columns}


def _normal(tag: str) -> str:
    return hxl.model.TagPattern.parse(tag) and hxl.model.Column.parse(tag).display_tag


def test_the_committed_copy_that_libreoffice_saved_is_received_without_a_change(make_office: Callable[..., Office]):
    """`resaved.xlsx` was exported here, then opened and saved by LibreOffice; it must stay readable for ever."""
    hq = make_office("HQ", "hq")
    (got,) = receive_parcels(hq, [HERE / "resaved.xlsx"])
    assert (got.read, got.new, got.proposal, got.problem) == (got.new, got.new, 0, 0)
    assert got.new > 5
    (again,) = receive_parcels(hq, [HERE / "resaved.xlsx"])
    assert again.same == got.new
    assert "Ђаковица" in dumped(hq)


@given(st.text(max_size=300))
def test_any_text_is_the_same_after_its_cell(text: str):
    shown = cells.shown(NOTE, text)
    assert cells.same(NOTE, shown, str(shown))
    assert "\x00" not in str(shown)


def test_text_too_long_for_a_cell_is_cut_and_says_so():
    long = "👩" * 20_000
    shown = cells.shown_text(long)
    assert len(shown.encode("utf-16-le")) // 2 <= cells.CELL_LIMIT
    assert shown.endswith(cells.CUT) and shown.startswith("👩" * 16_000)


@pytest.mark.parametrize(
    ("kind", "expected", "found", "same"),
    [
        (DATE, date(2026, 3, 12), datetime(2026, 3, 12), True),
        (DATE, date(2026, 3, 12), "2026-03-12", True),
        (DATE, date(2026, 3, 12), date(2026, 3, 13), False),
        (COUNT, 41, 41.0, True),
        (COUNT, 41, "41", True),
        (COUNT, 0, "", False),
        (COUNT, None, 0.0, False),
        (MONEY, "0.10", 0.1, True),
        (MONEY, "0.10", 0.11, False),
        (NOTE, "a\nb", "a\r\nb", True),
        (NOTE, "é", "e\u0301", True),
        (NOTE, "a ", "a", True),
        (NOTE, "007", 7.0, True),  # a program made a number of it
        (NOTE, "007", "7", False),
        (NOTE, "007", 8.0, False),
        (NOTE, "12345678901234567890", 1.23456789012346e19, True),
        (NOTE, "no\u00a0break", "no break", True),
        (NOTE, "soft\u00adhyphen", "softhyphen", True),
        (COUNT, 1, True, False),
        (MONEY, "1.00", 1e300, False),
        (COUNT, 1, float("inf"), False),
    ],
)
def test_what_a_re_save_may_change_and_what_not(kind, expected, found, same: bool):
    shown = cells.shown(kind, expected) if isinstance(expected, str) else expected
    assert cells.same(kind, shown, found) is same


@pytest.fixture(scope="module")
def sound() -> Parcel:
    return read_parcel(HERE / "resaved.xlsx")


@given(st.data())
def test_a_damaged_envelope_is_never_taken_for_a_sound_one(sound: Parcel, data: st.DataObject):
    manifest, revisions = sound.manifest, sound.revisions
    from db.parcels.payload import revision_lines

    rows = [list(row) for row in to_chunks(manifest, None, {}, revision_lines(revisions))]
    row = data.draw(st.integers(0, len(rows) - 1))
    text = rows[row][3]
    place = data.draw(st.integers(0, len(text) - 1))
    letter = data.draw(st.sampled_from("ABCxyz012+/="))
    rows[row][3] = text[:place] + letter + text[place + 1 :]
    if rows[row][3] == text:
        assert from_chunks(rows).manifest == manifest
    else:
        with pytest.raises(Damaged):
            from_chunks(rows)


@pytest.mark.parametrize("serial", [-1, 0, 10**9])
def test_a_serial_number_that_nobody_sends_is_no_parcel(serial: int):
    manifest = replace(read_parcel(HERE / "resaved.xlsx").manifest, serial=serial)
    with pytest.raises(Damaged, match="out of bounds"):
        from_chunks(to_chunks(manifest, None, {}, []))


def test_a_newer_format_is_kept_and_not_guessed(parcel: Path, tmp_path: Path, make_office: Callable[..., Office]):
    from db.parcels.payload import revision_lines

    read = read_parcel(parcel)
    newer = to_chunks(replace(read.manifest, fmt=9, min_reader=9), None, {}, [*revision_lines(read.revisions), "{?}"])
    book = load_workbook(parcel)
    page = book["_sync"]
    page.delete_rows(1, page.max_row)
    for row in newer:
        page.append(row)
    book.save(tmp_path / "newer.xlsx")
    hq = make_office("HQ", "hq")
    (got,) = receive_parcels(hq, [tmp_path / "newer.xlsx"])
    assert (got.aside, got.read) == ("too-new", 0)
    with hq.read() as reading:
        assert [(one.file, one.why) for one in asides(reading)] == [("newer.xlsx", "too-new")]


def test_nothing_readable_is_left_in_the_temporary_folder(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    spool = tmp_path / "spool"
    spool.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(spool))
    made: list[str] = []
    monkeypatch.setattr("openpyxl.worksheet._writer.create_temporary_file", lambda *_: made.append("file") or "")
    town_hall(office, description="Unmistakable")
    file = export_parcel(office, "HQ", tmp_path).file
    assert (made, list(spool.iterdir())) == ([], [])
    assert load_workbook(file)["Town halls"].max_row == 3


@pytest.mark.parametrize(("mission", "hidden"), [("kosovo", {"fr", "ar"}), ("sample", {"sq", "sr"})])
def test_columns_of_languages_that_nobody_writes_are_there_and_hidden(mission: str, hidden: set[str]):
    (titles,) = [
        {c.field.language: c.hidden for c in sheet.columns if c.field and c.key.startswith("title_")}
        for sheet in sheets_of(load_mission(mission))
        if sheet.kind.key == "town_hall"
    ]
    assert {language for language, away in titles.items() if away} == hidden
    assert titles.keys() == {"en", "fr", "sq", "sr", "ar"}
