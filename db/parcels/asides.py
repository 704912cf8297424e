"""Parcels that were set aside: not taken in, never thrown away, kept whole inside the encrypted file."""

from dataclasses import dataclass

from sqlalchemy import delete, select
from sqlalchemy.dialects.sqlite import insert

from db.errors import KnownError
from db.marks import N_
from db.schema.exchange import aside
from db.store.writing import Reading, Write

ASIDE: dict[str, str] = {
    "unconfirmed": N_(
        "Nobody has compared the code of {laptop} yet. Its parcel was set aside. Call the office, compare the code, "
        "then take the parcel in."
    ),
    "signature-broken": N_(
        "The signature does not fit what the parcel says, so somebody or something changed it. It was set aside. Ask "
        "{laptop} to send it again."
    ),
    "key-changed": N_(
        "The parcel says that it is from {laptop} but has another signature. It was set aside. Call the office before "
        "anything of it is taken in."
    ),
    "unsigned-now": N_(
        "The parcel says that it is from {laptop}, which signs its parcels, and has no signature. It was set aside. "
        "Ask the office to send it again."
    ),
    "revoked": N_("{laptop} was reported lost before this parcel was written. It was set aside."),
    "other-headquarters": N_(
        "The parcel says that it is from headquarters, but not from the one known here. It was set aside. Call "
        "headquarters and compare the code of {laptop}."
    ),
    "too-new": N_(
        "The parcel of {laptop} was written by a newer Groundwork. It is kept and shown as soon as this one is updated."
    ),
}


@dataclass(frozen=True, slots=True)
class Aside:
    """One parcel that was set aside. `why` is a key of `ASIDE`."""

    id: int
    file: str
    replica: str
    peer: str
    serial: int
    why: str
    at: str
    author: str


def set_aside(
    write: Write,
    why: str,
    *,
    file: str,
    sha256: str,
    content: bytes,
    replica: str = "",
    peer: str = "",
    serial: int = 0,
) -> None:
    """Keep a parcel that is not taken in; one that lies aside already stays as it is. `why` is a key of `ASIDE`."""
    row = {"file": file, "sha256": sha256, "content": content, "replica": replica, "peer": peer, "serial": serial}
    statement = insert(aside).values(**row, why=why, at=write.at, author=write.author)
    write.connection.execute(statement.on_conflict_do_nothing(index_elements=["sha256"]))


def asides(reading: Reading) -> list[Aside]:
    """Return the parcels that lie aside, newest first."""
    columns = [aside.c[name] for name in Aside.__slots__]
    rows = reading.connection.execute(select(*columns).order_by(aside.c.id.desc()))
    return [Aside(**row) for row in rows.mappings()]


def content_of(reading: Reading, one: int) -> bytes:
    """Return the file of a parcel that lies aside.

    Raises KnownError `no-aside`.
    """
    found = reading.connection.scalar(select(aside.c.content).where(aside.c.id == one))
    if found is None:
        raise KnownError("no-aside", id=one)
    return found


def forget(write: Write, sha256: str) -> None:
    """Take a parcel off the shelf: it has been taken in, or a person has decided to throw it away."""
    write.connection.execute(delete(aside).where(aside.c.sha256 == sha256))
