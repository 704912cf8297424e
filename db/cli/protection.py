"""Commands that protect people: find one everywhere, take them out, purge what was kept long enough."""

import argparse
from collections.abc import Sequence
from dataclasses import asdict

from db.cli.common import Answer, opened, several
from db.protection import Holder, Mention, expired, find_person, holders, periods, purge, redact_person
from db.protection.retention import REVIEWED


def find(arguments: argparse.Namespace) -> Answer:
    """List every place that names a person, and what else may still hold it."""
    with opened(arguments) as office:
        with office.read() as reading:
            found = find_person(reading, arguments.name)
        held = holders(office, min((one.since for one in found if one.since), default="")) if found else ()
    lines = [*(_line(one) for one in found), f"{several(len(found), 'place')}.", *_held(held)]
    return Answer(_data(found, held), "\n".join(lines))


def redact(arguments: argparse.Namespace) -> Answer:
    """Take a person out of all these places, or of those that are named, for ever."""
    with opened(arguments) as office:
        with office.read() as reading:
            found = find_person(reading, arguments.name)
        chosen = [one for one in found if (arguments.files or not one.file) and one.id not in arguments.leave]
        with office.write("redact") as write:
            done = redact_person(write, arguments.name, chosen)
        held = holders(office, min((one.since for one in chosen if one.since), default="")) if chosen else ()
    records, revisions = several(done.records, "record"), several(done.revisions, "revision")
    text = f"Redacted in {records}, {revisions} and {several(done.texts, 'other text')}."
    return Answer(_data(chosen, held) | {"done": asdict(done), "batch": write.gesture}, "\n".join([text, *_held(held)]))


def _data(found: Sequence[Mention], held: Sequence[Holder]) -> dict[str, object]:
    mentions = [asdict(one) | {"key": one.key._asdict()} for one in found]
    return {"mentions": mentions, "holders": [asdict(one) for one in held]}


def _line(one: Mention) -> str:
    when = "" if one.now else "  (history only)"
    return f"{one.id}\n  {one.ref} {one.field or one.what}: {one.excerpt}{when}"


def _held(held: Sequence[Holder]) -> list[str]:
    lines = [
        f"  {one.what}: {one.name} {one.recipient}".rstrip() + (f", gone by {one.until}" if one.until else "")
        for one in held
    ]
    return ["Files that may still hold it:", *lines] if lines else []


def retention(arguments: argparse.Namespace) -> Answer:
    """List what has been kept longer than it may be, and purge what is named, for ever."""
    with opened(arguments) as office:
        with office.read() as reading:
            found, rules = expired(reading, office.today), periods(office.mission)
        chosen = [one for one in found if one.key.uid in arguments.purge or "all" in arguments.purge]
        if chosen:
            with office.write("redact") as write:
                purge(write, [one.key for one in chosen])
        office.set_setting(REVIEWED, office.today.isoformat())
    lines = [f"{one.family}: {one.owner} {one.name}, {one.last}, until {one.until}  {one.key.uid}" for one in found]
    lines += [f"{rule.family}: {rule.months} months" for rule in rules]
    lines.append(f"{len(found)} kept longer than they may be; {len(chosen)} purged.")
    data = [asdict(one) | {"key": one.key._asdict()} for one in found]
    return Answer({"expired": data, "purged": [one.key.uid for one in chosen]}, "\n".join(lines))
