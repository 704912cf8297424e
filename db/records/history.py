"""Who changed what, when and why: a record's revisions as people read them, and the gestures of this laptop."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from sqlalchemy import select

from db.catalogue import RECORD_TYPES, RecordType
from db.catalogue.kinds import NOTE, TEXT
from db.naming import NAMING, UNTOLD, placeless, replaced
from db.records.family import children
from db.records.merged import merged_into
from db.revisions import LIFE, REASON, Json, RecordKey, Revision, fold
from db.schema.tables import gesture, replica
from db.store.log import Arrival, arrivals, batched_list
from db.store.writing import Reading

RECEIVE = "receive"  # the gesture that takes a parcel in; its reason is the name of the file
Change = tuple[str, Json, Json]  # a unit, its value before and after


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """One revision of a record, as people read it: who, when, and each unit before and after.

    `part` is the type of the part that it changed, "" for the record itself; units of a part have its name before them.
    `merged` is the number of the record it was written to, where that one was merged into the record asked about;
    `redacted` are the units whose value was taken out for ever; `parcel` is the file that brought it, "" where it was
    written here.
    """

    revision: str
    at: str
    author: str
    office: str
    kind: str
    reason: str
    gesture: str
    changes: tuple[Change, ...]
    part: str = ""
    redacted: tuple[str, ...] = ()
    merged: str = ""
    parcel: str = ""


def history(reading: Reading, record: RecordKey) -> list[HistoryEntry]:
    """Return a record's revisions, newest first, with those of its parts and of records that were merged into it.

    At headquarters those of a protected place do not say which it is, or ever was (DP-07).
    """
    offices = dict(reading.connection.execute(select(replica.c.id, replica.c.office)).all())
    entries = _own(reading, record, offices)
    for uid, ref in merged_into(reading, record.uid).items():
        theirs = _own(reading, RecordKey(record.type, uid), offices)
        entries += [(place, replace(entry, merged=ref)) for place, entry in theirs]
    ordered = [entry for _, entry in sorted(entries, key=lambda placed: placed[0], reverse=True)]
    parcels = _parcels(reading, [entry.gesture for entry in ordered])
    found = [replace(entry, parcel=parcels.get(entry.gesture, "")) for entry in ordered]
    if reading.identity.role == "hq" and "yes" in reading.folded(record.uid).candidates("protected"):
        return _untold(record.type, found)
    return found


def _parcels(reading: Reading, gestures: Iterable[str]) -> dict[str, str]:
    """Return the files out of which gestures took what they brought, by gesture."""
    found: dict[str, str] = {}
    for chunk in batched_list(sorted({*gestures})):
        came = gesture.c.id.in_(chunk) & (gesture.c.kind == RECEIVE)
        found |= dict(reading.connection.execute(select(gesture.c.id, gesture.c.reason).where(came)).all())
    return found


def _untold(kind: str, entries: list[HistoryEntry]) -> list[HistoryEntry]:
    """Take out of entries whatever says where a protected place is, all that it was ever called among it."""
    own = RECORD_TYPES[kind]
    said = [
        value
        for entry in entries
        if not entry.part
        for unit, *values in entry.changes
        for value in (own.field_values({unit: one}) for one in values)
    ]
    names = [one[key] for one in said for key in NAMING if one.get(key)]

    def told(entry: HistoryEntry, unit: str, value: Json) -> Json:
        if not entry.part and unit in own.units:
            fields = {key: None if key in UNTOLD else one for key, one in own.field_values({unit: value}).items()}
            value = own.unit_value(unit, fields)
            if not any(field.kind in (TEXT, NOTE) for field in own.units[unit]):
                return value  # a code stays when a venue is called like it
        return replaced(value, lambda text: placeless(text, names))

    return [
        replace(
            entry,
            reason=placeless(entry.reason, names),
            changes=tuple((unit, told(entry, unit, old), told(entry, unit, new)) for unit, old, new in entry.changes),
        )
        for entry in entries
    ]


def _own(reading: Reading, record: RecordKey, offices: Mapping[str, str]) -> list[tuple[int, HistoryEntry]]:
    """Return the revisions of one record and its parts, each with its place in the order of arrival."""
    records = [record, *children(reading, record.uid)]
    found = arrivals(reading.connection, [key.uid for key in records])
    entries: list[tuple[int, HistoryEntry]] = []
    for key in records:
        revisions = [arrival.revision for arrival in found[key.uid]]
        values = fold(revisions).values
        for arrival, before in zip(found[key.uid], _before(revisions), strict=True):
            changes = _changes(arrival.revision, before)
            if key != record:
                changes = _changes_of_part(RECORD_TYPES[key.type], values, changes)
            office = offices.get(arrival.revision.replica, "")
            entries.append((arrival.number, _entry(arrival, office, changes, key.type if key != record else "")))
    return entries


def _before(revisions: list[Revision]) -> list[Mapping[str, Json]]:
    """Return the values that each revision's author replaced."""
    by_id = {revision.id: revision for revision in revisions}
    found: list[Mapping[str, Json]] = []
    for revision in revisions:
        before: dict[str, Json] = {}
        for unit in revision.set:
            replaced = [by_id[i] for i in revision.over.get(unit, ()) if i in by_id]
            before[unit] = replaced[0].set.get(unit) if replaced else None
        found.append(before)
    return found


def _changes(revision: Revision, before: Mapping[str, Json]) -> list[Change]:
    return [(unit, before.get(unit), value) for unit, value in sorted(revision.set.items()) if unit != LIFE]


def _changes_of_part(kind: RecordType, values: Mapping[str, Json], changes: list[Change]) -> list[Change]:
    """Return the changes of a part under its name; which part it is has been said by that."""
    named = kind.field_values(values)
    return [(kind.name_of(named, unit), before, after) for unit, before, after in changes if unit not in kind.fixed]


def _entry(arrival: Arrival, office: str, changes: list[Change], part: str) -> HistoryEntry:
    made = arrival.revision
    return HistoryEntry(
        made.id,
        made.at,
        made.author,
        office,
        made.kind,
        made.reason,
        arrival.gesture,
        tuple(changes),
        part,
        tuple(sorted(unit for unit in made.blanked if unit != REASON)),
    )
