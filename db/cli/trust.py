"""Commands about other laptops, parcels that lie aside, proposals by hand, and the mission's lists."""

import argparse
import csv
from dataclasses import asdict
from pathlib import Path

from db import parcels
from db.catalogue import Code
from db.catalogue.missions import code_of
from db.cli.common import Answer, opened, secret_in
from db.cli.exchange import day, received
from db.errors import KnownError
from db.store.code_lists import kept_lists, set_list
from db.store.recovery import seal_for_headquarters


def list_laptops(arguments: argparse.Namespace) -> Answer:
    """List the laptops that were met, with the codes to compare over the phone."""
    with opened(arguments) as office:
        with office.write("key") as write:
            parcels.own_code(write)
        with office.read() as reading:
            found = parcels.laptops(reading)
    lines = [f"{one.name:<10}{one.state:<11}{one.code or 'no signature yet':<21}{one.reason}" for one in found]
    return Answer({"laptops": [asdict(one) | {"name": one.name} for one in found]}, "\n".join(lines))


def confirm_laptop(arguments: argparse.Namespace) -> Answer:
    """Note that a laptop's code was compared and fits."""
    with opened(arguments) as office:
        with office.write("confirm") as write:
            found = parcels.confirm(write, arguments.laptop, arguments.code)
        seal_for_headquarters(office)
    return Answer({"replica": found.replica, "name": found.name}, f"{found.name} is confirmed.")


def revoke_laptop(arguments: argparse.Namespace) -> Answer:
    """Set aside what a lost or stolen laptop wrote from a day on."""
    with opened(arguments) as office:
        start = day(arguments.start) or office.clock()[:10]
        with office.write("revoke") as write:
            found = parcels.revoke(write, arguments.laptop, start, arguments.reason)
    names = ", ".join(one.name for one in found)
    return Answer({"laptops": [one.replica for one in found], "from": start}, f"{names}: set aside from {start} on.")


def trust_policy(arguments: argparse.Namespace) -> Answer:
    """Say, or change, whether parcels of laptops with an unconfirmed code are taken in."""
    with opened(arguments) as office:
        if arguments.strict:
            office.set_setting("strict", arguments.strict)
        strict = office.settings().get("strict", "no")
    text = "Only parcels of confirmed laptops are taken in." if strict == "yes" else "First parcels are taken in."
    return Answer({"strict": strict == "yes"}, text)


def list_asides(arguments: argparse.Namespace) -> Answer:
    """List the parcels that lie aside; take one in, or look at all of them again."""
    with opened(arguments) as office:
        passwords = (secret_in(arguments.password_file),)
        if arguments.take is not None:
            return received([parcels.take_aside(office, arguments.take, arguments.reason, passwords=passwords)])
        if arguments.again:
            return received(parcels.receive_asides(office, passwords=passwords))
        with office.read() as reading:
            found = parcels.asides(reading)
    lines = [f"{one.id:<4}{one.file}: {parcels.ASIDE[one.why].format(laptop=one.peer or 'an office')}" for one in found]
    return Answer({"asides": [asdict(one) for one in found]}, "\n".join(lines) or "No parcel lies aside.")


def list_proposals(arguments: argparse.Namespace) -> Answer:
    """List what was proposed by hand and waits for a decision; take or refuse it."""
    with opened(arguments) as office:
        with office.read() as reading:
            waiting = parcels.review(reading)
        if not (arguments.take or arguments.refuse):
            data = [asdict(one.proposed) | _about(one) for one in waiting]
            return Answer({"proposals": data}, "\n".join(map(_proposal_line, waiting)) or "Nothing waits.")
        wanted, known = arguments.take or arguments.refuse, [one.proposed.id for one in waiting]
        ids = [i for i in known if "all" in wanted or any(i.startswith(start) for start in wanted)]
        unknown = [start for start in wanted if start != "all" and not any(i.startswith(start) for i in ids)]
        if unknown:
            raise KnownError("no-proposal", id=unknown[0])
        with office.write("accept" if arguments.take else "refuse", arguments.reason) as write:
            (parcels.take if arguments.take else parcels.refuse)(write, ids)
    return Answer({"decided": ids, "batch": write.gesture}, f"{len(ids)} decided.")


def _about(one: parcels.Reviewed) -> dict[str, object]:
    return {"ref": one.ref, "title": one.title, "field": one.field, "now": one.now, "outlook": one.outlook}


def _proposal_line(one: parcels.Reviewed) -> str:
    p, meanwhile = one.proposed, {"conflict": ", which will be a conflict", "nothing": ", nothing to do"}
    what = f"{one.field} {p.before} → {p.after}" if p.what == "set" else f"{p.what} {p.after or ''}".strip()
    now = f" (now {one.now}{meanwhile.get(one.outlook, '')})" if one.outlook else ""
    return f"{p.id[:12]}  {p.office}, {p.file}, {p.sheet}, row {p.row}: {one.ref or one.title} {what}{now}"


def lists(arguments: argparse.Namespace) -> Answer:
    """Show the lists that headquarters keeps, or give one new entries out of a CSV file."""
    with opened(arguments) as office:
        if arguments.name:
            with office.write("list") as write:
                set_list(write, arguments.name, _read_codes(Path(arguments.file or "")))
        with office.read() as reading:
            found = kept_lists(reading)
    lines = [f"{name:<20}version {kept.version}, {kept.at}, {kept.author}" for name, kept in sorted(found.items())]
    data = {name: {"version": kept.version, "entries": list(kept.entries)} for name, kept in found.items()}
    return Answer({"lists": data}, "\n".join(lines) or "All lists are those that the program ships.")


def _read_codes(path: Path) -> list[Code]:
    """Read a list from a CSV file with the columns that the lists of a mission profile have.

    Raises KnownError `no-file`, `bad-list`.
    """
    if not path.is_file():
        raise KnownError("no-file", path=path)
    try:
        rows = list(csv.DictReader(path.read_text(encoding="utf-8-sig").splitlines()))
    except (UnicodeDecodeError, csv.Error) as error:
        raise KnownError("bad-list", path=path, detail=error) from error
    codes: list[Code] = []
    for number, row in enumerate(rows, 2):
        if not row.get("code") or not row.get("en"):
            raise KnownError("bad-list", path=path, detail=f"row {number} has no code or no English name (en)")
        codes.append(code_of({key: text or "" for key, text in row.items() if key}))
    if not codes:
        raise KnownError("bad-list", path=path, detail="it has no entries")
    return codes
