"""The open conflicts: units whose heads differ, with every value, whose it is, and what all of them replaced."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Column, Select, exists, literal, or_, select

from db.catalogue import ACTIVITY_TYPES, RECORD_TYPES
from db.records.family import children
from db.records.headings import Heading, headings, pointed_at, told_apart
from db.records.sides import Candidate, Change, Conflict
from db.revisions import DELETED, LIFE, LIVE, Folded, Json, RecordKey, Revision, distinct, fold
from db.revisions.origins import origins, replaced_by_all
from db.schema.tables import activity, child, conflict, metadata, replica
from db.store.log import batched_list
from db.store.writing import Reading


def conflicts(reading: Reading, uid: str = "") -> list[Conflict]:
    """Return the open conflicts, of one record (those of its parts included) or of all, in the order of the registers.

    Nobody is asked about a record that is deleted and stays so.
    """
    rows = _open(reading, uid)
    known = {
        uid: {revision.id: revision for revision in revisions}
        for uid, revisions in reading.revisions_of({key.uid for key, _ in rows}).items()
    }
    folds = {uid: fold(revisions.values()) for uid, revisions in known.items()}
    places = _places(reading)
    found: list[tuple[RecordKey, str, str, list[Candidate], tuple[Json, ...]]] = []
    for key, unit in rows:
        values = _lives if unit == LIFE else _values
        candidates, base = values(reading, key, unit, folds[key.uid], known[key.uid], places)
        found.append((key, unit, _owner(key, folds[key.uid]), candidates, base))
    parts = {uid: told_apart(next(iter(known[uid].values())).record, folded) for uid, folded in folds.items()}
    linked = [
        _links(candidates, [*base, *parts[key.uid].values(), *_points_at(key, folds[key.uid])])
        for key, _, _, candidates, base in found
    ]
    named = headings(reading, {owner for _, _, owner, _, _ in found}.union(*linked))
    listed: list[Conflict] = []
    for (key, unit, owner, candidates, base), links in zip(found, linked, strict=True):
        heading = named.get(owner) or Heading(RecordKey(key.type, owner), owner, "")
        kind = RECORD_TYPES.get(heading.key.type)
        # What has no title is called by what it points at: a pair by its two records.
        title = heading.title or " · ".join(named[u].name for u in _points_at(key, folds[key.uid]) if u in named)
        listed.append(
            Conflict(
                key,
                unit,
                heading.ref,
                _name(key, unit, folds[key.uid]),
                tuple(sorted(candidates, key=_order)),
                heading.key,
                title,
                kind.label if kind else heading.key.type,
                base,
                parts[key.uid],
                {uid: named[uid].name for uid in links if uid in named},
            )
        )
    return sorted(listed, key=_register_order)


def count_conflicts(reading: Reading) -> int:
    """Return how many conflicts are open."""
    return len(_open(reading))


def conflicts_by_office(reading: Reading) -> dict[str, int]:
    """Return how many conflicts are open in the records of each office, those of their parts included."""
    owners = [key.uid for key, _ in _open(reading)]
    up = _found(reading, child.c.owner, child.c.uid, owners)
    owners = [up.get(uid, uid) for uid in owners]
    offices = _found(reading, activity.c.office, activity.c.uid, owners)
    initiatives = metadata.tables["initiative"]
    offices |= _found(reading, initiatives.c.office, initiatives.c.uid, owners)
    return dict(Counter(offices[uid] for uid in owners if uid in offices))


def _found(reading: Reading, wanted: Column[Any], key: Column[Any], uids: Iterable[str]) -> dict[str, str]:
    """Return a column of the rows with these uids, by uid, where it says something."""
    return {
        row[0]: row[1]
        for chunk in batched_list(sorted(set(uids)))
        for row in reading.connection.execute(select(key, wanted).where(key.in_(chunk), wanted.is_not(None)))
    }


# ---- what is open ----


def _open(reading: Reading, uid: str = "") -> list[tuple[RecordKey, str]]:
    """Return record and unit of every open conflict, of one record and its parts or of all."""
    reading.settle()
    tables = {metadata.tables[kind.tables[0]] for kind in RECORD_TYPES.values() if not kind.owner} | {child}
    gone = or_(*(exists().where(t.c.uid == conflict.c.uid, t.c.deleted.is_(True)) for t in tables))
    listed = select(conflict.c.uid, conflict.c.unit, conflict.c.type).where(~gone)
    if uid:
        mine = select(child.c.uid).where(child.c.owner == uid)
        listed = listed.where(or_(conflict.c.uid == uid, conflict.c.uid.in_(mine)))
    rows = reading.connection.execute(listed.union(_buried_with_living_children(uid)).order_by("uid", "unit"))
    found = [(RecordKey(row.type, row.uid), row.unit) for row in rows]
    # A type that this program does not know has no table that says whether a record of it is deleted.
    return [(key, unit) for key, unit in found if key.type in RECORD_TYPES or not reading.folded(key.uid).deleted]


def _buried_with_living_children(uid: str) -> Select[Any, str, Any]:
    """Choose deleted records with a part that the deleter had not seen: a colleague was still at work on it."""
    rows = select(activity.c.uid, literal(LIFE).label("unit"), activity.c.type).where(
        activity.c.type.in_(ACTIVITY_TYPES),
        activity.c.deleted.is_(True),
        exists().where(child.c.owner == activity.c.uid, child.c.deleted.is_(False)),
    )
    return rows.where(activity.c.uid == uid) if uid else rows


# ---- the values ----

Known = Mapping[str, Revision]  # all revisions of one record
Places = Mapping[str, tuple[str, str]]  # office and laptop of each replica
Values = tuple[list[Candidate], tuple[Json, ...]]


def _values(reading: Reading, key: RecordKey, unit: str, folded: Folded, known: Known, places: Places) -> Values:
    """Return what a field is said to be, and what all of that replaced."""
    said = [(head, first) for head in folded.heads[unit] for first in origins(known, unit, head)]
    replaced = replaced_by_all(known, unit, [first for _, first in said])
    base = tuple(distinct(revision.set[unit] for revision in replaced if unit in revision.set))
    return [_candidate(head.id, head.set.get(unit), first, places) for head, first in said], base


def _lives(reading: Reading, key: RecordKey, unit: str, folded: Folded, known: Known, places: Places) -> Values:
    """Return what disagrees where something was deleted here and changed there: deletions and unseen changes."""
    gone = [(h, first) for h in folded.heads[LIFE] if h.kind == "delete" for first in origins(known, LIFE, h)]
    seen = {i for _, first in gone for ids in first.over.values() for i in ids}
    unseen = _changes(key, folded, known, seen)
    for part in children(reading, key.uid, alive=True):
        revisions = {revision.id: revision for revision in reading.revisions(part.uid)}
        unseen |= _changes(part, fold(revisions.values()), revisions, set())
    candidates = [_candidate(head.id, DELETED, first, places) for head, first in gone]
    candidates += [_candidate(head.id, LIVE, head, places, *changes) for head, changes in unseen.values()]
    return candidates, ()


def _changes(key: RecordKey, folded: Folded, known: Known, seen: set[str]) -> dict[str, tuple[Revision, list[Change]]]:
    """Return what was changed in a record and not seen by who deleted it, by revision."""
    fixed = RECORD_TYPES[key.type].fixed if key.type in RECORD_TYPES else frozenset[str]()
    found: dict[str, tuple[Revision, list[Change]]] = {}
    for unit, heads in folded.heads.items():
        for head in heads:
            if head.kind == "delete" or head.id in seen or unit in fixed:
                continue
            _, changes = found.setdefault(head.id, (head, []))
            if unit != LIFE:
                replaced = [known[i].set.get(unit) for i in head.over.get(unit, ()) if i in known]
                before = replaced[0] if replaced else None
                name, after = _name(key, unit, folded), head.set.get(unit)
                changes.append(Change(key.type, unit, name, before, after, told_apart(key, folded)))
    return found


def _candidate(revision: str, value: Json, first: Revision, places: Places, *changes: Change) -> Candidate:
    office, laptop = places.get(first.replica, ("", ""))
    return Candidate(revision, value, first.author, office, laptop, first.at, first.reason, changes)


# ---- names and order ----


def _owner(key: RecordKey, folded: Folded) -> str:
    """Return the uid of the record that people know this one by: the one it belongs to, or itself."""
    kind = RECORD_TYPES.get(key.type)
    return str(folded.values.get(kind.owner) or key.uid) if kind and kind.owner else key.uid


def _name(key: RecordKey, unit: str, folded: Folded) -> str:
    """Return what people call a unit, by its first field; of a part "tallies.sex.women", "mou.number"."""
    kind = RECORD_TYPES.get(key.type)
    if kind is None:
        return unit
    field = kind.units[unit][0].key if unit in kind.units else unit
    return kind.name_of(kind.field_values(folded.values), field) if kind.owner else field


def _points_at(key: RecordKey, folded: Folded) -> list[str]:
    """Return the ids of the records that a record which is no part points at, in the order of its fields."""
    kind = RECORD_TYPES.get(key.type)
    return [str(folded.values.get(field)) for field in kind.links] if kind and not kind.owner else []


def _links(candidates: Iterable[Candidate], others: Iterable[Json]) -> set[str]:
    """Return the values that may be the ids of other records."""
    values = [*others, *(c.value for c in candidates)]
    for change in (change for c in candidates for change in c.changes):
        values += [change.before, change.after, *change.part.values()]
    return pointed_at(values)


def _places(reading: Reading) -> dict[str, tuple[str, str]]:
    """Return the office and the label of every replica that was met."""
    rows = reading.connection.execute(select(replica.c.id, replica.c.office, replica.c.laptop))
    return {row.id: (row.office, f"{row.office}-{row.laptop}") for row in rows}


def _order(one: Candidate) -> tuple[bool, str, str, str]:
    """Order the values of a conflict in the same way on every machine: a deletion first, then by laptop."""
    return one.value == LIVE, one.laptop, one.author, one.revision


def _register_order(one: Conflict) -> tuple[int, str, str, bool, int, str, int, str]:
    """Order conflicts as the registers order records, those of one record as its form does, and its parts after it."""
    kinds = list(RECORD_TYPES)
    owner, kind = (kinds.index(key.type) if key.type in kinds else len(kinds) for key in (one.owner, one.key))
    units = [LIFE, *RECORD_TYPES[one.key.type].units] if one.key.type in kinds else []
    unit = units.index(one.unit) if one.unit in units else len(units)
    return owner, one.ref, one.owner.uid, one.key != one.owner, kind, one.key.uid, unit, one.field
