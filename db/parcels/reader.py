"""Reads a parcel's workbook: the envelope, and the visible cells that people may have changed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from db.errors import KnownError
from db.parcels.channels import Piece, Receipt
from db.parcels.layout import CHANGE_TAG, SYNC_SHEET, UID_TAG
from db.parcels.manifest import Manifest, TooNew, from_chunks, pieces_of, receipts_of
from db.parcels.payload import Damaged
from db.revisions import Revision
from db.workbooks import Row, Sheet, read_book

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
    """A parcel as read: who sent what, the exact revisions, and the cells that people saw."""

    path: Path
    sha256: str
    manifest: Manifest
    revisions: Sequence[Revision]
    pieces: Sequence[Piece]
    receipts: Sequence[Receipt]
    sheets: Mapping[str, SheetCells]


def read_parcel(path: Path) -> Parcel:
    """Read a parcel from a private copy, in a child process; the file on the stick is never worked on.

    Raises KnownError `no-file`, `not-a-workbook`, `workbook-too-large`, `not-a-parcel`, `parcel-damaged`,
    `parcel-too-new`.
    """
    book = read_book(path)
    hidden = next((sheet for sheet in book.sheets if sheet.name == SYNC_SHEET), None)
    if hidden is None:
        raise KnownError("not-a-parcel", file=path.name)
    try:
        manifest, revisions = from_chunks([[row.cells.get(n) for n in range(1, 5)] for row in hidden.rows])
        pieces, receipts = pieces_of(manifest, revisions), receipts_of(manifest)
    except TooNew:
        raise KnownError("parcel-too-new", file=path.name) from None
    except Damaged as error:
        raise KnownError("parcel-damaged", file=path.name, detail=str(error), office="the office") from error
    sheets = {sheet.name: cells for sheet in book.sheets if (cells := _cells(sheet)) is not None}
    return Parcel(path, book.sha256, manifest, revisions, pieces, receipts, sheets)


def _cells(sheet: Sheet) -> SheetCells | None:
    """Return a sheet that has our tag row; any other sheet is somebody's own."""
    for place, row in enumerate(sheet.rows[:_TAG_ROWS]):
        tags = {str(tag).strip(): column for column, tag in row.cells.items() if str(tag).startswith("#")}
        if UID_TAG in tags and CHANGE_TAG in tags:
            words = [str(tag).strip() for tag in row.cells.values()]
            twice = [tag for tag in tags if words.count(tag) > 1]
            return SheetCells(sheet.name, tags, twice, sheet.rows[place + 1 :])
    return None
