"""The municipalities of an activity: its own, and any number of further ones."""

from collections.abc import Iterable

from db.records.family import find
from db.records.parts import list_parts
from db.records.verbs import create, delete, update
from db.records.views import view
from db.store.writing import Reading, Write


def municipalities(reading: Reading, ref: str) -> list[str]:
    """Return every municipality of an activity, in the order of the mission's list.

    Raises KnownError `no-record`.
    """
    key = find(reading, ref)
    own = view(reading, key).values.get("municipality")
    further = [part.values.get("municipality") for part in list_parts(reading, "place", key.uid)]
    return [entry.code for entry in reading.mission.lists["municipality"].entries if entry.code in (own, *further)]


def set_municipalities(write: Write, ref: str, codes: Iterable[str]) -> None:
    """Let an activity have exactly these municipalities: "select all, remove one" is one gesture.

    The one that the activity names itself stays its first as long as it is among them.

    Raises KnownError `no-record`, `deleted-record`, `bad-record`.
    """
    key = find(write, ref)
    wanted = list(dict.fromkeys(codes))
    own = view(write, key).values.get("municipality")
    if own not in wanted:
        update(write, key.uid, {"municipality": wanted[0] if wanted else None})
        own = wanted[0] if wanted else None
    write.settle(key.uid)
    there = {str(part.values.get("municipality")): part.uid for part in list_parts(write, "place", key.uid)}
    for code, uid in there.items():
        if code not in wanted or code == own:
            delete(write, uid)
    for code in wanted:
        if code != own and code not in there:
            create(write, "place", {"activity": key.uid, "municipality": code})
