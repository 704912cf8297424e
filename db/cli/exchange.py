"""Commands that read and write files for other people: trackers, parcels, paper."""

import argparse
from collections.abc import Mapping
from dataclasses import asdict, replace
from pathlib import Path

from db import parcels, trackers
from db.catalogue.kinds import DATE, Refused
from db.cli.common import Answer, opened, secret_in, several
from db.errors import KnownError
from db.store import Office
from db.trackers import import_tracker


def import_file(arguments: argparse.Namespace) -> Answer:
    """Bring a tracker in."""
    mapping, file = (Path(arguments.mapping) if arguments.mapping else None), Path(arguments.file)
    fixup = ""
    with opened(arguments) as office:
        result = import_tracker(
            office, file, mapping=mapping, into=arguments.into, change=arguments.change, dry_run=arguments.dry_run
        )
        target = Path(arguments.fixup)
        into, change = arguments.into, arguments.change
        if arguments.fixup and trackers.write_fixup(office, file, target, mapping=mapping, into=into, change=change):
            fixup = arguments.fixup
    data = {
        "read": result.read,
        "new": result.new,
        "duplicate": result.duplicate,
        "changed": result.changed,
        "problem": result.problem,
        "batch": result.batch,
        "problems": [asdict(problem) for problem in result.problems],
        "fixup": fixup,
        "missing": list(result.missing),
        "expected": result.expected,
    }
    lines = [f"{p.sheet}, row {p.row}, {p.column}: {p.message}" for p in result.problems]
    lines.append(
        f"{several(result.read, 'row')} read: {result.new} new, {result.changed} changed, "
        f"{result.duplicate} duplicate, {result.problem} with problems."
    )
    if result.expected is not None:
        lines.append(gaps(result.missing, result.expected))
    if fixup:
        lines.append(f"Wrote the rows to mend to {fixup}.")
    return Answer(data, "\n".join(lines))


def gaps(missing: tuple[int, ...], expected: int) -> str:
    """Return what of a set is not in a list of its recommendations."""
    if not missing:
        return f"None of the {expected} numbers is missing."
    return f"{len(missing)} missing of {expected}: no. {', '.join(map(str, missing))}."


def export(arguments: argparse.Namespace) -> Answer:
    """Write a parcel."""
    start, end = day(arguments.start), day(arguments.end)
    if arguments.profile != "hq":
        return _publish(arguments, (start, end))
    with opened(arguments) as office:
        sent = parcels.export_parcel(
            office,
            arguments.peer,
            Path(arguments.to),
            start=start,
            end=end,
            full=arguments.full,
            nil=arguments.nil,
            password=secret_in(arguments.password_file),
        )
    files = [sent, *sent.more]
    lines = [
        f"Wrote {one.file}: {several(one.records, 'row')}, {several(one.revisions, 'revision')}{_KINDS[one.kind]}."
        for one in files
    ]
    lines += [f"Wrote {path}. Send it along: it holds photos and papers." for path in sent.companions]
    return Answer({**_sent_data(sent), "more": [_sent_data(one) for one in sent.more]}, "\n".join(lines))


def _publish(arguments: argparse.Namespace, period: tuple[str, str]) -> Answer:
    """Write the workbook of a profile, and say what is in it."""
    if arguments.full or arguments.nil:
        raise KnownError("profile-whole", profile=arguments.profile)
    password = secret_in(arguments.password_file)
    with opened(arguments) as office:
        made = parcels.publish(
            office, arguments.profile, arguments.peer, Path(arguments.to), period=period, password=password
        )
    return published(made)


def published(made: parcels.Published) -> Answer:
    """Say what was written into a workbook that is no parcel."""
    data = {
        "file": str(made.file),
        "serial": made.serial,
        "records": made.records,
        "revisions": 0,
        "kind": "report",
        "profile": made.profile,
        "contains": parcels.CONTAINS[made.profile],
        "blanked": made.blanked,
        "left_out": dict(made.left_out),
    }
    lines = [f"Wrote {made.file}: {several(made.records, 'row')}.", parcels.CONTAINS[made.profile]]
    if made.blanked:
        lines.append(f"Blanked because small: in {several(made.blanked, 'row')}.")
    lines += [parcels.LEFT_OUT[why].format(count=count) + "." for why, count in made.left_out.items() if count]
    return Answer(data, "\n".join(lines))


_KINDS = {"changes": "", "receipt": " (a receipt: nothing is new)", "nil": " (nothing to report)"}


def _sent_data(sent: parcels.Sent) -> dict[str, object]:
    return {
        "file": str(sent.file),
        "serial": sent.serial,
        "records": sent.records,
        "revisions": sent.revisions,
        "kind": sent.kind,
        "attachments": sent.attachments,
        "companions": [str(path) for path in sent.companions],
    }


def receive(arguments: argparse.Namespace) -> Answer:
    """Take parcels in."""
    paths = [Path(file) for file in arguments.files]
    password = secret_in(arguments.password_file)
    with opened(arguments) as office:
        results = parcels.receive_parcels(
            office,
            parcels.parcel_files(paths),
            dry_run=arguments.dry_run,
            accept_edits=arguments.accept_edits,
            go_on=any(path.is_dir() for path in paths),
            passwords=(password,),
        )
        fixups = _fixups(office, results, arguments.fixup, (password,))
    return received(results, fixups)


def _fixups(office: Office, results: list[parcels.Received], target: str, passwords: tuple[str, ...]) -> dict[str, str]:
    """Write the rows to mend of each parcel into a workbook of its own; return them by the parcel's file."""
    wrong = [result.file for result in results if result.problems] if target else []
    path, written = Path(target), dict[str, str]()
    for number, file in enumerate(wrong, 1):
        mine = path if len(wrong) == 1 else path.with_name(f"{path.stem}-{number}{path.suffix}")
        if parcels.write_fixup(office, Path(file), mine, passwords=passwords):
            written[file] = str(mine)
    return written


def received(results: list[parcels.Received], fixups: Mapping[str, str] | None = None) -> Answer:
    """Say what became of parcels; `fixups` are the workbooks of rows to mend, by the parcel's file."""
    lines = [line for result in results for line in _result_lines(result)]
    lines += [f"Wrote the rows to mend of {Path(file).name} to {made}." for file, made in (fixups or {}).items()]
    data = [
        {
            **asdict(replace(r, refused=None)),
            "refused": str(r.refused or ""),
            "fixup": (fixups or {}).get(r.file, ""),
        }
        for r in results
    ]
    return Answer({"parcels": data}, "\n".join(lines) or "There was nothing to take in.")


def _result_lines(r: parcels.Received) -> list[str]:
    name = Path(r.file).name
    if r.refused is not None:
        return [f"{name}: {r.refused}"]
    if r.aside:
        return [f"{name}: {parcels.ASIDE[r.aside].format(laptop=r.sender or 'a newer office')}"]
    if r.kind == parcels.ATTACHMENTS:
        return _companion_lines(name, r)
    lines = [
        f"{name}: {several(r.read, 'row')} read: {r.new} new, {r.updated} updated, {r.same} the same, "
        f"{r.conflict} in conflict, {r.proposal} proposed by hand, {r.problem} with problems."
    ]
    if r.parts > 1:
        lines.append(f"  It is part {r.part} of {r.parts}; the others may come before or after it.")
    if r.alarm:
        lines.append(f"  {parcels.ALARMS[r.alarm]}")
    if r.newer:
        lines.append(f"  Kept and passed on, but shown only by a newer Groundwork: {', '.join(r.newer)}.")
    if r.lists:
        lines.append(f"  Headquarters sent new lists: {', '.join(r.lists)}.")
    if r.lacking:
        along = parcels.companion_of(Path(name)).name
        lines.append(
            f"  {r.lacking} photos and papers have not come. Ask {r.laptop} for {along}; "
            "otherwise its next parcels bring them."
        )
    lines += [f"  {_place(p.sheet, p.row, p.column)}{p.message}" for p in r.problems]
    lines += [f"  {_place(n.sheet, n.row)}{n.message}" for n in r.notices]
    lines += [
        f"  {p.sheet}, row {p.row}: "
        + ("delete" if p.delete else f"{dict(p.before)} → {dict(p.after)}")
        + (f" ({p.why})" if p.why else "")
        for p in r.proposals
    ]
    return lines


def _companion_lines(name: str, r: parcels.Received) -> list[str]:
    waiting = f" ({r.early} of these wait for their parcel)" if r.early else ""
    lines = [f"{name}: {r.read} photos and papers read: {r.new} new{waiting}, {r.same} here already."]
    return lines + [f"  {one.name} was not taken: {parcels.REFUSALS[one.why]}." for one in r.refusals]


def _place(sheet: str, row: int, column: str = "") -> str:
    """Return where something stands, as far as that is told."""
    parts = [sheet, f"row {row}" if row else "", column]
    return ", ".join(filter(None, parts)) + ": " if sheet else ""


def list_parcels(arguments: argparse.Namespace) -> Answer:
    """List the parcels that went out and came in."""
    with opened(arguments) as office, office.read() as reading:
        found = parcels.ledger(reading)
    lines = [
        f"{e.direction:<4}{e.peer:<8}S{e.serial:03d}  {e.at}  {e.file}"
        + (f"  (part {e.part} of {e.parts})" if e.parts > 1 else "")
        for e in found
    ]
    return Answer({"parcels": [asdict(entry) for entry in found]}, "\n".join(lines) or "No parcels yet.")


def list_peers(arguments: argparse.Namespace) -> Answer:
    """Say how far this database is with every other that it has met."""
    with opened(arguments) as office, office.read() as reading:
        found, missing = parcels.standings(reading), parcels.missing_serials(reading)
    data = [asdict(s) | {"missing": missing.get(s.name, [])} for s in found]
    lines = [
        f"{s.name}: {s.confirmed} of {s.sent} changes sent are confirmed, {s.got} received"
        + (f"; parcels that never came: {lost}" if (lost := missing.get(s.name)) else "")
        for s in found
    ]
    return Answer({"peers": data}, "\n".join(lines) or "No other database has been met yet.")


def day(text: str) -> str:
    """Read a day of the command line; empty stays empty.

    Raises KnownError `bad-date`.
    """
    try:
        return str(DATE.parse(text, None) or "")
    except Refused:
        raise KnownError("bad-date", text=text) from None
