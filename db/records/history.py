"""Who changed what, when and why: a record's revisions as people read them, and the gestures of this laptop."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select

from db.records.people import tally_name
from db.revisions import LIFE, REASON, Json, RecordKey, Revision, fold
from db.schema.tables import replica, tally
from db.schema.tables import revision as revision_table
from db.store.writing import Reading


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """One revision of a record, as people read it: who, when, and each unit before and after.

    `redacted` are the units whose value was taken out for ever.
    """

    revision: str
    at: str
    author: str
    office: str
    kind: str
    reason: str
    gesture: str
    changes: tuple[tuple[str, Json, Json], ...]
    redacted: tuple[str, ...] = ()


def history(reading: Reading, record: RecordKey) -> list[HistoryEntry]:
    """Return a record's revisions, its counts' included, newest first."""
    offices = dict(reading.connection.execute(select(replica.c.id, replica.c.office)).all())
    uids = [record.uid, *reading.connection.scalars(select(tally.c.uid).where(tally.c.activity == record.uid))]
    rows = reading.connection.execute(
        select(revision_table.c.uid, revision_table.c.id, revision_table.c.gesture, revision_table.c.arrived)
        .where(revision_table.c.uid.in_(uids))
        .order_by(revision_table.c.arrived.desc())
    ).all()
    gestures = {row.id: row.gesture for row in rows}
    order = {row.id: row.arrived for row in rows}
    entries: list[HistoryEntry] = []
    for uid in uids:
        revisions = reading.revisions(uid)
        name = tally_name(fold(revisions).values) if uid != record.uid else ""
        for revision, before in _with_before(revisions):
            entries.append(_entry(revision, before, offices, gestures[revision.id], name))
    return sorted(entries, key=lambda entry: order[entry.revision], reverse=True)


def _with_before(revisions: list[Revision]) -> list[tuple[Revision, Mapping[str, Json]]]:
    """Pair each revision with the values its author replaced."""
    by_id = {revision.id: revision for revision in revisions}
    pairs: list[tuple[Revision, Mapping[str, Json]]] = []
    for revision in revisions:
        before: dict[str, Json] = {}
        for unit in revision.set:
            replaced = [by_id[i] for i in revision.over.get(unit, ()) if i in by_id]
            before[unit] = replaced[0].set.get(unit) if replaced else None
        pairs.append((revision, before))
    return pairs


def _entry(
    revision: Revision, before: Mapping[str, Json], offices: Mapping[str, str], gesture: str, tally: str
) -> HistoryEntry:
    """Return one revision in words; of a count only the number, under the count's name."""
    units = ["count"] if tally else sorted(revision.set)
    changes = tuple(
        (tally or unit, before.get(unit), revision.set[unit]) for unit in units if unit in revision.set and unit != LIFE
    )
    return HistoryEntry(
        revision.id,
        revision.at,
        revision.author,
        offices.get(revision.replica, ""),
        revision.kind,
        revision.reason,
        gesture,
        changes,
        tuple(sorted(unit for unit in revision.blanked if unit != REASON)),
    )
