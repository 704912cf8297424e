"""Recommendations as lists and bars show them: by set, status, theme, addressee and municipality."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import func, select

from db.catalogue import Mission
from db.catalogue.recommendations import ENDED, WAY
from db.records.views import best_title
from db.schema.parts import organisation
from db.schema.recommendations import contribution, party, recommendation, recommendation_set
from db.schema.tables import activity
from db.store.rows import by_name
from db.store.writing import Reading

# What the lines can be grouped by.
BY = ("status", "theme", "addressee", "municipality")


@dataclass(frozen=True, slots=True)
class RecommendationLine:
    """One recommendation. `addressees` are the organisations it is addressed to, and what its own text says.

    `served` is how many activities serve it.
    """

    uid: str
    set: str
    number: int | None
    text: str
    theme: str
    addressees: tuple[str, ...]
    municipality: str
    status: str
    due: str
    overdue: bool
    served: int

    def groups(self, by: str) -> tuple[str, ...]:
        """Return the groups it is in: one, but for what is addressed to several; "" where nothing is recorded."""
        if by == "addressee":
            return self.addressees or ("",)
        return (str(getattr(self, by)),)


@dataclass(frozen=True, slots=True)
class SetLine:
    """One set: how many recommendations it has of how many expected, which numbers are missing, how far they are."""

    uid: str
    ref: str
    title: str
    expected: int | None
    entered: int
    missing: tuple[int, ...]
    statuses: Mapping[str, int]

    @property
    def whole(self) -> int:
        """What the bar of the set is the whole of: the expected number, or what is there where that is more."""
        return max(self.expected or 0, self.entered)

    @property
    def moving(self) -> int:
        """How many are in progress or further."""
        return sum(self.statuses.get(status, 0) for status in WAY[1:])


def text_of(values: Mapping[str, Any], mission: Mission) -> str:
    """Return the words of a recommendation in the first of the mission's languages that has them."""
    return best_title({key.replace("text_", "title_"): v for key, v in values.items() if key[:5] == "text_"}, mission)


def recommendation_lines(reading: Reading, today: date, of_set: str = "") -> list[RecommendationLine]:
    """Return the recommendations of all sets, or of the one with this id, by set and number."""
    table = recommendation
    chosen = select(table).where(table.c.deleted.is_(False)).order_by(table.c.set, table.c.number, table.c.uid)
    if of_set:
        chosen = chosen.where(table.c.set == of_set)
    served, addressees = _served(reading), _addressees(reading)
    lines: list[RecommendationLine] = []
    for row in reading.connection.execute(chosen).mappings():
        status, due = row["status"] or WAY[0], row["due"] or ""
        own = [row["addressee"]] if row["addressee"] else []
        lines.append(
            RecommendationLine(
                row["uid"],
                row["set"] or "",
                row["number"],
                text_of(by_name(row), reading.mission),
                row["theme"] or "",
                tuple(dict.fromkeys([*addressees.get(row["uid"], []), *own])),
                row["municipality"] or "",
                status,
                due,
                bool(due) and due < today.isoformat() and status not in ENDED,
                served.get(row["uid"], 0),
            )
        )
    return lines


def set_lines(reading: Reading) -> list[SetLine]:
    """Return every set with its numbers, newest first."""
    numbers: dict[str, list[int]] = {}
    statuses: dict[str, Counter[str]] = {}
    r, s = recommendation.c, recommendation_set
    for row in reading.connection.execute(select(r.set, r.number, r.status).where(r.deleted.is_(False))):
        statuses.setdefault(row.set, Counter())[row.status or WAY[0]] += 1
        numbers.setdefault(row.set, []).extend([row.number] if row.number is not None else [])
    order = (s.c.adopted_on.is_(None), s.c.adopted_on.desc(), s.c.ref)
    lines: list[SetLine] = []
    for row in reading.connection.execute(select(s).where(s.c.deleted.is_(False)).order_by(*order)).mappings():
        found = statuses.get(row["uid"], Counter[str]())
        lines.append(
            SetLine(
                row["uid"],
                row["ref"] or "",
                best_title(by_name(row), reading.mission),
                row["expected"],
                sum(found.values()),
                missing_numbers(numbers.get(row["uid"], ()), row["expected"]),
                dict(found),
            )
        )
    return lines


def missing_numbers(there: Iterable[int], expected: int | None) -> tuple[int, ...]:
    """Return the numbers from 1 up to the expected one that are not there; none of a set that has none yet."""
    known = set(there)
    return tuple(number for number in range(1, (expected or 0) + 1) if number not in known) if known else ()


def grouped(lines: Sequence[RecommendationLine], by: str) -> dict[str, Counter[str]]:
    """Return how many lines of each group (a theme, an addressee …) have each status, the largest group first."""
    found: dict[str, Counter[str]] = {}
    for line in lines:
        for group in line.groups(by):
            found.setdefault(group, Counter())[line.status] += 1
    if by == "status":
        order = [*WAY, *(status for status in found if status not in WAY)]
        return {status: found[status] for status in order if status in found}
    return dict(sorted(found.items(), key=lambda pair: (not pair[0], -sum(pair[1].values()), pair[0])))


def _served(reading: Reading) -> dict[str, int]:
    """Return how many living activities serve each recommendation."""
    c = contribution.c
    chosen = (
        select(c.recommendation, func.count())
        .join(activity, activity.c.uid == c.activity)
        .where(c.deleted.is_(False), activity.c.deleted.is_(False))
        .group_by(c.recommendation)
    )
    return dict(reading.connection.execute(chosen).all())


def _addressees(reading: Reading) -> dict[str, list[str]]:
    """Return the names of the organisations that each recommendation is addressed to."""
    p, o = party.c, organisation
    chosen = (
        select(o, p.recommendation.label("about"))
        .join(o, o.c.uid == p.organisation)
        .where(p.deleted.is_(False), p.role == "addressee", o.c.deleted.is_(False))
        .order_by(o.c.ref)
    )
    found: dict[str, list[str]] = {}
    for row in reading.connection.execute(chosen).mappings():
        name = best_title(by_name(row), reading.mission)
        found.setdefault(row["about"] or "", []).append(name)
    return found
