"""What the visible sheets show of a set of revisions: the same function when a parcel is written and when its cells are
compared with its payload."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from db.catalogue import RECORD_TYPES, Mission, Value
from db.parcels import cells
from db.parcels.layout import CHANGE_TAG, NO_UPDATE, UID_TAG, UPDATED_TAG, Column, Sheet
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
    return records


def rows_of(sheet: Sheet, records: Mapping[str, Record]) -> list[Record]:
    """Return the records that a sheet shows, in a stable order: by reference number, then by id."""
    mine = [record for record in records.values() if record.type == sheet.kind.key and not record.folded.deleted]
    return sorted(mine, key=lambda record: (str(record.values.get("ref") or ""), record.uid))


def cell_of(column: Column, record: Record, mission: Mission) -> Shown:
    """Return what a column shows of a record."""
    if column.tag == UID_TAG:
        return record.uid
    if column.tag == CHANGE_TAG:
        return NO_UPDATE
    if column.tag == UPDATED_TAG:
        return max(revision.at for revision in record.revisions)
    assert column.field is not None
    value = record.values.get(column.field.key)
    if column.name:
        return mission.lists[column.field.choices].label(str(value)) if value else None
    return cells.shown(column.field.kind, value)
