"""Days and spans of days in a query: `2025`, `2025-03`, `12/3/2026`, `today`, `quarter`, `-30`."""

import re
from calendar import monthrange
from datetime import date, timedelta

from db.catalogue.kinds import DATE, Refused

_MONTH = re.compile(r"(\d{4})-(\d{1,2})$")
_BACK = re.compile(r"-(\d{1,4})d?$")
SPANS = ("today", "yesterday", "week", "month", "quarter", "year", "last-month", "last-quarter", "last-year")


def span(text: str, today: date) -> tuple[str, str] | None:
    """Return the first and the last day (ISO) that a text means, None where it means none.

    "month" is the present one, "last-month" the one before, "-30" the last thirty days.
    """
    said = text.strip().lower()
    if said in SPANS:
        return _ends(*_named(said, today))
    if match := _BACK.match(said):
        return _ends(today - timedelta(days=int(match[1])), today)
    if re.fullmatch(r"\d{4}", said) and said != "0000":
        return f"{said}-01-01", f"{said}-12-31"
    if (match := _MONTH.match(said)) and 1 <= int(match[2]) <= 12 and int(match[1]):
        return _ends(*_month(int(match[1]), int(match[2])))
    try:
        day = str(DATE.parse(said, None) or "")
    except Refused:
        return None
    return (day, day) if day else None


def _named(said: str, today: date) -> tuple[date, date]:
    if said in ("today", "yesterday"):
        day = today - timedelta(days=said == "yesterday")
        return day, day
    if said == "week":
        monday = today - timedelta(days=today.weekday())
        return monday, monday + timedelta(days=6)
    last, unit = said.startswith("last-"), said.removeprefix("last-")
    if unit == "year":
        year = today.year - last
        return date(year, 1, 1), date(year, 12, 31)
    months = 3 if unit == "quarter" else 1
    first = (today.year * 12 + today.month - 1) // months * months - months * last
    start, _ = _month(first // 12, first % 12 + 1)
    _, end = _month((first + months - 1) // 12, (first + months - 1) % 12 + 1)
    return start, end


def _month(year: int, month: int) -> tuple[date, date]:
    return date(year, month, 1), date(year, month, monthrange(year, month)[1])


def _ends(first: date, last: date) -> tuple[str, str]:
    return first.isoformat(), last.isoformat()
