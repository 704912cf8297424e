"""Numbers that are neither counts nor amounts of money: rates, quantities, shares, coordinates. Exact, never floats."""

import re
from decimal import Decimal, InvalidOperation

from db.catalogue.codes import CodeList
from db.catalogue.kinds import Kind, Refused, Value, plain_number

DIGITS = 15  # what a cell of a workbook holds exactly
DECIMALS = 9
_DEGREES = re.compile(r"([+-]?\d{1,3}(?:\.\d+)?)\s*°?\s*([NSEW]?)$", re.IGNORECASE | re.ASCII)
_EXACT = re.compile(r"(0|[1-9]\d*)(\.\d*[1-9])?", re.ASCII)
_PLACE = re.compile(r"(0|-?[1-9]\d*|-?\d+\.\d*[1-9])", re.ASCII)
_SIX = Decimal("0.000001")  # a tenth of a metre


def _plain(number: Decimal) -> str:
    """Return the one text of a number: no exponent, no zeros that say nothing."""
    return f"{number.normalize():f}" if number else "0"


def _parse_decimal(raw: object, codes: CodeList | None) -> Value:
    """Read an exact number from zero up, for example a rate of exchange."""
    if raw is None or (isinstance(raw, str) and not raw.strip()):
        return None
    try:
        number = Decimal(plain_number(raw))
    except InvalidOperation:
        raise Refused("number-unreadable", text=raw) from None
    if isinstance(raw, bool) or not number.is_finite():
        raise Refused("number-unreadable", text=raw)
    if number < 0:
        raise Refused("number-negative", text=raw)
    text = _plain(abs(number))
    if len(text.replace(".", "").lstrip("0")) > DIGITS or len(text.partition(".")[2]) > DECIMALS:
        raise Refused("number-too-long", text=raw, digits=DIGITS, decimals=DECIMALS)
    return text


def _parse_percent(raw: object, codes: CodeList | None) -> Value:
    """Read a share of a hundred: 50, 7.5, 12 %."""
    text = _parse_decimal(raw.strip().removesuffix("%") if isinstance(raw, str) else raw, None)
    if isinstance(text, str) and Decimal(text) > 100:
        raise Refused("percent-over", text=raw)
    return text


def _degrees(raw: object, bound: int, letters: str) -> Value:
    """Read decimal degrees (WGS 84), south and west negative; rounded to a tenth of a metre."""
    if raw is None or (isinstance(raw, str) and not raw.strip()):
        return None
    match = None if isinstance(raw, bool) else _DEGREES.fullmatch(str(raw).strip())
    if match is None or (match[2] and match[2].upper() not in letters):
        raise Refused("degrees-unreadable", text=raw)
    number = Decimal(match[1]).quantize(_SIX)
    if match[2].upper() == letters[1]:
        number = -abs(number)
    if abs(number) > bound:
        raise Refused("degrees-beyond", text=raw, bound=bound)
    return _plain(number)


def _parse_latitude(raw: object, codes: CodeList | None) -> Value:
    return _degrees(raw, 90, "NS")


def _parse_longitude(raw: object, codes: CodeList | None) -> Value:
    return _degrees(raw, 180, "EW")


def _is_decimal(value: Value) -> bool:
    return isinstance(value, str) and bool(_EXACT.fullmatch(value))


def _is_percent(value: Value) -> bool:
    return isinstance(value, str) and _is_decimal(value) and Decimal(value) <= 100


def _is_degrees(value: Value) -> bool:
    return isinstance(value, str) and bool(_PLACE.fullmatch(value)) and abs(Decimal(value)) <= 180


DECIMAL = Kind("decimal", _parse_decimal, _is_decimal)
PERCENT = Kind("percent", _parse_percent, _is_percent)
LATITUDE = Kind("latitude", _parse_latitude, _is_degrees)
LONGITUDE = Kind("longitude", _parse_longitude, _is_degrees)
EXACT = (DECIMAL, PERCENT, LATITUDE, LONGITUDE)
