"""What can be done to records. Each verb works inside a `Write` and commits nothing itself."""

from collections.abc import Iterable, Mapping
from datetime import date

from sqlalchemy import func, select

from db.catalogue import RecordType, activity_type
from db.catalogue.records import TALLY
from db.errors import KnownError
from db.records.entry import Entry, read_entry
from db.records.people import Tally, tally_uid
from db.records.views import counts_of, find, live_counts, view
from db.revisions import LIFE, Json, RecordKey, deleting, restoring, setting
from db.schema.tables import activity
from db.store.office import new_uid
from db.store.writing import Write


def create(write: Write, type_key: str, raw: Mapping[str, object]) -> RecordKey:
    """Make a new activity out of raw values; give it its reference number.

    Raises KnownError `unknown-kind`, `unknown-field`, `read-only-field`, `bad-record`.
    """
    kind = activity_type(type_key)
    defaults = {field.key: field.default for field in kind.fields if field.default is not None}
    entry = read_entry(write.mission, type_key, {**defaults, **raw})
    entry.refuse()
    uid = new_uid()
    for record in (uid, *(tally_uid(uid, t.dimension, t.category) for t in entry.tallies)):
        write.expect_new(record)
    return put(write, kind, uid, entry)


def put(write: Write, kind: RecordType, uid: str, entry: Entry) -> RecordKey:
    """Write a checked entry as the activity `uid`, which is new or was deleted (then it is restored)."""
    record = RecordKey(kind.key, uid)
    values = dict(entry.values)
    folded = write.folded(uid)
    if folded.deleted:
        write.append(restoring(record, folded))
    if "ref" not in folded.values:
        values |= {"ref": next_reference(write, kind), "office": write.identity.office}
    present = {key: value for key, value in values.items() if value is not None}
    units = {kind.by_key[key].merge_unit for key in present}
    _set(write, record, {unit: kind.unit_value(unit, values) for unit in units})
    _put_tallies(write, uid, entry.tallies)
    return record


def update(write: Write, ref: str, raw: Mapping[str, object]) -> RecordKey:
    """Change some values of an activity; only units whose value really changes become a revision.

    Raises KnownError `no-record`, `deleted-record`, `unknown-field`, `read-only-field`, `bad-record`.
    """
    record = find(write, ref)
    before = view(write, record)
    if before.deleted:
        raise KnownError("deleted-record", ref=ref)
    kind = activity_type(record.type)
    entry = read_entry(write.mission, record.type, raw, before=before.values, tallies_before=before.tallies)
    entry.refuse()
    whole = {**before.values, **entry.values}
    units = {kind.by_key[key].merge_unit for key in entry.values}
    _set(write, record, {unit: kind.unit_value(unit, whole) for unit in units})
    _put_tallies(write, record.uid, entry.tallies)
    return record


def delete(write: Write, ref: str) -> RecordKey:
    """Take an activity and its counts out of the registers; their history stays and they can be restored.

    Raises KnownError `no-record`, `deleted-record`.
    """
    record = find(write, ref)
    if write.folded(record.uid).deleted:
        raise KnownError("deleted-record", ref=ref)
    bury(write, record)
    return record


def bury(write: Write, record: RecordKey) -> None:
    """Delete an activity with every count of it that is known here.

    A count that somebody changes meanwhile is then seen to speak against the deletion.
    """
    for uid in live_counts(write, record.uid):
        write.append(deleting(RecordKey(TALLY.key, uid), write.folded(uid)))
    write.append(deleting(record, write.folded(record.uid)))


def restore(write: Write, ref: str) -> RecordKey:
    """Bring a deleted activity back, with the counts that were deleted with it.

    Raises KnownError `no-record`, `not-deleted`.
    """
    record = find(write, ref)
    if not write.folded(record.uid).deleted:
        raise KnownError("not-deleted", ref=ref)
    raise_up(write, record)
    return record


def raise_up(write: Write, record: RecordKey) -> None:
    """Lift the deletion of an activity and of the counts that went in the same gesture."""
    folded = write.folded(record.uid)
    gestures = {head.batch for head in folded.heads.get(LIFE, ())}
    for uid in counts_of(write, record.uid):
        count = write.folded(uid)
        if count.deleted and gestures & {head.batch for head in count.heads[LIFE]}:
            write.append(restoring(RecordKey(TALLY.key, uid), count))
    write.append(restoring(record, folded))


def next_reference(write: Write, kind: RecordType) -> str:
    """Return the next reference number, for example TH-2026-MIT-A014.

    The office's code and the laptop's letter make it unique without asking anybody; the year is the laptop's.
    """
    year = date.fromisoformat(write.at[:10]).year
    head = f"{kind.prefix}-{year}-{write.identity.office}-{write.identity.laptop}"
    if len(write.identity.laptop) > 1:
        head += "-"  # a later life of this laptop: TH-2026-MIT-A2-001
    if head not in write.numbers:
        number = func.cast(func.substr(activity.c.ref, len(head) + 1), activity.c.id.type)
        ours = (activity.c.ref >= head, activity.c.ref < f"{head}~")  # a range, which the index serves
        write.numbers[head] = write.connection.scalar(select(func.max(number)).where(*ours)) or 0
    write.numbers[head] += 1
    return f"{head}{write.numbers[head]:03d}"


def _put_tallies(write: Write, uid: str, tallies: Iterable[Tally]) -> None:
    for tally in tallies:
        key = tally_uid(uid, tally.dimension, tally.category)
        folded = write.folded(key)
        if tally.count is None and not folded.heads:
            continue  # a count that was never recorded needs no record to say so
        record = RecordKey(TALLY.key, key)
        if folded.deleted:
            write.append(restoring(record, folded))
        values = {"activity": uid, "dimension": tally.dimension, "category": tally.category, "count": tally.count}
        _set(write, record, {unit: value for unit, value in values.items() if value is not None or folded.heads})


def _set(write: Write, record: RecordKey, units: Mapping[str, Json]) -> None:
    draft = setting(record, write.folded(record.uid), units)
    if draft is not None:
        write.append(draft)
