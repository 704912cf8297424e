"""Commands on photos and papers."""

import argparse
from dataclasses import asdict
from pathlib import Path

from db import attachments
from db.cli.common import Answer, opened
from db.errors import KnownError


def attach(arguments: argparse.Namespace) -> Answer:
    """Attach files to a record."""
    files = [attachments.prepare(Path(file)) for file in arguments.files]
    with opened(arguments) as office:
        keys = attachments.attach(
            office,
            arguments.ref,
            files,
            caption=arguments.caption,
            consent=arguments.consent,
            kind=arguments.kind,
        )
        with office.read() as reading:
            made = [attachments.one_attached(office, reading, key.uid) for key in keys]
    lines = [f"Attached {one.name}, {_kilobytes(one.size)}  [{one.uid}]" for one in made]
    return Answer({"attachments": [asdict(one) for one in made]}, "\n".join(lines))


def list_attached(arguments: argparse.Namespace) -> Answer:
    """List the photos and papers of a record."""
    with opened(arguments) as office, office.read() as reading:
        found = attachments.attached(office, reading, arguments.ref)
    lines = [
        f"{one.kind:<7}{one.name:<30}{_kilobytes(one.size):>9}  {one.consent:<11}{one.caption}  [{one.uid}]"
        + ("" if one.here else "  has not come")
        for one in found
    ]
    return Answer({"attachments": [asdict(one) for one in found]}, "\n".join([*lines, f"{len(found)} found."]))


def detach(arguments: argparse.Namespace) -> Answer:
    """Take a photo or paper from its record."""
    with opened(arguments) as office, office.write("detach", arguments.override) as write:
        key = attachments.detach(write, arguments.ref, arguments.override)
    return Answer({"uid": key.uid, "batch": write.gesture}, "Taken off the record. Bring it back with: undo.")


def blur(arguments: argparse.Namespace) -> Answer:
    """Make parts of a photo unrecognisable for ever."""
    with opened(arguments) as office:
        with office.read() as reading:
            one = attachments.one_attached(office, reading, arguments.ref)
        key = attachments.blur(office, one, [_region(text) for text in arguments.parts])
    return Answer({"uid": key.uid}, "Blurred. Backups and parcels made before still hold the photo as it was.")


def _region(text: str) -> attachments.Region:
    try:
        left, top, right, bottom = (float(part) / 100 for part in text.split(","))
    except ValueError:
        raise KnownError("bad-region", text=text) from None
    return left, top, right, bottom


def save(arguments: argparse.Namespace) -> Answer:
    """Write a photo or paper to a file."""
    with opened(arguments) as office, office.read() as reading:
        one = attachments.one_attached(office, reading, arguments.ref)
        path = attachments.save(office, one, Path(arguments.to))
    return Answer({"file": str(path)}, f"Wrote {path}.")


def _kilobytes(size: int) -> str:
    return f"{max(1, round(size / 1024))} KB"
