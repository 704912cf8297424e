"""A folder in which parcels arrive: which of its files were not taken in yet. Nothing is ever taken in by itself."""

import hashlib
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import select

from db.errors import KnownError
from db.parcels.companion import is_companion
from db.parcels.ledger import IN
from db.parcels.receiving import parcel_files
from db.schema.tables import aside, parcel
from db.store.writing import Reading


@dataclass(frozen=True, slots=True)
class Waiting:
    """A workbook in the inbox folder, known by its content: a name can be given to another file."""

    path: Path
    sha256: str


def waiting_in(reading: Reading, folder: Path, known: Collection[str] = ()) -> list[Waiting]:
    """Return the workbooks in a folder that were neither taken in here nor set aside; nothing where it is not there.

    Those whose SHA-256 is `known` are left out: a person has seen that they are no parcels.
    """
    if not folder.is_dir():
        return []
    try:
        files = parcel_files([folder])
    except KnownError:
        return []  # it is empty
    had = set(reading.connection.scalars(select(parcel.c.sha256).where(parcel.c.direction == IN)))
    had |= set(reading.connection.scalars(select(aside.c.sha256)))
    found: list[Waiting] = []
    for path in files:
        if is_companion(path):
            continue  # it comes along with its parcel
        try:
            with path.open("rb") as opened:
                digest = hashlib.file_digest(opened, "sha256").hexdigest()
        except OSError:
            continue  # it is being written, or was moved away meanwhile
        if digest not in had and digest not in known:
            found.append(Waiting(path, digest))
    return found
