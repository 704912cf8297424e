"""Opens other people's workbooks: a look at the container, then reading in a child process with limits."""

import hashlib
import io
import json
import unicodedata
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from db.errors import KnownError
from db.limited import MEMORY, SECONDS, TIME, WORKBOOK, Stopped, run_child
from db.workbooks.book import Book, read_sheet
from db.workbooks.child import DECRYPT, ONLY, read

FILE_LIMIT = 50 * 1024 * 1024
ENTRY_LIMIT = 1_000
UNPACKED_LIMIT = 300 * 1024 * 1024

_OLE = bytes.fromhex("d0cf11e0a1b11ae1")  # old .xls, and .xlsx inside a password
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_RIGHTS = "DRMEncrypted".encode("utf-16-le")  # locked for named people by a server that we cannot ask
_MACROS = ("vbaproject.bin", "macrosheets/", "vbadata.xml")


@dataclass(frozen=True, slots=True)
class Container:
    """A file that was looked at from outside: its name, its SHA-256, the workbook (that a password protected), and
    whether there are macros in it; nothing of them is ever run.
    """

    file: Path
    sha256: str
    data: bytes
    macros: bool = False


def read_book(file: Path, *, password: str = "") -> Book:
    """Read a workbook whole. Raises as `open_container` and `read_sheets` do."""
    return read_sheets(open_container(file, password=password))


def open_container(file: Path, data: bytes | None = None, *, password: str = "") -> Container:
    """Look at a workbook from outside (.xlsx, .xlsm, .xlsb, .xls, .ods, whatever its name says).

    `data` is its content where that is known already, `password` what opens it where it is protected.

    Raises KnownError `no-file`, `not-a-workbook`, `workbook-too-large`, `password-needed`, `password-wrong`.
    """
    data = private_copy(file) if data is None else data
    digest = hashlib.sha256(data).hexdigest()
    if data.startswith(_OLE) and _RIGHTS in data:
        raise _not_a_workbook(file, "a sensitivity label locks it for named people; ask for a copy without the label")
    if data.startswith(_OLE) and _ENCRYPTED in data:
        data = _inside_password(file, data, password)
    names = _check_container(file, data)
    return Container(file, digest, data, any(word in name for name in names for word in _MACROS))


def read_sheets(container: Container, only: str = "", *, ours: bool = False) -> Book:
    """Read a workbook without running anything in it; `only` asks for one sheet alone.

    Error cells and formulas without a result are told from blank cells in .xlsx and .xlsm only. `ours` was written
    by this program a moment ago: it can do no harm, and is read here instead of in a child process.

    Raises KnownError `not-a-workbook`, `workbook-too-large`, `password-needed`.
    """
    file = container.file
    answer: dict[str, Any]
    if ours:
        answer = read(container.data, only)
    else:
        answer = json.loads(_run_child(file, container.data, *([ONLY + only] if only else [])))
    if error := answer.get("error"):
        raise _refusal(file, error, answer)
    sheets = tuple(read_sheet(found) for found in answer["sheets"])
    if not only and not any(sheet.rows for sheet in sheets):
        raise _not_a_workbook(file, "its sheets are empty")
    return Book(
        file.name,
        container.sha256,
        sheets,
        date(1904, 1, 1) if answer["epoch1904"] else date(1899, 12, 30),
        str(answer["program"]),
        str(answer["saved_by"]),
        str(answer["others"]),
    )


def _not_a_workbook(file: Path, detail: str) -> KnownError:
    return KnownError("not-a-workbook", file=file.name, detail=detail)


def _too_large(file: Path, detail: str) -> KnownError:
    return KnownError("workbook-too-large", file=file.name, detail=detail)


def private_copy(file: Path) -> bytes:
    """Return the file's bytes, read once: it may change on a shared disk while we work.

    Raises KnownError `no-file`, `not-a-workbook`, `workbook-too-large`.
    """
    if file.is_dir():
        raise _not_a_workbook(file, "it is a folder")
    if not file.exists():
        raise KnownError("no-file", path=file)
    if file.name.startswith("~$"):
        raise _not_a_workbook(file, "it is only the mark that Excel leaves while somebody has the workbook open")
    try:
        if file.stat().st_size > FILE_LIMIT:
            raise _too_large(file, f"it has more than {FILE_LIMIT >> 20} MB")
        with file.open("rb") as opened:
            data = opened.read(FILE_LIMIT + 1)
    except OSError as error:
        raise _not_a_workbook(file, f"it cannot be opened ({error.strerror})") from error
    if not data:
        raise _not_a_workbook(file, "the file is empty")
    return data


def _check_container(file: Path, data: bytes) -> list[str]:
    """Look at the outside before anything inside is read; return the names of the parts in small letters."""
    if data.startswith(_OLE):
        return []
    if not data.startswith(b"PK"):
        raise _not_a_workbook(file, _sniff(data))
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError) as error:
        raise _not_a_workbook(file, "it is damaged or was not copied completely") from error
    if len(entries) > ENTRY_LIMIT:
        raise _too_large(file, f"it has more than {ENTRY_LIMIT} parts")
    if sum(entry.file_size for entry in entries) > UNPACKED_LIMIT:  # the reader stops where a part is larger than told
        raise _too_large(file, f"unpacked it has more than {UNPACKED_LIMIT >> 20} MB")
    # Of two parts in one place one reader sees the first, another the second; a path that leads out is for no good.
    names = [entry.filename.lower() for entry in entries]
    places = {entry.header_offset for entry in entries}
    odd = any("\\" in name or name.startswith("/") or ".." in name.split("/") for name in names)
    if odd or len({*names}) < len(names) or len(places) < len(names) or any(e.flag_bits & 1 for e in entries):
        raise _not_a_workbook(file, "its parts are put together as no program does it")
    return names


def _sniff(data: bytes) -> str:
    """Say in plain words what a file is that is no workbook."""
    start = data[:500].lstrip(b"\xef\xbb\xbf \r\n\t").lower()
    if start.startswith(b"%pdf"):
        return "it is a PDF"
    if start.startswith((b"<!doctype html", b"<html", b"<?xml", b"<table")):
        return "it is a web page or XML with a workbook's name; open it in Excel and save it as .xlsx"
    if b"\x00" not in data[:500]:
        return "it is plain text; open it in Excel or LibreOffice and save it as .xlsx"
    return "it is no Excel or OpenDocument workbook"


def _inside_password(file: Path, data: bytes, password: str) -> bytes:
    """Return the workbook that a password protects. Accents may be composed or not, as another keyboard has them."""
    if not password:
        raise KnownError("password-needed", file=file.name)
    for spelled in dict.fromkeys(unicodedata.normalize(form, password) for form in ("NFC", "NFD")):
        line = json.dumps(spelled).encode()
        answer = _run_child(file, line + b"\n" + data, DECRYPT)
        if answer == b"!":
            raise _not_a_workbook(file, "it is damaged")
        if answer:
            return answer
    raise KnownError("password-wrong", file=file.name)


def _run_child(file: Path, data: bytes, *arguments: str) -> bytes:
    """Return what the child process answers; whatever happens to it becomes a plain sentence."""
    try:
        return run_child(WORKBOOK, data, *arguments)
    except Stopped as stopped:
        if stopped.why == TIME:
            raise _too_large(file, f"reading it took more than {SECONDS} seconds") from stopped
        if stopped.why == MEMORY:
            detail = (
                "reading it needs more memory than a workbook should. Delete the empty rows and columns after the table"
            )
            raise _too_large(file, detail) from stopped
        raise _not_a_workbook(file, "it is damaged") from stopped


def _refusal(file: Path, error: str, answer: Mapping[str, Any]) -> KnownError:
    if error == "password":
        return KnownError("password-needed", file=file.name)
    if error == "forbidden":
        return _not_a_workbook(file, "it declares things that no workbook may and that could harm who opens it")
    if error == "rows":
        return _too_large(file, f"the sheet '{answer['sheet']}' has {answer['rows']} filled rows. Split it")
    if error == "text":
        return _too_large(file, "its cells hold more text than a tracker does")
    if error == "cells":
        where = f"the sheet '{answer['sheet']}' reaches down to row {answer['rows']}"
        return _too_large(file, f"{where}. Delete the empty rows and columns after the table")
    return _not_a_workbook(file, "it is damaged, or no kind of workbook that can be read")
