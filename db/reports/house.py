"""What a mission supplies for its paper: templates instead of ours, a letterhead and a logo.

They lie in the folder `reports` of its profile: `*.typ` replace the file of ours that has the same name;
`letterhead.txt` stands at the top of every page, and so does `logo.svg`, `logo.png` or `logo.jpg`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from db.resources import resource

_LOGOS = {"svg": "svg", "png": "png", "jpg": "jpg"}  # ending and what Typst calls it


@dataclass(frozen=True, slots=True)
class House:
    """The templates of a mission by their names, the lines of its letterhead, its logo and the format of that."""

    templates: Mapping[str, bytes]
    letterhead: str = ""
    logo: bytes = b""
    logo_format: str = ""


def folder_of(mission: str) -> Path:
    """Return the folder in which a mission keeps what it supplies for its paper."""
    return resource("missions", mission, "reports")


@cache
def house_of(mission: str) -> House:
    """Return what a mission supplies; nothing of one that supplies nothing."""
    folder = folder_of(mission)
    if not mission or not folder.is_dir():
        return House({})
    templates = {path.name: path.read_bytes() for path in sorted(folder.glob("*.typ"))}
    letterhead = folder / "letterhead.txt"
    text = letterhead.read_text(encoding="utf-8-sig").strip() if letterhead.is_file() else ""
    for ending, called in _LOGOS.items():
        if (logo := folder / f"logo.{ending}").is_file():
            return House(templates, text, logo.read_bytes(), called)
    return House(templates, text)
