"""Undo of any gesture: a new gesture that puts the former values over the present heads."""

from dataclasses import dataclass

from sqlalchemy import select

from db.catalogue import RECORD_TYPES
from db.errors import KnownError
from db.records.views import live_counts
from db.revisions import Draft, undoing
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
    for owner, group in _groups(write, uids).items():
        drafts = _undoing(write, owner, group, ids)
        kept += [uid for uid in group if drafts[uid] is None]
        for found in drafts.values():
            for draft in found or ():
                write.append(draft)
    if len(kept) == len(uids):
        raise KnownError("undo-changed-since")
    return Undone(gesture, tuple(kept))


def _groups(write: Write, uids: list[str]) -> dict[str, list[str]]:
    """Put the counts of an activity beside it: what belongs together is kept or taken back together."""
    groups: dict[str, list[str]] = {}
    for uid in uids:
        kind = RECORD_TYPES.get(write.revisions(uid)[0].record.type)
        owner = write.folded(uid).values.get(kind.owner) if kind and kind.owner else None
        groups.setdefault(str(owner or uid), []).append(uid)
    return groups


def _undoing(write: Write, owner: str, group: list[str], gesture: set[str]) -> dict[str, list[Draft] | None]:
    """Return the drafts that take a gesture back in one group; None for a record that was changed since.

    An activity that the gesture made goes only if nothing in it was changed or added since.
    """
    drafts = {
        uid: undoing(revisions[0].record, revisions, gesture) for uid in group if (revisions := write.revisions(uid))
    }
    made_here = owner in drafts and write.revisions(owner)[0].id in gesture
    if made_here and (None in drafts.values() or set(live_counts(write, owner)) - set(group)):
        return dict.fromkeys(drafts)
    return drafts
