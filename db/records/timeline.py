"""What happened to a project, by day: its states, money, visits, changes of plan, and the parcels that carried it."""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Row, select

from db.catalogue import CHILD_TYPES
from db.catalogue.projects.project import PROJECT
from db.naming import NAMING, placeless
from db.records.family import children
from db.records.parts import list_parts
from db.records.untold import kept_back
from db.revisions import RecordKey, Revision
from db.schema.exchange import parcel
from db.schema.tables import activity, gesture, revision
from db.store.log import batched_list
from db.store.writing import Reading

STATE, PARCEL, SENT = "state", "parcel", "sent"
# Each day that a part says: what happened then, and the field with words beside it.
_DAYS = (
    ("screening", "day", "screened", "decision"),
    ("committee", "day", "decided", "decision"),
    ("mou", "signed_un", "signed_un", "number"),
    ("mou", "signed_partner", "signed_partner", "number"),
    ("payment", "paid_on", "paid", "voucher"),
    ("deliverable", "delivered_on", "delivered", "what"),
    ("visit", "day", "visited", "number"),
    ("modification", "day", "modified", "change"),
    ("completion", "handed_over_on", "handed_over", "handed_over_to"),
    ("closure", "settled_on", "settled", "return_voucher"),
    ("closure", "closed_on", "closed", "archive"),
    ("evaluation", "day", "evaluated", "contact"),
    ("override", "day", "exception", "reason"),
)
KINDS = tuple(dict.fromkeys(kind for kind, *_ in _DAYS))


@dataclass(frozen=True, slots=True, order=True)
class Event:
    """One thing that happened: `when` is a day or an instant, `what` one of the words of this file.

    `record` is the project itself or the part that says so, `field` the field that `text` is a value of; of a parcel
    `text` is its file. `by` is who wrote a state down, where somebody did.
    """

    when: str
    what: str
    record: RecordKey
    field: str
    text: str
    by: str = ""


def timeline(reading: Reading, project: str) -> list[Event]:
    """Return what happened to the project with this id, newest first."""
    own = RecordKey(PROJECT.key, project)
    found = [*_states(own, reading.revisions(project)), *_days(reading, project), *_parcels(reading, own)]
    names = [one[key] for one in kept_back(reading, [project]).values() for key in NAMING]
    if names:  # of a protected place only the municipality is heard here (DP-07)
        found = [replace(event, text=placeless(event.text, names)) for event in found]
    return sorted(found, key=lambda event: event.when)[::-1]  # of one instant the last written first


def _states(own: RecordKey, revisions: list[Revision]) -> Iterator[Event]:
    last = ""
    for one in revisions:
        state = str(one.set.get("status") or "")
        if state and state != last:
            last = state
            yield Event(one.at, STATE, own, "status", state, one.author)


def _days(reading: Reading, project: str) -> Iterator[Event]:
    rows = {kind: list_parts(reading, kind, project) for kind in KINDS}
    for kind, day, what, beside in _DAYS:
        assert {day, beside} <= CHILD_TYPES[kind].by_key.keys()
        for row in rows[kind]:
            when = row.values.get(day)
            if when:
                text = row.values.get(beside)
                yield Event(str(when), what, RecordKey(kind, row.uid), beside, "" if text is None else str(text))


def _parcels(reading: Reading, own: RecordKey) -> Iterator[Event]:
    """Find the parcels that brought something of it to this laptop, and those that first carried what it wrote away."""
    family = [own.uid, *(key.uid for key in children(reading, own.uid))]
    ids: set[str] = set()
    for chunk in batched_list(family):
        ids |= set(reading.connection.scalars(select(revision.c.gesture).where(revision.c.uid.in_(chunk))))
    written: list[str] = []
    for chunk in batched_list(sorted(ids)):
        for row in reading.connection.execute(select(gesture).where(gesture.c.id.in_(chunk))):
            if row.kind == "receive":
                yield Event(row.at, PARCEL, own, "", row.reason, row.author)
            else:
                written.append(row.at)
    yield from _sent(reading, own, sorted(written))


def _sent(reading: Reading, own: RecordKey, written: list[str]) -> Iterator[Event]:
    """Find, for each receiver, the first parcel after each change, by this laptop's clock.

    No parcel is read for it: one that goes to a peer carries everything that the peer has not confirmed, so the first
    after a change carried it. Of one that was so large that it went in several files the first is told; parcels of a
    period, which may or may not have it, are left out.
    """
    whole = (parcel.c.direction == "out", parcel.c.sha256 != "", parcel.c.kind == "changes", parcel.c.profile == "hq")
    chosen = select(parcel).where(*whole, parcel.c.start == "", parcel.c.end == "").order_by(parcel.c.at, parcel.c.id)
    if reading.identity.role == "hq":  # which sends an office only what is that office's
        office = select(activity.c.office).where(activity.c.uid == own.uid)
        chosen = chosen.where(parcel.c.peer == office.scalar_subquery())
    by_peer: dict[str, list[Row[Any]]] = {}
    for row in reading.connection.execute(chosen):
        by_peer.setdefault(row.peer, []).append(row)
    for rows in by_peer.values():
        days = [row.at for row in rows]
        first = {bisect_left(days, at) for at in written}
        for place in sorted(first - {len(rows)}):
            yield Event(rows[place].at, SENT, own, "", rows[place].file, rows[place].author)
