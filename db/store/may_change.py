"""Whether somebody may change a record: the one rule, asked by `Write.append` whatever door a change comes through.

A form, a cell, a paste, an import, an undo, a decided conflict and a script all end there. What arrives in a parcel
does not: it is kept, and `db.locks` tells where it changed something that was locked.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from sqlalchemy import RowMapping, select

from db.catalogue import ACTIVITY_TYPES, LOCK_TYPES, RECORD_TYPES, Value, Values
from db.catalogue.locks import APPROVAL, CLOSING, DAYS, PERMISSION
from db.errors import KnownError, Problem
from db.folding import fold as fold_words
from db.revisions import LIFE, LIVE, Draft, Json, RecordKey
from db.schema.locks import approval, closing, permission
from db.store.roles import ALLOW, APPROVE, CLOSE, CORRECT, DESK, HEAD, ROLES, may, need
from db.store.rows import by_name
from db.store.writing import Reading

# Taking a person out of a record, or a face out of a photo, is owed to that person whatever is locked; so is what
# follows from one that arrived.
OWED = ("redact", "blur", "receive")
_RIGHTS = {APPROVAL.key: APPROVE, CLOSING.key: CLOSE, PERMISSION.key: ALLOW}


@dataclass(frozen=True, slots=True)
class State:
    """A record for the rule, now or as it would be: what it belongs to, the day on which it falls, and whose it is."""

    owner: RecordKey
    day: str
    office: str


def guard(reading: Reading, kind: str) -> Callable[[Draft, str], str]:
    """Return what every draft of a gesture of this kind has to pass."""
    return _owed if kind in OWED else Locks(reading).of_draft


def _owed(draft: Draft, reason: str) -> str:
    return reason


class Locks:
    """The locks of an office as one gesture, or one reading, finds them."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading

    def of_draft(self, draft: Draft, reason: str) -> str:
        """Let a draft pass and return the reason that its revision has; it names the exception that was used.

        Raises KnownError `not-your-role`, `lock-of-headquarters`, `lock-elsewhere`, `approved`, `approved-why`,
        `period-closed`.
        """
        if draft.record.type not in _RIGHTS and not self._closed and not self._anything_approved:
            return reason
        folded = self._reading.folded(draft.record.uid)
        before = folded.values if folded.heads and not folded.deleted else None
        after = {**folded.values, **draft.set}
        if draft.record.type in _RIGHTS:
            self._refuse_lifting(draft.record, before, after)
            return reason
        gone = draft.set.get(LIFE, LIVE) != LIVE
        used = [
            self.refuse(state, reason)
            for state in (self.state(draft.record, before), None if gone else self.state(draft.record, after))
            if state is not None
        ]
        return " ".join(dict.fromkeys(filter(None, (reason, *used))))

    def state(self, record: RecordKey, units: Mapping[str, Json] | None) -> State | None:
        """Return a record with these units as the rule sees it; None where there is none, or its type is not known."""
        kind = RECORD_TYPES.get(record.type)
        if kind is None or units is None:
            return None
        values = kind.field_values(units)
        owner, whose = record, values
        if uid := str(values.get(kind.owner) or "") if kind.owner else "":
            owner = RecordKey(self._reading.type_of(uid) or "", uid)
            above = RECORD_TYPES.get(owner.type)
            whose = above.field_values(self._reading.folded(uid).values) if above else {}
        return State(owner, _day(record, values) or _day(owner, whose), str(whose.get("office") or ""))

    def entering(self, type_key: str, values: Values) -> Problem | None:
        """Return what keeps a new record of this office out, in words for one row of many; None where nothing does."""
        record = RecordKey(type_key, "")
        try:
            self.refuse(State(record, _day(record, values), self._reading.identity.office), "")
        except KnownError as refused:
            return Problem(DAYS[type_key][0], "row-locked", refused.values)
        return None

    def refuse(self, state: State, reason: str) -> str:
        """Refuse a change of a record where a lock keeps it; return the words for an exception that was used.

        Raises KnownError `approved`, `approved-why`, `period-closed`.
        """
        used: list[str] = []
        for lock in self.closings_over(state):
            allowed = self._allowed(lock["uid"])
            if allowed is None:
                raise KnownError(
                    "period-closed",
                    start=lock["start"],
                    end=lock["end"],
                    day=state.day,
                    by=lock["by"],
                    ref=lock["ref"],
                    who=ROLES[DESK] if lock["role"] == DESK else ROLES[HEAD],
                )
            used.append(_told(allowed))
        made = self.approval_of(state.owner)
        if made is not None:
            allowed = self._allowed(state.owner.uid)
            if allowed is not None:
                used.append(_told(allowed))
            elif not may(self._reading.role, CORRECT):
                raise KnownError("approved", by=made["by"], day=made["day"], who=ROLES[HEAD])
            elif not reason:
                raise KnownError("approved-why", by=made["by"], day=made["day"])
        return " ".join(used)

    def approval_of(self, activity: RecordKey) -> RowMapping | None:
        """Return the newest approval of an activity that stands, changed since or not."""
        if activity.type not in ACTIVITY_TYPES or not self._anything_approved:
            return None
        wanted = select(approval).where(approval.c.activity == activity.uid, approval.c.deleted.is_(False))
        newest = wanted.order_by(approval.c.day.desc(), approval.c.uid.desc()).limit(1)
        return self._reading.connection.execute(newest).mappings().one_or_none()

    def closings_over(self, state: State) -> list[dict[str, Any]]:
        """Return the closed periods that a record falls into."""
        return [one for one in self._closed if self.within(one, state)]

    @staticmethod
    def within(lock: Mapping[str, Any], state: State) -> bool:
        """Whether a record falls into a closed period."""
        return (lock["start"] or "") <= state.day <= (lock["end"] or "") and lock["area"] in (None, "", state.office)

    @cached_property
    def _anything_approved(self) -> bool:
        return self._reading.connection.scalar(select(approval.c.uid).limit(1)) is not None

    @cached_property
    def _closed(self) -> list[dict[str, Any]]:
        standing = (closing.c.deleted.is_(False), closing.c.reopened_on.is_(None))
        rows = self._reading.connection.execute(select(closing).where(*standing)).mappings()
        return [by_name(row) for row in rows]

    def _allowed(self, lock: str) -> RowMapping | None:
        here, today = self._reading.identity.office, self._reading.at[:10]
        wanted = select(permission).where(
            permission.c.lock == lock, permission.c.deleted.is_(False), permission.c.until >= today
        )
        for one in self._reading.connection.execute(wanted.order_by(permission.c.until.desc())).mappings():
            person = fold_words(one["officer"] or "")
            if one["area"] in (None, "", here) and person in ("", fold_words(self._reading.author)):
                return one
        return None

    def _refuse_lifting(self, record: RecordKey, before: Mapping[str, Json] | None, after: Mapping[str, Json]) -> None:
        """Refuse to make, change or lift a lock to whoever may not."""
        need(self._reading.role, _RIGHTS[record.type])
        if self._reading.role == DESK or record.type not in LOCK_TYPES:
            return
        kind, here = LOCK_TYPES[record.type], self._reading.identity.office
        for units in filter(None, (before, after)):
            values: dict[str, Any] = dict(kind.field_values(units))
            if values["role"] == DESK or self._made_at_headquarters(values.get("lock")):
                raise KnownError("lock-of-headquarters", ref=values["ref"] or "")
            if values["area"] != here:
                raise KnownError("lock-elsewhere", office=here)

    def _made_at_headquarters(self, lock: Value) -> bool:
        return any(one["uid"] == lock and one["role"] == DESK for one in self._closed)


def _day(record: RecordKey, values: Values) -> str:
    return next((str(values[key]) for key in DAYS.get(record.type, ()) if values.get(key)), "")


def _told(one: RowMapping) -> str:
    return f"[{one['ref']}, {one['until']}: {one['reason']}]"
