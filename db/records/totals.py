"""What the records of a register add up to: of groups, of a selection; worked out by the database."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from sqlalchemy import ColumnElement, and_, case, func, literal, or_, select

from db.catalogue import QUALIFIED, Mission
from db.catalogue.dimensions import EXACT
from db.records.columns import MONTH, TOTAL, ListColumn, cents, columns_of, expression, labelled, order_of
from db.schema.tables import activity
from db.store.log import batched_list
from db.store.writing import Reading


@dataclass(frozen=True, slots=True)
class Totals:
    """How many records there are, and what their columns add up to.

    `numbers` are counts by column; of those, `estimates` says how many records give no exact one. `money` is by column
    and currency: no two currencies are ever added.
    """

    records: int = 0
    numbers: Mapping[str, int] = field(default_factory=dict[str, int])
    estimates: Mapping[str, int] = field(default_factory=dict[str, int])
    money: Mapping[tuple[str, str], Decimal] = field(default_factory=dict[tuple[str, str], Decimal])


@dataclass(frozen=True, slots=True)
class Group:
    """Records with one value of what they are grouped by, "" where they have none."""

    value: str
    sums: Totals


def sum_records(reading: Reading, kind: str, columns: Sequence[str], uids: Sequence[str]) -> Totals:
    """Return what some records of a register add up to in these columns."""
    found = Totals()
    for chunk in batched_list(uids):
        there = sums_of(reading, kind, activity.c.uid.in_(chunk), columns)
        for sums in there.values():
            found = _added(found, sums)
    return found


def directed(column: ColumnElement[Any], ascending: bool) -> ColumnElement[Any]:
    """Return a column to order by, in one of the two directions."""
    return column.asc() if ascending else column.desc()


def groups_of(
    reading: Reading, kind: str, condition: ColumnElement[bool], group: str, columns: Sequence[str]
) -> tuple[Group, ...]:
    """Return the groups that the records of a condition fall into, in the order in which a register shows them."""
    return tuple(Group(value, sums) for value, sums in sums_of(reading, kind, condition, columns, group).items())


def sums_of(
    reading: Reading,
    kind: str,
    condition: ColumnElement[bool],
    columns: Sequence[str],
    by: str = "",
) -> dict[str, Totals]:
    """Return sums by the values of the column `by`, in the order of its values; all under "" without one."""
    shown = [column for column in labelled(columns_of(kind, reading.mission), columns) if column.numeric]
    counts = [column for column in shown if column.kind != "money"]
    group = func.coalesce(expression(kind, by, reading.mission), "") if by else literal("")
    picked: list[ColumnElement[Any]] = [group.label("value"), func.count()]
    for column in counts:
        value = expression(kind, column.key, reading.mission)
        picked += [func.sum(value), func.sum(_estimated(kind, column, value, reading.mission))]
    found: dict[str, Totals] = {}
    grouped = select(*picked).where(condition).group_by(group).subquery()
    value = grouped.c.value  # ordered once for each group, not for each record
    order = directed(order_of(kind, by, reading.mission, value), by != MONTH)
    rows: list[tuple[Any, ...]] = [
        tuple(row) for row in reading.connection.execute(select(grouped).order_by(value == "", order))
    ]
    for row in rows:
        numbers = {c.key: int(total) for c, total in zip(counts, row[2::2], strict=True) if total is not None}
        estimates = {c.key: int(some) for c, some in zip(counts, row[3::2], strict=True) if some}
        found[str(row[0])] = Totals(int(row[1]), numbers, estimates)
    for column in (column for column in shown if column.kind == "money"):
        _add_money(reading, kind, column, condition, group, found)
    return found


def _add_money(
    reading: Reading,
    kind: str,
    column: ListColumn,
    condition: ColumnElement[bool],
    group: ColumnElement[Any],
    found: dict[str, Totals],
) -> None:
    value = expression(kind, column.key, reading.mission)
    currency = expression(kind, column.currency, reading.mission) if column.currency else literal("")
    currency = func.coalesce(currency, "")
    picked = select(group, currency, func.sum(cents(value))).where(condition, value.is_not(None))
    for name, code, total in reading.connection.execute(picked.group_by(group, currency)):
        sums = found[str(name)]
        money = {**sums.money, (column.key, code): Decimal(int(total)) / 100}
        found[str(name)] = Totals(sums.records, sums.numbers, sums.estimates, money)


def _estimated(kind: str, column: ListColumn, value: ColumnElement[Any], mission: Mission) -> ColumnElement[Any]:
    """Return 1 where a number of people is given and is not exact: `qualifier` of the catalogue, in SQL."""
    if column.key not in QUALIFIED:
        return literal(0)
    loose = estimated(column.key, expression(kind, QUALIFIED[column.key], mission))
    return case((and_(value.is_not(None), loose), 1), else_=0)


def estimated(key: str, how: ColumnElement[Any]) -> ColumnElement[bool]:
    """Return the condition that a number of people is no exact one: `how` is the column that says how exact it is."""
    loose = func.coalesce(how, EXACT) != EXACT
    return or_(loose, func.coalesce(activity.c.counted_by, "") == "estimate") if key == TOTAL else loose


def _added(one: Totals, other: Totals) -> Totals:
    def both(here: Mapping[Any, Any], there: Mapping[Any, Any]) -> dict[Any, Any]:
        return {key: here.get(key, 0) + there.get(key, 0) for key in (*here, *(k for k in there if k not in here))}

    return Totals(
        one.records + other.records,
        both(one.numbers, other.numbers),
        both(one.estimates, other.estimates),
        both(one.money, other.money),
    )
