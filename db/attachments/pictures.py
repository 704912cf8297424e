"""Photos made fit to be kept, and small ones to look at; the pixels are read by a child process within limits."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from db.errors import KnownError
from db.limited import PICTURE, Stopped, run_child

CLEAN, THUMBNAILS, BLUR = "clean", "thumbnails", "blur"  # what the child is asked for
Made = tuple[dict[str, Any], bytes]
Region = tuple[float, float, float, float]  # left, top, right, bottom, as shares of the picture


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture as it is kept: its bytes, what they are, how large it is, and the day it says it was taken ("")."""

    content: bytes
    media_type: str
    width: int
    height: int
    taken_on: str


def clean(content: bytes, name: str) -> Picture:
    """Return a picture fit to be kept.

    Raises KnownError `picture-unreadable`, `picture-too-large`, `picture-unsafe`.
    """
    return _picture(CLEAN, content, name)


def blurred(content: bytes, name: str, regions: Sequence[Region]) -> Picture:
    """Return a picture in whose pixels these parts can be recognised no more.

    Raises KnownError as `clean` does.
    """
    return _picture(BLUR, content, name, regions)


def _picture(wanted: str, content: bytes, name: str, regions: Sequence[Region] = ()) -> Picture:
    try:
        ((said, made),) = _ask(wanted, [content], regions)
    except Stopped as stopped:
        raise KnownError("picture-unsafe", file=name) from stopped
    if "error" in said:
        raise KnownError(said["error"], file=name, **said["values"])
    return Picture(made, said["media_type"], said["width"], said["height"], said["taken_on"])


def thumbnails(contents: Sequence[bytes]) -> list[bytes]:
    """Return a small JPEG of each picture, b"" of one that cannot be read."""
    try:
        return [made for _, made in _ask(THUMBNAILS, contents)] if contents else []
    except Stopped:  # one of them: the others need not suffer for it
        return [small for one in contents for small in thumbnails([one])] if len(contents) > 1 else [b""]


def _ask(wanted: str, contents: Sequence[bytes], regions: Sequence[Region] = ()) -> list[Made]:
    sizes = [len(content) for content in contents]
    asked = json.dumps({"wanted": wanted, "sizes": sizes, "regions": list(regions)}).encode()
    answer = run_child(PICTURE, b"".join((asked, b"\n", *contents)))
    line, _, rest = answer.partition(b"\n")
    found: list[Made] = []
    for said in json.loads(line):
        found.append((said, rest[: said["size"]]))
        rest = rest[said["size"] :]
    return found
