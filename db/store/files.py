"""Writing a file whole or not at all."""

import contextlib
import os
import time
from collections.abc import Callable
from pathlib import Path

from db.errors import KnownError

_HOUR = 3600


def write_aside(path: Path, content: bytes) -> None:
    """Write `content` to `path` so that a crash leaves the old file or the new one, never half of one.

    Raises KnownError `cannot-write`.
    """
    make_aside(path, lambda partial: partial.write_bytes(content))


def make_aside(path: Path, make: Callable[[Path], object]) -> None:
    """Let `make(partial path)` write a file beside `path`, then put it there in one step.

    Raises KnownError `cannot-write` or `disk-full`; the partial file is removed on any failure.
    """
    partial = path.with_name(f".{path.name}.partial")
    try:
        make(partial)
        with partial.open("rb+") as file:
            os.fsync(file.fileno())
        os.replace(partial, path)
        _sync_folder(path.parent)
    except OSError as error:
        raise write_failure(path, error) from error
    finally:
        with contextlib.suppress(OSError):  # the disk may be gone; then so is the file
            partial.unlink()


def clear_leftovers(folder: Path, pattern: str) -> None:
    """Remove what a crash left half-written in a folder; what is younger than an hour may still be in the making."""
    for path in folder.glob(pattern):
        with contextlib.suppress(OSError):
            if time.time() - path.stat().st_mtime > _HOUR:
                path.unlink()


def write_failure(path: Path, error: OSError) -> KnownError:
    """Return the known error for a file that could not be written."""
    if error.errno == 28:  # ENOSPC
        return KnownError("disk-full")
    return KnownError("cannot-write", path=path, why=error.strerror or str(error))


def _sync_folder(folder: Path) -> None:
    """Make a rename durable; Windows has no such call and needs none."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
