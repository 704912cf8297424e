"""The lost-laptop sheet: counts of what it held in the state in which it held it, and what to do; never a name."""

import io
from pathlib import Path

import pytest
from pypdf import PdfReader

from db.attachments import attach, prepare_bytes
from db.board import lost_laptop
from db.board.lost import LostLaptop, Told
from db.errors import KnownError
from db.parcels import export_parcel, receive_parcels, revoke
from db.reports import Maker, pdf
from db.reports.lost import lost_listing
from db.store import Office
from tests.board.mission import Make, arrive, at
from tests.builders import counts, project, town_hall
from tests.parcels.helpers import change_at, send
from tests.parcels.test_trust import code


def of(office: Office, name: str = "MIT-A") -> LostLaptop:
    with office.read() as reading:
        return lost_laptop(reading, name)


def sheet(office: Office, name: str = "MIT-A") -> str:
    maker = Maker(office.mission, office.identity.office, office.author, "2026-11-20T08:00:00Z")
    read = PdfReader(io.BytesIO(pdf(lost_listing(of(office, name), maker))))
    return " ".join(" ".join(page.extract_text().replace("\u200b", "").split()) for page in read.pages)


@pytest.fixture
def hq(make_office: Make, tmp_path: Path) -> Office:
    """A headquarters that got four records of MIT-A, sent one of its own corrections back, and has others' records."""
    hq, office, other = make_office("HQ", "hq"), make_office("MIT"), make_office("PEJ")
    named = {"contact": "Ana Contactova", "contact_phone": "+383 44 123 456"}
    project(office, title_en="Greenhouses", planned_start="2026-03-01", **named)
    key = town_hall(office, actual_start="2026-10-12", total=50, tallies=counts(women=40))
    town_hall(office, title_en="Shelter", protected="yes", classification="STRICTLY_CONFIDENTIAL")
    town_hall(other, title_en="Elsewhere", classification="UNCLASSIFIED")
    arrive(hq, "2026-10-14T09:00:00Z", *(send(one, "HQ", tmp_path) for one in (office, other)))
    change_at(hq, key.uid, venue="Hall")
    at(hq, "2026-10-16T09:00:00Z")
    export_parcel(hq, "MIT", tmp_path)
    change_at(hq, key.uid, classification="CONFIDENTIAL")
    return hq


def test_it_counts_what_the_laptop_had_and_nothing_else(hq: Office):
    found = of(hq)
    assert found.records == {"project": 1, "town_hall": 2, "tally": 1}
    assert (found.named, found.reachable, found.functions, found.protected) == (1, 1, 0, 1)
    assert found.classifications == ("STRICTLY_CONFIDENTIAL", "UNCLASSIFIED"), "CONFIDENTIAL never went there"
    assert found.unclassified == 0
    assert (found.start, found.end) == ("2026-03-01", "2026-10-12")
    assert (found.last_in, found.last_out) == (Told(1, "2026-10-14"), Told(1, "2026-10-16"))
    assert found.sent > 0 and found.confirmed == 0


def test_the_sheet_says_what_is_sure_what_is_not_and_what_to_do(hq: Office):
    text = sheet(hq)
    assert text.count("STRICTLY CONFIDENTIAL") >= 3, "at the top, at the bottom and in the table"
    assert "Lost laptop MIT-A" in text and "Mitrovica field office" in text
    assert "Records, deleted ones included 4" in text and "Town halls 2" in text
    assert "Records that name a contact 1" in text and "Activities at a protected place 1" in text
    assert "after its parcel of 14 October 2026" in text and "an estimate" in text
    assert "Last parcel to its office S001, 16 October 2026" in text
    assert "encrypted by the program Yes, always" in text
    assert "Report MIT-A lost" in text and "Warn those who run" in text
    for secret in ("Ana", "383", "Greenhouses", "Shelter"):
        assert secret not in text


def test_photos_are_counted_by_what_the_persons_in_them_agreed_to(make_office: Make, hq: Office, tmp_path: Path):
    other = make_office("PRZ")
    key = town_hall(other)
    for number, consent in enumerate(("written", "guardian", "guardian", "not_needed", "")):
        note = prepare_bytes(f"note {number}".encode(), f"{number}.txt")
        attach(other, key.uid, [note], consent=consent)
    assert "may show somebody" not in sheet(hq)
    receive_parcels(hq, [send(other, "HQ", tmp_path)])
    assert of(hq, "PRZ-A").files == {"written": 1, "guardian": 2, "not_needed": 1, "": 1}
    text = sheet(hq, "PRZ-A")
    assert "Photos and papers 5" in text and "Photos and papers that may show somebody 4" in text
    assert "Given in writing 1 Given by the guardian of a minor 2 Consent not recorded 1" in text


def test_one_that_is_reported_lost_says_so(hq: Office):
    with hq.write("revoke") as write:
        revoke(write, "MIT-A", "2026-10-15", "left in a taxi")
    text = sheet(hq)
    assert "Reported lost: what it wrote from 15 October 2026 on is set aside" in text
    assert "MIT-A is reported lost already" in text and of(hq).laptop.code in text


def test_a_laptop_that_was_only_heard_of_may_hold_anything(make_office: Make, tmp_path: Path):
    hq, office = make_office("HQ", "hq"), make_office("MIT")
    hq.set_setting("strict", "yes")
    town_hall(office)
    receive_parcels(hq, [send(office, "HQ", tmp_path)])
    found = of(hq, "mit-a")
    assert (found.records, found.last_in.serial, found.laptop.code) == ({}, 0, code(office))
    assert "Nothing ever came from it" in sheet(hq) and "CLASSIFICATION NOT RECORDED" in sheet(hq)
    with pytest.raises(KnownError, match="No laptop PEJ-A"):
        of(hq, "PEJ-A")
