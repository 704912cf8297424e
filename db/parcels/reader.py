"""Reads a parcel's workbook: the envelope, and the visible cells that people may have changed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from db.errors import KnownError
from db.parcels.channels import Piece, Receipt
from db.parcels.layout import CHANGE_TAG, SYNC_SHEET, UID_TAG
from db.parcels.manifest import Manifest, from_chunks, pieces_of, receipts_of
from db.parcels.payload import Damaged
from db.parcels.seal import Seal
from db.revisions import Revision
from db.workbooks import Row, Sheet, private_copy, read_book

_TAG_ROWS = 25  # HXL tags stand within the first rows


@dataclass(frozen=True, slots=True)
class SheetCells:
    """A visible sheet as found: the column of each tag, counted from 1, and the filled rows below the tags.

    `twice` are tags that stand over more than one column.
    """

    title: str
    tags: Mapping[str, int]
    twice: Sequence[str]
    rows: Sequence[Row]


@dataclass(frozen=True, slots=True)
class Parcel:
    """A parcel as read: who sent what, the exact revisions, and the cells that people saw.

    `content` is the file itself, `signed` what its `seal` is about.
    """

    path: Path
    content: bytes
    sha256: str
    manifest: Manifest
    seal: Seal | None
    signed: bytes
    lists: Mapping[str, Any]
    revisions: Sequence[Revision]
    pieces: Sequence[Piece]
    receipts: Sequence[Receipt]
    sheets: Mapping[str, SheetCells]


def read_parcel(path: Path, content: bytes | None = None, *, password: str = "") -> Parcel:
    """Read a parcel from a private copy, in a child process; the file on the stick is never worked on.

    `content` is the file where it is known already. A wrong signature is not told here: what to do about one depends
    on whom the office knows.

    Raises KnownError `no-file`, `not-a-workbook`, `workbook-too-large`, `password-needed`, `password-wrong`,
    `not-a-parcel`, `parcel-damaged`; TooNew.
    """
    content = private_copy(path) if content is None else content
    book = read_book(path, content, password=password)
    hidden = next((sheet for sheet in book.sheets if sheet.name == SYNC_SHEET), None)
    if hidden is None:
        raise KnownError("not-a-parcel", file=path.name)
    try:
        found = from_chunks([[row.cells.get(n) for n in range(1, 5)] for row in hidden.rows])
        manifest, revisions = found.manifest, found.revisions
        pieces, receipts = pieces_of(manifest, revisions), receipts_of(manifest)
    except Damaged as error:
        raise KnownError("parcel-damaged", file=path.name, detail=str(error), office="the office") from error
    sheets = {sheet.name: cells for sheet in book.sheets if (cells := _cells(sheet)) is not None}
    return Parcel(
        path,
        content,
        book.sha256,
        manifest,
        found.seal,
        found.signed,
        found.lists,
        revisions,
        pieces,
        receipts,
        sheets,
    )


def _cells(sheet: Sheet) -> SheetCells | None:
    """Return a sheet that has our tag row; any other sheet is somebody's own."""
    for place, row in enumerate(sheet.rows[:_TAG_ROWS]):
        tags = {str(tag).strip(): column for column, tag in row.cells.items() if str(tag).startswith("#")}
        if UID_TAG in tags and CHANGE_TAG in tags:
            words = [str(tag).strip() for tag in row.cells.values()]
            twice = [tag for tag in tags if words.count(tag) > 1]
            return SheetCells(sheet.name, tags, twice, sheet.rows[place + 1 :])
    return None
