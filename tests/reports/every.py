"""Every document that the program prints, out of one office in which each has something to tell."""

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import asdict
from datetime import date
from functools import partial
from typing import cast

from db.attachments import attach, prepare_bytes
from db.board import Board, LaptopLine, OfficeLine, Received, period_of
from db.board.lost import LostLaptop, Told
from db.catalogue import ACTIVITY_TYPES
from db.parcels.trust import Laptop
from db.protection import Holder, Removed
from db.protection.holders import BACKUP, PRINT
from db.records import (
    ProjectLine,
    Shortlist,
    Wanted,
    agenda,
    by_urgency,
    columns_of,
    create,
    find_records,
    list_parts,
    list_rows,
    list_uids,
    portfolio,
    portfolio_lines,
    project_uids,
    update,
    view,
)
from db.records.columns import USUAL, labelled
from db.reports import Document, Maker, bundle, summaries
from db.reports.access import access_listing
from db.reports.board import board_listing
from db.reports.coming import coming_listing
from db.reports.lost import lost_listing
from db.reports.office import REPORTS, office_report
from db.reports.papers import PAPERS, blank_form, paper_of
from db.reports.portfolio import portfolio_listing
from db.reports.recovery import recovery_sheet
from db.reports.redaction import redaction_listing
from db.reports.register import parts_listing, register_listing
from db.reports.shown import shown_listing
from db.reports.telling import Say
from db.revisions import RecordKey
from db.store import Office, Reading
from db.store.access import access_log
from tests.attachments.pictures import photo
from tests.builders import counts
from tests.projects.papers import bring_to, cycle, proposal
from tests.reports.office_sample import MAY, full_office, late_correction

NOW = "2020-06-03T09:00:00Z"
HALF_YEAR = ("2019-11-16", "2020-05-15")


def fill_every(office: Office) -> None:
    """Fill an office: a full May 2020, and a project that went the whole way, with photos and a donor."""
    office.clock = lambda: "2020-05-05T09:00:00Z"
    full_office(office)
    late_correction(office)
    office.clock = lambda: NOW
    project = proposal(office, cycle(office), contact="The chair", contact_phone="044 000 000")
    bring_to(office, project, "evaluated")
    with office.write("save") as write:
        told = "They trained together for ten Saturdays, and go on doing so in the hall of the school."
        update(write, project, {"description": told, "total": 50, "tallies": counts(women=41, men=9)})
        line = {"source": "FUND-BIL", "donor": "Norway", "reference": "N-7", "amount": "12400.00", "currency": "USD"}
        create(write, "funding", {"project": project, **line})
        changed = {"day": "2019-02-01", "change": "place", "cause": "weather", "reason": "Snow.", "approver": "Manager"}
        create(write, "modification", {"project": project, **changed})
        create(write, "instalment", {"project": project, "number": 3, "share": "20", "trigger": "Final report"})
        create(write, "visit", {"project": project, "number": 2, "day": "2019-03-01", "action": "Bring the receipts."})
    taken = [prepare_bytes(photo(640, 480, seed=seed), f"{seed}.jpg") for seed in (1, 2)]
    attach(office, project, taken, caption="The room", consent="written")


def every_document(office: Office, maker: Maker, only: Collection[str] = ()) -> dict[str, Document]:
    """Return every document, made by `maker`, by a name that may be that of a file; or some of them."""
    with office.read() as reading:
        made = _makers(office, reading, maker)
        return {name: make() for name, make in sorted(made.items()) if not only or name in only}


def _makers(office: Office, reading: Reading, maker: Maker) -> dict[str, Callable[[], Document]]:
    uids = {kind: list_uids(reading, kind) for kind in ACTIVITY_TYPES}
    keys = [RecordKey(kind, uid) for kind, found in uids.items() for uid in found]
    names = {f"1-summary-{view(reading, key).ref}": key for key in keys}
    funding = list_parts(reading, "funding")[0]
    days, chosen = (date(2020, 6, 3), date(2021, 6, 3)), Shortlist()
    held = (Holder(BACKUP, "office-2020-05-01.zip", NOW, until="2020-08-01"), Holder(PRINT, "CBP-1.pdf", NOW))

    def lines() -> list[ProjectLine]:
        return portfolio_lines(reading, project_uids(reading), days[0])

    def one(key: RecordKey) -> Document:
        return summaries(office, reading, [key], maker)[0]

    def paper(name: str) -> Document:
        owner = funding.owner if "project" in PAPERS[name].types else uids["town_hall"][0]
        return paper_of(office, reading, owner, name, maker)

    numbers = {"file": 3, "visit": 6, "sign-in": 6}
    return {
        **{name: partial(one, key) for name, key in names.items()},
        "1-bundle": lambda: bundle(maker, maker.translate("Summaries"), summaries(office, reading, keys, maker)),
        "2-monthly": lambda: office_report(reading, maker, "monthly", MAY),
        "2-half-year": lambda: office_report(reading, maker, "monthly", HALF_YEAR, approved=True),
        "3-donor": lambda: paper_of(office, reading, funding.uid, "", maker),
        "3-portfolio": lambda: portfolio_listing(portfolio(reading), by_urgency(lines()), chosen, maker),
        "3-coming": lambda: coming_listing(agenda(reading, *days), lines(), chosen, days, maker),
        **{f"4-register-{k}": partial(register_listing, reading, maker, k, found) for k, found in uids.items()},
        **{f"4-list-{kind}": partial(_list, reading, maker, kind, found) for kind, found in uids.items()},
        "4-recommendations": lambda: parts_listing(
            reading, maker, "recommendation", list_parts(reading, "recommendation")
        ),
        **{f"5-{name}": partial(office_report, reading, maker, name, MAY) for name in REPORTS if name != "monthly"},
        **{f"6-form-{kind}": partial(blank_form, Say(maker), kind) for kind in ACTIVITY_TYPES},
        **{f"{numbers.get(name, 7)}-{name}": partial(paper, name) for name in PAPERS},
        "7-lost": lambda: lost_listing(_lost(), maker),
        "7-recovery": lambda: recovery_sheet(maker, "AB2CD-EF3GH-JK4MN-PQ5RS-TU6VW-XY7ZA"),
        "7-recovery-blank": lambda: recovery_sheet(maker),
        "8-access": lambda: access_listing(access_log(reading), MAY, maker),
        "8-board": lambda: board_listing(_board(), maker),
        "8-redaction": lambda: redaction_listing(Removed(2, 7, 1, 1), held, maker),
    }


def _list(reading: Reading, maker: Maker, kind: str, uids: list[str]) -> Document:
    """Return a list by months, with what each month adds up to."""
    known = columns_of(kind, maker.mission)
    columns = labelled(known, (*USUAL, "estimate", "classification", "changed", "sex.women"))
    wanted = Wanted(sort=(("date", False),), group="month", columns=tuple(column.key for column in columns))
    found = find_records(reading, kind, wanted)
    rows = list_rows(reading, found.uids, [column.key for column in columns], leaving=True)
    return shown_listing(maker, kind, columns, rows, groups=found.groups, about=["status:held"])


def _lost() -> LostLaptop:
    laptop = Laptop("r", "MIT", "B", "field", "confirmed", "1234 5678", NOW, "A. Officer", "", "", heir=False)
    return LostLaptop(
        laptop, {"project": 3, "town_hall": 41, "tally": 90}, 2, 1, 1, 1, ("CONFIDENTIAL",), 0, {"written": 3, "": 1},
        "2019-01-02", "2020-05-31", Told(3, "2020-05-20"), Told(2, "2020-05-02"), 40, 31,
    )  # fmt: skip


def _board() -> Board:
    got = Received(2, 4, "2020-06-02")
    line = LaptopLine(
        "MIT", "MIT-A", "r", "confirmed", got, got, "0.1.0", "2020-05-31", "here", False, (3,), (3,), (), 0, 0,
        {"unknown": 1}, "gap", False, False,
    )  # fmt: skip
    office = OfficeLine("MIT", "Mitrovica field office", "here", 1, 2, (line,))
    empty = OfficeLine("PEJ", "Peja/Peć field office", "late", 0, 0, ())
    return Board(period_of(*MAY, NOW[:10]), "2020-06-05", NOW[:10], (office, empty), 0)


# What plain values say to a template, to a program, or only where there is room.
_SILENT = {"form", "look", "align", "language", "key", "code", "words", "shorter", "printed_at", "digest", "mission"}


def texts(value: object) -> Iterator[str]:
    """Yield every text of plain values that is printed, in the order in which it stands there."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list | tuple):
        for item in cast(Iterable[object], value):
            yield from texts(item)
    elif isinstance(value, dict):
        found = cast(dict[str, object], value)
        if found.get("rows") == ():  # a sheet without rows is left out
            return
        for name, item in found.items():
            if name == "header":
                yield from texts(
                    {**cast(dict[str, object], item), "at the top": cast(dict[str, object], item)["mission"]}
                )
            elif name not in _SILENT:
                yield from texts(item)


def text_of(document: Document) -> str:
    """Return all that a document says, without drawing it."""
    return " | ".join(texts(asdict(document)))
