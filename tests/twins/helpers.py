"""What the tests of duplicates share."""

from pathlib import Path

from db.parcels import receive_parcels
from db.records import view
from db.records.views import RecordView
from db.revisions import RecordKey
from db.store import Office
from db.twins import Twins, different, find_twins, merge
from tests.parcels.helpers import send


def pairs(office: Office, kind: str = "") -> list[Twins]:
    """The pairs that an office offers."""
    with office.read() as reading:
        return find_twins(reading, kind)


def offered(office: Office) -> set[frozenset[str]]:
    """The ids of the pairs that an office offers."""
    return {pair.uids for pair in pairs(office)}


def seen(office: Office, key: RecordKey) -> RecordView:
    """A record as an office has it."""
    with office.read() as reading:
        return view(reading, key)


def merge_at(office: Office, keep: RecordKey, other: RecordKey, **choices: str) -> str:
    """Merge two records at an office; return the gesture."""
    with office.write("merge") as write:
        merge(write, keep.uid, other.uid, choices)
    return write.gesture


def tell_apart(office: Office, one: RecordKey, other: RecordKey) -> None:
    """Say at an office that two records are two events."""
    with office.write("different") as write:
        different(write, one.uid, other.uid)


def pass_on(sender: Office, receiver: Office, folder: Path) -> None:
    """Carry a parcel from one office to another."""
    peer = "HQ" if receiver.identity.role == "hq" else receiver.identity.office
    receive_parcels(receiver, [send(sender, peer, folder)])
