"""The key with which this database signs: made with each life of it, so that two copies of one life have the same."""

import json
from dataclasses import dataclass

from sqlalchemy import Connection, delete, insert, select

from db.schema.exchange import signing_key
from db.schema.tables import fact
from db.signing import new_private_key, public_of, vouch

OWN = "own"
_FACT = "signing"


@dataclass(frozen=True, slots=True)
class OwnKey:
    """A private key; the former life that vouches for it, and its signature, are empty in the first life."""

    replica: str
    private: str
    parent: str
    voucher: str


def own_key(connection: Connection) -> OwnKey | None:
    """Return this database's key; None in a file of a program that knew no signatures yet."""
    found = connection.scalar(select(fact.c.value).where(fact.c.key == _FACT))
    return OwnKey(**json.loads(found)) if found else None


def make_own_key(connection: Connection, replica: str, at: str, author: str) -> OwnKey:
    """Make the key of a life that begins; the key of the former one vouches for it."""
    former, private = own_key(connection), new_private_key()
    parent = former.replica if former else ""
    made = OwnKey(replica, private, parent, vouch(former.private, replica, public_of(private)) if former else "")
    values = {"replica": replica, "private": private, "parent": parent, "voucher": made.voucher}
    connection.execute(delete(fact).where(fact.c.key == _FACT))
    connection.execute(insert(fact).values(key=_FACT, value=json.dumps(values)))
    row = {"replica": replica, "public": public_of(private), "state": OWN, "at": at, "author": author}
    connection.execute(insert(signing_key).values(**row, parent=parent, revoked_from="", reason=""))
    return made
