"""What somebody decided about two records: a record of its own, so that it travels, is undone and merges as all do."""

from uuid import UUID, uuid5

from db.catalogue import ACTIVITY_TYPES
from db.catalogue.pairs import PAIR
from db.errors import KnownError
from db.records.family import find
from db.revisions import RecordKey, restoring, setting
from db.store.writing import Reading, Write

DIFFERENT, SAME = "different", "same"
_PAIRS = UUID("5f6b8f0e-9d0b-4c52-8f3b-6a1d4e2c7a90")  # the name space of all pairs; never to be changed


def pair_uid(one: str, other: str) -> str:
    """Return the id of the verdict on two records: derived, so that two offices that judge them mean the same pair."""
    return str(uuid5(_PAIRS, "/".join(sorted((one, other)))))


def different(write: Write, one: str, other: str) -> RecordKey:
    """Say that two activities are two events: they are not offered as duplicates again, at any office that hears of it.

    `one` and `other` are reference numbers or ids. Returns the pair.

    Raises KnownError `no-record`, `ambiguous-record`, `not-an-activity`, `one-record`.
    """
    return judge(write, activity_named(write, one), activity_named(write, other), DIFFERENT)


def activity_named(reading: Reading, ref: str) -> RecordKey:
    """Return the activity with this reference number or id, deleted or not.

    Raises KnownError `no-record`, `ambiguous-record`, `not-an-activity`.
    """
    record = find(reading, ref)
    if record.type not in ACTIVITY_TYPES:
        raise KnownError("not-an-activity", ref=ref)
    return record


def judge(write: Write, one: RecordKey, other: RecordKey, verdict: str) -> RecordKey:
    """Write down a verdict on two records; return the pair.

    Raises KnownError `one-record`.
    """
    if one == other:
        raise KnownError("one-record", uid=one.uid)
    first, second = sorted((one.uid, other.uid))
    record = RecordKey(PAIR.key, pair_uid(first, second))
    folded = write.folded(record.uid)
    if folded.deleted:  # a verdict that was taken back
        write.append(restoring(record, folded))
    draft = setting(record, folded, {"first": first, "second": second, "verdict": verdict})
    if draft is not None:
        write.append(draft)
    return record
