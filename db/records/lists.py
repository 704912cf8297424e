"""Registers: ids first, in the order asked for; lines as they are shown; groups and sums counted by the database."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, RowMapping, Select, and_, func, select

from db.catalogue import ACTIVITY_TYPES, Mission, Value, activity_type
from db.records.columns import (
    GROUPS,
    LINK,
    MUNICIPALITY,
    REF,
    USUAL,
    columns_of,
    expression,
    labelled,
    order_of,
)
from db.records.headings import headings
from db.records.totals import Group, Totals, directed, groups_of, sums_of
from db.records.untold import told_title, unplaced
from db.records.views import best_title
from db.schema.tables import activity, conflict
from db.search.filters import STATE, Query, understand
from db.search.matching import matching
from db.store.log import batched_list
from db.store.rows import by_name
from db.store.writing import Reading

Order = tuple[str, bool]  # a column, and whether its smallest value stands first


@dataclass(frozen=True, slots=True)
class ListRow:
    """One line of a register; `cells` are the values of the further columns that were asked for.

    A `masked` one does not say which the protected place is (DP-07).
    """

    uid: str
    type: str
    ref: str
    title: str
    status: str
    date: str
    municipality: str
    settlement: str
    total: int | None
    conflict: bool
    cells: Mapping[str, Value] = field(default_factory=dict[str, Value])
    masked: bool = False


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which records of a register, in which order and groups, with which columns. What a saved view remembers."""

    query: str = ""
    sort: tuple[Order, ...] = ((REF, False),)
    group: str = ""
    deleted: bool = False
    columns: tuple[str, ...] = USUAL


@dataclass(frozen=True, slots=True)
class Found:
    """What a register shows: ids in order, the groups that they fall into one after another, and the sums of all.

    Where only the first were asked for, it is not `whole` if there are more, and it has their `rows`.
    """

    uids: list[str]
    groups: tuple[Group, ...] = ()
    query: Query = field(default_factory=Query)
    whole: bool = True
    rows: tuple[ListRow, ...] = ()


def find_first(
    reading: Reading, kind: str, wanted: Wanted, most: int, columns: Iterable[str], today: date | None = None
) -> Found:
    """Return the first records of a register that match, with their lines: they are there long before all others.

    All of them where they fall into groups.

    Raises KnownError `unknown-kind`.
    """
    if wanted.group:
        return find_records(reading, kind, wanted, today)
    query, statement = _statement(reading, kind, wanted, today)
    uids = list(reading.connection.scalars(statement.limit(most + 1)))
    rows = list_rows(reading, uids[:most], columns)
    return Found(uids[:most], query=query, whole=len(uids) <= most, rows=tuple(rows))


def find_records(reading: Reading, kind: str, wanted: Wanted, today: date | None = None) -> Found:
    """Return the records of a register that match, in order; a list shows rows as they are needed.

    Raises KnownError `unknown-kind`.
    """
    query, statement = _statement(reading, kind, wanted, today)
    # As one text: row by row, a hundred thousand ids take twice as long.
    found = statement.subquery()
    uids = (reading.connection.scalar(select(func.aggregate_strings(found.c.uid, " "))) or "").split()
    group = wanted.group if wanted.group in GROUPS else ""
    condition = _condition(kind, query, wanted.deleted)
    return Found(uids, groups_of(reading, kind, condition, group, wanted.columns) if group else (), query)


def _statement(reading: Reading, kind: str, wanted: Wanted, today: date | None) -> tuple[Query, Select[Any]]:
    query = _understood(reading.mission, kind, wanted.query, today)
    condition = _condition(kind, query, wanted.deleted)
    orders = [directed(order_of(kind, key, reading.mission), up) for key, up in wanted.sort]
    group = wanted.group if wanted.group in GROUPS else ""
    if group:
        orders.insert(0, directed(order_of(kind, group, reading.mission), group != "month"))
        orders.insert(0, expression(kind, group, reading.mission).is_(None))
    return query, select(activity.c.uid).where(condition).order_by(*orders, activity.c.id.desc())


def sum_matching(reading: Reading, kind: str, wanted: Wanted, today: date | None = None) -> Totals:
    """Return what all records that match add up to in the columns that are wanted."""
    query = _understood(reading.mission, kind, wanted.query, today)
    return sums_of(reading, kind, _condition(kind, query, wanted.deleted), wanted.columns).get("", Totals())


def list_uids(
    reading: Reading,
    kind: str,
    query: str = "",
    *,
    sort: str = REF,
    ascending: bool = False,
    deleted: bool = False,
) -> list[str]:
    """Return the ids of a register's records that match, in order.

    `query` is what people type into the search box; what it does not understand is left out.

    Raises KnownError `unknown-kind`.
    """
    return find_records(reading, kind, Wanted(query, ((sort, ascending),), deleted=deleted)).uids


def list_rows(
    reading: Reading, uids: list[str], columns: Iterable[str] = (), *, leaving: bool = False
) -> list[ListRow]:
    """Return the lines of these records, in the order asked for, with further columns; unknown ids are left out.

    Of a protected place they tell only the municipality where they are `leaving` the window, and at headquarters.
    """
    if not uids:
        return []
    wanted = list(columns)
    found: dict[str, ListRow] = {}
    for chunk in batched_list(uids):
        disputed = set(reading.connection.scalars(select(conflict.c.uid).where(conflict.c.uid.in_(chunk))))
        rows = reading.connection.execute(select(activity).where(activity.c.uid.in_(chunk))).mappings().all()
        cells = _cells(reading, rows, wanted, leaving) if wanted else {}
        for row in rows:
            uid = row["uid"]
            found[uid] = _list_row(row, reading.mission, uid in disputed, cells.get(uid, {}))
            if row["protected"] == "yes" and (leaving or reading.identity.role == "hq"):
                found[uid] = _masked(found[uid], by_name(row), reading.mission)
    return [found[uid] for uid in uids if uid in found]


def count_records(reading: Reading) -> dict[str, int]:
    """Return how many live records each register holds."""
    statement = select(activity.c.type, func.count()).where(activity.c.deleted.is_(False)).group_by(activity.c.type)
    return dict.fromkeys(ACTIVITY_TYPES, 0) | dict(reading.connection.execute(statement).all())


def count_matching(
    reading: Reading, kinds: Sequence[str], query: str, today: date | None = None, *, deleted: bool = False
) -> dict[str, int]:
    """Return how many records of each register match a query, live or `deleted`; one that has none is left out."""
    types = [activity_type(key) for key in kinds]
    understood = understand(query, types, reading.mission, today or date.today())
    which = activity.c.deleted.is_(deleted or _deleted(understood))
    condition = and_(activity.c.type.in_(kinds), which, matching(understood))
    counted = select(activity.c.type, func.count()).where(condition).group_by(activity.c.type)
    return dict(reading.connection.execute(counted).all())


def _understood(mission: Mission, kind: str, query: str, today: date | None) -> Query:
    return understand(query, [activity_type(kind)], mission, today or date.today())


def _condition(kind: str, query: Query, deleted: bool) -> ColumnElement[bool]:
    return and_(activity.c.type == kind, activity.c.deleted.is_(deleted or _deleted(query)), matching(query))


def _deleted(query: Query) -> bool:
    return any(term.what == STATE and term.values == ("deleted",) and not term.negative for term in query.terms)


def _cells(
    reading: Reading, rows: Sequence[RowMapping], keys: Sequence[str], leaving: bool
) -> dict[str, dict[str, Value]]:
    """Return the values of further columns, by record: one query a type, whatever the number of rows."""
    found: dict[str, dict[str, Value]] = {}
    for kind in {row["type"] for row in rows} & ACTIVITY_TYPES.keys():
        columns = labelled(columns_of(kind, reading.mission), keys)
        if not columns:
            continue
        values = [expression(kind, column.key, reading.mission).label(f"c{n}") for n, column in enumerate(columns)]
        uids = [row["uid"] for row in rows if row["type"] == kind]
        for row in reading.connection.execute(select(activity.c.uid, *values).where(activity.c.uid.in_(uids))):
            found[row.uid] = {column.key: value for column, value in zip(columns, row[1:], strict=True)}
        links = [column.key for column in columns if column.kind == LINK]
        if links:
            _name_links(reading, found, links, leaving)
    return found


def _name_links(reading: Reading, found: dict[str, dict[str, Value]], links: Sequence[str], leaving: bool) -> None:
    """Put what people call the records that fields point at in the place of their ids."""
    pointed = {str(cells[key]) for cells in found.values() for key in links if cells.get(key)}
    names = headings(reading, pointed, leaving=leaving)
    for cells in found.values():
        for key in links:
            if (uid := cells.get(key)) in names:
                cells[key] = names[str(uid)].name


def _masked(line: ListRow, values: Mapping[str, Value], mission: Mission) -> ListRow:
    title = told_title(values, mission)
    cells = {**unplaced(line.type, {**values, **line.cells}), "title": title}
    return replace(line, title=title, settlement="", cells={key: cells[key] for key in line.cells}, masked=True)


def _list_row(row: RowMapping, mission: Mission, disputed: bool, cells: Mapping[str, Value]) -> ListRow:
    return ListRow(
        uid=row["uid"],
        type=row["type"],
        ref=row["ref"] or "",
        title=best_title(by_name(row), mission),
        status=row["status"] or "",
        date=row["actual_start"] or row["planned_start"] or "",
        municipality=row[MUNICIPALITY] or "",
        settlement=row["settlement"] or "",
        total=row["total"],
        conflict=disputed,
        cells=cells,
    )
