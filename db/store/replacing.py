"""Putting other files in the place of an office's own, in steps that survive a power cut."""

import shutil
import tempfile
from collections.abc import Generator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from db.errors import KnownError
from db.store.files import write_failure
from db.store.lock import alone
from db.store.paths import Paths


@contextmanager
def aside(home: Path) -> Generator[Path]:
    """Give a fresh folder inside `home` to make an office in; remove what is left of it, and an empty `home`, after.

    Raises KnownError `cannot-write`, `disk-full` for whatever the disk refuses meanwhile.
    """
    was_there = home.exists()
    try:
        home.mkdir(parents=True, exist_ok=True)
        staged = Path(tempfile.mkdtemp(prefix="making-", dir=home))
        try:
            yield staged
        finally:
            shutil.rmtree(staged, ignore_errors=True)
    except OSError as error:
        raise write_failure(home, error) from error
    finally:
        if not was_there and home.exists() and not Paths(home).database.exists():
            shutil.rmtree(home, ignore_errors=True)


def replace_office(staged: Path, home: Path, *, new: bool = False) -> None:
    """Put the files of a staged office in place; what was there is kept under `backups`.

    `new` says that nothing may be there.

    Raises KnownError `office-in-use`, `office-exists`; OSError.
    """
    with alone(home):
        if new and Paths(home).database.exists():
            raise KnownError("office-exists", home=home)
        staged.rename(Paths(home).staged)  # from here on it happens, whatever else happens
        _put_in_place(Paths(home))


def finish_replacing(home: Path) -> None:
    """Complete what a power cut interrupted; nothing where there is nothing to complete.

    Raises KnownError `office-in-use`.
    """
    if Paths(home).staged.exists():
        with alone(home):
            _put_in_place(Paths(home))


def _put_in_place(paths: Paths) -> None:
    """Move the old files away and the staged ones in; each step may have happened already."""
    kept = paths.backups / f"replaced-{datetime.now(UTC).strftime('%Y%m%d-%H%M%S-%f')}"
    database = paths.database.name
    moves = {
        # The write-ahead log belongs to the file it lies beside; it must never meet another one.
        database: [database, f"{database}-wal", f"{database}-shm"],
        paths.attachments.name: [f"{paths.attachments.name}{ending}" for ending in ("", "-wal", "-shm")],
        paths.keys.name: [paths.keys.name],
    }
    for name, old_names in moves.items():
        fresh = paths.staged / name
        if not fresh.exists():
            continue
        for old in (paths.home / old_name for old_name in old_names):
            if old.exists():
                kept.mkdir(parents=True, exist_ok=True)
                old.replace(kept / old.name)
        fresh.replace(paths.home / name)
    shutil.rmtree(paths.staged)
