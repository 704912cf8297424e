"""Workbooks of our own that lost their hidden sheet: their rows come in as a list, found by their tags.

The ids of the rows are kept, so that the parcel itself, should it still come, brings the same records and not their
doubles; so are numbers and offices. What is here already is never changed by a list.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from db.catalogue import Field, RecordType, Refused, Value
from db.catalogue.kinds import LINK
from db.errors import KnownError
from db.folding import fold
from db.parcels.finding import Page
from db.parcels.judging import HIDDEN, doubtful
from db.parcels.layout import CHANGE_TAG, DELETE, SYNC_SHEET, UID_TAG, Column, Sheet, find_tags
from db.parcels.problems import CellProblem
from db.records.entry import Link, read_entry
from db.store.writing import Reading
from db.trackers.plan import Outcome, Plan, PlannedRow, RowProblem, identity, row_problem
from db.workbooks import Book, Row, is_total, letter
from db.workbooks.mending import ALLOWED_TAG, PROBLEM_TAG

_UID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_MUST_BE_SAID = ("title-missing", "needed")
_LINES = ("description", "note")  # where columns that are not ours are kept


@dataclass(frozen=True, slots=True)
class OwnRow(PlannedRow):
    """A row of one of our own sheets. `kept` says that `uid` is the id that stood in the row."""

    kept: bool = False


def own_pages(book: Book, mission_sheets: Sequence[Sheet]) -> list[Page]:
    """Return the sheets of a workbook that are ours.

    Raises KnownError `is-a-parcel` where the hidden sheet is there.
    """
    found = [(sheet, tagged) for sheet in book.sheets if (tagged := find_tags(sheet)) is not None]
    if found and any(sheet.name == SYNC_SHEET for sheet in book.sheets):
        raise KnownError("is-a-parcel", file=book.name)
    return [
        Page(_layout(sheet.name, tags, sheet.rows, mission_sheets), sheet, row.number, tags, book.epoch)
        for sheet, (row, tags) in found
    ]


def _layout(title: str, tags: Mapping[str, int], rows: Sequence[Row], layouts: Sequence[Sheet]) -> Sheet:
    """Return the layout of a sheet: by its name, else the one with most of its tags and its kind of number."""
    named = next((layout for layout in layouts if layout.title == title), None)
    if named is not None:
        return named
    words = {str(cell).split("-")[0] for row in rows for cell in row.cells.values() if isinstance(cell, str)}

    def fits(layout: Sheet) -> tuple[int, bool]:
        return sum(column.tag in tags for column in layout.columns), layout.kind.prefix in words

    return max(layouts, key=fits)


def read_pages(reading: Reading, pages: Sequence[Page], link: Link) -> list[Outcome]:
    """Read every row of our own sheets; `link` finds the records that are here."""
    rows = [(page, row) for page in pages for row in page.rows if _says_something(page, row)]
    ids = {_id(page, row): page.layout.kind for page, row in rows if _id(page, row)}
    names = {name: uid for page, row in rows if (uid := _id(page, row)) for name in _names(page, row)}

    def find(field: Field, raw: object) -> Value:
        text = str(raw or "").strip()
        uid = text.lower() if text.lower() in ids else names.get(fold(text), "")
        if uid and ids[uid].key in field.links:
            return uid
        return link(field, raw)

    outcomes = [_outcome(reading, page, row, find) for page, row in rows]
    return _told_apart(outcomes)


def _outcome(reading: Reading, page: Page, row: Row, link: Link) -> Outcome:
    kind, problems = page.layout.kind, list(_row_problems(page, row))
    if problems:
        return problems
    raw: dict[str, object] = {}
    for column in page.columns:
        assert column.field is not None
        doubt = doubtful(page, row, column, None) if _filled(page, row, column) else None
        if doubt is not None:
            problems.append(_as_row_problem(page, doubt))
        elif column.field.editable:
            raw[column.key] = _content(page, row, column, link)
    for column in page.names:  # of one who wrote only the name
        if (
            column.field is not None
            and column.field.editable
            and not raw.get(column.key)
            and _filled(page, row, column)
        ):
            raw[column.key] = page.cell(row, column.tag)
    raw = {key: value for key, value in raw.items() if value not in (None, "")}
    kept = bool(_id(page, row))
    defaults = kind.defaults if not kept else dict[str, Value]()
    entry = read_entry(reading.mission, kind.key, {**defaults, **raw, **_lines(page, row, kind, raw)}, link=link)
    broken = {problem.code for check in kind.checks if (problem := check(entry.values)) is not None}
    told = {problem.column for problem in problems}
    for problem in entry.problems:
        column = next((column for column in page.columns if column.key == problem.field), None)
        name = column.heading if column else ""
        if name not in told and (problem.code in _MUST_BE_SAID or problem.code not in broken):
            at = page.places[column.tag] if column else 0
            problems.append(row_problem(page.title, row.number, name, problem.code, problem.values, at=at))
    if problems:
        return problems
    uid = _id(page, row) or kind.uid_of(entry.values) or identity(kind, entry.values, entry)
    if kept:
        entry = replace(entry, values={**entry.values, **_given(reading, page, row)})
    return OwnRow(kind, uid, entry, page.title, row.number, kept or bool(kind.uid_of(entry.values)))


def _row_problems(page: Page, row: Row) -> Iterator[RowProblem]:
    """Give what keeps a row out as a whole."""
    if str(page.cell(row, CHANGE_TAG)).strip().lower() == DELETE.lower():
        yield row_problem(page.title, row.number, DELETE, "delete-not-here", {}, at=page.places[CHANGE_TAG])
    if any(is_total(str(cell)) for cell in row.cells.values()):
        yield row_problem(page.title, row.number, "", "totals-row", {})
    for column, fault in sorted(row.faults.items()):
        if fault.what == "merged" and column in page.places.values():
            yield row_problem(page.title, row.number, letter(column), "cell-merged", {"row": fault.row}, at=column)


def _as_row_problem(page: Page, found: CellProblem) -> RowProblem:
    at = page.places.get(found.tag, 0)
    return RowProblem(found.sheet, found.row, found.column, found.code, found.message, at, found.values)


def _content(page: Page, row: Row, column: Column, link: Link) -> object:
    """Return what a cell says; of another record its id, or its name where the id says nothing here."""
    content = page.value(row, column)
    if column.field is None or column.field.kind is not LINK:
        return content
    named = next((name for name in page.names if name.key == column.key), None)
    for text in (content, page.cell(row, named.tag) if named else ""):
        try:
            found = link(column.field, text)
        except Refused:
            continue
        if found is not None:
            return found
    return str(content).strip() or (page.cell(row, named.tag) if named else "")


def _lines(page: Page, row: Row, kind: RecordType, raw: Mapping[str, object]) -> dict[str, object]:
    """Return the columns that are not ours as lines of the description, so that no fact of a row is lost."""
    ours = {column.tag for column in page.layout.columns} | {PROBLEM_TAG, ALLOWED_TAG}
    known = {number for tag, number in page.places.items() if tag in ours}
    above = [one for one in page.sheet.rows if one.number < page.head]
    names = dict(above[-1].cells) if above else {}
    lines = [
        f"{str(names.get(number) or '').strip() or f'Column {letter(number)}'}: {str(cell).strip()}"
        for number, cell in sorted(row.cells.items())
        if number not in known and str(cell).strip()
    ]
    key = next((key for key in _LINES if key in kind.by_key), "")
    if not lines or not key:
        return {}
    return {key: "\n".join([*([str(raw[key])] if raw.get(key) else []), *lines])}


def _given(reading: Reading, page: Page, row: Row) -> dict[str, Value]:
    """Return what the program gave a record: its number, its office."""
    given: dict[str, Value] = {}
    for column in page.columns:
        field = column.field
        if field is not None and not field.editable:
            try:
                value = field.kind.parse(page.value(row, column), reading.mission.lists.get(field.choices))
            except Refused:
                continue
            if value is not None:
                given[field.key] = value
    return given


def _told_apart(outcomes: Sequence[Outcome]) -> list[Outcome]:
    """Return the outcomes; of several rows with one id and not the same words, none can be taken."""
    said: dict[str, set[str]] = {}
    for one in outcomes:
        if isinstance(one, OwnRow):
            said.setdefault(one.uid, set()).add(repr(sorted(one.entry.values.items(), key=str)))
    counted = Counter(one.uid for one in outcomes if isinstance(one, OwnRow))
    return [
        [row_problem(one.sheet, one.row, "", "id-twice", {"number": counted[one.uid]})]
        if isinstance(one, OwnRow) and len(said[one.uid]) > 1
        else one
        for one in outcomes
    ]


def settle_own(reading: Reading, outcomes: Sequence[Outcome]) -> Plan:
    """Compare the rows with what is here, and give each its one state; what is here already stays as it is."""
    problems = [outcome for outcome in outcomes if isinstance(outcome, list)]
    rows = [outcome for outcome in outcomes if isinstance(outcome, OwnRow)]
    new: dict[str, PlannedRow] = {}
    duplicate, ready = 0, set[str]()
    while rows:  # what belongs to others comes after them
        later: list[OwnRow] = []
        for row in rows:
            if row.uid in ready:
                duplicate += 1
            elif found := _differs(reading, row):
                problems.append([found])
            elif reading.folded(row.uid).heads:
                duplicate += 1
                ready.add(row.uid)
            elif all(uid in ready or reading.folded(uid).heads for uid in _linked(row)):
                new[row.uid] = row
                ready.add(row.uid)
            else:
                later.append(row)
        if len(later) == len(rows):
            problems += [[row_problem(row.sheet, row.row, "", "owner-missing", {})] for row in later]
            break
        rows = later
    found_problems = tuple(problem for row in problems for problem in row)
    return Plan(len(outcomes), tuple(new.values()), duplicate, len(problems), found_problems)


def _linked(row: OwnRow) -> set[str]:
    return {str(row.entry.values[key]) for key in row.kind.links if row.entry.values.get(key)}


def _differs(reading: Reading, row: OwnRow) -> RowProblem | None:
    """Say why a record that is here already is not the one of the row; None where it is, or is not here."""
    folded = reading.folded(row.uid)
    if not folded.heads:
        return None
    if folded.deleted:
        return row_problem(row.sheet, row.row, "", "deleted-here", {})
    now = row.kind.field_values(folded.values)
    other = [row.kind.by_key[key].label for key, value in row.entry.values.items() if value != now.get(key)]
    return row_problem(row.sheet, row.row, "", "other-here", {"columns": ", ".join(other)}) if other else None


def _says_something(page: Page, row: Row) -> bool:
    return any(_filled(page, row, column) for column in (*page.columns, *page.names))


def _filled(page: Page, row: Row, column: Column) -> bool:
    odd = page.fault(row, column.tag)
    return odd not in HIDDEN and bool(odd or str(page.cell(row, column.tag)).strip())


def _id(page: Page, row: Row) -> str:
    text = str(page.cell(row, UID_TAG)).strip().lower()
    return text if _UID.fullmatch(text) else ""


def _names(page: Page, row: Row) -> Iterator[str]:
    """Give what people may call the record of a row."""
    kind = page.layout.kind
    keys = {"ref", *kind.named_by, *(field.key for field in kind.fields if field.key.startswith("title_"))}
    for column in page.columns:
        if column.key in keys and (text := fold(str(page.cell(row, column.tag)))):
            yield text
