"""Commands on duplicates: the same event recorded twice, and reference numbers given twice."""

import argparse
from dataclasses import asdict

from db import twins
from db.cli.common import Answer, opened
from db.errors import KnownError
from db.records import find, view
from db.records.lists import ListRow


def duplicates(arguments: argparse.Namespace) -> Answer:
    """List the pairs that look alike, and the reference numbers that several records have."""
    with opened(arguments) as office, office.read() as reading:
        pairs = twins.find_twins(reading, arguments.kind)
        numbers = twins.shared_numbers(reading)
    found = [
        {
            "pair": pair.pair,
            "score": round(pair.score, 3),
            "why": list(pair.why),
            "first": asdict(pair.first),
            "second": asdict(pair.second),
        }
        for pair in pairs
    ]
    shared = [
        {"ref": n.ref, "records": [{"uid": r.key.uid, "type": r.key.type, "title": r.title} for r in n.records]}
        for n in numbers
    ]
    lines: list[str] = []
    for pair in pairs:
        why = ", ".join(twins.WHY[reason] for reason in pair.why)
        lines += [f"{pair.score:.0%}  {why}", _line(pair.first), _line(pair.second)]
    for number in numbers:
        lines.append(f"{number.ref} was given {len(number.records)} times")
        lines += [f"    {record.key.type:<20}{record.title}  ({record.key.uid})" for record in number.records]
    data = {"pairs": found, "count": len(found), "numbers": shared}
    return Answer(data, "\n".join(lines) or "No duplicates.")


def different(arguments: argparse.Namespace) -> Answer:
    """Say that two records are two events."""
    with opened(arguments) as office, office.write("different") as write:
        key = twins.different(write, arguments.one, arguments.other)
    return Answer({"uid": key.uid, "batch": write.gesture}, "Noted. They are not offered again.")


def merge(arguments: argparse.Namespace) -> Answer:
    """Merge two records of one event."""
    choices = _choices(arguments.choices)
    with opened(arguments) as office, office.write("merge") as write:
        gone = find(write, arguments.other)
        key = twins.merge(write, arguments.keep, arguments.other, choices)
    data = {"uid": key.uid, "merged": gone.uid, "batch": write.gesture}
    return Answer(data, "Merged. Take it back with: undo.")


def renumber(arguments: argparse.Namespace) -> Answer:
    """Give a record the next free number of this office."""
    with opened(arguments) as office:
        with office.write("renumber") as write:
            before = view(write, find(write, arguments.ref)).ref
            key = twins.renumber(write, arguments.ref)
        with office.read() as reading:
            ref = view(reading, key).ref
    return Answer({"uid": key.uid, "ref": ref, "before": before}, f"{before} is now {ref}.")


def _line(line: ListRow) -> str:
    return f"    {line.ref:<20}{line.date:<12}{line.municipality:<8}{line.title}  ({line.uid})"


def _choices(texts: list[str]) -> dict[str, str]:
    """Read field=keep and field=other.

    Raises KnownError `bad-assignment`, `assigned-twice`.
    """
    choices: dict[str, str] = {}
    for text in texts:
        field, sign, side = text.partition("=")
        if not sign or not field:
            raise KnownError("bad-assignment", text=text)
        if field in choices:
            raise KnownError("assigned-twice", field=field)
        choices[field] = side
    return choices
