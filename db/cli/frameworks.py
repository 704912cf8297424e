"""Commands on frameworks: what serves what, evidence for benchmarks, usual tags and prompts."""

import argparse
from dataclasses import asdict

from db.cli.common import Answer, opened
from db.frameworks import add_usual_tags, benchmark_lines, code_lines, hints
from db.records import find, view


def frameworks(arguments: argparse.Namespace) -> Answer:
    """Say which activities serve which code of a framework; without one, list the frameworks."""
    with opened(arguments) as office, office.read() as reading:
        day = office.clock()[:10]
        listed = reading.mission.lists["framework"].entries
        chosen = [arguments.framework] if arguments.framework else [code.code for code in listed]
        found = {name: code_lines(reading, name, day) for name in chosen}
    data = {name: [asdict(line) for line in lines] for name, lines in found.items()}
    if not arguments.framework:
        told = [
            f"{name:<20}{sum(bool(line.served) for line in lines)} of {len(lines)} codes served"
            for name, lines in found.items()
        ]
        return Answer({"frameworks": data}, "\n".join(told))
    lines = [line for line in found[arguments.framework] if not (arguments.unserved and line.served)]
    told = [f"{line.code:<12}{len(line.served):>4}  {line.label}" for line in lines]
    return Answer({"frameworks": {arguments.framework: [asdict(line) for line in lines]}}, "\n".join(told))


def benchmarks(arguments: argparse.Namespace) -> Answer:
    """Say what evidence there is for each benchmark."""
    with opened(arguments) as office, office.read() as reading:
        found = benchmark_lines(reading)
    shown = [line for line in found if line.count or not arguments.judged]
    lines = [f"{line.code:<9}{line.term:<8}{line.judgement or '–':<10}{line.day:<12}{line.label}" for line in shown]
    return Answer({"benchmarks": [asdict(line) for line in shown]}, "\n".join(lines))


def usual(arguments: argparse.Namespace) -> Answer:
    """Give an activity its usual tags, and say what to think of."""
    with opened(arguments) as office:
        with office.write("save") as write:
            added = add_usual_tags(write, arguments.ref)
        with office.read() as reading:
            told = [view(reading, key).ref for key in added]
            prompts = hints(reading, find(reading, arguments.ref))
    data = {"added": told, "hints": [{"code": one.code, "message": one.message} for one in prompts]}
    return Answer(data, "\n".join([f"{len(told)} tags added.", *told, *(one.message for one in prompts)]))
