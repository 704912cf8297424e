"""A list of recommendations for one set: which numbers are missing, which come twice, whose theme the set has not."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import select

from db.catalogue import CodeList, Refused, Value
from db.catalogue.kinds import COUNT
from db.catalogue.recommendations import RECOMMENDATION
from db.errors import KnownError
from db.folding import fold
from db.promises.lines import missing_numbers
from db.records.family import find_linked
from db.schema.recommendations import recommendation, recommendation_set
from db.store.writing import Reading
from db.trackers.header import Fit, Header
from db.trackers.mapping import Rule
from db.trackers.plan import Outcome, Plan, PlannedRow, RowProblem, row_problem
from db.trackers.rows import RowReader, data_rows
from db.workbooks.book import Book


@dataclass(frozen=True, slots=True)
class IntoSet:
    """The set that a list goes into. `said` are the numbers that stand in the list, also in rows with problems.

    With `change` a row may change the recommendation that has its number already; without it is a problem.
    """

    fitting: Fit
    uid: str
    expected: int | None
    themes: CodeList | None
    said: frozenset[int]
    change: bool


def into_set(reading: Reading, book: Book, fitting: Fit, named: str, change: bool) -> IntoSet:
    """Return the set that a list goes into: the one `named`, else the one that the mapping names.

    Raises KnownError `set-needed`, `no-record`, `ambiguous-record`.
    """
    called = named or fitting.mapping.constants.get("set", "")
    table = recommendation_set
    if not called:
        raise KnownError("set-needed", file=book.name)
    key = find_linked(reading, RECOMMENDATION.by_key["set"], called)
    row = reading.connection.execute(select(table).where(table.c.uid == key.uid)).mappings().one_or_none()
    if row is None:
        raise KnownError("set-needed", file=book.name)
    themes = reading.mission.lists.get(row["themes"] or "")
    mapping = fitting.mapping
    rules = tuple(_by_its_themes(rule, themes) if rule.key == "theme" and themes else rule for rule in mapping.rules)
    mapping = replace(mapping, rules=rules, constants={**mapping.constants, "set": key.uid})
    fitting = replace(fitting, mapping=mapping)
    return IntoSet(fitting, key.uid, row["expected"], themes, _said(book, fitting), change)


def _by_its_themes(rule: Rule, themes: CodeList) -> Rule:
    """Return the rule that reads a theme as this set has it: several lists have one that is called "Participation"."""
    spellings = {fold(word): code.code for code in themes.entries for word in (*code.labels.values(), *code.aliases)}
    return replace(rule, translate={**spellings, **(rule.translate or {})})


def settle_set(into: IntoSet, reading: Reading, outcomes: Sequence[Outcome]) -> Plan:
    """Compare the rows with one another and with what the set has already, and give each its one state."""
    there = _there(reading, into.uid)
    new: dict[str, PlannedRow] = {}
    changed: dict[str, PlannedRow] = {}
    problems: list[list[RowProblem]] = [outcome for outcome in outcomes if isinstance(outcome, list)]
    duplicate = 0
    for row in outcomes:
        if isinstance(row, list):
            continue
        first = new.get(row.uid) or changed.get(row.uid)
        wrong = _wrong(into, row, first, there.get(row.uid))
        if wrong is not None:
            problems.append([wrong])
        elif first is not None or (row.uid in there and not _changes(row, there[row.uid])):
            duplicate += 1
        elif row.uid in there:  # what the row does not say stays as it is
            changed[row.uid] = replace(row, entry=replace(row.entry, values=_said_of(row.entry.values)))
        else:
            new[row.uid] = row
    numbers = {number for values in there.values() if isinstance(number := values["number"], int)}
    told = tuple(sorted((one for row in problems for one in row), key=lambda problem: (problem.sheet, problem.row)))
    missing = missing_numbers(numbers | into.said, into.expected)
    return Plan(
        len(outcomes),
        tuple(new.values()),
        duplicate,
        len(problems),
        told,
        missing,
        into.expected,
        tuple(changed.values()),
    )


def _changes(row: PlannedRow, there: Mapping[str, Value]) -> bool:
    """Whether a row says anything else than the recommendation that has its number."""
    return any(there.get(key) != value for key, value in _said_of(row.entry.values).items())


def _wrong(
    into: IntoSet, row: PlannedRow, first: PlannedRow | None, there: Mapping[str, Value] | None
) -> RowProblem | None:
    """Return what keeps a readable row out of the set."""
    values, themes = row.entry.values, into.themes
    theme, number = values.get("theme"), {"number": str(values["number"])}
    if themes is not None and isinstance(theme, str) and themes.get(theme) is None:
        known = "; ".join(code.label() for code in themes.entries)
        return _problem(into, row, "theme", "theme-of-another-set", {"text": theme, "known": known})
    if first is not None and _said_of(first.entry.values) != _said_of(values):
        return _problem(into, row, "number", "number-twice", {**number, "row": str(first.row)})
    if there is not None and not into.change and _changes(row, there):
        return _problem(into, row, "number", "number-taken", number)
    return None


def _said_of(values: Mapping[str, Value]) -> dict[str, Value]:
    """Return what a row says, without what the program adds: a row that names no status says nothing of it."""
    default = RECOMMENDATION.defaults
    return {key: value for key, value in values.items() if value is not None and value != default.get(key)}


def _problem(into: IntoSet, row: PlannedRow, key: str, code: str, values: Mapping[str, object]) -> RowProblem:
    header = next(header for sheet, header in into.fitting.sheets if sheet.name == row.sheet)
    at = _column(into.fitting, header, key)
    return row_problem(row.sheet, row.row, header.names.get(at, ""), code, values, at=at)


def _column(fitting: Fit, header: Header, key: str) -> int:
    columns = (column for rule in fitting.mapping.rules if rule.key == key for column in rule.columns)
    return next((header.places[column] for column in columns if column in header.places), 0)


def _said(book: Book, fitting: Fit) -> frozenset[int]:
    """Return the numbers that stand in the list."""
    found: set[int] = set()
    for sheet, header in fitting.sheets:
        at = _column(fitting, header, "number")
        for row in data_rows(RowReader(fitting.mapping, header, book.epoch), sheet.rows):
            try:
                number = COUNT.parse(row.cells.get(at), None)
            except Refused:
                continue
            found |= {number} if isinstance(number, int) else set()
    return frozenset(found)


def _there(reading: Reading, uid: str) -> dict[str, Mapping[str, Value]]:
    """Return what the set has, by id."""
    table = recommendation
    chosen = select(table).where(table.c.set == uid, table.c.deleted.is_(False))
    rows = reading.connection.execute(chosen).mappings()
    return {row["uid"]: {key: row[key] for key in RECOMMENDATION.by_key} for row in rows}
