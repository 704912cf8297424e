"""What of a gesture has been said anew later: to know before it is taken back, days later."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select

from db.records.family import owner_of
from db.records.lists import list_rows
from db.revisions import LIFE, Revision, fold
from db.schema.tables import revision as table
from db.store.writing import Reading


@dataclass(frozen=True, slots=True)
class ChangedSince:
    """One unit of a record (or of a part of it, of the type `type`) that somebody changed after a gesture."""

    uid: str
    type: str
    ref: str
    title: str
    unit: str
    at: str
    author: str


def changed_since(reading: Reading, gesture: str) -> list[ChangedSince]:
    """Return what of a gesture says something else by now, newest first: it stays when the gesture is taken back."""
    later = table.alias()
    touched = (
        select(table.c.uid)
        .distinct()
        .join(later, later.c.uid == table.c.uid)
        .where(table.c.gesture == gesture, later.c.gesture != gesture, later.c.arrived > table.c.arrived)
    )
    uids = list(reading.connection.scalars(touched))
    mine = set(reading.connection.scalars(select(table.c.id).where(table.c.gesture == gesture, table.c.uid.in_(uids))))
    found = [
        (last, unit)
        for revisions in reading.revisions_of(uids).values()
        for unit, last in _anew(revisions, mine).items()
    ]
    owners = {last.record.uid: owner_of(reading, last.record) for last, _ in found}
    lines = {line.uid: line for line in list_rows(reading, sorted(set(owners.values())))}
    changes: list[ChangedSince] = []
    for last, unit in sorted(found, key=lambda pair: (pair[0].at, pair[0].id), reverse=True):
        owner = owners[last.record.uid]
        ref, title = (lines[owner].ref, lines[owner].title) if owner in lines else (owner, "")
        changes.append(ChangedSince(owner, last.record.type, ref, title, unit, last.at, last.author))
    return changes


def _anew(revisions: list[Revision], gesture: set[str]) -> Mapping[str, Revision]:
    """Return, by unit of a gesture that says something else now, the newest revision that set it."""
    places = [place for place, revision in enumerate(revisions) if revision.id in gesture]
    after, now = fold(revisions[: places[-1] + 1]), fold(revisions)
    units = {unit for place in places for unit in revisions[place].set}
    if after.deleted != now.deleted:
        units.add(LIFE)
    anew = {unit for unit in units if now.candidates(unit) != after.candidates(unit)}
    return {
        unit: next(one for one in reversed(revisions) if unit in one.set)
        for unit in anew
        if any(unit in one.set for one in revisions[places[-1] + 1 :])
    }
