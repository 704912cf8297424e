"""Merging a parcel's revisions, and what became of each record."""

from collections import Counter
from collections.abc import Mapping, Sequence

from db.catalogue import RECORD_TYPES
from db.parcels.edits import Edits
from db.parcels.payload import Damaged
from db.revisions import LIFE, Folded, Revision, canonical
from db.store.writing import Write


def merge(write: Write, revisions: Sequence[Revision]) -> dict[str, str]:
    """Add the revisions; return what became of each record: new, updated, same or conflict.

    Raises Damaged.
    """
    uids = list(dict.fromkeys(revision.record.uid for revision in revisions))
    write.preload(uids)
    before = {uid: write.folded(uid) for uid in uids}
    types = {(revision.record.uid, revision.record.type) for revision in revisions}
    types |= {(uid, found[0].record.type) for uid in uids if (found := write.revisions(uid))}
    if len(types) > len(uids):
        raise Damaged("one id stands for two kinds of record")
    try:
        touched = {revision.record.uid for revision in write.receive(revisions)}
    except ValueError as error:
        raise Damaged(str(error)) from error
    return {uid: _state(before[uid], write.folded(uid)) if uid in touched else "same" for uid in uids}


def _state(then: Folded, now: Folded) -> str:
    if not then.heads:
        return "conflict" if now.conflicts else "new"
    if set(now.conflicts) - set(then.conflicts):
        return "conflict"
    return "same" if _face(then) == _face(now) else "updated"


def _face(folded: Folded) -> str:
    """Return what a person sees of a record, for comparing."""
    return canonical([dict(folded.values), list(folded.conflicts), folded.deleted])


def newer_names(revisions: Sequence[Revision]) -> tuple[str, ...]:
    """Return the names of fields and record types in a parcel that only a newer program knows."""
    names: set[str] = set()
    for revision in revisions:
        kind = RECORD_TYPES.get(revision.record.type)
        if kind is None:
            names.add(revision.record.type)
        else:
            names |= {f"{kind.key}.{unit}" for unit in revision.set if unit not in kind.units and unit != LIFE}
    return tuple(sorted(names))


def count_rows(states: Mapping[str, str], edits: Edits) -> dict[str, int]:
    """Count every row once: one with a hand edit as its proposal or problem alone, whatever its revisions did.

    A row of which some cells are proposed and others cannot be taken is a problem. What is wrong with a whole sheet or
    column counts as one row more.
    """
    edited = {found.uid for found in (*edits.proposals, *edits.problems)}
    count = Counter(state for uid, state in states.items() if uid not in edited)
    rows = {name: count[name] for name in ("new", "updated", "same", "conflict")}
    wrong = {(problem.sheet, problem.row) for problem in edits.problems}
    rows["proposal"] = sum((proposal.sheet, proposal.row) not in wrong for proposal in edits.proposals)
    rows["problem"] = len(wrong)
    return {"read": sum(rows.values()), **rows}
