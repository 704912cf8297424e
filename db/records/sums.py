"""People over many activities: sums that say which estimates they hold, and figures that leave somebody out."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import select

from db.catalogue import DIMENSIONS, Value
from db.catalogue.dimensions import EXACT
from db.catalogue.people import qualifier
from db.records.family import find
from db.records.parts import list_parts
from db.records.people import Tally, marginals
from db.schema.events import youth_assembly
from db.schema.tables import activity, tally
from db.store.log import batched_list
from db.store.rows import by_name
from db.store.writing import Reading

NUMBERS = ("total", "remote", "attendances", "delegates")  # each its own sum: none is ever added to another


@dataclass(frozen=True, slots=True)
class Sum:
    """A number of people over several activities.

    `records` say the number, `blank` do not; `estimates` of those that do are no exact counts, so with any of them the
    sum is an estimate itself.
    """

    number: int
    records: int
    blank: int
    estimates: int


@dataclass(frozen=True, slots=True)
class Gap:
    """A dimension of an activity that leaves people out: counted `sum` of `whole`."""

    uid: str
    ref: str
    dimension: str
    whole: int
    sum: int
    not_recorded: int


@dataclass(frozen=True, slots=True)
class Coverage:
    """Where the delegates of an assembly come from: municipalities of the mission, of how many, and elsewhere."""

    municipalities: tuple[str, ...]
    of: int
    elsewhere: tuple[str, ...]


def sum_people(reading: Reading, uids: Iterable[str]) -> dict[str, Sum]:
    """Return each number of people summed over activities, by its field; those that no activity says are left out."""
    found = [values for values, _ in _people(reading, uids)]
    sums: dict[str, Sum] = {}
    for key in NUMBERS:
        said = [values for values in found if values[key] is not None]
        if said:
            estimates = sum(qualifier(values, key) != EXACT for values in said)
            number = sum(number for values in said if isinstance(number := values[key], int))
            sums[key] = Sum(number, len(said), len(found) - len(said), estimates)
    return sums


def sum_counts(reading: Reading, uids: Iterable[str]) -> dict[str, dict[str, int]]:
    """Return the counts of each dimension and category summed over activities."""
    sums: dict[str, dict[str, int]] = {dimension: {} for dimension in DIMENSIONS}
    for _, tallies in _people(reading, uids):
        for one in tallies:
            if one.count is not None and one.dimension in sums:
                counts = sums[one.dimension]
                counts[one.category] = counts.get(one.category, 0) + one.count
    return {dimension: counts for dimension, counts in sums.items() if counts}


def gaps(reading: Reading, uids: Iterable[str]) -> list[Gap]:
    """Return the dimensions that leave people out, or count too many of them: what a list of data quality says."""
    found: list[Gap] = []
    for values, tallies in _people(reading, uids):
        for m in marginals(values, tallies):
            if m.whole is not None and m.not_recorded:
                uid, ref = str(values["uid"]), str(values["ref"] or "")
                found.append(Gap(uid, ref, m.dimension, m.whole, m.sum, m.not_recorded))
    return found


def coverage(reading: Reading, ref: str) -> Coverage:
    """Return where the delegates of an assembly come from; whoever lives elsewhere covers no municipality.

    Raises KnownError `no-record`.
    """
    places = reading.mission.lists["municipality"]
    rows = list_parts(reading, "residence", find(reading, ref).uid)
    codes = sorted({str(row.values["residence"]) for row in rows if row.values.get("delegates") != 0})
    here = tuple(code for code in codes if places.get(code) is not None)
    return Coverage(here, len(places.entries), tuple(code for code in codes if code not in here))


def _people(reading: Reading, uids: Iterable[str]) -> list[tuple[dict[str, Value], list[Tally]]]:
    """Return what activities say of people: their numbers, and the counts that split these."""
    reading.settle()
    columns = [
        *(activity.c[key] for key in ("uid", "ref", "total", "total_is", "counted_by", "remote", "remote_is")),
        *(activity.c.attendances, youth_assembly.c.delegates, youth_assembly.c.delegates_is),
    ]
    found: list[tuple[dict[str, Value], list[Tally]]] = []
    for chunk in batched_list(list(uids)):
        counts: dict[str, list[Tally]] = {}
        wanted = select(tally.c.activity, tally.c.dimension, tally.c.category, tally.c.count)
        alive = wanted.where(tally.c.activity.in_(chunk), tally.c.deleted.is_(False))
        for uid, dimension, category, count in reading.connection.execute(alive):
            counts.setdefault(uid, []).append(Tally(dimension, category, count))
        rows = select(*columns).outerjoin(youth_assembly, youth_assembly.c.uid == activity.c.uid)
        for row in reading.connection.execute(rows.where(activity.c.uid.in_(chunk))).mappings():
            found.append((by_name(row), counts.get(row["uid"], [])))
    return found
