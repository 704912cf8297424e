"""One cell of a stranger's workbook as the words or the value that a person sees in it."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from typing import Literal

from db.marks import N_
from db.workbooks.book import Cell, serial_day

DateOrder = Literal["ask", "day-first", "month-first"]

REASONS: dict[str, str] = {
    "cell-error": N_(
        "The cell shows an error such as #REF! or #N/A. Write the value itself, or leave it empty if not recorded."
    ),
    "cell-formula": N_(
        "The cell holds a formula whose result was never stored. Open the file in Excel or LibreOffice, save it and "
        "import it again."
    ),
    "cell-merged": N_(
        "The cell is merged with row {row}, so it is not clear whether its value is meant for this row too. Unmerge "
        "it and write the value in each row that it is meant for."
    ),
    "date-time-only": N_(
        "'{text}' is a time without a day (Excel turns a zero into this). Write a date such as 2026-03-12, or leave "
        "it empty if not recorded."
    ),
    "date-ambiguous": N_(
        "'{text}' can be read in two ways: {one} or {other}. Write it as {one} or as {other}, or say dates = "
        '"day-first" or "month-first" in the mapping.'
    ),
    "totals-row": N_(
        "This looks like a line of totals below a table, so it was not entered as a record. If it is a record, give "
        "it a title that says what it was."
    ),
    "header-again": N_("This row repeats the names of the columns, so it was not entered. Nothing needs to be done."),
}

_TWO_WAYS = re.compile(r"(\d{1,2})([./ -])(\d{1,2})\2(\d{4})\.?$")


class BadCell(ValueError):
    """A cell that cannot be taken: `code` is a key of `REASONS`."""

    def __init__(self, code: str, **values: object) -> None:
        self.code = code
        self.values = values
        super().__init__(REASONS[code].format(**values))


@dataclass(frozen=True, slots=True)
class Blanks:
    """The spellings that mean "nothing here" in a tracker, besides an empty cell."""

    words: frozenset[str]

    def is_blank(self, cell: Cell) -> bool:
        """Whether a cell says nothing."""
        return cell is None or (isinstance(cell, str) and (not cell.strip() or cell.strip().casefold() in self.words))


def shown(cell: Cell) -> str:
    """Return a cell as text, as the sheet shows it."""
    if isinstance(cell, str):
        # Two programs may store one accented letter in two ways; the record must be the same one.
        return unicodedata.normalize("NFC", cell).replace("\r\n", "\n").replace("\r", "\n").strip()
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float):
        return number(cell)
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat(" ", "minutes")
    if isinstance(cell, date):
        return cell.isoformat()
    return "" if cell is None else str(cell)


def number(cell: float) -> str:
    """Return a number with the fifteen digits a spreadsheet shows, never with an exponent: 0.1 + 0.2 is 0.3."""
    if cell in (float("inf"), float("-inf")) or cell != cell:
        return str(cell)
    return format(Decimal(f"{cell + 0.0:.15g}").normalize(), "f")


def day(cell: Cell, order: DateOrder, epoch: date) -> object:
    """Return what a date field should read: a day, or the cell's text.

    Text such as 3/4/2026 is never guessed: the mapping says its order, otherwise it is refused. A plain number is a
    day where it falls between 1990 and 2100.

    Raises BadCell.
    """
    if isinstance(cell, datetime | date):
        return cell
    if isinstance(cell, time):
        raise BadCell("date-time-only", text=cell)
    if isinstance(cell, float) and cell.is_integer() and (found := serial_day(cell, epoch)) is not None:
        return found
    text = shown(cell)
    match = _TWO_WAYS.match(text)
    if match is None or order == "day-first":
        return text
    first, second, year = int(match[1]), int(match[3]), match[4]
    day_first, month_first = f"{year}-{second:02d}-{first:02d}", f"{year}-{first:02d}-{second:02d}"
    if order == "month-first":
        return month_first
    if first <= 12 and second <= 12 and first != second:
        raise BadCell("date-ambiguous", text=text, one=day_first, other=month_first)
    return month_first if second > 12 else day_first


def time_of_day(cell: Cell) -> str:
    """Return the hour that a date cell also holds, which a date field would drop; "" where it holds none."""
    return shown(cell) if isinstance(cell, datetime) and cell.time() != time() else ""
