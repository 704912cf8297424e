"""Reads a workbook in a process of its own, within limits; it may be killed or crash and nobody is hurt.

Run as a script it takes the file's bytes on standard input and prints one JSON object. It imports nothing of ours, so
that it starts in some fifty milliseconds. A file that claims a cell in the last row and column makes any reader ask for
hundreds of gigabytes: here that ends this process, not the office.
"""

import contextlib
import io
import json
import re
import sys
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

MEMORY = 1 << 30
CPU_SECONDS = 40
CELLS = 5_000_000  # of all sheets, blanks between filled cells included
ROWS = 100_000  # filled ones
ANSWER = 100_000_000  # characters of JSON
FAULTS = 100_000
DECRYPT = "decrypt"  # the argument that asks for the bytes inside a password

_CELL = re.compile(rb"<(?:\w+:)?c\s([^>]*?)(?:/>|>(.*?)</(?:\w+:)?c>)", re.DOTALL)
_FORMULA = re.compile(rb"<(?:\w+:)?f[\s>/]")
_RESULT = re.compile(rb"<(?:\w+:)?v(?:\s[^>]*)?>[^<]")
_PLACE = re.compile(rb"""\br=["']([A-Z]{1,3})(\d{1,7})["']""")
_TYPE = re.compile(rb"""\bt=["'](\w+)["']""")
_SHEET = re.compile(r"<(?:\w+:)?sheet\s[^>]*?>", re.DOTALL)
_RELATION = re.compile(r"<(?:\w+:)?Relationship\s[^>]*?>", re.DOTALL)

Fault = tuple[int, int, str, int]  # row and column from 1, what is wrong, the row it refers to


def limit() -> None:
    """Bound what this process may use; where the system has no such limits, the parent's clock is the only one."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))


def read(data: bytes) -> dict[str, object]:
    """Return the sheets of a workbook as plain JSON, or {"error": why} where it cannot be read."""
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        parts = _parts(data)
        sheets: list[dict[str, Any]] = []
        left = CELLS
        for about in book.sheets_metadata:
            if about.typ != SheetTypeEnum.WorkSheet:
                continue
            sheet = book.get_sheet_by_name(about.name)
            left -= sheet.height * sheet.width
            if left < 0:
                return {"error": "cells", "sheet": about.name, "rows": sheet.end[0] + 1 if sheet.end else 0}
            found = _sheet(sheet, parts.get(about.name, b""), about.visible == SheetVisibleEnum.Visible)
            if len(found["rows"]) > ROWS:
                return {"error": "rows", "sheet": about.name, "rows": len(found["rows"])}
            sheets.append(found)
    except PasswordError:
        return {"error": "password"}
    except CalamineError as error:
        return {"error": "unreadable", "detail": str(error)}
    return {"sheets": sheets, "epoch1904": b'date1904="1"' in parts.get("", b"")}


def _sheet(sheet: CalamineSheet, part: bytes, visible: bool) -> dict[str, Any]:
    """Return one sheet: its filled rows with their numbers, and the cells that must not be taken as blank."""
    top, left = sheet.start or (0, 0)
    rows = [
        (number, left, [_plain(cell) for cell in cells])
        for number, cells in enumerate(sheet.to_python(), top + 1)
        if any(cell != "" for cell in cells)
    ]
    faults = [fault for fault, _ in zip(_faults(part), range(FAULTS), strict=False)]
    faults += [fault for fault, _ in zip(_merged(sheet, rows), range(FAULTS), strict=False)]
    return {"name": sheet.name, "visible": visible, "rows": rows, "faults": faults}


def _plain(cell: object) -> object:
    """Return a cell as JSON can hold it; what JSON has no word for becomes a pair of kind and text."""
    if isinstance(cell, datetime):
        return ["datetime", cell.isoformat()]
    if isinstance(cell, date):
        return ["date", cell.isoformat()]
    if isinstance(cell, time):
        return ["time", cell.isoformat()]
    if isinstance(cell, timedelta):
        return ["length", str(cell)]
    return cell


def _faults(part: bytes) -> Iterator[Fault]:
    """Find the cells that the reader gives as blank although they are not.

    Those are errors (#REF!, #N/A) and formulas whose result was never stored. A formula with the text "" as its result
    is really blank.
    """
    if b't="e"' not in part and b"t='e'" not in part and not _FORMULA.search(part):
        return
    for cell in _CELL.finditer(part):
        head, body = cell[1], cell[2] or b""
        kind = found[1] if (found := _TYPE.search(head)) else b"n"
        empty = kind != b"str" and _FORMULA.search(body) and not _RESULT.search(body)
        place = _PLACE.search(head) if kind == b"e" or empty else None
        if place:
            yield int(place[2]), _column(place[1]), "error" if kind == b"e" else "formula", 0


def _merged(sheet: CalamineSheet, rows: list[tuple[int, int, list[object]]]) -> Iterator[Fault]:
    """Find the cells that are hidden under a filled cell of a row above: whether it counts for them nobody knows."""
    filled = {number: (left, cells) for number, left, cells in rows}
    for (top, first), (bottom, last) in sheet.merged_cell_ranges or []:
        left, cells = filled.get(top + 1, (0, []))
        if not 0 <= first - left < len(cells) or cells[first - left] == "":
            continue
        for number in range(top + 2, bottom + 2):
            if number in filled:
                yield from ((number, column + 1, "merged", top + 1) for column in range(first, last + 1))
            elif number > rows[-1][0]:
                break


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _parts(data: bytes) -> dict[str, bytes]:
    """Return the raw sheets of an .xlsx by their names, and the workbook part under ""; nothing for other formats."""
    parts: dict[str, bytes] = {}
    with contextlib.suppress(zipfile.BadZipFile, KeyError), zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts[""] = archive.read("xl/workbook.xml")
        relations = archive.read("xl/_rels/workbook.xml.rels").decode("utf-8", "replace")
        targets = {_attribute(tag, "Id"): _attribute(tag, "Target") for tag in _RELATION.findall(relations)}
        for tag in _SHEET.findall(parts[""].decode("utf-8", "replace")):
            target = targets.get(_attribute(tag, r"\w+:id"), "")
            path = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
            with contextlib.suppress(KeyError):
                parts[_attribute(tag, "name")] = archive.read(path)
    return parts


def _attribute(tag: str, name: str) -> str:
    found = re.search(rf"""\s{name}\s*=\s*(?:"([^"]*)"|'([^']*)')""", tag)
    text = (found[1] or found[2] or "") if found else ""
    for entity, sign in (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&apos;", "'"), ("&amp;", "&")):
        text = text.replace(entity, sign)
    return text


def decrypt(data: bytes, password: str) -> bytes:
    """Return the workbook inside a password; b"" where the password is wrong, b"!" where the file is damaged."""
    from msoffcrypto.exceptions import (  # pyright: ignore[reportMissingTypeStubs]
        DecryptionError,
        FileFormatError,
        InvalidKeyError,
        ParseError,
    )
    from msoffcrypto.format.ooxml import OOXMLFile  # pyright: ignore[reportMissingTypeStubs]

    opened = io.BytesIO()
    try:
        office: Any = OOXMLFile(io.BytesIO(data))
        office.load_key(password=password, verify_password=True)
        office.decrypt(opened, verify_integrity=True)
    except InvalidKeyError as error:  # also what a changed byte in the content is called
        return b"!" if "integrity" in str(error) else b""
    except (DecryptionError, FileFormatError, ParseError, OSError, ValueError, KeyError, AttributeError, TypeError):
        return b"!"
    return opened.getvalue()


def main() -> None:
    """Answer the parent process: bytes in, JSON out; or the bytes inside a password, which stands in the first line."""
    data = sys.stdin.buffer.read()
    limit()
    if sys.argv[-1] == DECRYPT:
        password, _, data = data.partition(b"\n")
        sys.stdout.buffer.write(decrypt(data, json.loads(password)))
        return
    answer = json.dumps(read(data))
    sys.stdout.write(answer if len(answer) <= ANSWER else '{"error": "text"}')


if __name__ == "__main__":
    main()
