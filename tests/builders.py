"""Records for tests, with good defaults."""

from db.records import create, dump
from db.revisions import RecordKey
from db.store import Office


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


def counts(**categories: int) -> list[dict[str, object]]:
    """Tallies by sex: `counts(women=41, men=9)`."""
    return [{"dimension": "sex", "category": name, "count": number} for name, number in categories.items()]


def dumped(office: Office) -> str:
    """What the office prints of everything alive."""
    with office.read() as reading:
        return dump(reading)
