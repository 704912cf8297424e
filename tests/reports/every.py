"""Every document that the program prints, out of one office in which each has something to tell."""

from collections.abc import Iterator
from dataclasses import asdict
from datetime import date

from db.attachments import attach, prepare_bytes
from db.board import Board, LaptopLine, OfficeLine, Received, period_of
from db.board.lost import LostLaptop, Told
from db.catalogue import ACTIVITY_TYPES
from db.parcels.trust import Laptop
from db.protection import Holder, Removed
from db.protection.holders import BACKUP, PRINT
from db.records import (
    Shortlist,
    agenda,
    by_urgency,
    create,
    list_parts,
    list_uids,
    portfolio,
    portfolio_lines,
    project_uids,
    update,
)
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
from db.reports.telling import Say
from db.revisions import RecordKey
from db.store import Office
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


def every_document(office: Office, maker: Maker) -> dict[str, Document]:
    """Return every document, made by `maker`, by a name that may be that of a file."""
    made: dict[str, Document] = {}
    with office.read() as reading:
        uids = {kind: list_uids(reading, kind) for kind in ACTIVITY_TYPES}
        keys = [RecordKey(kind, uid) for kind, found in uids.items() for uid in found]
        found = summaries(office, reading, keys, maker)
        made |= {f"1-summary-{one.header.ref}": one for one in found}
        made["1-bundle"] = bundle(maker, maker.translate("Summaries"), found)
        made["2-monthly"] = office_report(reading, maker, "monthly", MAY)
        made["2-half-year"] = office_report(reading, maker, "monthly", HALF_YEAR, approved=True)
        funding = list_parts(reading, "funding")[0]
        made["3-donor"] = paper_of(office, reading, funding.uid, "", maker)
        projects = portfolio_lines(reading, project_uids(reading), date(2020, 6, 3))
        chosen, days = Shortlist(), (date(2020, 6, 3), date(2021, 6, 3))
        made["3-portfolio"] = portfolio_listing(portfolio(reading), by_urgency(projects), chosen, maker)
        made["3-coming"] = coming_listing(agenda(reading, *days), projects, chosen, days, maker)
        for kind, found_uids in uids.items():
            made[f"4-register-{kind}"] = register_listing(reading, maker, kind, found_uids)
        found_parts = list_parts(reading, "recommendation")
        made["4-recommendations"] = parts_listing(reading, maker, "recommendation", found_parts)
        made |= {f"5-{name}": office_report(reading, maker, name, MAY) for name in REPORTS if name != "monthly"}
        made |= {f"6-form-{kind}": blank_form(Say(maker), kind) for kind in ACTIVITY_TYPES}
        for name, kind in PAPERS.items():
            number = {"file": 3, "visit": 6, "sign-in": 6}.get(name, 7)
            owner = funding.owner if "project" in kind.types else uids["town_hall"][0]
            made[f"{number}-{name}"] = paper_of(office, reading, owner, name, maker)
        made["8-access"] = access_listing(access_log(reading), MAY, maker)
    made["7-recovery"] = recovery_sheet(maker, "AB2CD-EF3GH-JK4MN-PQ5RS-TU6VW-XY7ZA")
    made["7-recovery-blank"] = recovery_sheet(maker)
    made["8-board"] = board_listing(_board(), maker)
    made["7-lost"] = lost_listing(_lost(), maker)
    held = (Holder(BACKUP, "office-2020-05-01.zip", NOW, until="2020-08-01"), Holder(PRINT, "CBP-1.pdf", NOW))
    made["8-redaction"] = redaction_listing(Removed(2, 7, 1, 1), held, maker)
    return dict(sorted(made.items()))


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


def texts(value: object) -> Iterator[str]:
    """Yield every text of plain values, in the order in which it stands there."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for item in value.values():
            yield from texts(item)
    elif isinstance(value, list | tuple):
        for item in value:
            yield from texts(item)


def text_of(document: Document) -> str:
    """Return all that a document says, without drawing it."""
    return " | ".join(texts(asdict(document)))
