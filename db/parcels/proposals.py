"""What people proposed by changing a parcel's cells: kept until somebody decides, one line a merge unit.

A proposal stands over the values that the file showed. Taken, it becomes a revision over exactly those, so a value that
moved meanwhile becomes a conflict and is never overwritten.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select, update
from sqlalchemy.dialects.sqlite import insert

from db.catalogue import RECORD_TYPES, Value
from db.errors import KnownError
from db.parcels.edits import Proposal
from db.parcels.reader import Parcel
from db.parcels.rows import Record
from db.records.undo import undone_gestures
from db.records.verbs import bury, next_reference, raise_up
from db.revisions import DELETED, LIFE, Draft, Json, RecordKey, canonical, deleting, setting
from db.schema.tables import proposal as table
from db.store.log import batched_list
from db.store.writing import Reading, Write

OPEN, TAKEN, REFUSED = "open", "taken", "refused"
SET, NEW, REMOVE = "set", "new", "delete"


@dataclass(frozen=True, slots=True)
class Proposed:
    """One proposal as it is kept.

    `what` is "set" (a unit of a record), "new" (a row that somebody added; `after` has its fields) or "delete";
    `before` is what the file showed, `office` and `file` where it came from, `state` "open", "taken" or "refused".
    """

    id: str
    parcel: str
    office: str
    file: str
    sheet: str
    row: int
    type: str
    uid: str
    what: str
    unit: str
    before: Json
    after: Json
    at: str
    state: str
    decided_by: str
    decided_at: str
    reason: str


def keep_proposals(write: Write, parcel: Parcel, sent: Mapping[str, Record], found: Iterable[Proposal]) -> list[str]:
    """Keep what a parcel's cells propose; return the ids. One that is known already keeps its state."""
    manifest = parcel.manifest
    arrived = write.connection.scalar(select(func.coalesce(func.max(table.c.arrived), 0))) or 0
    rows: list[dict[str, object]] = []
    for one in found:
        for what, unit, before, after, over in _units(one, sent):
            arrived += 1
            text = canonical([manifest.parcel, one.uid, what, unit, after])
            rows.append(
                {
                    "id": hashlib.sha256(text.encode()).hexdigest(),
                    "arrived": arrived,
                    "parcel": manifest.parcel,
                    "office": manifest.sender.office,
                    "file": parcel.path.name,
                    "sheet": one.sheet,
                    "row": one.row,
                    "type": one.type,
                    "uid": one.uid,
                    "what": what,
                    "unit": unit,
                    "before": canonical(before),
                    "after": canonical(after),
                    "over": canonical(over),
                    "at": write.at,
                    "state": OPEN,
                    **dict.fromkeys(("decided_by", "decided_at", "reason", "gesture"), ""),
                }
            )
    if rows:
        write.connection.execute(insert(table).on_conflict_do_nothing(index_elements=["id"]), rows)
    return [str(row["id"]) for row in rows]


_Unit = tuple[str, str, Json, Json, Any]


def _units(one: Proposal, sent: Mapping[str, Record]) -> list[_Unit]:
    """Return what a row proposes as it is kept: what, unit, before, after, and what it stands over."""
    if one.new:
        return [(NEW, "", None, dict(one.after), {})]
    if one.delete:
        doomed = [r for r in sent.values() if r.uid == one.uid or _owner(r) == one.uid]
        drafts = [deleting(RecordKey(r.type, r.uid), r.folded) for r in doomed if not r.folded.deleted]
        return [(REMOVE, "", None, None, [[*draft.record, dict(draft.over)] for draft in drafts])]
    record, kind = sent[one.uid], RECORD_TYPES[one.type]
    whole = {**record.values, **one.after}
    return [
        (SET, unit, kind.unit_value(unit, record.values), kind.unit_value(unit, whole), record.folded.head_ids(unit))
        for unit in dict.fromkeys(kind.by_key[key].merge_unit for key in one.after)
    ]


def _owner(record: Record) -> str:
    return str(record.values.get(RECORD_TYPES[record.type].owner) or "")


def proposals(reading: Reading, *, state: str = OPEN, uid: str = "") -> list[Proposed]:
    """Return the proposals in a state ("" for all), of one record or of all, oldest first.

    One whose taking was undone is open again.
    """
    chosen = select(table).order_by(table.c.arrived)
    rows = reading.connection.execute(chosen.where(table.c.uid == uid) if uid else chosen).all()
    undone = undone_gestures(reading) if any(row.gesture for row in rows) else set[str]()
    found: list[Proposed] = []
    for row in rows:
        now = OPEN if row.gesture in undone else row.state
        if state in ("", now):
            values: dict[str, Any] = {name: getattr(row, name) for name in Proposed.__slots__}
            values |= {"before": json.loads(row.before), "after": json.loads(row.after), "state": now}
            found.append(Proposed(**values))
    return found


def count_open(reading: Reading) -> int:
    """Return how many proposals wait for a decision."""
    return len(proposals(reading))


def take(write: Write, ids: Sequence[str]) -> None:
    """Make proposals revisions, by the person who writes; nothing where it is so already.

    Raises KnownError `no-proposal`.
    """
    for row in _open_rows(write, ids):
        _apply(write, row)
    _decide(write, ids, TAKEN, "", write.gesture)


def refuse(write: Write, ids: Sequence[str], reason: str = "") -> None:
    """Note that proposals were looked at and not taken; the same file taken in again does not bring them back.

    Raises KnownError `no-proposal`.
    """
    _open_rows(write, ids)
    _decide(write, ids, REFUSED, reason, "")


def _open_rows(write: Write, ids: Sequence[str]) -> list[Any]:
    undone = undone_gestures(write)
    rows = {
        row.id: row
        for chunk in batched_list(ids)
        for row in write.connection.execute(select(table).where(table.c.id.in_(chunk)))
        if row.state == OPEN or row.gesture in undone
    }
    for one in ids:
        if one not in rows:
            raise KnownError("no-proposal", id=one)
    return sorted(rows.values(), key=lambda row: row.arrived)


def _decide(write: Write, ids: Sequence[str], state: str, reason: str, gesture: str) -> None:
    decided = {"state": state, "decided_by": write.author, "decided_at": write.at, "reason": reason, "gesture": gesture}
    for chunk in batched_list(ids):
        write.connection.execute(update(table).where(table.c.id.in_(chunk)).values(**decided))


def _apply_again(write: Write, row: Any) -> None:
    """Write a proposal whose taking was undone: the person has seen what the record says now."""
    record, now = RecordKey(row.type, row.uid), write.folded(row.uid)
    draft = setting(record, now, {row.unit: json.loads(row.after)}) if row.what == SET else None
    if draft is not None:
        write.append(draft)
    elif row.what == REMOVE and not now.deleted:
        bury(write, record)
    elif row.what == NEW and now.deleted:
        raise_up(write, record)


def _apply(write: Write, row: Any) -> None:
    """Write one proposal as revisions over what the file showed."""
    if row.gesture:
        _apply_again(write, row)
        return
    record, after, over = RecordKey(row.type, row.uid), json.loads(row.after), json.loads(row.over)
    if row.what == NEW:
        if not write.folded(row.uid).heads:
            _make(write, record, after, row.office)
        return
    if row.what == REMOVE:
        for type_key, uid, seen in over:
            draft = Draft(RecordKey(type_key, uid), "delete", {LIFE: DELETED}, {u: tuple(i) for u, i in seen.items()})
            if not write.folded(uid).deleted and not _taken_before(write, draft):
                write.append(draft)
        return
    now = write.folded(row.uid)
    draft = Draft(record, "set", {row.unit: after}, {row.unit: tuple(over)})
    settled = canonical(now.values.get(row.unit)) == canonical(after) and row.unit not in now.conflicts
    if not settled and not _taken_before(write, draft):
        write.append(draft)


def _taken_before(write: Write, draft: Draft) -> bool:
    """Whether this very change became a revision already: proposed in two copies of one file, it is one."""
    (unit,) = draft.set
    return any(
        unit in r.set and r.set[unit] == draft.set[unit] and set(r.over.get(unit, ())) == set(draft.over[unit])
        for r in write.revisions(draft.record.uid)
    )


def _make(write: Write, record: RecordKey, fields: Mapping[str, Value], office: str) -> None:
    """Write a row that a person added as a new record of the office that sent the workbook."""
    kind = RECORD_TYPES[record.type]
    values = {field.key: field.default for field in kind.fields if field.default is not None} | dict(fields)
    if kind.prefix:
        values |= {"ref": next_reference(write, kind), "office": office}
    units = {kind.by_key[key].merge_unit for key in values}
    write.append(Draft(record, "set", {u: kind.unit_value(u, values) for u in units}, {}))
