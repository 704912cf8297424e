"""Hand edits: cells that no longer say what the payload says, found by comparing the two.

A changed cell is a proposal over the values the file showed, so a value that moved meanwhile becomes a conflict and is
never overwritten. Absence is nothing: deletion is only the word Delete. What is left aside is said.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from db.catalogue import Mission
from db.parcels.additions import judge_new
from db.parcels.finding import Page, find_pages
from db.parcels.implausible import columns_moved, rows_moved
from db.parcels.judging import HIDDEN, Judged, Proposal, Written, change_of, judge, record_of
from db.parcels.layout import NEW, UID_TAG
from db.parcels.problems import CellProblem, Notice, notice
from db.parcels.reader import Parcel
from db.parcels.rows import Record, state_of
from db.workbooks import Book, Row
from db.workbooks.mending import PROGRAM

__all__ = ["CellProblem", "Edits", "Examined", "Notice", "Proposal", "examine", "find_edits"]

BROKEN = ("id-unknown", "row-moved", "row-elsewhere")


@dataclass(frozen=True, slots=True)
class Edits:
    """All hand edits of a parcel.

    A row may have a proposal and problems: its good cells are proposed, its bad ones listed. Such a row counts as a
    problem, because somebody still has to mend it. `notices` say what was left aside.
    """

    proposals: tuple[Proposal, ...]
    problems: tuple[CellProblem, ...]
    notices: tuple[Notice, ...] = ()


@dataclass(frozen=True, slots=True)
class Examined:
    """A parcel's visible sheets, looked through row by row."""

    pages: tuple[Page, ...]
    edits: Edits


def find_edits(parcel: Parcel, records: Mapping[str, Record], mission: Mission) -> Edits:
    """Compare every visible cell with what was written into it. `records` are what the parcel's revisions make."""
    return examine(parcel, records, mission).edits


def examine(parcel: Parcel, records: Mapping[str, Record], mission: Mission) -> Examined:
    """Look through the visible sheets of a parcel that somebody changed. `records` are what its revisions make."""
    if parcel.book is None:
        return Examined((), Edits((), ()))
    found = find_pages(parcel.book, parcel.manifest, records, mission)
    states = {state_of(record): record.uid for record in records.values()}
    written = Written(parcel.manifest.parcel, records, states, mission)
    proposals: list[Proposal] = []
    problems, notices = list(found.problems), [*_saved_again(parcel.book), *found.notices]
    for page in found.pages:
        edits = _edits_of(page, written)
        proposals += edits.proposals
        problems += edits.problems
        notices += edits.notices
    return Examined(tuple(found.pages), Edits(tuple(proposals), tuple(problems), tuple(notices)))


def _saved_again(book: Book) -> list[Notice]:
    """Say which program saved the workbook since it was written, and for whom, as far as the file tells."""
    person, program = book.saved_by, book.program
    if program in ("", PROGRAM):
        return []
    program = program.partition("/")[0].strip()  # LibreOffice adds its version, its build and its system
    code = "saved-again-by" if person else "saved-again"
    return [notice("", 0, code, person=person, program=program)]


def _edits_of(page: Page, written: Written) -> Edits:
    """Look through one sheet; where something moved many values at once, no change of it is taken."""
    if any(page.fault(row, UID_TAG) in HIDDEN for row in page.rows):
        return Edits((), (page.problem(page.head, UID_TAG, "sheet-ids-merged"),))
    judged = _rows(page, written)
    problems = [problem for one in judged for problem in one.problems]
    notices = [said for one in judged for said in one.notices]
    broken = [problem for problem in problems if problem.code in BROKEN]
    stop = rows_moved(page, broken, len(judged))
    if stop is not None:
        return Edits((), (stop, *(problem for problem in problems if problem not in broken)), tuple(notices))
    stops = columns_moved(page, judged, written.mission)
    hidden = sum(one.hidden for one in judged)
    if hidden:
        notices.append(page.notice(0, "cells-merged", number=hidden))
    proposals = [] if stops else [one.proposal for one in judged if one.proposal is not None]
    return Edits(tuple(proposals), (*stops, *problems), tuple(notices))


def _rows(page: Page, written: Written) -> list[Judged]:
    """Judge every row of a sheet, those with one id together."""
    judged: list[Judged] = []
    by_id: dict[str, list[tuple[Row, Record]]] = {}
    added: dict[str, int] = {}
    for row in page.rows:
        record = record_of(page, row, written)
        if isinstance(record, CellProblem):
            judged.append(Judged(row, problems=(record,)))
        elif record is not None:
            by_id.setdefault(record.uid, []).append((row, record))
        elif (new := judge_new(page, row, written)) is not None:
            judged.append(_once(page, new, added))
    for rows in by_id.values():
        if len(rows) == 1:
            judged.append(judge(page, *rows[0], written))
        else:
            judged += _copies(page, rows, written, added)
    return sorted(judged, key=lambda one: one.row.number)


def _copies(page: Page, rows: Sequence[tuple[Row, Record]], written: Written, added: dict[str, int]) -> list[Judged]:
    """Judge rows with one id: copies marked New are new records; of others only such that say the same are taken.

    The Id is hidden, so somebody who copies a row to write another record cannot know that it went along.
    """
    fresh = [row for row, _ in rows if change_of(page, row) == NEW]
    stayed = [(row, record) for row, record in rows if row not in fresh] or [rows[0]]
    copies = [made for row in fresh if row is not stayed[0][0] and (made := judge_new(page, row, written)) is not None]
    judged = [judge(page, row, record, written) for row, record in stayed]
    made = [_once(page, new, added) for new in copies]
    if len(judged) == 1:
        return [*judged, *made]
    if not any(one.proposal or one.problems for one in judged):
        again = [page.notice(one.row.number, "row-repeated") for one in judged[1:]]
        return [
            judged[0],
            *(Judged(one.row, notices=(said,)) for one, said in zip(judged[1:], again, strict=True)),
            *made,
        ]
    problem = [page.problem(one.row, UID_TAG, "id-twice", number=len(judged)) for one in judged]
    return [*(Judged(one.row, problems=(said,)) for one, said in zip(judged, problem, strict=True)), *made]


def _once(page: Page, new: Judged, added: dict[str, int]) -> Judged:
    """Return a new record, or the note that another row says the very same."""
    if new.proposal is not None and added.setdefault(new.proposal.uid, new.row.number) != new.row.number:
        return Judged(new.row, notices=(page.notice(new.row.number, "row-repeated"),))
    return new
