"""What the visible sheets show of a set of revisions: the same function when a parcel is written and when its cells are
compared with its payload."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from db.catalogue import RECORD_TYPES, Mission, Value
from db.parcels import cells
from db.parcels.layout import CHANGE_TAG, NO_UPDATE, UID_TAG, UPDATED_TAG, Column, Sheet
from db.revisions import Folded, Json, Revision, fold

Shown = str | int | Decimal | date | None


@dataclass(frozen=True, slots=True)
class Record:
    """One record as a set of revisions shows it."""

    type: str
    uid: str
    folded: Folded
    revisions: tuple[Revision, ...]

    @property
    def values(self) -> Mapping[str, Value]:
        """The values by field; units of several fields are opened."""
        kind = RECORD_TYPES[self.type]
        return {field.key: value_of(self.folded.values, field.key, field.merge_unit) for field in kind.fields}


def value_of(values: Mapping[str, Json], key: str, unit: str) -> Value:
    """Return a field's value out of a folded record's units."""
    value = values.get(unit)
    if isinstance(value, Mapping):
        return value.get(key)
    return value if key == unit else None


def records_in(revisions: Iterable[Revision]) -> dict[str, Record]:
    """Fold the revisions of many records; return those of known types, deleted ones too, by uid."""
    grouped: dict[str, list[Revision]] = {}
    for revision in revisions:
        grouped.setdefault(revision.record.uid, []).append(revision)
    return {
        uid: Record(found[0].record.type, uid, fold(found), tuple(found))
        for uid, found in grouped.items()
        if found[0].record.type in RECORD_TYPES
    }


def rows_of(sheet: Sheet, records: Mapping[str, Record]) -> list[Record]:
    """Return the records that a sheet shows, in a stable order: by reference number, then by id."""
    mine = [record for record in records.values() if record.type == sheet.kind.key and not _gone(record, records)]
    return sorted(mine, key=lambda record: (str(record.values.get("ref") or ""), record.uid))


def _gone(record: Record, records: Mapping[str, Record]) -> bool:
    """Whether a record, or the one it belongs to, is deleted."""
    owner = records.get(str(record.values.get(RECORD_TYPES[record.type].owner)))
    return record.folded.deleted or (owner is not None and owner.folded.deleted)


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
