"""The gestures of this laptop: what was done, by whom, to what, and what an undo or a redo would take next."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import func, select

from db.records.lists import list_rows
from db.schema.tables import activity, child, pair
from db.schema.tables import gesture as gesture_table
from db.schema.tables import revision as revision_table
from db.store.log import batched_list
from db.store.writing import Reading

# A receipt is undone only when named: it takes back other people's work. A redaction cannot be undone at all.
NOT_ON_ITS_OWN = ("receive", "redact")
UNDO = "undo"
LATEST = 500  # gestures that a list of them begins with


@dataclass(frozen=True, slots=True)
class GestureView:
    """One gesture of this laptop: when, who, what, and whether it has been taken back.

    `records` is how many activities it touched, `subject` the number and title of the first of them, `type` the type
    and `units` what was set in its first revision. `undoes` is the gesture that an undo took
    back, `takes_back` of what kind that was.
    """

    id: str
    at: str
    author: str
    kind: str
    reason: str
    undone: bool
    records: int
    subject: str
    type: str = ""
    units: tuple[str, ...] = ()
    undoes: str = ""
    takes_back: str = ""


def gestures(reading: Reading, limit: int = 0) -> list[GestureView]:
    """Return the gestures of this laptop, newest first; only the newest where there is a `limit`."""
    wanted = select(gesture_table.c.id).order_by(gesture_table.c.number.desc())
    return views_of(reading, list(reading.connection.scalars(wanted.limit(limit) if limit else wanted)))


def views_of(reading: Reading, ids: Sequence[str]) -> list[GestureView]:
    """Return gestures with all that a person is told of them, in the order of `ids`."""
    undone, subjects, firsts = undone_gestures(reading), _subjects(reading, ids), _firsts(reading, ids)
    kinds = dict(reading.connection.execute(select(gesture_table.c.id, gesture_table.c.kind)).all())
    found: dict[str, GestureView] = {}
    for chunk in batched_list(ids):
        for row in reading.connection.execute(select(gesture_table).where(gesture_table.c.id.in_(chunk))):
            about, first = subjects.get(row.id, (0, "")), firsts.get(row.id, ("", ()))
            back = kinds.get(row.undoes, "")
            here = row.id in undone
            found[row.id] = GestureView(
                row.id, row.at, row.author, row.kind, row.reason, here, *about, *first, row.undoes or "", back
            )
    return [found[one] for one in ids]


def undone_gestures(reading: Reading) -> set[str]:
    """Return the gestures that have been taken back."""
    undone: set[str] = set()
    undoing_ones = select(gesture_table.c.id, gesture_table.c.undoes).where(gesture_table.c.undoes.is_not(None))
    for row in reading.connection.execute(undoing_ones.order_by(gesture_table.c.number.desc())):
        if row.id not in undone:  # newest first: an undo that was itself undone takes nothing back
            undone.add(row.undoes)
    return undone


def next_undo(reading: Reading) -> str:
    """Return the newest gesture that a plain undo takes back, "" where there is none."""
    undone = undone_gestures(reading)
    candidates = select(gesture_table.c.id).where(gesture_table.c.kind.not_in((UNDO, *NOT_ON_ITS_OWN)))
    ordered = reading.connection.scalars(candidates.order_by(gesture_table.c.number.desc()))
    return next((gesture for gesture in ordered if gesture not in undone), "")


def next_redo(reading: Reading) -> str:
    """Return the undo that a redo takes back: the newest of the undos since the last other gesture; "" for none."""
    undone = undone_gestures(reading)
    kinds = dict(reading.connection.execute(select(gesture_table.c.id, gesture_table.c.kind)).all())
    rows = select(gesture_table.c.id, gesture_table.c.kind, gesture_table.c.undoes)
    for row in reading.connection.execute(rows.order_by(gesture_table.c.number.desc())):
        if row.kind != UNDO:
            return ""  # something else was done since
        if row.id not in undone and kinds[row.undoes] != UNDO:
            return row.id
    return ""


def _subjects(reading: Reading, ids: Sequence[str]) -> dict[str, tuple[int, str]]:
    """Return, by gesture, how many activities it touched and what the first of them is called."""
    touched = func.coalesce(child.c.owner, pair.c.first, revision_table.c.uid)
    rows: list[tuple[str, int, str | None]] = []
    for chunk in batched_list(ids):
        counted = (
            select(revision_table.c.gesture, func.count(touched.distinct()), func.min(activity.c.uid))
            .outerjoin(child, child.c.uid == revision_table.c.uid)
            .outerjoin(pair, pair.c.uid == revision_table.c.uid)
            .outerjoin(activity, activity.c.uid == touched)
            .where(revision_table.c.gesture.in_(chunk))
            .group_by(revision_table.c.gesture)
        )
        rows += [(gesture, count, uid) for gesture, count, uid in reading.connection.execute(counted)]
    lines = {line.uid: line for line in list_rows(reading, [uid for _, _, uid in rows if uid])}
    return {
        gesture: (count, f"{lines[uid].ref} {lines[uid].title}".strip() if uid in lines else "")
        for gesture, count, uid in rows
    }


def _firsts(reading: Reading, ids: Sequence[str]) -> dict[str, tuple[str, tuple[str, ...]]]:
    """Return, by gesture, the type and the units of its first revision: in bulk all are alike."""
    found: dict[str, tuple[str, tuple[str, ...]]] = {}
    for chunk in batched_list(ids):
        first = select(func.min(revision_table.c.arrived)).where(revision_table.c.gesture.in_(chunk))
        rows = select(revision_table.c.gesture, revision_table.c.type, revision_table.c.body).where(
            revision_table.c.arrived.in_(first.group_by(revision_table.c.gesture))
        )
        for gesture, kind, body in reading.connection.execute(rows):
            said: Mapping[str, object] = json.loads(body)["set"]
            found[gesture] = (kind, tuple(sorted(said)))
    return found
