"""Periods in which figures are asked for: none of them need be a calendar month."""

from datetime import date, timedelta

DAY = timedelta(days=1)


def quarter(day: date) -> tuple[date, date]:
    """Return the calendar quarter that a day is in."""
    start = date(day.year, day.month - (day.month - 1) % 3, 1)
    return start, _months_on(start, 3) - DAY


def mid_month(day: date, months: int = 1) -> tuple[date, date]:
    """Return the period from a 16th to a 15th that ends last before a day, or on it; so many months long."""
    end = date(day.year, day.month, 15)
    if end > day:
        end = _months_on(end, -1)
    return _months_on(end, -months) + DAY, end


def budget_year(day: date, begins: tuple[int, int]) -> tuple[date, date]:
    """Return the budget year that a day is in; `begins` is the month and day on which a mission's years begin."""
    start = date(day.year - ((day.month, day.day) < begins), *begins)
    return start, date(start.year + 1, *begins) - DAY


def _months_on(day: date, months: int) -> date:
    """Return the same day of another month; the days used here exist in all of them."""
    years, month = divmod(day.month - 1 + months, 12)
    return date(day.year + years, month + 1, day.day)
