"""One change in many records: what it would do to each first, then all as one gesture, which one undo takes back."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from db.errors import KnownError
from db.progress import Progress, silent
from db.records.corrections import refuse_unexplained, unexplained
from db.records.lists import list_rows
from db.records.verbs import delete, restore, update
from db.store.office import Office
from db.store.writing import Changes, Write

STEP = 20  # records between two reports of progress
SAFE = 20  # more records than these at once, and a backup is made before
TRYING = "?"  # stands for a reason where nothing is kept
Verb = Callable[[Write, str], object]


@dataclass(frozen=True, slots=True)
class Refusal:
    """A record that cannot be changed so, or only with a reason, and why."""

    uid: str
    ref: str
    title: str
    error: KnownError


@dataclass(frozen=True, slots=True)
class BulkPlan:
    """What a change would do: to these records, to so many nothing because they have it already, and to others not.

    `asking` are those that change only with a reason, one for all of them.
    """

    change: tuple[str, ...]
    same: int
    refused: tuple[Refusal, ...]
    asking: tuple[Refusal, ...] = ()


def changing(raw: Mapping[str, object]) -> Verb:
    """Return the verb that gives a record these values; the gesture's reason is for what breaks a rule, too."""

    def verb(write: Write, uid: str) -> object:
        return update(write, uid, {**raw, "override": write.reason} if write.reason else raw)

    return verb


def plan_bulk(office: Office, uids: Sequence[str], verb: Verb, progress: Progress = silent) -> BulkPlan:
    """Return what a verb would do to each of these records; it is done and not kept, so plan and work are one code.

    What refuses only for want of a reason is tried again with one, so that nobody gives a reason in vain.
    """
    change, asking, refused = _try(office, uids, verb, "", progress)
    if asking:
        passed, _, others = _try(office, list(asking), verb, TRYING, silent)
        refused |= others
        asking = {uid: asking[uid] for uid in passed}
    with office.read() as reading:
        rows = list_rows(reading, [*refused, *asking])
    named = [Refusal(row.uid, row.ref, row.title, (refused | asking)[row.uid]) for row in rows]
    return BulkPlan(
        tuple(change),
        len(uids) - len(change) - len(named),
        tuple(one for one in named if one.uid in refused),
        tuple(one for one in named if one.uid in asking),
    )


def _try(
    office: Office, uids: Sequence[str], verb: Verb, reason: str, progress: Progress
) -> tuple[list[str], dict[str, KnownError], dict[str, KnownError]]:
    """Return which records a verb changes, which it would with a reason, and which it refuses; nothing is kept."""
    change: list[str] = []
    failed: dict[str, KnownError] = {}
    with office.write("bulk", reason, dry_run=True) as write:
        write.preload(uids)
        for done, uid in enumerate(uids):
            if done % STEP == 0:
                progress(done, len(uids))
            before = write.written
            try:
                verb(write, uid)
            except KnownError as error:
                failed[uid] = error
            else:
                change += [uid] if write.written > before else []
        told = {} if reason else unexplained(write)
    asking = {uid: error for uid, error in failed.items() if error.wants_reason}
    asking |= {uid: told[uid] for uid in change if uid in told}
    refused = {uid: error for uid, error in failed.items() if uid not in asking}
    return [uid for uid in change if uid not in asking], asking, refused


def do_bulk(
    office: Office, uids: Sequence[str], verb: Verb, kind: str = "bulk", progress: Progress = silent, reason: str = ""
) -> Changes:
    """Do something to all of these records in one gesture, or to none of them; many get a backup first.

    A `reason` is one for all of them, and stays in the history of each.

    Raises KnownError: whatever the verb refuses, `correction`; `office-busy`, `disk-full`, `cannot-write`; what
    `progress` raises.
    """
    if len(uids) > SAFE:
        office.backup("bulk")
    with office.write(kind, reason) as write:
        write.preload(uids)
        for done, uid in enumerate(uids):
            if done % STEP == 0:
                progress(done, len(uids))
            verb(write, uid)
        refuse_unexplained(write)
        progress(len(uids), len(uids))  # the last word before the commit: afterwards it is too late to cancel
    return write.changes


def deleting_all(write: Write, uid: str) -> object:
    """Delete a record: a verb for many."""
    return delete(write, uid, write.reason)


def restoring_all(write: Write, uid: str) -> object:
    """Restore a deleted record: a verb for many."""
    return restore(write, uid, write.reason)
