"""Restoring a backup: checked, brought up to date and given a new replica id before anything is replaced."""

import contextlib
from pathlib import Path

from db.errors import KnownError
from db.store.attachments import Attachments
from db.store.backup import opens_office, unpack_backup
from db.store.office import Office
from db.store.paths import Paths
from db.store.replacing import aside, replace_office


def put_back(backup: Path, home: Path, secret: str) -> Path | None:
    """Back the office in `home` up, if there is one, and put a backup in its place; return the copy of what was there.

    `secret` is one of the day of the backup; whoever has it may not have one of today.

    Raises KnownError as `restore_backup` and `Office.open` do: another office's passphrase replaces nothing.
    """
    before = None
    if Paths(home).database.exists():
        try:
            office = Office.open(home, secret)
            try:
                before = office.backup("restore")
            finally:
                office.close()
        except KnownError as error:
            # What cannot be opened is kept as it lies by `restore_backup`. Since the backup was made the passphrase may
            # have changed: then the secret opens the backup, and its key the office.
            if error.code == "not-unlocked" and opens_office(backup, secret, Paths(home).database):
                return restore_backup(backup, home, secret)
            if error.code not in ("office-damaged", "keys-damaged", "newer-office"):
                raise
    restore_backup(backup, home, secret)
    return before


def restore_backup(backup: Path, home: Path, secret: str) -> None:
    """Put a backup in the place of an office, which nobody may have open; what was there is kept under `backups`.

    The restored database takes a new replica id: its old one may have gone on elsewhere.

    Raises KnownError `no-file`, `not-a-backup`, `backup-locked`, `newer-office`, `office-in-use`, `cannot-write`,
    `disk-full`.
    """
    if not backup.is_file():
        raise KnownError("no-file", path=backup)
    with aside(home) as staged:
        unpack_backup(backup, staged, secret)
        office = Office.open(staged, secret, staged=True)
        office.new_replica("restored")
        office.close(note=False)
        _gather(office.attachments, (backup.parent, home / "backups", home), office.key)
        replace_office(staged, home)


def _gather(staged: Attachments, folders: tuple[Path, ...], key: bytes) -> None:
    """Bring together the photos and papers that lie beside a backup and in the office that it replaces.

    Their bytes never change, so those of today are right for an older day too. A file of another office, or a damaged
    one, has nothing to give.
    """
    staged.make()  # so that the file of another office does not stay in its place
    for path in dict.fromkeys(folder / staged.path.name for folder in folders):
        if path.exists():
            with contextlib.suppress(KnownError):
                Attachments(path, key).pour_into(staged)
