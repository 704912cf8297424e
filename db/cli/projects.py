"""Commands on projects: from state to state, the portfolio, what falls due."""

import argparse
from collections.abc import Mapping
from dataclasses import asdict, is_dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from db import records
from db.cli.common import Answer, asked_paper, opened, pdf_target
from db.projects import Clock, Money, Step, clock, money, next_step
from db.records import CycleSums, ProjectLine, RecordView, Shortlist
from db.reports.portfolio import portfolio_listing
from db.reports.printing import print_file
from db.store import Reading


def advance(arguments: argparse.Namespace) -> Answer:
    """Take a project into a state, or only say what that needs."""
    if arguments.dry_run:
        return _missing(arguments)
    with opened(arguments) as office:
        with office.write("advance", arguments.override) as write:
            done = records.advance(write, arguments.ref, arguments.state, arguments.override)
        with office.read() as reading:
            step = records.step_of(reading, done.project.uid, office.today)
    data = {
        "uid": done.project.uid,
        "state": done.state,
        "exceptions": [key.uid for key in done.exceptions],
        "warnings": [{"field": p.field, "code": p.code, "message": p.message} for p in done.warnings],
        "next": {"state": step.state, "step": step.sentence},
    }
    lines = [f"Now {done.state}.", *(f"! {p.message}" for p in done.warnings)]
    lines += [f"The exception stays on the file: {key.uid}" for key in done.exceptions]
    return Answer(data, "\n".join([*lines, f"Next: {step.sentence}"]))


def _missing(arguments: argparse.Namespace) -> Answer:
    with opened(arguments) as office, office.read() as reading:
        found = records.missing_for(reading, arguments.ref, arguments.state)
    data = [{"field": p.field, "part": p.part, "code": p.code, "message": p.message} for p in found]
    lines = [f"{p.field}: {p.message}" for p in found]
    return Answer({"missing": data}, "\n".join(lines) or "Everything is on file.")


def show_portfolio(arguments: argparse.Namespace) -> Answer:
    """Say how the projects of a cycle, or of all, stand in money and time; or print it."""
    target = pdf_target(arguments.pdf) if arguments.pdf else None
    chosen = Shortlist(arguments.words, arguments.state, light=arguments.light)
    with opened(arguments) as office:
        with office.read() as reading:
            cycles = records.portfolio(reading, arguments.cycle)
            every = records.portfolio_lines(reading, records.project_uids(reading, arguments.cycle), office.today)
        lines = chosen.choose(every, office.mission)
        if target is not None:
            maker, sheet = asked_paper(office, arguments)
            print_file(office, portfolio_listing(cycles, records.by_urgency(every), chosen, maker), target, sheet)
    text = [part for cycle in cycles for part in _cycle_lines(cycle, lines)]
    data = {"cycles": [_cycle(cycle) for cycle in cycles], "projects": [plain(line) for line in lines]}
    if target is not None:
        return Answer(data | {"file": str(target)}, f"Wrote {target}.")
    return Answer(data, "\n".join(text) or "No projects yet.")


def show_agenda(arguments: argparse.Namespace) -> Answer:
    """List what falls due in the days to come."""
    with opened(arguments) as office, office.read() as reading:
        start = office.today
        found = records.agenda(reading, start, start + timedelta(days=arguments.days))
    lines = [f"{due.day}  {due.what:<12}{due.ref:<20}{due.title}  {due.text}".rstrip() for due in found]
    return Answer({"due": [asdict(due) for due in found]}, "\n".join(lines) or "Nothing falls due.")


def file_data(reading: Reading, found: RecordView, on: date) -> dict[str, Any]:
    """Return what a project's file says beyond its own values: every part, money, clock and next step."""
    file = records.project_file(reading, found.key.uid)
    parts = {
        kind: [
            {"uid": part.uid} | {key: value for key, value in part.values.items() if value is not None} for part in all_
        ]
        for kind, all_ in sorted(file.parts.items())
        if kind != "tally"
    }
    step = next_step(file, on)
    return {
        "parts": parts,
        "money": _money(money(file)),
        "clock": plain(clock(file, on)),
        "next": {"state": step.state, "step": step.sentence},
    }


def file_lines(data: Mapping[str, Any]) -> list[str]:
    """Return a project's file in lines for people."""
    lines = [f"money: {_told(data['money'])}", f"clock: {_told(data['clock'])}", f"next: {data['next']['step']}"]
    for kind, parts in data["parts"].items():
        for part in parts:
            said = "  ".join(
                f"{key}={value}" for key, value in part.items() if key not in ("uid", "project", "activity")
            )
            lines.append(f"{kind:<14}{said}  [{part['uid']}]")
    return lines


def plain(value: object) -> Any:
    """Return a value as JSON has it: amounts and days as text."""
    if isinstance(value, Money):
        return _money(value)
    if isinstance(value, Step):
        return value.sentence
    if is_dataclass(value) and not isinstance(value, type):
        return {key: plain(getattr(value, key)) for key in value.__dataclass_fields__}
    return str(value) if isinstance(value, Decimal | date) else value


def _money(found: Money) -> dict[str, Any]:
    told = {key: getattr(found, key) for key in found.__dataclass_fields__}
    return {key: plain(value) for key, value in (told | {"balance": found.balance, "open": found.open}).items()}


def _cycle(found: CycleSums) -> dict[str, Any]:
    sums = {currency: plain(line) | {"balance": str(line.balance)} for currency, line in found.sums.items()}
    return {"uid": found.uid, "ref": found.ref, "title": found.title, "currency": found.currency} | {
        "target": found.target,
        "promised": found.promised,
        "states": dict(found.states),
        "sums": sums,
    }


def _cycle_lines(cycle: CycleSums, lines: list[ProjectLine]) -> list[str]:
    told = [f"{cycle.title or 'Of no cycle'} {cycle.ref}: {cycle.promised} of {cycle.target or '?'} projects"]
    for currency, sums in cycle.sums.items():
        amounts = f"approved {sums.approved}  paid {sums.paid}  spent {sums.spent}  balance {sums.balance}"
        told.append(f"  {currency}  requested {sums.requested}  {amounts}")
    return told + [_line(line) for line in lines if line.cycle == cycle.uid]


def _line(line: ProjectLine) -> str:
    return f"  {line.ref:<20}{line.state:<12}{_light(line.clock):<20}{line.title}  {line.step.sentence}"


def _light(now: Clock) -> str:
    return f"{now.light} {now.due or ''}".strip()


def _told(data: Mapping[str, Any]) -> str:
    return ", ".join(f"{key} {value}" for key, value in data.items() if value not in (None, "", 0))
