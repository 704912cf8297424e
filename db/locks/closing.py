"""Closing a period, opening it again, and allowing changes in spite of a lock until a day."""

from sqlalchemy import func, select

from db.catalogue import Value
from db.catalogue.kinds import DATE, Refused
from db.catalogue.locks import CLOSING, PERMISSION, REOPENED
from db.errors import KnownError
from db.records.entry import read_entry
from db.records.family import find, reference
from db.records.verbs import put
from db.revisions import RecordKey, deleting, setting
from db.revisions.seen import reached
from db.schema.tables import revision
from db.store.office import OFFICE_CODE, new_uid
from db.store.roles import ALLOW, CLOSE, DESK, need
from db.store.writing import Write


def close(write: Write, start: str, end: str, *, reason: str, area: str | None = None) -> RecordKey:
    """Close the days from `start` to `end`, both included, of an office; `area` "" closes those of all offices.

    Without an `area` it is the office itself, at headquarters all.

    Raises KnownError `not-your-role`, `lock-elsewhere`, `bad-date`, `bad-window`, `bad-office-code`, `reason-needed`.
    """
    need(write.role, CLOSE)
    first, last = _day(start), _day(end)
    if first > last:
        raise KnownError("bad-window", start=first, end=last)
    known = select(revision.c.replica, func.max(revision.c.seq)).group_by(revision.c.replica)
    ends = {row[0]: row[1] for row in write.connection.execute(known)}
    given: dict[str, Value] = {"area": _area(write, area), "start": first, "end": last, "reason": _reason(reason)}
    return _make(write, CLOSING.key, given | {"seen": reached(ends)})


def reopen(write: Write, ref: str, *, reason: str) -> RecordKey:
    """Open a closed period again.

    Raises KnownError `not-your-role`, `lock-of-headquarters`, `lock-elsewhere`, `no-record`, `not-closed`,
    `reason-needed`.
    """
    record = find(write, ref)
    folded = write.folded(record.uid)
    if record.type != CLOSING.key or folded.deleted or folded.values.get(REOPENED):
        raise KnownError("not-closed", ref=ref)
    said = {"reopened_on": write.at[:10], "reopened_by": write.author, "reopened_why": _reason(reason)}
    draft = setting(record, folded, {REOPENED: CLOSING.unit_value(REOPENED, said)})
    assert draft is not None
    write.append(draft, reason)
    return record


def allow(write: Write, lock: str, *, until: str, reason: str, area: str | None = None, officer: str = "") -> RecordKey:
    """Allow changes in spite of a lock, of a closed period or of an approved activity, until a day, that day included.

    `officer` is whom it is for, "" everybody of the office.

    Raises KnownError `not-your-role`, `lock-of-headquarters`, `lock-elsewhere`, `no-record`, `no-lock`, `bad-date`,
    `bad-office-code`, `reason-needed`.
    """
    need(write.role, ALLOW)
    record = find(write, lock)
    if record.type not in PERMISSION.links["lock"] or write.folded(record.uid).deleted:
        raise KnownError("no-lock", ref=lock)
    given: dict[str, Value] = {
        "lock": record.uid,
        "area": _area(write, area),
        "officer": " ".join(officer.split()) or None,
        "until": _day(until),
        "reason": _reason(reason),
    }
    return _make(write, PERMISSION.key, given)


def end_exception(write: Write, ref: str) -> RecordKey:
    """End an exception before its day.

    Raises KnownError `not-your-role`, `lock-of-headquarters`, `lock-elsewhere`, `no-record`, `no-lock`.
    """
    record = find(write, ref)
    folded = write.folded(record.uid)
    if record.type != PERMISSION.key or folded.deleted:
        raise KnownError("no-lock", ref=reference(write, record))
    write.append(deleting(record, folded))
    return record


def _make(write: Write, kind: str, given: dict[str, Value]) -> RecordKey:
    made = {"by": write.author, "role": write.role, "day": write.at[:10]}
    entry = read_entry(write.mission, kind, {}, given=given | made)
    entry.refuse()
    uid = new_uid()
    write.expect_new(uid)
    return put(write, CLOSING if kind == CLOSING.key else PERMISSION, uid, entry)


def _area(write: Write, area: str | None) -> Value:
    """Return whose records are meant: None for those of all offices."""
    if area is None:
        return None if write.role == DESK else write.identity.office
    if area and not OFFICE_CODE.fullmatch(area):
        raise KnownError("bad-office-code", office=area)
    return area or None


def _day(text: str) -> str:
    try:
        found = DATE.parse(text, None)
    except Refused:
        found = None
    if not found:
        raise KnownError("bad-date", text=text)
    return str(found)


def _reason(text: str) -> str:
    if not text.strip():
        raise KnownError("reason-needed")
    return text.strip()
