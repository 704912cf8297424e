"""Dates, numbers and single lines as a page says them."""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import lru_cache
from typing import cast

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_datetime
from babel.numbers import format_decimal

Translate = Callable[[str], str]

_LOCALES = {"en": "en_GB"}  # day before month, as the United Nations writes it
_DAYS = "yMMMd"


def untranslated(text: str) -> str:
    """Return `text` as it is: the words of a page where nobody gave a translation."""
    return text


def locale_of(language: str) -> Locale:
    """Return how a language writes dates and numbers; English where it is not known."""
    try:
        return Locale.parse(_LOCALES.get(language, language).replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        return Locale.parse(_LOCALES["en"])


def day(iso: str, locale: Locale) -> str:
    """Return a day: "3 November 2026"."""
    return _first(format_date(date.fromisoformat(iso), "long", locale), locale)


def _first(said: str, locale: Locale) -> str:
    """Return a day in words with the first of a month as some languages say it: "1er mars 2020"."""
    return re.sub(r"(?<![\d\u2013-])1(?= \w)", "1er", said) if locale.language == "fr" else said


def short_day(iso: str, locale: Locale) -> str:
    """Return a day as tables have it: "3 Nov 2026".

    Figures with strokes between them would come apart beside other letters on a page that goes from the right.
    """
    pattern = "d MMM y" if locale.character_order == "right-to-left" else "medium"
    return _first(format_date(date.fromisoformat(iso), pattern, locale), locale)


def period(start: str, end: str, locale: Locale) -> str:
    """Return two days as one span: "1 March – 31 May 2020", "1–5 March 2020"; one day when they are the same.

    A start that lies after its end (a merged record can have that) is printed as it stands.
    """
    first, last = date.fromisoformat(start), date.fromisoformat(end)
    if first == last:
        return day(start, locale)
    differs = "y" if first.year != last.year else "M" if first.month != last.month else "d"
    spans = cast(Mapping[str, Mapping[str, list[str]]], locale.interval_formats)
    pattern = spans.get(_DAYS, {}).get(differs, [])
    if len(pattern) != 2 or first > last:
        return f"{day(start, locale)} – {day(end, locale)}"
    # The locale has spans with short months only; a page has room for the whole word.
    words = [part.replace("MMM", "MMMM").replace("dd", "d") for part in pattern]
    text = format_date(first, words[0], locale) + format_date(last, words[1], locale)
    return _first(re.sub(r"[\u2009\u202f]", " ", text), locale)


def moment(iso: str) -> datetime:
    """Return a time in UTC to the second. Raises ValueError when `iso` is not a time with its zone."""
    at = datetime.fromisoformat(iso)
    if at.tzinfo is None:
        raise ValueError(f"{iso} does not say its time zone")
    return at.astimezone(UTC).replace(microsecond=0)


def clock(at: datetime, locale: Locale) -> str:
    """Return a UTC time: "3 November 2026, 14:05 UTC"."""
    hour = format_datetime(at, "HH:mm", locale=locale)
    return f"{day(at.date().isoformat(), locale)}{comma_of(locale)} {hour} UTC"


def zoned(iso: str, locale: Locale) -> str:
    """Return a time in the zone it was written in: "20 September 2018, 10:00 +02:00"."""
    at = datetime.fromisoformat(iso)
    hour = format_datetime(at, "HH:mm xxx", at.tzinfo, locale)
    return f"{day(at.date().isoformat(), locale)}{comma_of(locale)} {hour}"


def comma_of(locale: Locale) -> str:
    """Return the comma of a language."""
    return "،" if locale.language == "ar" else ","


def listed(parts: Iterable[str], locale: Locale) -> str:
    """Return what is there of some words, with the commas of a language between them."""
    return f"{comma_of(locale)} ".join(filter(None, parts))


@lru_cache(4096)
def whole(number: int, locale: Locale) -> str:
    """Return a count: "1,250"."""
    return format_decimal(number, locale=locale)


def money(amount: str, locale: Locale) -> str:
    """Return an amount exactly, with two decimals: "25,000.00"."""
    return format_decimal(Decimal(amount), "#,##0.00", locale=locale)


def thousandths(part: int, base: int) -> int:
    """Return part of base in thousandths, half up; 0 of nobody."""
    return (2000 * part + base) // (2 * base) if base else 0


def percent(part: int, base: int, locale: Locale) -> str:
    """Return a share with at most one decimal: "65.4 %", "82 %"."""
    share = Decimal(thousandths(part, base)) / 10
    return f"{format_decimal(share, '#,##0.#', locale=locale)}\N{NO-BREAK SPACE}%"


def clip(text: str, limit: int) -> str:
    """Return one line of at most `limit` characters, ending in "…" where it was longer."""
    line = " ".join(text.split())
    return line if len(line) <= limit else line[: limit - 1].rstrip() + "…"
