"""Commands that protect people: find one everywhere, take them out."""

import argparse
from collections.abc import Sequence
from dataclasses import asdict

from db.cli.common import Answer, opened
from db.protection import Holder, Mention, find_person, holders, redact_person


def find(arguments: argparse.Namespace) -> Answer:
    """List every place that names a person, and what else may still hold it."""
    with opened(arguments) as office:
        with office.read() as reading:
            found = find_person(reading, arguments.name)
        held = holders(office, min((one.since for one in found if one.since), default="")) if found else ()
    lines = [*(_line(one) for one in found), f"{len(found)} places.", *_held(held)]
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
    text = f"Redacted in {done.records} records, {done.revisions} revisions and {done.texts} other texts."
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
