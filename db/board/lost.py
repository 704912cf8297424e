"""What a laptop that was lost held, as far as this database can know: counts out of what it sent and was sent.

Only the revisions that it is known to have are looked at, in the state in which it had them. Never a name.
"""

from collections import Counter
from dataclasses import dataclass

from sqlalchemy import ColumnElement, func, or_, select

from db.catalogue import RECORD_TYPES
from db.catalogue.attachments import ATTACHMENT
from db.catalogue.fields import PERSONS_NAME
from db.errors import KnownError
from db.parcels.ledger import IN, OUT
from db.parcels.protected import is_protected
from db.parcels.rows import Record, records_in
from db.parcels.standing import standings
from db.parcels.trust import Laptop, laptops
from db.schema.exchange import channel_in, channel_out, parcel, signing_key
from db.schema.tables import revision
from db.store.log import batched_list, revisions_of
from db.store.writing import Reading

_DAYS = ("actual_start", "planned_start", "actual_end", "planned_end")


@dataclass(frozen=True, slots=True)
class Told:
    """A parcel between it and us: its number and the day on which it came or went; number 0 where there was none."""

    serial: int = 0
    day: str = ""


@dataclass(frozen=True, slots=True)
class LostLaptop:
    """What a laptop held, deleted records included.

    `records` counts them by type. `named` are the records in which a contact is named, `reachable` those with a phone,
    an address or the like of somebody, `functions` those with a field for a function, where a name may stand as well;
    `protected` the activities of which only the municipality may be told. `classifications` are the codes that were
    given, `unclassified` counts the activities without one. `files` counts the photos and papers by the code of the
    consent that persons in them gave, "" where none is recorded. `start` and `end` are the days of its activities.

    `sent` counts the changes that went to it, `confirmed` those of them that it confirmed.
    """

    laptop: Laptop
    records: dict[str, int]
    named: int
    reachable: int
    functions: int
    protected: int
    classifications: tuple[str, ...]
    unclassified: int
    files: dict[str, int]
    start: str
    end: str
    last_in: Told
    last_out: Told
    sent: int
    confirmed: int


def lost_laptop(reading: Reading, name: str) -> LostLaptop:
    """Return what a laptop ("MIT-B", or its replica id) held; also one that is not lost, to know it in time.

    Raises KnownError `no-laptop`.
    """
    wanted = name.strip().upper()
    met = [one for one in laptops(reading) if one.replica != reading.identity.replica]
    found = next((one for one in met if wanted in (one.name, one.replica.upper())), None)
    if found is None:
        raise KnownError("no-laptop", laptop=name)
    lives = _lives(reading, found.replica)
    records = _held(reading, lives)
    activities = [one for one in records if "classification" in RECORD_TYPES[one.type].by_key]
    codes = [code for one in activities for code in one.folded.candidates("classification") if code]
    days = sorted(str(day) for one in activities for key in _DAYS if (day := one.values.get(key)))
    stands = [one for one in standings(reading) if one.peer in lives]
    return LostLaptop(
        laptop=found,
        records=dict(sorted(Counter(one.type for one in records).items(), key=lambda kind: _place(kind[0]))),
        named=sum(_has(one, PERSONS_NAME) for one in records),
        reachable=sum(_has(one, "#contact+phone", "#contact+email", "#contact+address") for one in records),
        functions=sum(_has_function(one) for one in records),
        protected=sum(map(is_protected, records)),
        classifications=tuple(sorted({str(code) for code in codes})),
        unclassified=sum(not one.values.get("classification") for one in activities),
        files=dict(Counter(str(one.values.get("consent") or "") for one in records if one.type == ATTACHMENT.key)),
        start=days[0] if days else "",
        end=days[-1] if days else "",
        last_in=_last(reading, IN, parcel.c.replica.in_(lives)),
        last_out=_last(reading, OUT, parcel.c.peer == found.office, parcel.c.kind != "report"),
        sent=sum(one.sent for one in stands),
        confirmed=sum(one.confirmed for one in stands),
    )


def _lives(reading: Reading, replica_id: str) -> list[str]:
    """Return the ids of a laptop and its former lives: it still holds what it held then."""
    lives = [replica_id]
    parent = signing_key.c.parent
    while (former := reading.connection.scalar(select(parent).where(signing_key.c.replica == lives[-1]))) not in (
        None,
        "",
        *lives,
    ):
        lives.append(str(former))
    return lives


def _held(reading: Reading, lives: list[str]) -> list[Record]:
    """Return the records that the laptop is known to have, as its revisions made them."""
    along = [select(table.c.revision).where(table.c.peer.in_(lives)) for table in (channel_in, channel_out)]
    mine = or_(revision.c.replica.in_(lives), *(revision.c.id.in_(one) for one in along))
    rows = reading.connection.execute(select(revision.c.id, revision.c.uid).where(mine)).all()
    ids, uids = {row.id for row in rows}, sorted({row.uid for row in rows})
    held: list[Record] = []
    for chunk in batched_list(uids):
        known = revisions_of(reading.connection, chunk)
        held += records_in(one for revisions in known.values() for one in revisions if one.id in ids).values()
    return held


def _has(record: Record, *tags: str) -> bool:
    """Whether a field with one of these tags says something, or something different in several places."""
    fields = (field for field in RECORD_TYPES[record.type].fields if field.hxl.startswith(tags))
    return any(record.values.get(field.key) for field in fields)


def _has_function(record: Record) -> bool:
    details = (PERSONS_NAME, "#contact+phone", "#contact+email", "#contact+address", "#contact+url")
    fields = (f for f in RECORD_TYPES[record.type].fields if f.personal and not f.hxl.startswith(details))
    return any(record.values.get(field.key) for field in fields)


def _place(type_key: str) -> int:
    return list(RECORD_TYPES).index(type_key)


def _last(reading: Reading, direction: str, *conditions: ColumnElement[bool]) -> Told:
    told = select(parcel.c.serial, func.substr(parcel.c.at, 1, 10)).where(parcel.c.direction == direction, *conditions)
    row = reading.connection.execute(told.order_by(parcel.c.id.desc()).limit(1)).one_or_none()
    return Told(*row) if row else Told()
