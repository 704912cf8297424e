"""Working an expression out over the records, with the records behind the figure.

An activity belongs to a period where its actual days, or its planned ones where it has none, overlap it; anything else
by the day that it says. What has no day belongs to no period, but to all time.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from sqlalchemy import select

from db.catalogue import ACTIVITY_TYPES, CHILD_TYPES, DIMENSIONS, RECORD_TYPES, Mission, RecordType
from db.catalogue.dimensions import EXACT, QUALIFIED
from db.catalogue.kinds import COUNT as COUNT_KIND
from db.catalogue.kinds import MONEY
from db.catalogue.people import qualifier
from db.catalogue.quantities import DECIMAL, PERCENT
from db.errors import KnownError
from db.folding import fold
from db.indicators.expression import COUNT, DAYS, DISTINCT, SHARE, SHARE_OF, SUM, Condition, Expression
from db.records.headings import headings
from db.records.people import UNDISCLOSED
from db.schema.parts import place, tag
from db.schema.tables import activity, metadata, tally
from db.store.rows import by_name
from db.store.writing import Reading

ANY_ACTIVITY = "activity"
COMMUNITIES = "communities"  # how many of them took part
_DAYS = ("actual_start", "planned_start", "actual_end", "planned_end")
_OWN_DAYS = ("status_on", "day", "made_on", "paid_on", "delivered_on", "adopted_on", "noted_on", "start", "due")
_NUMBERS = (COUNT_KIND, MONEY, DECIMAL, PERCENT)
_TENTH = Decimal("0.1")

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Behind:
    """A record behind a figure: what it is, and how much of the figure it is."""

    uid: str
    type: str
    name: str
    amount: str


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure as decimal text ("" where there is nothing to work it out from).

    `base` is what a share is of, or how many records an average is of.

    `estimates` of the records say a number that is no exact count, so with any of them the figure is an estimate.
    """

    value: str
    base: str
    records: tuple[Behind, ...]
    estimates: int = 0


def work_out(reading: Reading, expression: Expression, period: tuple[str, str] = ("", ""), office: str = "") -> Figure:
    """Work an expression out over a period of days, both included; "" leaves an end open; of one office or all.

    Raises KnownError `unknown-in-expression` for a kind, field or code that there is not.
    """
    kinds = _kinds(expression.kind)
    fields = [expression.field, expression.base, *(c.field for c in (*expression.where, *expression.counted))]
    for field in filter(None, fields):
        _known_field(kinds, field, expression.kind)
    rows = [
        row
        for row in _rows(reading, kinds, period, office)
        if all(_holds(reading.mission, kinds, row, condition) for condition in expression.where)
    ]
    measure = expression.measure
    if measure == COUNT:
        return _figure(reading, Decimal(len(rows)), None, [(row, Decimal(1)) for row in rows])
    if measure == SHARE_OF:
        counted = [r for r in rows if all(_holds(reading.mission, kinds, r, c) for c in expression.counted)]
        return _share(reading, len(counted), len(rows), [(row, Decimal(1)) for row in counted])
    if measure == DISTINCT:
        seen: dict[str, Row] = {}
        for row in rows:
            for value in _values(row, expression.field):
                seen.setdefault(value, row)
        behind = [(row, Decimal(sum(one is row for one in seen.values()))) for row in rows]
        return _figure(reading, Decimal(len(seen)), None, [pair for pair in behind if pair[1]])
    if measure == DAYS:
        spans = [(row, span) for row in rows if (span := _span(row, expression.field, expression.base)) is not None]
        mean = (_sum(span for _, span in spans) / len(spans)).quantize(_TENTH, ROUND_HALF_UP) if spans else None
        return _figure(reading, mean, Decimal(len(spans)), spans)
    added = [(row, number) for row in rows if (number := _number(row, expression.field)) is not None]
    total = _sum(number for _, number in added)
    estimates = len([row for row in rows if _estimated(row, expression.field) or _estimated(row, expression.base)])
    if measure == SUM:
        return replace(_figure(reading, total if added else None, None, added), estimates=estimates)
    assert measure == SHARE
    base = _sum(number for row in rows if (number := _number(row, expression.base)) is not None)
    return replace(_share(reading, total, base, added), estimates=estimates)


def _span(row: Row, first: str, last: str) -> Decimal | None:
    """Return how many days lie between two dates or instants of a row; None where one of them is not there."""
    try:
        start, end = (date.fromisoformat(str(row.get(key) or "")[:10]) for key in (first, last))
    except ValueError:
        return None
    return Decimal((end - start).days)


def _estimated(row: Row, field: str) -> bool:
    """Whether a number of people is no exact count; a count that splits one is as exact as that."""
    dimension = "sex" if field in _CATEGORIES else field.partition(".")[0]
    number = DIMENSIONS[dimension].of if dimension in DIMENSIONS else field
    return number in QUALIFIED and row.get(field) is not None and qualifier(row, number) != EXACT


def _sum(numbers: Iterable[Decimal]) -> Decimal:
    return sum(numbers, Decimal(0))


# ---- rows ----


def _kinds(name: str) -> list[RecordType]:
    if name == ANY_ACTIVITY:
        return list(ACTIVITY_TYPES.values())
    if name not in RECORD_TYPES:
        raise KnownError("unknown-in-expression", word=name, known=", ".join([ANY_ACTIVITY, *RECORD_TYPES]))
    return [RECORD_TYPES[name]]


def _rows(reading: Reading, kinds: list[RecordType], period: tuple[str, str], office: str) -> list[Row]:
    """Return the living records of some kinds in a period; activities with their counts, tags and places.

    Of an office these are the records that it made, and the parts of such records.
    """
    if kinds[0].key in ACTIVITY_TYPES:
        return _activities(reading, [kind.key for kind in kinds], period, office)
    (kind,) = kinds
    table = metadata.tables[kind.tables[0]]
    chosen = select(table).where(table.c.deleted.is_(False)).order_by(table.c.uid)
    rows = [{**row, "type": kind.key} for row in reading.connection.execute(chosen).mappings()]
    if kind.owner:
        owners = _living(reading, kind, {row[kind.owner] for row in rows}, office)
        rows = [row for row in rows if row[kind.owner] in owners]
    elif office:
        rows = [row for row in rows if row.get("office") == office]
    day = next((key for key in _OWN_DAYS if key in kind.by_key), "")
    return [row for row in rows if _within(row.get(day) or "", row.get(day) or "", period)]


def _living(reading: Reading, kind: RecordType, uids: Iterable[str], office: str) -> set[str]:
    """Return those owners of parts that are not deleted, of one office or all."""
    found: set[str] = set()
    types = CHILD_TYPES[kind.key].links[kind.owner]
    for table in {metadata.tables[RECORD_TYPES[one].tables[0]] for one in types}:
        mine = [table.c.office == office] if office else []
        found |= set(reading.connection.scalars(select(table.c.uid).where(table.c.deleted.is_(False), *mine)))
    return found & set(uids)


def _activities(reading: Reading, kinds: list[str], period: tuple[str, str], office: str) -> list[Row]:
    a = activity.c
    chosen = select(activity).where(a.type.in_(kinds), a.deleted.is_(False)).order_by(a.ref, a.uid)
    if office:
        chosen = chosen.where(a.office == office)
    rows: dict[str, Row] = {}
    for found in reading.connection.execute(chosen).mappings():
        row: Row = dict(found)
        starts = row["actual_start"] or row["planned_start"] or row["actual_end"] or row["planned_end"] or ""
        ends = row["actual_end"] or row["planned_end"] or starts
        if _within(starts, max(starts, ends), period):
            rows[row["uid"]] = row | {"tag": set[str](), "place": {row["municipality"]} - {None}}
    for table in {name for kind in kinds for name in RECORD_TYPES[kind].tables if name != activity.name}:
        for found in reading.connection.execute(select(metadata.tables[table])).mappings():
            if found["uid"] in rows:  # what only a project has
                rows[found["uid"]] |= by_name(found)
    for t in reading.connection.execute(select(tally).where(tally.c.deleted.is_(False))).mappings():
        if t["activity"] in rows and t["count"] is not None:
            _count(rows[t["activity"]], t["dimension"], t["category"], t["count"])
    for t in reading.connection.execute(select(tag.c.activity, tag.c.code).where(tag.c.deleted.is_(False))):
        if t.activity in rows:
            rows[t.activity]["tag"].add(t.code)
    for p in reading.connection.execute(select(place.c.activity, place.c.municipality).where(~place.c.deleted)):
        if p.activity in rows:
            rows[p.activity]["place"].add(p.municipality)
    return list(rows.values())


def _count(row: Row, dimension: str, category: str, count: int) -> None:
    """Add a count to an activity: to its dimension's sum, under its whole name, by sex under its own, and as one of
    the communities that took part.
    """
    row[dimension] = row.get(dimension, 0) + count
    row[f"{dimension}.{category}"] = count
    if dimension == "sex":
        row[category] = count
    if dimension == "community" and count and category != UNDISCLOSED:
        row[COMMUNITIES] = row.get(COMMUNITIES, 0) + 1


def _within(start: str, end: str, period: tuple[str, str]) -> bool:
    if not any(period):
        return True
    if not start:
        return False
    return (not period[0] or end >= period[0]) and (not period[1] or start <= period[1])


# ---- fields and conditions ----


def _known_field(kinds: list[RecordType], field: str, name: str) -> None:
    known = {f.key for kind in kinds for f in kind.fields}
    if kinds[0].key in ACTIVITY_TYPES:
        known |= {"tag", "place", "type", COMMUNITIES, *DIMENSIONS}
        if "." in field or field in _CATEGORIES:
            return
    if field not in known:
        raise KnownError("unknown-in-expression", word=f"{name}.{field}", known=", ".join(sorted(known)))


# The counts that go by their own name; any other is written with its dimension: age.18_24.
_CATEGORIES = ("women", "men", "other")


def _holds(mission: Mission, kinds: list[RecordType], row: Row, condition: Condition) -> bool:
    wanted = _code(mission, kinds, condition)
    if condition.sign in ("=", "!="):
        there = any(fold(value) == fold(wanted) for value in _values(row, condition.field))
        return there is (condition.sign == "=")
    order = _order(mission, kinds, condition.field)
    if wanted in order:  # codes in the order of their list: a status is further on than another
        there = [order.index(value) for value in _values(row, condition.field) if value in order]
        return any(_compared(place, condition.sign, order.index(wanted)) for place in there)
    left, right = _number(row, condition.field), _decimal(wanted)
    if left is None or right is None:  # days
        values = _values(row, condition.field)
        return any(_compared(value, condition.sign, wanted) for value in values)
    return _compared(left, condition.sign, right)


def _compared(left: Any, sign: str, right: Any) -> bool:
    return {">": left > right, "<": left < right, ">=": left >= right, "<=": left <= right}[sign]


def _order(mission: Mission, kinds: list[RecordType], field: str) -> list[str]:
    """Return the codes that a field can have, in their order; none where it has no list."""
    named = next((kind.by_key[field].choices for kind in kinds if field in kind.by_key), "")
    return [entry.code for entry in mission.lists[named].entries] if named else []


def _code(mission: Mission, kinds: list[RecordType], condition: Condition) -> str:
    """Return the code of what a condition says in words: a place, a status."""
    for kind in kinds:
        field = kind.by_key.get(condition.field)
        name = "municipality" if condition.field == "place" else field.choices if field is not None else ""
        entry = mission.lists[name].find(condition.value) if name else None
        if entry is not None:
            return entry.code
    return condition.value


def _values(row: Row, field: str) -> list[str]:
    value = row.get(field)
    if isinstance(value, set):
        return sorted(str(one) for one in value)  # pyright: ignore[reportUnknownArgumentType, reportUnknownVariableType]
    return [] if value is None else [str(value)]


def _number(row: Row, field: str) -> Decimal | None:
    value = row.get(field)
    return _decimal(str(value)) if isinstance(value, int | str) and not isinstance(value, bool) else None


def _decimal(text: str) -> Decimal | None:
    return Decimal(text) if text.replace(".", "", 1).isdecimal() and text.isascii() else None


# ---- figures ----


def _figure(reading: Reading, value: Decimal | None, base: Decimal | None, behind: list[tuple[Row, Decimal]]) -> Figure:
    named = headings(reading, [row["uid"] for row, _ in behind])
    records = tuple(
        Behind(row["uid"], row["type"], named[row["uid"]].name if row["uid"] in named else row["uid"], plain(amount))
        for row, amount in behind
    )
    return Figure("" if value is None else plain(value), "" if base is None else plain(base), records)


def _share(reading: Reading, part: Decimal | int, whole: Decimal | int, behind: list[tuple[Row, Decimal]]) -> Figure:
    share = (Decimal(part) * 100 / Decimal(whole)).quantize(_TENTH, ROUND_HALF_UP) if whole else None
    return _figure(reading, share, Decimal(whole), behind)


def plain(number: Decimal) -> str:
    """Return a number as its kind keeps it: no exponent, no zeros that say nothing."""
    return f"{number.normalize():f}" if number else "0"
