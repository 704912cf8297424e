"""Which records went into another one: two reports of one event that somebody merged."""

from sqlalchemy import or_, select

from db.catalogue import RECORD_TYPES, derived_uid
from db.records.family import children
from db.revisions import RecordKey, Revision, fold
from db.schema.tables import pair
from db.store.writing import Reading


def merged_into(reading: Reading, uid: str) -> dict[str, str]:
    """Return the records that were merged into one, and into those, with their reference numbers, by id.

    The pair says that they are one event; which of them went away is told by a deletion of the same gesture.
    """
    found: dict[str, str] = {}
    waiting = [uid]
    while waiting:
        one = waiting.pop()
        pairs = select(pair.c.uid, pair.c.first, pair.c.second).where(pair.c.verdict == "same", ~pair.c.deleted)
        for row in reading.connection.execute(pairs.where(or_(pair.c.first == one, pair.c.second == one))):
            other = row.second if row.first == one else row.first
            revisions = reading.revisions(other)
            merges = {r.batch for r in reading.revisions(row.uid)}
            gone = fold(revisions)
            if other not in (uid, *found) and gone.deleted and any(_ends(r, merges) for r in revisions):
                found[other] = str(gone.values.get("ref") or other)
                waiting.append(other)
    return found


def _ends(revision: Revision, gestures: set[str]) -> bool:
    return revision.kind == "delete" and revision.batch in gestures


def absorbed(reading: Reading, record: RecordKey) -> list[RecordKey]:
    """Return the records that went into this one by merges; of a part, those parts that it is a copy of.

    They are deleted, and their history still says what they said.
    """
    kind = RECORD_TYPES[record.type]
    own = kind.field_values(reading.folded(record.uid).values)
    owner = str(own.get(kind.owner) or "") if kind.owner else ""
    if not owner:
        return [RecordKey(record.type, uid) for uid in merged_into(reading, record.uid)]
    theirs = [key for uid in merged_into(reading, owner) for key in children(reading, uid) if key.type == record.type]
    if path := kind.path(own):
        return [key for key in theirs if kind.path(kind.field_values(reading.folded(key.uid).values)) == path]
    return [key for key in theirs if copy_uid(owner, key.uid) == record.uid]


def copy_uid(owner: str, part: str) -> str:
    """Return the id of the copy that a merge makes of a part for the record that stays; the same at every office."""
    return derived_uid(owner, f"merged/{part}")
