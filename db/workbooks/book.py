"""A workbook that has been read: plain values, with the addresses that Excel shows."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from db.folding import fold

Cell = str | float | bool | date | datetime | time | None

_TOTALS = {"total", "totals", "grand total", "subtotal", "sub total", "sum", "ensemble", "total general"}
_SERIAL_YEARS = (1990, 2100)  # a plain number outside of these is no day


@dataclass(frozen=True, slots=True)
class Fault:
    """A cell that holds no plain value.

    What reads as blank and is not: an "error", a "formula" without result, or "merged" with the cell of another row.
    What is only remarkable: "computed" by a formula, or "covered" by a merged cell beside it.
    """

    what: str
    row: int

    @property
    def misleading(self) -> bool:
        """Whether the cell must not be taken as blank."""
        return self.what not in ("computed", "covered")


@dataclass(frozen=True, slots=True)
class Comment:
    """A remark that somebody pinned to a cell."""

    row: int
    column: int
    author: str
    text: str


@dataclass(frozen=True, slots=True)
class Row:
    """A filled row of a sheet: its number as Excel shows it and its cells by column, from 1."""

    number: int
    cells: Mapping[int, Cell]
    faults: Mapping[int, Fault]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet's filled rows in their order."""

    name: str
    visible: bool
    rows: tuple[Row, ...]
    comments: tuple[Comment, ...] = ()


@dataclass(frozen=True, slots=True)
class Book:
    """A workbook read whole; `epoch` is day zero where days were stored as plain numbers, `sha256` of the file.

    `program` saved it last, for the person `saved_by`, as far as the file tells. Where one sheet alone was read,
    `others` is the digest of all other parts of the file.
    """

    name: str
    sha256: str
    sheets: tuple[Sheet, ...]
    epoch: date
    program: str = ""
    saved_by: str = ""
    others: str = ""


def serial_day(number: float, epoch: date) -> date | None:
    """Return the day that a plain number stands for where it lost its format; None where it is hardly meant as one."""
    if not 0 < number < 100_000:
        return None
    day = epoch + timedelta(days=int(number))
    return day if _SERIAL_YEARS[0] <= day.year <= _SERIAL_YEARS[1] else None


def is_total(text: str) -> bool:
    """Whether a word names a line of totals below a table."""
    return fold(text) in _TOTALS


def letter(column: int) -> str:
    """Return the letters of a column as Excel shows them."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def read_sheet(found: Mapping[str, Any]) -> Sheet:
    """Return a sheet out of what the child process answered."""
    faults: dict[int, dict[int, Fault]] = {}
    for row, column, what, other in found["faults"]:
        faults.setdefault(row, {})[column] = Fault(what, other)
    rows = [
        Row(number, {left + i: _cell(c) for i, c in enumerate(cells, 1) if c != ""}, faults.get(number, {}))
        for number, left, cells in found["rows"]
    ]
    comments = tuple(Comment(*comment) for comment in found["comments"])
    return Sheet(found["name"], found["visible"], tuple(rows), comments)


def _cell(found: str | float | bool | list[str]) -> Cell:
    if not isinstance(found, list):
        return found
    kind, text = found
    if kind == "datetime":
        return datetime.fromisoformat(text)
    if kind == "date":
        return date.fromisoformat(text)
    return time.fromisoformat(text) if kind == "time" else text
