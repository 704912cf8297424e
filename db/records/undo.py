"""Undo of any gesture: a new gesture that puts the former values over the present heads."""

from dataclasses import dataclass

from sqlalchemy import func, select

from db.errors import KnownError
from db.records.family import children, owner_of
from db.records.lists import list_rows
from db.records.project_files import rules_kept
from db.revisions import Draft, undoing
from db.schema.tables import activity, child, pair
from db.schema.tables import gesture as gesture_table
from db.schema.tables import revision as revision_table
from db.store.writing import Reading, Write

# A receipt is undone only when named: it takes back other people's work. A redaction cannot be undone at all.
NOT_ON_ITS_OWN = ("receive", "redact")


@dataclass(frozen=True, slots=True)
class GestureView:
    """One gesture of this laptop: when, who, what, and whether it has been taken back.

    `records` is how many activities it touched, `subject` the number and title of the first of them.
    """

    id: str
    at: str
    author: str
    kind: str
    reason: str
    undone: bool
    records: int
    subject: str


@dataclass(frozen=True, slots=True)
class Undone:
    """What an undo did: the gesture it took back and the ids of records that were changed since and kept."""

    gesture: str
    kept: tuple[str, ...]


def gestures(reading: Reading) -> list[GestureView]:
    """Return the gestures of this laptop, newest first."""
    rows = reading.connection.execute(select(gesture_table).order_by(gesture_table.c.number.desc())).all()
    undone, subjects = undone_gestures(reading), _subjects(reading)
    return [
        GestureView(row.id, row.at, row.author, row.kind, row.reason, row.id in undone, *subjects.get(row.id, (0, "")))
        for row in rows
    ]


def undone_gestures(reading: Reading) -> set[str]:
    """Return the gestures that have been taken back."""
    undone: set[str] = set()
    undoing_ones = select(gesture_table.c.id, gesture_table.c.undoes).where(gesture_table.c.undoes.is_not(None))
    for row in reading.connection.execute(undoing_ones.order_by(gesture_table.c.number.desc())):
        if row.id not in undone:  # newest first: an undo that was itself undone takes nothing back
            undone.add(row.undoes)
    return undone


def _subjects(reading: Reading) -> dict[str, tuple[int, str]]:
    """Return, by gesture, how many activities it touched and what the first of them is called."""
    touched = func.coalesce(child.c.owner, pair.c.first, revision_table.c.uid)
    rows = reading.connection.execute(
        select(revision_table.c.gesture, func.count(touched.distinct()), func.min(activity.c.uid))
        .outerjoin(child, child.c.uid == revision_table.c.uid)
        .outerjoin(pair, pair.c.uid == revision_table.c.uid)
        .outerjoin(activity, activity.c.uid == touched)
        .group_by(revision_table.c.gesture)
    ).all()
    lines = {line.uid: line for line in list_rows(reading, [uid for _, _, uid in rows if uid])}
    return {
        gesture: (count, f"{lines[uid].ref} {lines[uid].title}".strip() if uid in lines else "")
        for gesture, count, uid in rows
    }


def last_gesture(reading: Reading) -> str:
    """Return the newest gesture that a plain undo takes back.

    Raises KnownError `nothing-to-undo`.
    """
    undone = undone_gestures(reading)
    candidates = select(gesture_table.c.id).where(gesture_table.c.kind.not_in(("undo", *NOT_ON_ITS_OWN)))
    for gesture in reading.connection.scalars(candidates.order_by(gesture_table.c.number.desc())):
        if gesture not in undone:
            return gesture
    raise KnownError("nothing-to-undo")


def undo(write: Write, gesture: str = "", override: str = "") -> Undone:
    """Take back a gesture, the last one when none is named. Undoing an undo does it again.

    Units that somebody changed again since keep their newer value, and their records are reported. What then breaks a
    rule of a project needs an `override` (the reason), which stays on its file.

    Raises KnownError `nothing-to-undo`, `no-batch`, `redaction-stays`, `undo-changed-since`,
    `rule-broken`.
    """
    gesture = gesture or last_gesture(write)
    kind = write.connection.scalar(select(gesture_table.c.kind).where(gesture_table.c.id == gesture))
    if kind is None:
        raise KnownError("no-batch", batch=gesture)
    if kind == "redact":
        raise KnownError("redaction-stays")
    if gesture in undone_gestures(write):
        raise KnownError("nothing-to-undo")
    rows = write.connection.execute(
        select(revision_table.c.id, revision_table.c.uid).where(revision_table.c.gesture == gesture)
    ).all()
    ids = {row.id for row in rows}
    uids = list(dict.fromkeys(row.uid for row in rows))
    write.preload(uids)
    write.undoes(gesture)
    kept: list[str] = []
    for owner, group in _groups(write, uids).items():
        drafts = _undoing(write, owner, group, ids)
        kept += [uid for uid in group if drafts[uid] is None]
        with rules_kept(write, owner, override, back=True):
            for found in drafts.values():
                for draft in found or ():
                    write.append(draft)
    if uids and len(kept) == len(uids):
        raise KnownError("undo-changed-since")
    return Undone(gesture, tuple(kept))


def _groups(write: Write, uids: list[str]) -> dict[str, list[str]]:
    """Put the parts of a record beside it: what belongs together is kept or taken back together."""
    groups: dict[str, list[str]] = {}
    for uid in uids:
        groups.setdefault(owner_of(write, write.revisions(uid)[0].record), []).append(uid)
    return groups


def _undoing(write: Write, owner: str, group: list[str], gesture: set[str]) -> dict[str, list[Draft] | None]:
    """Return the drafts that take a gesture back in one group; None for a record that was changed since.

    A record that the gesture made goes only if nothing in it was changed or added since.
    """
    drafts = {
        uid: undoing(revisions[0].record, revisions, gesture) for uid in group if (revisions := write.revisions(uid))
    }
    made_here = owner in drafts and write.revisions(owner)[0].id in gesture
    if made_here and (None in drafts.values() or {key.uid for key in children(write, owner, alive=True)} - set(group)):
        return dict.fromkeys(drafts)
    return drafts
