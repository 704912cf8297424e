"""Workbooks for tests, written as Markdown tables."""

import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

CellValue = str | int | float | date | None


def workbook(path: Path, *tables: str, **named: str) -> Path:
    """Save Markdown tables as the sheets of a workbook; sheets are named "Sheet1" … or by keyword.

    A cell that looks like a number or an ISO date is one, unless it begins with an apostrophe; `\\n` is a line break.
    The table's own line of dashes is left out, so the first line is the first row.
    """
    sheets: Mapping[str, str] = {**{f"Sheet{n}": table for n, table in enumerate(tables, 1)}, **named}
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, table in sheets.items():
        fill(book.create_sheet(name), rows(table))
    book.save(path)
    return path


def fill(sheet: Worksheet, lines: list[list[CellValue]]) -> None:
    """Write rows of values into a sheet."""
    for line in lines:
        sheet.append(line)


def rows(table: str) -> list[list[CellValue]]:
    """Return the cells of a Markdown table."""
    lines = [line.strip() for line in table.strip().splitlines()]
    return [
        [_value(cell) for cell in line.strip("|").split("|")]
        for line in lines
        if not re.match(r"\|[-| ]*---[-| ]*\|$", line)
    ]


def _value(text: str) -> CellValue:
    text = text.strip().replace("\\n", "\n")
    if re.fullmatch(r"\d{4}-\d\d-\d\d", text):
        return date.fromisoformat(text)
    if re.fullmatch(r"-?\d+", text):
        return int(text)
    if re.fullmatch(r"-?\d+\.\d+", text):
        return float(text)
    return text.removeprefix("'") or None
