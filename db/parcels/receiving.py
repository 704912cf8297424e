"""Receiving parcels: a plan first, which is the same code as the work, then one transaction per parcel."""

import hashlib
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from db.errors import KnownError
from db.identity import Identity
from db.parcels.asides import asides, content_of, forget, set_aside
from db.parcels.carrying import note_lacking, take_seals
from db.parcels.companion import SUFFIX, companions_of, is_companion, take_entries
from db.parcels.edits import find_edits
from db.parcels.ledger import IN, entry_of, note_received, twin_serial
from db.parcels.manifest import TooNew
from db.parcels.merging import count_rows, merge, newer_names
from db.parcels.packing import HEADQUARTERS
from db.parcels.payload import Damaged
from db.parcels.proposals import keep_proposals, proposals, take
from db.parcels.protected import masked
from db.parcels.reader import Parcel, read_with
from db.parcels.results import ATTACHMENTS, Received
from db.parcels.rows import records_in
from db.parcels.standing import take_pieces, take_receipts
from db.parcels.trust import HEARD, Judgement, is_headquarters, judge, remember, take_revocations
from db.progress import Progress, silent
from db.records.redaction import follow_redactions
from db.store.code_lists import take_lists
from db.store.office import Office
from db.store.recovery import note_recovery_key, seal_for_headquarters
from db.store.writing import Write
from db.workbooks import private_copy


def parcel_files(paths: Sequence[Path]) -> list[Path]:
    """Return the parcels that these paths name: files as they are, of a folder every workbook and companion in it.

    The companions that lie beside a workbook come along.

    Raises KnownError `empty-folder` where a folder has none.
    """
    found: list[Path] = []
    for path in paths:
        inside = [path]
        if path.is_dir():
            named = (p for ending in ("*.xlsx", f"*{SUFFIX}") for p in path.glob(ending))
            inside = sorted(p for p in named if not p.name.startswith(("~$", ".")))
        if not inside:
            raise KnownError("empty-folder", path=path)
        found += inside
    found += [companion for path in found if not is_companion(path) for companion in companions_of(path)]
    return list(dict.fromkeys(found))


def receive_parcels(
    office: Office,
    files: Sequence[Path],
    *,
    dry_run: bool = False,
    accept_edits: bool = False,
    go_on: bool = False,
    passwords: tuple[str, ...] = (),
    progress: Progress = silent,
) -> list[Received]:
    """Take in parcels and their companions, in any order, any number of times.

    Every file is read and checked before anything of any is kept; each parcel is then one gesture. Hand edits are kept
    as open proposals; with `accept_edits` they become revisions by the person who receives. A `dry_run` keeps nothing.
    Each of the `passwords` is tried on those that are protected. Companions come last, and what is wrong with one never
    stops a parcel. One file from which nothing can be taken stops all of them, unless `go_on`: then its result says
    why, and the others are taken in.

    Raises KnownError as `read_parcel` does, and `parcel-not-for-us`, `bad-companion`; `Cancelled`.
    """
    zips = [path for path in files if is_companion(path)]
    files = [path for path in files if not is_companion(path)]
    go_on_zips = go_on or bool(files)
    found: list[_Opened] = []
    for done, path in enumerate(files):
        progress(done, 2 * len(files))
        found.append(_open(path, office.identity, passwords, go_on=go_on))
    if dry_run:
        # All in one transaction that is rolled back, so that each parcel meets what the ones before it brought.
        results: list[Received] = []
        with office.write("receive", dry_run=True) as write:
            for done, one in enumerate(found, len(files)):
                progress(done, 2 * len(files))
                results.append(_attempt(partial(_take_in, write, one), one.path, go_on))
        progress(2 * len(files), 2 * len(files))
        keys = _keys_in(one.parcel for one in found if one.parcel is not None)
        taken = [take_companion(office, path, keys, dry_run=True, go_on=go_on_zips) for path in zips]
        coming = {digest for _, came in taken for digest in came}
        return [
            *(_told(office, result, one.parcel, coming) for result, one in zip(results, found, strict=True)),
            *(result for result, _ in taken),
        ]
    if any(one.parcel for one in found):
        office.backup("receive")
    results = []
    for done, one in enumerate(found, len(files)):
        progress(done, 2 * len(files))
        result = _attempt(partial(_receive, office, one), one.path, go_on)
        results.append(result)
        if accept_edits and result.proposals and one.parcel is not None:
            _accept_all(office, one.parcel)
    companions = [take_companion(office, path, {}, go_on=go_on_zips)[0] for path in zips]
    progress(2 * len(files), 2 * len(files))
    return [*(_told(office, result, one.parcel) for result, one in zip(results, found, strict=True)), *companions]


def take_companion(
    office: Office, path: Path, keys: dict[str, list[bytes]], *, dry_run: bool = False, go_on: bool = False
) -> tuple[Received, tuple[str, ...]]:
    """Take in the photos and papers of a companion; return what became of them, and the digests that are new.

    Raises KnownError `no-file`, `bad-companion` unless `go_on`.
    """
    try:
        taken = take_entries(office.attachments, path, keys, dry_run=dry_run)
    except KnownError as error:
        if not go_on or error.code not in ("no-file", "bad-companion"):
            raise
        return Received(str(path), kind=ATTACHMENTS, refused=error), ()
    new, wrong = len(taken.new) + len(taken.early), len(taken.refusals)
    result = Received(
        str(path),
        kind=ATTACHMENTS,
        read=new + len(taken.same) + wrong,
        new=new,
        same=len(taken.same),
        problem=wrong,
        early=len(taken.early),
        refusals=taken.refusals,
    )
    return result, taken.new


def _keys_in(parcels: Iterable[Parcel]) -> dict[str, list[bytes]]:
    keys: dict[str, list[bytes]] = {}
    for parcel in parcels:
        for digest, key in parcel.manifest.attachments.items():
            keys.setdefault(digest, []).append(bytes.fromhex(key))
    return keys


def _told(office: Office, result: Received, parcel: Parcel | None, coming: Collection[str] = ()) -> Received:
    """Return a result that says how many of the parcel's photos and papers have not come; `coming` ones have."""
    if parcel is None or result.refused is not None or result.aside or not parcel.manifest.attachments:
        return result
    wanted = parcel.manifest.attachments.keys() - set(coming)
    return replace(result, lacking=len(wanted - office.attachments.held(wanted)))


def _attempt(work: Callable[[], Received], path: Path, go_on: bool) -> Received:
    try:
        return work()
    except KnownError as error:
        if not go_on or error.code != "parcel-damaged":
            raise
        return Received(str(path), refused=error)


def _receive(office: Office, one: "_Opened") -> Received:
    with office.write("receive", one.path.name) as write:
        result = _take_in(write, one)
    _take_seals(office, one, result)
    return result


def _take_seals(office: Office, one: "_Opened", result: Received) -> None:
    """Remember under which keys the photos and papers of a parcel come; the file of them may be damaged."""
    if one.parcel is None or result.refused is not None or result.aside:
        return
    with office.read() as reading:
        take_seals(reading, office.attachments, one.parcel.manifest.attachments)
    if one.parcel.manifest.recovery:
        seal_for_headquarters(office)


def receive_asides(office: Office, *, passwords: tuple[str, ...] = (), progress: Progress = silent) -> list[Received]:
    """Look again at the parcels that lie aside: since then a code may have been compared, or the program updated.

    Raises KnownError `disk-full`, `cannot-write`; `Cancelled`.
    """
    with office.read() as reading:
        waiting = [(one, content_of(reading, one.id)) for one in reversed(asides(reading))]
    results: list[Received] = []
    for done, (one, content) in enumerate(waiting):
        progress(done, len(waiting))
        opened = _open(Path(one.file), office.identity, passwords, go_on=True, content=content)
        results.append(_attempt(partial(_receive, office, opened), opened.path, True))
    return results


def take_aside(office: Office, one: int, reason: str, *, passwords: tuple[str, ...] = ()) -> Received:
    """Take in one parcel that lies aside, whatever keeps it there; the person who says so gives the reason.

    Raises KnownError `no-aside`, `cannot-overrule` where its signature is broken or a newer program wrote it.
    """
    with office.read() as reading:
        content = content_of(reading, one)
        about = next(found for found in asides(reading) if found.id == one)
    opened = _open(Path(about.file), office.identity, passwords, go_on=False, content=content)
    if opened.parcel is None or about.why == "signature-broken":
        raise KnownError("cannot-overrule")
    office.backup("receive")
    with office.write("receive", reason) as write:
        result = _take_in(write, opened, overruled=True)
    _take_seals(office, opened, result)
    return result


def _accept_all(office: Office, parcel: Parcel) -> None:
    """Take every open proposal of a parcel."""
    with office.write("accept", parcel.path.name) as write:
        mine = [one.id for one in proposals(write) if one.parcel == parcel.manifest.parcel]
        take(write, mine)


@dataclass(frozen=True, slots=True)
class _Opened:
    """A file that was looked into: its parcel; or why there is none; or, of a newer program's, only its content."""

    path: Path
    parcel: Parcel | None = None
    refused: KnownError | None = None
    content: bytes = b""


def _open(
    path: Path, us: Identity, passwords: tuple[str, ...], *, go_on: bool, content: bytes | None = None
) -> _Opened:
    try:
        content = private_copy(path) if content is None else content
        try:
            parcel, _ = read_with(path, content, passwords)
        except TooNew:
            return _Opened(path, content=content)
        _check_address(parcel, us)
    except KnownError as error:
        if not go_on:
            raise
        return _Opened(path, refused=error)
    return _Opened(path, parcel)


def _check_address(parcel: Parcel, us: Identity) -> None:
    to = parcel.manifest.to
    ours = to == us.office or (to == HEADQUARTERS and us.role == "hq")
    if not ours or parcel.manifest.sender.mission != us.mission:
        raise KnownError("parcel-not-for-us", file=parcel.path.name, to=to, us=us.office)


def _take_in(write: Write, one: _Opened, *, overruled: bool = False) -> Received:
    """Merge a parcel and say what became of each row, or set it aside unless a person `overruled` that."""
    parcel, nothing = one.parcel, Received(str(one.path))
    if one.refused is not None:
        return replace(nothing, refused=one.refused)
    if parcel is None:
        digest = hashlib.sha256(one.content).hexdigest()
        set_aside(write, "too-new", file=one.path.name, sha256=digest, content=one.content)
        return replace(nothing, aside="too-new")
    manifest, sender = parcel.manifest, parcel.manifest.sender
    verdict = judge(write, sender, parcel.seal, parcel.signed, manifest.created)
    if verdict.aside and not overruled:
        _set_aside(write, parcel, verdict)
        return replace(nothing, sender=sender.office, serial=manifest.serial, aside=verdict.aside, laptop=sender.name)
    forget(write, parcel.sha256)
    write.note_replica(sender, write.at, "met")
    if verdict.new and not overruled:
        remember(write, sender, parcel.seal, verdict.state)
    us = write.identity.replica
    sent = (
        masked(records_in(parcel.revisions)) if parcel.book is not None else {}
    )  # nobody changed a cell of what they show
    edits = find_edits(parcel, sent, write.mission)
    try:
        lists = _obey_headquarters(write, parcel)
        alarm = take_pieces(write, parcel.pieces)
        states = merge(write, parcel.revisions)
        follow_redactions(write)
    except Damaged as error:
        office = write.mission.office_name(sender.office)
        raise KnownError("parcel-damaged", file=parcel.path.name, detail=error, office=office) from error
    alarm = take_receipts(write, parcel.receipts) or alarm
    if manifest.lacking is not None:
        note_lacking(write, sender.replica, manifest.serial, manifest.lacking)
    if write.identity.replica != us:
        alarm = "restored"  # also where it was our own past, or our twin's, that told
    alarm = _note(write, parcel, verdict.state or verdict.aside, alarm)
    keep_proposals(write, parcel, sent, edits.proposals)
    rows = count_rows(states, edits)
    return Received(
        str(parcel.path),
        sender.office,
        manifest.serial,
        manifest.kind,
        read=rows["read"],
        new=rows["new"],
        updated=rows["updated"],
        same=rows["same"],
        conflict=rows["conflict"],
        proposal=rows["proposal"],
        problem=rows["problem"],
        batch=write.gesture,
        alarm=alarm,
        trust=verdict.state or verdict.aside,
        newer=newer_names(parcel.revisions),
        lists=tuple(lists),
        proposals=edits.proposals,
        problems=edits.problems,
        notices=edits.notices,
        laptop=sender.name,
        part=manifest.part,
        parts=manifest.parts,
    )


def _set_aside(write: Write, parcel: Parcel, verdict: Judgement) -> None:
    """Keep a parcel that is not taken in, and remember the key that people are to compare first."""
    manifest = parcel.manifest
    sender = manifest.sender
    if verdict.new:
        write.note_replica(sender, write.at, "heard")
        remember(write, sender, parcel.seal, HEARD)
    set_aside(
        write,
        verdict.aside,
        file=parcel.path.name,
        sha256=parcel.sha256,
        content=parcel.content,
        replica=sender.replica,
        peer=sender.name,
        serial=manifest.serial,
    )


def _obey_headquarters(write: Write, parcel: Parcel) -> list[str]:
    """Take the lists, the lost laptops and the recovery key of a parcel that headquarters signed.

    Return the lists that are new.

    Raises Damaged.
    """
    manifest = parcel.manifest
    orders = manifest.lists or manifest.revoked or manifest.recovery
    if not orders or not is_headquarters(write, manifest.sender.replica):
        return []
    try:
        if manifest.recovery and write.identity.role != "hq":
            note_recovery_key(write, manifest.sender.replica, manifest.recovery)
        taken = take_lists(write, manifest.lists, parcel.lists)
    except (ValueError, TypeError, KeyError) as error:
        raise Damaged(str(error)) from error
    take_revocations(write, manifest.revoked)
    return taken


def _note(write: Write, parcel: Parcel, trust: str, alarm: str) -> str:
    """Note the parcel in the same transaction as its content; return the alarm, which its number may raise."""
    manifest = parcel.manifest
    entry = entry_of(
        manifest,
        IN,
        manifest.sender.name,
        file=parcel.path.name,
        sha256=parcel.sha256,
        at=write.at,
        author=write.author,
        records=manifest.records,
        trust=trust,
        alarm=alarm,
    )
    if not alarm and twin_serial(write, entry):
        entry = replace(entry, alarm="fork")
    note_received(write, entry)
    return entry.alarm
