"""Rows that people added to a sheet: a new record, or only a note beside the table."""

from uuid import UUID, uuid5

from db.catalogue import Value
from db.catalogue.kinds import LINK
from db.parcels.finding import Page, excerpt
from db.parcels.judging import HIDDEN, Judged, Proposal, Written, change_of, doubtful, is_called, why_of
from db.parcels.layout import CHANGE_TAG, DELETE, NEW, STATE_TAG, Column
from db.parcels.problems import CellProblem, Notice
from db.records.entry import read_entry
from db.revisions import canonical
from db.workbooks import Row, is_total

_MUST_BE_SAID = ("title-missing", "needed")  # what other rules break enters and is flagged on its record


def judge_new(page: Page, row: Row, written: Written) -> Judged | None:
    """Read a row that is of no record; None where it says nothing.

    A new record enters whole or not at all: without its broken cell it would be another record, and come twice when the
    cell has been mended. Its number and office are given by the program, whatever a copied row says of them.
    """
    change = change_of(page, row)
    if change == DELETE:
        return Judged(row, problems=(page.problem(row, CHANGE_TAG, "delete-nothing"),))
    said = {column.key: column for column in _own(page) if _says(page, row, column)}
    for column in page.names:  # of one who wrote only the name
        if _says(page, row, column) and column.key in {c.key for c in _own(page)}:
            said.setdefault(column.key, column)
    if not said or _is_note(page, row, list(said.values()), change == NEW):
        return _aside(page, row)
    problems = [change] if isinstance(change, CellProblem) else []
    raw: dict[str, object] = {}
    for key, column in said.items():
        doubt = doubtful(page, row, column, None)
        if doubt is not None:
            problems.append(doubt)
        raw[key] = _link(page, row, column, written) if column.field and column.field.kind is LINK else None
        raw[key] = raw[key] or page.value(row, column)
    return _judged(page, row, raw, problems, written)


def _judged(page: Page, row: Row, raw: dict[str, object], problems: list[CellProblem], written: Written) -> Judged:
    kind = page.layout.kind
    entry = read_entry(written.mission, kind.key, raw, link=written.link)
    broken = {problem.code for check in kind.checks if (problem := check(entry.values)) is not None}
    tags = {column.key: column.tag for column in page.columns}
    told = {problem.tag for problem in problems}
    for problem in entry.problems:
        tag = tags.get(problem.field, "")
        if tag not in told and (problem.code in _MUST_BE_SAID or problem.code not in broken):
            problems.append(page.problem(row, tag, problem.code, **problem.values))
    problems.sort(key=lambda problem: page.places.get(problem.tag, 0))
    after: dict[str, Value] = {key: value for key, value in entry.values.items() if value is not None}
    uid = str(uuid5(UUID(written.parcel), canonical([page.layout.title, after])))
    if not problems and kind.uid_of(after):
        uid = kind.uid_of(after)
        there = written.records.get(uid)
        if there is not None and not there.folded.deleted:
            problems.append(page.problem(row, "", "row-there"))
    notices = tuple(_turning(page, row, raw)) + (() if page.cell(row, STATE_TAG) else _given(page, row))
    proposal = Proposal(page.title, row.number, kind.key, uid, {}, after, new=True, why=why_of(page, row))
    return Judged(row, proposal=None if problems else proposal, problems=tuple(problems), notices=notices)


def _own(page: Page) -> list[Column]:
    """Return the columns that a person fills in a new row."""
    return [column for column in page.columns if column.field is not None and column.field.editable]


def _says(page: Page, row: Row, column: Column) -> bool:
    odd = page.fault(row, column.tag)
    return odd not in HIDDEN and bool(odd or str(page.cell(row, column.tag)).strip())


def _link(page: Page, row: Row, column: Column, written: Written) -> object:
    """Return what a row says of another record: its name, where a copied row still has the id of another one."""
    named = next((name for name in page.names if name.key == column.key), None)
    text = str(page.cell(row, named.tag)).strip() if named else ""
    record = written.records.get(str(page.cell(row, column.tag)).strip())
    if record is not None and (not text or is_called(record, text)):
        return record.uid
    return text or None


def _is_note(page: Page, row: Row, said: list[Column], new: bool) -> bool:
    """Whether a row outside the table is none of its records: one word without a title, or a line of totals."""
    words = [str(cell) for cell in row.cells.values() if isinstance(cell, str)]
    if any(is_total(word) for word in words):
        return not new
    titled = any(column.field is not None and column.field.language for column in said)
    return len(said) == 1 and not titled and not new


def _aside(page: Page, row: Row) -> Judged | None:
    """Say that a row was left aside, unless it only has something in columns that are not ours."""
    if not any(row.cells.get(number) for number in page.places.values()):
        return None
    total = any(is_total(str(cell)) for cell in row.cells.values())
    notice = page.notice(row.number, "totals-row" if total else "text-beside", text=excerpt(row))
    return Judged(row, notices=(notice,))


def _given(page: Page, row: Row) -> tuple[Notice, ...]:
    """Say that a number somebody gave a new record was left aside."""
    texts = [str(page.cell(row, column.tag)).strip() for column in page.columns if column.key == "ref"]
    return tuple(page.notice(row.number, "number-given", text=text) for text in texts if text)


def _turning(page: Page, row: Row, raw: dict[str, object]) -> list[Notice]:
    marked = [column for column in page.columns if column.key in raw and page.turns(row, column)]
    return [page.notice(row.number, "marks-hidden", column=column.heading) for column in marked]
