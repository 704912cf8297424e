"""Rows copied from a spreadsheet, as new records of a register: a plan in which every row has its place, then the work.

The first row may name the columns, by label or key; without names they are those that the list shows. What no field
takes is kept in the description, as imports of other people's lists do.
"""

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from io import StringIO

from sqlalchemy import select

from db.catalogue import DIMENSIONS, RecordType, activity_type
from db.errors import Problem
from db.folding import fold
from db.progress import Progress, silent
from db.records.bulk import SAFE, STEP
from db.records.columns import DATE, REF, TITLE, columns_of, day_field
from db.records.entry import read_entry
from db.records.family import link_finder
from db.records.verbs import create
from db.schema.tables import activity
from db.search.filters import NAMES
from db.store.log import batched_list
from db.store.may_change import Locks
from db.store.office import Office
from db.store.writing import Changes, Reading

IGNORED = ("changed", "office")
REST = "description"  # takes what no other field does


@dataclass(frozen=True, slots=True)
class PasteProblem:
    """Why a row cannot enter: `row` counts from 1 as pasted, `column` is what stands above it, "" for the row."""

    row: int
    column: str
    problem: Problem


@dataclass(frozen=True, slots=True)
class PastePlan:
    """What pasting would do. rows = `new` + rows with problems; `rest` are the columns that no field takes."""

    kind: str
    columns: tuple[str, ...]
    rest: tuple[str, ...]
    new: tuple[Mapping[str, object], ...]
    faulty: tuple[tuple[int, tuple[str, ...]], ...]  # the number and the cells of each row that cannot enter
    problems: tuple[PasteProblem, ...]

    @property
    def rows(self) -> int:
        """How many rows were pasted, without the names of columns and empty rows."""
        return len(self.new) + len(self.faulty)

    def faulty_text(self) -> str:
        """Return the rows that cannot enter, under their names, as a spreadsheet takes them."""
        out = StringIO()
        csv.writer(out, "excel-tab", lineterminator="\n").writerows([self.columns, *(row for _, row in self.faulty)])
        return out.getvalue()


def read_cells(text: str) -> list[list[str]]:
    """Return the cells of a table that was copied; empty rows stay, so that rows keep their numbers."""
    return [[cell.strip() for cell in row] for row in csv.reader(StringIO(text, newline=""), "excel-tab")]


def plan_paste(reading: Reading, type_key: str, text: str, shown: Sequence[str], today: date) -> PastePlan:
    """Return what pasting rows into a register would do; `shown` are the columns of its list.

    Raises KnownError `unknown-kind`.
    """
    kind, cells = activity_type(type_key), read_cells(text)
    names = names_of(kind, reading)
    named = bool(cells) and _is_header(cells[0], names)
    columns = columns_of(type_key, reading.mission)
    heads = cells[0] if named else [columns[key].label for key in shown if key in columns]
    keys = [names.get(fold(head), "") for head in heads] if named else [key for key in shown if key in columns]
    rows = [(n, row) for n, row in enumerate(cells, 1) if any(row) and not (named and n == 1)]
    known = _known(reading, [row[keys.index(REF)] for _, row in rows if REF in keys and keys.index(REF) < len(row)])
    new: list[Mapping[str, object]] = []
    faulty: list[tuple[int, tuple[str, ...]]] = []
    problems: list[PasteProblem] = []
    link, locks = link_finder(reading), Locks(reading)
    for number, row in rows:
        raw, sources = _raw(kind, reading.mission.languages[0], keys, heads, row, today)
        wrong = [(REF, Problem(REF, "pasted-known", {"ref": ref}))] if (ref := raw.pop(REF, "")) in known else []
        entry = read_entry(reading.mission, type_key, {**kind.defaults, **raw}, link=link)
        wrong += [(problem.field, problem) for problem in entry.problems if problem.severity == "refuse"]
        if closed := locks.entering(type_key, entry.values):
            wrong.append((closed.field, closed))
        if len(row) > len(keys) and any(row[len(keys) :]):
            wrong.append(("", Problem("", "pasted-wide", {"cells": len(row), "columns": len(keys)})))
        if wrong:
            faulty.append((number, tuple(row)))
            problems += [PasteProblem(number, _column(sources, key), problem) for key, problem in wrong]
        else:
            new.append(raw)
    rest = tuple(head for head, key in zip(heads, keys, strict=True) if not key and head)
    return PastePlan(type_key, tuple(heads), rest, tuple(new), tuple(faulty), tuple(problems))


def do_paste(office: Office, plan: PastePlan, progress: Progress = silent) -> Changes:
    """Write the rows of a plan that can enter, as one gesture; many get a backup first.

    Raises KnownError `bad-record`, `office-busy`, `disk-full`, `cannot-write`; what `progress` raises.
    """
    if len(plan.new) > SAFE:
        office.backup("paste")
    with office.write("paste") as write:
        for done, raw in enumerate(plan.new):
            if done % STEP == 0:
                progress(done, len(plan.new))
            create(write, plan.kind, raw)
        progress(len(plan.new), len(plan.new))
    return write.changes


def names_of(kind: RecordType, reading: Reading) -> dict[str, str]:
    """Return the column that each name of a header stands for, in its folded spelling."""
    found: dict[str, str] = {fold(short): key for short, key in NAMES.items() if key in kind.by_key}
    columns = columns_of(kind.key, reading.mission)
    for place in range(3):  # every key before any label
        for column in columns.values():
            names = (column.key, column.label, f"{column.dimension} {column.label}")
            found.setdefault(fold(names[place]), column.key)
    for field in kind.fields:
        found.setdefault(fold(field.label), field.key)
    return found


def _is_header(cells: Sequence[str], names: Mapping[str, str]) -> bool:
    said = [cell for cell in cells if cell]
    known = sum(fold(cell) in names for cell in said)
    return bool(said) and known * 2 > len(said)


def _raw(
    kind: RecordType, language: str, keys: Sequence[str], heads: Sequence[str], row: Sequence[str], today: date
) -> tuple[dict[str, object], dict[str, str]]:
    """Return the raw values of a row, and by field the column that each came from."""
    raw: dict[str, object] = {}
    sources: dict[str, str] = {}
    tallies: list[dict[str, object]] = []
    lines: list[str] = []
    for key, head, cell in zip(keys, heads, row, strict=False):
        if key in IGNORED:
            continue
        dimension, _, category = key.partition(".")
        if not cell:
            sources.setdefault(_field(kind, key, cell, language, today), head)  # what is missing is missing here
            continue
        if dimension in DIMENSIONS:
            tallies.append({"dimension": dimension, "category": category, "count": cell})
            sources[f"tallies.{key}"] = head
            continue
        field = _field(kind, key, cell, language, today)
        if field == REF or (field in kind.by_key and kind.by_key[field].editable and field not in raw):
            raw[field] = cell
            sources[field] = head
        else:
            lines.append(f"{head}: {cell}" if head else cell)
    if lines:
        raw[REST] = "\n".join([*([str(raw[REST])] if raw.get(REST) else []), *lines])
    return raw | ({"tallies": tallies} if tallies else {}), sources


def _field(kind: RecordType, key: str, cell: str, language: str, today: date) -> str:
    """Return the field that a column means: the list's one title and one day stand for one of several."""
    if key == TITLE:
        return f"title_{language}"
    if key == DATE:
        return day_field(cell, today)
    return key


def _column(sources: Mapping[str, str], field: str) -> str:
    if field in sources:
        return sources[field]
    return next((head for key, head in sources.items() if key.startswith(field) or field.startswith(key)), "")


def _known(reading: Reading, refs: Sequence[str]) -> set[str]:
    """Return those numbers, in any case, that some record has."""
    by_number = {ref.upper(): ref for ref in refs if ref}
    found: set[str] = set()
    for chunk in batched_list(list(by_number)):
        there = reading.connection.scalars(select(activity.c.ref).where(activity.c.ref.in_(chunk)))
        found |= {by_number[str(ref)] for ref in there}
    return found
