"""What each role may do, said once: the rules, the window, the command line and the help all read it here.

A role keeps people from mistakes and habits, not from harm: whoever holds the laptop and a passphrase could use another
program. That is why every change says who made it, in a chain that nobody can alter unseen.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, select

from db.errors import KnownError
from db.marks import N_
from db.schema.tables import fact
from db.store import keys

OFFICER, HEAD, DESK = "officer", "head", "desk"
ROLES = {OFFICER: N_("Officer"), HEAD: N_("Head of office"), DESK: N_("Headquarters desk")}
GIVEN = (OFFICER, HEAD)  # those that a field office gives its officers; at headquarters everybody is the desk

RECORD, APPROVE, CORRECT, CLOSE, ALLOW, KEYS = "record", "approve", "correct", "close", "allow", "keys"


@dataclass(frozen=True, slots=True)
class Right:
    """One thing to do: in words that follow "may", and for whom it is; `how` says what else it needs."""

    what: str
    roles: tuple[str, ...]
    how: str = ""


RIGHTS: Mapping[str, Right] = {
    RECORD: Right(
        N_("Enter, correct, delete, import, send and print records that nobody approved and no period closes"),
        (OFFICER, HEAD, DESK),
    ),
    APPROVE: Right(N_("Approve an activity, and take an approval back"), (HEAD, DESK)),
    CORRECT: Right(
        N_("Change what is approved"),
        (HEAD, DESK),
        N_("With a reason. The approval then shows “changed since”, and the paper is a draft again."),
    ),
    CLOSE: Right(
        N_("Close a period and open it again"),
        (HEAD, DESK),
        N_("A head of office those of the own office, headquarters those of any office or of all."),
    ),
    ALLOW: Right(
        N_("Allow changes in spite of a lock until a day"),
        (HEAD, DESK),
        N_("With a reason. Where headquarters closed a period, only headquarters."),
    ),
    KEYS: Right(N_("Add and remove officers, give roles, make a new recovery code"), (HEAD, DESK)),
}


def may(role: str, right: str) -> bool:
    """Whether a role includes a right."""
    return role in RIGHTS[right].roles


def need(role: str, right: str) -> None:
    """Refuse what a role does not include.

    Raises KnownError `not-your-role`.
    """
    if not may(role, right):
        who = ", ".join(ROLES[one] for one in RIGHTS[right].roles)
        raise KnownError("not-your-role", role=ROLES[role], what=RIGHTS[right].what, who=who)


def roles_given(connection: Connection) -> dict[str, str]:
    """Return the roles that officers of this office were given, by their names."""
    found = connection.scalar(select(fact.c.value).where(fact.c.key == "roles"))
    return json.loads(found) if found else {}


def role_of(given: Mapping[str, str], name: str, *, at_headquarters: bool, kind: str = keys.OFFICER) -> str:
    """Return what somebody is who opened the office by a secret of a `kind`.

    Whoever was never given a role is head of office: so nobody is locked out of an office that is older than roles. So
    is whoever comes by the recovery code or through headquarters, for that is the last way in.
    """
    if at_headquarters:
        return DESK
    return given.get(name, HEAD) if kind == keys.OFFICER else HEAD
