"""Who has the office's files open: many may use them, and only one alone may replace them."""

import os
import sys
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from db.errors import KnownError

if sys.platform == "win32":
    import ctypes
    import msvcrt

    _AT_ONCE, _ALONE = 1, 2  # LOCKFILE_FAIL_IMMEDIATELY, LOCKFILE_EXCLUSIVE_LOCK

    def _lock(file: IO[bytes], *, alone: bool) -> None:
        where = ctypes.create_string_buffer(32)  # an OVERLAPPED of zeros: the lock is on the file's first byte
        handle = ctypes.c_void_p(msvcrt.get_osfhandle(file.fileno()))
        flags = _AT_ONCE | (_ALONE if alone else 0)
        if not ctypes.WinDLL("kernel32").LockFileEx(handle, flags, 0, 1, 0, where):
            raise BlockingIOError
else:
    import fcntl

    def _lock(file: IO[bytes], *, alone: bool) -> None:
        fcntl.flock(file, (fcntl.LOCK_EX if alone else fcntl.LOCK_SH) | fcntl.LOCK_NB)


def share(home: Path) -> IO[bytes] | None:
    """Say that the office in `home` is in use, until the returned file is closed.

    Raises KnownError `office-in-use` while somebody replaces it.
    """
    return _take(home, alone=False)


@contextmanager
def alone(home: Path) -> Generator[None]:
    """Have the office's files for oneself.

    Raises KnownError `office-in-use` while anybody has it open.
    """
    held = _take(home, alone=True)
    try:
        yield
    finally:
        if held is not None:
            held.close()


def _take(home: Path, *, alone: bool) -> IO[bytes] | None:
    if not os.access(home, os.W_OK):
        return None
    file = (home / "lock").open("ab")
    try:
        _lock(file, alone=alone)
    except OSError as error:
        file.close()
        raise KnownError("office-in-use", home=home) from error
    return file
