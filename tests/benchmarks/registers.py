"""Lists, search and saving over a large register."""

import os
import resource
import tempfile
import time
from pathlib import Path

from db.records import USUAL, Wanted, create, find_first, list_rows, list_uids
from db.store import Office
from tests.benchmarks.rows import Row, percentile, seconds, seconds_of_ours

SCREENFUL = 50
QUERIES = (
    "la",
    "zve",
    "lan",
    "languag",
    "waste water",
    "hall 7",
    "zvecan",
    "Звечан",
    "partner 12",
    "me",
    "1",
    "school br",
)


def lists(office: Office) -> list[Row]:
    """First rows of a list and of a search, as a person sees them appear; the memory afterwards."""
    waits: list[float] = []
    wholes: list[float] = []
    for query in ("", *QUERIES * 3):

        def first(query: str = query) -> None:
            with office.read() as reading:
                find_first(reading, "town_hall", Wanted(query), SCREENFUL, USUAL)

        def rest(query: str = query) -> None:
            with office.read() as reading:
                list_uids(reading, "town_hall", query)

        waits.append(1000 * seconds_of_ours(first))
        wholes.append(waits[-1] + 1000 * seconds_of_ours(rest))
    resident = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return [
        Row("first rows of a list", waits[0], "ms", 50, ""),
        Row("all of a list", wholes[0], "ms", 200, "the whole order of ids"),
        Row("first rows of a search, p95", percentile(waits[1:], 0.95), "ms", 50, f"{len(QUERIES)} queries"),
        Row("all of a search, p95", percentile(wholes[1:], 0.95), "ms", 200, "the whole order of ids"),
        Row("memory, list and search", resident, "MB", 300, "resident, peak"),
    ]


def saves(office: Office) -> list[Row]:
    """One record saved, durable; the disk's own sync measured beside it."""
    waits, syncs = [], []
    with tempfile.NamedTemporaryFile(dir=office.paths.home) as file:
        for number in range(60):
            file.write(b"x" * 4096)
            file.flush()
            syncs.append(1000 * seconds(lambda: os.fsync(file.fileno())))
            started = time.perf_counter()
            with office.write("save") as write:
                create(write, "town_hall", {"title_en": f"Saved {number}", "municipality": "XK28", "total": 40})
            waits.append(1000 * (time.perf_counter() - started))
    sync = percentile(syncs, 0.95)
    return [
        Row("save one record, p95", percentile(waits, 0.95), "ms", 30 + sync, f"30 ms + a bare fsync ({sync:.1f} ms)")
    ]


def starts(home: Path, passphrase: str) -> list[Row]:
    """Opening an office to its first list, key derivation left out of neither side."""
    empty_home = home.parent / "empty"
    if not empty_home.exists():
        from tests.benchmarks.offices import empty

        empty(home.parent / "empty").close()

    def first_list(where: Path) -> None:
        office = Office.open(where, passphrase)
        with office.read() as reading:
            list_rows(reading, list_uids(reading, "town_hall")[:SCREENFUL])
        office.close()

    bare = min(seconds(lambda: first_list(empty_home / "mit")) for _ in range(5))
    full = min(seconds(lambda: first_list(home)) for _ in range(5))
    return [Row("open to first list", full / bare, "times an empty office", 10, f"empty: {1000 * bare:.0f} ms")]
