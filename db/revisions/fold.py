"""`fold`: a record is a pure function of the set of its revisions.

The heads of a unit are the revisions that set it and that no other known revision is over. Set union is all a merge is,
so any order, any number of times, gives the same record.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from db.revisions.revision import LIFE, REASON, Json, Revision, canonical


@dataclass(frozen=True, slots=True)
class Folded:
    """A record as its revisions make it.

    `values`: unit to value (cleared units are absent); `heads`: unit to its head revisions, sorted by id;
    `conflicts`: the units whose heads differ; `deleted`: whether the record is gone from the registers.
    """

    values: Mapping[str, Json]
    heads: Mapping[str, tuple[Revision, ...]]
    conflicts: tuple[str, ...]
    deleted: bool

    def head_ids(self, unit: str) -> tuple[str, ...]:
        """Return the ids of a unit's heads: what a new revision of the unit is over."""
        return tuple(revision.id for revision in self.heads.get(unit, ()))

    def candidates(self, unit: str) -> list[Json]:
        """Return the different values of a unit's heads, in canonical order."""
        return distinct(revision.set.get(unit) for revision in self.heads.get(unit, ()))


def distinct(values: Iterable[Json]) -> list[Json]:
    """Return each different value once, in canonical order."""
    return [value for _, value in sorted({canonical(value): value for value in values}.items())]


def fold(revisions: Iterable[Revision]) -> Folded:
    """Fold all known revisions of ONE record; order and repetition do not matter.

    A deletion is a head of the unit `_life` and lists every head its author had seen. It stands only where nobody
    changed what the deleter had not seen: otherwise the record stays in the registers with a conflict in `_life`.
    Values are never hidden by a deletion, so restoring is only lifting it.
    """
    heads = _heads({revision.id: revision for revision in revisions}.values())
    deletions = [revision for revision in heads.get(LIFE, ()) if revision.kind == "delete"]
    seen_by_deleters = {i for deletion in deletions for ids in deletion.over.values() for i in ids}
    unseen = bool(deletions) and any(
        r.id not in seen_by_deleters for unit, found in heads.items() if unit != LIFE for r in found
    )
    also_live = len(deletions) < len(heads.get(LIFE, ()))

    values: dict[str, Json] = {}
    conflicts: list[str] = []
    for unit, found in heads.items():
        if unit == LIFE:
            continue
        if len(found) == 1:  # nearly always, and then nothing needs comparing
            shown = found[0].set.get(unit)
        else:
            different = distinct(revision.set.get(unit) for revision in found)
            if len(different) > 1:
                conflicts.append(unit)
            shown = max(different, key=_preference, default=None)
        if shown is not None:
            values[unit] = shown
    if deletions and (unseen or also_live):
        conflicts.append(LIFE)
    return Folded(values, heads, tuple(sorted(conflicts)), bool(deletions) and not (unseen or also_live))


def _heads(known: Collection[Revision]) -> dict[str, tuple[Revision, ...]]:
    """Return each unit's revisions that no other known one is over, by id."""
    setters: dict[str, list[Revision]] = {}
    replaced: dict[str, set[str]] = {}
    for revision in known:
        for unit in (*revision.set, *revision.blanked):
            if unit != REASON:
                setters.setdefault(unit, []).append(revision)
        if revision.kind == "redact":
            continue  # it takes values out of revisions and replaces none
        if revision.kind != "delete":
            for unit, ids in revision.over.items():
                replaced.setdefault(unit, set()).update(ids)
        else:
            replaced.setdefault(LIFE, set()).update(revision.over.get(LIFE, ()))
    if len(known) == 1:  # as with most records of an import, and then nothing is replaced
        return {unit: tuple(found) for unit, found in setters.items()}
    return {
        unit: tuple(sorted((r for r in found if r.id not in replaced.get(unit, ())), key=_by_id))
        for unit, found in setters.items()
    }


def _by_id(revision: Revision) -> str:
    return revision.id


def _preference(value: Json) -> tuple[bool, str]:
    """Order conflicting values: the one shown meanwhile is the same on every machine and depends on no clock."""
    return value is not None, canonical(value)
