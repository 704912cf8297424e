"""Commands about who can open the office, and the log of who did and what left it."""

import argparse
from dataclasses import asdict
from pathlib import Path

from db.cli.common import (
    Answer,
    Command,
    asked_paper,
    home,
    on_paper,
    opened,
    passphrase,
    pdf_target,
    period,
    secret_in,
    several,
)
from db.cli.exchange import day
from db.errors import KnownError
from db.reports.access import access_listing
from db.reports.printing import print_file
from db.store.access import ACTS, access_log
from db.store.officers import add_officer, change_passphrase, officer_roles, remove_officer, renew_recovery_code
from db.store.recovery import reopen, seal_for_headquarters, take_keys
from db.store.roles import GIVEN, OFFICER, ROLES


def key_commands(command: Command) -> None:
    """Add the commands of this file."""
    new = "a file whose first line is the new passphrase"
    command("officers", list_officers, "List the officers who can open the office.")
    made = command("add-officer", add, "Let one more officer open the office.")
    made.add_argument("name", metavar="NAME")
    made.add_argument("--new-passphrase-file", required=True, metavar="PATH", help=new)
    made.add_argument("--role", choices=GIVEN, default=OFFICER)
    command("remove-officer", remove, "Let an officer open the office no more.").add_argument("name", metavar="NAME")
    made = command("passphrase", change, "Give yourself, or the officer named, another passphrase.")
    made.add_argument("name", nargs="?", default="", metavar="NAME")
    made.add_argument("--new-passphrase-file", required=True, metavar="PATH", help=new)
    command("recovery-code", recovery, "Make a new recovery code; the old one opens nothing any more.")
    made = command("open-keys", open_keys, "At headquarters, open the key file of an office that is locked out.")
    made.add_argument("file", metavar="keys.json")
    made.add_argument("--to", required=True, metavar="OUT.json")
    made = command("take-keys", replace_keys, "Put the key file that headquarters sent in the place of the own.")
    made.add_argument("file", metavar="FILE")
    made = command("access-log", show_log, "Show who opened the office, and what left it or came in.")
    period(made)
    made.add_argument("--act", choices=tuple(ACTS), default="", help="only lines of one kind")
    made.add_argument("--pdf", default="", metavar="OUT.pdf", help="print it instead")
    on_paper(made)


def list_officers(arguments: argparse.Namespace) -> Answer:
    """List the officers who can open the office."""
    with opened(arguments) as office:
        found, sealed = officer_roles(office), seal_for_headquarters(office)
    last = "Headquarters can open it too, when all else is lost." if sealed else "Headquarters cannot open it."
    lines = [f"{name} ({ROLES[role]})" for name, role in found.items()]
    return Answer({"officers": list(found), "roles": found, "headquarters": sealed}, "\n".join([*lines, last]))


def add(arguments: argparse.Namespace) -> Answer:
    """Let one more officer open the office."""
    with opened(arguments) as office:
        add_officer(office, passphrase(arguments), arguments.name, _new_secret(arguments), role=arguments.role)
    return Answer({"officer": arguments.name}, f"{arguments.name} can open the office now.")


def remove(arguments: argparse.Namespace) -> Answer:
    """Let an officer open the office no more."""
    with opened(arguments) as office:
        remove_officer(office, passphrase(arguments), arguments.name)
    text = f"{arguments.name} cannot open the office any more. Copies made before still open as they did."
    return Answer({"officer": arguments.name}, text)


def change(arguments: argparse.Namespace) -> Answer:
    """Give an officer another passphrase."""
    with opened(arguments) as office:
        name = arguments.name or office.author
        change_passphrase(office, passphrase(arguments), name, _new_secret(arguments))
    return Answer({"officer": name}, f"The passphrase of {name} is changed. Copies made before keep the old one.")


def recovery(arguments: argparse.Namespace) -> Answer:
    """Make a new recovery code; the old one opens nothing any more."""
    with opened(arguments) as office:
        code = renew_recovery_code(office, passphrase(arguments))
    return Answer({"recovery_code": code}, f"Recovery code, shown only now: {code}")


def open_keys(arguments: argparse.Namespace) -> Answer:
    """At headquarters, open the key file of an office that is locked out, and write one with a new recovery code."""
    with opened(arguments) as office:
        code = reopen(office, Path(arguments.file), Path(arguments.to))
    text = f"Wrote {arguments.to}. Send it to the office, and read this code over the phone, shown only now: {code}"
    return Answer({"file": arguments.to, "recovery_code": code}, text)


def replace_keys(arguments: argparse.Namespace) -> Answer:
    """Put the key file that headquarters sent in the place of the office's own; the passphrase is the code it read."""
    take_keys(home(arguments), Path(arguments.file), passphrase(arguments))
    return Answer({"home": str(home(arguments))}, "The office opens with that code now. Give the officers passphrases.")


def show_log(arguments: argparse.Namespace) -> Answer:
    """Show, or print, who opened the office and what left it or came in."""
    target = pdf_target(arguments.pdf) if arguments.pdf else None
    period = (day(arguments.start), day(arguments.end))
    with opened(arguments) as office:
        with office.read() as reading:
            found = access_log(reading, start=period[0], end=period[1], act=arguments.act)
        if target is not None:
            maker, sheet = asked_paper(office, arguments)
            print_file(office, access_listing(found, period, maker), target, sheet)
            return Answer({"file": str(target), "count": len(found)}, f"Wrote {target}: {several(len(found), 'line')}.")
    lines = [
        "  ".join(filter(None, (one.at, one.author, ACTS[one.act], one.file, one.recipient, one.profile, one.note)))
        for one in found
    ]
    return Answer({"log": [asdict(one) for one in found]}, "\n".join(lines))


def _new_secret(arguments: argparse.Namespace) -> str:
    secret = secret_in(arguments.new_passphrase_file)
    if not secret:
        raise KnownError("no-passphrase")
    return secret
