"""What can be done to records. Each verb works inside a `Write` and commits nothing itself."""

from collections.abc import Iterable, Mapping
from datetime import date

from sqlalchemy import Integer, func, select

from db.catalogue import SHARED_TYPES, Mission, RecordType, Value, Values, record_type
from db.catalogue.parts import TAG, TALLY
from db.catalogue.projects.project import PROJECT
from db.errors import KnownError
from db.projects import FIRST
from db.records.entry import Entry, read_entry
from db.records.family import children, find, link_finder, owner_of, reference, uses
from db.records.people import Tally, tally_uid
from db.records.project_files import rules_kept
from db.records.tags import settle_tags
from db.records.views import view
from db.revisions import LIFE, Json, RecordKey, deleting, restoring, setting
from db.schema.tables import metadata
from db.store.office import new_uid
from db.store.writing import Write


def create(write: Write, type_key: str, raw: Mapping[str, object], *, given: Values | None = None) -> RecordKey:
    """Make a new record out of raw values; give it its reference number where its type has them.

    `given` are values of fields that the program sets.

    A part that breaks a rule of its project, or of an activity that is approved, needs a reason under the key
    "override".

    Raises KnownError `unknown-kind`, `unknown-field`, `read-only-field`, `bad-record`; for a part also
    `deleted-record` (its owner is deleted), `part-exists` (its owner has this one already), `rule-broken`, and for a
    tag `second-role`; where something is locked, what `Locks.of_draft` raises, as every verb here.
    """
    kind = record_type(type_key)
    raw, reason = _override(write, raw)
    entry = read_entry(write.mission, type_key, {**kind.defaults, **raw}, link=link_finder(write), given=given)
    entry.refuse()
    if kind.owner:
        uid = _place(write, kind, entry.values)
        with rules_kept(write, str(entry.values[kind.owner]), reason):
            record = put(write, kind, uid, entry)
            if kind is TAG:
                settle_tags(write, record)
            return record
    uid = new_uid()
    for record in (uid, *(tally_uid(uid, t.dimension, t.category) for t in entry.tallies)):
        write.expect_new(record)
    return put(write, kind, uid, entry)


def _override(write: Write, raw: Mapping[str, object]) -> tuple[Mapping[str, object], str]:
    """Take the reason for an exception out of raw values: it is the gesture's too, where that has none of its own."""
    if "override" not in raw:
        return raw, ""
    reason = str(raw["override"] or "").strip()
    write.reason = write.reason or reason
    return {key: value for key, value in raw.items() if key != "override"}, reason


def _place(write: Write, kind: RecordType, values: Values) -> str:
    """Return the id that a new part has: it follows from what the part is, or is its own."""
    owner, uid = str(values[kind.owner]), kind.uid_of(values)
    if write.folded(owner).deleted:
        raise KnownError("deleted-record", ref=_name(write, owner))
    if kind.most and len([key for key in children(write, owner, alive=True) if key.type == kind.key]) >= kind.most:
        raise KnownError("parts-enough", most=kind.most, kind=kind.plural)
    if not uid:
        uid = new_uid()
        write.expect_new(uid)
    folded = write.folded(uid)
    if folded.heads and not folded.deleted:
        raise KnownError("part-exists", ref=_name(write, uid))
    return uid


def _name(write: Write, uid: str) -> str:
    return reference(write, write.revisions(uid)[0].record)


def put(write: Write, kind: RecordType, uid: str, entry: Entry) -> RecordKey:
    """Write a checked entry as the record `uid`, which is new or was deleted (then it is restored)."""
    record = RecordKey(kind.key, uid)
    values = dict(entry.values)
    folded = write.folded(uid)
    if folded.deleted:
        write.append(restoring(record, folded))
    if kind.prefix and "ref" not in folded.values and "ref" not in values:
        values |= {"ref": next_reference(write, kind), "office": write.identity.office}
        if kind.key == PROJECT.key and values.get("status") not in (None, *FIRST):
            values["entered_as"] = values["status"]  # its earlier papers are on file elsewhere
    present = {key: value for key, value in values.items() if value is not None}
    units = {kind.by_key[key].merge_unit for key in present}
    _set(write, record, {unit: kind.unit_value(unit, values) for unit in units})
    _put_tallies(write, uid, entry.tallies)
    return record


def update(write: Write, ref: str, raw: Mapping[str, object]) -> RecordKey:
    """Change some values of a record; only units whose value really changes become a revision.

    What breaks a rule of a project, or takes it into a state without its papers, needs a reason under the key
    "override".

    A classification is lowered only with a reason, the gesture's own or under "override" (DP-17).

    Raises KnownError `no-record`, `deleted-record`, `unknown-field`, `read-only-field`, `fixed-field`, `bad-record`,
    `state-refused`, `rule-broken`, `lowering`, for a tag `second-role`.
    """
    record = find(write, ref)
    before = view(write, record)
    if before.deleted:
        raise KnownError("deleted-record", ref=ref)
    kind = record_type(record.type)
    raw, reason = _override(write, raw)
    entry = read_entry(
        write.mission,
        record.type,
        raw,
        before=before.values,
        tallies_before=before.tallies,
        link=link_finder(write),
    )
    entry.refuse()
    whole = {**before.values, **entry.values}
    lower = lowers(write.mission, before.values.get("classification"), whole.get("classification"))
    if lower and not write.reason:
        raise KnownError("lowering", ref=before.ref)
    units = {kind.by_key[key].merge_unit for key in entry.values}
    with rules_kept(write, owner_of(write, record), reason):
        _set(write, record, {unit: kind.unit_value(unit, whole) for unit in units})
        _put_tallies(write, record.uid, entry.tallies)
        if kind is TAG:
            settle_tags(write, record)
    return record


def lowers(mission: Mission, before: Value, after: Value) -> bool:
    """Whether a classification becomes a lower one, or none at all; one that a newer program gave is the highest."""
    order = [entry.code for entry in mission.lists["classification"].entries]
    ranks = [order.index(str(one)) if one in order else len(order) if one else 0 for one in (before, after)]
    return ranks[1] < ranks[0]


def delete(write: Write, ref: str, override: str = "") -> RecordKey:
    """Take a record and its parts out of the registers; their history stays and they can be restored.

    A deletion that breaks a rule of a project needs an `override` (the reason).

    Raises KnownError `no-record`, `deleted-record`, `in-use` (others name this one), `rule-broken`.
    """
    record = find(write, ref)
    if write.folded(record.uid).deleted:
        raise KnownError("deleted-record", ref=ref)
    if record.type in SHARED_TYPES and (used := uses(write, record)):
        kind = SHARED_TYPES[record.type]
        raise KnownError("in-use", name=kind.called_by(kind.field_values(write.folded(record.uid).values)), count=used)
    write.reason = write.reason or override
    with rules_kept(write, owner_of(write, record), override):
        bury(write, record)
    return record


def bury(write: Write, record: RecordKey) -> None:
    """Delete a record with every part of it that is known here.

    A part that somebody changes meanwhile is then seen to speak against the deletion.
    """
    parts = children(write, record.uid, alive=True)
    write.preload(part.uid for part in parts)
    for one in (*parts, record):
        write.append(deleting(one, write.folded(one.uid)))


def restore(write: Write, ref: str, override: str = "") -> RecordKey:
    """Bring a deleted record back, with the parts that were deleted with it.

    What breaks a rule of a project needs an `override` (the reason).

    Raises KnownError `no-record`, `not-deleted`, `rule-broken`.
    """
    record = find(write, ref)
    if not write.folded(record.uid).deleted:
        raise KnownError("not-deleted", ref=ref)
    write.reason = write.reason or override
    with rules_kept(write, owner_of(write, record), override):
        raise_up(write, record)
    return record


def raise_up(write: Write, record: RecordKey) -> None:
    """Lift the deletion of a record and of the parts that went in the same gesture."""
    folded = write.folded(record.uid)
    gestures = {head.batch for head in folded.heads.get(LIFE, ())}
    parts = children(write, record.uid)
    write.preload(part.uid for part in parts)
    for part in parts:
        gone = write.folded(part.uid)
        if gone.deleted and gestures & {head.batch for head in gone.heads[LIFE]}:
            write.append(restoring(part, gone))
    write.append(restoring(record, folded))


def next_reference(write: Write, kind: RecordType) -> str:
    """Return the next reference number, for example TH-2026-MIT-A014.

    The office's code and the laptop's letter make it unique without asking anybody; the year is the laptop's.
    """
    year = date.fromisoformat(write.at[:10]).year
    head = f"{kind.prefix}-{year}-{write.identity.name}"
    if len(write.identity.laptop) > 1:
        head += "-"  # a later life of this laptop: TH-2026-MIT-A2-001
    if head not in write.numbers:
        table = metadata.tables[kind.tables[0]]
        number = func.cast(func.substr(table.c.ref, len(head) + 1), Integer)
        ours = (table.c.ref >= head, table.c.ref < f"{head}~")  # a range, which the index serves
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
