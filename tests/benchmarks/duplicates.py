"""Duplicates in a large register: all that were planted are found, and soon."""

from datetime import date, timedelta

from sqlalchemy import select

from db.folding import fold
from db.records import create
from db.revisions import RecordKey
from db.schema.tables import activity
from db.store import Office
from db.twins import find_twins, twins_of
from tests.benchmarks.offices import town_hall
from tests.benchmarks.rows import Row, percentile, seconds

PLANTED = 1_000
_TEXTS = (activity.c.title_en, activity.c.title_sr, activity.c.settlement, activity.c.partner)


def searches(office: Office, size: int) -> list[Row]:
    """A whole search, with every text of the register merely read and folded beside it; and after one change."""
    planted = _plant(office, min(PLANTED, size // 10), size)
    found: list[frozenset[str]] = []

    def search() -> None:
        with office.read() as reading:
            found[:] = [twins.uids for twins in find_twins(reading)]

    def bare() -> None:
        with office.read() as reading:
            for texts in reading.connection.execute(select(*_TEXTS).order_by(activity.c.planned_start)):
                for text in texts:
                    fold(text or "")

    loop, whole = min(seconds(bare) for _ in range(2)), min(seconds(search) for _ in range(2))
    waits: list[float] = []
    for _, copy in planted[:20]:
        with office.read() as reading:
            waits.append(1000 * seconds(lambda copy=copy, reading=reading: twins_of(reading, [copy])))
    missed = len({frozenset(key.uid for key in both) for both in planted} - set(found))
    return [
        Row("find all duplicates", whole / loop, "times reading the texts", 8, f"{whole:.1f} s; read: {loop:.1f} s"),
        Row("planted duplicates missed", missed, "pairs", 0, f"of {len(planted)}; {len(found)} found"),
        Row("duplicates after a save, p95", percentile(waits, 0.95), "ms", 1000, "in the background"),
    ]


def _plant(office: Office, count: int, size: int) -> list[tuple[RecordKey, RecordKey]]:
    """Write records once more as another person would have; return both of each pair."""
    pairs: list[tuple[RecordKey, RecordKey]] = []
    with office.write("import") as write:
        for number in range(count):
            values = town_hall(office, size + number)
            pairs.append((create(write, "town_hall", values), create(write, "town_hall", _again(number, values))))
    return pairs


def _again(number: int, values: dict[str, object]) -> dict[str, object]:
    title, day = str(values["title_en"]), date.fromisoformat(str(values["planned_start"]))
    ways: tuple[dict[str, object], ...] = (
        {"title_en": title.upper(), "title_sr": None},
        {"title_en": " / ".join(reversed(title.split())), "title_sr": None, "partner": None},
        {"title_en": None, "title_sq": fold(str(values["title_sr"])), "title_sr": None},
        {"planned_start": None, "actual_start": (day + timedelta(days=2)).isoformat()},
        {"title_en": title[:3] + title[4:], "title_sr": None, "municipality": None},
    )
    return values | ways[number % len(ways)]
