"""Making the file of a parcel: the manifest, the seal, written aside, read back by the receiver's reader, renamed."""

import hashlib
import io
import os
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import db
from db.catalogue import DATA_FORMAT
from db.errors import KnownError
from db.parcels.carrying import seals_of
from db.parcels.channels import Piece, Receipt
from db.parcels.manifest import (
    Manifest,
    channel_parts,
    lines_digest,
    list_digest,
    receipt_parts,
    signed_bytes,
    to_chunks,
)
from db.parcels.payload import revision_lines
from db.parcels.protected import masked
from db.parcels.reader import read_back
from db.parcels.rows import Record, named, shown_sheets
from db.parcels.trust import own_seal
from db.progress import Progress
from db.revisions import Revision
from db.store.code_lists import SentList
from db.store.files import clear_leftovers, make_aside
from db.store.office import Office, new_uid

HEADQUARTERS = "HQ"
MIN_READER = 1  # the oldest format whose reader understands what is written here


@dataclass(frozen=True, slots=True)
class Content:
    """What goes into one parcel."""

    records: Mapping[str, Record]
    revisions: list[Revision]
    period: tuple[str, str]
    kind: str = "changes"
    pieces: tuple[Piece, ...] = ()
    receipts: tuple[Receipt, ...] = ()
    lists: Mapping[str, SentList] | None = None
    revoked: tuple[Mapping[str, str], ...] = ()
    recovery: str = ""
    missing: Mapping[str, list[int]] | None = None
    attachments: tuple[str, ...] = ()
    lacking: tuple[str, ...] | None = None
    part: int = 1
    parts: int = 1


@dataclass(frozen=True, slots=True)
class Packed:
    """A parcel's finished file, its SHA-256, and how many rows it shows."""

    file: Path
    sha256: str
    rows: int
    manifest: Manifest


def pack(
    office: Office, peer: str, folder: Path, serial: int, content: Content, password: str, progress: Progress
) -> Packed:
    """Write one parcel into a folder, under a name at which nothing lies.

    Raises KnownError `cannot-write`, `disk-full`; `Cancelled`. Then no file is left.
    """
    mission, lines = office.mission, revision_lines(content.revisions)
    # As the receiver will find them: a part may not hold what a record points at.
    records = masked(named(content.records))
    lists = content.lists or {}
    manifest = Manifest(
        parcel=new_uid(),
        serial=serial,
        sender=office.identity,
        to=peer,
        created=office.clock(),
        author=office.author,
        app=db.__version__,
        data_format=DATA_FORMAT,
        records=len(content.records),
        revisions=len(content.revisions),
        digest=lines_digest(lines),
        sheets={sheet.title: len(rows) for sheet, rows in shown_sheets(mission, records)},
        period=content.period,
        kind=content.kind,
        chan=channel_parts(content.pieces, content.revisions),
        ack=receipt_parts(content.receipts),
        lists={
            name: {"version": one.version, "digest": list_digest(one.entries), "at": one.at, "author": one.author}
            for name, one in lists.items()
        },
        revoked=content.revoked,
        recovery=content.recovery,
        missing=dict(content.missing or {}),
        min_reader=MIN_READER,
        attachments=seals_of(office.attachments, content.attachments),
        lacking=content.lacking,
        part=content.part,
        parts=content.parts,
    )
    target = free_name(folder, _file_name(office, manifest))
    whole: list[Manifest] = []

    def envelope(others: str) -> list[tuple[int, int, str, str]]:
        whole.append(replace(manifest, others=others))
        with office.write("key") as write:
            seal = own_seal(write, signed_bytes(whole[-1]))
        return to_chunks(whole[-1], seal, {name: one.entries for name, one in lists.items()}, lines)

    def make(partial: Path) -> None:
        from db.parcels.writer import write_workbook  # its library is slow to load and needed only here

        written = write_workbook(manifest, envelope, records, mission, progress)
        partial.write_bytes(locked(written, password) if password else written)
        if read_back(partial, password=password) != (whole[-1], True):
            raise KnownError("cannot-write", path=folder, why="what was written could not be read back")

    clear_leftovers(folder, f".{office.mission.short}_CA_*.partial")
    make_aside(target, make)
    return Packed(target, hashlib.sha256(target.read_bytes()).hexdigest(), sum(manifest.sheets.values()), whole[-1])


def locked(workbook: bytes, password: str) -> bytes:
    """Return a workbook behind a password, as Excel itself does it (ECMA-376 agile encryption)."""
    # Slow to load and rarely needed.
    from msoffcrypto.format.ooxml import OOXMLFile  # pyright: ignore[reportMissingTypeStubs]

    inside = io.BytesIO()
    OOXMLFile(io.BytesIO(workbook)).encrypt(unicodedata.normalize("NFC", password), inside)  # pyright: ignore
    return inside.getvalue()


def _file_name(office: Office, manifest: Manifest) -> str:
    """Return the name by which people recognise the file; nobody trusts it."""
    start, end = manifest.period[0] or "all", manifest.period[1] or manifest.created[:10]
    sender = office.identity.name
    if manifest.to != HEADQUARTERS:
        sender += f"-to-{manifest.to}"
    return f"{office.mission.short}_CA_{sender}_{start}_{end}_S{manifest.serial:03d}.xlsx"


def free_name(folder: Path, name: str) -> Path:
    """Return a path in the folder that nothing lies at: a file that may be open elsewhere is never replaced."""
    stem = name.removesuffix(".xlsx")
    candidates = (folder / (f"{stem}-{n}.xlsx" if n > 1 else name) for n in range(1, 1000))
    return next(path for path in candidates if not os.path.exists(path))  # of a name too long it says no: writing tells
