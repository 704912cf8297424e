"""The private folder from which the system's viewer opens a photo or paper: nobody else reads it, and it is emptied.

A viewer needs a file, so for a while one lies here in plain. It is read only, for its owner alone, and gone when the
program ends; what a crash left is gone when it starts again.
"""

import contextlib
import secrets
import shutil
import stat
from pathlib import Path

from db.attachments import Attached, content_of, safe_name
from db.progress import Progress
from db.store import Office

FOLDER = "opened"


def lay_out(office: Office, one: Attached, progress: Progress) -> Path:
    """Put a photo or paper into the private folder; return the file.

    Raises KnownError as `content_of` does; OSError.
    """
    content = content_of(office, one)
    whole = office.paths.home / FOLDER
    whole.mkdir(mode=stat.S_IRWXU, exist_ok=True)
    folder = whole / secrets.token_hex(4)  # two papers may have one name
    folder.mkdir(mode=stat.S_IRWXU)
    path = folder / safe_name(one)
    path.touch(mode=stat.S_IRUSR | stat.S_IWUSR)
    path.write_bytes(content)
    path.chmod(stat.S_IRUSR)
    return path


def empty(home: Path) -> None:
    """Empty the private folder; what a viewer still holds open goes the next time."""
    folder = home / FOLDER
    for path in folder.rglob("*"):
        with contextlib.suppress(OSError):
            path.chmod(stat.S_IRWXU if path.is_dir() else stat.S_IRUSR | stat.S_IWUSR)
    shutil.rmtree(folder, ignore_errors=True)
