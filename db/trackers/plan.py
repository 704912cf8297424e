"""The plan of an import: every row ends as new, duplicate or problem, before anything is written.

A row is a duplicate where everything we would keep of it equals an earlier row of the file or a live record of an
earlier import. As every column of a sheet is kept, in a field or as a line of the description, only rows that differ in
nothing but columns the mapping ignores (running numbers) are called duplicates.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from uuid import UUID, uuid5

from sqlalchemy import select

from db.catalogue import Mission, RecordType
from db.errors import PROBLEMS
from db.parcels.problems import SENTENCES, Translate
from db.progress import Progress
from db.records.entry import Entry, Link, read_entry
from db.revisions import canonical
from db.schema.tables import activity
from db.store.log import batched_list
from db.store.may_change import Locks
from db.store.writing import Reading
from db.trackers.cells import REASONS
from db.trackers.header import Fit
from db.trackers.mapping import IMPORTED
from db.trackers.rows import RowReader, data_rows
from db.workbooks.book import Book, Row, Sheet

# Never change it: the ids of imported records are made from it, so that two offices that import the same tracker mean
# the same records.
NAMESPACE = UUID("7b0c2a52-52d5-4e0f-9a7e-3d7f3f0c9b61")
STEP = 100  # rows between two reports of progress


@dataclass(frozen=True, slots=True)
class RowProblem:
    """One thing that keeps a row out: where it stands, and in `message` what would be accepted.

    `row` counts from 1 as Excel shows it; `column` is the header's text, "" where no column is to blame, and `at` its
    number (0 then). `values` fill the sentence of `code`.
    """

    sheet: str
    row: int
    column: str
    code: str
    message: str
    at: int = 0
    values: Mapping[str, str] = field(default_factory=dict[str, str])


def row_problem(
    sheet: str, row: int, column: str, code: str, values: Mapping[str, object], *, at: int = 0
) -> RowProblem:
    """Return a problem with its English sentence."""
    filled = {name: str(value) for name, value in values.items()}
    return RowProblem(sheet, row, column, code, _template(code).format(**filled), at, filled)


def worded(problem: RowProblem, translate: Translate) -> str:
    """Return what is wrong in the reader's language."""
    return translate(_template(problem.code)).format(**problem.values)


def _template(code: str) -> str:
    return REASONS.get(code) or PROBLEMS.get(code) or SENTENCES[code]


@dataclass(frozen=True, slots=True)
class PlannedRow:
    """A row that can be entered, as the record that it would be."""

    kind: RecordType
    uid: str
    entry: Entry
    sheet: str = ""
    row: int = 0


@dataclass(frozen=True, slots=True)
class Plan:
    """What an import would do.

    `changed` are rows that change what is there already, as the person who imports agreed. `missing` are the numbers
    that are neither in the list nor in the set that it goes into, of so many `expected`.
    """

    read: int
    new: tuple[PlannedRow, ...]
    duplicate: int
    problem: int
    problems: tuple[RowProblem, ...]
    missing: tuple[int, ...] = ()
    expected: int | None = None
    changed: tuple[PlannedRow, ...] = ()


def read_rows(
    mission: Mission, book: Book, fitting: Fit, progress: Progress, link: Link | None = None
) -> list["Outcome"]:
    """Read all rows of the fitting sheets: each is a record that could be entered, or what is wrong with it.

    `link` finds the records that rows name, such as a programme cycle.
    """
    rows: list[tuple[RowReader, Sheet, Row]] = []
    for sheet, header in fitting.sheets:
        reader = RowReader(fitting.mapping, header, book.epoch)
        rows += [(reader, sheet, row) for row in data_rows(reader, sheet.rows)]
    outcomes: list[Outcome] = []
    for done, (reader, sheet, row) in enumerate(rows):
        if done % STEP == 0:
            progress(done, len(rows) * 2)
        outcomes.append(_read_row(mission, reader, sheet, row, link))
    return outcomes


FLAGGED = ("end-before-start",)


def _read_row(mission: Mission, reader: RowReader, sheet: Sheet, row: Row, link: Link | None) -> "Outcome":
    found = reader.read(row)
    problems = [
        row_problem(sheet.name, row.number, reader.name(column), code, values, at=column)
        for column, code, values in found.bad
    ]
    raw = found.raw()
    kind = IMPORTED[found.kind]
    entry = read_entry(mission, kind.key, {**kind.defaults, **raw}, link=link)
    if not any(code in ("totals-row", "header-again") for _, code, _ in found.bad):
        addressed = {problem.column for problem in problems}
        for problem in entry.problems:
            column = reader.column_of(problem, found)
            name = reader.name(column) if column else ""
            # One problem per cell is enough: a title that is missing because it is too long has been named already.
            if problem.severity == "refuse" and (name not in addressed or not name):
                addressed.add(name)
                problems.append(row_problem(sheet.name, row.number, name, problem.code, problem.values, at=column))
    # What only contradicts itself enters and stays flagged on its record: somebody else wrote it, and a person decides.
    if any(problem.code not in FLAGGED for problem in problems):
        return problems
    said = {key: entry.values[key] for key in raw if key != "tallies"}
    return PlannedRow(kind, kind.uid_of(entry.values) or identity(kind, said, entry), entry, sheet.name, row.number)


def identity(kind: RecordType, values: Mapping[str, object], entry: Entry) -> str:
    """Return the id of an imported record, derived from what its row says and not from what the program adds."""
    said = {key: value for key, value in values.items() if value is not None}
    counts = [[t.dimension, t.category, t.count] for t in sorted(entry.tallies) if t.count is not None]
    return str(uuid5(NAMESPACE, f"{kind.key}\n{canonical({'values': said, 'tallies': counts})}"))


Outcome = PlannedRow | list[RowProblem]


def settle(reading: Reading, outcomes: Sequence[Outcome]) -> Plan:
    """Compare the rows with one another and with the live records, and give each its one state."""
    # Two laptops of one office mean the same record by the same row; two offices have each their own to answer for.
    office = reading.identity.office
    planned = [
        replace(outcome, uid=str(uuid5(UUID(outcome.uid), office)))
        for outcome in outcomes
        if isinstance(outcome, PlannedRow)
    ]
    problems = [outcome for outcome in outcomes if not isinstance(outcome, PlannedRow)]
    by_uid: dict[str, PlannedRow] = {}
    for row in planned:
        by_uid.setdefault(row.uid, row)
    here, locks = set(_live(reading, list(by_uid))), Locks(reading)
    entering = [row for uid, row in by_uid.items() if uid not in here]
    closed = [(row, one) for row in entering if (one := locks.entering(row.kind.key, row.entry.values))]
    kept_out = {row.uid for row, _ in closed}
    new = tuple(row for row in entering if row.uid not in kept_out)
    problems += [[row_problem(row.sheet, row.row, one.field, one.code, one.values)] for row, one in closed]
    found = tuple(problem for row in problems for problem in row)
    return Plan(len(outcomes), new, len(planned) - len(entering), len(problems), found)


def _live(reading: Reading, uids: list[str]) -> Iterator[str]:
    for chunk in batched_list(uids):
        wanted = select(activity.c.uid).where(activity.c.uid.in_(chunk), activity.c.deleted.is_(False))
        yield from reading.connection.scalars(wanted)
