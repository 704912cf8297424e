"""How a database notices that it is a copy: of itself on another machine, in another folder, or of an older day.

Outside the office's folder, where a copy or a backup of it does not reach, lies a small note of how far this replica
had come and where. It holds no word of any record. A copy takes a new replica id before it writes anything, so two
copies never speak with one voice; where no note is left, its peers' receipts tell.
"""

import contextlib
import getpass
import hashlib
import json
import os
import platform
import sys
from dataclasses import asdict, dataclass
from pathlib import Path

import platformdirs

from db.marks import N_

RESTORED, COPIED = "restored", "copied"
CAME_BACK = {
    RESTORED: N_(
        "This office came back from an older day. Nothing is lost: what was sent since comes back with the next "
        "parcels. From now on this laptop is {laptop}."
    ),
    COPIED: N_(
        "This office is a copy of one that lies elsewhere. Both can go on; from now on this laptop is {laptop}."
    ),
}


@dataclass(frozen=True, slots=True)
class Place:
    """Where a replica stands: the folder of its office, and the number and id of its newest revision."""

    home: str
    seq: int
    last: str


def folder() -> Path:
    """Return where the notes lie (`GROUNDWORK_STATE` says otherwise)."""
    told = os.environ.get("GROUNDWORK_STATE")
    return Path(told) if told else Path(platformdirs.user_state_dir("Groundwork", appauthor=False))


def read_note(replica: str) -> Place | None:
    """Return the note on a replica; None where there is none that can be read."""
    try:
        found = json.loads((folder() / f"{replica}.json").read_text(encoding="utf-8"))
        return Place(str(found["home"]), int(found["seq"]), str(found["last"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def write_note(replica: str, place: Place) -> None:
    """Note where a replica stands. A disk that refuses costs an early warning and nothing else."""
    with contextlib.suppress(OSError):
        folder().mkdir(parents=True, exist_ok=True)
        (folder() / f"{replica}.json").write_text(json.dumps(asdict(place)), encoding="utf-8")


def what_happened(note: Place | None, now: Place) -> str:
    """Return "restored" where the database is older than its note, "copied" where another folder has it too, or ""."""
    if note is None:
        return ""
    if note.seq > now.seq or (note.seq == now.seq and note.last != now.last):
        return RESTORED
    elsewhere = note.home != now.home and (Path(note.home) / "office.db").exists()
    return COPIED if elsewhere else ""


def machine() -> str:
    """Return a fingerprint of this computer and this account, by which a copy on another one is known."""
    parts = [_machine_id() or platform.node(), getpass.getuser()]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def _machine_id() -> str:
    if sys.platform == "win32":
        import winreg

        with (
            contextlib.suppress(OSError),
            winreg.OpenKey(
                winreg.HKEY_LOCAL_MACHINE,
                r"SOFTWARE\Microsoft\Cryptography",
                0,
                winreg.KEY_READ | winreg.KEY_WOW64_64KEY,
            ) as key,
        ):
            return str(winreg.QueryValueEx(key, "MachineGuid")[0])
        return ""
    with contextlib.suppress(OSError):
        return Path("/etc/machine-id").read_text(encoding="ascii").strip()
    return ""
