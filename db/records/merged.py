"""Which records went into another one: two reports of one event that somebody merged."""

from collections.abc import Collection, Iterable, Mapping, Sequence

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


def _followers(reading: Reading, record: RecordKey) -> list[tuple[RecordKey, set[str]]]:
    """Return the records that this one went into by merges, with the gestures that did it; of a part, its copies."""
    kind = RECORD_TYPES[record.type]
    own = kind.field_values(reading.folded(record.uid).values)
    owner = str(own.get(kind.owner) or "") if kind.owner else ""
    found: dict[RecordKey, set[str]] = {}
    for uid, gestures in _went_into(reading, owner or record.uid).items():
        if not owner:
            found[RecordKey(record.type, uid)] = gestures
            continue
        path, copied = kind.path(own), copy_uid(uid, record.uid)
        for part in children(reading, uid):
            theirs = kind.field_values(reading.folded(part.uid).values) if path else {}
            if part.type == record.type and (kind.path(theirs) == path if path else part.uid == copied):
                found[part] = gestures
    return list(found.items())


def taken_over(reading: Reading, record: RecordKey, unit: str) -> dict[RecordKey, list[Revision]]:
    """Return what merges took over of a unit of a record, from merge to merge: by record the revisions that have it."""
    found: dict[RecordKey, list[Revision]] = {}
    waiting = [record]
    while waiting:
        for one, gestures in _followers(reading, waiting.pop()):
            copied = _brought(reading.revisions(one.uid), unit, gestures)
            if copied and one not in found:
                found[one] = copied
                waiting.append(one)
    return found


def _went_into(reading: Reading, uid: str) -> dict[str, set[str]]:
    """Return the records that one was merged into, with the gestures that did it; also where it came back since."""
    revisions = reading.revisions(uid)
    pairs = select(pair.c.uid, pair.c.first, pair.c.second).where(pair.c.verdict == "same", ~pair.c.deleted)
    found: dict[str, set[str]] = {}
    for row in reading.connection.execute(pairs.where(or_(pair.c.first == uid, pair.c.second == uid))):
        merges = {one.batch for one in reading.revisions(row.uid)}
        if any(_ends(one, merges) for one in revisions):
            found[row.second if row.first == uid else row.first] = merges
    return found


def _brought(revisions: Iterable[Revision], unit: str, gestures: Collection[str]) -> list[Revision]:
    """Return the revisions in which a unit says what these merges brought over, and all that were written over them.

    What a record said before, and says again in the merge, is its own.
    """
    known = {one.id: one for one in revisions if unit in one.set or unit in one.blanked}
    return _with_later(unit, known, [r for r in known.values() if r.batch in gestures and not _its_own(r, unit, known)])


def open_to_redaction(revisions: Sequence[Revision], unit: str) -> list[Revision]:
    """Return the revisions of a unit but those that say something instead of what was redacted, and all over them."""
    gestures = {one.batch for one in revisions if one.kind == "redact" and unit in one.over}
    known = {one.id: one for one in revisions if unit in one.set or unit in one.blanked}
    instead = _with_later(unit, known, [one for one in known.values() if one.batch in gestures])
    return [one for one in known.values() if one not in instead]


def _with_later(unit: str, known: Mapping[str, Revision], first: list[Revision]) -> list[Revision]:
    """Return these revisions of a unit and all that were written over them."""
    found: dict[str, Revision] = {}
    waiting = list(first)
    while waiting:
        one = waiting.pop()
        found[one.id] = one
        waiting += [r for r in known.values() if r.id not in found and one.id in r.over.get(unit, ())]
    return list(found.values())


def _its_own(revision: Revision, unit: str, known: Mapping[str, Revision]) -> bool:
    said = revision.set.get(unit)
    before = (known[one] for one in revision.over.get(unit, ()) if one in known)
    return said is not None and any(one.set.get(unit) == said for one in before)


def copy_uid(owner: str, part: str) -> str:
    """Return the id of the copy that a merge makes of a part for the record that stays; the same at every office."""
    return derived_uid(owner, f"merged/{part}")
