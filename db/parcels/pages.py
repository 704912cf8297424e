"""Draws the sheets of a parcel's workbook: headers, lists to choose from, what is frozen and what is hidden."""

from collections.abc import Sequence

from openpyxl import Workbook
from openpyxl.styles import Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from db.catalogue import Mission
from db.marks import N_
from db.parcels.layout import CHANGES, HEADER_ROWS, LISTS_SHEET, Column, sheets_of
from db.workbooks.writing import HEADER, WRAP, MemorySheet, SheetCell, make_cell, new_sheet, paint

_TITLE = Font(bold=True, size=14)
_PALE = PatternFill("solid", fgColor="E7EEF5")
_TAG = Font(italic=True, size=8, color="5B6B7B")


def new_page(book: Workbook, title: str, columns: Sequence[Column], rows: int, mission: Mission) -> MemorySheet:
    """Add a sheet with its two header rows, frozen, filtered, with its lists to choose from."""
    page = new_sheet(book, title)
    first = next((place for place, column in enumerate(columns, 1) if column.field is not None), 1)
    page.freeze_panes = f"{get_column_letter(max(3, first) + 1)}{HEADER_ROWS + 1}"
    last_row = rows + HEADER_ROWS
    lists = _list_names(mission)
    page.auto_filter.ref = f"A{HEADER_ROWS}:{get_column_letter(len(columns))}{max(last_row, HEADER_ROWS)}"  # pyright: ignore
    for number, column in enumerate(columns, 1):
        dimension = page.column_dimensions[get_column_letter(number)]  # pyright: ignore
        dimension.width = column.width
        dimension.hidden = column.hidden
        if column.choices and not column.name:
            length = len(_list_codes(column.choices, mission))
            _validate(page, number, 2 * lists.index(column.choices) + 1, length)
    page.append([head_cell(column.heading) for column in columns])
    page.append([head_cell(column.tag, tag=True) for column in columns])
    return page


def head_cell(text: str, *, tag: bool = False) -> SheetCell:
    """Return a cell of a header; a `tag` is small and pale."""
    head = make_cell(text)
    assert head is not None
    font, fill = (_TAG, _PALE) if tag else HEADER
    return paint(head, font=font, fill=fill, alignment=WRAP)


def write_lists(book: Workbook, mission: Mission) -> None:
    """Write every list as two columns: code and name."""
    page = new_sheet(book, LISTS_SHEET)
    columns: list[list[str]] = []
    for name in _list_names(mission):
        codes = _list_codes(name, mission)
        labels = codes if name == "change" else [mission.lists[name].label(code) for code in codes]
        columns += [[name, *codes], [N_("{list} (name)").format(list=name), *labels]]
    for row in range(max(len(column) for column in columns)):
        page.append([make_cell(column[row]) if row < len(column) else None for column in columns])


def write_words(page: MemorySheet, title: str, facts: Sequence[tuple[str, str]], *parts: tuple[str, list[str]]) -> None:
    """Fill a sheet that people read: a title, facts with their names, then parts of several lines each."""
    page.column_dimensions["A"].width = 26  # pyright: ignore
    page.column_dimensions["B"].width = 96  # pyright: ignore
    head = make_cell(title)
    assert head is not None
    page.append([paint(head, font=_TITLE)])
    page.append([])
    for label, text in facts:
        page.append([make_cell(label), _wrapped(text)])
    for label, lines in parts:
        page.append([])
        page.append([make_cell(label)])
        for line in lines:
            page.append([None, _wrapped(line)])


def _wrapped(text: str) -> SheetCell | None:
    cell = make_cell(text)
    return paint(cell, alignment=WRAP) if cell is not None else None


def _list_codes(name: str, mission: Mission) -> Sequence[str]:
    return CHANGES if name == "change" else [code.code for code in mission.lists[name].entries]


def _list_names(mission: Mission) -> list[str]:
    """Return the lists that columns choose from, in the order of their columns on the sheet of lists."""
    used = {column.choices: None for sheet in sheets_of(mission) for column in sheet.columns if column.choices}
    return list(used)


def _validate(page: MemorySheet, number: int, place: int, length: int) -> None:
    """Let a column be filled from the list in a column of the sheet of lists; rows below are covered too."""
    column = get_column_letter(place)
    rule = DataValidation(type="list", formula1=f"{LISTS_SHEET}!${column}$2:${column}${length + 1}", allow_blank=True)
    letter = get_column_letter(number)
    rule.add(f"{letter}{HEADER_ROWS + 1}:{letter}100000")  # pyright: ignore[reportUnknownMemberType]
    page.data_validations.append(rule)  # pyright: ignore
