"""A workbook that nobody changed holds no change, whatever program opened and saved it since."""

import re
import shutil
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from db.catalogue import load_mission
from db.catalogue.kinds import CODE, COUNT, DATE, LINK, MONEY, NOTE, TEXT, Kind
from db.catalogue.quantities import DECIMAL
from db.parcels import cells, receive_parcels
from db.parcels.cells import CELL_LIMIT
from db.store import Office
from db.workbooks import read_book
from db.workbooks.writing import close, make_cell, new_book, new_sheet, packed
from tests.builders import dumped
from tests.conftest import offices_under
from tests.parcels.helpers import send, states
from tests.parcels.nasty import nasty_office
from tests.parcels.resaving import needs_libreoffice, resave

Make = Callable[..., Office]


def test_nothing_that_people_type_is_changed_by_a_workbook(make_office: Make, tmp_path: Path):
    office, hq = nasty_office(make_office), make_office("HQ", "hq")
    file = send(office, "HQ", tmp_path)
    (got,) = receive_parcels(hq, [file])
    assert states(got) == {"read": got.new, "new": got.new}
    assert (got.notices, got.new > 100) == ((), True)
    assert dumped(hq) == dumped(office)
    for sheet in load_workbook(file).worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type != "f", f"{sheet.title} {cell.coordinate} became a formula"
                assert cell.hyperlink is None
                assert len(str(cell.value or "")) <= CELL_LIMIT + 200, "escapes are longer than what they stand for"


@pytest.fixture(scope="module")
def saved_again(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, dict[str, Path]]:
    """The dump of an office, and its parcel as LibreOffice saved it, by the formats it went through."""
    folder = tmp_path_factory.mktemp("saved")
    with offices_under(folder) as make:
        office = nasty_office(make)
        file, dump = send(office, "HQ", folder), dumped(office)
    once = {name: resave(folder, name, file)[0] for name in ("xlsx", "ods", "xls")}
    copies = [shutil.copy(path, folder / f"from-{name}.{name}") for name, path in once.items()]
    twice = resave(folder, "xlsx", *map(Path, copies))
    return dump, {"xlsx": once["xlsx"], **{path.stem.removeprefix("from-") + "-xlsx": path for path in twice}}


@needs_libreoffice
@pytest.mark.parametrize("formats", ["xlsx", "ods-xlsx", "xls-xlsx", "xlsx-xlsx"])
def test_d01_saved_again_by_libreoffice(saved_again: tuple[str, dict[str, Path]], make_office: Make, formats: str):
    """Through .ods and .xls the properties are rewritten too; the program that saved it last is named."""
    dump, files = saved_again
    hq = make_office("HQ", "hq")
    (got,) = receive_parcels(hq, [files[formats]])
    assert (got.proposals, got.problems) == ((), ())
    assert states(got) == {"read": got.new, "new": got.new}
    assert [(n.code, n.values["program"]) for n in got.notices] == [("saved-again", "LibreOffice")]
    assert dumped(hq) == dump


TEXT_CHARACTERS = st.characters(exclude_categories=["Cs"])
TEXTS = st.text(TEXT_CHARACTERS, max_size=60) | st.from_regex(r"(_?x[0-9A-F]{4}_?|[=+@0\t -]){1,6}", fullmatch=True)
VALUES: dict[str, tuple[Kind, st.SearchStrategy[object]]] = {
    "text": (TEXT, TEXTS),
    "note": (NOTE, TEXTS | st.integers(0, 10**25).map(str)),
    "code": (CODE, st.sampled_from([code.code for code in load_mission("kosovo").lists["municipality"].entries])),
    "link": (LINK, st.uuids().map(str)),
    "count": (COUNT, st.integers(0, 999_999_999)),
    "money": (MONEY, st.decimals(0, "999999999999.99", places=2).map(str)),
    "decimal": (DECIMAL, st.decimals(0, 10**6, places=6).map(lambda d: f"{d.normalize():f}" if d else "0")),
    "date": (DATE, st.dates(date(1000, 1, 1)).map(date.isoformat)),
}
EPOCH = date(1899, 12, 30)


@settings(max_examples=40)
@given(st.lists(st.fixed_dictionaries({}, optional={name: made for name, (_, made) in VALUES.items()}), max_size=8))
def test_whatever_is_written_reads_as_it_was_written(tmp_path_factory: pytest.TempPathFactory, rows: list):
    """Through the real writer, a real file and the real reader: no cell differs, and no blank is filled."""
    book = new_book()
    page = new_sheet(book, "Cells")
    page.append([make_cell(name) for name in VALUES])
    shown = [[cells.shown(kind, row.get(name)) for name, (kind, _) in VALUES.items()] for row in rows]
    for row in shown:
        page.append([make_cell(content) for content in row])
    close(book)
    file = tmp_path_factory.mktemp("cells") / "cells.xlsx"
    file.write_bytes(packed(book))
    (sheet,) = read_book(file).sheets
    found = {row.number: row for row in sheet.rows}
    for number, row in enumerate(shown, 2):
        for column, (expected, (kind, _)) in enumerate(zip(row, VALUES.values(), strict=True), 1):
            there = found[number].cells.get(column, "") if number in found else ""
            assert cells.same(kind, expected, cells.found(kind, there, EPOCH)), (kind.name, expected, there)
            if isinstance(expected, str) and isinstance(there, str):
                assert there == expected or not expected.strip(), "text is not only alike, it is the same"
            assert not (found[number].faults if number in found else {})


@given(TEXTS, TEXTS)
def test_another_text_is_another_text(one: str, other: str):
    """What is forgiven must not swallow a change: two texts that a person can tell apart are never the same."""
    before, now = cells.plain(NOTE, cells.shown(NOTE, one)), cells.plain(NOTE, cells.shown(NOTE, other))
    harmless = "\t" in one or re.search("_x[0-9A-Fa-f]{4}_", one) or before == now
    assert harmless or not cells.same(NOTE, cells.shown(NOTE, one), cells.shown(NOTE, other))


@given(st.dates(date(1990, 1, 1), date(2100, 12, 31)))
def test_a_day_that_lost_its_format_is_the_same_day(day: date):
    for epoch in (EPOCH, date(1904, 1, 1)):
        number = float((day - epoch).days)
        assert cells.same(DATE, day, cells.found(DATE, number, epoch))
        assert not cells.same(DATE, day + timedelta(1), cells.found(DATE, number, epoch))
