"""Projects with their files: lists and portfolios over many, one file, one payment saved, and a parcel of it all."""

import os
import resource
import tempfile
import time
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from db.catalogue import RECORD_TYPES
from db.records import (
    create,
    find,
    history,
    list_parts,
    list_rows,
    list_uids,
    portfolio,
    portfolio_lines,
    project_uids,
    view,
)
from db.revisions import Draft, Json, RecordKey
from db.store import Office, Write, new_uid
from tests.benchmarks import exchange
from tests.benchmarks.rows import Row, percentile, seconds

A_YEAR = 200  # projects of one cycle
CHILDREN = 10  # parts of one project
SCREENFUL = 50
TODAY = date(2019, 3, 1)
STATES = ("draft", "approved", "active", "active", "completed", "closed")


def fill(office: Office, size: int) -> None:
    """Write `size` projects with ten parts each, A_YEAR to a cycle, a thousand in a gesture."""
    places = [place.code for place in office.mission.lists["municipality"].entries]
    for start in range(0, size, 1000):
        with office.write("import") as write:
            for number in range(start, min(start + 1000, size)):
                if number % A_YEAR == 0:
                    cycle = _cycle(write, number // A_YEAR)
                _project(write, number, cycle, places)


def _cycle(write: Write, year: int) -> str:
    values = {"title_en": f"Call {year}", "budget_year": f"year {year}", "months": 6, "cutoff": "2019-06-15"}
    return _put(write, "cycle", new_uid(), **values, ceiling="25000.00", currency="USD", target=18, ref=f"PC-{year}")


def _project(write: Write, number: int, cycle: str, places: list[str]) -> None:
    words = ("bridge", "school", "yard", "water", "youth", "women", "market", "court")
    money = {"approved_amount": "24000.00", "currency": "USD"}
    made = _put(
        write,
        "project",
        new_uid(),
        ref=f"CBP-2019-MIT-A{number:06d}",
        office="MIT",
        title_en=f"{words[number % 8].capitalize()} and {words[number % 7]} {number}",
        municipality=places[number % len(places)],
        partner=f"Partner {number % 300}",
        status=STATES[number % len(STATES)],
        entered_as=STATES[number % len(STATES)],
        cycle=cycle,
        **money,
    )
    for one in (1, 2):
        day = (date(2018, 9, 1) + timedelta(days=number % 200 + 30 * one)).isoformat()
        paid = {"amount": "6000.00", "paid_on": day, "voucher": f"V-{number}-{one}", "status": "paid"}
        _put(write, "payment", new_uid(), project=made, instalment=one, **paid)
        _part(write, "instalment", made, number=one, amount="12000.00", currency="USD", due=day)
        _part(write, "deliverable", made, number=one, what=f"Training {one}", planned=10, due=day, status="planned")
        _put(write, "visit", new_uid(), project=made, number=one, day=day, description="Seen on site. " * 4)
    _part(write, "tag", made, framework="cbp_aim", code="CBPA-1")
    _part(write, "mou", made, number=f"M-{number}", amount="24000.00", currency="USD", signed_un="2018-09-01")


def _part(write: Write, kind: str, owner: str, **values: Json) -> None:
    whole = {RECORD_TYPES[kind].owner: owner, **values}
    _put(write, kind, RECORD_TYPES[kind].uid_of(whole), **whole)  # pyright: ignore[reportArgumentType]


def _put(write: Write, kind: str, uid: str, **values: Json) -> str:
    """Write a record as it is: filling is not what is measured."""
    found = RECORD_TYPES[kind]
    units = {found.by_key[key].merge_unit for key in values}
    write.expect_new(uid)
    write.append(Draft(RecordKey(kind, uid), "set", {u: found.unit_value(u, values) for u in units}, {}))
    return uid


def lists(office: Office) -> list[Row]:
    """What a person waits for over many projects: a list, a search, a page of the portfolio, one file."""
    waits: dict[str, float] = {}

    def timed(name: str, work) -> None:
        started = time.perf_counter()
        with office.read() as reading:
            work(reading)
        waits[name] = 1000 * (time.perf_counter() - started)

    with office.read() as reading:
        uids = list_uids(reading, "project")
        middle = uids[len(uids) // 2]
        cycle = str(view(reading, find(reading, middle)).values["cycle"])
    resident_before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    timed("list", lambda reading: list_rows(reading, list_uids(reading, "project")[:SCREENFUL]))
    timed("search", lambda reading: list_rows(reading, list_uids(reading, "project", "yard wom")[:SCREENFUL]))
    timed("page", lambda reading: portfolio_lines(reading, uids[:SCREENFUL], TODAY))
    timed("cycle", lambda reading: (portfolio(reading, cycle), project_uids(reading, cycle)))
    timed("file", lambda reading: (view(reading, find(reading, middle)), history(reading, find(reading, middle))))
    timed("parts", lambda reading: list_parts(reading, "payment", middle))
    resident = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    many = f"{len(uids):,} projects, {CHILDREN * len(uids):,} parts"
    return [
        Row("first rows of the projects", waits["list"], "ms", 200, many),
        Row("first rows of a search in them", waits["search"], "ms", 200, ""),
        Row("a page of the portfolio", waits["page"], "ms", 200, f"{SCREENFUL} lines with money, clock and next step"),
        Row("sums of one cycle", waits["cycle"], "ms", 300, f"{A_YEAR} projects"),
        Row("one project with its history", waits["file"], "ms", 100, f"{CHILDREN} parts"),
        Row("the payments of one project", waits["parts"], "ms", 20, ""),
        Row("memory, lists and portfolio", resident, "MB", 300, f"resident, peak; {resident_before:.0f} MB before"),
    ]


def saves(office: Office) -> list[Row]:
    """One payment saved with the rules of its project kept; the disk's own sync measured beside it."""
    waits, syncs = [], []
    with office.read() as reading:
        uids = list_uids(reading, "project")[:60]
    with tempfile.NamedTemporaryFile(dir=office.paths.home) as file:
        for number, uid in enumerate(uids):
            file.write(b"x" * 4096)
            file.flush()
            syncs.append(1000 * seconds(lambda: os.fsync(file.fileno())))
            started = time.perf_counter()
            with office.write("save") as write:
                create(write, "payment", {"project": uid, "amount": "10.00", "voucher": f"V-{number}"})
            waits.append(1000 * (time.perf_counter() - started))
    sync = percentile(syncs, 0.95)
    return [
        Row("save one payment, p95", percentile(waits, 0.95), "ms", 30 + sync, f"30 ms + a bare fsync ({sync:.1f} ms)")
    ]


def parcels(office: Office, headquarters: Office, folder: Path) -> list[Row]:
    """A parcel of projects with everything that belongs to them, beside the same bare loops as any other."""
    return [replace(row, name=f"{row.name}, projects") for row in exchange.parcels(office, headquarters, folder)]
