"""Bringing back what a record said at an earlier moment: one value, or the whole of it with its parts."""

from sqlalchemy import select

from db.catalogue import RECORD_TYPES
from db.errors import KnownError
from db.records.family import children, owner_of
from db.records.project_files import rules_kept
from db.revisions import LIFE, RecordKey, Revision, deleting, fold, restoring, setting
from db.schema.tables import revision as revision_table
from db.store.log import arrivals
from db.store.writing import Reading, Write

_KEPT = {"ref", "office", LIFE}  # who a record is does not change with what it says


def restore_value(write: Write, revision: str, unit: str, override: str = "") -> RecordKey:
    """Let a unit say again what it said with a revision. What breaks a rule needs an `override` (the reason).

    Raises KnownError `no-moment`, `deleted-record`, `rule-broken`, `state-refused`.
    """
    record, _ = _place(write, revision)
    folded = write.folded(record.uid)
    if folded.deleted:
        raise KnownError("deleted-record", ref=record.uid)
    made = next(one for one in write.revisions(record.uid) if one.id == revision)
    if unit not in made.set:
        raise KnownError("no-moment")
    write.reason = write.reason or override
    with rules_kept(write, owner_of(write, record), override, back=True):
        draft = setting(record, folded, {unit: made.set[unit]})
        if draft is not None:
            write.append(draft)
    return record


def restore_record(write: Write, record: RecordKey, revision: str, override: str = "") -> RecordKey:
    """Let a record and its parts say again all that they said right after a revision arrived.

    Parts that are newer are deleted, parts that went since come back; the record's number stays. What breaks a rule
    needs an `override` (the reason).

    Raises KnownError `no-moment`, `rule-broken`, `state-refused`.
    """
    _, moment = _place(write, revision)
    keys = [record, *children(write, record.uid)]
    known = arrivals(write.connection, [key.uid for key in keys])
    write.preload(key.uid for key in keys)
    write.reason = write.reason or override
    with rules_kept(write, owner_of(write, record), override, back=True):
        for key in keys:
            _rewind(write, key, [one.revision for one in known[key.uid] if one.number <= moment])
    return record


def _rewind(write: Write, key: RecordKey, earlier: list[Revision]) -> None:
    then, now = fold(earlier), write.folded(key.uid)
    if not then.heads or then.deleted:
        if not now.deleted:
            write.append(deleting(key, now))
        return
    if now.deleted:
        write.append(restoring(key, now))
        now = write.folded(key.uid)
    kind = RECORD_TYPES.get(key.type)
    fixed = kind.fixed if kind is not None else frozenset[str]()
    units = (now.values.keys() | then.values.keys()) - _KEPT - fixed
    draft = setting(key, now, {unit: then.values.get(unit) for unit in sorted(units)})
    if draft is not None:
        write.append(draft)


def _place(reading: Reading, revision: str) -> tuple[RecordKey, int]:
    """Return the record that a revision is of, and its place in the order of arrival on this laptop."""
    table = revision_table
    wanted = select(table.c.type, table.c.uid, table.c.arrived).where(table.c.id == revision)
    row = reading.connection.execute(wanted).one_or_none()
    if row is None:
        raise KnownError("no-moment")
    return RecordKey(row.type, row.uid), row.arrived
