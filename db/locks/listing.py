"""The list of locks that everybody can see: what is approved, closed and excepted, and what changed in spite of it."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

from sqlalchemy import ColumnElement, Table, and_, func, or_, select

from db.catalogue.locks import APPROVAL, CLOSING, PERMISSION
from db.locks.approving import approvals_of
from db.records.family import owner_of, reference
from db.revisions import RecordKey, Revision, fold
from db.revisions.seen import read_reached, since_reached
from db.schema.locks import approval, closing, permission
from db.schema.tables import activity, revision
from db.store.may_change import Locks
from db.store.roles import DESK
from db.store.rows import by_name
from db.store.writing import Reading

_NO_CHANGE = (APPROVAL.key, CLOSING.key, PERMISSION.key)


@dataclass(frozen=True, slots=True)
class Late:
    """A record that was changed after its lock was made, by somebody who did not know the lock or had an exception.

    `ref` is what people call the activity (or other record) that it belongs to, `part` the type of the part, "" for the
    record itself.
    """

    record: RecordKey
    ref: str
    part: str
    by: str
    at: str
    reason: str


@dataclass(frozen=True, slots=True)
class Closed:
    """One closed period: of which office ("": all), from when until when, why, who closed it, who opened it again."""

    uid: str
    ref: str
    area: str
    start: str
    end: str
    reason: str
    by: str
    role: str
    day: str
    reopened_on: str
    reopened_by: str
    reopened_why: str


@dataclass(frozen=True, slots=True)
class Exempt:
    """One dated exception: from which lock, for whom, until when, why, by whom; `over` where its day has passed."""

    uid: str
    ref: str
    lock: str
    area: str
    officer: str
    until: str
    reason: str
    by: str
    role: str
    day: str
    over: bool


@dataclass(frozen=True, slots=True)
class AllLocks:
    """All that is locked: how many activities are approved, those changed since, closed periods and exceptions."""

    approved: int
    changed: tuple[Late, ...]
    closed: tuple[Closed, ...]
    exceptions: tuple[Exempt, ...]

    @property
    def standing(self) -> tuple[Closed, ...]:
        """The periods that are closed now."""
        return tuple(one for one in self.closed if not one.reopened_on)


def all_locks(reading: Reading) -> AllLocks:
    """Return the list of locks: newest first, those that were lifted or ended last."""
    changed = _changed_since_approved(reading)
    whole = select(func.count(approval.c.activity.distinct())).where(*_of_living())
    approved = reading.connection.scalar(whole) or 0
    closed = [Closed(**_texts(row, Closed)) for row in _rows(reading, closing)]
    closed.sort(key=lambda one: (not one.reopened_on, one.day, one.ref), reverse=True)
    exceptions = sorted(_exceptions(reading), key=lambda one: (not one.over, one.until, one.ref), reverse=True)
    return AllLocks(approved - len(changed), changed, tuple(closed), tuple(exceptions))


def locks_of_today(reading: Reading) -> tuple[int, tuple[Exempt, ...]]:
    """Return what of the locks touches whoever opens the office: closed periods, and exceptions that hold today."""
    here = reading.identity.office
    standing = (closing.c.deleted.is_(False), closing.c.reopened_on.is_(None))
    ours = () if reading.role == DESK else (or_(closing.c.area.is_(None), closing.c.area == here),)
    number = reading.connection.scalar(select(func.count()).select_from(closing).where(*standing, *ours)) or 0
    found = [one for one in _exceptions(reading) if not one.over and (reading.role == DESK or one.area in ("", here))]
    return number, tuple(sorted(found, key=lambda one: (one.until, one.ref)))


def late_changes(reading: Reading, closed: str) -> tuple[Late, ...]:
    """Return what was changed in the closed period with this id after it was closed, newest first.

    Whoever changed it did not know that it was closed yet, or had an exception: then the reason names it. Counted is
    what the one who closed it had not received, so that no clock is asked and everybody gets the same answer.
    """
    lock = next((row for row in _rows(reading, closing) if row["uid"] == closed), None)
    if lock is None:
        return ()
    ends = read_reached(lock["seen"] or "")
    table = revision.c
    unseen = or_(table.replica.not_in(list(ends)), *(and_(table.replica == r, table.seq > s) for r, s in ends.items()))
    wanted = select(table.uid).where(unseen, table.type.not_in(_NO_CHANGE)).distinct()
    uids = list(reading.connection.scalars(wanted))
    locks, found = Locks(reading), list[Late]()
    for revisions in reading.revisions_of(uids).values():
        difference = since_reached(revisions, ends)
        known = [one for one in revisions if one.seq <= ends.get(one.replica, 0)]
        states = [locks.state(revisions[0].record, fold(some).values) for some in (known, revisions) if some]
        if difference is not None and any(state and locks.within(lock, state) for state in states):
            found.append(_late(reading, difference.newest.record, difference.newest))
    return tuple(sorted(found, key=lambda one: (one.at, one.ref), reverse=True))


def _exceptions(reading: Reading) -> list[Exempt]:
    return [
        Exempt(
            **_texts(row, Exempt) | {"lock": _called(reading, row["lock"])}, over=(row["until"] or "") < reading.at[:10]
        )
        for row in _rows(reading, permission)
    ]


def _changed_since_approved(reading: Reading) -> tuple[Late, ...]:
    """Return the activities that are no longer as they were approved."""
    found: list[Late] = []
    rows = reading.connection.execute(
        select(activity.c.type, activity.c.uid).where(
            activity.c.uid.in_(select(approval.c.activity).where(*_of_living()))
        )
    )
    for record in (RecordKey(*row) for row in rows):
        approvals = approvals_of(reading, record)
        if approvals and approvals[0].changed:
            newest = max(approvals[0].changed.values(), key=lambda one: (one.newest.at, one.newest.id)).newest
            found.append(_late(reading, record, newest))
    return tuple(sorted(found, key=lambda one: (one.at, one.ref), reverse=True))


def _of_living() -> tuple[ColumnElement[bool], ...]:
    living = select(activity.c.uid).where(activity.c.deleted.is_(False))
    return (approval.c.deleted.is_(False), approval.c.activity.in_(living))


def _late(reading: Reading, record: RecordKey, newest: Revision) -> Late:
    owner = owner_of(reading, record)
    whole = RecordKey(reading.type_of(owner) or record.type, owner)
    part = record.type if owner != record.uid else ""
    return Late(record, reference(reading, whole), part, newest.author, newest.at, newest.reason)


def _rows(reading: Reading, table: Table) -> list[dict[str, Any]]:
    wanted = select(table).where(table.c.deleted.is_(False))
    return [by_name(row) for row in reading.connection.execute(wanted).mappings()]


def _texts(row: Mapping[str, Any], shape: type[Closed | Exempt]) -> dict[str, Any]:
    return {one.name: row[one.name] or "" for one in fields(shape) if one.name in row}


def _called(reading: Reading, uid: str) -> str:
    kind = reading.type_of(uid)
    return reference(reading, RecordKey(kind, uid)) if kind else uid
