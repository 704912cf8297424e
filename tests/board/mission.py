"""A headquarters in November and its offices in all the states a board can show."""

from collections.abc import Callable
from pathlib import Path

from db.board import Board, board, period_of
from db.parcels import export_parcel, receive_parcels, revoke
from db.store import Office
from tests.builders import town_hall
from tests.parcels.helpers import send
from tests.parcels.test_trust import rewrite

Make = Callable[..., Office]


def at(office: Office, moment: str) -> Office:
    """Set the clock of an office."""
    office.clock = lambda: moment
    return office


def arrive(hq: Office, moment: str, *files: Path) -> None:
    """Let files arrive at headquarters at a moment."""
    receive_parcels(at(hq, moment), list(files))


def board_of(hq: Office, today: str = "2026-11-20", start: str = "", end: str = "") -> Board:
    with hq.read() as reading:
        return board(reading, period_of(start, end, today), today)


def written(make_office: Make, code: str, day: str = "2026-10-12", laptop: str = "A") -> Office:
    """Make an office with one town hall, on a day."""
    office = at(make_office(code, laptop=laptop), f"{day}T08:00:00Z")
    town_hall(office, title_en=f"Language rights in daily services, {code}", actual_start=day)
    return office


def unsigned(file: Path) -> Path:
    """Return the parcel as a program that knew no signatures wrote it."""
    from db.parcels.manifest import to_chunks
    from db.parcels.payload import revision_lines
    from db.parcels.reader import read_parcel

    found = read_parcel(file)
    return rewrite(file, to_chunks(found.manifest, None, {}, revision_lines(found.revisions)), f"bare-{file.name}")


def in_november(make_office: Make, folder: Path) -> Office:
    """Return a headquarters on 20 November 2026.

    MIT has a laptop that reported October on 2 November and one that was stolen and sent a parcel since; a parcel of
    PEJ was lost on the way; PRZ reported that nothing happened; GJI signs nothing and sent in September last; PRI
    never sent anything; the clock of a laptop of FER, which the mission does not list, runs ahead.
    """
    hq = make_office("HQ", "hq")
    good = written(make_office, "MIT")
    arrive(hq, "2026-11-02T09:00:00Z", send(at(good, "2026-11-01T16:00:00Z"), "HQ", folder))
    thief = written(make_office, "MIT", laptop="B")
    arrive(hq, "2026-10-14T09:00:00Z", send(thief, "HQ", folder))
    town_hall(at(thief, "2026-11-08T08:00:00Z"), title_en="Written by a thief")
    with at(hq, "2026-11-09T08:00:00Z").write("revoke") as write:
        revoke(write, "MIT-B", "2026-11-06", "taken from a car")
    arrive(hq, "2026-11-09T09:00:00Z", send(thief, "HQ", folder))
    _lost(hq, written(make_office, "PEJ", "2026-09-03"), folder)
    calm = at(make_office("PRZ"), "2026-11-03T08:00:00Z")
    nil = export_parcel(calm, "HQ", folder, start="2026-10-01", end="2026-10-31", nil=True)
    arrive(hq, "2026-11-04T09:00:00Z", nil.file)
    old = written(make_office, "GJI", "2026-09-20")
    arrive(hq, "2026-10-02T09:00:00Z", unsigned(send(at(old, "2026-09-30T08:00:00Z"), "HQ", folder)))
    ahead = written(make_office, "FER")
    arrive(hq, "2026-11-03T09:00:00Z", send(at(ahead, "2027-02-01T08:00:00Z"), "HQ", folder))
    return at(hq, "2026-11-20T08:00:00Z")


def _lost(hq: Office, office: Office, folder: Path) -> None:
    """Let an office send a parcel that is confirmed, one that is lost, and one after it."""
    arrive(hq, "2026-09-04T09:00:00Z", send(office, "HQ", folder))
    at(office, "2026-09-06T08:00:00Z")
    receive_parcels(office, [send(hq, "PEJ", folder)])
    for day in ("2026-10-20", "2026-11-01"):
        town_hall(at(office, f"{day}T08:00:00Z"), title_en=f"Meeting of {day}", actual_start=day)
        file = send(office, "HQ", folder)
    arrive(hq, "2026-11-03T09:00:00Z", file)
