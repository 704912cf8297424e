"""Draws the workbook of a parcel's rows that could not enter."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from openpyxl import Workbook

from db.catalogue import Mission
from db.catalogue.kinds import CODE, CODES, COUNT, DATE, MONEY, Kind
from db.marks import N_
from db.parcels.edits import Examined
from db.parcels.finding import Page
from db.parcels.judging import HIDDEN, NOT_A_VALUE
from db.parcels.layout import README_SHEET, SYNC_SHEET, UID_TAG, Column, Sheet, sheets_of
from db.parcels.pages import new_page, write_lists, write_words
from db.parcels.problems import CellProblem, Translate, worded
from db.parcels.reader import Parcel
from db.parcels.rows import Record, cell_of
from db.parcels.writer import new_envelope, write_envelope
from db.workbooks import Row
from db.workbooks.mending import ALLOWED_TAG, PROBLEM_TAG
from db.workbooks.writing import (
    WRAP,
    WRONG,
    SheetCell,
    close,
    error_cell,
    make_cell,
    new_book,
    new_sheet,
    packed,
    paint,
)

_LONG_LIST = 12
_EXAMPLES: dict[Kind, str] = {
    DATE: N_("A day such as 2026-03-12"),
    COUNT: N_("A whole number; 0 for none, empty for not recorded"),
    MONEY: N_("An amount such as 25000.00"),
}


@dataclass(frozen=True, slots=True)
class _Mending:
    """What the sheets of the workbook are drawn from; `wrong` are the problems by sheet and row."""

    wrong: Mapping[tuple[str, int], Sequence[CellProblem]]
    records: Mapping[str, Record]
    mission: Mission
    translate: Translate


def draw(
    parcel: Parcel, examined: Examined, records: Mapping[str, Record], mission: Mission, translate: Translate
) -> bytes:
    """Return the workbook: every sheet of the parcel, each with only the rows that something is wrong with."""
    assert parcel.book is not None, "nothing is wrong with a workbook that nobody changed"
    wrong: dict[tuple[str, int], list[CellProblem]] = {}
    for problem in examined.edits.problems:
        wrong.setdefault((problem.sheet, problem.row), []).append(problem)
    mending = _Mending(wrong, records, mission, translate)
    pages = {page.layout.title: page for page in examined.pages}
    rows = {title: [r for r in page.rows if (page.title, r.number) in wrong] for title, page in pages.items()}
    of_rows = {(pages[title].title, row.number) for title, found in rows.items() for row in found}
    whole = [problem for place, told in wrong.items() if place not in of_rows for problem in told]
    book = new_book()
    try:
        _write_readme(book, parcel, mending, whole)
        for layout in sheets_of(mission):
            # An empty sheet too: one that is gone would be a problem when the workbook is received.
            if layout.title in parcel.manifest.sheets or rows.get(layout.title):
                _write_sheet(book, layout, pages.get(layout.title), rows.get(layout.title, []), mending)
        write_lists(book, mission)
        hidden = next(sheet for sheet in parcel.book.sheets if sheet.name == SYNC_SHEET)
        write_envelope(new_envelope(book), [[row.cells.get(n) for n in range(1, 5)] for row in hidden.rows])
    finally:
        close(book)
    return packed(book)


def _write_sheet(book: Workbook, layout: Sheet, page: Page | None, rows: Sequence[Row], mending: _Mending) -> None:
    translate = mending.translate
    first, *rest = layout.columns
    told = Column(PROBLEM_TAG, translate(N_("What is wrong")), width=60)
    allowed = Column(ALLOWED_TAG, translate(N_("What would be accepted")), width=40)
    sheet = new_page(book, layout.title, (first, told, allowed, *rest), len(rows), mending.mission)
    for row in rows:
        assert page is not None
        problems = mending.wrong[page.title, row.number]
        record = mending.records.get(str(page.cell(row, UID_TAG)).strip())
        record = record if record is not None and record.type == layout.kind.key else None
        bad = {problem.tag for problem in problems}
        cells = [_cell(page, row, column, record, column.tag in bad, mending.mission) for column in layout.columns]
        said = "\n".join(_named(problem, translate) for problem in problems)
        what = "\n".join(filter(None, (_allowed(layout, tag, record, mending) for tag in sorted(bad))))
        sheet.append([cells[0], _words(said, wrong=True), _words(what), *cells[1:]])


def _named(problem: CellProblem, translate: Translate) -> str:
    """Return a sentence with the name of its column before it."""
    return f"{translate(problem.column)}: {worded(problem, translate)}" if problem.tag else worded(problem, translate)


def _words(text: str, *, wrong: bool = False) -> SheetCell | None:
    cell = make_cell(text)
    return None if cell is None else paint(cell, alignment=WRAP, fill=WRONG if wrong else None)


def _cell(
    page: Page, row: Row, column: Column, record: Record | None, wrong: bool, mission: Mission
) -> SheetCell | None:
    """Return a cell as the person wrote it; one that says nothing here says what was written into it first."""
    odd = page.fault(row, column.tag)
    if column.tag not in page.places or odd in HIDDEN:
        return make_cell(cell_of(column, record, mission)) if record is not None else None
    if odd in NOT_A_VALUE:
        return paint(error_cell(), fill=WRONG)
    content = page.cell(row, column.tag) if column.field is None or column.name else page.value(row, column)
    if isinstance(content, float) and content.is_integer():
        content = int(content)
    made = make_cell(content)
    if wrong and made is None:
        made = make_cell(" ")  # so that there is something to colour
    return paint(made, fill=WRONG) if wrong and made is not None else made


def _allowed(layout: Sheet, tag: str, record: Record | None, mending: _Mending) -> str:
    """Return what a column accepts, in a few words; "" where its sentence says it."""
    column = next((column for column in layout.columns if column.tag == tag), None)
    if column is None or column.field is None:
        return ""
    field = column.field
    if record is not None and (not field.editable or field.key in layout.kind.fixed):
        content = cell_of(column, record, mending.mission)
        return content.isoformat() if isinstance(content, date) else str("" if content is None else content)
    if field.kind in (CODE, CODES) and field.choices:
        entries = mending.mission.lists[field.choices].entries
        if len(entries) > _LONG_LIST:
            return mending.translate(N_("A code of the list '{list}' on the sheet Lists")).format(list=field.choices)
        return ", ".join(f"{code.code} ({code.label()})" for code in entries)
    return mending.translate(_EXAMPLES[field.kind]) if field.kind in _EXAMPLES else ""


def _write_readme(book: Workbook, parcel: Parcel, mending: _Mending, whole: Sequence[CellProblem]) -> None:
    translate, mission = mending.translate, mending.mission
    manifest = parcel.manifest
    sender = manifest.sender
    facts = [
        (translate(N_("From")), f"{mission.office_name(sender.office)} ({sender.office}), {sender.laptop}"),
        (translate(N_("Serial number")), str(manifest.serial)),
        (translate(N_("File")), parcel.path.name),
    ]
    how = [
        translate(N_("Each row says in its first column what is wrong; the cells to mend are coloured.")),
        translate(N_("Mend them, save the workbook and receive it like the parcel. Only these rows enter.")),
        translate(N_("What could be taken has been taken already; taking it again does no harm.")),
    ]
    parts = [(translate(N_("How to mend")), how)]
    if whole:
        sentences = [f"{one.sheet}{': ' if one.column else ''}{one.column}: {worded(one, translate)}" for one in whole]
        parts.append((translate(N_("Not of one row")), sentences))
    title = translate(N_("Rows to mend · {mission}")).format(mission=mission.short)
    write_words(new_sheet(book, README_SHEET), title, facts, *parts)
