"""A protected place: of it only the municipality may be told, in whatever people read outside the office (DP-07)."""

from collections.abc import Mapping
from dataclasses import replace

from db.catalogue import RECORD_TYPES, Value
from db.catalogue.kinds import NOTE, TEXT
from db.naming import placeless
from db.parcels.rows import Record

# Fields that say where more exactly than the municipality, or who runs the place, which is where it is.
_PLACES = ("#loc", "#geo", "#contact+address", "#description+site", "#org+impl", "#org+media")


def is_protected(record: Record) -> bool:
    """Whether only the municipality of an activity may be told; also while offices disagree about it."""
    return "yes" in record.folded.candidates("protected")


def head_of(record: Record, records: Mapping[str, Record]) -> Record:
    """Return the record that a part belongs to, itself where it belongs to none that is here."""
    while owner := records.get(str(record.values.get(RECORD_TYPES[record.type].owner) or "")):
        record = owner
    return record


def masked(records: Mapping[str, Record]) -> dict[str, Record]:
    """Return records without what says where a protected place is: neither in a field for it nor in a text.

    Titles go whole: they call a place by names that nobody can know. Where a text has the words of the venue or of the
    settlement, they are taken out.
    """
    return {uid: _masked(record, records) for uid, record in records.items()}


def _masked(record: Record, records: Mapping[str, Record]) -> Record:
    head = head_of(record, records)
    if not is_protected(head):
        return record
    kind = RECORD_TYPES[record.type]
    secret = {field.key for field in kind.fields if field.hxl.startswith(_PLACES) or field.key.startswith("title_")}
    if record.type == "modification" and record.values.get("change") == "place":
        secret |= {"before", "after"}
    places = [str(said) for key in ("venue", "settlement") for said in head.folded.candidates(key) if said]
    texts = {field.key for field in kind.fields if field.kind in (TEXT, NOTE)}
    values: dict[str, Value] = {}
    for key, value in record.values.items():
        if key in secret:
            values[key] = None
        elif key in texts and isinstance(value, str):
            values[key] = placeless(value, places)
        else:
            values[key] = value
    return replace(record, values=values)
