"""Undo of any gesture: a new gesture that puts the former values over the present heads."""

from dataclasses import dataclass

from sqlalchemy import select

from db.errors import KnownError
from db.revisions import undoing
from db.schema.tables import gesture as gesture_table
from db.schema.tables import revision as revision_table
from db.store.writing import Reading, Write

NOT_ON_ITS_OWN = ("receive",)  # undone only when named: it takes back other people's work


@dataclass(frozen=True, slots=True)
class GestureView:
    """One gesture of this laptop: when, who, what, and whether it has been taken back."""

    id: str
    number: int
    at: str
    author: str
    kind: str
    reason: str
    undone: bool


@dataclass(frozen=True, slots=True)
class Undone:
    """What an undo did: the gesture it took back and the ids of records that were changed since and kept."""

    gesture: str
    kept: tuple[str, ...]


def gestures(reading: Reading) -> list[GestureView]:
    """Return the gestures of this laptop, newest first."""
    rows = reading.connection.execute(select(gesture_table).order_by(gesture_table.c.number.desc())).all()
    undone: set[str] = set()
    for row in rows:  # newest first: an undo that was itself undone takes nothing back
        if row.undoes and row.id not in undone:
            undone.add(row.undoes)
    return [GestureView(row.id, row.number, row.at, row.author, row.kind, row.reason, row.id in undone) for row in rows]


def last_gesture(reading: Reading) -> str:
    """Return the newest gesture that a plain undo takes back.

    Raises KnownError `nothing-to-undo`.
    """
    for found in gestures(reading):
        if not found.undone and found.kind != "undo" and found.kind not in NOT_ON_ITS_OWN:
            return found.id
    raise KnownError("nothing-to-undo")


def undo(write: Write, gesture: str = "") -> Undone:
    """Take back a gesture, the last one when none is named. Undoing an undo does it again.

    Units that somebody changed again since keep their newer value, and their records are reported.

    Raises KnownError `nothing-to-undo`, `no-batch`, `undo-changed-since`.
    """
    gesture = gesture or last_gesture(write)
    known = {found.id: found for found in gestures(write)}
    if gesture not in known:
        raise KnownError("no-batch", batch=gesture)
    if known[gesture].undone:
        raise KnownError("nothing-to-undo")
    rows = write.connection.execute(
        select(revision_table.c.id, revision_table.c.uid).where(revision_table.c.gesture == gesture)
    ).all()
    ids = {row.id for row in rows}
    uids = list(dict.fromkeys(row.uid for row in rows))
    write.preload(uids)
    write.undoes(gesture)
    kept: list[str] = []
    for uid in uids:
        revisions = write.revisions(uid)
        drafts = undoing(revisions[0].record, revisions, ids)
        if drafts is None:
            kept.append(uid)
            continue
        for draft in drafts:
            write.append(draft)
    if len(kept) == len(uids):
        raise KnownError("undo-changed-since")
    return Undone(gesture, tuple(kept))
