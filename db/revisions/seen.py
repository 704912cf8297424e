"""What somebody had seen of records, in few words, and what is different since: pure, and no clock is asked.

Of a few records it is the versions that were shown (an approval); of many it is how far the chain of each replica was
known (a closed period). Both travel as text, and everybody who has the same revisions gets the same answer.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from db.revisions.fold import Folded, fold
from db.revisions.revision import LIFE, Revision, canonical

_LONG, _SHORT = 12, 8  # letters of an id: enough to tell the revisions of one activity apart
_MANY = 1500


@dataclass(frozen=True, slots=True)
class Difference:
    """What is different in one record: the revision that made it newest of all, and the units; none where all is."""

    newest: Revision
    units: tuple[str, ...]


def shown_of(folds: Iterable[Folded]) -> str:
    """Return the versions that make up what some records show now."""
    ids = sorted({head.id for folded in folds for heads in folded.heads.values() for head in heads})
    letters = _LONG if len(ids) <= _MANY else _SHORT
    return " ".join(one[:letters] for one in ids)


def since_shown(revisions: Sequence[Revision], shown: str) -> Difference | None:
    """Return what is different in a record since these versions of it were shown; None where nothing is."""
    marks = set(shown.split())
    letters = len(next(iter(marks), ""))
    by_id = {one.id: one for one in revisions}
    waiting = [one for one in revisions if one.id[:letters] in marks]
    then: dict[str, Revision] = {}
    while waiting:  # what was shown, and all that it had replaced
        one = waiting.pop()
        if one.id not in then:
            then[one.id] = one
            waiting += [by_id[i] for ids in one.over.values() for i in ids if i in by_id]
    return _different(then.values(), revisions)


def reached(ends: Mapping[str, int]) -> str:
    """Return how far the chain of each replica is known, as text."""
    return "\n".join(f"{replica} {seq}" for replica, seq in sorted(ends.items()))


def read_reached(text: str) -> dict[str, int]:
    """Return how far the chain of each replica was known; what is no such line says nothing."""
    found = (line.rpartition(" ") for line in text.splitlines())
    return {replica: int(seq) for replica, _, seq in found if replica and seq.isdecimal()}


def since_reached(revisions: Sequence[Revision], ends: Mapping[str, int]) -> Difference | None:
    """Return what is different in a record since the chains were known so far; None where nothing is."""
    return _different([one for one in revisions if one.seq <= ends.get(one.replica, 0)], revisions)


def _different(then: Iterable[Revision], now: Sequence[Revision]) -> Difference | None:
    known = list(then)
    before, after = fold(known), fold(now)
    if not before.heads and after.deleted:
        return None  # it came and went
    units = {u for u in {*before.heads, *after.heads} - {LIFE} if _text(before, u) != _text(after, u)}
    if before.deleted != after.deleted:
        units.add(LIFE)
    if not units:
        return None
    ids = {one.id for one in known}
    newest = max((one for one in now if one.id not in ids), key=lambda one: (one.at, one.id), default=now[-1])
    return Difference(newest, tuple(sorted(units)) if before.heads else ())


def _text(folded: Folded, unit: str) -> str:
    return canonical(folded.candidates(unit) or [None])
