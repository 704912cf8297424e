"""Periods of reports: months, when a report is due, and how far what came covers without a gap. Pure, ISO days."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from db.errors import KnownError

_ONE = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Period:
    """The first and the last day of a period, as ISO days."""

    start: str
    end: str

    def holds(self, day: str) -> bool:
        """Whether a day lies in it."""
        return self.start <= day <= self.end


def month_of(day: date) -> Period:
    """Return the month in which a day lies."""
    first = day.replace(day=1)
    return Period(first.isoformat(), (_next(first) - _ONE).isoformat())


def month_before(day: str) -> Period:
    """Return the month before the one in which a day lies."""
    return month_of(date.fromisoformat(day).replace(day=1) - _ONE)


def month_after(day: str) -> Period:
    """Return the month after the one in which a day lies."""
    return month_of(_next(date.fromisoformat(day)))


def period_of(start: str, end: str, today: str) -> Period:
    """Return the period that two days (ISO, either may be empty) mean: without any the last month that has ended.

    One day alone stands for its month: from it to the month's end, or from the month's beginning to it.

    Raises KnownError `bad-window`.
    """
    if not (start or end):
        return month_before(today)
    found = Period(start or month_of(date.fromisoformat(end)).start, end or month_of(date.fromisoformat(start)).end)
    if found.end < found.start:
        raise KnownError("bad-window", start=found.start, end=found.end)
    return found


def due_after(end: str, due_day: int) -> str:
    """Return the day by which the report of a period that ends on `end` is expected: that day of the next month."""
    return _next(date.fromisoformat(end)).replace(day=due_day).isoformat()


def as_day(text: str) -> str:
    """Return an ISO day of a year in which a report can lie; "" for anything else that a sender may have written."""
    try:
        return text if 2000 <= date.fromisoformat(text).year < 2200 and len(text) == 10 else ""
    except ValueError:
        return ""


def complete_until(spans: Iterable[tuple[str, str]]) -> str:
    """Return the last day up to which spans of days cover without a gap; "" where there are none.

    A span that begins with "" covers everything before its end.
    """
    reach = ""
    for start, end in sorted(spans):
        if not reach or start <= _day_after(reach):
            reach = max(reach, end)
    return reach


def covers(spans: Iterable[tuple[str, str]], period: Period) -> bool:
    """Whether spans of days cover all of a period together."""
    open_day = period.start
    for start, end in sorted(spans):
        if start <= open_day <= end:
            open_day = _day_after(end)
    return open_day > period.end


def _day_after(day: str) -> str:
    return (date.fromisoformat(day) + _ONE).isoformat()


def _next(day: date) -> date:
    """Return the first day of the next month."""
    return date(day.year + day.month // 12, day.month % 12 + 1, 1)
