"""What a hand edit becomes when somebody takes it, and whether it will then stand against something. Pure: no SQL.

A change that became a revision once and was taken back is written again over what the record says now: the person has
seen that meanwhile. `taken_back` are the gestures that were undone.
"""

from collections.abc import Collection, Sequence

from db.revisions import Draft, Json, RecordKey, Revision, canonical, fold, setting


def change(
    record: RecordKey,
    unit: str,
    after: Json,
    over: Sequence[str],
    known: Sequence[Revision],
    taken_back: Collection[str],
) -> Draft | None:
    """Return the revision by which a unit takes the value that a cell shows; None where nothing would change.

    `over` are the heads that the file showed, `known` all revisions of the record.
    """
    now = fold(known)
    draft = Draft(record, "set", {unit: after}, {unit: tuple(over)})
    before = earlier(draft, known)
    if before is not None:
        return setting(record, now, {unit: after}) if before.batch in taken_back else None
    settled = canonical(now.values.get(unit)) == canonical(after) and unit not in now.conflicts
    return None if settled else draft


def earlier(draft: Draft, known: Sequence[Revision]) -> Revision | None:
    """Return the revision that this very change became already: proposed in two copies of one file, it is one."""
    (unit,) = draft.set
    for revision in known:
        same_value = unit in revision.set and revision.set[unit] == draft.set[unit]
        if same_value and all(set(revision.over.get(one, ())) == set(ids) for one, ids in draft.over.items()):
            return revision
    return None


def is_disputed(draft: Draft, known: Sequence[Revision]) -> bool:
    """Whether a draft will stand against something that its author had not seen."""
    now = fold(known)
    if draft.kind == "delete":
        seen = {i for ids in draft.over.values() for i in ids}
        return any(head.id not in seen for heads in now.heads.values() for head in heads)
    if now.deleted:
        return True
    ((unit, after),) = draft.set.items()
    unseen = [head for head in now.heads.get(unit, ()) if head.id not in draft.over.get(unit, ())]
    return any(canonical(head.set.get(unit)) != canonical(after) for head in unseen)
