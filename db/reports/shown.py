"""A register on paper with the columns, order and groups of a list that somebody arranged, in any language of paper."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal

from babel.dates import format_skeleton

from db.catalogue import ACTIVITY_TYPES, Value
from db.marks import N_
from db.records.columns import MUNICIPALITY, ListColumn
from db.records.lists import ListRow
from db.records.totals import Group, Totals
from db.reports.frame import highest_marking, lowest_of
from db.reports.listing import Column, Line, Listing, Maker, listing
from db.reports.telling import Say
from db.reports.wording import clock, moment

_CENT = Decimal("0.01")
_WIDTHS = {"ref": 0, "title": 2.5, "note": 2.5, "text": 1.4}


def shown_listing(
    maker: Maker,
    kind: str,
    columns: Sequence[ListColumn],
    rows: Sequence[ListRow],
    *,
    groups: Sequence[Group] = (),
    by: ListColumn | None = None,
    about: Sequence[str] = (),
) -> Listing:
    """Return a list as it is printed: these rows in this order, under their groups with what they add up to.

    `by` is the column that the groups are of, None for months; `about` says what was asked for, as it was typed.
    """
    say = Say(maker)
    # A list of nothing says nothing, which is the lowest.
    lowest = lowest_of(maker.mission)
    codes = [str(row.cells.get("classification") or "") for row in rows] if rows else [lowest]
    return listing(
        maker,
        say(ACTIVITY_TYPES[kind].plural),
        [Column(say(c.label), _width(c), "right" if c.numeric else "left") for c in columns],
        list(_lines(say, columns, rows, groups, by)),
        marking=highest_marking(maker.mission, [code for code in codes if code], maker.translate),
        subtitles=[*about, say(N_("Lines: {number}"), number=say.whole(len(rows)))],
    )


def _width(column: ListColumn) -> float:
    return _WIDTHS.get(column.key, _WIDTHS.get(column.kind, 0))


def _lines(
    say: Say, columns: Sequence[ListColumn], rows: Sequence[ListRow], groups: Sequence[Group], by: ListColumn | None
) -> Iterator[Line]:
    lines = [Line(tuple(_cell(say, column, row) for column in columns)) for row in rows]
    place = 0
    if not groups:
        yield from lines
    for group in groups:
        yield Line((_head(say, group, columns, by), *("" for _ in columns[1:])), "strong")
        yield from lines[place : place + group.sums.records]
        place += group.sums.records


def _cell(say: Say, column: ListColumn, row: ListRow) -> str:
    value = row.cells.get(column.key)
    if value is None and column.key == MUNICIPALITY:
        return row.settlement  # a record without a place shows its settlement
    if column.kind == "money":
        return say.money(value, row.cells.get(column.currency) or "")
    return _value(say, column, value)


def _value(say: Say, column: ListColumn, value: Value) -> str:
    if value is None or value == "":
        return ""
    if isinstance(value, int):
        return say.whole(value)
    if column.key == MUNICIPALITY:
        return say.place(value)
    if column.choices:
        return say.labels(column.choices, value)
    if column.kind == "date":
        return say.short(value)
    if column.kind == "instant":
        return clock(moment(value), say.locale)
    return value.partition("\n")[0]


def _head(say: Say, group: Group, columns: Sequence[ListColumn], by: ListColumn | None) -> str:
    """Return the head of a group: its name, how many records, and what they add up to; what is estimated says so."""
    if not group.value:
        name = say(N_("Not recorded"))
    elif by is None:
        name = format_skeleton("yMMMM", date.fromisoformat(f"{group.value}-01"), locale=say.locale)
        name = name[:1].upper() + name[1:]
    else:
        name = _value(say, by, group.value)
    return " · ".join([f"{name} ({say.whole(group.sums.records)})", *_sums(say, group.sums, columns)])


def _sums(say: Say, sums: Totals, columns: Sequence[ListColumn]) -> Iterator[str]:
    money: Mapping[tuple[str, str], Decimal] = sums.money
    for column in columns:
        name = say(column.label)
        if column.key in sums.numbers:
            some = sums.estimates.get(column.key)
            estimated = say(N_("({count} estimated)"), count=say.whole(some)) if some else ""
            yield " ".join(filter(None, (name, say.whole(sums.numbers[column.key]), estimated)))
        for (key, currency), amount in money.items():
            if key == column.key:
                yield f"{name} {say.money(amount.quantize(_CENT), currency)}"
