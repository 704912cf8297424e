"""Records that are no activity, as lists: the parts of one record or of all, and what all offices share."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from sqlalchemy import select

from db.catalogue import SHARED_TYPES, Value, record_type
from db.folding import fold
from db.records.family import find
from db.records.untold import kept_back, unplaced
from db.schema.tables import activity, child, conflict, metadata
from db.store.log import batched_list
from db.store.writing import Reading


@dataclass(frozen=True, slots=True)
class PartRow:
    """One part, or one record that belongs to no activity, as a list shows it.

    `owner` is the uid of what it belongs to and `owner_ref` its number; `name` what people call the record.
    """

    uid: str
    type: str
    owner: str
    owner_ref: str
    name: str
    values: Mapping[str, Value]
    conflict: bool


def list_parts(
    reading: Reading, kind: str, owner: str = "", *, query: str = "", deleted: bool = False
) -> list[PartRow]:
    """Return the records of a type that is no activity: those of one owner (its number or id), or all.

    At headquarters those of a protected place do not say which it is (DP-07).

    `query` are words or beginnings of words in any script; all of them are in each record that is found.

    Raises KnownError `unknown-kind`, `no-record`.
    """
    found = record_type(kind)
    table = metadata.tables[found.tables[0]]
    chosen = select(table).where(table.c.deleted.is_(deleted)).order_by(table.c.uid)
    if owner and found.owner:
        chosen = chosen.where(table.c[found.owner] == find(reading, owner).uid)
    rows = reading.connection.execute(chosen).mappings().all()
    refs = _references(reading, {str(row[found.owner] or "") for row in rows} if found.owner else set())
    words = fold(query).split()
    parts: list[PartRow] = []
    owners = [str(row[found.owner] or "") for row in rows] if found.owner else []
    kept = kept_back(reading, owners)
    for row in rows:
        mine = str(row[found.owner] or "") if found.owner else ""
        values = {field.key: row[field.key] for field in found.fields if row[field.key] is not None}
        if mine in kept:
            values = unplaced(kind, values, kept[mine])
        part = PartRow(row["uid"], kind, mine, refs.get(mine, mine), found.called_by(values), values, False)
        if not words or _matches(part, words):
            parts.append(part)
    disputed = _disputed(reading, [part.uid for part in parts])
    return [replace(part, conflict=True) if part.uid in disputed else part for part in parts]


def _matches(part: PartRow, words: list[str]) -> bool:
    said = f" {fold(' '.join([part.owner_ref, *(str(value) for value in part.values.values())]))}"
    return all(f" {word}" in said for word in words)


def _disputed(reading: Reading, uids: list[str]) -> set[str]:
    return {
        uid
        for chunk in batched_list(uids)
        for uid in reading.connection.scalars(select(conflict.c.uid).where(conflict.c.uid.in_(chunk)))
    }


def _references(reading: Reading, uids: set[str]) -> dict[str, str]:
    """Return the numbers of the records that parts belong to."""
    found: dict[str, str] = {}
    for table in (activity, *(metadata.tables[kind.tables[0]] for kind in SHARED_TYPES.values())):
        for chunk in batched_list(sorted(uids - found.keys() - {""})):
            rows = reading.connection.execute(select(table.c.uid, table.c.ref).where(table.c.uid.in_(chunk)))
            found |= {row.uid: row.ref for row in rows if row.ref}
    return found


def count_parts(reading: Reading, uid: str) -> dict[str, int]:
    """Return how many parts of each type a record has."""
    found: dict[str, int] = {}
    for type_key in reading.connection.scalars(
        select(child.c.type).where(child.c.owner == uid, child.c.deleted.is_(False))
    ):
        found[type_key] = found.get(type_key, 0) + 1
    return found
