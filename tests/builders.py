"""Records for tests, with good defaults."""

from collections.abc import Mapping

from db.catalogue import KNOWN_TO_ALL, LOCK_TYPES, RECORD_TYPES, Mission, RecordType, Value, inner_links
from db.records import create, dump
from db.revisions import RecordKey
from db.store import Office
from db.twins import different

BY_HEAD: dict[str, Value] = {"by": "A. Head", "role": "head", "day": "2026-03-12"}


def town_hall(office: Office, **values: object) -> RecordKey:
    """Write a town hall into an office; give only what the test is about."""
    return record(office, "town_hall", **values)


def project(office: Office, **values: object) -> RecordKey:
    """Write a project into an office."""
    return record(office, "project", **{"approved_amount": "25000.00", "currency": "USD", **values})


def record(office: Office, kind: str, **values: object) -> RecordKey:
    """Write a record of any kind into an office."""
    with office.write("save") as write:
        return create(write, kind, {"title_en": "Language rights", "municipality": "XK28", **values})


def one_of_each(office: Office) -> dict[str, RecordKey]:
    """Write a record of every type there is, each with a value in every field, all that can around one project."""
    made: dict[str, RecordKey] = {}
    for kind in sorted(RECORD_TYPES.values(), key=_after):
        if kind.key == "project":
            made["project"] = project(office)
            continue
        if kind.key == "pair":  # a verdict, given and not typed
            with office.write("different") as write:
                made["pair"] = different(write, made["project"].uid, made["town_hall"].uid)
            continue
        with office.write("save") as write:
            values = sample(office.mission, kind, made)
            made[kind.key] = create(write, kind.key, values, given=given_to(office, kind.key))
    return made


def _after(kind: RecordType) -> tuple[bool, ...]:
    """Order types so that what a record belongs to and points at is made before it, and locks after all else."""
    locks = kind.key in (*LOCK_TYPES, "approval")
    return locks, kind.key not in KNOWN_TO_ALL, bool(kind.owner), bool(inner_links(kind))


def owner_in(made: Mapping[str, RecordKey], kind: RecordType) -> RecordKey:
    """Return the record that a sample of a type belongs to, itself where it belongs to none."""
    types = kind.links[kind.owner] if kind.owner else (kind.key,)
    return next(made[key] for key in types if key in made)


def given_to(office: Office, kind: str) -> dict[str, Value]:
    """Return what the program says of a record where nobody may: of a file, whose bytes are kept, and of an answer."""
    if kind == "closing":  # long before everything else
        return {**BY_HEAD, "area": office.identity.office, "start": "2001-01-01", "end": "2001-12-31", "reason": "Sent"}
    if kind == "permission":
        return {**BY_HEAD, "area": office.identity.office, "until": "2001-12-31", "reason": "A letter came late"}
    if kind == "approval":
        return {**BY_HEAD, "function": "Head of office", "note": "Read whole", "seen": "0" * 12}
    if kind == "contribution":
        return {"answer": "confirmed"}
    if kind != "attachment":
        return {}
    digest = office.attachments.put(b"a paper")
    said = {"name": "paper.txt", "media_type": "text/plain", "size": 7, "digest": digest}
    return {**said, "width": 1, "height": 1}


def sample(mission: Mission, kind: RecordType, made: Mapping[str, RecordKey]) -> dict[str, object]:
    """Return a value for every field that a person can give, of records made before where it points at one."""
    by_kind = {
        **{"text": "Ордер 007", "note": "= one\ntwo", "date": "2026-03-12", "count": 2, "money": "100.00"},
        **{"decimal": "1", "percent": "50", "latitude": "42.9", "longitude": "-20.5"},
        **{"instant": "2026-03-27T23:59+02:00", "time": "18:30"},
    }
    values: dict[str, object] = {}
    for field in kind.fields:
        if not field.editable:
            continue  # the program says it
        if field.links:
            types = field.links[::-1] if kind.key == "approval" else field.links  # not the project: that is changed
            values[field.key] = next(made[key].uid for key in types if key in made)
        elif field.choices or field.choices_by:
            codes = mission.lists[field.choices or str(values[field.choices_by])]
            values[field.key] = codes.entries[-1].code
        else:
            values[field.key] = by_kind[field.kind.name]
    return values


def counts(**categories: int) -> list[dict[str, object]]:
    """Tallies by sex: `counts(women=41, men=9)`."""
    return [{"dimension": "sex", "category": name, "count": number} for name, number in categories.items()]


def dumped(office: Office) -> str:
    """What the office prints of everything alive."""
    with office.read() as reading:
        return dump(reading)
