"""Reads a parcel's workbook: the envelope, and the visible cells that people may have changed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from db.errors import KnownError
from db.parcels.channels import Piece, Receipt
from db.parcels.layout import SYNC_SHEET, find_tags
from db.parcels.manifest import Envelope, Manifest, from_chunks, pieces_of, receipts_of
from db.parcels.payload import Damaged, read_revision
from db.parcels.seal import Seal
from db.revisions import Revision
from db.workbooks import Book, Container, open_container, private_copy, read_sheets


@dataclass(frozen=True, slots=True)
class Parcel:
    """A parcel as read: who sent what, the exact revisions, and the cells that people saw.

    `content` is the file itself, `signed` what its `seal` is about. There is no `book` where the file is byte for byte
    what the program wrote: then its cells say what its revisions say.
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
    book: Book | None


def read_with(path: Path, content: bytes, passwords: Sequence[str]) -> tuple[Parcel, str]:
    """Read a parcel with the first of the passwords that opens it; return that one too, "" where none is needed.

    Raises as `read_parcel` does; where none opens it, `password-needed` or, for the last one given, `password-wrong`.
    """
    *others, last = ("", *passwords)
    for password in others:
        try:
            return read_parcel(path, content, password=password), password
        except KnownError as error:
            if error.code not in ("password-needed", "password-wrong"):
                raise
    return read_parcel(path, content, password=last), last


def read_parcel(path: Path, content: bytes | None = None, *, password: str = "") -> Parcel:
    """Read a parcel from a private copy, in a child process; the file on the stick is never worked on.

    `content` is the file where it is known already. A wrong signature is not told here: what to do about one depends
    on whom the office knows.

    Raises KnownError `no-file`, `not-a-workbook`, `workbook-too-large`, `password-needed`, `password-wrong`,
    `not-a-parcel`, `has-macros`, `parcel-stripped`, `parcel-damaged`; TooNew.
    """
    content = private_copy(path) if content is None else content
    container = open_container(path, content, password=password)
    found, untouched = _envelope_in(container)
    manifest = found.manifest
    try:
        revisions = [read_revision(line) for line in found.lines]
        pieces, receipts = pieces_of(manifest, revisions), receipts_of(manifest)
    except Damaged as error:
        raise _damaged(container, error) from error
    return Parcel(
        path,
        content,
        container.sha256,
        manifest,
        found.seal,
        found.signed,
        found.lists,
        revisions,
        pieces,
        receipts,
        None if untouched else read_sheets(container),
    )


def read_back(path: Path, *, password: str = "") -> tuple[Manifest, bool]:
    """Read what our own parcel says of itself, and whether its file is byte for byte what the program wrote.

    Raises as `read_parcel` does.
    """
    found, untouched = _envelope_in(open_container(path, password=password), ours=True)
    return found.manifest, untouched


def _envelope_in(container: Container, *, ours: bool = False) -> tuple[Envelope, bool]:
    """Return the envelope of a parcel, and whether nobody changed the rest of the file."""
    if container.macros:
        raise KnownError("has-macros", file=container.file.name)
    hidden = read_sheets(container, SYNC_SHEET, ours=ours)
    if not hidden.sheets:
        stripped = any(find_tags(sheet) for sheet in read_sheets(container).sheets)
        raise KnownError("parcel-stripped" if stripped else "not-a-parcel", file=container.file.name)
    try:
        found = from_chunks([[row.cells.get(n) for n in range(1, 5)] for row in hidden.sheets[0].rows])
    except Damaged as error:
        raise _damaged(container, error) from error
    return found, bool(hidden.others) and hidden.others == found.manifest.others


def _damaged(container: Container, why: Damaged) -> KnownError:
    return KnownError("parcel-damaged", file=container.file.name, detail=str(why), office="the office")
