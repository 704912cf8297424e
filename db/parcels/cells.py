"""The one place where a value becomes what a cell shows, and what a cell shows is compared with it again.

Text is always text, so that nothing a person typed turns into a formula; dates are dates where Excel can hold them;
numbers are numbers; blank is "not recorded". What a cell cannot hold is shown cut and said so: the exact value travels
in the payload.
"""

import re
import unicodedata
from datetime import date, datetime
from decimal import Decimal

from db.catalogue import Value
from db.catalogue.kinds import COUNT, DATE, MONEY, Kind
from db.catalogue.quantities import EXACT

CELL_LIMIT = 32_767  # what one cell of a workbook holds; more is cut without a word by the libraries
CUT = " … (full text in Groundwork)"
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_FIRST_SAFE_DATE = date(1900, 3, 1)  # before it, Excel counts a day that never was
_EXACT_MONEY = Decimal("9999999999999.99")  # what a workbook's 15 digits hold to the cent


def shown(kind: Kind, value: Value) -> str | int | Decimal | date | None:
    """Return what a cell shows for a value of this kind."""
    if value is None:
        return None
    if kind is COUNT and isinstance(value, int):
        return value
    if kind is DATE and isinstance(value, str):
        day = _day(value)
        return day if day is not None and day >= _FIRST_SAFE_DATE else value
    if kind is MONEY and isinstance(value, str) and Decimal(value) <= _EXACT_MONEY:
        return Decimal(value)
    if kind in EXACT and isinstance(value, str):
        return Decimal(value)
    return shown_text(str(value))


def shown_text(text: str) -> str:
    """Return text as a cell can hold it: no characters that XML forbids, and short enough."""
    clean = _CONTROL.sub("\N{REPLACEMENT CHARACTER}", text.replace("\r\n", "\n").replace("\r", "\n"))
    units = clean.encode("utf-16-le")  # the limit counts UTF-16 units; an emoji is two
    if len(units) <= 2 * CELL_LIMIT:
        return clean
    return units[: 2 * (CELL_LIMIT - len(CUT))].decode("utf-16-le", errors="ignore") + CUT


def same(kind: Kind, expected: str | int | Decimal | date | None, found: object) -> bool:
    """Whether a cell still says what was written into it, whatever program saved the workbook since.

    Programs change line ends, trailing blanks, composed accents, and whether a number or a day is a number, a day or
    text. Nothing else is forgiven.
    """
    # Nearly every cell is as it was, and then nothing needs to be forgiven.
    return expected == found or (expected is None and found == "") or _plain(kind, expected) == _plain(kind, found)


def _plain(kind: Kind, content: object) -> str:
    """Return a cell's content as comparable text."""
    if content is None or content == "":
        return ""
    if isinstance(content, datetime):
        content = content.date()
    if isinstance(content, date):
        return content.isoformat()
    if isinstance(content, float | int | Decimal):
        number = Decimal(str(content))
        return f"{number.quantize(Decimal('0.01')) if kind is MONEY else number.normalize():f}"
    text = unicodedata.normalize("NFC", str(content).replace("_x000D_", "").replace("\r\n", "\n").replace("\r", "\n"))
    text = "\n".join(line.rstrip() for line in text.split("\n")).strip()
    if kind in (COUNT, MONEY, *EXACT) and re.fullmatch(r"-?\d+(\.\d+)?", text):
        return _plain(kind, Decimal(text))
    return text


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
