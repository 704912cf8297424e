"""Reads a workbook in a process of its own, within limits; it may be killed or crash and nobody is hurt.

Run as a script it takes the file's bytes on standard input and prints one JSON object. It imports nothing of ours, so
that it starts in some fifty milliseconds. A file that claims a cell in the last row and column makes any reader ask for
hundreds of gigabytes: here that ends this process, not the office.
"""

import contextlib
import hashlib
import html
import io
import json
import re
import sys
import zipfile
from collections.abc import Iterator, Mapping
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
COMMENTS = 200
COMMENT_LENGTH = 1_000
_PROLOG = 100_000  # bytes of a part that are looked at before it is read
_SMALL_PART = 4_000_000  # bytes; comments that are longer are not read
DECRYPT = "decrypt"  # the argument that asks for the bytes inside a password
ONLY = "only="  # the beginning of the argument that asks for one sheet alone

_CELL = re.compile(rb"<(?:\w+:)?c\s([^>]*?)(?:/>|>(.*?)</(?:\w+:)?c>)", re.DOTALL)
_FORMULA = re.compile(rb"<(?:\w+:)?f[\s>/]")
_RESULT = re.compile(rb"<(?:\w+:)?v(?:\s[^>]*)?>[^<]")
_PLACE = re.compile(rb"""\br=["']([A-Z]{1,3})(\d{1,7})["']""")
_TYPE = re.compile(rb"""\bt=["'](\w+)["']""")
_SHEET = re.compile(r"<(?:\w+:)?sheet\s[^>]*?>", re.DOTALL)
_RELATION = re.compile(r"<(?:\w+:)?Relationship\s[^>]*?>", re.DOTALL)
_COMMENT = re.compile(r"(<(?:\w+:)?comment\s[^>]*>)(.*?)</(?:\w+:)?comment>", re.DOTALL)
_AUTHOR = re.compile(r"<(?:\w+:)?author>(.*?)</(?:\w+:)?author>", re.DOTALL)
_WORDS = re.compile(r"<(?:\w+:)?t(?:\s[^>]*)?>(.*?)</(?:\w+:)?t>", re.DOTALL)

Fault = tuple[int, int, str, int]  # row and column from 1, what is odd, the row it refers to
_HARD = ("error", "formula", "merged")  # must not crowd out one another with what is only remarkable


def limit() -> None:
    """Bound what this process may use; where the system has no such limits, the parent's clock is the only one."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))


def parts_digest(parts: Mapping[str, str]) -> str:
    """Return one digest for many parts of a file, given the SHA-256 of each by its name."""
    return hashlib.sha256("\n".join(f"{name} {parts[name]}" for name in sorted(parts)).encode()).hexdigest()


def read(data: bytes, only: str = "") -> dict[str, object]:
    """Return the sheets of a workbook as plain JSON, or {"error": why} where it cannot be read.

    `only` asks for one sheet alone; the digest of all other parts of the file tells whether they need a look.
    """
    try:
        package = _Package(data)
        if package.forbidden():
            return {"error": "forbidden"}
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        sheets: list[dict[str, Any]] = []
        left = CELLS
        for about in book.sheets_metadata:
            if about.typ != SheetTypeEnum.WorkSheet or only not in ("", about.name):
                continue
            sheet = book.get_sheet_by_name(about.name)
            left -= sheet.height * sheet.width
            if left < 0:
                return {"error": "cells", "sheet": about.name, "rows": sheet.end[0] + 1 if sheet.end else 0}
            found = _sheet(sheet, package.sheet(about.name), about.visible == SheetVisibleEnum.Visible)
            found["comments"] = package.comments(about.name)
            if len(found["rows"]) > ROWS:
                return {"error": "rows", "sheet": about.name, "rows": len(found["rows"])}
            sheets.append(found)
    except PasswordError:
        return {"error": "password"}
    except CalamineError as error:
        return {"error": "unreadable", "detail": str(error)}
    return {
        "sheets": sheets,
        "epoch1904": bool(re.search(r"""date1904=["'](1|true)["']""", package.workbook)),
        "program": package.property("docProps/app.xml", "Application"),
        "saved_by": package.property("docProps/core.xml", "lastModifiedBy"),
        "others": package.digest_without(only) if only else "",
    }


def _sheet(sheet: CalamineSheet, part: bytes, visible: bool) -> dict[str, Any]:
    """Return one sheet: its filled rows with their numbers, and the cells that must not be taken as blank."""
    top, left = sheet.start or (0, 0)
    rows = [
        (number, left, [_plain(cell) for cell in cells])
        for number, cells in enumerate(sheet.to_python(), top + 1)
        if any(cell != "" for cell in cells)
    ]
    hard: list[Fault] = []
    soft: list[Fault] = []
    for found in (_faults(part), _merged(sheet, rows)):
        for fault in found:
            kept = hard if fault[2] in _HARD else soft
            if len(kept) < FAULTS:
                kept.append(fault)
    return {"name": sheet.name, "visible": visible, "rows": rows, "faults": hard + soft}


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
    """Find the cells that hold no plain value.

    Errors (#REF!, #N/A) and formulas whose result was never stored are given as blank by the reader although they are
    not; other formulas are "computed": their result is given, and somebody should know that nobody typed it.
    """
    if b't="e"' not in part and b"t='e'" not in part and not _FORMULA.search(part):
        return
    for cell in _CELL.finditer(part):
        head, body = cell[1], cell[2] or b""
        kind = found[1] if (found := _TYPE.search(head)) else b"n"
        formula = _FORMULA.search(body) is not None
        place = _PLACE.search(head) if kind == b"e" or formula else None
        if place:
            # A formula with the text "" as its result is really blank.
            what = "formula" if kind != b"str" and not _RESULT.search(body) else "computed"
            yield int(place[2]), _column(place[1]), "error" if kind == b"e" else what, 0


def _merged(sheet: CalamineSheet, rows: list[tuple[int, int, list[object]]]) -> Iterator[Fault]:
    """Find the cells that are hidden under another one.

    Below a filled cell it is "merged": whether that counts for their rows too, nobody knows. Beside it, or under a
    blank one, they are only "covered".
    """
    filled = {number: (left, cells) for number, left, cells in rows}
    for (top, first), (bottom, last) in sheet.merged_cell_ranges or []:
        left, cells = filled.get(top + 1, (0, []))
        blank = not 0 <= first - left < len(cells) or cells[first - left] == ""
        if top + 1 in filled:
            yield from ((top + 1, column + 1, "covered", top + 1) for column in range(first + 1, last + 1))
        for number in range(top + 2, bottom + 2):
            if number in filled:
                what = "covered" if blank else "merged"
                yield from ((number, column + 1, what, top + 1) for column in range(first, last + 1))
            elif number > rows[-1][0]:
                break


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


class _Package:
    """The parts of an .xlsx that the reader does not give; every one is empty for other formats."""

    def __init__(self, data: bytes) -> None:
        self._archive: zipfile.ZipFile | None = None
        self._paths: dict[str, str] = {}
        with contextlib.suppress(zipfile.BadZipFile):
            self._archive = zipfile.ZipFile(io.BytesIO(data))
        self.workbook = self._text("xl/workbook.xml")
        targets = {_attribute(tag, "Id"): _attribute(tag, "Target") for tag in self._relations("xl/workbook.xml")}
        for tag in _SHEET.findall(self.workbook):
            target = targets.get(_attribute(tag, r"\w+:id"), "")
            self._paths[_attribute(tag, "name")] = _resolved("xl/workbook.xml", target)

    def forbidden(self) -> bool:
        """Whether any part declares a document type or entities, which no workbook may: they swell or fetch things."""
        if self._archive is None:
            return False
        for entry in self._archive.infolist():
            if entry.filename.lower().endswith((".xml", ".rels")):
                with contextlib.suppress(zipfile.BadZipFile, NotImplementedError), self._archive.open(entry) as part:
                    start = part.read(_PROLOG).replace(b"\x00", b"")  # also where it is written in two bytes a letter
                    if b"<!DOCTYPE" in start or b"<!ENTITY" in start:
                        return True
        return False

    def sheet(self, name: str) -> bytes:
        """Return the raw sheet of a name."""
        return self._bytes(self._paths.get(name, ""))

    def digest_without(self, name: str) -> str:
        """Return the digest of all parts but one sheet; "" where the file is not put together as we do it."""
        if self._archive is None or name not in self._paths:
            return ""
        others = [entry for entry in self._archive.infolist() if entry.filename != self._paths[name]]
        with contextlib.suppress(zipfile.BadZipFile, NotImplementedError):
            found = {entry.filename: hashlib.sha256(self._archive.read(entry)).hexdigest() for entry in others}
            return parts_digest(found) if len(found) == len(others) else ""  # two parts of one name: which is shown?
        return ""

    def property(self, part: str, name: str) -> str:
        """Return what a program noted about itself or its user in the file's properties."""
        found = re.search(rf"<(?:\w+:)?{name}>([^<]*)<", self._text(part, _SMALL_PART))
        return html.unescape(found[1]).strip()[:100] if found else ""

    def comments(self, name: str) -> list[tuple[int, int, str, str]]:
        """Return the comments on a sheet: row, column, author, text."""
        path = self._paths.get(name, "")
        found: list[tuple[int, int, str, str]] = []
        for relation in self._relations(path):
            if not _attribute(relation, "Type").endswith("/comments"):
                continue
            text = self._text(_resolved(path, _attribute(relation, "Target")), _SMALL_PART)
            authors = [html.unescape(author) for author in _AUTHOR.findall(text)]
            for head, body in _COMMENT.findall(text):
                place = re.fullmatch(r"([A-Z]{1,3})(\d{1,7})", _attribute(head, "ref"))
                number = _attribute(head, "authorId")
                author = authors[int(number)] if number.isdecimal() and int(number) < len(authors) else ""
                words = html.unescape("".join(_WORDS.findall(body)))
                if place and len(found) < COMMENTS:
                    found.append((int(place[2]), _column(place[1].encode()), author, words[:COMMENT_LENGTH]))
        return found

    def _relations(self, path: str) -> list[str]:
        folder, _, name = path.rpartition("/")
        return _RELATION.findall(self._text(f"{folder}/_rels/{name}.rels", _SMALL_PART))

    def _text(self, path: str, limit: int = 0) -> str:
        return self._bytes(path, limit).decode("utf-8", "replace")

    def _bytes(self, path: str, limit: int = 0) -> bytes:
        if self._archive is None:
            return b""
        with contextlib.suppress(KeyError, zipfile.BadZipFile):
            if not limit or self._archive.getinfo(path).file_size <= limit:
                return self._archive.read(path)
        return b""


def _resolved(source: str, target: str) -> str:
    """Return the path of a part that another one refers to."""
    parts = [] if target.startswith("/") else source.split("/")[:-1]
    for part in target.split("/"):
        if part == "..":
            parts = parts[:-1]
        elif part not in ("", "."):
            parts.append(part)
    return "/".join(parts)


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
    only = sys.argv[-1].removeprefix(ONLY) if sys.argv[-1].startswith(ONLY) else ""
    answer = json.dumps(read(data, only))
    sys.stdout.write(answer if len(answer) <= ANSWER else '{"error": "text"}')


if __name__ == "__main__":
    main()
