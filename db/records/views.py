"""One record as plain frozen values: what forms, scripts, workbooks and paper get to see."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select

from db.catalogue import Mission, Value, record_type
from db.catalogue.projects.project import PROJECT
from db.errors import KnownError, Problem
from db.projects import flags
from db.records.family import reference
from db.records.people import Tally, check_people
from db.records.project_files import project_file
from db.records.titles import best_title
from db.records.together import misfits
from db.revisions import RecordKey, fold
from db.schema.tables import tally
from db.store.writing import Reading


@dataclass(frozen=True, slots=True)
class RecordView:
    """One record with everything a form or a page shows; its parts are records of their own.

    `ref` is its reference number, for a part its path among its owner's, else its id. `problems` are the rules that it
    breaks as it stands: a merged record is kept and flagged.
    """

    key: RecordKey
    ref: str
    values: Mapping[str, Value]
    tallies: tuple[Tally, ...]
    conflicts: tuple[str, ...]
    deleted: bool
    revisions: int
    changed_at: str
    changed_by: str
    problems: tuple[Problem, ...]

    def title(self, mission: Mission) -> str:
        """The title in the first of the mission's languages that has one."""
        return best_title(self.values, mission)


def view(reading: Reading, record: RecordKey) -> RecordView:
    """Return a record as its revisions make it.

    Raises KnownError `no-record`.
    """
    revisions = reading.revisions(record.uid)
    if not revisions:
        raise KnownError("no-record", ref=record.uid)
    kind = record_type(record.type)
    folded = fold(revisions)
    values = kind.field_values(folded.values)
    tallies = tallies_of(reading, record.uid)
    problems = [found for check in kind.checks if (found := check(values)) is not None]
    problems += [Problem(key, "value-unfit") for key in kind.unfit(folded.values)]
    problems += check_people(values, tallies)
    problems += misfits(reading, kind, record.uid, values)
    if kind.key == PROJECT.key and not folded.deleted:
        problems += flags(project_file(reading, record.uid))
    newest = max(revisions, key=lambda r: (r.at, r.id))
    return RecordView(
        record,
        reference(reading, record),
        values,
        tallies,
        folded.conflicts,
        folded.deleted,
        len(revisions),
        newest.at,
        newest.author,
        tuple(problems),
    )


def tallies_of(reading: Reading, uid: str) -> tuple[Tally, ...]:
    """Return the participant counts of an activity."""
    reading.settle(uid)
    rows = reading.connection.execute(
        select(tally.c.dimension, tally.c.category, tally.c.count)
        .where(tally.c.activity == uid, tally.c.deleted.is_(False))
        .order_by(tally.c.dimension, tally.c.category)
    )
    return tuple(Tally(dimension, category, count) for dimension, category, count in rows)
