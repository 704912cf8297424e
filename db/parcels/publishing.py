"""Workbooks for others than a peer: for partners, for the public, everything of a period for headquarters.

They carry no envelope: nobody can receive them, and what is not in their cells is not in them.
"""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import db
from db.errors import KnownError
from db.marks import N_
from db.parcels.ledger import OUT, LedgerEntry, note_sent, release_serial, reserve_serial
from db.parcels.packing import free_name, locked
from db.parcels.profiles import CONSOLIDATED, CONTAINS, LEFT_OUT, PARTNER, PUBLIC, Extract, extract
from db.parcels.sending import in_scope
from db.progress import Progress, silent
from db.records.outside import remember, told_before
from db.store.files import clear_leftovers, make_aside
from db.store.office import Office, new_uid
from db.store.settings import SUPPRESS_BELOW, number_of
from db.workbooks import read_book

_NAME = re.compile(r"[\w&.-][\w &.-]{0,39}")
_NO_PERIOD = ("", "")


@dataclass(frozen=True, slots=True)
class Published:
    """A workbook that was written, how many records it shows, and how many stayed out and why (keys of `LEFT_OUT`).

    `blanked` is the number of records in which something was blanked.
    """

    file: Path
    serial: int
    profile: str
    records: int
    blanked: int
    left_out: Mapping[str, int]


def publish(
    office: Office,
    profile: str,
    recipient: str,
    folder: Path,
    *,
    period: tuple[str, str] = _NO_PERIOD,
    password: str = "",
    progress: Progress = silent,
) -> Published:
    """Write the workbook of a profile ("partner" or "public") for somebody into a folder, and note it in the ledger.

    Raises KnownError `bad-recipient`, `bad-window`, `cannot-write`, `disk-full`; `Cancelled`. Then no file is left.
    """
    assert profile in (PARTNER, PUBLIC)
    recipient = " ".join(recipient.split())
    if not _NAME.fullmatch(recipient):
        raise KnownError("bad-recipient", name=recipient)
    if not folder.is_dir():
        raise KnownError("cannot-write", path=folder, why="there is no such folder")
    return _write(office, profile, recipient, folder, period, password, progress)


def consolidate(
    office: Office,
    target: Path,
    *,
    period: tuple[str, str] = _NO_PERIOD,
    password: str = "",
    progress: Progress = silent,
) -> Published:
    """Write everything of a period, of all offices, into one workbook, and note it in the ledger.

    Raises KnownError `bad-workbook-name`, `bad-window`, `cannot-write`, `disk-full`; `Cancelled`. Then no file is left.
    """
    if target.suffix.lower() != ".xlsx":
        raise KnownError("bad-workbook-name", path=target)
    return _write(office, CONSOLIDATED, "", target, period, password, progress)


def _write(
    office: Office,
    profile: str,
    recipient: str,
    where: Path,
    period: tuple[str, str],
    password: str,
    progress: Progress,
) -> Published:
    if all(period) and period[1] < period[0]:
        raise KnownError("bad-window", start=period[0], end=period[1])
    # A series of its own: a peer that counts the parcels to it must not miss numbers that went elsewhere.
    peer = f"{recipient} {profile}".strip()
    with office.write("serial") as write:
        records, _ = in_scope(write, "", period)
        below, former = number_of(write, SUPPRESS_BELOW), told_before(write, records)
        serial = reserve_serial(write, peer)
    made = extract(profile, records, office.mission, below, former)
    at = office.clock()
    name = f"{office.mission.short}_CA_{office.identity.name}-{_slug(peer)}"
    name += f"_{period[0] or 'all'}_{period[1] or at[:10]}_S{serial:03d}.xlsx"
    target = free_name(where, name) if profile != CONSOLIDATED else where

    def make(partial: Path) -> None:
        from db.parcels.plain_book import write_plain  # its library is slow to load and needed only here

        facts, parts = _words(office, profile, recipient, period, at, made, below)
        title = N_("Groundwork · {mission}").format(mission=office.mission.short)
        content = write_plain(title, facts, parts, made.tables, office.mission, progress)
        partial.write_bytes(locked(content, password) if password else content)
        found = read_book(partial, password=password)
        if [sheet.name for sheet in found.sheets[1:]] != [table.title for table in made.tables]:
            raise KnownError("cannot-write", path=target, why="what was written could not be read back")

    try:
        clear_leftovers(target.parent, f".{office.mission.short}_CA_*.partial")
        make_aside(target, make)
    except BaseException:
        with office.write("serial") as write:
            release_serial(write, peer, serial)
        raise
    rows = _note(office, peer, serial, profile, target, period, made)
    return Published(target, serial, profile, rows, made.blanked, made.left_out)


def _slug(name: str) -> str:
    return name.replace(" ", "-")


def _words(
    office: Office, profile: str, recipient: str, period: tuple[str, str], at: str, made: Extract, below: int
) -> tuple[list[tuple[str, str]], list[tuple[str, list[str]]]]:
    """Return what the first sheet says."""
    mission, own = office.mission, office.identity
    span = f"{period[0] or '…'} – {period[1] or '…'}" if any(period) else N_("all records")
    left_out = [LEFT_OUT[why].format(count=count) for why, count in made.left_out.items() if count]
    facts = [
        (N_("From"), f"{mission.office_name(own.office)} ({own.office}), {own.laptop}"),
        (N_("For"), recipient or mission.office_name(own.office)),
        (N_("Written"), f"{at} · {office.author}"),
        (N_("Period"), span),
        (N_("Records"), ", ".join(f"{table.title}: {len(table.rows)}" for table in made.tables)),
        (N_("What is in it"), CONTAINS[profile]),
        *([(N_("Left out"), "; ".join(left_out))] if left_out else []),
        (N_("Note"), mission.note),
    ]
    lines = [N_("Row 1 has the names of the columns, row 2 their HXL tags, the records follow from row 3 on.")]
    if profile == CONSOLIDATED:
        lines.append(N_("Blank means not recorded; 0 means none. What is changed in here reaches nobody."))
    else:
        lines.append(
            N_("Blank means not recorded, or blanked because it is small: the last column says which. 0 means none.")
        )
        lines.append(
            N_(
                "Counts that moved by less than {below} since they were told stay as they were told; where nothing can "
                "be told beside what was told before, the last column says “all”."
            ).format(below=below)
        )
    return facts, [(N_("How to read it"), lines)]


def _note(
    office: Office,
    peer: str,
    serial: int,
    profile: str,
    target: Path,
    period: tuple[str, str],
    made: Extract,
) -> int:
    """Complete the ledger's entry, and remember what was told; return how many rows there are."""
    rows = sum(len(table.rows) for table in made.tables)
    digest = hashlib.sha256(target.read_bytes()).hexdigest()
    with office.write("serial") as write:
        remember(write, made.pages)
        note_sent(
            write,
            LedgerEntry(
                direction=OUT,
                peer=peer,
                serial=serial,
                file=target.name,
                sha256=digest,
                at=write.at,
                author=write.author,
                records=rows,
                revisions=0,
                parcel=new_uid(),
                replica=write.identity.replica,
                created=write.at,
                app=db.__version__,
                start=period[0],
                end=period[1],
                profile=profile,
                kind="report",
            ),
        )
    return rows
