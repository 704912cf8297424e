"""What the page of today shows, read in the background: what waits for somebody, and the figures of a period."""

from dataclasses import dataclass, field
from datetime import date, timedelta

from db.catalogue import ACTIVITY_TYPES
from db.marks import N_
from db.parcels import asides, count_open, standings
from db.promises import promises
from db.records import Overview, agenda, count_conflicts, count_drafts, count_unsent, overview
from db.search.days import span
from db.store import Reading
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
    """One line: what waits, how many, whether it is late, and the page (and query) that it opens."""

    what: str
    count: int
    late: bool
    page: str
    query: str = ""
    about: str = ""


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
    promised = promises(reading, day + AHEAD, day)
    overdue = [one for one in promised if one.overdue]
    drafts = count_drafts(reading)
    confirmed = sum(1 for one in standings(reading) if one.confirmed < one.sent)
    found = [
        Item("late", len(late), True, "portfolio", about=late[0].ref if late else ""),
        Item("coming", len(coming), False, "portfolio", about=coming[0].ref if coming else ""),
        Item("promises-late", len(overdue), True, "recommendations", about=overdue[0].ref if overdue else ""),
        Item("promises", len(promised) - len(overdue), False, "recommendations"),
        Item("conflicts", count_conflicts(reading), True, "conflicts"),
        Item("edits", count_open(reading), False, "proposals"),
        Item("aside", len(asides(reading)), True, "laptops"),
        *(Item("drafts", drafts[kind], False, kind, "is:draft") for kind in ACTIVITY_TYPES if drafts.get(kind)),
        Item("unsent", count_unsent(reading), False, "exchange"),
        Item("receipts", confirmed, False, "exchange"),
    ]
    return [item for item in found if item.count]
