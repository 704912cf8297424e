"""Registers: ids first, in the order asked for; lines as they are shown."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, RowMapping, and_, func, select, text

from db.catalogue import ACTIVITY_TYPES, Mission, activity_type
from db.records.views import best_title
from db.schema.tables import activity, conflict
from db.search.index import match_expression
from db.store.log import batched_list
from db.store.rows import by_name
from db.store.writing import Reading


@dataclass(frozen=True, slots=True)
class ListRow:
    """One line of a register."""

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


SORTS: Mapping[str, ColumnElement[Any]] = {
    "ref": activity.c.ref,
    "date": func.coalesce(activity.c.actual_start, activity.c.planned_start),
    "municipality": activity.c.municipality,
    "status": activity.c.status,
    "total": activity.c.total,
    "changed": activity.c.changed,
}


def _matching(kind: str, query: str, deleted: bool) -> ColumnElement[bool]:
    wanted = and_(activity.c.type == kind, activity.c.deleted.is_(deleted))
    words = match_expression(query)
    if words is not None:
        hits = text("SELECT rowid FROM search WHERE search MATCH :words").bindparams(words=words)
        wanted = and_(wanted, activity.c.id.in_(hits))
    return wanted


def list_uids(
    reading: Reading,
    kind: str,
    query: str = "",
    *,
    sort: str = "ref",
    ascending: bool = False,
    deleted: bool = False,
) -> list[str]:
    """Return the ids of a register's records that match, in order; a list shows rows as they are needed.

    `query` is words or beginnings of words in any script.
    """
    activity_type(kind)
    column = _title_column(reading.mission) if sort == "title" else SORTS[sort]
    order = column.asc() if ascending else column.desc()
    statement = select(activity.c.uid).where(_matching(kind, query, deleted)).order_by(order, activity.c.id.desc())
    return list(reading.connection.scalars(statement))


def list_rows(reading: Reading, uids: list[str]) -> list[ListRow]:
    """Return the lines of these records, in the order asked for; unknown ids are left out."""
    if not uids:
        return []
    found: dict[str, ListRow] = {}
    for chunk in batched_list(uids):
        disputed = set(reading.connection.scalars(select(conflict.c.uid).where(conflict.c.uid.in_(chunk))))
        rows = reading.connection.execute(select(activity).where(activity.c.uid.in_(chunk))).mappings()
        found |= {row["uid"]: _list_row(row, reading.mission, row["uid"] in disputed) for row in rows}
    return [found[uid] for uid in uids if uid in found]


def count_records(reading: Reading) -> dict[str, int]:
    """Return how many live records each register holds."""
    statement = select(activity.c.type, func.count()).where(activity.c.deleted.is_(False)).group_by(activity.c.type)
    return dict.fromkeys(ACTIVITY_TYPES, 0) | dict(reading.connection.execute(statement).all())


def _title_column(mission: Mission) -> ColumnElement[Any]:
    keys = [f"title_{language}" for language in mission.languages]
    keys += [c.name for c in activity.columns if c.name.startswith("title_") and c.name not in keys]
    return func.lower(func.coalesce(*(activity.c[key] for key in keys)))


def _list_row(row: RowMapping, mission: Mission, disputed: bool) -> ListRow:
    return ListRow(
        uid=row["uid"],
        type=row["type"],
        ref=row["ref"] or "",
        title=best_title(by_name(row), mission),
        status=row["status"] or "",
        date=row["actual_start"] or row["planned_start"] or "",
        municipality=row["municipality"] or "",
        settlement=row["settlement"] or "",
        total=row["total"],
        conflict=disputed,
    )
