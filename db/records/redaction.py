"""Taking words about a person out of a record for ever: out of its history too, here and in every copy.

The values inside the older revisions are blanked; the revisions stay, and their ids still prove the chain. The
redaction is a revision itself, so it travels, and it also blanks what arrives later in an old parcel.
"""

from db.catalogue import RECORD_TYPES
from db.catalogue.attachments import FILE
from db.errors import KnownError
from db.records.merged import absorbed
from db.revisions import REASON, Draft, Json, RecordKey, redacting
from db.store.access import REDACT, note_access
from db.store.writing import Write


def redact(write: Write, record: RecordKey, field: str, value: object = None) -> int:
    """Blank every value that a field of a record ever had, and give it a new one; return how many revisions lose one.

    `value` is what the field says instead, None for nothing. The field's merge unit is blanked whole, and so are the
    reasons that people gave for changes of the record: they may repeat what is to be forgotten. Of a photo or paper
    "digest" takes the file itself out, with its bytes. What was typed and not saved, and what was proposed by hand,
    goes too, and so does what the field said in records that were merged into this one. Backups and parcels made before
    still hold it.

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
    """Blank a merge unit as `blank_unit` does, also in the records that were merged into this one."""
    blanked = blank_unit(write, record, unit, value)
    for one in absorbed(write, record):
        blanked |= blank_unit(write, one, unit, None)
    return blanked


def blank_unit(write: Write, record: RecordKey, unit: str, value: Json) -> set[str]:
    """Blank every value that a merge unit of a record ever had (`REASON`: only reasons), and all its reasons.

    The unit gets `value` instead; one of a deleted record gets none, for that would bring the record back. Return the
    ids of the revisions that lose something.
    """
    former, folded = write.revisions(record.uid), write.folded(record.uid)
    keeps = unit == REASON or folded.deleted or unit not in folded.heads
    # Also where the value stays as it is: the revision that has it now is blanked with the others.
    drafts = [None if keeps else Draft(record, "set", {unit: value}, {unit: folded.head_ids(unit)})]
    drafts += [redacting(record, former, one) for one in dict.fromkeys((unit, REASON))]
    for made in drafts:
        if made is not None:
            write.append(made)
    return {one for made in drafts if made and made.kind == "redact" for ids in made.over.values() for one in ids}
