"""What a gesture writes: drafts of revisions, worked out from the folded record and nothing else.

A draft has no place in a chain yet; the store gives it replica, number, author and time when it writes.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from db.revisions.fold import Folded, fold
from db.revisions.revision import DELETED, LIFE, LIVE, REASON, Json, RecordKey, Revision, RevisionKind, canonical


@dataclass(frozen=True, slots=True)
class Draft:
    """A revision about to be written."""

    record: RecordKey
    kind: RevisionKind
    set: Mapping[str, Json]
    over: Mapping[str, tuple[str, ...]]

    def placed(
        self,
        *,
        replica: str,
        seq: int,
        prev: str,
        author: str,
        at: str,
        batch: str,
        reason: str = "",
        salt: str = "",
        format: int = 1,
    ) -> Revision:
        """Return the revision that this draft becomes at a place in a replica's chain."""
        return Revision(
            replica=replica,
            seq=seq,
            prev=prev,
            record=self.record,
            kind=self.kind,
            set=self.set,
            over=self.over,
            author=author,
            at=at,
            batch=batch,
            reason=reason,
            salt=salt,
            format=format,
        ).sealed()


def setting(record: RecordKey, folded: Folded, values: Mapping[str, Json]) -> Draft | None:
    """Return the draft that gives units these values, or None when nothing would change.

    A unit in conflict counts as changed even where the value shown is the one given: saying it again decides.
    """
    changed = {
        unit: value
        for unit, value in values.items()
        if canonical(folded.values.get(unit)) != canonical(value) or unit in folded.conflicts
    }
    if not changed:
        return None
    return Draft(record, "set", changed, {unit: folded.head_ids(unit) for unit in changed})


def deleting(record: RecordKey, folded: Folded) -> Draft:
    """Return the draft that deletes a record: over everything its author has seen of it."""
    return Draft(record, "delete", {LIFE: DELETED}, {unit: folded.head_ids(unit) for unit in {*folded.heads, LIFE}})


def restoring(record: RecordKey, folded: Folded) -> Draft:
    """Return the draft that lifts every deletion of a record."""
    return Draft(record, "restore", {LIFE: LIVE}, {LIFE: folded.head_ids(LIFE)})


def resolving(record: RecordKey, folded: Folded, unit: str, value: Json) -> Draft:
    """Return the draft that decides a conflict: one value over all the heads of the unit."""
    return Draft(record, "resolve", {unit: value}, {unit: folded.head_ids(unit)})


def redacting(record: RecordKey, revisions: Iterable[Revision], unit: str) -> Draft | None:
    """Return the draft that blanks every value that a unit ever had (`REASON`: every reason); None where there is none.

    `revisions` are all known of the record. Heads are blanked too: give the unit its new value first.
    """
    ids = tuple(sorted(r.id for r in revisions if r.set.get(unit) is not None or (unit == REASON and r.reason)))
    return Draft(record, "redact", {}, {unit: ids}) if ids else None


def undoing(record: RecordKey, revisions: Iterable[Revision], gesture: set[str]) -> list[Draft] | None:
    """Return the drafts that take back a gesture's effect on one record.

    `revisions`: all known of the record, in order of arrival; `gesture`: the ids of those the gesture brought. A unit
    that has since come to say something else, or whose former value was redacted, keeps what it says; None where that
    holds for all of them. Where the former state was a conflict, one draft per former value brings the conflict back.
    """
    ordered = list(revisions)
    places = [place for place, revision in enumerate(ordered) if revision.id in gesture]
    before, after, now = fold(ordered[: places[0]]), fold(ordered[: places[-1] + 1]), fold(ordered)
    if not before.heads:
        if now.deleted:
            return []
        return [deleting(record, now)] if dict(now.values) == dict(after.values) else None

    units = {unit for place in places for unit in ordered[place].set} - {LIFE}
    as_left = {unit for unit in units if now.candidates(unit) == after.candidates(unit)}
    as_left -= {unit for unit in units if any(unit in head.blanked for head in before.heads.get(unit, ()))}
    life_as_left = _life(before) != _life(after) == _life(now)
    if life_as_left and before.deleted:
        # Its values need no change: nobody sees them until it is restored. Newer ones keep it alive.
        return [deleting(record, now)] if dict(now.values) == dict(after.values) else None
    drafts = [
        Draft(record, "set", {unit: value}, {unit: now.head_ids(unit)})
        for unit in sorted(as_left)
        for value in before.candidates(unit) or [None]
    ]
    if life_as_left:
        drafts += _disputed(record, before, now) if LIFE in before.conflicts else [restoring(record, now)]
    return drafts if as_left or life_as_left else None


def _life(folded: Folded) -> tuple[bool, bool]:
    """Return whether a record is deleted, and whether that is disputed."""
    return folded.deleted, LIFE in folded.conflicts


def _disputed(record: RecordKey, before: Folded, now: Folded) -> list[Draft]:
    """Return the drafts that bring back a disputed deletion: it covers nothing, so every value speaks against it."""
    over = {LIFE: now.head_ids(LIFE)}
    drafts = [Draft(record, "delete", {LIFE: DELETED}, over)]
    if LIVE in before.candidates(LIFE):
        drafts.append(Draft(record, "restore", {LIFE: LIVE}, over))
    return drafts
