"""Commands of the conflict desk."""

import argparse
from typing import Any

from db.catalogue import Mission
from db.cli.common import Answer, opened
from db.records import (
    Candidate,
    Conflict,
    SameSide,
    in_words,
    resolve_field,
    take_same_side,
    told_conflicts,
)


def list_conflicts(arguments: argparse.Namespace) -> Answer:
    """List the open conflicts."""
    with opened(arguments) as office, office.read() as reading:
        found = told_conflicts(reading)
    lines = [line for one in found for line in _lines(one, office.mission)]
    data = [_data(one, office.mission) for one in found]
    return Answer({"conflicts": data}, "\n".join(lines) or "No conflicts.")


def resolve_conflict(arguments: argparse.Namespace) -> Answer:
    """Decide a conflict, or with --all every conflict in which one office has a value."""
    one = bool(arguments.ref and arguments.field and (arguments.take or arguments.value is not None))
    some = bool(arguments.ref or arguments.field or arguments.take or arguments.value is not None)
    rule = bool(arguments.office or arguments.only or arguments.dry_run)
    if (arguments.all and (some or not arguments.office)) or (not arguments.all and (rule or not one)):
        arguments.wrong("give REF FIELD and --take or --value, or --all and --office")
    if arguments.all:
        return _resolve_all(arguments)
    with opened(arguments) as office, office.write("resolve", arguments.reason) as write:
        key = resolve_field(write, arguments.ref, arguments.field, take=arguments.take, value=arguments.value)
    return Answer({"uid": key.uid, "batch": write.gesture}, "Decided.")


def _resolve_all(arguments: argparse.Namespace) -> Answer:
    with (
        opened(arguments) as office,
        office.write("resolve", arguments.reason, dry_run=arguments.dry_run) as write,
    ):
        side = take_same_side(write, arguments.office, arguments.only)
    data = {
        "decided": len(side.taken),
        "left": len(side.left),
        "batch": write.gesture if side.taken and not arguments.dry_run else "",
        "decisions": [{"ref": c.ref, "field": c.field, **_value(v)} for c, v in side.taken],
        "open": [{"ref": c.ref, "field": c.field} for c in side.left],
    }
    return Answer(data, "\n".join(_said(side, arguments.office.upper(), arguments.dry_run)))


def _said(side: SameSide, office: str, dry_run: bool) -> list[str]:
    lines = [f"{one.ref}  {one.field}  {candidate.value!r}" for one, candidate in side.taken]
    lines += [f"{one.ref}  {one.field}  stays open: {office} has no value in it, or several" for one in side.left]
    count = f"{len(side.taken)} would be" if dry_run else str(len(side.taken))
    taken = "" if dry_run or not side.taken else " Take it back with: undo."
    return [*lines, f"{count} decided, {len(side.left)} left open.{taken}"]


def _data(one: Conflict, mission: Mission) -> dict[str, Any]:
    """Return a conflict for scripts: `base` is the value that all replaced where there is one, `bases` all of them."""
    return {
        "ref": one.ref,
        "uid": one.key.uid,
        "field": one.field,
        "type": one.owner.type,
        "title": one.title,
        "kind": one.kind,
        "sides": len(one.places),
        "words": in_words(one, mission),
        "base": one.base[0] if one.base else None,
        "bases": list(one.base),
        "values": [_value(candidate) for candidate in one.candidates],
    }


def _value(candidate: Candidate) -> dict[str, Any]:
    return {
        "revision": candidate.revision,
        "value": candidate.value,
        "author": candidate.author,
        "office": candidate.office,
        "laptop": candidate.laptop,
        "at": candidate.at,
        "reason": candidate.reason,
        "changes": [{"field": c.field, "before": c.before, "after": c.after} for c in candidate.changes],
    }


def _lines(one: Conflict, mission: Mission) -> list[str]:
    """Return a conflict as people read it."""
    lines = [f"{one.ref}  {one.field}  {one.title}", f"    {in_words(one, mission)}"]
    if one.base:
        lines.append(f"    it was: {', '.join(map(repr, one.base))}")
    for c in one.candidates:
        why = f"  ({c.reason})" if c.reason else ""
        lines.append(f"    {c.value!r}  {c.author} ({c.laptop or c.office}) {c.at}{why}  {c.revision}")
        lines += [f"        {change.field}: {change.before!r} → {change.after!r}" for change in c.changes]
    return lines
