"""Commands for the desk at headquarters: everything in one workbook, and the numbers that an office sets itself."""

import argparse
from pathlib import Path

from db import parcels
from db.cli.common import Answer, opened, secret_in
from db.cli.exchange import day, published
from db.store.settings import SETTINGS, number_of, read_number


def consolidate(arguments: argparse.Namespace) -> Answer:
    """Write everything of a period, of all offices, into one workbook, and say what is in it."""
    period = (day(arguments.start), day(arguments.end))
    password = secret_in(arguments.password_file)
    with opened(arguments) as office:
        made = parcels.consolidate(office, Path(arguments.to), period=period, password=password)
    return published(made)


def settings(arguments: argparse.Namespace) -> Answer:
    """Show the numbers that the office sets for itself, or set one."""
    with opened(arguments) as office:
        if arguments.name:
            office.set_setting(arguments.name, read_number(arguments.name, arguments.value or ""))
        with office.read() as reading:
            found = {name: number_of(reading, name) for name in SETTINGS}
    lines = [f"{name:<16}{number:<6}{SETTINGS[name].label}" for name, number in found.items()]
    return Answer({"settings": found}, "\n".join(lines))
