"""Where an office lies on the disk, and where it may not."""

import os
from dataclasses import dataclass
from pathlib import Path

import platformdirs

from db.errors import KnownError

# Folders that another program copies behind our back; a database that changes while it is copied breaks.
_SYNCHRONISED = ("onedrive", "dropbox", "google drive", "googledrive", "nextcloud", "owncloud", "icloud drive")
_NETWORK_FILE_SYSTEMS = {"nfs", "nfs4", "cifs", "smb3", "smbfs", "sshfs", "fuse.sshfs", "9p", "afs", "davfs"}


@dataclass(frozen=True, slots=True)
class Paths:
    """The files of one office, all in one folder."""

    home: Path

    @property
    def database(self) -> Path:
        """The encrypted records."""
        return self.home / "office.db"

    @property
    def staged(self) -> Path:
        """A backup that is being put in place of the office."""
        return self.home / "restoring"

    @property
    def keys(self) -> Path:
        """The wrapped key of the database."""
        return self.home / "keys.json"

    @property
    def hold_an_office(self) -> bool:
        """Whether an office lies here, whole or waiting to be put in place."""
        return self.database.exists() or self.keys.exists() or self.staged.exists()

    @property
    def backups(self) -> Path:
        """The folder of automatic backups."""
        return self.home / "backups"


def default_home() -> Path:
    """Return the folder in which an office lies unless told otherwise (`GROUNDWORK_HOME` tells otherwise)."""
    told = os.environ.get("GROUNDWORK_HOME")
    return Path(told) if told else Path(platformdirs.user_data_dir("Groundwork", appauthor=False, roaming=False))


def refuse_bad_place(home: Path) -> None:
    """Refuse a folder where an encrypted database would not be safe.

    Raises KnownError `bad-place` for network paths, network file systems and synchronised folders.
    """
    text = str(home)
    if text.startswith(("\\\\", "//")):
        raise KnownError("bad-place", path=home, why="it lies on the network")
    for part in home.resolve().parts:
        if part.lower().startswith(_SYNCHRONISED):
            raise KnownError("bad-place", path=home, why=f"the folder {part} is copied by another program")
    if _file_system(home) in _NETWORK_FILE_SYSTEMS:
        raise KnownError("bad-place", path=home, why="it lies on the network")


def _file_system(path: Path) -> str:
    """Return the type of the file system that holds `path`, empty where the system does not say."""
    mounts = Path("/proc/self/mounts")
    if not mounts.exists():
        return ""
    target, best, kind = str(path.resolve()), "", ""
    for line in mounts.read_text(encoding="utf-8", errors="replace").splitlines():
        _, point, found, *_ = line.split(" ")
        point = point.replace("\\040", " ")
        inside = target == point or target.startswith(point.rstrip("/") + "/")
        if inside and len(point) >= len(best):
            best, kind = point, found
    return kind
