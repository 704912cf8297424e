"""The conflict desk: units whose heads differ, with every value and whose it is."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, cast

from sqlalchemy import Select, exists, literal, or_, select

from db.catalogue import ACTIVITY_TYPES, RECORD_TYPES, Refused
from db.errors import KnownError
from db.records.family import children, find, owner_of, reference
from db.records.verbs import bury, raise_up
from db.revisions import (
    DELETED,
    LIFE,
    LIVE,
    Json,
    RecordKey,
    Revision,
    fold,
    resolving,
)
from db.schema.tables import activity, child, conflict, replica
from db.store.log import revisions_of
from db.store.writing import Reading, Write


@dataclass(frozen=True, slots=True)
class Candidate:
    """One value of a conflict and the revision that holds it."""

    revision: str
    value: Json
    author: str
    office: str
    at: str


@dataclass(frozen=True, slots=True)
class Conflict:
    """A unit of a record that has several different heads.

    `ref` is the number of the record that it, or what it belongs to, is known by; `field` is what people call the unit
    there: a count is "tallies.sex.women".
    """

    key: RecordKey
    unit: str
    ref: str
    field: str
    candidates: tuple[Candidate, ...]


def conflicts(reading: Reading, uid: str = "") -> list[Conflict]:
    """Return the open conflicts, of one record (those of its parts included) or of all."""
    reading.settle()
    listed = select(conflict.c.uid, conflict.c.unit, conflict.c.type)
    buried = _buried_with_living_children(uid)
    if uid:
        mine = select(child.c.uid).where(child.c.owner == uid)
        listed = listed.where(or_(conflict.c.uid == uid, conflict.c.uid.in_(mine)))
    rows = reading.connection.execute(listed.union(buried).order_by("uid", "unit")).all()
    revisions = revisions_of(reading.connection, [row.uid for row in rows])
    offices = dict(reading.connection.execute(select(replica.c.id, replica.c.office)).all())
    found: list[Conflict] = []
    for row in rows:
        folded = fold(revisions[row.uid])
        ref, field = _names(reading, RecordKey(row.type, row.uid), row.unit)
        heads = folded.heads[row.unit] if row.unit != LIFE else _lives(reading, row.type, row.uid, folded.heads)
        candidates = tuple(
            Candidate(h.id, h.set.get(row.unit, LIVE), h.author, offices.get(h.replica, ""), h.at) for h in heads
        )
        found.append(Conflict(RecordKey(row.type, row.uid), row.unit, ref, field, candidates))
    return found


def _names(reading: Reading, record: RecordKey, unit: str) -> tuple[str, str]:
    """Return what people call a record, or what it belongs to, and the unit there: its first field, of several."""
    kind = RECORD_TYPES.get(record.type)
    if kind is None:
        return record.uid, unit
    field = kind.units[unit][0].key if unit in kind.units else unit
    owner = reading.type_of(uid := owner_of(reading, record))
    if not kind.owner or owner not in RECORD_TYPES:
        return reference(reading, record), field
    values = kind.field_values(reading.folded(record.uid).values)
    return reference(reading, RecordKey(owner, uid)), kind.name_of(values, field)


def _buried_with_living_children(uid: str) -> Select[Any, str, Any]:
    """Choose deleted records with a part that the deleter had not seen: a colleague was still at work on it."""
    rows = select(activity.c.uid, literal(LIFE).label("unit"), activity.c.type).where(
        activity.c.type.in_(ACTIVITY_TYPES),
        activity.c.deleted.is_(True),
        exists().where(child.c.owner == activity.c.uid, child.c.deleted.is_(False)),
    )
    return rows.where(activity.c.uid == uid) if uid else rows


def _lives(reading: Reading, type_key: str, uid: str, heads: Mapping[str, tuple[Revision, ...]]) -> list[Revision]:
    """Return what disagrees where something was deleted here and changed there: deletions and unseen changes."""
    deletions = [head for head in heads[LIFE] if head.kind == "delete"]
    seen = {i for r in deletions for ids in r.over.values() for i in ids}
    others = {r.id: r for found in heads.values() for r in found if r.kind != "delete" and r.id not in seen}
    for part in children(reading, uid, alive=True):
        fixed = RECORD_TYPES[part.type].fixed
        free = {unit: heads for unit, heads in reading.folded(part.uid).heads.items() if unit not in fixed}
        others |= {r.id: r for unit, heads in free.items() if unit != LIFE for r in heads}
    return [*deletions, *others.values()]


def resolve(write: Write, record: RecordKey, unit: str, *, take: str = "", value: Json = None) -> RecordKey:
    """Decide a conflict: take one of its candidates (`take`, a revision's id), or a value of our own.

    The unit `_life` (deleted here, changed there) takes "deleted" or "live" as its value; taking a change means live.

    Raises KnownError `no-conflict`, `not-a-candidate`.
    """
    owner = owner_of(write, record)
    found = next((c for c in conflicts(write, owner) if (c.key, c.unit) == (record, unit)), None)
    if found is None:
        raise KnownError("no-conflict", ref=record.uid, field=unit)
    if take:
        values = {candidate.revision: candidate.value for candidate in found.candidates}
        if take not in values:
            raise KnownError("not-a-candidate", take=take, field=unit)
        value = values[take]
    folded = write.folded(record.uid)
    if unit != LIFE:
        write.append(resolving(record, folded, unit, value))
    elif value == DELETED:
        bury(write, record)
    else:
        raise_up(write, record)
    return record


def resolve_field(write: Write, ref: str, field: str, *, take: str = "", value: str | None = None) -> RecordKey:
    """Decide a conflict named as `conflicts` names it: take one of its values, or a value typed in.

    A unit of several fields takes a JSON object of them; `_life` takes "deleted" or "live".

    Raises KnownError `no-record`, `no-conflict`, `not-a-candidate`, `bad-record`.
    """
    record = find(write, ref)
    own = RECORD_TYPES[record.type].by_key
    unit = own[field].merge_unit if field in own else field
    found = [
        c
        for c in conflicts(write, owner_of(write, record))
        if (c.key, c.unit) == (record, unit) or (c.key != record and c.field == field)
    ]
    if not found:
        raise KnownError("no-conflict", ref=ref, field=field)
    if len(found) > 1:
        raise KnownError("ambiguous-record", ref=field, uids=", ".join(c.key.uid for c in found))
    key, unit = found[0].key, found[0].unit
    return resolve(write, key, unit, take=take, value=_read(write, key, unit, value) if value is not None else None)


def _read(write: Write, key: RecordKey, unit: str, text: str) -> Json:
    """Read the value that a person typed for a unit."""
    if unit == LIFE:
        if text not in (DELETED, LIVE):
            raise KnownError("bad-record", problems=f"{unit}: 'deleted' or 'live' is expected.")
        return text
    fields = RECORD_TYPES[key.type].units[unit]
    try:
        found: object = {fields[0].key: text} if len(fields) == 1 else json.loads(text)
        raw = cast("dict[str, object]", found) if isinstance(found, dict) else {}
        if set(raw) != {f.key for f in fields}:
            raise ValueError("other fields")
        values = {f.key: f.kind.parse(raw.get(f.key), write.mission.lists.get(f.choices)) for f in fields}
    except (ValueError, AttributeError) as error:
        expected = ", ".join(f.key for f in fields)
        detail = str(error) if isinstance(error, Refused) else f"a JSON object of {expected} is expected."
        raise KnownError("bad-record", problems=f"{unit}: {detail}") from None
    return RECORD_TYPES[key.type].unit_value(unit, values)
