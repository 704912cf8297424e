"""The conflict desk, deciding: take one of the values or give another, one conflict or all of a kind.

A decision is a revision over all the values, so it travels and ends the conflict everywhere. Only a person decides.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import cast

from db.catalogue import RECORD_TYPES, Mission, Refused, Value
from db.errors import KnownError, Problem
from db.records.at_headquarters import told_conflicts
from db.records.conflicts import conflicts
from db.records.entry import Link
from db.records.family import children, find, link_finder, owner_of
from db.records.sides import Candidate, Conflict
from db.records.verbs import bury, raise_up
from db.revisions import DELETED, LIFE, LIVE, Json, RecordKey, resolving
from db.store.writing import Write


def resolve(
    write: Write, record: RecordKey, unit: str, *, take: str = "", value: Json = None, seen: Conflict | None = None
) -> RecordKey:
    """Decide a conflict: take one of its candidates (`take`, a revision's id), or a value of our own.

    The unit `_life` (deleted here, changed there) takes "deleted" or "live" as its value; taking a change means live.
    `seen` is the conflict as the person saw it: a value that arrived since is never decided over unseen.

    Raises KnownError `no-conflict`, `not-a-candidate`, `conflict-moved`.
    """
    owner = owner_of(write, record)
    found = next((c for c in conflicts(write, owner) if (c.key, c.unit) == (record, unit)), None)
    if found is None:
        raise KnownError("no-conflict", ref=seen.ref if seen else record.uid, field=seen.field if seen else unit)
    if seen is not None and _heads(seen) != _heads(found):
        raise KnownError("conflict-moved", ref=found.ref, field=found.field)
    _decide(write, found, _taken(found, take) if take else value)
    return record


def resolve_field(write: Write, ref: str, field: str, *, take: str = "", value: str | None = None) -> RecordKey:
    """Decide a conflict named as `conflicts` names it: take one of its values, or a value typed in.

    A unit of several fields takes a JSON object of them; `_life` takes "deleted" or "live".

    Raises KnownError `no-record`, `no-conflict`, `not-a-candidate`, `bad-record`.
    """
    record = find(write, ref)
    listed = [c for c in conflicts(write, owner_of(write, record)) if record in (c.key, c.owner)]
    found = [c for c in listed if field in _names(c, record)]
    if not found:
        raise KnownError("no-conflict", ref=ref, field=field)
    if len(found) > 1:
        raise KnownError("ambiguous-record", ref=field, uids=", ".join(c.key.uid for c in found))
    decided = _taken(found[0], take) if take or value is None else _read(write, found[0], value)
    _decide(write, found[0], decided)
    return found[0].key


def read_unit(
    mission: Mission, one: Conflict, texts: Mapping[str, object], link: Link | None = None
) -> tuple[Json, list[Problem]]:
    """Read what a person typed into the fields of a conflict's unit; return the value and what cannot be read.

    `link` turns what people call another record into its id; without it only ids are understood.
    """
    kind = RECORD_TYPES[one.key.type]
    values: dict[str, Value] = {}
    problems: list[Problem] = []
    for field in kind.units[one.unit]:
        text = texts.get(field.key)
        try:
            if link is not None and field.links:
                values[field.key] = link(field, text)
            else:
                values[field.key] = field.kind.parse(text, mission.lists.get(field.choices))
        except Refused as refused:
            problems.append(Problem(field.key, refused.code, refused.values))
    return kind.unit_value(one.unit, values), problems


# ---- all of a kind ----


@dataclass(frozen=True, slots=True)
class SameSide:
    """What a rule for many conflicts comes to: those it decides, with the value to take, and those it leaves open."""

    taken: tuple[tuple[Conflict, Candidate], ...]
    left: tuple[Conflict, ...]


def same_side(found: Iterable[Conflict], office: str, field: str = "") -> SameSide:
    """Say what taking the side of one office would decide, in one field or in all.

    A conflict in which that office has no value, or several, is left to a person.
    """
    taken: list[tuple[Conflict, Candidate]] = []
    left: list[Conflict] = []
    for one in found:
        if field and field not in _names(one):
            continue
        sides = [side for side in one.sides if any(c.office == office.upper() for c in side)]
        if len(sides) == 1:
            taken.append((one, next(c for c in sides[0] if c.office == office.upper())))
        else:
            left.append(one)
    return SameSide(tuple(taken), tuple(left))


def take_same_side(write: Write, office: str, field: str = "", *, seen: Iterable[Conflict] | None = None) -> SameSide:
    """Take the side of one office in every open conflict of a field, or of all; return what became of each.

    `seen` are the conflicts as the person saw them: one that is new or has changed since is left alone.
    """
    found = told_conflicts(write)
    if seen is not None:
        shown = {_heads(one) for one in seen}
        found = [one for one in found if _heads(one) in shown]
    side = same_side(found, office, field)
    write.preload(one.key.uid for one, _ in side.taken)
    # Whether a record lives is decided first: its parts live or go with it.
    for one, candidate in sorted(side.taken, key=lambda taken: taken[0].key != taken[0].owner):
        if _is_open(write, one):
            _decide(write, one, candidate.value)
    return SameSide(side.taken, tuple(one for one in side.left if _is_open(write, one)))


# ---- one decision ----


def _decide(write: Write, one: Conflict, value: Json) -> None:
    if one.unit != LIFE:
        write.append(resolving(one.key, write.folded(one.key.uid), one.unit, value))
    elif value == DELETED:
        bury(write, one.key)
    else:
        raise_up(write, one.key)
        for part in children(write, one.key.uid):
            if LIFE in write.folded(part.uid).conflicts:  # deleted with its owner, and changed meanwhile
                raise_up(write, part)


def _is_open(write: Write, one: Conflict) -> bool:
    """Whether a conflict is still open after what this gesture has decided."""
    folded = write.folded(one.key.uid)
    if one.unit != LIFE:
        return one.unit in folded.conflicts and not folded.deleted
    parts = children(write, one.key.uid) if folded.deleted else []
    return LIFE in folded.conflicts or any(not write.folded(part.uid).deleted for part in parts)


def _heads(one: Conflict) -> tuple[RecordKey, str, frozenset[str]]:
    """Return what tells whether a conflict is still the one that somebody saw."""
    return one.key, one.unit, frozenset(candidate.revision for candidate in one.candidates)


def _taken(one: Conflict, take: str) -> Json:
    values = {candidate.revision: candidate.value for candidate in one.candidates}
    if take not in values:
        raise KnownError("not-a-candidate", take=take, field=one.field)
    return values[take]


def _names(one: Conflict, record: RecordKey | None = None) -> set[str]:
    """Return everything by which a conflict's field is called: a unit answers to each of its fields.

    A part is called by its name among its owner's, and by its fields alone only where the part is `record` itself.
    """
    kind = RECORD_TYPES.get(one.key.type)
    if one.key != (record or one.owner):
        return {one.field}
    own = kind.units.get(one.unit, ()) if kind else ()
    return {one.field, one.unit, *(field.key for field in own)}


def _read(write: Write, one: Conflict, text: str) -> Json:
    """Read the value that a person typed for a unit on one line."""
    if one.unit == LIFE:
        if text not in (DELETED, LIVE):
            raise KnownError("bad-record", problems=f"{one.unit}: 'deleted' or 'live' is expected.")
        return text
    kind = RECORD_TYPES.get(one.key.type)
    if kind is None or one.unit not in kind.units:
        raise KnownError("no-conflict", ref=one.ref, field=one.field)
    keys = [field.key for field in kind.units[one.unit]]
    try:
        found: object = {keys[0]: text} if len(keys) == 1 else json.loads(text)
    except ValueError:
        found = None
    raw = cast("dict[str, object]", found) if isinstance(found, dict) else {}
    if set(raw) != set(keys):
        detail = f"a JSON object of {', '.join(keys)} is expected."
        raise KnownError("bad-record", problems=f"{one.unit}: {detail}")
    value, problems = read_unit(write.mission, one, raw, link_finder(write))
    if problems:
        raise KnownError("bad-record", problems=" ".join(f"{p.field}: {p.message}" for p in problems))
    return value
