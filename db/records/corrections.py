"""Corrections: values that were in a parcel already and are replaced now (DP-18). A person is asked why.

What was blank and is filled in, and a status that moves on, is the work going on and no correction. The old value stays
in the history in either case.
"""

from collections.abc import Mapping

from sqlalchemy import func, select

from db.catalogue import RECORD_TYPES
from db.errors import KnownError
from db.records.family import owner_of, reference
from db.revisions import LIFE, RecordKey, Revision
from db.schema.exchange import channel_out, parcel
from db.store.writing import Write

_MOVES_ON = ("status", LIFE)


def corrected(write: Write) -> dict[RecordKey, tuple[str, ...]]:
    """Return what this gesture replaces of what was sent or received, by record: the merge units."""
    replaced: dict[str, Revision] = {}
    by: list[tuple[str, RecordKey, str]] = []
    for made in write.made:
        known = {one.id: one for one in write.revisions(made.record.uid)}
        for unit in made.set.keys() - {*_MOVES_ON}:
            for before in (known[i] for i in made.over.get(unit, ()) if i in known):
                if before.set.get(unit) not in (None, made.set[unit]):
                    replaced[before.id] = before
                    by.append((before.id, made.record, unit))
    told = _told(write, replaced)
    found: dict[RecordKey, set[str]] = {}
    for before, record, unit in by:
        if before in told:
            found.setdefault(record, set()).add(unit)
    return {record: tuple(sorted(units)) for record, units in found.items()}


def refuse_unexplained(write: Write) -> None:
    """Refuse a correction for which nobody gave a reason: for doors at which a person can be asked.

    Raises KnownError `correction`.
    """
    if not write.reason:
        for error in unexplained(write).values():
            raise error


def unexplained(write: Write) -> dict[str, KnownError]:
    """Return what refuses the corrections of a gesture without a reason, by the id of the record or its owner."""
    found: dict[str, KnownError] = {}
    for record, units in corrected(write).items():
        kind = RECORD_TYPES[record.type]
        fields = ", ".join(kind.units[unit][0].label for unit in units if unit in kind.units)
        error = KnownError("correction", ref=reference(write, record), fields=fields)
        found.setdefault(owner_of(write, record), error)
    return found


def _told(write: Write, revisions: Mapping[str, Revision]) -> set[str]:
    """Return those of these revisions that went out in a parcel, or came in one.

    To a peer that was never heard of everything goes out with each parcel, and only the clock says what was there.
    """
    me = write.identity.replica
    mine = [one.id for one in revisions.values() if one.replica == me]
    if not mine:
        return {*revisions}
    along = select(channel_out.c.revision).where(channel_out.c.revision.in_(mine))
    out = (parcel.c.direction == "out", parcel.c.profile == "hq", parcel.c.kind == "changes", parcel.c.sha256 != "")
    whole = select(func.max(parcel.c.at)).where(*out, parcel.c.start == "", parcel.c.end == "")
    last = write.connection.scalar(whole) or ""
    gone = {*write.connection.scalars(along)} | {i for i in mine if revisions[i].at < last}
    return (revisions.keys() - {*mine}) | gone
