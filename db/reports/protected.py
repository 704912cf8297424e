"""What a paper may tell of a part of an activity at a protected place (DP-07)."""

from collections.abc import Sequence

from db.catalogue import RECORD_TYPES
from db.catalogue.kinds import NOTE, TEXT
from db.naming import placeless
from db.records.window import Row


def placeless_part(kind: str, row: Row, places: Sequence[object]) -> Row:
    """Return a part without what the place is called: `places` are its venue and settlement, and who runs it.

    Without such places nothing is protected.
    """
    if not places:
        return row
    texts = [field.key for field in RECORD_TYPES[kind].fields if field.kind in (TEXT, NOTE) and row.get(field.key)]
    told = {key: placeless(row[key], places) for key in texts}
    moved = {"before": None, "after": None} if row.get("change") == "place" else {}
    return {**row, **told, **moved}
