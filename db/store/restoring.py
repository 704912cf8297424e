"""Restoring a backup: checked, brought up to date and given a new replica id before anything is replaced."""

from pathlib import Path

from db.errors import KnownError
from db.store.backup import unpack_backup
from db.store.office import Office
from db.store.replacing import aside, replace_office


def restore_backup(backup: Path, home: Path, secret: str) -> None:
    """Put a backup in the place of an office, which nobody may have open; what was there is kept under `backups`.

    The restored database takes a new replica id: its old one may have gone on elsewhere.

    Raises KnownError `no-file`, `not-a-backup`, `newer-office`, `office-in-use`, `cannot-write`, `disk-full`.
    """
    if not backup.is_file():
        raise KnownError("no-file", path=backup)
    with aside(home) as staged:
        unpack_backup(backup, staged, secret)
        office = Office.open(staged, secret, staged=True)
        office.new_replica("restored")
        office.close(note=False)
        replace_office(staged, home)
