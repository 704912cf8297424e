"""A workbook that has been read: plain values, with the addresses that Excel shows."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

Cell = str | float | bool | date | datetime | time | None


@dataclass(frozen=True, slots=True)
class Fault:
    """A cell that reads as blank and is not: an "error", a "formula" without result, or "merged" with another row."""

    what: str
    row: int


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


@dataclass(frozen=True, slots=True)
class Book:
    """A workbook read whole; `epoch` is day zero where days were stored as plain numbers, `sha256` of the file."""

    name: str
    sha256: str
    sheets: tuple[Sheet, ...]
    epoch: date


def read_sheet(found: Mapping[str, Any]) -> Sheet:
    """Return a sheet out of what the child process answered."""
    faults: dict[int, dict[int, Fault]] = {}
    for row, column, what, other in found["faults"]:
        faults.setdefault(row, {})[column] = Fault(what, other)
    rows = [
        Row(number, {left + i: _cell(c) for i, c in enumerate(cells, 1) if c != ""}, faults.get(number, {}))
        for number, left, cells in found["rows"]
    ]
    return Sheet(found["name"], found["visible"], tuple(rows))


def _cell(found: str | float | bool | list[str]) -> Cell:
    if not isinstance(found, list):
        return found
    kind, text = found
    if kind == "datetime":
        return datetime.fromisoformat(text)
    if kind == "date":
        return date.fromisoformat(text)
    return time.fromisoformat(text) if kind == "time" else text
