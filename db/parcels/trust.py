"""Whose parcels are taken in: keys, codes compared over the phone, laptops that were stolen.

The first parcel of a laptop that nobody has met is taken in and its key remembered; from then on only that key speaks
for it. Comparing the code once ("confirmed") makes sure that the first one was not an impostor's; an office can ask for
that before anything is taken in (`strict`). What is not taken in is set aside, never dropped.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import insert, select, update

from db.errors import KnownError
from db.identity import Identity
from db.parcels.seal import Seal
from db.schema.exchange import signing_key
from db.schema.tables import fact, replica
from db.signing import code_of, is_signed, is_vouched, public_of, same_code, sign
from db.store.own_key import OWN
from db.store.writing import Reading, Write

SEEN, CONFIRMED, REVOKED = "seen", "confirmed", "revoked"
HEARD = "heard"  # its parcel was set aside; nobody has compared its code yet
UNSIGNED = "unsigned"  # from a program that knew no signatures yet


@dataclass(frozen=True, slots=True)
class Judgement:
    """What is thought of a parcel's sender.

    `state` is "own", "seen" (its key is known, nobody has compared its code), "confirmed" or "unsigned"; `aside` is why
    the parcel is set aside instead, a key of `ASIDE` in `db.parcels.asides`, empty where it is taken in.
    """

    state: str = ""
    aside: str = ""
    new: bool = False


@dataclass(frozen=True, slots=True)
class Laptop:
    """A database that this one has met (or itself): whose it is, and how far its signature is trusted.

    `heir` says that a former life of it vouches for its key: it was restored from a backup, or copied.
    """

    replica: str
    office: str
    laptop: str
    role: str
    state: str
    code: str
    at: str
    author: str
    revoked_from: str
    reason: str
    heir: bool

    @property
    def name(self) -> str:
        """What people call it: MIT-A."""
        return f"{self.office}-{self.laptop}"


def judge(reading: Reading, sender: Identity, seal: Seal | None, signed: bytes, created: str) -> Judgement:
    """Return whether a parcel of this sender, with this seal, is taken in. `created` is the day it says it was made."""
    if seal is not None and not is_signed(seal.key, seal.signature, signed):
        return Judgement(aside="signature-broken")
    known = _key(reading, sender.replica)
    if known is not None:
        if seal is None:
            return Judgement(aside="unsigned-now")
        if seal.key != known.public:
            return Judgement(aside="key-changed")
        if known.state == REVOKED and created[:10] >= known.revoked_from:
            return Judgement(aside="revoked")
        if known.state != HEARD:
            return _unless_strict(reading, Judgement(SEEN if known.state == REVOKED else known.state))
    if seal is None:
        return _unless_strict(reading, Judgement(UNSIGNED))
    parent = _key(reading, seal.parent) if seal.parent else None
    if parent is not None and is_vouched(parent.public, seal.voucher, sender.replica, seal.key):
        if parent.state == REVOKED:
            return Judgement(aside="revoked")
        return _unless_strict(reading, Judgement(CONFIRMED if parent.state == OWN else parent.state, new=True))
    if sender.role == "hq" and _knows_headquarters(reading):
        return Judgement(aside="other-headquarters", new=True)
    return _unless_strict(reading, Judgement(SEEN, new=True))


def _unless_strict(reading: Reading, judgement: Judgement) -> Judgement:
    if judgement.state in (SEEN, UNSIGNED) and is_strict(reading):
        return Judgement(aside="unconfirmed", new=judgement.new)
    return judgement


def is_strict(reading: Reading) -> bool:
    """Whether only parcels of laptops with a confirmed code are taken in here."""
    found = reading.connection.scalar(select(fact.c.value).where(fact.c.key == "settings"))
    return bool(found) and json.loads(found).get("strict") == "yes"


def remember(write: Write, sender: Identity, seal: Seal | None, state: str) -> None:
    """Remember the key of a laptop that is met for the first time, or that was only heard of."""
    known = _key(write, sender.replica)
    if seal is not None and known is None:
        _insert(write, sender.replica, seal.key, state, seal.parent)
    elif known is not None and known.state == HEARD and state != HEARD:
        _set_state(write, sender.replica, state, revoked_from="", reason="")


def is_headquarters(reading: Reading, replica_id: str) -> bool:
    """Whether a replica is a headquarters whose key is known here: only then do its lists and orders count."""
    known = _key(reading, replica_id)
    role = reading.connection.scalar(select(replica.c.role).where(replica.c.id == replica_id))
    return role == "hq" and known is not None and known.state in (SEEN, CONFIRMED)


def own_seal(write: Write, content: bytes) -> Seal:
    """Return this database's seal on a manifest."""
    own = write.own_key()
    return Seal(public_of(own.private), sign(own.private, content), own.parent, own.voucher)


def own_code(write: Write) -> str:
    """Return the code of this database's own key, for reading out over the phone."""
    return code_of(public_of(write.own_key().private))


def laptops(reading: Reading) -> list[Laptop]:
    """Return every database that was met, and this one, with its code to compare; our own first.

    The code of one that never signed anything is empty and its state "unsigned".
    """
    rows = reading.connection.execute(
        select(replica, signing_key.c.public, signing_key.c.state, signing_key.c.at, signing_key.c.author)
        .add_columns(signing_key.c.revoked_from, signing_key.c.reason, signing_key.c.parent)
        .outerjoin(signing_key, signing_key.c.replica == replica.c.id)
        .order_by(replica.c.office, replica.c.laptop, replica.c.born)
    ).all()
    found = [
        Laptop(
            row.id,
            row.office,
            row.laptop,
            row.role,
            row.state or UNSIGNED,
            code_of(row.public) if row.public else "",
            row.at or row.born,
            row.author or "",
            row.revoked_from or "",
            row.reason or "",
            bool(row.parent),
        )
        for row in rows
    ]
    return sorted(found, key=lambda one: one.replica != reading.identity.replica)


def confirm(write: Write, name: str, code: str) -> Laptop:
    """Note that a person has compared the code of a laptop ("MIT-A", or its replica id) and it fits.

    Raises KnownError `no-laptop`, `wrong-code`.
    """
    named = _named(write, name)
    found = [one for one in named if one.code and one.state != OWN and same_code(code, one.code)]
    if not found:
        raise KnownError("wrong-code", laptop=named[0].name)
    _set_state(write, found[0].replica, CONFIRMED, revoked_from="", reason="")
    write.meet(found[0].replica)
    return found[0]


def revoke(write: Write, name: str, from_day: str, reason: str) -> list[Laptop]:
    """Set aside what a laptop that was stolen or lost wrote from a day on (ISO), here and wherever our parcels go.

    Raises KnownError `no-laptop`.
    """
    found = [one for one in _named(write, name) if one.code and one.state != OWN]
    if not found:
        raise KnownError("no-laptop", laptop=name)
    for laptop in found:
        _set_state(write, laptop.replica, REVOKED, revoked_from=from_day, reason=reason)
    return found


def revocations(reading: Reading) -> tuple[dict[str, str], ...]:
    """Return the laptops that headquarters has revoked, as its parcels tell them."""
    if reading.identity.role != "hq":
        return ()
    rows = reading.connection.execute(select(signing_key).where(signing_key.c.state == REVOKED))
    return tuple({"replica": row.replica, "from": row.revoked_from, "reason": row.reason} for row in rows)


def take_revocations(write: Write, found: Sequence[Mapping[str, Any]]) -> None:
    """Do as headquarters says of laptops that are known here; never of ourselves: we would be the last to know."""
    for one in found:
        known = _key(write, str(one.get("replica")))
        if known is not None and known.state not in (OWN, REVOKED):
            _set_state(
                write,
                known.replica,
                REVOKED,
                revoked_from=str(one.get("from", "")),
                reason=str(one.get("reason", "")),
            )


def revoked_replicas(reading: Reading) -> set[str]:
    """Return the replicas to which nothing is sent any more."""
    return set(reading.connection.scalars(select(signing_key.c.replica).where(signing_key.c.state == REVOKED)))


def _named(reading: Reading, name: str) -> list[Laptop]:
    wanted = name.strip().upper()
    found = [one for one in laptops(reading) if wanted in (one.name, one.replica.upper())]
    if not found:
        raise KnownError("no-laptop", laptop=name)
    return found


@dataclass(frozen=True, slots=True)
class _Key:
    replica: str
    public: str
    state: str
    revoked_from: str


def _key(reading: Reading, replica_id: str) -> _Key | None:
    row = reading.connection.execute(select(signing_key).where(signing_key.c.replica == replica_id)).one_or_none()
    return None if row is None else _Key(row.replica, row.public, row.state, row.revoked_from)


def _knows_headquarters(reading: Reading) -> bool:
    """Whether a headquarters has signed a parcel here before, or we are one ourselves."""
    if reading.identity.role == "hq":
        return True
    keys = select(signing_key.c.replica).join(replica, replica.c.id == signing_key.c.replica)
    wanted = keys.where(replica.c.role == "hq", signing_key.c.state.in_((SEEN, CONFIRMED)))
    return reading.connection.scalar(wanted.limit(1)) is not None


def _insert(write: Write, replica_id: str, public: str, state: str, parent: str) -> None:
    row = {"replica": replica_id, "public": public, "state": state, "at": write.at, "author": write.author}
    write.connection.execute(insert(signing_key).values(**row, parent=parent, revoked_from="", reason=""))


def _set_state(write: Write, replica_id: str, state: str, *, revoked_from: str, reason: str) -> None:
    changed = {"state": state, "revoked_from": revoked_from, "reason": reason, "at": write.at, "author": write.author}
    write.connection.execute(update(signing_key).where(signing_key.c.replica == replica_id).values(**changed))
