"""What is not told of a protected place: on paper, in lists that are taken elsewhere, and at headquarters (DP-07)."""

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import select

from db.catalogue import RECORD_TYPES, Mission
from db.catalogue.kinds import NOTE, TEXT
from db.naming import NAMING, UNTOLD, placeless
from db.records.views import best_title
from db.schema.tables import activity
from db.store.log import batched_list
from db.store.rows import by_name
from db.store.writing import Reading

Row = Mapping[str, Any]


def unplaced(kind: str, values: Row, own: Row | None = None) -> dict[str, Any]:
    """Return the values of a record of type `kind` as they may be told.

    Of a protected place that is only the municipality, and in no text its name. `own` are the values of the activity,
    where these are of one of its parts.
    """
    of = own if own is not None else values
    if of.get("protected") != "yes":
        return dict(values)
    names = tuple(of[key] for key in NAMING if of.get(key))
    hidden = {*UNTOLD} if own is None else set[str]()
    if values.get("change") == "place":
        hidden |= {"before", "after"}
    texts = {field.key for field in RECORD_TYPES[kind].fields if field.kind in (TEXT, NOTE)}
    return {
        key: None if key in hidden else placeless(value, names) if key in texts and value else value
        for key, value in values.items()
    }


def told_title(values: Row, mission: Mission) -> str:
    """Return the title of an activity as it may be told; `values` say whether it is protected, and its names."""
    title = best_title(values, mission)
    return placeless(title, [values.get(key) for key in NAMING]) if values.get("protected") == "yes" else title


def protected_among(reading: Reading, uids: Iterable[str] | None = None) -> dict[str, Row]:
    """Return what says which place it is, of those activities (None: of all) that are at a protected one, by uid."""
    columns = (activity.c.uid, activity.c.type, activity.c.protected, *(activity.c[key] for key in NAMING))
    chosen = select(*columns).where(activity.c.protected == "yes")
    chunks = [None] if uids is None else batched_list(sorted({*uids}))
    found: dict[str, Row] = {}
    for chunk in chunks:
        asked = chosen if chunk is None else chosen.where(activity.c.uid.in_(chunk))
        found |= {row["uid"]: by_name(row) for row in reading.connection.execute(asked).mappings()}
    return found


def kept_back(reading: Reading, uids: Iterable[str] | None = None) -> Mapping[str, Row]:
    """Return those activities of which something is kept back here, by uid, with what tells which place they are at."""
    return protected_among(reading, uids) if reading.identity.role == "hq" else {}
