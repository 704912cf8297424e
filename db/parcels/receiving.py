"""Receiving parcels: a plan first, which is the same code as the work, then one transaction per parcel."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from db.catalogue import RECORD_TYPES
from db.errors import KnownError
from db.identity import Identity
from db.parcels.edits import CellProblem, Edits, Proposal, find_edits
from db.parcels.ledger import IN, LedgerEntry, note_received
from db.parcels.payload import Damaged
from db.parcels.reader import Parcel, read_parcel
from db.parcels.rows import Record, records_in
from db.parcels.sending import HEADQUARTERS
from db.parcels.standing import take_pieces, take_receipts
from db.progress import Progress, silent
from db.records.verbs import next_reference
from db.revisions import Draft, Folded, RecordKey, Revision, canonical, deleting, fold
from db.store.office import Office
from db.store.writing import Write


@dataclass(frozen=True, slots=True)
class Received:
    """What became of one parcel: read = new + updated + same + conflict + proposal + problem, in rows.

    A row with a hand edit counts as its proposal (or problem) alone, whatever its revisions did.

    `alarm` says what did not fit between the two databases: "gap" (an earlier parcel is missing; the next heals it),
    "fork" (two copies of one database are at work), "restored" (this database is a copy or came back from a backup: it
    has taken a new id and offers everything again). No alarm ever holds back what the records say.
    """

    file: str
    sender: str
    serial: int
    read: int
    new: int
    updated: int
    same: int
    conflict: int
    proposal: int
    problem: int
    batch: str
    alarm: str
    proposals: tuple[Proposal, ...]
    problems: tuple[CellProblem, ...]


def receive_parcels(
    office: Office,
    files: Sequence[Path],
    *,
    dry_run: bool = False,
    accept_edits: bool = False,
    progress: Progress = silent,
) -> list[Received]:
    """Take in parcels, in any order, any number of times.

    Every file is read and checked before anything of any is kept; each parcel is then one gesture. Hand edits are
    listed as proposals; with `accept_edits` they become revisions by the person who receives. A `dry_run` keeps
    nothing.

    Raises KnownError as `read_parcel` does, and `parcel-not-for-us`; `Cancelled`.
    """
    parcels: list[Parcel] = []
    for done, path in enumerate(files):
        progress(done, 2 * len(files))
        parcel = read_parcel(path)
        _check_address(parcel, office.identity)
        parcels.append(parcel)
    if dry_run:
        # All in one transaction that is rolled back, so that each parcel meets what the ones before it brought.
        with office.write("receive", dry_run=True) as write:
            return [_take_in(write, parcel, records_in(parcel.revisions)) for parcel in parcels]
    if parcels:
        office.backup("receive")
    results: list[Received] = []
    for done, parcel in enumerate(parcels, len(files)):
        progress(done, 2 * len(files))
        sent = records_in(parcel.revisions)
        with office.write("receive", parcel.path.name) as write:
            result = _take_in(write, parcel, sent)
        results.append(result)
        if accept_edits and result.proposals:
            with office.write("accept", parcel.path.name) as accepting:
                for proposal in result.proposals:
                    _accept(accepting, proposal, sent, parcel.manifest.sender.office)
    progress(2 * len(files), 2 * len(files))
    return results


def _check_address(parcel: Parcel, us: Identity) -> None:
    to = parcel.manifest.to
    ours = to == us.office or (to == HEADQUARTERS and us.role == "hq")
    if not ours or parcel.manifest.sender.mission != us.mission:
        raise KnownError("parcel-not-for-us", file=parcel.path.name, to=to, us=us.office)


def _take_in(write: Write, parcel: Parcel, sent: Mapping[str, Record]) -> Received:
    """Merge a parcel and say what became of each row. `sent` is what its revisions make."""
    edits = find_edits(parcel, sent, write.mission)
    alarm = take_pieces(write, parcel.pieces)
    try:
        states = _merge(write, parcel.revisions)
    except Damaged as error:
        sender = write.mission.office_name(parcel.manifest.sender.office)
        raise KnownError("parcel-damaged", file=parcel.path.name, detail=error, office=sender) from error
    alarm = take_receipts(write, parcel.receipts) or alarm
    _note(write, parcel)
    return _result(parcel, states, edits, write.gesture, alarm)


def _merge(write: Write, revisions: Sequence[Revision]) -> dict[str, str]:
    """Add the revisions; return what became of each record: new, updated, same or conflict.

    Raises Damaged.
    """
    uids = list(dict.fromkeys(revision.record.uid for revision in revisions))
    write.preload(uids)
    before = {uid: write.revisions(uid) for uid in uids}
    types = {(revision.record.uid, revision.record.type) for revision in revisions}
    types |= {(uid, found[0].record.type) for uid, found in before.items() if found}
    if len(types) > len(uids):
        raise Damaged("one id stands for two kinds of record")
    try:
        touched = {revision.record.uid for revision in write.receive(revisions)}
    except ValueError as error:
        raise Damaged(str(error)) from error
    return {uid: _state(before[uid], write.revisions(uid)) if uid in touched else "same" for uid in uids}


def _state(before: list[Revision], after: list[Revision]) -> str:
    now = fold(after)
    if not before:
        return "conflict" if now.conflicts else "new"
    then = fold(before)
    if set(now.conflicts) - set(then.conflicts):
        return "conflict"
    return "same" if _face(then) == _face(now) else "updated"


def _face(folded: Folded) -> str:
    """Return what a person sees of a record, for comparing."""
    return canonical([dict(folded.values), list(folded.conflicts), folded.deleted])


def _note(write: Write, parcel: Parcel) -> None:
    """Note the sender and the parcel, in the same transaction as its content."""
    manifest = parcel.manifest
    sender = manifest.sender
    write.note_replica(sender, write.at, "met")
    note_received(
        write,
        LedgerEntry(
            IN,
            f"{sender.office}-{sender.laptop}",
            manifest.serial,
            parcel.path.name,
            parcel.sha256,
            write.at,
            write.author,
            manifest.records,
            manifest.revisions,
        ),
    )


def _accept(write: Write, proposal: Proposal, sent: Mapping[str, Record], sender: str) -> None:
    """Write a proposal as revisions over what the file showed; nothing where it is so already."""
    record = RecordKey(proposal.type, proposal.uid)
    now = write.folded(proposal.uid)
    if proposal.new:
        if not now.heads:
            _accept_new(write, proposal, record, sender)
        return
    if proposal.delete:
        doomed = [r for r in sent.values() if r.uid == proposal.uid or _owner(r) == proposal.uid]
        for one in doomed:
            draft = deleting(RecordKey(one.type, one.uid), one.folded)
            if not write.folded(one.uid).deleted and not one.folded.deleted and not _accepted_before(write, draft):
                write.append(draft)
        return
    base = sent[proposal.uid].folded
    kind = RECORD_TYPES[proposal.type]
    for unit in {kind.by_key[key].merge_unit for key in proposal.after}:
        value = kind.unit_value(unit, {**sent[proposal.uid].values, **proposal.after})
        draft = Draft(record, "set", {unit: value}, {unit: base.head_ids(unit)})
        settled = canonical(now.values.get(unit)) == canonical(value) and unit not in now.conflicts
        if not settled and not _accepted_before(write, draft):
            write.append(draft)


def _owner(record: Record) -> str:
    return str(record.values.get(RECORD_TYPES[record.type].owner) or "")


def _accepted_before(write: Write, draft: Draft) -> bool:
    """Whether this very proposal became a revision already: the same file taken in again proposes nothing new."""
    (unit,) = draft.set
    return any(
        unit in r.set and r.set[unit] == draft.set[unit] and set(r.over.get(unit, ())) == set(draft.over[unit])
        for r in write.revisions(draft.record.uid)
    )


def _accept_new(write: Write, proposal: Proposal, record: RecordKey, sender: str) -> None:
    """Write a row that a person added as a new record of the office that sent the workbook."""
    kind = RECORD_TYPES[proposal.type]
    values = {field.key: field.default for field in kind.fields if field.default is not None} | dict(proposal.after)
    if kind.prefix:
        values |= {"ref": next_reference(write, kind), "office": sender}
    units = {kind.by_key[key].merge_unit for key in values}
    write.append(Draft(record, "set", {u: kind.unit_value(u, values) for u in units}, {}))


def _result(parcel: Parcel, states: dict[str, str], edits: Edits, gesture: str, alarm: str) -> Received:
    """Count every row once."""
    edited = {found.uid for found in (*edits.proposals, *edits.problems)}
    wrong = {(problem.sheet, problem.row) for problem in edits.problems}
    count = Counter(state for uid, state in states.items() if uid not in edited)
    rows = {
        "new": count["new"],
        "updated": count["updated"],
        "same": count["same"],
        "conflict": count["conflict"],
        "proposal": len(edits.proposals),
        "problem": len(wrong),
    }
    return Received(
        file=str(parcel.path),
        sender=parcel.manifest.sender.office,
        serial=parcel.manifest.serial,
        read=sum(rows.values()),
        **rows,
        batch=gesture,
        alarm=alarm,
        proposals=edits.proposals,
        problems=edits.problems,
    )
