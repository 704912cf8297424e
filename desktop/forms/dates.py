"""Dates as people write them: the form understands more than workbooks may contain, and shows what it understood."""

import re
from datetime import date, timedelta

from PySide6.QtCore import QCoreApplication, QLocale

_DAY_MONTH = re.compile(r"(\d{1,2})[./-](\d{1,2})\.?$")
_DAY_NAME = re.compile(r"(\d{1,2})\.?\s*([^\W\d]{3,})\.?,?\s*(\d{4}|\d{2})?$")


def understand(text: str, today: date) -> str:
    """Return the ISO text of a day written in words; any other text as it is, for the catalogue to judge."""
    plain = text.strip().lower()
    words = {
        QCoreApplication.translate("dates", "yesterday"): -1,
        QCoreApplication.translate("dates", "today"): 0,
        QCoreApplication.translate("dates", "tomorrow"): 1,
        "yesterday": -1,
        "today": 0,
        "tomorrow": 1,
    }
    if plain in words:
        return (today + timedelta(days=words[plain])).isoformat()
    if match := _DAY_MONTH.match(plain):
        return _day(today.year, int(match[2]), int(match[1])) or text
    if match := _DAY_NAME.match(plain):
        month = _month(match[2])
        year = int(match[3]) if match[3] else today.year
        return (month and _day(year + 2000 if year < 100 else year, month, int(match[1]))) or text
    return text


def _month(word: str) -> int:
    """Return the month that a word of three letters or more begins, 0 for none."""
    for locale in (QLocale(), QLocale(QLocale.Language.English)):
        for month in range(1, 13):
            if locale.monthName(month).lower().startswith(word):
                return month
    return 0


def _day(year: int, month: int, day: int) -> str:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return ""
