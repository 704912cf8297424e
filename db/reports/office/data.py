"""What an office's reports are made of, read once for a window of days."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from sqlalchemy import select

from db.naming import NAMING, placeless
from db.promises import Promise, RecommendationLine, promises, recommendation_lines
from db.records.people import UNDISCLOSED, Marginal
from db.records.portfolio import ProjectLine, portfolio_lines
from db.records.sums import NUMBERS, Sum
from db.records.suppression import ALL, Figures
from db.records.untold import protected_among, unplaced
from db.records.window import Happened, Row, Written, dated_parts, happened, parts_of, planned, written
from db.reports.frame import lowest_of
from db.reports.office.others import PARTS, for_others
from db.reports.telling import Say
from db.schema.recommendations import context_note, contribution, risk
from db.schema.tables import activity, metadata
from db.store.log import batched_list
from db.store.rows import by_name
from db.store.writing import Reading

YOUTH = ("18_24", "25_29")  # SCR 2250
EVENTS = ("town_hall", "youth_assembly", "other_activity")


@dataclass(frozen=True)
class Window:
    """An office between two days, both included; `office` is empty where it is all offices known here.

    With `outside` it holds only what others may hear.
    """

    reading: Reading
    say: Say
    start: str
    until: str
    office: str = ""
    outside: bool = False

    @property
    def today(self) -> date:
        """The day on which things are looked at: the day of printing, or the last of the window where that is over."""
        return date.fromisoformat(min(self.say.maker.at[:10], self.until))

    @property
    def narrow(self) -> str:
        """The office to which what all offices share is narrowed: one alone at headquarters, none in a field office.

        A field office has its own records and the lists of all, and reports on both.
        """
        return self.office if self.reading.identity.role != "field" else ""

    @cached_property
    def made(self) -> set[str]:
        """The ids of what that one office made: activities, sets of recommendations, organisations, risks."""
        tables = [table for table in metadata.tables.values() if {"uid", "office", "deleted"} <= set(table.c.keys())]
        return {
            uid
            for table in tables
            for uid in self.reading.connection.scalars(select(table.c.uid).where(table.c.office == self.narrow))
        }

    def due(self, until: date) -> list[Promise]:
        """Return what was promised, is not done and falls due until a day: by the office, or in sets that it serves."""
        found = promises(self.reading, until, self.today)
        if not self.narrow:
            return found
        shown = {line.uid for line in self.recommendations}
        return [one for one in found if one.owner in self.made or one.uid in shown]

    @property
    def after(self) -> tuple[str, str]:
        """The month that follows."""
        last = date.fromisoformat(self.until)
        return (last + timedelta(days=1)).isoformat(), (last + timedelta(days=31)).isoformat()

    @cached_property
    def acts(self) -> list[Happened]:
        """The activities of the window."""
        return self._others[0] if self.outside else self._happened

    @cached_property
    def _happened(self) -> list[Happened]:
        return happened(self.reading, self.start, self.until, office=self.office)

    @cached_property
    def _others(self) -> tuple[list[Happened], Mapping[str, Figures]]:
        return for_others(self.reading, self._happened)

    @property
    def pages(self) -> Mapping[str, Figures]:
        """What others are told of the people of each activity, by its uid."""
        return self._others[1] if self.outside else {}

    def untold(self, dimension: str, acts: Iterable[Happened]) -> list[Happened]:
        """Return the activities whose split others are not told, because something in it is small."""
        return [one for one in acts if one.uid in self.pages and _hidden(self.pages[one.uid], dimension)]

    @cached_property
    def coming(self) -> list[Happened]:
        """The activities that are planned for the month after it."""
        return [] if self.outside else planned(self.reading, *self.after, office=self.office)

    @cached_property
    def by_uid(self) -> dict[str, Happened]:
        """The activities of the window by their ids."""
        return {one.uid: one for one in self.acts}

    @cached_property
    def written(self) -> dict[str, Written]:
        """When the activities of the window were written down."""
        return written(self.reading, list(self.by_uid))

    def of(self, *types: str) -> list[Happened]:
        """Return the activities of some types."""
        return [one for one in self.acts if one.type in types]

    def parts(self, kind: str) -> list[Row]:
        """Return the parts of a type that belong to the activities of the window."""
        if self.outside and kind not in PARTS:
            return []
        found = parts_of(self.reading, kind, list(self.by_uid))
        return [unplaced(kind, row, self.protected.get(uid, {})) for uid, rows in found.items() for row in rows]

    def dated(self, kind: str, day: str, owner: str = "") -> list[Row]:
        """Return the parts of a type whose day lies in the window; `owner` names the field of their activity.

        Those of a protected place do not say where it is (DP-07). Others hear of none.
        """
        if self.outside:
            return []
        rows = dated_parts(self.reading, kind, day, self.start, self.until)
        if not owner:
            return rows
        if self.office:
            heads = self.named({row[owner] for row in rows})
            rows = [row for row in rows if row[owner] in heads and heads[row[owner]]["office"] == self.office]
        return [unplaced(kind, row, self.protected.get(row[owner], {})) for row in rows]

    def told(self, uid: str, text: str) -> str:
        """Return a text about an activity as a paper may say it."""
        own = self.protected.get(uid, {})
        return placeless(text, [own.get(key) for key in NAMING])

    @cached_property
    def protected(self) -> dict[str, Row]:
        """What says which place it is, of the activities at a protected one, by uid (DP-07)."""
        return protected_among(self.reading)

    def named(self, uids: Iterable[str | None]) -> dict[str, Row]:
        """Return number, titles, office and classification of activities, by uid."""
        wanted = sorted({uid for uid in uids if uid})
        titles = [column for column in activity.columns if column.name.startswith("title_")]
        columns = (
            activity.c.uid,
            activity.c.ref,
            activity.c.office,
            activity.c.classification,
            *titles,
        )
        found: dict[str, Row] = {}
        for chunk in batched_list(wanted):
            rows = self.reading.connection.execute(select(*columns).where(activity.c.uid.in_(chunk))).mappings()
            found |= {row["uid"]: dict(row) for row in rows}
        return found

    @cached_property
    def tags(self) -> dict[str, list[tuple[str, str]]]:
        """The tags of the activities: framework and code, the main ones first."""
        found: dict[str, list[tuple[str, str]]] = {}
        for row in sorted(
            self.parts("tag"), key=lambda row: (row["main"] != "yes", row["framework"] or "", row["code"] or "")
        ):
            found.setdefault(row["activity"], []).append((row["framework"] or "", row["code"] or ""))
        return found

    @cached_property
    def projects(self) -> list[ProjectLine]:
        """The projects that were alive in the window: those that ran, or were changed, decided or paid for in it."""
        uids = {one.uid for one in self.of("project")}
        for kind, day in (("modification", "day"), ("visit", "day"), ("payment", "paid_on"), ("committee", "day")):
            uids |= {row["project"] for row in self.dated(kind, day, "project") if row["project"]}
        return portfolio_lines(self.reading, sorted(uids), self.today)

    @cached_property
    def recommendations(self) -> list[RecommendationLine]:
        """The recommendations as they stand: all known here; of one office those of its sets, and what it serves."""
        lines = recommendation_lines(self.reading, self.today)
        if not self.narrow:
            return lines
        c = contribution.c
        rows = self.reading.connection.execute(select(c.activity, c.recommendation).where(c.deleted.is_(False)))
        served = {row.recommendation for row in rows if row.activity in self.made}
        return [line for line in lines if line.set in self.made or line.uid in served]

    @cached_property
    def moved(self) -> list[Row]:
        """The recommendations whose status moved in the window."""
        shown = {line.uid for line in self.recommendations}
        return [row for row in self.dated("recommendation", "status_on") if row["uid"] in shown]

    @cached_property
    def risks(self) -> list[Row]:
        """The risks of the log that are not closed, the likeliest and gravest first; of one office those it noted."""
        rows = self.reading.connection.execute(select(risk).where(risk.c.deleted.is_(False))).mappings()
        levels = {"high": 0, "medium": 1, "low": 2}
        found = [by_name(row) for row in rows if row["status"] != "closed" and (row["noted_on"] or "") <= self.until]
        return sorted(
            [row for row in found if not self.narrow or row["uid"] in self.made],
            key=lambda r: (levels.get(r["likelihood"], 3) + levels.get(r["impact"], 3), r["noted_on"] or "", r["uid"]),
        )

    @cached_property
    def notes(self) -> list[Row]:
        """The notes on the context whose day lies in the window."""
        c = context_note.c
        chosen = select(context_note).where(c.deleted.is_(False), c.day.between(self.start, self.until))
        mine = [c.office == self.office] if self.office else []
        rows = self.reading.connection.execute(chosen.where(*mine).order_by(c.day, c.ref)).mappings()
        return [by_name(row) for row in rows]

    @cached_property
    def people(self) -> dict[str, Sum]:
        """Each number of people summed; those that no activity says are left out."""
        return summed(self.acts)

    def marginal(self, dimension: str, acts: Iterable[Happened]) -> Marginal | None:
        """Return a dimension counted over activities; None where nobody counted it."""
        found = list(acts)
        hidden = {one.uid for one in self.untold(dimension, found)}
        return marginal(dimension, [one for one in found if one.uid not in hidden])

    def classifications(self) -> list[str]:
        """Return what everything that the report may speak of is classified as."""
        uids = {*self.by_uid, *(one.uid for one in self.coming), *(line.uid for line in self.projects)}
        said = [str(one["classification"]) for one in self.named(uids).values() if one["classification"]]
        return said or [lowest_of(self.say.maker.mission)]


def _hidden(page: Figures, dimension: str) -> bool:
    return page.blanked == ALL or any(cell.split(".")[0] == dimension for cell in page.blanked)


def summed(acts: Iterable[Happened]) -> dict[str, Sum]:
    """Return each number of people summed over activities, as `sum_people` does."""
    from db.catalogue.dimensions import EXACT
    from db.catalogue.people import qualifier

    found = list(acts)
    sums: dict[str, Sum] = {}
    for key in NUMBERS:
        said = [one.values for one in found if one.values.get(key) is not None]
        if said:
            estimates = sum(qualifier(values, key) != EXACT for values in said)
            sums[key] = Sum(sum(int(values[key]) for values in said), len(said), len(found) - len(said), estimates)
    return sums


def marginal(dimension: str, acts: list[Happened]) -> Marginal | None:
    """Return a dimension counted over activities; None where nobody counted it.

    The rest is "not recorded" only where every activity says its number exactly.
    """
    counts = counts_of(dimension, acts)
    if not counts:
        return None
    total, added = summed(acts).get("total"), sum(counts.values())
    exact = total is not None and not total.estimates and not total.blank
    whole = total.number if total is not None and exact and total.number >= added else None
    rest = whole - added if whole is not None else None
    return Marginal(dimension, counts, added, added - counts.get(UNDISCLOSED, 0), rest, whole)


def counts_of(dimension: str, acts: Iterable[Happened]) -> Mapping[str, int]:
    """Return the people counted in each category of a dimension."""
    found: Counter[str] = Counter()
    for one in acts:
        for tally in one.tallies:
            if tally.dimension == dimension and tally.count is not None:
                found[tally.category] += tally.count
    return dict(found)
