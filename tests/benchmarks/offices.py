"""A large office to measure on; made once per run."""

from pathlib import Path

from db.records import create
from db.store import Cost, Office

PASSPHRASE = "four plain words here"
_WORDS = ("language", "rights", "waste", "water", "school", "road", "market", "bridge", "health", "youth", "court")


def empty(folder: Path, code: str = "MIT", role: str = "field") -> Office:
    """Make an empty office."""
    office, _ = Office.create(
        folder / code.lower(),
        mission="kosovo",
        office=code,
        role=role,
        officer="A. Officer",
        passphrase=PASSPHRASE,
        cost=Cost(1, 8 * 1024, 1),
    )
    return office


def fill(office: Office, size: int) -> None:
    """Write `size` town halls, 5,000 in a gesture."""
    for start in range(0, size, 5000):
        with office.write("import") as write:
            for number in range(start, min(start + 5000, size)):
                create(write, "town_hall", town_hall(office, number))


def town_hall(office: Office, number: int) -> dict[str, object]:
    """Return the values of one town hall."""
    places = office.mission.lists["municipality"].entries
    words = [_WORDS[(number * step) % len(_WORDS)] for step in (1, 7, 11)]
    return {
        "title_en": f"{' '.join(words).capitalize()} {number}",
        "title_sr": f"Звечан састанак {number}",
        "description": f"{' '.join(words)} were discussed with residents. " * 3,
        "municipality": places[number % len(places)].code,
        "venue": f"Hall {number % 100}",
        "partner": f"Partner {number % 300}",
        "planned_start": f"20{10 + number % 17}-{1 + number % 12:02d}-{1 + number % 28:02d}",
        "total": number % 400,
    }
