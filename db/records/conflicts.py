"""The conflict desk: units whose heads differ, with every value and whose it is."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, cast

from sqlalchemy import Select, exists, literal, select

from db.catalogue import RECORD_TYPES, Refused
from db.catalogue.records import TALLY
from db.errors import KnownError
from db.records.people import tally_name, tally_uid
from db.records.verbs import bury, raise_up
from db.records.views import counts_of, find, live_counts
from db.revisions import (
    DELETED,
    LIFE,
    LIVE,
    Json,
    RecordKey,
    Revision,
    deleting,
    fold,
    resolving,
    restoring,
)
from db.schema.tables import activity, conflict, replica, tally
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

    `ref` is the activity's reference number and `field` what people call the unit: a count is "tallies.sex.women".
    """

    key: RecordKey
    unit: str
    ref: str
    field: str
    candidates: tuple[Candidate, ...]


def conflicts(reading: Reading, uid: str = "") -> list[Conflict]:
    """Return the open conflicts, of one activity (its counts' included) or of all."""
    listed = select(conflict.c.uid, conflict.c.unit, conflict.c.type)
    buried = _buried_with_living_counts(uid)
    if uid:
        listed = listed.where(conflict.c.uid.in_([uid, *counts_of(reading, uid)]))
    rows = reading.connection.execute(listed.union(buried).order_by("uid", "unit")).all()
    revisions = revisions_of(reading.connection, [row.uid for row in rows])
    offices = dict(reading.connection.execute(select(replica.c.id, replica.c.office)).all())
    found: list[Conflict] = []
    for row in rows:
        folded = fold(revisions[row.uid])
        owner, field = str(row.uid), _field_name(row.type, row.unit)
        if row.type == TALLY.key:
            owner = str(folded.values.get("activity"))
            field = tally_name(folded.values) + (f".{LIFE}" if row.unit == LIFE else "")
        ref = reading.connection.scalar(select(activity.c.ref).where(activity.c.uid == owner)) or owner
        heads = folded.heads[row.unit] if row.unit != LIFE else _lives(reading, row.type, row.uid, folded.heads)
        candidates = tuple(
            Candidate(h.id, h.set.get(row.unit, LIVE), h.author, offices.get(h.replica, ""), h.at) for h in heads
        )
        found.append(Conflict(RecordKey(row.type, row.uid), row.unit, ref, field, candidates))
    return found


def _field_name(type_key: str, unit: str) -> str:
    """Return the catalogue's name for a unit: its first field, where several move together."""
    kind = RECORD_TYPES.get(type_key)
    return kind.units[unit][0].key if kind and unit in kind.units else unit


def _buried_with_living_counts(uid: str) -> Select[Any, str, Any]:
    """Choose deleted activities with a count that the deleter had not seen: a colleague was still counting."""
    rows = select(activity.c.uid, literal(LIFE).label("unit"), activity.c.type).where(
        activity.c.deleted.is_(True),
        exists().where(tally.c.activity == activity.c.uid, tally.c.deleted.is_(False)),
    )
    return rows.where(activity.c.uid == uid) if uid else rows


def _lives(reading: Reading, type_key: str, uid: str, heads: Mapping[str, tuple[Revision, ...]]) -> list[Revision]:
    """Return what disagrees where something was deleted here and changed there: deletions and unseen changes."""
    deletions = [head for head in heads[LIFE] if head.kind == "delete"]
    seen = {i for r in deletions for ids in r.over.values() for i in ids}
    others = {r.id: r for found in heads.values() for r in found if r.kind != "delete" and r.id not in seen}
    if type_key != TALLY.key:
        for count in live_counts(reading, uid):
            others |= {r.id: r for r in reading.folded(count).heads["count"]}
    return [*deletions, *others.values()]


def resolve(write: Write, record: RecordKey, unit: str, *, take: str = "", value: Json = None) -> RecordKey:
    """Decide a conflict: take one of its candidates (`take`, a revision's id), or a value of our own.

    The unit `_life` (deleted here, changed there) takes "deleted" or "live" as its value; taking a change means live.

    Raises KnownError `no-conflict`, `not-a-candidate`.
    """
    owner = record.uid
    if record.type == TALLY.key:
        owner = str(write.folded(record.uid).values.get("activity"))
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
    elif record.type == TALLY.key:
        write.append(deleting(record, folded) if value == DELETED else restoring(record, folded))
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
    key = find(write, ref)
    unit = field
    if field.startswith("tallies."):
        dimension, _, rest = field.removeprefix("tallies.").partition(".")
        category, _, life = rest.partition(".")
        key, unit = RecordKey(TALLY.key, tally_uid(key.uid, dimension, category)), life or "count"
    kind = RECORD_TYPES[key.type]
    if unit in kind.by_key:
        unit = kind.by_key[unit].merge_unit
    if unit != LIFE and unit not in kind.units:
        raise KnownError("no-conflict", ref=ref, field=field)
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
