"""Backups: SQLite's own copy, opened and checked, with the wrapped keys, in one file.

A plain copy of a database in WAL mode can be empty; the backup call cannot.
"""

import contextlib
import shutil
import zipfile
from datetime import UTC, date, datetime
from pathlib import Path

from db.errors import KnownError
from db.store import keys
from db.store.attachments import Attachments
from db.store.engine import connect, sqlcipher
from db.store.files import clear_leftovers, make_aside
from db.store.paths import Paths

SUFFIX = ".gwbackup"
_DATABASE, _KEYS, _ATTACHMENTS = "office.db", "keys.json", "attachments.db"
KEEP_NEWEST = 10
KEEP_PERIODS = (("day", 14), ("week", 8), ("month", 12))
_KEYS_LIMIT = 1024 * 1024
_NO_BACKUP = (zipfile.BadZipFile, KeyError, ValueError, TypeError, EOFError, sqlcipher.Error)


def make_backup(paths: Paths, key: bytes, office: str, reason: str, *, whole: bool = False) -> Path:
    """Copy an office into its backup folder; return the copy's path. The oldest beyond `KEEP` are removed.

    A `whole` one has photos and papers inside; for the others they lie once, in a file of their own beside them.

    Raises KnownError `disk-full`, `cannot-write`, `attachments-damaged`.
    """
    paths.backups.mkdir(parents=True, exist_ok=True)
    clear_leftovers(paths.backups, ".*.copy*")
    clear_leftovers(paths.backups, ".*.partial")
    stamp = datetime.now(UTC).strftime("%Y%m%d-%H%M%S-%f")
    target = paths.backups / f"{stamp}-{office}-{reason}{SUFFIX}"
    copy, photos = paths.backups / f".{stamp}.copy", paths.backups / f".{stamp}.copy-attachments"
    try:
        _copy_database(paths.database, copy, key)
        if paths.attachments.exists():
            _copy_attachments(paths, key, photos if whole else None)

        def pack(partial: Path) -> None:
            with zipfile.ZipFile(partial, "w", zipfile.ZIP_STORED) as archive:  # what is encrypted does not shrink
                archive.write(copy, _DATABASE)
                archive.write(paths.keys, _KEYS)
                if photos.exists():
                    archive.write(photos, _ATTACHMENTS)

        make_aside(target, pack)
    except sqlcipher.DatabaseError as error:
        if "full" in str(error):
            raise KnownError("disk-full") from error
        raise KnownError("office-damaged", path=paths.database, detail=str(error), backups=paths.backups) from error
    finally:
        copy.unlink(missing_ok=True)
        photos.unlink(missing_ok=True)
    _thin_out(paths.backups, made=target.name)
    return target


def _copy_attachments(paths: Paths, key: bytes, target: Path | None) -> None:
    """Copy photos and papers to a file, or bring the copy beside the backups up to date.

    For the latter a damaged file is passed over: the records must be backed up all the same. A copy that is damaged, or
    of the office that was here before, is kept under another name.
    """
    origin = Attachments(paths.attachments, key)
    if target is not None:
        origin.pour_into(Attachments(target, key))
        return
    copy = paths.backups / paths.attachments.name
    for last in (False, True):
        try:
            origin.pour_into(Attachments(copy, key))
            return
        except KnownError as error:
            if error.code != "attachments-damaged":
                raise
            if last or error.values["path"] != copy:
                return
            copy.replace(copy.with_name(f"{copy.name}.damaged"))


def _thin_out(folder: Path, *, made: str) -> None:
    """Keep the newest backups and, before them, the last of each day, week and month for a while.

    The one just made stays whatever the clock says: it may have been set back.
    """
    names = sorted((path.name for path in folder.glob(f"*{SUFFIX}")), reverse=True)
    keep = {made, *names[:KEEP_NEWEST]}
    for length, count in KEEP_PERIODS:
        periods: dict[str, str] = {}
        for name in names:
            periods.setdefault(_period(name, length), name)
        keep |= set(list(periods.values())[:count])
    for name in set(names) - keep:
        with contextlib.suppress(OSError):  # one that somebody is reading goes the next time
            (folder / name).unlink()


def made_at(name: str) -> datetime:
    """Return when a backup was made, out of its name."""
    return datetime.strptime(name[:15], "%Y%m%d-%H%M%S").replace(tzinfo=UTC)


def gone_by(name: str) -> date:
    """Return the day by which a backup is thinned out at the latest, as long as the office is used every month."""
    made = made_at(name)
    longest = next(count for length, count in KEEP_PERIODS if length == "month")
    years, month = divmod(made.month - 1 + longest, 12)
    return date(made.year + years, month + 1, 1)


def _period(name: str, length: str) -> str:
    """Return the day, week or month in which a backup was made, out of its name."""
    made = made_at(name)
    return made.strftime({"day": "%Y%m%d", "week": "%G-%V", "month": "%Y%m"}[length])


def unpack_backup(backup: Path, folder: Path, secret: str) -> None:
    """Unpack a backup into a folder and check every page of it.

    Raises KnownError `not-a-backup`, `backup-locked`.
    """
    try:
        with zipfile.ZipFile(backup) as archive:
            _check(folder / _DATABASE, _unpack(archive, folder, secret))
    except _NO_BACKUP:
        raise KnownError("not-a-backup", path=backup) from None


def opens_office(backup: Path, secret: str, database: Path) -> bool:
    """Whether a backup is of the office whose database that is: then its key, which a secret of its day opens, fits.

    Raises KnownError `not-a-backup`, `backup-locked`.
    """
    try:
        with zipfile.ZipFile(backup) as archive:
            key = _key_in(archive, secret)[0]
    except _NO_BACKUP:
        raise KnownError("not-a-backup", path=backup) from None
    opened = connect(database, key, settings=())
    try:
        opened.execute("SELECT count(*) FROM sqlite_master").close()
    except sqlcipher.DatabaseError:
        return False
    finally:
        opened.close()
    return True


def _key_in(archive: zipfile.ZipFile, secret: str) -> tuple[bytes, bytes]:
    """Return the key that a secret opens in a backup's own key file, and that file."""
    if archive.getinfo(_KEYS).file_size > _KEYS_LIMIT:
        raise ValueError("its key file is too large")
    key_file = archive.read(_KEYS)
    try:
        return keys.unlock(keys.parse_keys(key_file), secret).key, key_file
    except KnownError as error:
        code = "backup-locked" if error.code == "not-unlocked" else "not-a-backup"
        raise KnownError(code, path=archive.filename) from None


def _unpack(archive: zipfile.ZipFile, folder: Path, secret: str) -> bytes:
    """Unpack a backup and return the key that the secret opens."""
    key, key_file = _key_in(archive, secret)
    (folder / _KEYS).write_bytes(key_file)
    with archive.open(_DATABASE) as packed, (folder / _DATABASE).open("wb") as database:
        shutil.copyfileobj(packed, database)
    if _ATTACHMENTS in archive.namelist():
        with archive.open(_ATTACHMENTS) as packed, (folder / _ATTACHMENTS).open("wb") as photos:
            shutil.copyfileobj(packed, photos)
    return key


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
