"""Writes a workbook that is no parcel: a first sheet that says what it is, then sheets of plain cells."""

from collections.abc import Sequence

from openpyxl import Workbook

from db.catalogue import Mission
from db.parcels.layout import README_SHEET
from db.parcels.pages import new_page, write_words
from db.parcels.profiles import Table
from db.progress import Progress
from db.workbooks.writing import close, make_cell, new_book, new_sheet, packed


def write_plain(
    title: str,
    facts: Sequence[tuple[str, str]],
    parts: Sequence[tuple[str, list[str]]],
    tables: Sequence[Table],
    mission: Mission,
    progress: Progress,
) -> bytes:
    """Return a workbook. `facts` and `parts` are for its first sheet; `progress` may raise `Cancelled`."""
    book = new_book()
    try:
        write_words(new_sheet(book, README_SHEET), title, facts, *parts)
        _write_tables(book, tables, mission, progress)
    finally:
        close(book)  # also when it was cancelled: an open sheet complains when it is thrown away
    return packed(book)


def _write_tables(book: Workbook, tables: Sequence[Table], mission: Mission, progress: Progress) -> None:
    done, total = 0, sum(len(table.rows) for table in tables)
    for table in tables:
        page = new_page(book, table.title, table.columns, len(table.rows), mission)
        for row in table.rows:
            page.append([make_cell(content) for content in row])
            done += 1
            if done % 200 == 0:
                progress(done, total)
    progress(total, total)
