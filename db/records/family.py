"""What belongs to what: a record and its parts, whatever their types. The one place that knows."""

from collections.abc import Callable

from sqlalchemy import RowMapping, func, select

from db.catalogue import RECORD_TYPES, SHARED_TYPES, Field, Refused, Value, derived_uid
from db.errors import KnownError
from db.folding import fold
from db.revisions import RecordKey, Revision
from db.schema.tables import child, metadata
from db.store.writing import Reading

# The tables of those record types that have reference numbers.
_NUMBERED = list({kind.tables[0]: None for kind in RECORD_TYPES.values() if kind.prefix})


def children(reading: Reading, uid: str, *, alive: bool = False) -> list[RecordKey]:
    """Return the records that belong to the record `uid`, deleted ones too unless only those `alive` are asked for."""
    reading.settle(uid)
    wanted = select(child.c.type, child.c.uid).where(child.c.owner == uid)
    if alive:
        wanted = wanted.where(child.c.deleted.is_(False))
    return [RecordKey(*row) for row in reading.connection.execute(wanted.order_by(child.c.uid))]


def family_revisions(reading: Reading, record: RecordKey, *, alive: bool = False) -> dict[RecordKey, list[Revision]]:
    """Return all revisions of a record and of its parts, of these only the ones `alive` if asked for."""
    keys = [record, *children(reading, record.uid, alive=alive)]
    found = reading.revisions_of(key.uid for key in keys)
    return {key: found[key.uid] for key in keys}


def owner_of(reading: Reading, record: RecordKey) -> str:
    """Return the uid of the record that this one belongs to; its own where it belongs to none."""
    kind = RECORD_TYPES.get(record.type)
    owner = reading.folded(record.uid).values.get(kind.owner) if kind and kind.owner else None
    return str(owner) if owner else record.uid


def uses(reading: Reading, record: RecordKey) -> int:
    """Return how many records name this one in a field; its own parts, which go away with it, are not counted."""
    reading.settle()
    count = 0
    for kind in RECORD_TYPES.values():
        tables = [metadata.tables[name] for name in kind.tables]
        for key in (key for key, types in kind.links.items() if key != kind.owner and record.type in types):
            holds = next(table for table in tables if key in table.c)
            named = tables[0].c.uid.in_(select(holds.c.uid).where(holds.c[key] == record.uid))
            count += reading.connection.scalar(select(func.count()).where(named, tables[0].c.deleted.is_(False))) or 0
    return count


def find(reading: Reading, ref: str) -> RecordKey:
    """Return the record with this reference number (case does not matter) or id, deleted or not.

    A part that is the only one of its kind among its owner's can also be named by its path there:
    "CBP-2026-MIT-A001/tally/sex/women".

    Raises KnownError `no-record`, `ambiguous-record`.
    """
    head, _, path = ref.strip().partition("/")
    found = _by_uid(reading, head.lower()) or _by_number(reading, head.upper())
    if path and found is not None:
        found = _by_uid(reading, derived_uid(found.uid, path))
    if found is None:
        raise KnownError("no-record", ref=ref)
    return found


def reference(reading: Reading, record: RecordKey) -> str:
    """Return what people call a record: its number, its path among its owner's, or its id."""
    kind = RECORD_TYPES[record.type]
    values = kind.field_values(reading.folded(record.uid).values)
    path = kind.path(values)
    owner = str(values.get(kind.owner) or "") if path else ""
    head = _by_uid(reading, owner) if owner else None
    if head is not None:
        return f"{reference(reading, head)}/{path}"
    return str(values.get("ref") or record.uid)


def link_finder(reading: Reading) -> Callable[[Field, object], Value]:
    """Return the function that turns what a person calls another record into its id; it raises `Refused`."""

    def found(field: Field, raw: object) -> Value:
        text = str(raw or "").strip()
        if not text:
            return None
        try:
            key = find_linked(reading, field, text)
        except KnownError as error:
            raise Refused("link-unknown", text=text) from error
        if key.type not in field.links:
            raise Refused("link-other", text=text, kind=RECORD_TYPES[key.type].label)
        return key.uid

    return found


def find_linked(reading: Reading, field: Field, ref: str) -> RecordKey:
    """Return the record that a person means in a field: by number, id or path, or what a shared record is called.

    Raises KnownError `no-record`, `ambiguous-record`.
    """
    named = _by_name(reading, field, ref)
    return named if named is not None else find(reading, ref)


def _by_uid(reading: Reading, uid: str) -> RecordKey | None:
    type_key = reading.type_of(uid)
    return RecordKey(type_key, uid) if type_key in RECORD_TYPES else None


def _by_name(reading: Reading, field: Field, text: str) -> RecordKey | None:
    """Return the one shared record that people call so: a programme cycle by its budget year, an organisation …"""
    found: set[RecordKey] = set()
    for kind in (SHARED_TYPES[key] for key in field.links if key in SHARED_TYPES):
        table = metadata.tables[kind.tables[0]]
        spellings = [f.key for f in kind.fields if f.key.startswith("title_") or f.key in kind.named_by]
        rows = reading.connection.execute(select(table).where(table.c.deleted.is_(False))).mappings()
        found |= {
            RecordKey(kind.key, row["uid"])
            for row in rows
            if fold(text) in {fold(row[key]) for key in spellings if row[key]} | _aliases(row)
        }
    return found.pop() if len(found) == 1 else None


def _aliases(row: RowMapping) -> set[str]:
    """Return the other names of an organisation, written one after another, in any script."""
    return {fold(name) for name in str(row.get("aliases") or "").split(";")} - {""}


def _by_number(reading: Reading, ref: str) -> RecordKey | None:
    found: list[RecordKey] = []
    for name in _NUMBERED:
        table = metadata.tables[name]
        for row in reading.connection.execute(select(table.c.uid).where(table.c.ref == ref)):
            key = _by_uid(reading, row.uid)
            found += [key] if key is not None else []
    if len(found) > 1:
        raise KnownError("ambiguous-record", ref=ref, uids=", ".join(key.uid for key in found))
    return found[0] if found else None
