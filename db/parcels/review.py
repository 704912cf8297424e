"""Proposals as people review them: what each is about, what the record says now, and what taking it would do."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select

from db.catalogue import RECORD_TYPES, Value
from db.parcels.proposals import NEW, OPEN, REMOVE, Proposed, proposals, removals
from db.parcels.taking import change, earlier, is_disputed
from db.records.family import reference
from db.records.lists import list_rows
from db.records.undo import undone_gestures
from db.records.views import best_title
from db.revisions import DELETED, Draft, Json, RecordKey, Revision, canonical, fold
from db.schema.tables import proposal as table
from db.store.log import batched_list
from db.store.writing import Reading

FITS, MOVED, NOTHING, CONFLICT = "", "moved", "nothing", "conflict"


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A proposal with what it is about.

    `owner` is the activity that the record is or belongs to, `field` names the unit as a record's history does
    ("tallies.sex.women" for a count), `now` is what the unit says now; "deleted" where the record is. `outlook` is what
    taking an open one would do: "" puts the new value in the place of the one that the file showed; "moved" puts it in
    the place of another one, which the person sees; "conflict" lets both stand until somebody decides; "nothing" where
    it changes nothing.
    """

    proposed: Proposed
    owner: RecordKey
    ref: str
    title: str
    field: str
    now: Json
    outlook: str


@dataclass(frozen=True, slots=True)
class _Base:
    """What the file showed: the heads of a unit, or the deletions of a record and its counts."""

    heads: tuple[str, ...] = ()
    deletions: tuple[Draft, ...] = ()


def review(reading: Reading, *, state: str = OPEN) -> list[Reviewed]:
    """Return the proposals in a state, those of one owner together, in the order in which they came."""
    found = proposals(reading, state=state)
    bases = _bases(reading, found)
    others = {draft.record.uid for base in bases.values() for draft in base.deletions}
    known = reading.revisions_of(others | {one.uid for one in found})
    owners = {one.id: _owner(reading, one, known[one.uid]) for one in found}
    names = _names(reading, dict.fromkeys(owners.values()))
    undone = undone_gestures(reading)
    reviewed: list[Reviewed] = []
    for one in found:
        outlook = _outlook(one, known, bases[one.id], undone) if one.state == OPEN else FITS
        ref, title = names[owners[one.id]]
        field, now = _said(one, known[one.uid])
        title = title or _new_title(reading, one)
        reviewed.append(Reviewed(one, owners[one.id], ref, title, field, now, outlook))
    places = {owner: place for place, owner in reversed(list(enumerate(owners.values())))}
    return sorted(reviewed, key=lambda one: places[one.owner])


def _bases(reading: Reading, found: Sequence[Proposed]) -> dict[str, _Base]:
    columns, bases = select(table.c.id, table.c.what, table.c.over), dict[str, _Base]()
    for chunk in batched_list([one.id for one in found]):
        for row in reading.connection.execute(columns.where(table.c.id.in_(chunk))):
            over = json.loads(row.over)
            bases[row.id] = _Base(deletions=tuple(removals(over))) if row.what == REMOVE else _Base(tuple(over))
    return bases


def _owner(reading: Reading, one: Proposed, known: Sequence[Revision]) -> RecordKey:
    """Return the record that a proposal's record is or belongs to."""
    kind = RECORD_TYPES[one.type]
    uid = str(_values(one, known).get(kind.owner) or "") if kind.owner else ""
    type_key = reading.type_of(uid) if uid else None
    return RecordKey(type_key, uid) if type_key in RECORD_TYPES else RecordKey(one.type, one.uid)


def _values(one: Proposed, known: Sequence[Revision]) -> Mapping[str, Value]:
    """Return what the record says; of a new one what it will say."""
    if one.what == NEW and isinstance(one.after, Mapping):
        return one.after
    return RECORD_TYPES[one.type].field_values(fold(known).values)


def _names(reading: Reading, owners: Iterable[RecordKey]) -> dict[RecordKey, tuple[str, str]]:
    """Return the reference number and the title of each owner; both empty where it is not here yet."""
    keys = list(owners)
    lines = {line.uid: (line.ref, line.title) for line in list_rows(reading, [key.uid for key in keys])}
    names: dict[RecordKey, tuple[str, str]] = {}
    for key in keys:
        kind = RECORD_TYPES[key.type]
        values = kind.field_values(reading.folded(key.uid).values) if key.uid not in lines else {}
        said = (reference(reading, key) if values.get("ref") else "", kind.called_by(values))
        names[key] = lines.get(key.uid, said)
    return names


def _new_title(reading: Reading, one: Proposed) -> str:
    values = _values(one, ())
    return best_title(values, reading.mission) or RECORD_TYPES[one.type].called_by(values)


def _said(one: Proposed, known: Sequence[Revision]) -> tuple[str, Json]:
    """Return what the unit is called, and what it says now."""
    kind, now = RECORD_TYPES[one.type], fold(known)
    field = kind.name_of(_values(one, known), one.unit) if kind.owner else one.unit
    return field, DELETED if now.deleted else now.values.get(one.unit)


def _outlook(one: Proposed, known: Mapping[str, Sequence[Revision]], base: _Base, undone: set[str]) -> str:
    """Return what taking an open proposal would do."""
    record, mine = RecordKey(one.type, one.uid), known[one.uid]
    now = fold(mine)
    if one.what == NEW:
        return NOTHING if mine and not (now.deleted and mine[0].batch in undone) else FITS
    if one.what == REMOVE:
        before = [earlier(draft, mine) for draft in base.deletions if draft.record == record]
        if now.deleted:
            return NOTHING
        if any(before):
            return FITS if any(found and found.batch in undone for found in before) else NOTHING
        return CONFLICT if any(is_disputed(draft, known[draft.record.uid]) for draft in base.deletions) else FITS
    draft = change(record, one.unit, one.after, base.heads, mine, undone)
    if draft is None:
        return NOTHING
    if is_disputed(draft, mine):
        return CONFLICT
    return FITS if canonical(now.values.get(one.unit)) == canonical(one.before) else MOVED
