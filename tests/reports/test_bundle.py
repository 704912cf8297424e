"""Many summaries as one file; what an activity leads to, and its photos where they may be printed."""

import io
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from pypdf import PdfReader

from db.attachments import attach, prepare_bytes
from db.cli import main
from db.records import create, update
from db.reports import Summary, bundle, maker_of, pdf, summaries
from db.revisions import RecordKey
from db.store import Office
from tests.attachments.pictures import photo
from tests.builders import town_hall
from tests.conftest import PASSPHRASE
from tests.projects.papers import add, bring_to, cycle, proposal
from tests.reports.test_listing import texts_of


def drawn(office: Office, *keys: RecordKey) -> list[Summary]:
    with office.read() as reading:
        return summaries(office, reading, keys, maker_of(office))


def test_one_file_has_a_contents_a_page_for_each_bookmarks_and_the_highest_marking(office: Office):
    keys = [town_hall(office, title_en=f"Town hall {n}") for n in range(40)]
    keys.append(town_hall(office, title_en="The last one", classification="CONFIDENTIAL"))
    made = pdf(bundle(maker_of(office), "Town halls of the year", drawn(office, *keys)))
    found = texts_of(made)
    assert len(found) == 42
    assert all(text.count("CONFIDENTIAL") == 2 and "UNCLASSIFIED" not in text for text in found)
    assert "41 summaries" in found[0] and re.search(r"TH-\d{4}-MIT-A001 Town hall 0 2 ", found[0])
    assert "The last one 42" in found[0] and "The last one" in found[41] and "42 of 42" in found[41]
    outline = PdfReader(io.BytesIO(made)).outline
    titles = [entry.title for entry in outline if not isinstance(entry, list)]
    assert titles[0] == "Town halls of the year" and titles[1:3] == ["Town hall 0", "Town hall 1"] and len(titles) == 42


def test_results_promises_tags_and_screening_stand_on_the_page_in_their_order(office: Office):
    project = proposal(office, cycle(office))
    bring_to(office, project, "active")
    advice = add(office, "recommendation_set", title_en="Forum")
    number = add(
        office, "recommendation", set=advice.uid, number=12, text_en="Open a shared register", addressee="A body"
    )
    with office.write("save") as write:
        own = {"activity": project}
        create(write, "output", {**own, "what": "Training days", "planned": 10, "delivered": 8, "item": "events"})
        create(write, "change_note", {**own, "who": "Two councils", "change": "Meet again", "strength": "moderate"})
        create(write, "contribution", {**own, "recommendation": number.uid})
        create(write, "commitment", {**own, "what": "A room each month", "holder": "Municipality", "due": "2019-08-01"})
        create(write, "tag", {**own, "framework": "a4p_plus", "code": "A4PP-1"})
    (found,) = drawn(office, RecordKey("project", project))
    text = texts_of(pdf(found))[0]
    order = [
        *("RESULTS", "Training days 10 8", "Two councils · Meet again", "MONEY", "HOW THE PROJECT STANDS"),
        *("12 Open a shared register A body", "A room each month Municipality 1 Aug 2019", "SERVES", "A4PP-1"),
    ]
    places = [text.index(words) for words in order]
    assert places == sorted(places)


@pytest.fixture
def with_photos(office: Office) -> Callable[..., Summary]:
    """A town hall with a photo of each consent; returns its summary."""
    key = town_hall(office, title_en="With photos")
    for consent in ("refused", "not_asked", "", "spoken", "written", "guardian"):
        file = prepare_bytes(photo(320, 240, seed=len(consent)), f"{consent or 'none'}.jpg")
        attach(office, key.uid, [file], caption=f"caption of {consent or 'none'}", consent=consent)

    def of(**changes: object) -> Summary:
        if changes:
            with office.write("save") as write:
                update(write, key.uid, changes)
        return drawn(office, key)[0]

    return of


def test_photos_are_printed_with_consent_and_never_of_a_protected_place(with_photos: Callable[..., Summary]):
    found = with_photos()
    assert [one.caption for one in found.beyond.photos] == ["caption of spoken", "caption of written"]
    made = pdf(found)
    (page,) = PdfReader(io.BytesIO(made)).pages
    assert len(page.images) == 2 and "caption of written" in texts_of(made)[0]
    full = with_photos(description="A sentence of some length follows another. " * 700)
    assert len(PdfReader(io.BytesIO(pdf(full))).pages) == 1
    assert with_photos(protected="yes").beyond.photos == ()


def test_the_command_line_prints_many_records_as_one_file(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    keys = [town_hall(office, title_en=f"Town hall {n}") for n in range(2)]
    office.close()
    monkeypatch.setenv("GROUNDWORK_PASSPHRASE", PASSPHRASE)
    monkeypatch.setenv("GROUNDWORK_HOME", str(office.paths.home))
    target = tmp_path / "both.pdf"
    assert main(["summary", *(key.uid for key in keys), "--punched", "--to", str(target)]) == 0
    assert ["Summaries" in text for text in texts_of(target.read_bytes())] == [True, False, False]
    assert main(["summary", *(key.uid for key in keys), "--to", str(tmp_path / "both.png")]) == 0
    assert sorted(file.name for file in tmp_path.glob("*.png")) == ["both-1.png", "both-2.png", "both-3.png"]
