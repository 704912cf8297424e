"""Merging two records of the same event: one stays, with the values a person chose, and the other is deleted."""

from collections.abc import Mapping

from db.catalogue import DIMENSIONS, RecordType, activity_type
from db.catalogue.records import TALLY
from db.errors import KnownError
from db.records.conflicts import conflicts
from db.records.people import tally_uid
from db.records.verbs import bury, raise_up
from db.records.views import RecordView, find, live_counts, view
from db.revisions import LIFE, Draft, Folded, Json, RecordKey, restoring
from db.store.writing import Write
from db.twins.verdicts import SAME, judge

KEEP, OTHER = "keep", "other"
COUNTS = "tallies."  # begins the name of a dimension's counts: they add up, so they are chosen together


def choices_of(kind: RecordType) -> list[str]:
    """Return what is chosen one by one between two records: the units that people fill in, and each dimension's counts.

    The counts of a dimension are called "tallies.sex".
    """
    units = [unit for unit, fields in kind.units.items() if any(field.editable for field in fields)]
    return [*units, *(f"{COUNTS}{dimension}" for dimension in DIMENSIONS)]


def said(record: RecordView, choice: str) -> Json:
    """Return what a record says of a choice: a unit's value, or counts by category; None where it says nothing."""
    if choice.startswith(COUNTS):
        dimension = choice.removeprefix(COUNTS)
        counted = {t.category: t.count for t in record.tallies if t.dimension == dimension and t.count is not None}
        return counted or None
    value = activity_type(record.key.type).unit_value(choice, record.values)
    blank = isinstance(value, Mapping) and all(part is None for part in value.values())
    return None if blank else value


def merge(write: Write, keep: str, other: str, choices: Mapping[str, str] | None = None) -> RecordKey:
    """Merge two records of one event: `keep` stays and `other` is deleted, in one gesture; return the one that stays.

    `choices` says whose value is right, "keep" or "other", by field, by unit, or by dimension of counts
    ("tallies.sex"). What it does not name keeps its own value where the record that stays has one and takes the
    other's where it has none. Both histories stay and are shown together. No rule refuses the result: a record that
    breaks one is flagged, as after any merge.

    Raises KnownError `no-record`, `ambiguous-record`, `one-record`, `deleted-record`, `merge-types`, `merge-conflict`,
    `unknown-field`, `read-only-field`, `bad-choice`, `assigned-twice`.
    """
    kept, gone = find(write, keep), find(write, other)
    mine, theirs = view(write, kept), view(write, gone)
    if kept == gone:
        raise KnownError("one-record", uid=kept.uid)
    if kept.type != gone.type:
        raise KnownError("merge-types", keep=mine.ref, other=theirs.ref)
    for one in (mine, theirs):
        _refuse_unsettled(write, one)
    kind = activity_type(kept.type)
    sides = _sides(kind, choices or {})
    # An office that has only the record that went away sees in its history where it went.
    write.reason = write.reason or f"{theirs.ref} → {mine.ref}"
    _stay(write, kept)
    units: dict[str, Json] = {}
    for choice in choices_of(kind):
        here, there = said(mine, choice), said(theirs, choice)
        side = sides.get(choice, OTHER if here is None else KEEP)
        if choice.startswith(COUNTS):
            _say_counts(
                write, kept, choice.removeprefix(COUNTS), _counts(here), _counts(here if side == KEEP else there)
            )
        elif here != there:
            units[choice] = here if side == KEEP else there
    _say(write, kept, write.folded(kept.uid), units | _more(kind, write.folded(kept.uid), write.folded(gone.uid)))
    bury(write, gone)
    judge(write, kept, gone, SAME)
    return kept


def _refuse_unsettled(write: Write, record: RecordView) -> None:
    """Refuse a record that is deleted, or that has a value in conflict: a merge must not decide it by the way.

    Whether it is deleted may be disputed: that is what the merge decides.
    """
    if record.deleted:
        raise KnownError("deleted-record", ref=record.ref)
    for conflict in conflicts(write, record.key.uid):
        if conflict.unit != LIFE:
            raise KnownError("merge-conflict", ref=record.ref, field=conflict.field)


def _sides(kind: RecordType, choices: Mapping[str, str]) -> dict[str, str]:
    """Return whose value is right by unit and dimension, as a person named them."""
    known = choices_of(kind)
    sides: dict[str, str] = {}
    for name, side in choices.items():
        choice = kind.by_key[name].merge_unit if name in kind.by_key else name
        if choice not in known:
            if choice in kind.units:
                raise KnownError("read-only-field", field=name)
            raise KnownError("unknown-field", kind=kind.key, field=name, known=", ".join(known))
        if side not in (KEEP, OTHER):
            raise KnownError("bad-choice", field=name, choice=side)
        if sides.setdefault(choice, side) != side:
            raise KnownError("assigned-twice", field=choice)
    return sides


def _stay(write: Write, record: RecordKey) -> None:
    """Decide that a record stays, and its counts, where somebody else had deleted it meanwhile."""
    for uid in live_counts(write, record.uid):
        if LIFE in (count := write.folded(uid)).conflicts:
            write.append(restoring(RecordKey(TALLY.key, uid), count))
    if LIFE in write.folded(record.uid).conflicts:
        raise_up(write, record)


def _say(write: Write, record: RecordKey, folded: Folded, units: Mapping[str, Json]) -> None:
    """Give units their values, also where they are so already.

    A person has decided; and where the same two records are merged the other way round elsewhere, what is said here is
    news to that deletion, so that both records come back as a conflict and neither vanishes.
    """
    write.append(Draft(record, "set", units, {unit: folded.head_ids(unit) for unit in units}))


def _more(kind: RecordType, mine: Folded, theirs: Folded) -> dict[str, Json]:
    """Return what else the record that stays says: its number again, and what a newer program wrote in the other."""
    unknown = {u: v for u, v in theirs.values.items() if u not in kind.units and u not in mine.values}
    return {"ref": mine.values.get("ref"), **unknown}


def _counts(value: Json) -> Mapping[str, str | int | None]:
    return value if isinstance(value, Mapping) else {}


def _say_counts(
    write: Write,
    record: RecordKey,
    dimension: str,
    before: Mapping[str, str | int | None],
    after: Mapping[str, str | int | None],
) -> None:
    """Give the record that stays the counts of a dimension; a category that they do not have is no longer recorded."""
    for category in dict.fromkeys((*before, *after)):
        uid = tally_uid(record.uid, dimension, category)
        folded = write.folded(uid)
        count = RecordKey(TALLY.key, uid)
        if folded.deleted:
            write.append(restoring(count, folded))
        new = {} if folded.heads else {"activity": record.uid, "dimension": dimension, "category": category}
        _say(write, count, folded, {**new, "count": after.get(category)})
