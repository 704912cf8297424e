"""Reference numbers given twice: a laptop and its clone count on from the same number without knowing of each other."""

from dataclasses import dataclass

from sqlalchemy import func, select

from db.catalogue import activity_type
from db.errors import KnownError
from db.records.lists import ListRow, list_rows
from db.records.verbs import next_reference
from db.records.views import find
from db.revisions import RecordKey, setting
from db.schema.tables import activity
from db.store.writing import Reading, Write


@dataclass(frozen=True, slots=True)
class SharedNumber:
    """A reference number that several live records have."""

    ref: str
    records: tuple[ListRow, ...]


def shared_numbers(reading: Reading) -> list[SharedNumber]:
    """Return the reference numbers that more than one live record has, in order."""
    twice = select(activity.c.ref).group_by(activity.c.ref).having(func.count() > 1)
    mine = (activity.c.ref.in_(twice), activity.c.deleted.is_(False))
    uids = list(
        reading.connection.scalars(select(activity.c.uid).where(*mine).order_by(activity.c.ref, activity.c.uid))
    )
    by_ref: dict[str, list[ListRow]] = {}
    for line in list_rows(reading, uids):
        by_ref.setdefault(line.ref, []).append(line)
    return [SharedNumber(ref, tuple(lines)) for ref, lines in by_ref.items() if len(lines) > 1]


def renumber(write: Write, ref: str) -> RecordKey:
    """Give a record, named by its id where its number is given twice, the next free number of this office.

    Raises KnownError `no-record`, `ambiguous-record`, `deleted-record`.
    """
    record = find(write, ref)
    folded = write.folded(record.uid)
    if folded.deleted:
        raise KnownError("deleted-record", ref=ref)
    draft = setting(record, folded, {"ref": next_reference(write, activity_type(record.type))})
    if draft is not None:
        write.append(draft)
    return record
