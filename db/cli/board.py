"""Commands for the desk at headquarters: the board of offices, all in one workbook, numbers that an office sets."""

import argparse
from dataclasses import asdict
from pathlib import Path

from db import parcels
from db.board import LATE, LaptopLine, OfficeLine, board, calls, lost_laptop, period_of, strays
from db.cli.common import Answer, asked_paper, opened, pdf_target, secret_in, several
from db.cli.exchange import day, published
from db.reports.board import board_listing
from db.reports.lost import lost_listing
from db.reports.printing import print_file
from db.store.settings import SETTINGS, number_of, read_number


def show_board(arguments: argparse.Namespace) -> Answer:
    """Say how the offices stand with their reports for a period, and who must be called; or print it."""
    target = pdf_target(arguments.pdf) if arguments.pdf else None
    with opened(arguments) as office:
        today = office.clock()[:10]
        period = period_of(day(arguments.start), day(arguments.end), today)
        with office.read() as reading:
            found = board(reading, period, today)
        if target is not None:
            maker, sheet = asked_paper(office, arguments)
            print_file(office, board_listing(found, maker), target, sheet)
    wanted = calls(found)
    data = asdict(found) | {"calls": [asdict(one) for one in wanted]}
    for told, line in zip(data["offices"], found.offices, strict=True):
        told |= {"complete": line.complete, "received": asdict(line.received), "last": asdict(line.last)}
        told |= {"nil": line.nil, "missing": line.missing, "aside": line.aside}
    lines = [f"{period.start} to {period.end}; reports were expected by {found.due}."]
    lines += [one.text for one in wanted] or ["Nobody need be called."]
    lines += filter(None, [strays(found)])
    lines += [text for line in found.offices for text in (_line(line), *map(_line, line.laptops))]
    if target is not None:
        return Answer(data | {"file": str(target)}, f"Wrote {target}.")
    return Answer(data, "\n".join(lines))


def lost(arguments: argparse.Namespace) -> Answer:
    """Print what a lost laptop held: counts, never names, and what to do next."""
    target = pdf_target(arguments.to)
    with opened(arguments) as office:
        with office.read() as reading:
            found = lost_laptop(reading, arguments.laptop)
        maker, sheet = asked_paper(office, arguments)
        print_file(office, lost_listing(found, maker), target, sheet)
    data = asdict(found) | {"file": str(target)}
    count = sum(found.records.values())
    return Answer(data, f"Wrote {target}: {several(count, 'record')}, {found.named} name a contact.")


def _line(one: OfficeLine | LaptopLine) -> str:
    """Return a line of the board for a console."""
    is_office = isinstance(one, OfficeLine)
    missing = one.missing if is_office else len(one.missing)
    name = one.office if is_office else f"  {one.name}"
    last = f"S{one.last.serial:03d} {one.last.day}" if one.last.count else "nothing yet"
    told = [f"{name:<11}{one.report:<10}complete to {one.complete or '–':<11}last {last}"]
    told += ["OVERDUE"] if one.report == LATE else []
    told += ["nothing happened"] if one.nil else []
    told += [f"{missing} missing"] if missing else []
    if is_office:
        told += [several(one.conflicts, "conflict")] if one.conflicts else []
        told += [f"{one.proposals} hand edits"] if one.proposals else []
    else:
        told += [one.trust, *([one.alarm] if one.alarm else [])]
    return ", ".join(told)


def consolidate(arguments: argparse.Namespace) -> Answer:
    """Write everything of a period, of all offices, into one workbook, and say what is in it."""
    period = (day(arguments.start), day(arguments.end))
    password = secret_in(arguments.password_file)
    with opened(arguments) as office:
        made = parcels.consolidate(office, Path(arguments.to), period=period, password=password)
    return published(made)


def settings(arguments: argparse.Namespace) -> Answer:
    """Show the numbers that the office sets for itself, or set one."""
    with opened(arguments) as office:
        if arguments.name:
            office.set_setting(arguments.name, read_number(arguments.name, arguments.value or ""))
        with office.read() as reading:
            found = {name: number_of(reading, name) for name in SETTINGS}
    lines = [f"{name:<16}{number:<6}{SETTINGS[name].label}" for name, number in found.items()]
    return Answer({"settings": found}, "\n".join(lines))
