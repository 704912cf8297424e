"""Backups: SQLite's own copy, opened and checked, with the wrapped keys, in one file.

A plain copy of a database in WAL mode can be empty; the backup call cannot.
"""

import json
import zipfile
from datetime import UTC, datetime
from pathlib import Path

from db.errors import KnownError
from db.store import keys
from db.store.engine import connect, sqlcipher
from db.store.files import make_aside
from db.store.paths import Paths

SUFFIX = ".gwbackup"
_DATABASE, _KEYS = "office.db", "keys.json"
KEEP = 30


def make_backup(paths: Paths, key: bytes, office: str, reason: str) -> Path:
    """Copy an office into its backup folder; return the copy's path. The oldest beyond `KEEP` are removed.

    Raises KnownError `disk-full`, `cannot-write`.
    """
    paths.backups.mkdir(parents=True, exist_ok=True)
    stamp = datetime.now(UTC).strftime("%Y%m%d-%H%M%S-%f")
    target = paths.backups / f"{stamp}-{office}-{reason}{SUFFIX}"
    copy = paths.backups / f".{stamp}.copy"
    try:
        _copy_database(paths.database, copy, key)

        def pack(partial: Path) -> None:
            with zipfile.ZipFile(partial, "w", zipfile.ZIP_STORED) as archive:  # what is encrypted does not shrink
                archive.write(copy, _DATABASE)
                archive.write(paths.keys, _KEYS)

        make_aside(target, pack)
    finally:
        copy.unlink(missing_ok=True)
    for old in sorted(paths.backups.glob(f"*{SUFFIX}"))[:-KEEP]:
        old.unlink()
    return target


def restore_backup(backup: Path, home: Path, secret: str) -> None:
    """Put a backup in the place of an office, which must be closed.

    Opens and checks the copy before anything is replaced; the caller backs up what is there and starts a new replica.

    Raises KnownError `no-file`, `not-a-backup`, `cannot-write`.
    """
    if not backup.exists():
        raise KnownError("no-file", path=backup)
    paths = Paths(home)
    try:
        with zipfile.ZipFile(backup) as archive:
            database, key_file = archive.read(_DATABASE), archive.read(_KEYS)
        unlocked = keys.unlock(keys.parse_keys(key_file), secret)
    except (zipfile.BadZipFile, KeyError, ValueError, TypeError, json.JSONDecodeError, KnownError):
        raise KnownError("not-a-backup", path=backup) from None

    def unpack(partial: Path) -> None:
        partial.write_bytes(database)
        try:
            _check(partial, unlocked.key)
        except sqlcipher.Error:
            raise KnownError("not-a-backup", path=backup) from None

    make_aside(paths.database, unpack)
    for leftover in ("-wal", "-shm"):  # they belong to the file that was replaced
        paths.database.with_name(paths.database.name + leftover).unlink(missing_ok=True)
    make_aside(paths.keys, lambda partial: partial.write_bytes(key_file))


def _copy_database(source: Path, target: Path, key: bytes) -> None:
    origin = connect(source, key)
    copy = connect(target, key, settings=("journal_mode = DELETE", "synchronous = FULL"))
    try:
        origin.backup(copy)
    finally:
        copy.close()
        origin.close()
    _check(target, key)


def _check(path: Path, key: bytes) -> None:
    """Open a copy and let SQLite and SQLCipher check every page; raises sqlcipher.Error where it is not sound."""
    copy = connect(path, key, settings=("journal_mode = DELETE",))
    try:
        problems = copy.execute("PRAGMA cipher_integrity_check").fetchall()
        problems += [row for row in copy.execute("PRAGMA integrity_check").fetchall() if row != ("ok",)]
        if problems:
            raise sqlcipher.DatabaseError(str(problems[0]))
    finally:
        copy.close()
