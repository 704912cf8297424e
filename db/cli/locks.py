"""Commands about who may do what, and what is locked: approvals, closed periods, dated exceptions."""

import argparse
from dataclasses import asdict

from db.cli.common import Answer, Command, opened, passphrase
from db.locks import (
    GIVEN,
    RIGHTS,
    ROLES,
    AllLocks,
    Closed,
    Exempt,
    Late,
    all_locks,
    allow,
    approvals_of,
    approve,
    close,
    end_exception,
    late_changes,
    reopen,
    take_back,
)
from db.records import find
from db.records.family import reference
from db.store.officers import give_role, officer_roles


def lock_commands(command: Command) -> None:
    """Add the commands of this file."""
    command("roles", show_roles, "Say what each role may do, and who has which here.")
    made = command("role", set_role, "Give an officer a role; a head of office can.")
    made.add_argument("name", metavar="NAME")
    made.add_argument("role", choices=GIVEN)
    made = command("approve", approve_record, "Approve an activity, with all its parts, as it stands.")
    made.add_argument("ref", metavar="REF")
    made.add_argument("--function", default="", metavar="TEXT", help="in which function, for example Head of office")
    made.add_argument("--note", default="", metavar="TEXT")
    made = command("unapprove", unapprove, "Take the approvals of an activity back.")
    made.add_argument("ref", metavar="REF")
    made.add_argument("--reason", required=True)
    command("locks", show_locks, "List what is approved, closed and allowed in spite of it: everybody may know.")
    made = command("close", close_period, "Close the days of a period: its records stay as they are.")
    made.add_argument("--from", dest="start", required=True, metavar="DAY")
    made.add_argument("--until", dest="end", required=True, metavar="DAY")
    made.add_argument("--office", metavar="CODE", help="at headquarters, of which office; without it, of all")
    made.add_argument("--reason", required=True)
    made = command("reopen", reopen_period, "Open a closed period again.")
    made.add_argument("ref", metavar="REF")
    made.add_argument("--reason", required=True)
    made = command("allow", allow_changes, "Allow changes in spite of a lock until a day, that day included.")
    made.add_argument("ref", metavar="REF", help="a closed period or an approved activity")
    made.add_argument("--until", required=True, metavar="DAY")
    made.add_argument("--office", metavar="CODE", help="at headquarters, which office; without it, every office")
    made.add_argument("--officer", default="", metavar="NAME", help="only this one there")
    made.add_argument("--reason", required=True)
    command("disallow", disallow, "End such an exception before its day.").add_argument("ref", metavar="REF")


def show_roles(arguments: argparse.Namespace) -> Answer:
    """Say what each role may do, and who has which."""
    with opened(arguments) as office:
        here = officer_roles(office)
    rights = {key: {"what": one.what, "roles": list(one.roles), "how": one.how} for key, one in RIGHTS.items()}
    lines = [
        f"{', '.join(ROLES[role] for role in one.roles)}: {one.what}. {one.how}".strip() for one in RIGHTS.values()
    ]
    lines += ["", *(f"{name}: {ROLES[role]}" for name, role in here.items())]
    return Answer({"rights": rights, "officers": here}, "\n".join(lines))


def set_role(arguments: argparse.Namespace) -> Answer:
    """Give an officer a role."""
    with opened(arguments) as office:
        give_role(office, passphrase(arguments), arguments.name, arguments.role)
    return Answer({"officer": arguments.name, "role": arguments.role}, f"{arguments.name}: {ROLES[arguments.role]}.")


def approve_record(arguments: argparse.Namespace) -> Answer:
    """Approve an activity as it stands."""
    with opened(arguments) as office:
        with office.write("approve") as write:
            key = approve(write, arguments.ref, function=arguments.function, note=arguments.note)
        with office.read() as reading:
            record = find(reading, arguments.ref)
            ref, times = reference(reading, record), len(approvals_of(reading, record))
    return Answer({"uid": key.uid, "ref": ref, "approvals": times}, f"{ref} is approved as it stands.")


def unapprove(arguments: argparse.Namespace) -> Answer:
    """Take the approvals of an activity back."""
    with opened(arguments) as office, office.write("unapprove", arguments.reason) as write:
        count = take_back(write, arguments.ref)
    return Answer({"taken_back": count}, "It is not approved any more.")


def show_locks(arguments: argparse.Namespace) -> Answer:
    """List the locks."""
    with opened(arguments) as office, office.read() as reading:
        found = all_locks(reading)
        late = {one.ref: late_changes(reading, one.uid) for one in found.standing}
    data = {
        "approved": found.approved,
        "changed_since_approved": [_late(one) for one in found.changed],
        "closed": [asdict(one) for one in found.closed],
        "exceptions": [asdict(one) for one in found.exceptions],
        "changed_since_closed": {ref: [_late(one) for one in some] for ref, some in late.items()},
    }
    return Answer(data, "\n".join(_lines(found, late)))


def close_period(arguments: argparse.Namespace) -> Answer:
    """Close a period."""
    with opened(arguments) as office, office.write("close", arguments.reason) as write:
        key = close(write, arguments.start, arguments.end, reason=arguments.reason, area=arguments.office)
        ref = reference(write, key)
    return Answer({"ref": ref, "uid": key.uid}, f"{arguments.start} to {arguments.end} is closed: {ref}.")


def reopen_period(arguments: argparse.Namespace) -> Answer:
    """Open a closed period again."""
    with opened(arguments) as office, office.write("reopen", arguments.reason) as write:
        key = reopen(write, arguments.ref, reason=arguments.reason)
    return Answer({"uid": key.uid}, "The period is open again.")


def allow_changes(arguments: argparse.Namespace) -> Answer:
    """Allow changes in spite of a lock until a day."""
    asked = {"area": arguments.office, "officer": arguments.officer}
    with opened(arguments) as office, office.write("allow", arguments.reason) as write:
        key = allow(write, arguments.ref, until=arguments.until, reason=arguments.reason, **asked)
        ref = reference(write, key)
    return Answer({"ref": ref, "uid": key.uid}, f"Allowed until {arguments.until}: {ref}. It ends by itself.")


def disallow(arguments: argparse.Namespace) -> Answer:
    """End an exception."""
    with opened(arguments) as office, office.write("disallow") as write:
        key = end_exception(write, arguments.ref)
    return Answer({"uid": key.uid}, "The exception has ended.")


def _lines(found: AllLocks, late: dict[str, tuple[Late, ...]]) -> list[str]:
    lines = [f"Approved as they stand: {found.approved}. Changed since they were approved: {len(found.changed)}."]
    lines += [f"  {_told(one)}" for one in found.changed]
    for one in found.closed:
        lines.append(_closed(one))
        lines += [f"  changed since: {_told(x)}" for x in late.get(one.ref, ())]
    return lines + [_exempt(one) for one in found.exceptions]


def _closed(one: Closed) -> str:
    again = f" Open again since {one.reopened_on}, {one.reopened_by}: {one.reopened_why}" if one.reopened_on else ""
    whose = one.area or "all offices"
    return f"{one.ref}  {one.start} to {one.end}, {whose}. Closed {one.day} by {one.by}: {one.reason}.{again}"


def _exempt(one: Exempt) -> str:
    whom = one.officer or one.area or "every office"
    over = " (over)" if one.over else ""
    return f"{one.ref}  in spite of {one.lock}, {whom}, until {one.until}{over}. Allowed by {one.by}: {one.reason}"


def _told(one: Late) -> str:
    return "  ".join(filter(None, (one.ref, one.part, one.at, one.by, one.reason)))


def _late(one: Late) -> dict[str, str]:
    return {"ref": one.ref, "part": one.part, "uid": one.record.uid, "by": one.by, "at": one.at, "reason": one.reason}
