"""A folder in which parcels arrive: which of its files were not taken in yet. Nothing is ever taken in by itself."""

import hashlib
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import select

from db.errors import KnownError
from db.parcels.companion import companions_of, digests_in, is_companion
from db.parcels.ledger import IN
from db.parcels.receiving import parcel_files
from db.schema.exchange import aside, parcel
from db.store.attachments import Attachments
from db.store.writing import Reading


@dataclass(frozen=True, slots=True)
class Waiting:
    """A parcel in the inbox folder, or photos and papers of one that came before.

    It is known by its content: a name can be given to another file.
    """

    path: Path
    sha256: str
    companion: bool = False


def waiting_in(reading: Reading, store: Attachments, folder: Path, known: Collection[str] = ()) -> list[Waiting]:
    """Return what lies in a folder and was neither taken in here nor set aside; nothing where it is not there.

    A companion comes along with its parcel; it waits alone where that one waits no more and something in it is not
    here. Files whose SHA-256 is `known` are left out: a person has seen that nothing more can be taken from them.
    """
    if not folder.is_dir():
        return []
    try:
        files = parcel_files([folder])
    except KnownError:
        return []  # it is empty
    had = {*reading.connection.scalars(select(parcel.c.sha256).where(parcel.c.direction == IN)), *known}
    had |= set(reading.connection.scalars(select(aside.c.sha256)))
    workbooks = _unknown([path for path in files if not is_companion(path)], had)
    along = {path for one in workbooks for path in companions_of(one.path)}
    lone = [path for path in files if is_companion(path) and path not in along and _has_news(store, path)]
    return sorted([*workbooks, *_unknown(lone, had)], key=lambda one: files.index(one.path))


def _has_news(store: Attachments, companion: Path) -> bool:
    digests = digests_in(companion)
    return bool(digests - store.held(digests) - store.early_among(digests))


def _unknown(files: Sequence[Path], had: Collection[str]) -> list[Waiting]:
    found: list[Waiting] = []
    for path in files:
        try:
            with path.open("rb") as opened:
                digest = hashlib.file_digest(opened, "sha256").hexdigest()
        except OSError:
            continue  # it is being written, or was moved away meanwhile
        if digest not in had:
            found.append(Waiting(path, digest, is_companion(path)))
    return found
