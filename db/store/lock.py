"""Who has the office's files open: many may use them, and only one alone may replace them.

On Windows the system itself refuses to replace a file that is open, so there is nothing to do.
"""

import os
import sys
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from db.errors import KnownError

if sys.platform == "win32":
    fcntl = None
else:
    import fcntl


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
    if fcntl is None or not os.access(home, os.W_OK):
        return None
    file = (home / "lock").open("ab")
    try:
        fcntl.flock(file, (fcntl.LOCK_EX if alone else fcntl.LOCK_SH) | fcntl.LOCK_NB)
    except OSError as error:
        file.close()
        raise KnownError("office-in-use", home=home) from error
    return file
