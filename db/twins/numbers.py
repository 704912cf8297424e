"""Reference numbers given twice: two laptops with the same letter count on without knowing of each other."""

from dataclasses import dataclass

from sqlalchemy import func, select

from db.catalogue import RECORD_TYPES, record_type
from db.errors import KnownError
from db.records.family import find
from db.records.verbs import next_reference
from db.records.views import best_title
from db.revisions import RecordKey, setting
from db.schema.tables import metadata
from db.store.writing import Reading, Write


@dataclass(frozen=True, slots=True)
class Numbered:
    """A record that shares its number: which, and what people call it."""

    key: RecordKey
    title: str


@dataclass(frozen=True, slots=True)
class SharedNumber:
    """A reference number that several live records have."""

    ref: str
    records: tuple[Numbered, ...]


def shared_numbers(reading: Reading) -> list[SharedNumber]:
    """Return the reference numbers that more than one live record has, in order."""
    found: dict[str, list[Numbered]] = {}
    for name in sorted({kind.tables[0] for kind in RECORD_TYPES.values() if kind.prefix}):
        table = metadata.tables[name]
        twice = select(table.c.ref).group_by(table.c.ref).having(func.count() > 1)
        shared = select(table).where(table.c.ref.in_(twice), table.c.deleted.is_(False))
        for row in reading.connection.execute(shared.order_by(table.c.ref, table.c.uid)).mappings():
            key = RecordKey(reading.type_of(row["uid"]) or "", row["uid"])
            title = best_title({str(name): value for name, value in row.items()}, reading.mission)
            found.setdefault(row["ref"], []).append(Numbered(key, title))
    return [SharedNumber(ref, tuple(records)) for ref, records in sorted(found.items()) if len(records) > 1]


def renumber(write: Write, ref: str) -> RecordKey:
    """Give a record, named by its id where its number is given twice, the next free number of this office.

    Raises KnownError `no-record`, `ambiguous-record`, `deleted-record`, `no-number`.
    """
    record = find(write, ref)
    kind, folded = record_type(record.type), write.folded(record.uid)
    if not kind.prefix:
        raise KnownError("no-number", ref=ref)
    if folded.deleted:
        raise KnownError("deleted-record", ref=ref)
    draft = setting(record, folded, {"ref": next_reference(write, kind)})
    if draft is not None:
        write.append(draft)
    return record
