"""What happened in a window of days: activities by their actual days, with what belongs to them."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, and_, func, or_, select

from db.catalogue import ACTIVITY_TYPES, CHILD_TYPES, RECORD_TYPES
from db.projects import ENDED
from db.records.people import Tally
from db.records.untold import unplaced
from db.records.views import best_title
from db.schema.tables import activity, metadata, revision, tally
from db.store.log import batched_list
from db.store.rows import by_name
from db.store.writing import Reading

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Happened:
    """One activity of a window, every field of its type in `values`.

    `start` and `end` are its days, the actual ones or else the planned ones.
    """

    uid: str
    type: str
    ref: str
    title: str
    start: str
    end: str
    values: Row
    tallies: tuple[Tally, ...]

    def text(self, key: str) -> str:
        """Return a field's text, empty where nothing is recorded."""
        value = self.values.get(key)
        return "" if value is None else str(value)

    def count(self, dimension: str, *categories: str) -> int | None:
        """Return the people counted in some categories of a dimension, None where nobody counted."""
        found = [t.count for t in self.tallies if t.dimension == dimension and t.category in categories]
        known = [count for count in found if count is not None]
        return sum(known) if known else None


def happened(reading: Reading, start: str, until: str, *, office: str = "") -> list[Happened]:
    """Return the activities whose actual days overlap a window of days (both included), by day; of one office or all.

    What began and has not ended goes on, if it is a project; anything else that says no end ended on its first day.
    """
    reading.settle()
    return _read(reading, _happening(start, until), office, ("actual_start", "actual_end"))


def _happening(start: str, until: str) -> ColumnElement[bool]:
    a = activity.c
    begun = func.coalesce(a.actual_start, a.actual_end)
    goes_on = and_(a.type == "project", a.actual_end.is_(None), func.coalesce(a.status, "").not_in(ENDED))
    return and_(begun <= until, or_(goes_on, func.coalesce(a.actual_end, begun) >= start))


def planned(reading: Reading, start: str, until: str, *, office: str = "") -> list[Happened]:
    """Return the activities that are planned for a window of days and have not begun, by day."""
    reading.settle()
    a = activity.c
    first, last = func.coalesce(a.planned_start, a.planned_end), func.coalesce(a.planned_end, a.planned_start)
    alive = func.coalesce(a.status, "").not_in(ENDED)
    inside = and_(first <= until, last >= start, a.actual_start.is_(None), a.actual_end.is_(None), alive)
    return _read(reading, inside, office, ("planned_start", "planned_end"))


def parts_of(reading: Reading, kind: str, owners: Iterable[str]) -> dict[str, list[Row]]:
    """Return the living parts of a type by their owners, each a row of values with its uid."""
    found = CHILD_TYPES[kind]
    table = metadata.tables[found.tables[0]]
    rows: dict[str, list[Row]] = {}
    for chunk in batched_list(list(owners)):
        chosen = select(table).where(table.c[found.owner].in_(chunk), table.c.deleted.is_(False)).order_by(table.c.uid)
        for row in reading.connection.execute(chosen).mappings():
            rows.setdefault(row[found.owner], []).append(by_name(row))
    return rows


def dated_parts(reading: Reading, kind: str, day: str, start: str, until: str) -> list[Row]:
    """Return the living parts of a type whose `day` lies in a window, by that day; those of deleted activities not."""
    found = CHILD_TYPES[kind]
    table = metadata.tables[found.tables[0]]
    chosen = select(table).where(table.c.deleted.is_(False), table.c[day].between(start, until))
    if set(found.links[found.owner]) <= ACTIVITY_TYPES.keys():
        chosen = chosen.join(activity, activity.c.uid == table.c[found.owner]).where(activity.c.deleted.is_(False))
    rows = reading.connection.execute(chosen.order_by(table.c[day], table.c.uid)).mappings()
    return [by_name(row) for row in rows]


@dataclass(frozen=True, slots=True)
class Written:
    """When a record was first written down (by the clock of that laptop), and in how many revisions it stands."""

    first: str
    revisions: int


def written(reading: Reading, uids: Sequence[str]) -> dict[str, Written]:
    """Return when records were written down, by uid."""
    r = revision.c
    found: dict[str, Written] = {}
    for chunk in batched_list(list(uids)):
        chosen = select(r.uid, func.min(r.at), func.count()).where(r.uid.in_(chunk)).group_by(r.uid)
        found |= {uid: Written(first, count) for uid, first, count in reading.connection.execute(chosen)}
    return found


def municipalities_reached(reading: Reading, start: str, until: str, *, office: str = "") -> dict[str, int]:
    """Return the municipalities in which something happened in a window, with how much."""
    reading.settle()
    a = activity.c
    chosen = select(a.uid, a.municipality).where(_happening(start, until), a.deleted.is_(False))
    if office:
        chosen = chosen.where(a.office == office)
    places = {uid: {code or ""} for uid, code in reading.connection.execute(chosen)}
    for uid, rows in parts_of(reading, "place", places).items():
        places[uid] |= {str(row["municipality"] or "") for row in rows}
    return dict(Counter(code for codes in places.values() for code in codes if code))


def _read(reading: Reading, inside: ColumnElement[bool], office: str, days: tuple[str, str]) -> list[Happened]:
    chosen = select(activity).where(inside, activity.c.deleted.is_(False))
    if office:
        chosen = chosen.where(activity.c.office == office)
    rows = {row["uid"]: by_name(row) for row in reading.connection.execute(chosen).mappings()}
    for kind in ACTIVITY_TYPES.values():
        mine = [uid for uid, row in rows.items() if row["type"] == kind.key]
        for name in RECORD_TYPES[kind.key].tables:
            if name != activity.name:
                table = metadata.tables[name]
                for chunk in batched_list(mine):
                    more = reading.connection.execute(select(table).where(table.c.uid.in_(chunk))).mappings()
                    for row in more:
                        rows[row["uid"]] |= by_name(row)
    counts = _tallies(reading, list(rows))
    found = [_one(reading, row, counts.get(uid, ()), days) for uid, row in rows.items()]
    return sorted(found, key=lambda one: (one.start, one.ref, one.uid))


def _one(reading: Reading, row: dict[str, Any], tallies: Iterable[Tally], days: tuple[str, str]) -> Happened:
    start, end = (row[key] or "" for key in days)
    told = unplaced(row["type"], row)
    title = best_title(told, reading.mission)
    return Happened(row["uid"], row["type"], row["ref"] or "", title, start or end, end or start, told, tuple(tallies))


def _tallies(reading: Reading, uids: list[str]) -> dict[str, list[Tally]]:
    t = tally.c
    found: dict[str, list[Tally]] = {}
    for chunk in batched_list(uids):
        chosen = select(t.activity, t.dimension, t.category, t.count).where(t.activity.in_(chunk), t.deleted.is_(False))
        for uid, dimension, category, count in reading.connection.execute(chosen):
            found.setdefault(uid, []).append(Tally(dimension, category, count))
    return found
