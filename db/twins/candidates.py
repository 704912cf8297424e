"""Which live activities may be the same event: searched without comparing everything with everything."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, and_, case, func, or_, select

from db.catalogue import ACTIVITY_TYPES, activity_type
from db.catalogue.pairs import PAIR
from db.progress import Progress, silent
from db.records.lists import ListRow, list_rows
from db.revisions import RecordKey
from db.schema.tables import activity, pair
from db.store.log import batched_list
from db.store.writing import Reading
from db.twins.comparing import NEAR_DAYS, Facts, Likeness, all_alike, facts_of, likeness
from db.twins.verdicts import DIFFERENT, SAME, pair_uid

MOST = 5_000  # pairs in one list: a tracker of placeholders would give millions, and nobody decides so many

FEW = 3  # records that a form names while somebody types

_LIVE = activity.c.deleted.is_(False)
_COMPARED = (
    *(activity.c[name] for name in ("uid", "type", "municipality", "settlement", "partner")),
    *(column for column in activity.columns if column.name.startswith(("title_", "planned_", "actual_"))),
)
_NAMES = [column.name for column in _COMPARED]
# A span with one day only begins and ends on it.
_SPANS = [
    (
        func.coalesce(activity.c[f"{what}_start"], activity.c[f"{what}_end"]),
        func.coalesce(activity.c[f"{what}_end"], activity.c[f"{what}_start"]),
    )
    for what in ("planned", "actual")
]
_Found = dict[tuple[str, str], Likeness]  # by both ids, the smaller one first


@dataclass(frozen=True, slots=True)
class Twins:
    """Two live activities that may be the same event; `pair` is the id of the verdict on them.

    `score` and `why` as in `Likeness`; `first` is the one with the smaller id.
    """

    pair: str
    score: float
    why: tuple[str, ...]
    first: ListRow
    second: ListRow

    @property
    def uids(self) -> frozenset[str]:
        """The ids of both."""
        return frozenset((self.first.uid, self.second.uid))

    @property
    def rank(self) -> tuple[float, str, str, str]:
        """The place in a list: the most alike first, then by number."""
        return -self.score, self.first.ref, self.second.ref, self.pair


def find_twins(reading: Reading, kind: str = "", *, progress: Progress = silent) -> list[Twins]:
    """Return the pairs of live activities that look alike and that nobody has called different, most alike first.

    `kind` narrows to one record type. At most `MOST` are returned; more appear as these are judged. `progress` is told
    (records looked at, records in all) and may raise `Cancelled`.

    Raises KnownError `unknown-kind`.
    """
    kinds = [activity_type(kind).key] if kind else list(ACTIVITY_TYPES)
    different = _judged_different(reading)
    found: _Found = {}
    for uid, other, close in all_alike(_along_the_calendar(reading, kinds, progress)):
        if pair_uid(uid, other) not in different:
            found[_in_order(uid, other)] = close
            if len(found) == MOST:
                break
    return _listed(reading, found | _merged_before(reading, kinds))


def twins_of(reading: Reading, records: Iterable[RecordKey]) -> tuple[frozenset[str], list[Twins]]:
    """Return the activities that some records are or speak of, and all pairs that these are in.

    `records` are what a gesture touched. All other pairs are as they were, so whoever keeps the list of all pairs need
    not search through everything again.
    """
    uids: set[str] = set()
    for type_key, uid in records:
        if type_key in ACTIVITY_TYPES:
            uids.add(uid)
        elif type_key == PAIR.key:
            both = reading.connection.execute(select(pair.c.first, pair.c.second).where(pair.c.uid == uid)).one()
            uids |= {str(one) for one in both}
    different = _judged_different(reading)
    found: _Found = {}
    for chunk in batched_list(sorted(uids)):
        for row in reading.connection.execute(_compared(activity.c.uid.in_(chunk))).all():
            for other, close in alike_to(reading, _facts(row), row.uid).items():
                if pair_uid(row.uid, other) not in different:
                    found[_in_order(row.uid, other)] = close
    again = _merged_before(reading, list(ACTIVITY_TYPES))
    found |= {both: close for both, close in again.items() if uids.intersection(both)}
    return frozenset(uids), _listed(reading, found)


def alike_to(reading: Reading, facts: Facts, uid: str = "") -> dict[str, Likeness]:
    """Return the live activities that are alike to one, by id: a form can ask it while a person types.

    `uid` is the activity itself, where it is saved already.
    """
    if not facts.spans:
        return {}
    near = [
        and_(begins <= _iso(last + NEAR_DAYS), ends >= _iso(first - NEAR_DAYS))
        for first, last in facts.spans
        for begins, ends in _SPANS
    ]
    wanted: list[ColumnElement[bool]] = [activity.c.type == facts.type, activity.c.uid != uid, or_(*near)]
    if facts.municipality:
        wanted.append(or_(activity.c.municipality == facts.municipality, activity.c.municipality.is_(None)))
    rows = reading.connection.execute(_compared(*wanted))
    found = {row.uid: likeness(facts, _facts(row)) for row in rows}
    return {one: close for one, close in found.items() if close is not None}


def hints(reading: Reading, type_key: str, values: Mapping[str, object], uid: str = "") -> list[ListRow]:
    """Return the records that what is being typed may be already, the most alike first; at most `FEW`.

    `uid` is the record itself, where it is saved already. Pairs that somebody called different are left out.
    """
    close = alike_to(reading, facts_of(type_key, values), uid)
    different = _judged_different(reading) if uid else set[str]()
    wanted = [other for other in close if pair_uid(uid, other) not in different] if uid else list(close)
    return list_rows(reading, sorted(wanted, key=lambda other: (-close[other].score, other))[:FEW])


def _compared(*wanted: ColumnElement[bool]) -> Select[Any]:
    """Choose what is compared of live activities."""
    return select(*_COMPARED).where(_LIVE, *wanted)


def _facts(row: Row[Any]) -> Facts:
    values = dict(zip(_NAMES, row, strict=True))  # quicker than asking the row for each
    return facts_of(values["type"], values)


def _iso(day: int) -> str:
    """Return a day that was counted from a date as ISO text; the calendar's own ends where it has none."""
    return date.fromordinal(min(max(day, 1), date.max.toordinal())).isoformat()


def _along_the_calendar(reading: Reading, kinds: Sequence[str], progress: Progress) -> Iterator[tuple[str, Facts]]:
    """Return the live activities of some types in the order of type and first day."""
    wanted = activity.c.type.in_(kinds)
    total = reading.connection.scalar(select(func.count()).select_from(activity).where(_LIVE, wanted)) or 0
    planned, actual = (begins for begins, _ in _SPANS)
    first_day = func.coalesce(case((planned < actual, planned), else_=actual), planned)
    ordered = _compared(wanted, first_day.is_not(None)).order_by(activity.c.type, first_day)
    for number, row in enumerate(reading.connection.execute(ordered)):
        if number % 500 == 0:
            progress(number, total)
        yield row.uid, _facts(row)
    progress(total, total)


def _judged_different(reading: Reading) -> set[str]:
    """Return the pairs that somebody called different: they are never offered again."""
    judged = (pair.c.verdict == DIFFERENT, pair.c.deleted.is_(False))
    return set(reading.connection.scalars(select(pair.c.uid).where(*judged)))


def _merged_before(reading: Reading, kinds: Sequence[str]) -> _Found:
    """Return the pairs that were merged and are both alive again: edited elsewhere, restored, or merged crosswise."""
    first, second = activity.alias(), activity.alias()
    rows = reading.connection.execute(
        select(pair.c.first, pair.c.second)
        .join(first, first.c.uid == pair.c.first)
        .join(second, second.c.uid == pair.c.second)
        .where(pair.c.verdict == SAME, pair.c.deleted.is_(False), first.c.type.in_(kinds))
        .where(first.c.deleted.is_(False), second.c.deleted.is_(False))
    )
    return {(row.first, row.second): Likeness(1, ("merged-before",)) for row in rows}


def _in_order(one: str, other: str) -> tuple[str, str]:
    return (one, other) if one < other else (other, one)


def _listed(reading: Reading, found: _Found) -> list[Twins]:
    """Return the pairs found with a line for each record, the most alike first."""
    lines = {line.uid: line for line in list_rows(reading, sorted({uid for both in found for uid in both}))}
    twins = [
        Twins(pair_uid(first, second), close.score, close.why, lines[first], lines[second])
        for (first, second), close in found.items()
    ]
    return sorted(twins, key=lambda one: one.rank)
