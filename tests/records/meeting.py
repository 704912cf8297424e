"""Offices that meet: each hears everything the others know, as if every parcel had arrived."""

from itertools import permutations

from sqlalchemy import select

from db.records import Conflict, conflicts, delete, update
from db.revisions import Revision
from db.schema.tables import revision
from db.store import Office
from db.store.log import revisions_of


def said(office: Office) -> list[Revision]:
    """Return every revision that an office knows."""
    with office.read() as reading:
        uids = list(reading.connection.scalars(select(revision.c.uid).distinct()))
        return [r for found in revisions_of(reading.connection, uids).values() for r in found]


def meet(*offices: Office) -> None:
    """Let each office hear all the others."""
    for one, other in permutations(offices, 2):
        heard = said(one)
        with other.write("receive") as write:
            write.note_replica(one.identity, "2026-01-01T00:00:00Z", "met")
            write.receive(heard)


def change(office: Office, uid: str, why: str = "", **values: object) -> None:
    """Change a record at one office, and say why."""
    with office.write("save", why) as write:
        update(write, uid, values)


def remove(office: Office, uid: str, why: str = "") -> None:
    """Delete a record at one office."""
    with office.write("delete", why) as write:
        delete(write, uid)


def listed(office: Office) -> list[Conflict]:
    """Return the open conflicts of an office."""
    with office.read() as reading:
        return conflicts(reading)
