"""Sending a parcel: what goes to whom, in as many files as it needs, noted in the ledger."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import zip_longest
from pathlib import Path

from sqlalchemy import ColumnElement, Select, and_, func, or_, select, union_all

from db.catalogue import LOCK_TYPES, RECORD_TYPES, SHARED_TYPES
from db.catalogue.organisations import CONTACT
from db.errors import KnownError
from db.parcels.carrying import bytes_for, lacking_of
from db.parcels.channels import Piece, link
from db.parcels.companion import write_companions
from db.parcels.ledger import OUT, entry_of, missing_serials, note_sent, release_serial, reserve_serial
from db.parcels.packing import HEADQUARTERS, Content, Packed, pack
from db.parcels.rows import Record, records_in
from db.parcels.standing import peers_of, piece_for, queue, receipt_for
from db.parcels.trust import revocations
from db.progress import Progress, silent
from db.revisions import Revision
from db.schema.recommendations import context_note, report_text
from db.schema.tables import activity, child, metadata, pair, replica
from db.schema.tables import revision as revision_table
from db.store.code_lists import kept_lists
from db.store.log import revisions_of
from db.store.office import OFFICE_CODE, Office
from db.store.recovery import own_recovery_key
from db.store.writing import Reading, Write

__all__ = ["HEADQUARTERS", "Sent", "export_parcel", "in_scope"]

PART = 20_000  # revisions in one file; more make several, each complete in itself


@dataclass(frozen=True, slots=True)
class Sent:
    """A parcel that was written: its file and what is in it. `kind` is "changes", "receipt" or "nil".

    `more` are further files, where one could not hold everything; they may arrive in any order. `companions` hold the
    bytes of so many `attachments` (photos and papers) and are sent along.
    """

    file: Path
    serial: int
    records: int
    revisions: int
    kind: str = "changes"
    more: tuple["Sent", ...] = ()
    attachments: int = 0
    companions: tuple[Path, ...] = ()


def export_parcel(
    office: Office,
    peer: str,
    folder: Path,
    *,
    start: str = "",
    end: str = "",
    full: bool = False,
    nil: bool = False,
    password: str = "",
    progress: Progress = silent,
) -> Sent:
    """Write a parcel for `peer` (an office's code, or HQ) into `folder`.

    A field office sends what it has; headquarters sends an office that office's records, its lists and the laptops it
    has revoked. Once the peer has confirmed something, only records with changes after that go, whole, unless `full`
    asks for all; where there is nothing new, the parcel is a receipt. `start` and `end` (ISO days, either may be
    empty) choose the activities whose dates overlap a period instead. `nil` says that nothing happened in a period.
    `password` protects the file for people; it is not the seal.

    Raises KnownError `bad-office-code`, `cannot-write`, `disk-full`, `bad-window`, `nil-needs-period`,
    `nil-not-empty`; `Cancelled`. Then the file that was being written is not left and its serial number is free again.
    """
    peer = peer.strip().upper()
    if not OFFICE_CODE.fullmatch(peer):
        raise KnownError("bad-office-code", office=peer)
    if start and end and end < start:
        raise KnownError("bad-window", start=start, end=end)
    if nil and not (start and end):
        raise KnownError("nil-needs-period")
    if not folder.is_dir():
        raise KnownError("cannot-write", path=folder, why="there is no such folder")
    with office.write("serial") as write:
        whole = _nothing(write, peer, (start, end)) if nil else _gather(write, office, peer, (start, end), full=full)
        contents = list(_parts(whole))
        parts = [
            (replace(content, part=place, parts=len(contents)), reserve_serial(write, peer))
            for place, content in enumerate(contents, 1)
        ]
    sent: list[Sent] = []
    for place, (content, serial) in enumerate(parts):
        try:
            packed = pack(office, peer, folder, serial, content, password, progress)
        except BaseException:
            with office.write("serial") as write:
                for _, unused in parts[place:]:
                    release_serial(write, peer, unused)
            raise
        _note(office, packed)
        sent.append(Sent(packed.file, serial, packed.rows, len(content.revisions), content.kind))
    companions = write_companions(office.attachments, sent[0].file, whole.attachments)
    return replace(sent[0], more=tuple(sent[1:]), attachments=len(whole.attachments), companions=tuple(companions))


def _note(office: Office, packed: Packed) -> None:
    """Complete the ledger's entry of a finished file."""
    with office.write("serial") as write:
        entry = entry_of(
            packed.manifest,
            OUT,
            packed.manifest.to,
            file=packed.file.name,
            sha256=packed.sha256,
            at=write.at,
            author=write.author,
            records=packed.rows,
        )
        note_sent(write, entry)


def _gather(write: Write, office: Office, peer: str, period: tuple[str, str], *, full: bool) -> Content:
    """Choose what goes to a peer, and bring the channels to its replicas up to date."""
    records, revisions = in_scope(write, peer, period)
    known = peers_of(write, peer)
    attachments = bytes_for(write, office.attachments, records, known, full=full)
    content = _addressed(write, peer, Content(records, revisions, period, attachments=attachments))
    if any(period) or not known:
        return content  # a part of the whole moves no channel
    for one in known:
        queue(write, one, [revision.id for revision in revisions])
    pieces = tuple(piece_for(write, one) for one in known)
    receipts = tuple(receipt_for(write, one) for one in known)
    # What is lacking is told together with what is here: only of the whole can both be said.
    content = replace(content, pieces=pieces, receipts=receipts, lacking=lacking_of(office.attachments, records))
    if full:
        return content
    going = {i for piece in pieces for i in piece.ids}
    return replace(_only(content, going), kind="changes" if going else "receipt")


def _addressed(write: Write, peer: str, content: Content) -> Content:
    """Add what every parcel to a peer carries besides records."""
    from_headquarters = write.identity.role == "hq"
    prefix = f"{peer}-" if peer != HEADQUARTERS else ""
    missing = {who: numbers for who, numbers in missing_serials(write).items() if numbers and who.startswith(prefix)}
    return replace(
        content,
        lists=kept_lists(write) if from_headquarters else None,
        revoked=revocations(write),
        recovery=own_recovery_key(write) if from_headquarters else "",
        missing=missing,
    )


def _nothing(write: Write, peer: str, period: tuple[str, str]) -> Content:
    """Return the parcel that says that nothing happened in a period.

    Raises KnownError `nil-not-empty`.
    """
    mine = (activity.c.office == write.identity.office, activity.c.deleted.is_(False))
    dated = func.coalesce(
        activity.c.actual_start, activity.c.planned_start, activity.c.actual_end, activity.c.planned_end
    )
    there = select(func.count()).where(*mine, dated.is_not(None), *overlapping(period))
    if count := write.connection.scalar(there):
        raise KnownError("nil-not-empty", count=count)
    return _addressed(write, peer, Content({}, [], period, "nil"))


def _only(content: Content, going: set[str]) -> Content:
    """Return the records that have one of these revisions, whole, with the records they belong to and point at.

    So the visible cells and what they were made of travel together.
    """
    records = content.records
    uids = {revision.record.uid for revision in content.revisions if revision.id in going}
    for _ in range(2):  # the owner, and what the owner points at
        uids |= {other for uid in uids if uid in records for other in _linked(records[uid])}
    return replace(
        content,
        records={uid: record for uid, record in records.items() if uid in uids},
        revisions=[revision for revision in content.revisions if revision.record.uid in uids],
    )


def _linked(record: Record) -> set[str]:
    return {str(record.values[key]) for key in RECORD_TYPES[record.type].links}


def _parts(whole: Content) -> Iterator[Content]:
    """Split what one file should not hold: by positions of the channels where there are any, then by records."""
    if len(whole.revisions) <= PART:
        yield whole
        return
    sent: set[str] = set()
    step = max(1, PART // max(1, len(whole.pieces)))
    for slices in zip_longest(*(_slices(piece, step) for piece in whole.pieces)):
        pieces = tuple(piece for piece in slices if piece is not None)  # a channel that has come to its end is not told
        part = _only(whole, {i for piece in pieces for i in piece.ids})
        sent |= part.records.keys()
        yield replace(part, pieces=pieces)
    rest = [revision for revision in whole.revisions if revision.record.uid not in sent]
    for group in _groups(rest):
        uids = {revision.record.uid for revision in group}
        records = {uid: record for uid, record in whole.records.items() if uid in uids}
        yield replace(whole, pieces=(), records=records, revisions=group)


def _slices(piece: Piece, length: int) -> Iterator[Piece]:
    """Cut a piece of a channel into pieces of so many positions; each begins with the chain value of the one before."""
    chain = piece.before
    for at in range(0, len(piece.ids), length):
        ids = piece.ids[at : at + length]
        yield replace(piece, start=piece.start + at, before=chain, ids=ids)
        for revision in ids:
            chain = link(chain, revision)


def _groups(revisions: list[Revision]) -> Iterator[list[Revision]]:
    """Split revisions into groups of whole records, in a stable order."""
    by_record: dict[str, list[Revision]] = {}
    for revision in revisions:
        by_record.setdefault(revision.record.uid, []).append(revision)
    group: list[Revision] = []
    for found in by_record.values():
        if group and len(group) + len(found) > PART:
            yield sorted(group, key=_place)
            group = []
        group += found
    if group:
        yield sorted(group, key=_place)


def _place(revision: Revision) -> tuple[str, int, str]:
    return (revision.replica, revision.seq, revision.id)


def in_scope(reading: Reading, peer: str, period: tuple[str, str]) -> tuple[dict[str, Record], list[Revision]]:
    """Return the records that go to a peer ("": all that are here), by uid, and all their revisions.

    Deleted records go too: a deletion has to arrive. So does what belongs to no activity, whoever made it, closed
    periods and their exceptions among it, and what was decided about two records that look alike, with either of them.
    Records whose owner or type is not known here are relayed untouched; from headquarters only to the office that made
    them. So are contacts: a person is known where somebody works with that person, and not in every office that knows
    the organisation (DP-01); and so are notes on the context, which are about an office's own area, and what an office
    wrote into its reports.
    """
    mine = [activity.c.office == peer] if reading.identity.role == "hq" and peer else []
    chosen = select(activity.c.uid).where(*mine, *overlapping(period))
    kinds = {**SHARED_TYPES, **LOCK_TYPES}
    each = {key: select(metadata.tables[kind.tables[0]].c.uid) for key, kind in kinds.items()}
    owners = union_all(select(activity.c.uid), *each.values())
    if mine:
        for table in (context_note, report_text):
            each[table.name] = each[table.name].where(table.c.office == peer)
    common = union_all(*each.values())
    theirs = select(revision_table.c.uid).where(
        revision_table.c.replica.in_(select(replica.c.id).where(replica.c.office == peer))
    )
    named = [or_(child.c.type != CONTACT.key, child.c.uid.in_(theirs))] if mine else []
    parts = select(child.c.uid).where(or_(child.c.owner.in_(chosen), and_(child.c.owner.in_(common), *named)))
    pairs = _pairs_of(chosen)
    known = (owners, select(child.c.uid).where(child.c.owner.in_(owners)), _pairs_of(select(activity.c.uid)))
    strays = select(revision_table.c.uid).distinct().where(*(revision_table.c.uid.not_in(one) for one in known))
    if mine:
        strays = strays.where(revision_table.c.uid.in_(theirs))
    uids = [uid for wanted in (chosen, common, parts, pairs, strays) for uid in reading.connection.scalars(wanted)]
    revisions = [r for found in revisions_of(reading.connection, uids).values() for r in found]
    return records_in(revisions), sorted(revisions, key=_place)


def _pairs_of(uids: Select[str]) -> Select[str]:
    """Choose the pairs that one of these records is in."""
    return select(pair.c.uid).where(or_(pair.c.first.in_(uids), pair.c.second.in_(uids)))


def overlapping(period: tuple[str, str]) -> list[ColumnElement[bool]]:
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
