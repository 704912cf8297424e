"""Moments with their time zone, for a deadline at 23:59 says nothing without one; and hours of a day, at a place."""

import re
from datetime import UTC, datetime, time, timedelta, timezone

from db.catalogue.codes import CodeList
from db.catalogue.kinds import Kind, Refused, Value

# What people write for the zones of the missions and of headquarters, in hours; any other zone is written as +02:00.
_ZONES = {
    **{"Z": 0, "UTC": 0, "GMT": 0, "WAT": 1, "CET": 1, "CEST": 2, "CAT": 2, "EET": 2, "EEST": 3, "EAT": 3},
    **{"EST": -5, "EDT": -4},
}
_WRITTEN = re.compile(
    r"(\d{4})-(\d\d?)-(\d\d?)[T ]+(\d\d?):(\d\d)(?::\d\d(?:\.\d+)?)?\s*(?:([A-Z]{1,4})|([+-])(\d\d?):?(\d\d)?)?$",
    re.IGNORECASE | re.ASCII,
)
_STORED = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d[+-]\d\d:\d\d", re.ASCII)


def _parse_instant(raw: object, codes: CodeList | None) -> Value:
    """Read a moment as ISO text with its zone, to the minute: 2022-03-27 23:59 CEST is 2022-03-27T23:59+02:00."""
    if raw is None or (isinstance(raw, str) and not raw.strip()):
        return None
    text = raw.isoformat() if isinstance(raw, datetime) else str(raw).strip()
    match = _WRITTEN.match(text)
    if match is None:
        raise Refused("instant-unreadable", text=text)
    year, month, day, hour, minute = (int(part) for part in match.groups()[:5])
    zone = _zone(text, match)
    try:
        return datetime(year, month, day, hour, minute, tzinfo=zone).isoformat(timespec="minutes")
    except ValueError:
        raise Refused("date-impossible", text=text) from None


def _zone(text: str, match: re.Match[str]) -> timezone:
    word, sign, hours, minutes = match.groups()[5:]
    if sign:
        if int(hours) > 14 or int(minutes or 0) > 59:
            raise Refused("zone-missing", text=text)
        offset = timedelta(hours=int(hours), minutes=int(minutes or 0))
        return timezone(-offset if sign == "-" else offset)
    if (word or "").upper() not in _ZONES:
        raise Refused("zone-missing", text=text)
    return timezone(timedelta(hours=_ZONES[word.upper()]))


def _is_instant(value: Value) -> bool:
    if not isinstance(value, str) or not _STORED.fullmatch(value):
        return False
    try:
        return bool(moment(value))
    except ValueError:
        return False


def moment(value: str) -> datetime:
    """Return a stored moment for comparing; zones no longer matter."""
    return datetime.fromisoformat(value).astimezone(UTC)


INSTANT = Kind("instant", _parse_instant, _is_instant)

_HOUR = re.compile(r"(\d\d?)\s*[:.h]\s*(\d\d)(?::\d\d(?:\.0+)?)?$", re.IGNORECASE | re.ASCII)
_KEPT_HOUR = re.compile(r"([01]\d|2[0-3]):[0-5]\d", re.ASCII)


def _parse_time(raw: object, codes: CodeList | None) -> Value:
    """Read an hour of the day as 18:30; a workbook may give it with seconds."""
    if raw is None or (isinstance(raw, str) and not raw.strip()):
        return None
    match = _HOUR.match(raw.isoformat("seconds") if isinstance(raw, time) else str(raw).strip())
    if match is None or int(match[1]) > 23 or int(match[2]) > 59:
        raise Refused("time-unreadable", text=raw)
    return f"{int(match[1]):02d}:{match[2]}"


def _is_time(value: Value) -> bool:
    return isinstance(value, str) and bool(_KEPT_HOUR.fullmatch(value))


TIME = Kind("time", _parse_time, _is_time)
