"""What does not fit between an event and its parts; kept, and shown wherever the event is."""

from sqlalchemy import func, select

from db.catalogue import CHILD_TYPES, RecordType, Values
from db.catalogue.dimensions import EXACT, UPWARD
from db.catalogue.people import qualifier
from db.errors import Problem
from db.records.parts import count_parts
from db.schema.events import residence
from db.store.writing import Reading


def misfits(reading: Reading, kind: RecordType, uid: str, values: Values) -> list[Problem]:
    """Return what an activity has too many of, and places of residence that are not as many as the people."""
    limited = [part for part in CHILD_TYPES.values() if part.most and kind.key in part.links[part.owner]]
    counts = count_parts(reading, uid) if limited else {}
    found = [
        Problem(part.key, "parts-many", {"number": number, "what": part.plural, "most": part.most}, "warn")
        for part in limited
        if (number := counts.get(part.key, 0)) > part.most
    ]
    return [*found, *_residence(reading, uid, values)] if "delegates" in kind.by_key else found


def _residence(reading: Reading, uid: str, values: Values) -> list[Problem]:
    """Return where the places of residence do not add up to the delegates, or to the applications."""
    reading.settle(uid)
    r = residence.c
    found: list[Problem] = []
    for key in ("delegates", "applications"):
        counted = reading.connection.scalar(select(func.sum(r[key])).where(r.activity == uid, r.deleted.is_(False)))
        whole, exactness = values.get(key), qualifier(values, key)
        if counted is None or not isinstance(whole, int):
            continue
        if counted > whole and exactness not in UPWARD:
            found.append(Problem(key, "residence-more", {"sum": counted, "count": whole}, "warn"))
        elif counted < whole and exactness == EXACT:
            found.append(Problem(key, "residence-fewer", {"rest": whole - counted, "count": whole}, "warn"))
    return found
