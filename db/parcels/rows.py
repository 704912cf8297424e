"""What the visible sheets show of a set of revisions: the same function when a parcel is written and when its cells are
compared with its payload."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from db.catalogue import RECORD_TYPES, Mission, Value
from db.catalogue.kinds import LINK
from db.parcels import cells
from db.parcels.layout import (
    ALWAYS_SHOWN,
    CHANGE_TAG,
    NO_UPDATE,
    REASON_TAG,
    SHOWN_WITH_PROJECTS,
    STATE_TAG,
    UID_TAG,
    UPDATED_TAG,
    Column,
    Sheet,
    sheets_of,
)
from db.revisions import Folded, Revision, fold

Shown = str | int | Decimal | date | None


@dataclass(frozen=True, slots=True)
class Record:
    """One record as a set of revisions shows it."""

    type: str
    uid: str
    values: Mapping[str, Value]  # by field
    folded: Folded
    revisions: tuple[Revision, ...]
    names: Mapping[str, str] = field(default_factory=dict[str, str])  # of the records it points at, by field


def records_in(revisions: Iterable[Revision]) -> dict[str, Record]:
    """Fold the revisions of many records; return those of known types, deleted ones too, by uid."""
    grouped: dict[str, list[Revision]] = {}
    for revision in revisions:
        grouped.setdefault(revision.record.uid, []).append(revision)
    records: dict[str, Record] = {}
    for uid, found in grouped.items():
        kind = RECORD_TYPES.get(found[0].record.type)
        if kind is not None:
            folded = fold(found)
            records[uid] = Record(kind.key, uid, kind.field_values(folded.values), folded, tuple(found))
    return named(records)


def named(records: Mapping[str, Record]) -> dict[str, Record]:
    """Return records with the names of what they point at, as far as that is among them."""
    whole = dict(records)
    called: dict[str, str] = {}  # many parts point at one project
    for uid, record in records.items():
        names: dict[str, str] = {}
        for key in RECORD_TYPES[record.type].links:
            other = record.values[key]
            if isinstance(other, str) and other in records:
                if other not in called:
                    called[other] = RECORD_TYPES[records[other].type].called_by(records[other].values)
                names[key] = called[other]
        if names != record.names:
            whole[uid] = replace(record, names=names)
    return whole


def shown_sheets(mission: Mission, records: Mapping[str, Record]) -> list[tuple[Sheet, list[Record]]]:
    """Return the sheets that a workbook of these records has, each with its rows.

    The sheets of activities and participants are always there, those that people most add rows to where there is a
    project, any other where it has something to show. Rows stand in a stable order: by what they belong to, by number
    or name, then by id.
    """
    by_type: dict[str, list[Record]] = {}
    for record in records.values():
        if not record.folded.deleted:
            by_type.setdefault(record.type, []).append(record)
    wanted = ALWAYS_SHOWN | SHOWN_WITH_PROJECTS if "project" in by_type else ALWAYS_SHOWN
    shown: list[tuple[Sheet, list[Record]]] = []
    for sheet in sheets_of(mission):
        rows = by_type.get(sheet.kind.key, [])
        if rows or sheet.kind.key in wanted:
            shown.append((sheet, sorted(rows, key=_order)))
    return shown


def _order(record: Record) -> tuple[str, str, str]:
    kind = RECORD_TYPES[record.type]
    return record.names.get(kind.owner, ""), kind.called_by(record.values), record.uid


def state_of(record: Record) -> str:
    """Return a short digest of the revisions that a row shows.

    Of them and not of the cells: another program version may have other columns, and a cell that somebody corrects must
    not look like a row that was moved. It begins with a letter, so that no program takes it for a number.
    """
    ids = "\n".join(sorted(revision.id for revision in record.revisions))
    return f"h{hashlib.sha256(ids.encode()).hexdigest()[:15]}"


def cell_of(column: Column, record: Record, mission: Mission) -> Shown:
    """Return what a column shows of a record."""
    if column.tag == UID_TAG:
        return record.uid
    if column.tag == CHANGE_TAG:
        return NO_UPDATE
    if column.tag == REASON_TAG:
        return None  # it is for whoever changes the row
    if column.tag == UPDATED_TAG:
        return max(revision.at for revision in record.revisions)
    if column.tag == STATE_TAG:
        return state_of(record)
    assert column.field is not None
    value = record.values.get(column.field.key)
    if column.name and column.field.kind is LINK:
        return record.names.get(column.field.key)
    if column.name:
        codes = mission.lists[column.field.choices]
        return "; ".join(codes.label(code) for code in str(value).split(";")) if value else None
    return cells.shown(column.field.kind, value)
