"""Sending a parcel: what goes to whom, written aside, read back, renamed, and noted in the ledger."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import ColumnElement, func, or_, select

import db
from db.catalogue import DATA_FORMAT, RECORD_TYPES
from db.errors import KnownError
from db.parcels.channels import Piece, Receipt
from db.parcels.layout import sheets_of
from db.parcels.ledger import OUT, LedgerEntry, note_sent, release_serial, reserve_serial
from db.parcels.manifest import Manifest, channel_parts, lines_digest, receipt_parts
from db.parcels.payload import revision_lines
from db.parcels.reader import read_parcel
from db.parcels.rows import Record, records_in, rows_of
from db.parcels.standing import peers_of, piece_for, queue, receipt_for
from db.progress import Progress, silent
from db.revisions import Revision
from db.schema.tables import activity, replica, tally
from db.schema.tables import revision as revision_table
from db.store.files import clear_leftovers, make_aside
from db.store.log import revisions_of
from db.store.office import OFFICE_CODE, Office, new_uid
from db.store.writing import Reading, Write

HEADQUARTERS = "HQ"


@dataclass(frozen=True, slots=True)
class Sent:
    """A parcel that was written: its file and what is in it."""

    file: Path
    serial: int
    records: int
    revisions: int


def export_parcel(
    office: Office,
    peer: str,
    folder: Path,
    *,
    start: str = "",
    end: str = "",
    full: bool = False,
    progress: Progress = silent,
) -> Sent:
    """Write a parcel for `peer` (an office's code, or HQ) into `folder`.

    A field office sends what it has; headquarters sends an office that office's records. Once the peer has confirmed
    something, only records with changes after that go, whole, unless `full` asks for all. `start` and `end` (ISO days,
    either may be empty) choose the activities whose dates overlap a period instead.

    Raises KnownError `bad-office-code`, `cannot-write`, `disk-full`, `bad-window`; `Cancelled`. Then no file is left
    and the serial number is free again.
    """
    peer = peer.strip().upper()
    if not OFFICE_CODE.fullmatch(peer):
        raise KnownError("bad-office-code", office=peer)
    if start and end and end < start:
        raise KnownError("bad-window", start=start, end=end)
    if not folder.is_dir():
        raise KnownError("cannot-write", path=folder, why="there is no such folder")
    with office.write("serial") as write:
        content = _gather(write, peer, (start, end), full=full)
        serial = reserve_serial(write, peer)
    try:
        sent, digest = _write(office, peer, folder, serial, content, progress)
    except BaseException:
        with office.write("serial") as write:
            release_serial(write, peer, serial)
        raise
    with office.write("serial") as write:
        entry = LedgerEntry(
            OUT, peer, serial, sent.file.name, digest, write.at, write.author, sent.records, sent.revisions
        )
        note_sent(write, entry)
    return sent


@dataclass(frozen=True, slots=True)
class _Content:
    """What goes into a parcel."""

    records: dict[str, Record]
    revisions: list[Revision]
    period: tuple[str, str]
    pieces: tuple[Piece, ...] = ()
    receipts: tuple[Receipt, ...] = ()


def _gather(write: Write, peer: str, period: tuple[str, str], *, full: bool) -> _Content:
    """Choose what goes to a peer, and bring the channels to its replicas up to date."""
    records, revisions = in_scope(write, peer, period)
    known = peers_of(write, peer)
    if any(period) or not known:
        return _Content(records, revisions, period)  # a part of the whole moves no channel
    for one in known:
        queue(write, one, [revision.id for revision in revisions])
    pieces = tuple(piece_for(write, one) for one in known)
    if not full:
        # Whole records, so that the visible cells and what they were made of travel together.
        going = {i for piece in pieces for i in piece.ids}
        uids = {revision.record.uid for revision in revisions if revision.id in going}
        uids |= {str(records[uid].values.get(owner)) for uid in uids if (owner := _owner_field(records, uid))}
        records = {uid: record for uid, record in records.items() if uid in uids}
        revisions = [revision for revision in revisions if revision.record.uid in uids]
    return _Content(records, revisions, period, pieces, tuple(receipt_for(write, one) for one in known))


def _owner_field(records: Mapping[str, Record], uid: str) -> str:
    return RECORD_TYPES[records[uid].type].owner if uid in records else ""


def _write(
    office: Office, peer: str, folder: Path, serial: int, content: _Content, progress: Progress
) -> tuple[Sent, str]:
    """Write the file and prove it with the receiver's own reader; return it and its SHA-256."""
    mission, lines = office.mission, revision_lines(content.revisions)
    counts = {sheet.title: len(rows_of(sheet, content.records)) for sheet in sheets_of(mission)}
    created = office.clock()
    manifest = Manifest(
        parcel=new_uid(),
        serial=serial,
        sender=office.identity,
        to=peer,
        created=created,
        author=office.author,
        app=db.__version__,
        data_format=DATA_FORMAT,
        records=len(content.records),
        revisions=len(content.revisions),
        digest=lines_digest(lines),
        sheets=counts,
        period=content.period,
        chan=channel_parts(content.pieces, content.revisions),
        ack=receipt_parts(content.receipts),
    )
    target = _free_name(folder, _file_name(office, manifest, created))

    def make(partial: Path) -> None:
        from db.parcels.writer import write_workbook  # its library is slow to load and needed only here

        write_workbook(partial, manifest, lines, content.records, mission, progress)
        if read_parcel(partial).manifest != manifest:
            raise KnownError("cannot-write", path=folder, why="what was written could not be read back")

    clear_leftovers(folder, f".{office.mission.short}_CA_*.partial")
    make_aside(target, make)
    sent = Sent(target, serial, sum(counts.values()), len(content.revisions))
    return sent, hashlib.sha256(target.read_bytes()).hexdigest()


def in_scope(reading: Reading, peer: str, period: tuple[str, str]) -> tuple[dict[str, Record], list[Revision]]:
    """Return the records that go to a peer, by uid, and all their revisions.

    Deleted records go too: a deletion has to arrive. Records whose activity or type is not known here are relayed
    untouched; from headquarters only to the office that made them.
    """
    mine = [activity.c.office == peer] if reading.identity.role == "hq" else []
    chosen = select(activity.c.uid).where(*mine, *_overlap(period))
    counts = select(tally.c.uid).where(tally.c.activity.in_(chosen))
    known = select(tally.c.uid).where(tally.c.activity.in_(select(activity.c.uid)))
    strays = (
        select(revision_table.c.uid)
        .distinct()
        .where(revision_table.c.uid.not_in(select(activity.c.uid)), revision_table.c.uid.not_in(known))
    )
    if mine:
        strays = strays.where(revision_table.c.replica.in_(select(replica.c.id).where(replica.c.office == peer)))
    uids = [uid for wanted in (chosen, counts, strays) for uid in reading.connection.scalars(wanted)]
    revisions = [r for found in revisions_of(reading.connection, uids).values() for r in found]
    return records_in(revisions), sorted(revisions, key=lambda r: (r.replica, r.seq, r.id))


def _overlap(period: tuple[str, str]) -> list[ColumnElement[bool]]:
    """Return the conditions by which an activity overlaps a period; one without days belongs to every period."""
    start = func.coalesce(activity.c.actual_start, activity.c.planned_start)
    end = func.coalesce(activity.c.actual_end, activity.c.planned_end)
    first, last = func.coalesce(start, end), func.coalesce(end, start)
    conditions: list[ColumnElement[bool]] = []
    if period[0]:
        conditions.append(or_(last.is_(None), last >= period[0]))
    if period[1]:
        conditions.append(or_(first.is_(None), first <= period[1]))
    return conditions


def _file_name(office: Office, manifest: Manifest, created: str) -> str:
    """Return the name by which people recognise the file; nobody trusts it."""
    start, end = manifest.period[0] or "all", manifest.period[1] or created[:10]
    sender = f"{office.identity.office}-{office.identity.laptop}"
    if manifest.to != HEADQUARTERS:
        sender += f"-to-{manifest.to}"
    return f"{office.mission.short}_CA_{sender}_{start}_{end}_S{manifest.serial:03d}.xlsx"


def _free_name(folder: Path, name: str) -> Path:
    """Return a path in the folder that nothing lies at: a file that may be open elsewhere is never replaced."""
    stem = name.removesuffix(".xlsx")
    candidates = (folder / (f"{stem}-{n}.xlsx" if n > 1 else name) for n in range(1, 1000))
    return next(path for path in candidates if not path.exists())
