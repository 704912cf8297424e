"""Kinds of values: how each is read from what people write, and shown again.

A value is plain JSON (text, whole number or nothing): dates are ISO text, money is decimal text, choices are codes. No
floats anywhere, because they do not survive a workbook.
"""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation

from db.catalogue.codes import CodeList
from db.errors import PROBLEMS

Value = str | int | None

TEXT_LIMIT = 1_000
_INVISIBLE = {"Cc", "Cf", "Zs", "Zl", "Zp"}
NOTE_LIMIT = 32_000  # below what one cell of a workbook can hold (32,767)
COUNT_LIMIT = 999_999_999
MONEY_LIMIT = Decimal("999999999999.99")


class Refused(ValueError):
    """A value that its kind cannot take: `code` is a key of `PROBLEMS`, `values` fill its sentence."""

    def __init__(self, code: str, **values: object) -> None:
        self.code = code
        self.values = values
        super().__init__(PROBLEMS[code].format(**values))


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of value: its name, and the function that reads it from what a person or a workbook gives.

    `parse(raw, codes)` returns the plain value, None for blank, or raises `Refused`. `codes` is the field's code list
    where it has one. `fits(value)` says whether a value from elsewhere is one of this kind: a merged value that is not
    stays in its revision and is flagged.
    """

    name: str
    parse: Callable[[object, CodeList | None], Value]
    fits: Callable[[Value], bool]


def _text(raw: object, limit: int) -> str | None:
    """Return clean text without surrounding blanks, None when nothing is left."""
    if isinstance(raw, bool | bytes | list | dict | tuple):
        raise Refused("text-unreadable", text=str(raw)[:40])  # pyright: ignore[reportUnknownArgumentType]
    if isinstance(raw, float) and raw.is_integer():
        raw = int(raw)  # a workbook gives 12.0 for a cell that shows 12
    text = str(raw).replace("\r\n", "\n").replace("\r", "\n").strip()
    for character in text:
        number = ord(character)
        if (number < 32 and character not in "\n\t") or number in (0xFFFE, 0xFFFF) or 0xD800 <= number <= 0xDFFF:
            raise Refused("text-control", number=number)
    if text and all(unicodedata.category(c) in _INVISIBLE for c in text):
        raise Refused("text-invisible")
    if len(text) > limit:
        raise Refused("text-too-long", length=len(text), limit=limit)
    return text or None


def _parse_text(raw: object, codes: CodeList | None) -> Value:
    """Read one line of text: line breaks become blanks."""
    text = None if raw is None else _text(raw, TEXT_LIMIT)
    return " ".join(text.split("\n")) if text else None


def _parse_note(raw: object, codes: CodeList | None) -> Value:
    """Read text of several lines."""
    return None if raw is None else _text(raw, NOTE_LIMIT)


_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]00:00(?::00(?:\.0+)?)?)?$")
_DAY_FIRST = re.compile(r"(\d{1,2})[./ -](\d{1,2})[./ -](\d{4})\.?$")


def _parse_date(raw: object, codes: CodeList | None) -> Value:
    """Read a day as ISO text; day before month, as the missions' duty stations write it."""
    if raw is None or (isinstance(raw, str) and not raw.strip()):
        return None
    if isinstance(raw, datetime):
        return raw.date().isoformat()
    if isinstance(raw, date):
        return raw.isoformat()
    text = str(raw).strip()
    if match := _ISO.match(text):
        year, month, day = match.groups()
    elif match := _DAY_FIRST.match(text):
        day, month, year = match.groups()
    else:
        raise Refused("date-unreadable", text=text)
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        raise Refused("date-impossible", text=text) from None


def ambiguous_day(text: str) -> bool:
    """Whether text is a day written in figures that another country reads as another day: 3/4/2026."""
    match = _DAY_FIRST.match(text.strip())
    return match is not None and max(int(match[1]), int(match[2])) <= 12 and match[1] != match[2]


_BLANKS = str.maketrans("", "", "   '’")
_THOUSANDS = re.compile(r"\d{1,3}(,\d{3})+(\.\d+)?$")


def plain_number(raw: object) -> str:
    """Return a number's text without the separators of thousands."""
    text = str(raw).strip().translate(_BLANKS)
    return text.replace(",", "") if _THOUSANDS.match(text) else text


def _parse_count(raw: object, codes: CodeList | None) -> Value:
    """Read a number of people or things: a whole number from zero up."""
    if raw is None or (isinstance(raw, str) and not raw.strip()):
        return None
    text = plain_number(raw)
    if isinstance(raw, bool) or not re.match(r"[+-]?\d+(\.0)?$", text, re.ASCII):
        raise Refused("count-unreadable", text=raw)
    number = int(Decimal(text))
    if number < 0:
        raise Refused("count-negative", text=raw)
    if number > COUNT_LIMIT:
        raise Refused("count-too-large", text=raw, limit=COUNT_LIMIT)
    return number


def _parse_money(raw: object, codes: CodeList | None) -> Value:
    """Read an amount as exact decimal text with two decimals."""
    if raw is None or (isinstance(raw, str) and not raw.strip()):
        return None
    try:
        amount = Decimal(plain_number(raw))
    except InvalidOperation:
        raise Refused("money-unreadable", text=raw) from None
    if isinstance(raw, bool) or not amount.is_finite():
        raise Refused("money-unreadable", text=raw)
    if amount < 0:
        raise Refused("money-negative", text=raw)
    if amount > MONEY_LIMIT:
        raise Refused("money-too-large", text=raw)
    rounded = amount.quantize(Decimal("0.01"))
    if rounded != amount:
        raise Refused("money-fraction", text=raw)
    return str(abs(rounded))  # "-0" is zero


def _parse_code(raw: object, codes: CodeList | None) -> Value:
    """Read a choice by its code or any of its spellings."""
    if raw is None or not str(raw).strip():
        return None
    assert codes is not None, "a code field names its list"
    text = str(raw).strip()
    entry = codes.find(text)
    if entry is None:
        near = codes.nearest(text) or list(codes.entries[:5])
        hint = ", ".join(f"{code.code} ({code.label()})" for code in near)
        raise Refused("code-unknown", text=text, hint=f"Near: {hint}.")
    return entry.code


def _parse_link(raw: object, codes: CodeList | None) -> Value:
    """Read the id of another record; who knows the records turns what people call one into its id before."""
    text = _parse_text(raw, codes)
    if isinstance(text, str) and not _is_link(text.lower()):
        raise Refused("link-unknown", text=text)
    return text.lower() if isinstance(text, str) else text


def _parse_codes(raw: object, codes: CodeList | None) -> Value:
    """Read several choices of one list, from a list or from text with ; or , between them; kept in the list's order."""
    assert codes is not None, "a field of codes names its list"
    parts: list[object] = list(raw) if isinstance(raw, list | tuple) else re.split("[;,\n]", str(raw or ""))  # pyright: ignore
    chosen = {_parse_code(part, codes) for part in parts}
    return ";".join(entry.code for entry in codes.entries if entry.code in chosen) or None


def _is_text(value: Value) -> bool:
    return isinstance(value, str)


def _is_count(value: Value) -> bool:
    return isinstance(value, int) and 0 <= value <= COUNT_LIMIT


def _is_date(value: Value) -> bool:
    if not isinstance(value, str) or not re.fullmatch(r"\d{4}-\d\d-\d\d", value, re.ASCII):
        return False
    try:
        return bool(date.fromisoformat(value))
    except ValueError:
        return False


def _is_money(value: Value) -> bool:
    return isinstance(value, str) and bool(re.fullmatch(r"\d{1,12}\.\d\d", value, re.ASCII))


def _is_link(value: Value) -> bool:
    return isinstance(value, str) and bool(re.fullmatch(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", value, re.ASCII))


TEXT = Kind("text", _parse_text, _is_text)
NOTE = Kind("note", _parse_note, _is_text)
DATE = Kind("date", _parse_date, _is_date)
COUNT = Kind("count", _parse_count, _is_count)
MONEY = Kind("money", _parse_money, _is_money)
CODE = Kind("code", _parse_code, _is_text)
CODES = Kind("codes", _parse_codes, _is_text)  # several of a list, for example "local_ngo;institution"
LINK = Kind("link", _parse_link, _is_link)  # the uid of another record
