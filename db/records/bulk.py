"""One change in many records: what it would do to each first, then all as one gesture, which one undo takes back."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from db.errors import KnownError
from db.progress import Progress, silent
from db.records.lists import list_rows
from db.records.verbs import delete, restore, update
from db.store.office import Office
from db.store.writing import Changes, Write

STEP = 20  # records between two reports of progress
SAFE = 20  # more records than these at once, and a backup is made before
Verb = Callable[[Write, str], object]


@dataclass(frozen=True, slots=True)
class Refusal:
    """A record that cannot be changed so, and why."""

    uid: str
    ref: str
    title: str
    error: KnownError


@dataclass(frozen=True, slots=True)
class BulkPlan:
    """What a change would do: to these records, to so many nothing because they have it already, and to others not."""

    change: tuple[str, ...]
    same: int
    refused: tuple[Refusal, ...]


def changing(raw: Mapping[str, object]) -> Verb:
    """Return the verb that gives a record these values."""

    def verb(write: Write, uid: str) -> object:
        return update(write, uid, raw)

    return verb


def plan_bulk(office: Office, uids: Sequence[str], verb: Verb, progress: Progress = silent) -> BulkPlan:
    """Return what a verb would do to each of these records; it is done and not kept, so plan and work are one code."""
    change: list[str] = []
    refused: dict[str, KnownError] = {}
    with office.write("bulk", dry_run=True) as write:
        write.preload(uids)
        for done, uid in enumerate(uids):
            if done % STEP == 0:
                progress(done, len(uids))
            before = write.written
            try:
                verb(write, uid)
            except KnownError as error:
                refused[uid] = error
            else:
                change += [uid] if write.written > before else []
    with office.read() as reading:
        rows = list_rows(reading, list(refused))
    named = tuple(Refusal(row.uid, row.ref, row.title, refused[row.uid]) for row in rows)
    return BulkPlan(tuple(change), len(uids) - len(change) - len(refused), named)


def do_bulk(
    office: Office, uids: Sequence[str], verb: Verb, kind: str = "bulk", progress: Progress = silent
) -> Changes:
    """Do something to all of these records in one gesture, or to none of them; many get a backup first.

    Raises KnownError: whatever the verb refuses; `office-busy`, `disk-full`, `cannot-write`; what `progress` raises.
    """
    if len(uids) > SAFE:
        office.backup("bulk")
    with office.write(kind) as write:
        write.preload(uids)
        for done, uid in enumerate(uids):
            if done % STEP == 0:
                progress(done, len(uids))
            verb(write, uid)
        progress(len(uids), len(uids))  # the last word before the commit: afterwards it is too late to cancel
    return write.changes


def deleting_all(write: Write, uid: str) -> object:
    """Delete a record: a verb for many."""
    return delete(write, uid)


def restoring_all(write: Write, uid: str) -> object:
    """Restore a deleted record: a verb for many."""
    return restore(write, uid)
