"""Commands on recommendations and promises."""

import argparse
from dataclasses import asdict
from datetime import timedelta

from db.cli.common import Answer, opened
from db.promises import (
    confirm_status,
    decline_status,
    grouped,
    promises,
    proposed_statuses,
    recommendation_lines,
    set_lines,
    status_history,
)
from db.records import find, make_known, view


def recommendations(arguments: argparse.Namespace) -> Answer:
    """Say how the recommendations of all sets, or of one, stand."""
    with opened(arguments) as office:
        if arguments.make:
            with office.write("save") as write:
                make_known(write, "recommendation_set")
        with office.read() as reading:
            chosen = find(reading, arguments.set).uid if arguments.set else ""
            sets = [one for one in set_lines(reading) if not chosen or one.uid == chosen]
            lines = recommendation_lines(reading, office.today, chosen)
    if arguments.unserved:
        lines = [line for line in lines if not line.served]
    groups = grouped(lines, arguments.by)
    data = {
        "sets": [asdict(one) | {"whole": one.whole, "moving": one.moving} for one in sets],
        "by": {group: dict(counts) for group, counts in groups.items()},
        "recommendations": [asdict(line) for line in lines],
    }
    told = [_set(one.title, one.ref, one.entered, one.expected, one.missing) for one in sets]
    told += [f"{group or 'not recorded':<40}{_counts(counts)}" for group, counts in groups.items()]
    told += [f"{line.number or '':>5}  {line.status:<20}{line.due:<12}{line.text}" for line in lines]
    return Answer(data, "\n".join(told))


def proposed(arguments: argparse.Namespace) -> Answer:
    """List the statuses that activities speak for, confirm or decline some."""
    with opened(arguments) as office:
        if arguments.confirm or arguments.decline:
            with office.write("save") as write:
                answered = [confirm_status(write, ref) for ref in arguments.confirm or ()]
                answered += [decline_status(write, ref) for ref in arguments.decline or ()]
        else:
            answered = []
        with office.read() as reading:
            waiting = proposed_statuses(reading)
    data = {"answered": [asdict(one) for one in answered], "waiting": [asdict(one) for one in waiting]}
    lines = [f"{one.before} → {one.after}" for one in answered]
    lines += [f"{one.number or '':>5}  {one.before} → {one.after}  {one.activity}  [{one.uid}]" for one in waiting]
    return Answer(data, "\n".join([*lines, f"{len(waiting)} wait for an answer."]))


def statuses(arguments: argparse.Namespace) -> Answer:
    """Show how the status of something promised or advised moved, and what shows it."""
    with opened(arguments) as office, office.read() as reading:
        key = find(reading, arguments.ref)
        found, ref = status_history(reading, key), view(reading, key).ref
    lines = [f"{one.day}  {one.before or '–'} → {one.after}  {one.author}  {one.evidence}" for one in found]
    return Answer({"ref": ref, "history": [asdict(one) for one in found]}, "\n".join([ref, *lines]))


def due(arguments: argparse.Namespace) -> Answer:
    """List what was promised and falls due, what is overdue first."""
    with opened(arguments) as office, office.read() as reading:
        now = office.today
        found = promises(reading, now + timedelta(days=arguments.days), now)
    lines = [
        f"{one.day}  {'OVERDUE' if one.overdue else '':<9}{one.kind:<16}{one.text}  {one.by_whom}  {one.ref}"
        for one in found
    ]
    return Answer({"promises": [asdict(one) for one in found]}, "\n".join([*lines, f"{len(found)} found."]))


def _set(title: str, ref: str, entered: int, expected: int | None, missing: tuple[int, ...]) -> str:
    told = f"{title} {ref}: {entered} of {expected if expected is not None else '?'}"
    return f"{told}, missing no. {', '.join(map(str, missing))}" if missing else told


def _counts(counts: dict[str, int]) -> str:
    return ", ".join(f"{status} {number}" for status, number in counts.items())
