"""What every command shares: opening the office, and the shape of an answer."""

import argparse
import os
import sys
from collections.abc import Callable, Generator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from db.errors import KnownError
from db.reports import Maker, maker_of
from db.reports.printing import Sheet
from db.store import CAME_BACK, Office, default_home

Command = Callable[[str, object, str], argparse.ArgumentParser]  # adds a command: its name, what it runs, its help


@dataclass(frozen=True, slots=True)
class Answer:
    """What a command says: `data` for --json, `text` for people. `verbatim` text is printed even with --json."""

    data: Mapping[str, Any]
    text: str
    code: int = 0
    verbatim: bool = False


def on_paper(made: argparse.ArgumentParser) -> None:
    """Add what any paper can be asked: its sheet, room for a binder, its language."""
    made.add_argument("--paper", choices=("a4", "letter"), default="a4")
    made.add_argument("--punched", action="store_true", help="with room for the holes of a binder")
    made.add_argument("--lang", default="en", metavar="L", help="the language of the paper")


def asked_paper(office: Office, arguments: argparse.Namespace) -> tuple[Maker, Sheet]:
    """Return what the options of `on_paper` ask for: who makes the paper, in which language, and its sheet."""
    return maker_of(office, language=arguments.lang), Sheet(arguments.paper, arguments.punched)


def period(made: argparse.ArgumentParser) -> None:
    """Add the options for the first and the last day of a window."""
    made.add_argument("--from", dest="start", default="", metavar="DAY")
    made.add_argument("--until", dest="end", default="", metavar="DAY")


def several(count: int, one: str) -> str:
    """Return a number of things in words: "1 row", "2 rows"."""
    return f"{count:,} {one}{'' if count == 1 else 's'}"


def home(arguments: argparse.Namespace) -> Path:
    """Return the folder of the office that a command works on."""
    told = getattr(arguments, "home", None)
    return Path(told) if told else default_home()


def passphrase(arguments: argparse.Namespace) -> str:
    """Return the passphrase from the file or the environment.

    Raises KnownError `no-passphrase`, `no-file`.
    """
    secret = secret_in(getattr(arguments, "passphrase_file", None)) or os.environ.get("GROUNDWORK_PASSPHRASE", "")
    if not secret:
        raise KnownError("no-passphrase")
    return secret


def secret_in(file: str | None) -> str:
    """Return the first line of a file that holds a passphrase or a password; empty where none is named.

    Raises KnownError `no-file`.
    """
    if not file:
        return ""
    try:
        return Path(file).read_text(encoding="utf-8-sig").split("\n")[0].rstrip("\r")
    except (OSError, UnicodeDecodeError):
        raise KnownError("no-file", path=file) from None


def pdf_target(name: str) -> Path:
    """Return where a PDF goes.

    Raises KnownError `bad-pdf-name`.
    """
    if not name.lower().endswith(".pdf"):
        raise KnownError("bad-pdf-name", path=name)
    return Path(name)


def refuse_unreadable(argv: list[str]) -> None:
    """Refuse arguments whose bytes are no text.

    Raises KnownError `bad-argument`.
    """
    try:
        "".join(argv).encode()
    except UnicodeEncodeError:
        raise KnownError("bad-argument") from None


@contextmanager
def opened(arguments: argparse.Namespace) -> Generator[Office]:
    """Open the office of a command and close it afterwards."""
    office = Office.open(home(arguments), passphrase(arguments))
    if office.came_back:
        print(CAME_BACK[office.came_back].format(laptop=office.identity.laptop), file=sys.stderr)
    try:
        yield office
    finally:
        office.close()
