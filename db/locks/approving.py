"""Approving an activity as it stands, and knowing what was changed since."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from db.catalogue import activity_type
from db.catalogue.locks import APPROVAL
from db.errors import KnownError
from db.records.family import children, family_revisions, find, reference
from db.records.verbs import create
from db.revisions import RecordKey, Revision, deleting, fold
from db.revisions.seen import Difference, shown_of, since_shown
from db.schema.locks import approval
from db.schema.tables import activity
from db.store.roles import APPROVE, need
from db.store.rows import by_name
from db.store.writing import Reading, Write


@dataclass(frozen=True, slots=True)
class Approved:
    """One approval that was not taken back: by whom, in which function, on which day by that laptop's clock.

    `changed` is what is different since, by record; empty: the activity stands as it was approved.
    """

    key: RecordKey
    by: str
    role: str
    function: str
    day: str
    note: str
    changed: Mapping[RecordKey, Difference]


def approve(write: Write, ref: str, *, function: str = "", note: str = "") -> RecordKey:
    """Approve an activity, with all its parts, as it stands here now; older approvals stay beside it.

    Raises KnownError `not-your-role`, `no-record`, `unknown-kind` (no activity), `deleted-record`, `approve-disputed`
    (a conflict in it is open).
    """
    need(write.role, APPROVE)
    record = find(write, ref)
    activity_type(record.type)
    folds = {key: fold(found) for key, found in _family(write, record).items()}
    if folds[record].deleted:
        raise KnownError("deleted-record", ref=ref)
    if any(folded.conflicts for folded in folds.values()):
        raise KnownError("approve-disputed", ref=reference(write, record))
    given = {
        "by": write.author,
        "role": write.role,
        "function": " ".join(function.split()) or None,
        "day": write.at[:10],
        "note": note.strip() or None,
        "seen": shown_of(folds.values()),
    }
    return create(write, APPROVAL.key, {"activity": record.uid}, given=given)


def take_back(write: Write, ref: str) -> int:
    """Take every approval of an activity back, for the gesture's reason; return how many there were.

    Raises KnownError `not-your-role`, `no-record`, `not-approved`, `reason-needed`.
    """
    need(write.role, APPROVE)
    record = find(write, ref)
    standing = [key for key in children(write, record.uid, alive=True) if key.type == APPROVAL.key]
    if not standing:
        raise KnownError("not-approved", ref=reference(write, record))
    if not write.reason.strip():
        raise KnownError("reason-needed")
    for key in standing:
        write.append(deleting(key, write.folded(key.uid)))
    return len(standing)


def approvals_of(reading: Reading, record: RecordKey) -> tuple[Approved, ...]:
    """Return the approvals of an activity that were not taken back; those that cover it as it stands first."""
    rows = _standing(reading, record.uid)
    family = _family(reading, record) if rows else {}
    found = [_approved(row, family) for row in rows]
    return tuple(sorted(found, key=lambda one: (not one.changed, one.day, one.key.uid), reverse=True))


def stands_approved(reading: Reading, record: RecordKey) -> Approved | None:
    """Return the newest approval that covers an activity as it stands; None where there is none."""
    return next((one for one in approvals_of(reading, record) if not one.changed), None)


def approves(reading: Reading, office: str) -> bool:
    """Whether an office approves its activities at all: then what is not approved is a draft on paper."""
    theirs = select(activity.c.uid).where(activity.c.office == office)
    made = select(approval.c.uid).where(approval.c.deleted.is_(False), approval.c.activity.in_(theirs)).limit(1)
    return reading.connection.scalar(made) is not None


def _standing(reading: Reading, uid: str) -> list[dict[str, Any]]:
    reading.settle(uid)
    wanted = select(approval).where(approval.c.activity == uid, approval.c.deleted.is_(False))
    return [by_name(row) for row in reading.connection.execute(wanted).mappings()]


def _family(reading: Reading, record: RecordKey) -> dict[RecordKey, list[Revision]]:
    """Return the revisions of an activity and its parts; what approves it is no part of what is approved."""
    return {key: found for key, found in family_revisions(reading, record).items() if key.type != APPROVAL.key}


def _approved(row: Mapping[str, Any], family: Mapping[RecordKey, list[Revision]]) -> Approved:
    compared = {key: since_shown(found, row["seen"] or "") for key, found in family.items()}
    changed = {key: difference for key, difference in compared.items() if difference is not None}
    told = {key: row[key] or "" for key in ("by", "role", "function", "day", "note")}
    return Approved(RecordKey(APPROVAL.key, row["uid"]), **told, changed=changed)
