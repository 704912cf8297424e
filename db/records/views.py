"""One activity as plain frozen values: what forms, scripts, workbooks and paper get to see."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from db.catalogue import Mission, Value, activity_type
from db.errors import KnownError, Problem
from db.records.people import Tally, check_people
from db.revisions import RecordKey, fold
from db.schema.tables import activity, tally
from db.store.writing import Reading


@dataclass(frozen=True, slots=True)
class RecordView:
    """One activity with everything a form or a page shows.

    `problems` are the rules it breaks as it stands: a merged record is kept and flagged.
    """

    key: RecordKey
    values: Mapping[str, Value]
    tallies: tuple[Tally, ...]
    conflicts: tuple[str, ...]
    deleted: bool
    revisions: int
    changed_at: str
    changed_by: str
    problems: tuple[Problem, ...]

    @property
    def ref(self) -> str:
        """The reference number; the id of a record that has none yet."""
        return str(self.values.get("ref") or self.key.uid)

    def title(self, mission: Mission) -> str:
        """The title in the first of the mission's languages that has one."""
        return best_title(self.values, mission)


def best_title(values: Mapping[str, Any], mission: Mission) -> str:
    """Return the title in the first of the mission's languages that has one, else in any language."""
    keys = [f"title_{language}" for language in mission.languages]
    keys += [key for key in values if key.startswith("title_") and key not in keys]
    return next((str(values[key]) for key in keys if values.get(key)), "")


def find(reading: Reading, ref: str) -> RecordKey:
    """Return the activity with this reference number (case does not matter) or id, deleted or not.

    Raises KnownError `no-record`, `ambiguous-record`.
    """
    # Two looks with an index each; one condition over both columns would read the whole table.
    columns = select(activity.c.type, activity.c.uid)
    found = reading.connection.execute(columns.where(activity.c.uid == ref.strip().lower())).all()
    found = found or reading.connection.execute(columns.where(activity.c.ref == ref.strip().upper())).all()
    if not found:
        raise KnownError("no-record", ref=ref)
    if len(found) > 1:
        raise KnownError("ambiguous-record", ref=ref, uids=", ".join(row.uid for row in found))
    return RecordKey(found[0].type, found[0].uid)


def view(reading: Reading, record: RecordKey) -> RecordView:
    """Return an activity as its revisions make it.

    Raises KnownError `no-record`.
    """
    revisions = reading.revisions(record.uid)
    if not revisions:
        raise KnownError("no-record", ref=record.uid)
    kind = activity_type(record.type)
    folded = fold(revisions)
    values = kind.field_values(folded.values)
    tallies = tallies_of(reading, record.uid)
    total = values.get("total")
    problems = [found for check in kind.checks if (found := check(values)) is not None]
    problems += [Problem(key, "value-unfit") for key in kind.unfit(folded.values)]
    problems += check_people(total if isinstance(total, int) else None, tallies)
    newest = max(revisions, key=lambda r: (r.at, r.id))
    return RecordView(
        record,
        values,
        tallies,
        folded.conflicts,
        folded.deleted,
        len(revisions),
        newest.at,
        newest.author,
        tuple(problems),
    )


def counts_of(reading: Reading, uid: str) -> list[str]:
    """Return the ids of all counts of an activity, deleted ones too."""
    return list(reading.connection.scalars(select(tally.c.uid).where(tally.c.activity == uid).order_by(tally.c.uid)))


def live_counts(reading: Reading, uid: str) -> list[str]:
    """Return the ids of an activity's counts that are not deleted."""
    mine = (tally.c.activity == uid, tally.c.deleted.is_(False))
    return list(reading.connection.scalars(select(tally.c.uid).where(*mine).order_by(tally.c.uid)))


def tallies_of(reading: Reading, uid: str) -> tuple[Tally, ...]:
    """Return the participant counts of an activity."""
    rows = reading.connection.execute(
        select(tally.c.dimension, tally.c.category, tally.c.count)
        .where(tally.c.activity == uid, tally.c.deleted.is_(False))
        .order_by(tally.c.dimension, tally.c.category)
    )
    return tuple(Tally(dimension, category, count) for dimension, category, count in rows)
