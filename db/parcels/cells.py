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
from db.catalogue.kinds import COUNT, DATE, MONEY, Kind, ambiguous_day
from db.catalogue.quantities import DECIMAL, EXACT, PERCENT
from db.workbooks import Cell, serial_day

CELL_LIMIT = 32_767  # what one cell of a workbook holds; more is cut without a word by the libraries
CUT = " … (full text in Groundwork)"
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_FIRST_SAFE_DATE = date(1900, 3, 1)  # before it, Excel counts a day that never was
_EXACT_MONEY = Decimal("9999999999999.99")  # what a workbook's 15 digits hold to the cent
_EXACT_NUMBER = 10**15
# By name: kinds are compared field by field, and this is asked for every cell.
_EXACT_KINDS = frozenset(kind.name for kind in EXACT)
_NUMBERS = frozenset((COUNT.name, MONEY.name, *_EXACT_KINDS))
# What a number in text may look like, and what is said of any other: 1,5 and 1.234,00 are other numbers elsewhere.
_PLAIN_NUMBER = re.compile(r"[-+]?[0-9][0-9 \u00a0\u202f'’]*(\.[0-9]+)? ?%?")
_UNREADABLE = {
    COUNT: "count-unreadable",
    MONEY: "money-unreadable",
    DECIMAL: "number-unreadable",
    PERCENT: "number-unreadable",
}
_MOMENT = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d.*")
# Nobody sees these, and mail, phones and spreadsheets put them in or take them out.
_UNSEEN = re.compile("[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
_BLANK = re.compile("[\u00a0\u2007\u202f]")
_ESCAPE = re.compile(r"_x[0-9A-Fa-f]{4}_")
_ESCAPED = re.compile(r"_?x([0-9A-Fa-f]{4})_?")
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")


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
    if kind.name in _EXACT_KINDS and isinstance(value, str):
        return Decimal(value)
    return shown_text(str(value))


def shown_text(text: str) -> str:
    """Return text as a cell can hold it: no characters that XML forbids, and short enough."""
    clean = _CONTROL.sub("\N{REPLACEMENT CHARACTER}", text.replace("\r\n", "\n").replace("\r", "\n"))
    units = clean.encode("utf-16-le")  # the limit counts UTF-16 units; an emoji is two
    if len(units) <= 2 * CELL_LIMIT:
        return clean
    return units[: 2 * (CELL_LIMIT - len(CUT))].decode("utf-16-le", errors="ignore") + CUT


def found(kind: Kind, content: Cell, epoch: date) -> Cell:
    """Return what a person sees in a cell: a day that lost its format, or came with an hour, is a day again.

    Between the digits of a number every kind of blank is one.
    """
    if kind is DATE and isinstance(content, int | float) and not isinstance(content, bool):
        return serial_day(content, epoch) or content
    if kind is DATE and isinstance(content, str) and _MOMENT.fullmatch(content.strip()):
        return content.strip()[:10]
    return _BLANK.sub(" ", content) if kind.name in _NUMBERS and isinstance(content, str) else content


def same(kind: Kind, expected: str | int | Decimal | date | None, found: object) -> bool:
    """Whether a cell still says what was written into it, whatever program saved the workbook since.

    Programs change line ends, trailing blanks, composed accents, what nobody sees, and whether a number or a day is a
    number, a day or text: a code of digits may come back as a number without the zeros before it, or without the
    digits after the fifteenth. Nothing else is forgiven.
    """
    # Nearly every cell is as it was, and then nothing needs to be forgiven.
    if expected == found and not isinstance(found, bool):
        return True
    before, now = plain(kind, expected), plain(kind, found)
    if before == now:
        return True
    if isinstance(found, float) and isinstance(expected, str) and kind is not DATE and kind.name not in _NUMBERS:
        return _digits(expected) and f"{float(expected):.15g}" == f"{found:.15g}"
    if "\t" in before:  # LibreOffice loses tabs in .ods, others make blanks of them
        return now in (before.replace("\t", ""), before.replace("\t", " "))
    return _ESCAPE.search(before) is not None and _unescaped(before) == _unescaped(now)


def plain(kind: Kind, content: object) -> str:
    """Return a cell's content as comparable text."""
    if content is None or content == "":
        return ""
    if isinstance(content, datetime):
        content = content.date()
    if isinstance(content, date):
        return content.isoformat()
    if isinstance(content, float | int | Decimal) and not isinstance(content, bool):
        number = Decimal(str(content))
        if not number.is_finite():
            return str(number)
        cents = kind is MONEY and abs(number) <= _EXACT_MONEY
        return f"{number.quantize(Decimal('0.01')) if cents else number.normalize():f}"
    text = unicodedata.normalize("NFC", str(content).replace("_x000D_", "").replace("\r\n", "\n").replace("\r", "\n"))
    text = _BLANK.sub(" ", _UNSEEN.sub("", text))
    text = "\n".join(line.rstrip() for line in text.split("\n")).strip()
    if kind.name in _NUMBERS and re.fullmatch(r"-?\d+(\.\d+)?", text):
        return plain(kind, Decimal(text))
    return text


def doubt(kind: Kind, expected: object, found: Cell) -> str:
    """Return why a changed cell must not be read although it could be: the code of a sentence, "" where nothing is."""
    if kind is DATE and isinstance(found, datetime | date) and _day_of(found) < _FIRST_SAFE_DATE:
        return "date-early"
    if kind is DATE and ambiguous_day(str(found)):
        return "date-ambiguous"
    if kind in _UNREADABLE and isinstance(found, str):
        return "" if not found.strip() or _PLAIN_NUMBER.fullmatch(found.strip()) else _UNREADABLE[kind]
    if kind is PERCENT and isinstance(found, float) and 0 < found < 1:
        return "percent-unclear"  # a spreadsheet keeps 12 % as 0.12
    if kind is not DATE and kind.name not in _NUMBERS and isinstance(found, float):
        if abs(found) >= _EXACT_NUMBER:
            return "digits-lost"
        if isinstance(expected, str) and _digits(expected) and (expected[0] == "0" or len(expected) > 15):
            return "number-in-text"
    return ""


def turning(found: Cell) -> bool:
    """Whether a text holds marks that turn its direction: it may not say what it seems to."""
    return isinstance(found, str) and _TURNING.search(found) is not None


def _unescaped(text: str) -> str:
    """Return text with its _x0041_ taken for letters: programs differ in how they write one that was meant as it is."""
    before = ""
    while before != text:
        before, text = text, _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)
    return text.replace("_", "")


def _digits(text: str) -> bool:
    return text.isascii() and text.isdecimal()


def _day_of(moment: datetime | date) -> date:
    return moment.date() if isinstance(moment, datetime) else moment


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
