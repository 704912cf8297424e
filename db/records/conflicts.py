"""The conflict desk: units whose heads differ, with every value and whose it is."""

from dataclasses import dataclass

from sqlalchemy import select

from db.revisions import Json, RecordKey
from db.schema.tables import activity, conflict, replica
from db.store.writing import Reading


@dataclass(frozen=True, slots=True)
class Candidate:
    """One value of a conflict and the revision that holds it."""

    revision: str
    value: Json
    author: str
    office: str
    at: str


@dataclass(frozen=True, slots=True)
class Conflict:
    """A unit of a record that has several different heads."""

    key: RecordKey
    ref: str
    unit: str
    candidates: tuple[Candidate, ...]


def conflicts(reading: Reading, uid: str = "") -> list[Conflict]:
    """Return the open conflicts, of one record or of all."""
    statement = select(conflict).order_by(conflict.c.uid, conflict.c.unit)
    if uid:
        statement = statement.where(conflict.c.uid == uid)
    offices = dict(reading.connection.execute(select(replica.c.id, replica.c.office)).tuples().all())
    found: list[Conflict] = []
    for row in reading.connection.execute(statement):
        key = RecordKey(row.type, row.uid)
        folded = reading.folded(row.uid)
        ref = reading.connection.scalar(select(activity.c.ref).where(activity.c.uid == row.uid)) or row.uid
        candidates = tuple(
            Candidate(h.id, h.set.get(row.unit), h.author, offices.get(h.replica, ""), h.at)
            for h in folded.heads[row.unit]
        )
        found.append(Conflict(key, ref, row.unit, candidates))
    return found
