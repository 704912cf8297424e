"""Revisions in and out of their table."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, select

from db.revisions import RecordKey, Revision, canonical
from db.schema.tables import revision as table

CHUNK = 500  # bound variables in one statement


@dataclass(frozen=True, slots=True)
class Arrival:
    """A stored revision, its place in the order of arrival on this laptop, and the gesture that brought it."""

    revision: Revision
    gesture: str
    number: int


def to_row(revision: Revision, gesture: str) -> dict[str, object]:
    """Return a revision as a row of its table."""
    body: dict[str, object] = {"set": revision.set, "over": revision.over, "blanked": revision.blanked}
    if revision.salts:
        body["salts"] = revision.salts
    return {
        "id": revision.id,
        "replica": revision.replica,
        "seq": revision.seq,
        "prev": revision.prev,
        "type": revision.record.type,
        "uid": revision.record.uid,
        "kind": revision.kind,
        "author": revision.author,
        "at": revision.at,
        "batch": revision.batch,
        "reason": revision.reason,
        "format": revision.format,
        "salt": revision.salt,
        "body": canonical(body),
        "gesture": gesture,
    }


def from_row(row: Row[Any]) -> Revision:
    """Return the revision in a row of its table."""
    body = json.loads(row.body)
    return Revision(
        replica=row.replica,
        seq=row.seq,
        prev=row.prev,
        record=RecordKey(row.type, row.uid),
        kind=row.kind,
        set=body["set"],
        over={unit: tuple(ids) for unit, ids in body["over"].items()},
        author=row.author,
        at=row.at,
        batch=row.batch,
        reason=row.reason,
        salt=row.salt,
        format=row.format,
        blanked=body["blanked"],
        salts=body.get("salts", {}),
        id=row.id,
    )


def arrivals(connection: Connection, uids: Iterable[str]) -> dict[str, list[Arrival]]:
    """Return all revisions of records, by uid, each list in order of arrival; unknown uids have empty lists."""
    found: dict[str, list[Arrival]] = {uid: [] for uid in uids}
    for chunk in batched_list(list(found)):
        rows = connection.execute(select(table).where(table.c.uid.in_(chunk)).order_by(table.c.arrived))
        for row in rows:
            found[row.uid].append(Arrival(from_row(row), row.gesture, row.arrived))
    return found


def revisions_of(connection: Connection, uids: Iterable[str]) -> dict[str, list[Revision]]:
    """Return all revisions of records, by uid, in order of arrival."""
    return {uid: [a.revision for a in found] for uid, found in arrivals(connection, uids).items()}


def known_ids(connection: Connection, ids: Sequence[str]) -> set[str]:
    """Return those of the given revision ids that are stored here."""
    return {
        i for chunk in batched_list(ids) for i in connection.scalars(select(table.c.id).where(table.c.id.in_(chunk)))
    }


def batched_list(items: Sequence[str]) -> Iterable[Sequence[str]]:
    """Split a list into pieces that fit into one statement."""
    return (items[start : start + CHUNK] for start in range(0, len(items), CHUNK))
