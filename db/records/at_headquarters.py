"""What headquarters sees of a protected place: the record without what tells which place it is (DP-07).

The whole record is in its database, for merging and for the answers to the office; no page and no list shows it there.
What disagrees about the place itself is decided by the office, which knows it.
"""

from dataclasses import replace

from db.catalogue import RECORD_TYPES
from db.naming import UNTOLD
from db.records.conflicts import conflicts, count_conflicts
from db.records.family import owner_of
from db.records.sides import Conflict
from db.records.untold import Row, kept_back, unplaced
from db.records.views import RecordView
from db.revisions import Json, RecordKey
from db.store.writing import Reading


def told_view(reading: Reading, seen: RecordView) -> tuple[RecordView, frozenset[str]]:
    """Return a record as it may be seen here, and the fields that cannot be changed here for that."""
    owner = owner_of(reading, seen.key)
    own = kept_back(reading, [owner]).get(owner)
    if own is None:
        return seen, frozenset()
    whole = owner == seen.key.uid
    told = unplaced(seen.key.type, seen.values, None if whole else own)
    kept = {key for key, value in told.items() if value != seen.values[key]}
    if whole:
        kept |= {"protected", *UNTOLD} & RECORD_TYPES[seen.key.type].by_key.keys()
    return replace(seen, values=told), frozenset(kept)


def told_value(record: RecordKey, unit: str, value: Json, owner: str, own: Row) -> Json:
    """Return a value of a unit as it may be seen here; `own` is what tells where its `owner` is."""
    kind = RECORD_TYPES.get(record.type)
    if kind is None or unit not in kind.units:
        return value
    whole_row = kind.field_values({unit: value})
    fields = {field.key: whole_row[field.key] for field in kind.units[unit]}
    whole = record.uid == owner
    told = unplaced(kind.key, {**own, **fields} if whole else fields, None if whole else own)
    return kind.unit_value(unit, {key: told.get(key) for key in fields})


def told_conflicts(reading: Reading, uid: str = "") -> list[Conflict]:
    """Return the open conflicts that may be seen and decided here, of one record or of all."""
    found = conflicts(reading, uid)
    own = kept_back(reading, {one.owner.uid for one in found})
    return [one for one in found if one.owner.uid not in own or not _tells(one, own[one.owner.uid])]


def count_told_conflicts(reading: Reading) -> int:
    """Return how many conflicts are open that may be decided here."""
    return len(told_conflicts(reading)) if kept_back(reading) else count_conflicts(reading)


def _tells(one: Conflict, own: Row) -> bool:
    """Whether any value of a conflict tells which place it is."""
    values = [(one.key, one.unit, value) for value in (*one.base, *(c.value for c in one.candidates))]
    for change in (change for candidate in one.candidates for change in candidate.changes):
        uid = one.owner.uid if change.type == one.owner.type else ""
        values += [(RecordKey(change.type, uid), change.unit, value) for value in (change.before, change.after)]
    return any(told_value(key, unit, value, one.owner.uid, own) != value for key, unit, value in values)
