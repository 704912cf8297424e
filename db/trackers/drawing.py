"""Draws the workbook of a list's rows that could not enter."""

from collections.abc import Mapping, Sequence
from datetime import timedelta

from db.marks import N_
from db.parcels.problems import Translate
from db.trackers.listing import Head
from db.trackers.plan import RowProblem, worded
from db.workbooks.book import Cell, Row, letter
from db.workbooks.mending import PROBLEM_TAG
from db.workbooks.writing import (
    HEADER,
    WRAP,
    WRONG,
    MemorySheet,
    SheetCell,
    close,
    error_cell,
    make_cell,
    new_book,
    new_sheet,
    packed,
    paint,
)

_WIDTH, _SENTENCE = 22, 60  # characters
Wrong = Mapping[int, Sequence[RowProblem]]  # by the number of the row


def draw(heads: Sequence[Head], wrong: Mapping[str, Wrong], translate: Translate) -> bytes:
    """Return the workbook: of each sheet the rows that something is wrong with, under its own names."""
    book = new_book()
    try:
        for head in heads:
            if head.sheet.name in wrong:
                _write_sheet(new_sheet(book, head.sheet.name), head, wrong[head.sheet.name], translate)
    finally:
        close(book)
    return packed(book)


def _write_sheet(sheet: MemorySheet, head: Head, wrong: Wrong, translate: Translate) -> None:
    """Write the names, the tags that set our own column apart, and the rows with it before their own columns."""
    rows = [row for row in head.sheet.rows if row.number in wrong]
    columns = sorted({*head.names, *head.tags, *(number for row in rows for number in row.cells)})
    width = range(1, (columns[-1] if columns else 1) + 1)
    dimensions = sheet.column_dimensions  # pyright: ignore
    dimensions["A"].width = _SENTENCE
    for number in width:
        dimensions[letter(number + 1)].width = _WIDTH
    sheet.row_dimensions[2].hidden = True  # pyright: ignore
    sheet.freeze_panes = "B3"
    names = [translate(N_("What is wrong")), *(_name(head, number, rows) for number in width)]
    sheet.append([_head_cell(name) for name in names])
    sheet.append([make_cell(tag) for tag in (PROBLEM_TAG, *(head.tags.get(number) for number in width))])
    for row in rows:
        problems = wrong[row.number]
        said = make_cell("\n".join(_named(problem, translate) for problem in problems))
        assert said is not None
        bad = {problem.at for problem in problems}
        cells = [_cell(row, number, number in bad) for number in width]
        sheet.append([paint(said, fill=WRONG, alignment=WRAP), *cells])


def _name(head: Head, number: int, rows: Sequence[Row]) -> Cell:
    """Return a column's name; one without gets the letter that it is known by, because here it moves by one."""
    name = head.names.get(number)
    nameless = name in (None, "") and any(row.cells.get(number) not in (None, "") for row in rows)
    return f"Column {letter(number)}" if nameless else name


def _head_cell(name: Cell) -> SheetCell | None:
    made = make_cell(name)
    return None if made is None else paint(made, font=HEADER[0], fill=HEADER[1], alignment=WRAP)


def _named(problem: RowProblem, translate: Translate) -> str:
    text = worded(problem, translate)
    return f"{problem.column}: {text}" if problem.column else text


def _cell(row: Row, number: int, wrong: bool) -> SheetCell | None:
    """Return a cell as the person wrote it; where nothing plain stands in it, an error, so that it is not forgotten."""
    fault = row.faults.get(number)
    if fault is not None and fault.misleading:
        return paint(error_cell(), fill=WRONG)
    content = row.cells.get(number)
    if isinstance(content, timedelta):
        content = str(content)
    if isinstance(content, float) and content.is_integer():
        content = int(content)
    made = make_cell(" " if wrong and content in (None, "") else content)
    return paint(made, fill=WRONG) if wrong and made is not None else made
