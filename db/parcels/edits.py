"""Hand edits: cells that no longer say what the payload says, found by comparing the two.

A changed cell is a proposal over the values the file showed, so a value that moved meanwhile becomes a conflict and is
never overwritten. Absence is nothing: deletion is only the word Delete.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID, uuid5

from db.catalogue import Mission, Refused, Value
from db.catalogue.kinds import DATE, ambiguous_day
from db.marks import N_
from db.parcels import cells
from db.parcels.layout import CHANGE_TAG, CHANGES, DELETE, UID_TAG, Column, Sheet, sheets_of
from db.parcels.reader import Parcel, SheetCells
from db.parcels.rows import Record, cell_of
from db.revisions import canonical
from db.workbooks import Cell, Row

_MANY, _SHARE = 3, 0.2  # so many cells, and so large a part of a column, are no longer single corrections


@dataclass(frozen=True, slots=True)
class CellProblem:
    """Something in the visible cells that cannot be taken: where it is, and what would be accepted."""

    sheet: str
    row: int
    column: str
    code: str
    message: str
    uid: str = ""


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a person proposed by editing a row: the fields changed, before and after; or a deletion; or a new record.

    `uid` of a new record is derived from the parcel and the row, so that taking it in twice makes one record.
    """

    sheet: str
    row: int
    type: str
    uid: str
    before: Mapping[str, Value]
    after: Mapping[str, Value]
    delete: bool = False
    new: bool = False


@dataclass(frozen=True, slots=True)
class Edits:
    """All hand edits of a parcel."""

    proposals: tuple[Proposal, ...]
    problems: tuple[CellProblem, ...]


@dataclass(frozen=True, slots=True)
class _Page:
    """One visible sheet beside what was written into it."""

    layout: Sheet
    found: SheetCells
    records: Mapping[str, Record]
    mission: Mission
    parcel: str  # the parcel's id

    @property
    def columns(self) -> list[Column]:
        """The columns of values that are still there."""
        return [c for c in self.layout.columns if c.field is not None and not c.name and c.tag in self.found.tags]

    def problem(self, row: int, column: str, code: str, message: str, uid: str = "") -> CellProblem:
        """Return a problem with its place, and the record that the row is of where that is known."""
        return CellProblem(self.found.title, row, column, code, message, uid)

    def cell(self, row: Row, tag: str) -> Cell:
        """Return the cell of a tag's column, empty where it is blank."""
        return row.cells.get(self.found.tags[tag], "")


def find_edits(parcel: Parcel, records: Mapping[str, Record], mission: Mission) -> Edits:
    """Compare every visible cell with what was written into it. `records` are what the parcel's revisions make."""
    proposals: list[Proposal] = []
    problems: list[CellProblem] = []
    layouts = {sheet.title: sheet for sheet in sheets_of(mission)}
    for title, rows in parcel.manifest.sheets.items():
        if rows and title in layouts and title not in parcel.sheets:
            message = N_("This sheet, or its row of tags, or its hidden Id is gone: changes made in it are not seen.")
            problems.append(CellProblem(title, 0, "", "sheet-missing", message))
    for found in parcel.sheets.values():
        if found.title not in layouts:
            continue  # somebody's own sheet
        page = _Page(layouts[found.title], found, records, mission, parcel.manifest.parcel)
        if found.twice:
            message = N_("The tag {tag} stands over two columns. Take it away from the column that is your own.")
            problems.append(page.problem(2, "", "column-twice", message.format(tag=found.twice[0])))
            continue
        seen: set[str] = set()
        made = [result for row in found.rows if (result := _row(page, row, seen)) is not None]
        problems += [one for one in made if isinstance(one, CellProblem)]
        proposed = [one for one in made if isinstance(one, Proposal)]
        stop = _implausible(page, proposed)
        if stop is not None:
            problems.append(stop)
        else:
            proposals += proposed
    return Edits(tuple(proposals), tuple(problems))


def _implausible(page: _Page, proposed: Sequence[Proposal]) -> CellProblem | None:
    """Return the reason to take no edit of a sheet: a column sorted alone, or cells emptied by the block.

    Both move or destroy values of many records at once, and nobody means it.
    """
    for column in page.columns:
        assert column.field is not None
        key = column.field.key
        changed = [p for p in proposed if key in p.after and not p.new]
        before, after = Counter(p.before[key] for p in changed), Counter(p.after[key] for p in changed)
        label = column.label
        if len(changed) >= _MANY and before == after:
            message = N_("This column was sorted or moved without the others. Undo that, or sort whole rows.")
            return page.problem(changed[0].row, label, "column-sorted", message)
        if after[None] >= _MANY and after[None] > _SHARE * len(page.found.rows):
            message = N_("{number} cells of this column were emptied at once. Undo that, or empty them one by one.")
            return page.problem(changed[0].row, label, "column-emptied", message.format(number=after[None]))
    return None


def _row(page: _Page, row: Row, seen: set[str]) -> Proposal | CellProblem | None:
    where = row.number
    uid = str(page.cell(row, UID_TAG)).strip()
    change = str(page.cell(row, CHANGE_TAG)).strip()
    if change and change.lower() not in {word.lower() for word in CHANGES}:
        message = N_("'{text}' is not one of {known}.").format(text=change, known=", ".join(CHANGES))
        return page.problem(where, "Change", "change-unknown", message, uid)
    if not uid:
        return _new_row(page, row)
    record = page.records.get(uid)
    if record is None or record.type != page.layout.kind.key:
        message = N_("This row's hidden id is not of a record in this parcel. Undo the sorting or filling of column A.")
        return page.problem(where, "Id", "id-unknown", message)
    if uid in seen:
        message = N_("This row has the same hidden id as a row above. A copied row must have its Id emptied.")
        return page.problem(where, "Id", "id-twice", message)
    seen.add(uid)
    if change.lower() == DELETE.lower():
        return Proposal(page.found.title, where, record.type, uid, {}, {}, delete=True)
    return _changed_row(page, row, record)


def _changed_row(page: _Page, row: Row, record: Record) -> Proposal | CellProblem | None:
    before: dict[str, Value] = {}
    after: dict[str, Value] = {}
    for column in page.columns:
        assert column.field is not None
        content = page.cell(row, column.tag)
        if cells.same(column.field.kind, cell_of(column, record, page.mission), content):
            continue
        value = _parse(page, column, row, record.uid)
        if isinstance(value, CellProblem):
            return value
        before[column.field.key], after[column.field.key] = record.values.get(column.field.key), value
    for column in page.layout.columns:
        if column.name and column.field is not None and column.tag in page.found.tags and column.field.key not in after:
            content = page.cell(row, column.tag)
            if not cells.same(column.field.kind, cell_of(column, record, page.mission), content):
                message = N_("This column only says what the code beside it means. Change the code instead.")
                return page.problem(row.number, column.field.label, "name-changed", message, record.uid)
    return Proposal(page.found.title, row.number, record.type, record.uid, before, after) if after else None


def _new_row(page: _Page, row: Row) -> Proposal | CellProblem | None:
    after: dict[str, Value] = {}
    for column in page.columns:
        assert column.field is not None
        content = page.cell(row, column.tag)
        if content is None or not str(content).strip():
            continue
        value = _parse(page, column, row)
        if isinstance(value, CellProblem):
            return value
        after[column.field.key] = value
    if not after:
        return None
    name = canonical([page.found.title, dict(after)])
    uid = str(uuid5(UUID(page.parcel), name))
    return Proposal(page.found.title, row.number, page.layout.kind.key, uid, {}, after, new=True)


def _parse(page: _Page, column: Column, row: Row, uid: str = "") -> Value | CellProblem:
    assert column.field is not None
    content = page.cell(row, column.tag)
    fault = row.faults.get(page.found.tags[column.tag])
    if fault is not None:
        message = N_("This cell holds a formula or an error, not a value. Write the value itself.")
        return page.problem(row.number, column.label, f"cell-{fault.what}", message, uid)
    if not column.field.editable or column.field.key in page.layout.kind.fixed:
        message = N_("This column is set by the program. Put back what was there.")
        return page.problem(row.number, column.label, "column-fixed", message, uid)
    if column.field.kind is DATE and ambiguous_day(str(content)):
        message = N_("'{text}' could be two different days. Write it as 2026-03-12.").format(text=content)
        return page.problem(row.number, column.label, "date-ambiguous", message, uid)
    try:
        return column.field.kind.parse(content, page.mission.lists.get(column.field.choices))
    except Refused as refused:
        return page.problem(row.number, column.label, refused.code, str(refused), uid)
