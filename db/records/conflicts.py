"""The conflict desk: units whose heads differ, with every value and whose it is."""

import json
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select

from db.catalogue import RECORD_TYPES, Refused
from db.catalogue.records import TALLY
from db.errors import KnownError
from db.records.people import tally_uid
from db.records.verbs import resolve
from db.records.views import find
from db.revisions import LIFE, Json, RecordKey, Revision
from db.schema.tables import activity, conflict, replica
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
    offices = dict(reading.connection.execute(select(replica.c.id, replica.c.office)).all())
    found: list[Conflict] = []
    for row in reading.connection.execute(select(conflict).order_by(conflict.c.uid, conflict.c.unit)):
        folded = reading.folded(row.uid)
        owner, field = str(row.uid), str(row.unit)
        if row.type == TALLY.key:
            owner = str(folded.values.get("activity"))
            field = f"tallies.{folded.values.get('dimension')}.{folded.values.get('category')}"
        if uid and owner != uid:
            continue
        ref = reading.connection.scalar(select(activity.c.ref).where(activity.c.uid == owner)) or owner
        candidates = tuple(
            Candidate(h.id, h.set.get(row.unit), h.author, offices.get(h.replica, ""), h.at)
            for h in (folded.heads[row.unit] if row.unit != LIFE else _lives(folded.heads))
        )
        found.append(Conflict(RecordKey(row.type, row.uid), row.unit, ref, field, candidates))
    return found


def _lives(heads: Mapping[str, tuple[Revision, ...]]) -> tuple[Revision, ...]:
    """Return what disagrees where a record was deleted here and changed there: the deletions and the newest changes."""
    seen = {i for r in heads[LIFE] for ids in r.over.values() for i in ids}
    unseen = {r.id: r for unit, found in heads.items() if unit != LIFE for r in found if r.id not in seen}
    return (*heads[LIFE], *unseen.values())


def resolve_field(write: Write, ref: str, field: str, *, take: str = "", value: str | None = None) -> RecordKey:
    """Decide a conflict named as `conflicts` names it: take one of its values, or a value typed in.

    A unit of several fields takes a JSON object of them; `_life` takes "deleted" or "live".

    Raises KnownError `no-record`, `no-conflict`, `not-a-candidate`, `bad-record`.
    """
    key = find(write, ref)
    unit = field
    if field.startswith("tallies."):
        dimension, _, category = field.removeprefix("tallies.").partition(".")
        key, unit = RecordKey(TALLY.key, tally_uid(key.uid, dimension, category)), "count"
    kind = RECORD_TYPES[key.type]
    if unit in kind.by_key:
        unit = kind.by_key[unit].merge_unit
    if unit != LIFE and unit not in kind.units:
        raise KnownError("no-conflict", ref=ref, field=field)
    return resolve(write, key, unit, take=take, value=_read(write, key, unit, value) if value is not None else None)


def _read(write: Write, key: RecordKey, unit: str, text: str) -> Json:
    """Read the value that a person typed for a unit."""
    if unit == LIFE:
        if text not in ("deleted", "live"):
            raise KnownError("bad-record", problems=f"{unit}: 'deleted' or 'live' is expected.")
        return text
    fields = RECORD_TYPES[key.type].units[unit]
    try:
        raw = {fields[0].key: text} if len(fields) == 1 else json.loads(text)
        values = {f.key: f.kind.parse(raw.get(f.key), write.mission.lists.get(f.choices)) for f in fields}
    except (ValueError, AttributeError) as error:
        detail = str(error) if isinstance(error, Refused) else 'a JSON object is expected, like {"currency": "EUR"}'
        raise KnownError("bad-record", problems=f"{unit}: {detail}") from None
    return RECORD_TYPES[key.type].unit_value(unit, values)
