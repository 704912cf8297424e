"""A register on paper, exactly as it is filtered and ordered."""

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import select

from db.catalogue import ACTIVITY_TYPES, RECORD_TYPES
from db.marks import N_
from db.records.lists import ListRow, list_rows
from db.records.parts import PartRow
from db.records.untold import protected_among, unplaced
from db.reports.frame import highest_marking, lowest_of
from db.reports.listing import Column, Line, Listing, Maker, listing
from db.reports.telling import Say
from db.schema.tables import activity
from db.store.log import batched_list
from db.store.writing import Reading

_ACTIVITIES = (
    Column(N_("Ref"), 0),
    Column(N_("Title"), 3.0),
    Column(N_("Status"), 1.0),
    Column(N_("Date"), 0),
    Column(N_("Place"), 1.6),
    Column(N_("People"), 0, "right"),
)
_FIELDS = 7  # columns of a register of parts


def register_listing(reading: Reading, maker: Maker, kind: str, uids: Sequence[str], told: str = "") -> Listing:
    """Return a register of activities as it is printed: these records in this order.

    `told` says in words what was asked for (the words searched, a filter); empty means all.
    """
    say = Say(maker)
    rows = [row for chunk in batched_list(uids) for row in list_rows(reading, list(chunk), leaving=True)]
    known = [row.total for row in rows if row.total is not None]
    totals = (
        say(N_("All")),
        say(N_("Lines: {number}"), number=say.whole(len(rows))),
        "",
        "",
        "",
        say.whole(sum(known)),
    )
    return listing(
        maker,
        say(ACTIVITY_TYPES[kind].plural),
        [Column(say(column.title), column.width, column.align) for column in _ACTIVITIES],
        [_line(say, row) for row in rows],
        marking=marking_of(reading, maker, uids),
        subtitles=_asked(say, len(rows), told),
        totals=totals if rows else (),
    )


def parts_listing(reading: Reading, maker: Maker, kind: str, rows: Sequence[PartRow], told: str = "") -> Listing:
    """Return records that are no activity as a list is printed: what they belong to, and the fields that are filled."""
    say, found = Say(maker), RECORD_TYPES[kind]
    own = protected_among(reading, [row.owner for row in rows if row.owner])
    rows = [replace(row, values=unplaced(kind, row.values, own.get(row.owner, {}))) for row in rows]
    shown = [
        field
        for field in found.fields
        if not field.links and any(row.values.get(field.key) is not None for row in rows)
    ][:_FIELDS]
    columns = [Column(say(N_("Of")), 0)] if found.owner else []
    columns += [Column(say(field.label), 1.0) for field in shown]
    lines = [
        Line((
            *((row.owner_ref,) if found.owner else ()),
            *(say.shown(kind, field.key, row.values.get(field.key)) for field in shown),
        ))
        for row in rows
    ]  # fmt: skip
    return listing(
        maker,
        say(found.plural),
        columns or [Column("")],
        lines,
        marking=marking_of(reading, maker, [row.owner for row in rows if row.owner]),
        subtitles=_asked(say, len(rows), told),
    )


def marking_of(reading: Reading, maker: Maker, uids: Sequence[str]) -> str:
    """Return the highest classification of some activities; of none, the lowest there is."""
    found: set[str] = set()
    for chunk in batched_list(uids):
        chosen = select(activity.c.classification).where(activity.c.uid.in_(chunk)).distinct()
        found |= {code for code in reading.connection.scalars(chosen) if code}
    return highest_marking(maker.mission, found or [lowest_of(maker.mission)], maker.translate)


def _asked(say: Say, number: int, told: str) -> list[str]:
    if told:
        return [say(N_("Lines: {number}; asked for: {told}"), number=say.whole(number), told=told)]
    return [say(N_("Lines: {number}"), number=say.whole(number))]


def _line(say: Say, row: ListRow) -> Line:
    return Line(
        (
            row.ref,
            row.title,
            say.shown(row.type, "status", row.status),
            say.short(row.date),
            say.listed((say.place(row.municipality), row.settlement)),
            say.whole(row.total),
        )
    )
