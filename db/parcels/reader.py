"""Reads a parcel's workbook: container first, then the envelope, then the visible cells."""

import hashlib
import io
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from python_calamine import CalamineError, CalamineWorkbook

from db.errors import KnownError
from db.parcels.channels import Piece, Receipt
from db.parcels.layout import CHANGE_TAG, SYNC_SHEET, UID_TAG
from db.parcels.manifest import FORMAT, Damaged, Manifest, from_chunks, pieces_of, receipts_of
from db.revisions import Revision

FILE_LIMIT = 50 * 1024 * 1024
UNPACKED_LIMIT = 300 * 1024 * 1024
ENTRY_LIMIT = 1_000
_TAG_ROWS = 25  # HXL tags stand within the first rows


@dataclass(frozen=True, slots=True)
class SheetCells:
    """A visible sheet as found: its tags by column number, and its rows below the tags.

    `first` is the number of the first data row, as a spreadsheet shows it.
    """

    title: str
    tags: Mapping[str, int]
    first: int
    rows: Sequence[Sequence[object]]


@dataclass(frozen=True, slots=True)
class Parcel:
    """A parcel as read: who sent what, the exact revisions, and the cells that people saw."""

    path: Path
    sha256: str
    manifest: Manifest
    revisions: Sequence[Revision]
    pieces: Sequence[Piece]
    receipts: Sequence[Receipt]
    sheets: Mapping[str, SheetCells]


def read_parcel(path: Path) -> Parcel:
    """Read a parcel from a private copy in memory; the file on the stick is never worked on.

    Raises KnownError `no-file`, `not-a-workbook`, `workbook-too-large`, `not-a-parcel`, `parcel-damaged`,
    `parcel-too-new`.
    """
    content = _load(path)
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        if SYNC_SHEET not in book.sheet_names:
            raise KnownError("not-a-parcel", file=path.name)
        chunks = book.get_sheet_by_name(SYNC_SHEET).to_python(skip_empty_area=False)
        manifest, revisions = from_chunks(chunks)
        if manifest.min_reader > FORMAT:
            raise KnownError("parcel-too-new", file=path.name)
        pieces, receipts = pieces_of(manifest, revisions), receipts_of(manifest)
        sheets = {name: cells for name in book.sheet_names if (cells := _sheet(book, name)) is not None}
    except CalamineError as error:
        raise KnownError("not-a-workbook", file=path.name, detail=str(error)) from error
    except Damaged as error:
        raise KnownError("parcel-damaged", file=path.name, detail=str(error), office="the office") from error
    return Parcel(path, hashlib.sha256(content).hexdigest(), manifest, revisions, pieces, receipts, sheets)


def _load(path: Path) -> bytes:
    """Return the file's bytes after looking at its container, before anything inside is parsed."""
    if not path.is_file():
        raise KnownError("no-file", path=path)
    if path.stat().st_size > FILE_LIMIT:
        raise KnownError("workbook-too-large", file=path.name, detail=f"more than {FILE_LIMIT // 2**20} MB")
    try:
        content = path.read_bytes()
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = archive.infolist()
    except OSError as error:
        raise KnownError("not-a-workbook", file=path.name, detail=error.strerror or str(error)) from error
    except zipfile.BadZipFile:
        raise KnownError("not-a-workbook", file=path.name, detail="it is not an .xlsx file") from None
    names = [entry.filename for entry in entries]
    if len(names) != len(set(names)):
        raise KnownError("not-a-workbook", file=path.name, detail="it holds a part twice")
    if len(entries) > ENTRY_LIMIT or sum(entry.file_size for entry in entries) > UNPACKED_LIMIT:
        raise KnownError("workbook-too-large", file=path.name, detail="it unpacks to too much")
    return content


def _sheet(book: CalamineWorkbook, name: str) -> SheetCells | None:
    """Return a sheet that has our tag row; any other sheet is somebody's own."""
    if name == SYNC_SHEET:
        return None
    rows = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
    for number, row in enumerate(rows[:_TAG_ROWS]):
        tags = {str(tag).strip(): column for column, tag in enumerate(row) if str(tag).startswith("#")}
        if UID_TAG in tags and CHANGE_TAG in tags:
            return SheetCells(name, tags, number + 2, rows[number + 1 :])
    return None
