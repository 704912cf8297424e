"""Merging two records of the same event: one stays, with the values a person chose, and the other is deleted."""

from collections.abc import Iterable, Mapping, Sequence

from db.catalogue import CHILD_TYPES, RECORD_TYPES, RecordType, Value, activity_type, inner_links
from db.errors import KnownError
from db.records.conflicts import conflicts
from db.records.family import children
from db.records.merged import copy_uid
from db.records.verbs import bury, raise_up
from db.records.views import RecordView, view
from db.revisions import LIFE, Draft, Folded, Json, RecordKey, deleting, restoring
from db.store.writing import Write
from db.twins.sides import Line, Part, PartsLine, choices_of, compare, proposed
from db.twins.verdicts import SAME, activity_named, judge

KEEP, OTHER, BOTH = "keep", "other", "both"


def merge(write: Write, keep: str, other: str, choices: Mapping[str, str] | None = None) -> RecordKey:
    """Merge two activities of one event: `keep` stays, `other` is deleted, in one gesture; return the one that stays.

    `choices` says whose value is right, "keep" or "other", by field, by unit or by kind of part ("tallies.sex",
    "visit"); of parts that are no counts of people, "both" is possible. What it does not name is the own value where
    the record that stays has one, and the other's where it has none; but a place stays protected, and a classification
    high, where either says so, and a lower one is chosen with a reason only. Both histories stay and are shown
    together. No rule refuses the result: a record that breaks one is flagged, as after any merge.

    Raises KnownError `no-record`, `ambiguous-record`, `not-an-activity`, `one-record`, `deleted-record`, `merge-types`,
    `merge-conflict`, `unknown-field`, `read-only-field`, `bad-choice`, `assigned-twice`, `lowering`.
    """
    kept, gone = activity_named(write, keep), activity_named(write, other)
    if kept == gone:
        raise KnownError("one-record", uid=kept.uid)
    mine, theirs = view(write, kept), view(write, gone)
    if kept.type != gone.type:
        raise KnownError("merge-types", keep=mine.ref, other=theirs.ref)
    for one in (mine, theirs):
        _refuse_unsettled(write, one)
    kind = activity_type(kept.type)
    sides, lines = _sides(kind, choices or {}), compare(write, kept, gone)
    _refuse_lowering(write, mine, lines, sides)
    # An office that has only the record that went away sees in its history where it went.
    write.reason = write.reason or f"{theirs.ref} → {mine.ref}"
    _stay(write, kept)
    units: dict[str, Json] = {}
    own: list[Part] = []
    giving_way: list[Part] = []
    coming: list[Part] = []
    for line in lines:
        side = sides.get(line.choice) or _proposed(write, line)
        if isinstance(line, PartsLine):
            (giving_way if side == OTHER else own).extend(line.first)
            coming += () if side == KEEP else line.second
        elif line.differs:
            units[line.choice] = line.first if side == KEEP else line.second
    _put_parts(write, kept, own, giving_way, _copies(kept, coming))
    folded = write.folded(kept.uid)
    _say(write, kept, folded, units | _more(kind, folded, write.folded(gone.uid)))
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


def _proposed(write: Write, line: Line) -> str:
    return OTHER if proposed(write.mission, line) else KEEP


def _refuse_lowering(write: Write, kept: RecordView, lines: Sequence[Line], sides: Mapping[str, str]) -> None:
    """Refuse without a reason that a merge takes the lower of two classifications (DP-17)."""
    for line in lines:
        lower = line.differs and sides.get(line.choice) not in (None, _proposed(write, line))
        if line.choice == "classification" and lower and not write.reason:
            raise KnownError("lowering", ref=kept.ref)


def _sides(kind: RecordType, choices: Mapping[str, str]) -> dict[str, str]:
    """Return whose value is right by unit and kind of part, as a person named them."""
    known = choices_of(kind)
    sides: dict[str, str] = {}
    for name, side in choices.items():
        choice = kind.by_key[name].merge_unit if name in kind.by_key else name
        if choice not in known:
            if choice in kind.units:
                raise KnownError("read-only-field", field=name)
            raise KnownError("unknown-field", kind=kind.key, field=name, known=", ".join(known))
        if side not in ((KEEP, OTHER, BOTH) if choice in CHILD_TYPES else (KEEP, OTHER)):
            raise KnownError("bad-choice", field=name, choice=side)
        if sides.setdefault(choice, side) != side:
            raise KnownError("assigned-twice", field=choice)
    return sides


def _stay(write: Write, record: RecordKey) -> None:
    """Decide that a record stays, and its parts, where somebody else had deleted it meanwhile."""
    for part in children(write, record.uid, alive=True):
        if LIFE in (folded := write.folded(part.uid)).conflicts:
            write.append(restoring(part, folded))
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


def _copies(record: RecordKey, parts: Iterable[Part]) -> dict[str, tuple[Part, Mapping[str, Value]]]:
    """Return what parts of another record become as parts of this one, by their new ids: the part, and its links.

    The ids follow from what was copied, so that the same merge at two offices makes one record. A part that points at
    another part of its owner points at its copy.
    """
    uids: dict[str, str] = {}
    copies: dict[str, tuple[Part, Mapping[str, Value]]] = {}
    for part in parts:
        kind = RECORD_TYPES[part.key.type]
        links = {field: uids.get(str(part.values[field]), part.values[field]) for field in inner_links(kind)}
        links[kind.owner] = record.uid
        uid = kind.uid_of({**part.values, **links}) or copy_uid(record.uid, part.key.uid)
        uids[part.key.uid], copies[uid] = uid, (part, links)
    return copies


def _put_parts(
    write: Write,
    record: RecordKey,
    own: Sequence[Part],
    giving_way: Sequence[Part],
    copies: Mapping[str, tuple[Part, Mapping[str, Value]]],
) -> None:
    """Say the own parts once more, delete those that give way, and write the copies where there is no own part."""
    for part in own:
        kind, folded = RECORD_TYPES[part.key.type], write.folded(part.key.uid)
        free = {unit: value for unit, value in folded.values.items() if unit not in kind.fixed}
        _say(write, part.key, folded, free or {kind.owner: record.uid})
    for part in giving_way:
        if part.key.uid not in copies:
            write.append(deleting(part.key, write.folded(part.key.uid)))
    kept = {part.key.uid for part in own}
    for uid, (part, links) in copies.items():
        if uid in kept:
            continue
        kind, folded = RECORD_TYPES[part.key.type], write.folded(uid)
        copy = RecordKey(kind.key, uid)
        if folded.deleted:
            write.append(restoring(copy, folded))
        cleared = dict.fromkeys(unit for unit in folded.values if unit not in kind.fixed)
        _say(write, copy, folded, {**cleared, **write.folded(part.key.uid).values, **links})
