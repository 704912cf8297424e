"""What the page of today shows, read in the background: what waits for somebody, and the figures of a period."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from db.catalogue import ACTIVITY_TYPES
from db.locks import locks_of_today
from db.marks import N_
from db.parcels import asides, count_open, standings
from db.promises import Promise, promises
from db.protection import expired
from db.records import Due, Overview, agenda, begun_parts, count_drafts, count_told_conflicts, count_unsent, overview
from db.revisions import RecordKey
from db.search.days import span
from db.store import Reading
from desktop.portfolio.source import DUE_IN_ALL
from desktop.window.counts import LastSent, last_sent

AHEAD = timedelta(days=14)
BACK = timedelta(days=400)  # what is overdue longer has been given up
PERIODS = {
    "year": N_("This year"),
    "quarter": N_("This quarter"),
    "month": N_("This month"),
    "last-year": N_("Last year"),
}


@dataclass(frozen=True, slots=True)
class Item:
    """One line: what waits, how many, whether it is late, and what it opens.

    That is a page, with a `query` or the `part` of it that is meant; or a `record`.
    """

    what: str
    count: int
    late: bool
    page: str = ""
    query: str = ""
    about: str = ""
    part: str = ""
    record: RecordKey | None = None


@dataclass(frozen=True, slots=True)
class Today:
    """Everything that the page shows."""

    day: date
    items: tuple[Item, ...] = ()
    sent: LastSent | None = None
    period: tuple[str, str] = ("", "")
    figures: Overview = field(default_factory=Overview)


def look(day: date, period: str, reading: Reading) -> Today:
    """Read what waits on a day, and the figures of a period (a key of `PERIODS`)."""
    start, until = span(period, day) or (day.isoformat(), day.isoformat())
    sent = last_sent(reading)
    return Today(day, tuple(_items(reading, day, sent)), sent, (start, until), overview(reading, start, until))


def _items(reading: Reading, day: date, sent: LastSent | None) -> list[Item]:
    now = day.isoformat()
    dues = agenda(reading, day - BACK, day + AHEAD)
    late, coming = [due for due in dues if due.day < now], [due for due in dues if due.day >= now]
    begun = begun_parts(reading)
    promised = promises(reading, day + AHEAD, day)
    overdue = [one for one in promised if one.overdue]
    drafts = count_drafts(reading)
    confirmed = sum(1 for one in standings(reading) if one.confirmed < one.sent)
    closed, exceptions = locks_of_today(reading)
    ends = exceptions[0].until if exceptions else ""
    found = [
        *_due("late", late, late=True),
        *_due("coming", coming, late=False),
        Item("promises-late", len(overdue), True, "recommendations", about=_first(overdue), part="due"),
        Item("promises", len(promised) - len(overdue), False, "recommendations", part="due"),
        Item("conflicts", count_told_conflicts(reading), True, "conflicts"),
        Item("edits", count_open(reading), False, "proposals"),
        Item("aside", len(asides(reading)), True, "laptops"),
        *(Item("drafts", drafts[kind], False, kind, "is:draft") for kind in ACTIVITY_TYPES if drafts.get(kind)),
        Item("parts", len(begun), False, record=begun[0] if begun else None),
        Item("unsent", count_unsent(reading), False, "exchange"),
        Item("receipts", confirmed, False, "exchange"),
        Item("closed", closed, False, "protection", part="locks"),
        Item("exceptions", len(exceptions), False, "protection", about=ends, part="locks"),
        Item("kept", len(expired(reading, day)), True, "protection", part="keeping"),
    ]
    return [item for item in found if item.count]


def _due(what: str, dues: list[Due], *, late: bool) -> list[Item]:
    """Return a line for the visits that are due, and one for everything else in projects."""
    visits = [due for due in dues if due.what == "visit"]
    others = [due for due in dues if due.what != "visit"]
    return [
        Item(name, len(found), late, "portfolio", about=_first(found), part=DUE_IN_ALL)
        for name, found in ((what, others), (f"visits-{what}", visits))
    ]


def _first(found: Sequence[Due | Promise]) -> str:
    return found[0].ref if found else ""
