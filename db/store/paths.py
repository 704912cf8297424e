"""Where an office lies on the disk, and where it may not."""

import os
import sys
from dataclasses import dataclass
from pathlib import Path

import platformdirs

from db.errors import KnownError

# Folders that another program copies behind our back; a database that changes while it is copied breaks.
_SYNCHRONISED = ("onedrive", "dropbox", "google drive", "googledrive", "nextcloud", "owncloud", "icloud drive")
_NETWORK_FILE_SYSTEMS = {"nfs", "nfs4", "cifs", "smb3", "smbfs", "sshfs", "fuse.sshfs", "9p", "afs", "davfs"}
_MOUNTS, _BLOCKS, _MEDIA = Path("/proc/self/mounts"), Path("/sys/class/block"), ("/media/", "/run/media/")
_DRIVE_REMOVABLE = 2


@dataclass(frozen=True, slots=True)
class Paths:
    """The files of one office, all in one folder."""

    home: Path

    @property
    def database(self) -> Path:
        """The encrypted records."""
        return self.home / "office.db"

    @property
    def attachments(self) -> Path:
        """The encrypted bytes of photos and papers."""
        return self.home / "attachments.db"

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


def is_removable(folder: Path) -> bool:
    """Whether a folder lies on a stick or a card that somebody will pull out."""
    if sys.platform == "win32":
        import ctypes

        return ctypes.WinDLL("kernel32").GetDriveTypeW(folder.resolve().anchor) == _DRIVE_REMOVABLE
    mount = _mount(folder)
    if mount is None:
        return False
    block = _BLOCKS / Path(mount.device).name
    if not block.exists():
        return mount.point.startswith(_MEDIA) and mount.kind not in _NETWORK_FILE_SYSTEMS
    # A partition has its disk above it; a disk that hangs on USB is pulled out although it calls itself fixed.
    disk = block.resolve()
    said = [file for file in (disk / "removable", disk.parent / "removable") if file.is_file()]
    return any(file.read_text().strip() == "1" for file in said) or "/usb" in str(disk)


@dataclass(frozen=True, slots=True)
class _Mount:
    device: str
    point: str
    kind: str


def _file_system(path: Path) -> str:
    """Return the type of the file system that holds `path`, empty where the system does not say."""
    mount = _mount(path)
    return mount.kind if mount else ""


def _mount(path: Path) -> _Mount | None:
    """Return what is mounted where `path` lies."""
    if not _MOUNTS.exists():
        return None
    target, best = str(path.resolve()), None
    for line in _MOUNTS.read_text(encoding="utf-8", errors="replace").splitlines():
        device, point, kind, *_ = line.split(" ")
        point = point.replace("\\040", " ")
        inside = target == point or target.startswith(point.rstrip("/") + "/")
        if inside and (best is None or len(point) >= len(best.point)):
            best = _Mount(device, point, kind)
    return best
