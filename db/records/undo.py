"""Undo of any gesture: a new gesture that puts the former values over the present heads."""

from dataclasses import dataclass

from sqlalchemy import select

from db.errors import KnownError
from db.progress import Progress, silent
from db.records.family import children, owner_of
from db.records.gestures import next_redo, next_undo, undone_gestures
from db.records.project_files import rules_kept
from db.revisions import Draft, undoing
from db.schema.tables import gesture as gesture_table
from db.schema.tables import revision as revision_table
from db.store.writing import Reading, Write


@dataclass(frozen=True, slots=True)
class Undone:
    """What an undo did: the gesture it took back and the ids of records that were changed since and kept."""

    gesture: str
    kept: tuple[str, ...]


def last_gesture(reading: Reading) -> str:
    """Return the newest gesture that a plain undo takes back.

    Raises KnownError `nothing-to-undo`.
    """
    found = next_undo(reading)
    if found:
        return found
    raise KnownError("nothing-to-undo")


def redo(write: Write, override: str = "", progress: Progress = silent) -> Undone:
    """Do again what the last undo took back.

    Raises KnownError `nothing-to-redo`, and what `undo` raises.
    """
    found = next_redo(write)
    if not found:
        raise KnownError("nothing-to-redo")
    return undo(write, found, override, progress)


def undo(write: Write, gesture: str = "", override: str = "", progress: Progress = silent) -> Undone:
    """Take back a gesture, the last one when none is named. Undoing an undo does it again.

    Units that somebody changed again since keep their newer value, and their records are reported. What then breaks a
    rule of a project needs an `override` (the reason), which stays on its file.

    Raises KnownError `nothing-to-undo`, `no-batch`, `redaction-stays`, `undo-changed-since`,
    `rule-broken`; what `progress` raises.
    """
    write.reason = write.reason or override
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
    groups = _groups(write, uids)
    for number, (owner, group) in enumerate(groups.items()):
        progress(number, len(groups))
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
