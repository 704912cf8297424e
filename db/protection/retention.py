"""How long what is kept about people stays: a list to look through each year, and a purge that is a redaction (DP-12).

The periods are the mission's; figures about people are no personal data and stay. A purge takes out every name, number
and file of a record, in its history too, and deletes it; an activity stays, only whom it names goes.
"""

import csv
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import Column, Table, func, or_, select

from db.catalogue import ACTIVITY_TYPES, RECORD_TYPES, Mission, RecordType
from db.catalogue.attachments import FILE
from db.marks import N_
from db.progress import Progress, silent
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

FAMILIES = (
    N_("Contacts"),
    N_("Names on panels"),
    N_("Contacts of applicants"),
    N_("Photos"),
)  # those that ship, for the translators
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
        kind = RECORD_TYPES[period.type]
        table, *further = (metadata.tables[name] for name in kind.tables)
        limit = add_months(today, -period.months)
        last = func.coalesce(*(table.c[day] for day in period.days), func.substr(table.c.changed, 1, 10), "")
        wanted = select(table, *_named(kind, further), last.label("last"))
        for more in further:
            wanted = wanted.join(more, more.c.uid == table.c.uid)
        wanted = wanted.where(table.c.deleted.is_(False), last < limit.isoformat())
        if period.type in ACTIVITY_TYPES:  # of which only some name anybody
            wanted = wanted.where(table.c.type == kind.key)
            wanted = wanted.where(or_(*(column.is_not(None) for column in _named(kind, (table, *further)))))
        if period.kind:
            wanted = wanted.where(table.c.kind == period.kind)
        for row in reading.connection.execute(wanted).mappings():
            values = by_name(row)
            until = add_months(date.fromisoformat(values["last"]), period.months).isoformat()
            key = RecordKey(kind.key, values["uid"])
            owner = key.uid if kind.key in ACTIVITY_TYPES else str(values.get(kind.owner) or "")
            persons = [str(values[field.key]) for field in kind.fields if field.personal and values.get(field.key)]
            name = ", ".join(persons[:1]) if kind.key in ACTIVITY_TYPES else kind.called_by(values)
            found.append(Expired(key, period.family, name, owner, values["last"], until))
    named = headings(reading, {one.owner for one in found})
    told = [replace(one, owner=named[one.owner].name if one.owner in named else "") for one in found]
    return tuple(sorted(told, key=lambda one: (one.until, one.name)))


def _named(kind: RecordType, tables: Iterable[Table]) -> list[Column[Any]]:
    """Return the columns of some tables that may say who somebody is."""
    personal = {field.key for field in kind.fields if field.personal}
    return [column for table in tables for column in table.columns if column.name in personal]


def purge(write: Write, records: Sequence[RecordKey], progress: Progress = silent) -> int:
    """Take everything personal out of these records for ever; all but activities are deleted. Return how many.

    Raises what `progress` raises; then nothing was changed.
    """
    write.preload(key.uid for key in records)
    for number, key in enumerate(records):
        progress(number, len(records))
        for unit in _personal_units(key):
            blank_merged(write, key, unit, None)
        if key.type not in ACTIVITY_TYPES:
            bury(write, key)
    note_access(write, REDACT, count=len(records), note="kept long enough")
    return len(records)


def _personal_units(key: RecordKey) -> Collection[str]:
    """Return the units of a record that may say who somebody is: of a photo or paper its file and its caption."""
    kind = RECORD_TYPES[key.type]
    units = {field.merge_unit for field in kind.fields if field.personal and field.key not in kind.fixed}
    return sorted({*units, FILE, "caption"} & kind.units.keys()) if FILE in kind.units else sorted(units)
