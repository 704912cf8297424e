"""Which records went into another one: two reports of one event that somebody merged."""

from sqlalchemy import or_, select

from db.revisions import Revision, fold
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
