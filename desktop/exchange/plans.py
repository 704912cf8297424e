"""What receiving files would do, file by file: one that cannot be read does not hide the others."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from db.errors import KnownError
from db.parcels import Received, receive_parcels
from db.progress import Progress
from db.store import Office


@dataclass(frozen=True, slots=True)
class FilePlan:
    """One file: what would become of its rows, or why nothing can be taken from it."""

    file: Path
    received: Received | None
    refused: KnownError | None


def plan(office: Office, files: Sequence[Path], progress: Progress) -> list[FilePlan]:
    """Go through the files without keeping anything."""
    found: list[FilePlan] = []
    for done, file in enumerate(files):
        progress(done, len(files))
        try:
            found.append(FilePlan(file, receive_parcels(office, [file], dry_run=True)[0], None))
        except KnownError as error:
            found.append(FilePlan(file, None, error))
    progress(len(files), len(files))
    return found


def take_in(office: Office, files: Sequence[Path], edits: bool, progress: Progress) -> list[FilePlan]:
    """Take the files in; all of them were read once already, each is checked again before any is kept."""
    results = receive_parcels(office, list(files), accept_edits=edits, progress=progress)
    return [FilePlan(file, result, None) for file, result in zip(files, results, strict=True)]
