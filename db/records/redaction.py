"""Taking words about a person out of a record for ever: out of its history too, here and in every copy.

The values inside the older revisions are blanked; the revisions stay, and their ids still prove the chain. The
redaction is a revision itself, so it travels, and it also blanks what arrives later in an old parcel.
"""

from collections.abc import Sequence

from db.catalogue import RECORD_TYPES
from db.catalogue.attachments import FILE
from db.catalogue.pairs import PAIR
from db.errors import KnownError
from db.records.family import children
from db.records.merged import absorbed, open_to_redaction, taken_over
from db.revisions import REASON, Draft, Json, RecordKey, Revision, redacting
from db.store.access import REDACT, note_access
from db.store.writing import Write


def redact(write: Write, record: RecordKey, field: str, value: object = None) -> int:
    """Blank every value that a field of a record ever had, and give it a new one; return how many revisions lose one.

    `value` is what the field says instead, None for nothing. The field's merge unit is blanked whole, and so are the
    reasons that people gave for changes of the record: they may repeat what is to be forgotten. Of a photo or paper
    "digest" takes the file itself out, with its bytes. What was typed and not saved, and what was proposed by hand,
    goes too, and so does what the field said in records that were merged into this one, and what a merge took over from
    this one. Backups and parcels made before still hold it.

    Raises KnownError `unknown-field`, `bad-record`.
    """
    kind = RECORD_TYPES[record.type]
    file = field in kind.by_key and kind.by_key[field].merge_unit == FILE
    if field not in kind.by_key or not (kind.by_key[field].editable or file) or field in kind.fixed:
        known = ", ".join(f.key for f in kind.fields if f.editable and f.key not in kind.fixed)
        raise KnownError("unknown-field", kind=kind.key, field=field, known=known)
    wanted = kind.by_key[field]
    try:
        parsed = wanted.kind.parse(value, write.mission.lists.get(wanted.choices))
    except ValueError as error:
        raise KnownError("bad-record", problems=f"{field}: {error}") from None
    unit = wanted.merge_unit
    values = {**kind.field_values(write.folded(record.uid).values), field: parsed}
    if file:
        values = {}  # a file goes whole, and its bytes with it
    blanked = blank_merged(write, record, unit, kind.unit_value(unit, values))
    ref = write.folded(record.uid).values.get("ref")  # of what has no number, the beginning of its id is enough
    called = str(ref) if ref else f"{kind.key} {record.uid[:8]}"
    note_access(write, REDACT, count=len(blanked), note=f"{called} {field}")
    return len(blanked)


def blank_merged(write: Write, record: RecordKey, unit: str, value: Json) -> set[str]:
    """Blank a merge unit as `blank_unit` does; also where a merge took it from, and where a merge took it to."""
    blanked = blank_unit(write, record, unit, value)
    for one in absorbed(write, record):
        blanked |= blank_unit(write, one, unit, None)
    for one, copied in taken_over(write, record, unit).items():
        blanked |= _blank(write, one, unit, value, copied)
    return blanked


def follow_redactions(write: Write) -> None:
    """Redact what merges took over from redacted records, where the redaction or the merge has just arrived.

    Whoever redacted may not have known the merge, and whoever merged not the redaction. What a redaction says instead
    stays, and what was written over that.
    """
    redactions = [one for one in write.made if one.kind == "redact"]
    pairs = {one.record.uid for one in write.made if one.record.type == PAIR.key}
    if not redactions and not pairs:
        return
    write.settle()
    for uid in sorted(pairs):
        values = write.folded(uid).values
        for one in filter(None, (values.get("first"), values.get("second"))):
            own = write.type_of(str(one))
            keys = [RecordKey(own, str(one)), *children(write, str(one))] if own else []
            redactions += [r for key in keys for r in write.revisions(key.uid) if r.kind == "redact"]
    units = {(r.record, unit) for r in redactions if r.record.type in RECORD_TYPES for unit in r.over.keys() - {REASON}}
    for record, unit in sorted(units):
        value = write.folded(record.uid).values.get(unit)
        for one in absorbed(write, record):
            _blank(write, one, unit, None, open_to_redaction(write.revisions(one.uid), unit))
        for one, copied in taken_over(write, record, unit).items():
            left = open_to_redaction(write.revisions(one.uid), unit)
            _blank(write, one, unit, value, [r for r in left if r in copied])


def blank_unit(write: Write, record: RecordKey, unit: str, value: Json) -> set[str]:
    """Blank every value that a merge unit of a record ever had (`REASON`: only reasons), and all its reasons.

    The unit gets `value` instead; one of a deleted record gets none, for that would bring the record back. Return the
    ids of the revisions that lose something.
    """
    return _blank(write, record, unit, value, write.revisions(record.uid))


def _blank(write: Write, record: RecordKey, unit: str, value: Json, former: Sequence[Revision]) -> set[str]:
    """Blank a unit, and the reasons, in these revisions of a record; nothing where it says nothing there."""
    if not any(one.set.get(unit) is not None or (unit == REASON and one.reason) for one in former):
        return set()
    folded = write.folded(record.uid)
    over = tuple(one for one in folded.head_ids(unit) if one in {r.id for r in former}) if unit in folded.heads else ()
    keeps = unit == REASON or folded.deleted or not over
    # Also where the value stays as it is: the revision that has it now is blanked with the others.
    drafts = [None if keeps else Draft(record, "set", {unit: value}, {unit: over})]
    drafts += [redacting(record, former, one) for one in dict.fromkeys((unit, REASON))]
    for made in drafts:
        if made is not None:
            write.append(made)
    return {one for made in drafts if made and made.kind == "redact" for ids in made.over.values() for one in ids}
