"""Files that are no workbook, damaged or hostile: each a plain sentence, none a traceback, a hang or much memory."""

import io
import zipfile
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from db.errors import KnownError
from db.workbooks import letter, serial_day
from db.workbooks.reading import ENTRY_LIMIT, FILE_LIMIT, read_book
from tests.trackers.sheets import workbook

HEAD = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
TAIL = b"</sheetData></worksheet>"


def sheet_of(path: Path, body: bytes, *, part: str = "xl/worksheets/sheet1.xml") -> Path:
    """Save a workbook and put other bytes in the place of one of its parts."""
    made = io.BytesIO()
    Workbook().save(made)
    with zipfile.ZipFile(made) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as new:
        for name in old.namelist():
            new.writestr(name, body if name == part else old.read(name))
    return path


def text_cell(place: str, text: str) -> bytes:
    return f'<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>'.encode()


def refused(path: Path) -> KnownError:
    with pytest.raises(KnownError) as caught:
        read_book(path)
    assert "Nothing was taken from it" in str(caught.value) or caught.value.code == "no-file"
    return caught.value


@pytest.mark.parametrize(
    ("content", "detail"),
    [
        (b"", "empty"),
        (b"%PDF-1.7 ...", "PDF"),
        (b"<html><table></table></html>", "web page"),
        (b"Title;Start\nVisit;2026-03-12\n", "plain text"),
        (b"PK\x03\x04 and then nothing", "damaged"),
        (b"\x00\x01\x02\x03" * 100, "no Excel"),
        (bytes.fromhex("d0cf11e0a1b11ae1") + "EncryptedPackage".encode("utf-16-le"), "password"),
        (bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600), "damaged"),
    ],
)
def test_c02_files_that_are_no_workbook(tmp_path: Path, content: bytes, detail: str) -> None:
    path = tmp_path / "tracker.xlsx"
    path.write_bytes(content)
    assert detail in str(refused(path))


def test_c02_places_that_are_no_file(tmp_path: Path) -> None:
    assert refused(tmp_path / "nothing.xlsx").code == "no-file"
    assert "folder" in str(refused(tmp_path))
    (tmp_path / "~$tracker.xlsx").write_bytes(b"\x05user")
    assert "the mark that Excel leaves" in str(refused(tmp_path / "~$tracker.xlsx"))


def test_an_empty_workbook(tmp_path: Path) -> None:
    Workbook().save(tmp_path / "empty.xlsx")
    assert "its sheets are empty" in str(refused(tmp_path / "empty.xlsx"))


def test_c01_a_workbook_cut_anywhere_is_refused(tmp_path: Path) -> None:
    whole = workbook(tmp_path / "whole.xlsx", "| Title |\n| Visit |").read_bytes()
    for sixteenth in range(1, 16):
        path = tmp_path / f"cut{sixteenth}.xlsx"
        path.write_bytes(whole[: len(whole) * sixteenth // 16])
        assert refused(path).code == "not-a-workbook"


def test_a_zip_that_is_no_workbook(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "photos.xlsx", "w") as archive:
        archive.writestr("photo.jpg", b"...")
    assert refused(tmp_path / "photos.xlsx").code == "not-a-workbook"


def test_c06_c17_too_large_outside(tmp_path: Path) -> None:
    with (tmp_path / "big.xlsx").open("wb") as file:
        file.truncate(FILE_LIMIT + 1)
    with zipfile.ZipFile(tmp_path / "many.xlsx", "w") as archive:
        for number in range(ENTRY_LIMIT + 1):
            archive.writestr(f"{number}.xml", b"")
    sheet_of(tmp_path / "bomb.xlsx", HEAD + TAIL + b" " * 301 * 1024 * 1024)
    for name, detail in (("big", "50 MB"), ("many", "1000 parts"), ("bomb", "300 MB")):
        error = refused(tmp_path / f"{name}.xlsx")
        assert error.code == "workbook-too-large"
        assert detail in str(error)


@pytest.mark.parametrize(
    ("name", "body"),
    [
        ("far", text_cell("A1", "Title") + b'</row><row r="1048576">' + text_cell("XFD1048576", "x")),
        ("deep", text_cell("A1", "Title") + b'</row><row r="1048576">' + text_cell("Z1048576", "x")),
        ("one cell", text_cell("A1", "x" * 101_000_000)),
        ("rows", b"".join(b'</row><row r="%d"><c r="A%d"><v>1</v></c>' % (n, n) for n in range(1, 150_000))),
    ],
)
def test_c06_c07_too_large_inside(tmp_path: Path, name: str, body: bytes) -> None:
    path = sheet_of(tmp_path / f"{name}.xlsx", HEAD + b'<row r="1">' + body + b"</row>" + TAIL)
    assert path.stat().st_size < 2_000_000
    assert refused(path).code == "workbook-too-large"


def test_c04_entities_are_not_expanded(tmp_path: Path) -> None:
    bomb = b'<!DOCTYPE w [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
    path = sheet_of(
        tmp_path / "entities.xlsx", bomb + HEAD + b'<row r="1">' + text_cell("A1", "&b;") + b"</row>" + TAIL
    )
    assert refused(path).code == "not-a-workbook"


def test_addresses_are_those_that_excel_shows(tmp_path: Path) -> None:
    book = Workbook()
    book.worksheets[0]["C7"] = "Title"
    book.worksheets[0]["D9"] = 12
    book.save(tmp_path / "offset.xlsx")
    (sheet,) = read_book(tmp_path / "offset.xlsx").sheets
    assert [(row.number, dict(row.cells)) for row in sheet.rows] == [(7, {3: "Title"}), (9, {4: 12})]


def test_days_counted_from_1904(tmp_path: Path) -> None:
    book = Workbook()
    book.worksheets[0]["A1"] = 1
    book.epoch = CALENDAR_MAC_1904
    book.save(tmp_path / "mac.xlsx")
    assert read_book(tmp_path / "mac.xlsx").epoch.year == 1904


def test_comments_are_read_with_who_wrote_them(tmp_path: Path) -> None:
    book = Workbook()
    book.worksheets[0]["B3"] = "Visit"
    book.worksheets[0]["B3"].comment = Comment("Was it not <Friday> & noon?\nAsk.", "Ana Ć")
    book.create_sheet("Other")["A1"] = "x"
    book.save(tmp_path / "comments.xlsx")
    first, second = read_book(tmp_path / "comments.xlsx").sheets
    (comment,) = first.comments
    assert (comment.row, comment.column, comment.author) == (3, 2, "Ana Ć")
    assert comment.text == "Was it not <Friday> & noon?\nAsk." and second.comments == ()


def test_formulas_and_cells_under_merged_ones_are_remarkable_and_not_misleading(tmp_path: Path) -> None:
    first = (
        b'<row r="1"><c r="A1"><f>1+1</f><v>2</v></c><c r="B1"><f>1+1</f></c><c r="C1" t="e"><v>#REF!</v></c>'
        b'<c r="D1" t="str"><f>""</f><v></v></c></row>'
    )
    third, fourth = text_cell("A3", "over"), text_cell("E4", "x")
    rows = first + b'<row r="3">' + third + b'</row><row r="4">' + fourth + b"</row></sheetData>"
    merged = b'<mergeCells count="2"><mergeCell ref="A3:A4"/><mergeCell ref="C3:D4"/></mergeCells></worksheet>'
    (sheet,) = read_book(sheet_of(tmp_path / "odd.xlsx", HEAD + rows + merged)).sheets
    faults = {(row.number, column): fault for row in sheet.rows for column, fault in row.faults.items()}
    assert {place: fault.what for place, fault in faults.items()} == {
        (1, 1): "computed",
        (1, 2): "formula",
        (1, 3): "error",
        (1, 4): "computed",
        (3, 4): "covered",
        (4, 1): "merged",
        (4, 3): "covered",
        (4, 4): "covered",
    }
    assert {fault.what for fault in faults.values() if fault.misleading} == {"formula", "error", "merged"}


def test_who_saved_it_last_is_told_as_far_as_the_file_says(tmp_path: Path) -> None:
    book = Workbook()
    book.worksheets[0]["A1"] = "x"
    book.properties.lastModifiedBy = "Ana & Ben"
    book.save(tmp_path / "saved.xlsx")
    found = read_book(tmp_path / "saved.xlsx")
    assert found.saved_by == "Ana & Ben" and found.program.startswith("Microsoft Excel")


def test_letters_and_days() -> None:
    assert [letter(number) for number in (1, 26, 27, 702, 703)] == ["A", "Z", "AA", "ZZ", "AAA"]
    assert serial_day(46083.5, date(1899, 12, 30)) == date(2026, 3, 2)
    assert [serial_day(number, date(1899, 12, 30)) for number in (-1, 0, 60, 10**6)] == [None] * 4
