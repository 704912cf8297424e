"""What was done in a period, in figures to look at: activities and people by month, sex and age; places; money."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from sqlalchemy import ColumnElement, and_, case, func, select

from db.records.columns import cents
from db.records.totals import estimated
from db.schema.projects import project
from db.schema.tables import activity, tally
from db.search.matching import DATE_OF
from db.store.writing import Reading

SPLITS = ("sex", "age")


@dataclass(frozen=True, slots=True)
class MonthSum:
    """One month: activities by type, and the people in the rooms; `estimates` records give no exact number."""

    month: str
    activities: Mapping[str, int]
    people: int
    estimates: int = 0


@dataclass(frozen=True, slots=True)
class Overview:
    """The figures of a period. `people` are by dimension and category, `money` approved by currency."""

    months: tuple[MonthSum, ...] = ()
    people: Mapping[str, Mapping[str, int]] = field(default_factory=dict[str, Mapping[str, int]])
    places: Mapping[str, int] = field(default_factory=dict[str, int])
    money: Mapping[str, Decimal] = field(default_factory=dict[str, Decimal])


def overview(reading: Reading, start: str, until: str) -> Overview:
    """Return the figures of the activities whose day lies in a period (ISO, both days included)."""
    within = and_(activity.c.deleted.is_(False), start <= DATE_OF, until >= DATE_OF)
    parts = (_months, _people, _places, _money)
    return Overview(*(part(reading, within) for part in parts))  # pyright: ignore[reportArgumentType]


def _months(reading: Reading, within: ColumnElement[bool]) -> tuple[MonthSum, ...]:
    month = func.substr(DATE_OF, 1, 7)
    loose = and_(activity.c.total.is_not(None), estimated("total", activity.c.total_is))
    rows = select(month, activity.c.type, func.count(), func.sum(activity.c.total), func.sum(case((loose, 1), else_=0)))
    found: dict[str, tuple[dict[str, int], int, int]] = {}
    for name, kind, count, people, some in reading.connection.execute(
        rows.where(within).group_by(month, activity.c.type)
    ):
        by_type, before, loosely = found.get(name, ({}, 0, 0))
        found[name] = ({**by_type, kind: count}, before + (people or 0), loosely + some)
    return tuple(MonthSum(name, *found[name]) for name in sorted(found))


def _people(reading: Reading, within: ColumnElement[bool]) -> dict[str, Mapping[str, int]]:
    rows = (
        select(tally.c.dimension, tally.c.category, func.sum(tally.c.count))
        .join(activity, activity.c.uid == tally.c.activity)
        .where(within, tally.c.deleted.is_(False), tally.c.dimension.in_(SPLITS), tally.c.count.is_not(None))
    )
    found: dict[str, dict[str, int]] = {}
    for dimension, category, count in reading.connection.execute(rows.group_by(tally.c.dimension, tally.c.category)):
        found.setdefault(dimension, {})[category] = int(count)
    lists = reading.mission.lists
    return {
        dimension: {code.code: counts[code.code] for code in lists[dimension].entries if code.code in counts}
        for dimension, counts in found.items()
    }


def _places(reading: Reading, within: ColumnElement[bool]) -> dict[str, int]:
    rows = select(activity.c.municipality, func.count()).where(within, activity.c.municipality.is_not(None))
    return dict(reading.connection.execute(rows.group_by(activity.c.municipality)).all())


def _money(reading: Reading, within: ColumnElement[bool]) -> dict[str, Decimal]:
    value: ColumnElement[Any] = cents(project.c.approved_amount)
    rows = (
        select(func.coalesce(project.c.currency, ""), func.sum(value))
        .join(activity, activity.c.uid == project.c.uid)
        .where(within, project.c.approved_amount.is_not(None))
        .group_by(func.coalesce(project.c.currency, ""))
    )
    return {currency: Decimal(int(total)) / 100 for currency, total in reading.connection.execute(rows)}
