"""How long what is kept about people stays: a list to look through each year, and a purge that is a redaction (DP-12).

The periods are the mission's; figures about people are no personal data and stay. A purge takes out every name, number
and file of a record, in its history too, and deletes it.
"""

import csv
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import func, select

from db.catalogue import RECORD_TYPES, Mission
from db.catalogue.attachments import FILE
from db.marks import N_
from db.projects.clocks import add_months
from db.records.headings import headings
from db.records.redaction import blank_merged
from db.records.verbs import bury
from db.resources import resource
from db.revisions import RecordKey
from db.schema.tables import metadata
from db.store.access import REDACT, note_access
from db.store.rows import by_name
from db.store.writing import Reading, Write

FAMILIES = (N_("Contacts"), N_("Names on panels"), N_("Photos"))  # those that ship, for the translators
REVIEWED = "retention_reviewed"  # the office's setting: the day on which somebody last looked through the list


@dataclass(frozen=True, slots=True)
class Period:
    """How many months records of a type (and kind, where one is named) stay after the newest of some days."""

    family: str
    type: str
    kind: str
    days: tuple[str, ...]
    months: int


@dataclass(frozen=True, slots=True)
class Expired:
    """A record whose time is over: `name` is what people call it, `owner` what it belongs to, `last` its newest day."""

    key: RecordKey
    family: str
    name: str
    owner: str
    last: str
    until: str


def periods(mission: Mission) -> tuple[Period, ...]:
    """Return the periods of a mission; those that ship where it has none of its own."""
    own = resource("missions", mission.key, "retention.csv")
    path = own if own.exists() else resource("retention.csv")
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("# ")]
    return tuple(
        Period(row["family"], row["type"], row["kind"], tuple(row["days"].split()), int(row["months"]))
        for row in csv.DictReader(lines)
    )


def expired(reading: Reading, today: date) -> tuple[Expired, ...]:
    """Return what has been kept longer than it may be, the oldest first."""
    found: list[Expired] = []
    for period in periods(reading.mission):
        table = metadata.tables[RECORD_TYPES[period.type].tables[0]]
        limit = add_months(today, -period.months)
        last = func.coalesce(*(table.c[day] for day in period.days), func.substr(table.c.changed, 1, 10), "")
        wanted = select(table, last.label("last")).where(table.c.deleted.is_(False), last < limit.isoformat())
        if period.kind:
            wanted = wanted.where(table.c.kind == period.kind)
        kind = RECORD_TYPES[period.type]
        for row in reading.connection.execute(wanted).mappings():
            values = by_name(row)
            until = add_months(date.fromisoformat(values["last"]), period.months).isoformat()
            owner = str(values.get(kind.owner) or "")
            key = RecordKey(kind.key, values["uid"])
            found.append(Expired(key, period.family, kind.called_by(values), owner, values["last"], until))
    named = headings(reading, {one.owner for one in found})
    told = [replace(one, owner=named[one.owner].name if one.owner in named else "") for one in found]
    return tuple(sorted(told, key=lambda one: (one.until, one.name)))


def purge(write: Write, records: Sequence[RecordKey]) -> int:
    """Take everything personal out of these records and delete them, for ever; return how many."""
    write.preload(key.uid for key in records)
    for key in records:
        for unit in _personal_units(key):
            blank_merged(write, key, unit, None)
        bury(write, key)
    note_access(write, REDACT, count=len(records), note="kept long enough")
    return len(records)


def _personal_units(key: RecordKey) -> Collection[str]:
    """Return the units of a record that may say who somebody is: of a photo or paper its file and its caption."""
    kind = RECORD_TYPES[key.type]
    units = {field.merge_unit for field in kind.fields if field.personal and field.key not in kind.fixed}
    return sorted({*units, FILE, "caption"} & kind.units.keys()) if FILE in kind.units else sorted(units)
