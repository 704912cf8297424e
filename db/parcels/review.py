"""Proposals as people review them: what each is about, what the record says now, and what taking it would do."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select

from db.catalogue import RECORD_TYPES
from db.parcels.proposals import NEW, OPEN, REMOVE, Proposed, proposals, removals
from db.parcels.taking import change, earlier, is_disputed
from db.records.gestures import undone_gestures
from db.records.headings import Heading, headings, pointed_at, told_apart
from db.records.views import best_title
from db.revisions import DELETED, Draft, Folded, Json, RecordKey, Revision, canonical, fold
from db.schema.exchange import proposal as table
from db.store.log import batched_list
from db.store.writing import Reading

FITS, MOVED, NOTHING, CONFLICT = "", "moved", "nothing", "conflict"


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A proposal with what it is about.

    `owner` is the record that its record is or belongs to, with its number ("" where it has none) and title; `field`
    names the unit there ("tallies.sex.women" for a count), `part` has the fields that tell a part from others of its
    type, `called` the names of the records that any of the values point at. `now` is what the unit says now; "deleted"
    where the record is. `outlook` is what
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
    part: Mapping[str, Json]
    called: Mapping[str, str]


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
    owners = {one.id: _owner(one, known[one.uid]) for one in found}
    parts = {one.id: told_apart(RecordKey(one.type, one.uid), _folded(one, known[one.uid])) for one in found}
    links = {one.id: pointed_at([one.before, one.after, *parts[one.id].values()]) for one in found}
    named = headings(reading, {*owners.values()}.union(*links.values()))
    undone = undone_gestures(reading)
    reviewed: list[Reviewed] = []
    for one in found:
        heading = named.get(owners[one.id]) or Heading(RecordKey(one.type, one.uid), one.uid, _new_title(reading, one))
        folded = _folded(one, known[one.uid])
        reviewed.append(
            Reviewed(
                one,
                heading.key,
                heading.ref if heading.ref != heading.key.uid else "",
                heading.title,
                _field(one, folded),
                DELETED if folded.deleted else folded.values.get(one.unit),
                _outlook(one, known, bases[one.id], undone) if one.state == OPEN else FITS,
                parts[one.id],
                {uid: named[uid].name for uid in links[one.id] if uid in named},
            )
        )
    places = {uid: place for place, uid in reversed(list(enumerate(owners.values())))}
    return sorted(reviewed, key=lambda one: places[owners[one.proposed.id]])


def _bases(reading: Reading, found: Sequence[Proposed]) -> dict[str, _Base]:
    columns, bases = select(table.c.id, table.c.what, table.c.over), dict[str, _Base]()
    for chunk in batched_list([one.id for one in found]):
        for row in reading.connection.execute(columns.where(table.c.id.in_(chunk))):
            over = json.loads(row.over)
            bases[row.id] = _Base(deletions=tuple(removals(over))) if row.what == REMOVE else _Base(tuple(over))
    return bases


def _folded(one: Proposed, known: Sequence[Revision]) -> Folded:
    """Return the record as it is; of a new one, as it will be."""
    if known or one.what != NEW or not isinstance(one.after, Mapping):
        return fold(known)
    return Folded(one.after, {}, (), False)


def _owner(one: Proposed, known: Sequence[Revision]) -> str:
    """Return the record that a proposal's record is or belongs to."""
    owner = RECORD_TYPES[one.type].owner
    return str((owner and _folded(one, known).values.get(owner)) or one.uid)


def _field(one: Proposed, folded: Folded) -> str:
    """Return what people call the unit: a part's with the part's name before it."""
    kind = RECORD_TYPES[one.type]
    field = kind.units[one.unit][0].key if one.unit in kind.units else one.unit
    return kind.name_of(kind.field_values(folded.values), field) if kind.owner else field


def _new_title(reading: Reading, one: Proposed) -> str:
    values = RECORD_TYPES[one.type].field_values(_folded(one, ()).values)
    return best_title(values, reading.mission) or RECORD_TYPES[one.type].called_by(values)


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
