"""What people proposed by changing a parcel's cells: kept until somebody decides, one line a merge unit.

A proposal stands over the values that the file showed. Taken, it becomes a revision over exactly those, so a value that
moved meanwhile becomes a conflict and is never overwritten.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, or_, select, update
from sqlalchemy.dialects.sqlite import insert

from db.catalogue import RECORD_TYPES, Value
from db.errors import KnownError
from db.parcels.edits import Proposal
from db.parcels.reader import Parcel
from db.parcels.rows import Record
from db.parcels.taking import change, earlier
from db.records.gestures import undone_gestures
from db.records.verbs import bury, next_reference, raise_up
from db.revisions import DELETED, LIFE, Draft, Json, RecordKey, canonical, deleting
from db.schema.exchange import proposal as table
from db.store.log import batched_list
from db.store.writing import Reading, Write

OPEN, TAKEN, REFUSED = "open", "taken", "refused"
SET, NEW, REMOVE = "set", "new", "delete"


@dataclass(frozen=True, slots=True)
class Proposed:
    """One proposal as it is kept.

    `what` is "set" (a unit of a record), "new" (a row that somebody added; `after` has its fields) or "delete";
    `before` is what the file showed, `why` the reason that stood beside the row, `office` and `file` where it came
    from, `state` "open", "taken" or "refused"; `reason` is why it was refused.
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
    why: str
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
                    "why": one.why,
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

    One whose deciding was undone is open again.
    """
    undone = _reopened(reading)
    chosen = select(table).order_by(table.c.arrived)
    chosen = chosen.where(table.c.uid == uid) if uid else chosen
    chosen = chosen.where(or_(table.c.state == state, table.c.gesture.in_(undone))) if state else chosen
    found: list[Proposed] = []
    for row in reading.connection.execute(chosen):
        now = OPEN if row.gesture in undone else row.state
        if state in ("", now):
            values: dict[str, Any] = {name: getattr(row, name) for name in Proposed.__slots__}
            values |= {"before": json.loads(row.before), "after": json.loads(row.after), "state": now}
            found.append(Proposed(**values))
    return found


def count_open(reading: Reading) -> int:
    """Return how many proposals wait for a decision."""
    waiting = or_(table.c.state == OPEN, table.c.gesture.in_(_reopened(reading)))
    return reading.connection.scalar(select(func.count()).where(waiting)) or 0


def open_by_office(reading: Reading) -> dict[str, int]:
    """Return how many proposals wait for a decision, by the office whose parcel brought them."""
    waiting = or_(table.c.state == OPEN, table.c.gesture.in_(_reopened(reading)))
    counted = select(table.c.office, func.count()).where(waiting).group_by(table.c.office)
    return dict(reading.connection.execute(counted).all())


def _reopened(reading: Reading) -> set[str]:
    """Return the gestures that decided proposals and were undone."""
    return undone_gestures(reading).intersection(reading.connection.scalars(select(table.c.gesture).distinct()))


def take(write: Write, ids: Sequence[str]) -> None:
    """Make proposals revisions, by the person who writes; nothing where it is so already.

    Raises KnownError `no-proposal`.
    """
    undone = undone_gestures(write)
    for row in _open_rows(write, ids, undone):
        _apply(write, row, undone)
    _decide(write, ids, TAKEN)


def refuse(write: Write, ids: Sequence[str]) -> None:
    """Note that proposals were looked at and not taken; the same file taken in again does not bring them back.

    Why is the reason of the gesture. Raises KnownError `no-proposal`.
    """
    _open_rows(write, ids, undone_gestures(write))
    _decide(write, ids, REFUSED)


def _open_rows(write: Write, ids: Sequence[str], undone: set[str]) -> list[Any]:
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


def _decide(write: Write, ids: Sequence[str], state: str) -> None:
    """Write down who decided what; the gesture stands in the history, so that an undo opens them again."""
    write.stand()
    decided = {"state": state, "decided_by": write.author, "decided_at": write.at, "gesture": write.gesture}
    for chunk in batched_list(ids):
        mine = update(table).where(table.c.id.in_(chunk))
        write.connection.execute(mine.values(**decided, reason=write.reason if state == REFUSED else ""))


def _apply(write: Write, row: Any, undone: set[str]) -> None:
    """Write one proposal as revisions over what the file showed."""
    record, after, over = RecordKey(row.type, row.uid), json.loads(row.after), json.loads(row.over)
    known = write.revisions(row.uid)
    if row.what == NEW:
        if not known:
            _make(write, record, after, row.office, row.why)
        elif known[0].batch in undone and write.folded(row.uid).deleted:
            raise_up(write, record)
        else:  # somebody made the same part meanwhile: what the two say differently is a conflict, never dropped
            kind = RECORD_TYPES[row.type]
            for unit in {kind.by_key[key].merge_unit for key in after}:
                draft = change(record, unit, kind.unit_value(unit, after), (), write.revisions(row.uid), undone)
                if draft is not None:
                    write.append(draft, row.why)
    elif row.what == REMOVE:
        _remove(write, record, removals(over), undone, row.why)
    elif (draft := change(record, row.unit, after, over, known, undone)) is not None:
        write.append(draft, row.why)


def removals(over: Any) -> list[Draft]:
    """Return the deletions of a record and its counts as the file showed them."""
    return [
        Draft(RecordKey(type_key, uid), "delete", {LIFE: DELETED}, {unit: tuple(ids) for unit, ids in seen.items()})
        for type_key, uid, seen in over
    ]


def _remove(write: Write, record: RecordKey, drafts: Sequence[Draft], undone: set[str], why: str) -> None:
    before = [earlier(draft, write.revisions(record.uid)) for draft in drafts if draft.record == record]
    if any(one is not None and one.batch in undone for one in before):
        if not write.folded(record.uid).deleted:
            bury(write, record)
        return
    for draft in drafts:
        known = write.revisions(draft.record.uid)
        if not write.folded(draft.record.uid).deleted and earlier(draft, known) is None:
            write.append(draft, why)


def _make(write: Write, record: RecordKey, fields: Mapping[str, Value], office: str, why: str) -> None:
    """Write a row that a person added as a new record of the office that sent the workbook."""
    kind = RECORD_TYPES[record.type]
    values = {**kind.defaults, **fields}
    if kind.prefix:
        values |= {"ref": next_reference(write, kind), "office": office}
    units = {kind.by_key[key].merge_unit for key in values}
    write.append(Draft(record, "set", {u: kind.unit_value(u, values) for u in units}, {}), why)
