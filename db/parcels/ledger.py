"""The ledger of parcels: every one that went out and every one that came in."""

from dataclasses import dataclass

from sqlalchemy import delete, func, insert, select, update

from db.parcels.manifest import Manifest
from db.schema.exchange import parcel
from db.store.access import EXPORT, RECEIVE, note_access
from db.store.writing import Reading, Write

OUT, IN = "out", "in"


@dataclass(frozen=True, slots=True)
class LedgerEntry:
    """One parcel that went out or came in.

    `sha256` is of the whole file; `created` and `app` are what its sender said; `kind`, `trust` and `alarm` as in the
    manifest, `db.parcels.trust` and `db.parcels.receiving`; of a workbook that is no parcel, `kind` is "report". It is
    the `part`th of `parts` files that were written together.
    """

    direction: str
    peer: str
    serial: int
    file: str
    sha256: str
    at: str
    author: str
    records: int
    revisions: int
    parcel: str = ""
    replica: str = ""
    created: str = ""
    app: str = ""
    start: str = ""
    end: str = ""
    profile: str = ""
    kind: str = ""
    trust: str = ""
    alarm: str = ""
    part: int = 1
    parts: int = 1


def entry_of(
    manifest: Manifest,
    direction: str,
    peer: str,
    *,
    file: str,
    sha256: str,
    at: str,
    author: str,
    records: int,
    trust: str = "",
    alarm: str = "",
) -> LedgerEntry:
    """Return the entry of a parcel, which says most of it itself; `at` and `author` are who notes it and when."""
    return LedgerEntry(
        direction=direction,
        peer=peer,
        serial=manifest.serial,
        file=file,
        sha256=sha256,
        at=at,
        author=author,
        records=records,
        revisions=manifest.revisions,
        parcel=manifest.parcel,
        replica=manifest.sender.replica,
        created=manifest.created,
        app=manifest.app,
        start=manifest.period[0],
        end=manifest.period[1],
        profile=manifest.profile,
        kind=manifest.kind,
        trust=trust,
        alarm=alarm,
        part=manifest.part,
        parts=manifest.parts,
    )


def reserve_serial(write: Write, peer: str) -> int:
    """Take the next serial number to a peer. It is committed before the file is written, so it is never used twice."""
    last = select(func.max(parcel.c.serial)).where(parcel.c.direction == OUT, parcel.c.peer == peer)
    serial = (write.connection.scalar(last) or 0) + 1
    row = {"direction": OUT, "peer": peer, "serial": serial, "at": write.at, "author": write.author}
    write.connection.execute(insert(parcel).values(**row, file="", sha256="", records=0, revisions=0))
    return serial


def release_serial(write: Write, peer: str, serial: int) -> None:
    """Give back a serial number whose file was never finished."""
    unfinished = (parcel.c.direction == OUT, parcel.c.peer == peer, parcel.c.serial == serial, parcel.c.sha256 == "")
    write.connection.execute(delete(parcel).where(*unfinished))


def note_sent(write: Write, entry: LedgerEntry) -> None:
    """Complete the entry of a parcel whose file is finished, and write it into the access log."""
    mine = (parcel.c.direction == OUT, parcel.c.peer == entry.peer, parcel.c.serial == entry.serial)
    done = {name: getattr(entry, name) for name in LedgerEntry.__slots__ if name not in ("direction", "peer", "serial")}
    write.connection.execute(update(parcel).where(*mine).values(**done))
    _log(write, EXPORT, entry)


def note_received(write: Write, entry: LedgerEntry) -> None:
    """Note a parcel that came in, once; the access log has every time."""
    same = (parcel.c.direction == IN, parcel.c.peer == entry.peer, parcel.c.sha256 == entry.sha256)
    if write.connection.scalar(select(parcel.c.id).where(*same)) is None:
        row = {name: getattr(entry, name) for name in LedgerEntry.__slots__}
        write.connection.execute(insert(parcel).values(**row))
    _log(write, RECEIVE, entry)


def _log(write: Write, act: str, entry: LedgerEntry) -> None:
    note_access(
        write,
        act,
        profile=entry.profile,
        period=(entry.start, entry.end),
        count=entry.records,
        file=entry.file,
        digest=entry.sha256,
        recipient=entry.peer,
        note=entry.kind,
    )


def twin_serial(reading: Reading, entry: LedgerEntry) -> bool:
    """Whether another parcel with this number came from this replica: two copies of one database are at work."""
    mine = (parcel.c.direction == IN, parcel.c.replica == entry.replica, parcel.c.serial == entry.serial)
    other = select(parcel.c.id).where(*mine, parcel.c.peer == entry.peer, parcel.c.parcel != entry.parcel)
    return reading.connection.scalar(other.limit(1)) is not None


def missing_serials(reading: Reading) -> dict[str, list[int]]:
    """Return, by sender, the serial numbers of parcels that never came; the next parcel brings what they held.

    Those of parts count as well whose first ones came: they were written together.
    """
    came: dict[str, set[int]] = {}
    last: dict[str, int] = {}
    columns = (parcel.c.peer, parcel.c.serial, parcel.c.part, parcel.c.parts)
    for peer, serial, part, parts in reading.connection.execute(select(*columns).where(parcel.c.direction == IN)):
        came.setdefault(peer, set()).add(serial)
        last[peer] = max(last.get(peer, 0), serial + parts - part)
    return {peer: sorted({*range(1, last[peer] + 1)} - serials) for peer, serials in came.items()}


def ledger(reading: Reading) -> list[LedgerEntry]:
    """Return every parcel out and in, newest first."""
    rows = reading.connection.execute(select(parcel).order_by(parcel.c.id.desc()))
    return [LedgerEntry(**{name: getattr(row, name) for name in LedgerEntry.__slots__}) for row in rows]
