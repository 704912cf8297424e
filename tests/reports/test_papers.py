"""Papers about one record: the file of a project, for its donor, to sign, to fill in by hand."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from db.attachments import attach, prepare_bytes
from db.catalogue import ACTIVITY_TYPES
from db.catalogue.layout import composed_fields
from db.cli import main
from db.errors import KnownError
from db.records import create, find, list_parts, update, view
from db.reports import maker_of, pdf, summaries
from db.reports.office import office_report
from db.reports.papers import PAPERS, blank_form, paper_of
from db.reports.printing import Sheet, print_file, print_pictures
from db.reports.report import Report
from db.reports.telling import Say
from db.store import Office
from db.store.access import PRINT, access_log
from tests.attachments.pictures import photo
from tests.builders import counts, town_hall
from tests.conftest import PASSPHRASE
from tests.projects.papers import bring_to, cycle, proposal
from tests.reports.archival import archival_faults
from tests.reports.test_listing import NASTY, texts_of


@pytest.fixture(scope="module")
def evaluated(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """An office with a project that went the whole way, with photos, a donor and a contact."""
    opened = Office.open(Path(shutil.copytree(template, tmp_path_factory.mktemp("file") / "home")), PASSPHRASE)
    opened.clock = lambda: "2019-12-03T09:00:00Z"
    project = proposal(opened, cycle(opened), contact="The chair", contact_phone="044 000 000")
    bring_to(opened, project, "evaluated")
    with opened.write("save") as write:
        update(write, project, {"description": f"They trained. {NASTY}", "total": 50, "tallies": counts(women=41)})
        line = {"source": "FUND-BIL", "donor": "Norway", "reference": "N-7", "amount": "12400.00", "currency": "USD"}
        create(write, "funding", {"project": project, **line})
        told = {"day": "2019-02-01", "change": "place", "cause": "weather", "reason": "Snow.", "approver": "Manager"}
        create(write, "modification", {"project": project, **told})
        create(write, "instalment", {"project": project, "number": 3, "share": "20", "trigger": "Final report"})
        create(write, "visit", {"project": project, "number": 2, "day": "2019-03-01", "action": "Bring the receipts."})
    attach(opened, project, [prepare_bytes(photo(320, 240), "a.jpg")], caption="The room", consent="written")
    yield opened
    opened.close()


def made(office: Office, name: str, ref: str = "") -> Report:
    with office.read() as reading:
        ref = ref or list_parts(reading, "funding")[0].owner
        return paper_of(office, reading, ref, name, maker_of(office))


def text_of(paper: Report) -> str:
    return " ".join(texts_of(pdf(paper)))


def test_the_file_of_a_project_has_everything_but_who_the_persons_are(evaluated: Office):
    text = text_of(made(evaluated, "file"))
    for words in (
        *("HOW THE PROJECT STANDS", "WHY AND HOW", "Women of four municipalities never meet", "BUDGET LINES"),
        *("FUNDING LINES", "Norway", "SCREENING SHEETS", "SCORES", "REVIEW COMMITTEE", "3/2018", "MOU-7"),
        *("USD 19,840.00", "Training days", "Monitoring visit 1", "Snow.", "Bring the receipts."),
        *("H-7", "USD 24,500.00", "The hall cost less.", "EVALUATIONS", "PHOTOS", "The room", "Contents"),
    ):
        assert words in text, words
    assert "The chair" not in text and "044" not in text
    assert NASTY.replace(" ", "") in text.replace(" ", "")
    assert "20 September 2018, 10:00 +02:00" in text


def test_a_donor_gets_one_page_for_its_funding_line(evaluated: Office):
    with evaluated.read() as reading:
        line = list_parts(reading, "funding")[0]
    paper = made(evaluated, "whatever", line.uid)
    (text,) = texts_of(pdf(paper))
    assert "Donor Norway" in text and "Bilateral donor · N-7" in text and "USD 12,400.00" in text
    assert "This funding line is 50 % of what is approved." in text and "Women 41" in text and "The room" in text
    assert len(texts_of(pdf(paper, paper="letter"))) == 1


def test_papers_to_sign_have_their_lines_and_what_is_recorded(evaluated: Office):
    mou = text_of(made(evaluated, "mou"))
    assert re.search(r"1 USD 19,840.00 10 Jan 2019", mou) and "3 20 % Final report" in mou
    assert "Clause on misconduct Yes" in mou and "For the mission" in mou and "For the partner" in mou
    handover = text_of(made(evaluated, "handover"))
    assert "Handed over to The group" in handover and "Receives" in handover
    closure = text_of(made(evaluated, "closure"))
    assert "Spent USD 24,500.00" in closure and "Returned USD 300.00" in closure
    assert all(who in closure for who in ("Partner", "Focal point", "Programme manager", "Finance"))
    assert closure.count("Function, name, date") == 4


def test_the_checklist_of_a_visit_names_what_was_promised_and_what_was_asked_for(evaluated: Office):
    text = text_of(made(evaluated, "visit"))
    assert "1 Training days" in text and "Bring the receipts." in text and "Persons met" in text
    assert "Receipts seen" in text and "Release the next instalment" in text and "Visited by" in text


def test_a_list_to_sign_has_the_privacy_notice_in_the_languages_of_the_place(evaluated: Office):
    hall = town_hall(evaluated, municipality="XK32", title_en="Town hall to come", planned_start="2020-01-05")
    paper = made(evaluated, "sign-in", hall.uid)
    text = text_of(paper)
    titles = ("Privacy notice", "Njoftim për privatësinë", "Obaveštenje o privatnosti", "Обавештење о приватности")
    assert [title for title in (*titles, "Gizlilik bildirimi") if title not in text] == []
    assert "Town hall to come" in text and "5 January 2020" in text and "A. Officer" not in text
    with evaluated.read() as reading:
        ref = view(reading, find(reading, hall.uid)).ref
    assert paper.mark.startswith(b"<svg") and paper.mark == made(evaluated, "sign-in", hall.uid).mark and ref in text
    assert paper.mark != made(evaluated, "visit").mark, "the code is of the reference number"


@pytest.mark.parametrize("kind", ACTIVITY_TYPES)
def test_a_blank_form_mirrors_the_form_on_the_screen(evaluated: Office, kind: str):
    paper = blank_form(Say(maker_of(evaluated)), kind)
    assert "Do not name victims or alleged offenders." in paper.subtitles, "DP-15"
    text = text_of(paper)
    shown = composed_fields(ACTIVITY_TYPES[kind], evaluated.mission)
    labels = [field.label for field in ACTIVITY_TYPES[kind].fields if field.key in shown and not field.links]
    assert [label for label in labels if label not in text] == []
    assert "Women" in text and "0–14" in text and "Filled in by" in text and "DRAFT" not in text


def test_an_unknown_paper_is_a_sentence_with_those_there_are(evaluated: Office):
    hall = town_hall(evaluated)
    with pytest.raises(KnownError, match="Known: sign-in"):
        made(evaluated, "closure", hall.uid)
    with pytest.raises(KnownError, match=f"Known: {', '.join(PAPERS)}"):
        made(evaluated, "poem")


def test_the_command_line_prints_them(office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    hall = town_hall(office)
    office.close()
    monkeypatch.setenv("GROUNDWORK_PASSPHRASE", PASSPHRASE)
    monkeypatch.setenv("GROUNDWORK_HOME", str(office.paths.home))
    target = tmp_path / "out.pdf"
    assert main(["summary", hall.uid, "--as", "sign-in", "--to", str(target)]) == 0
    assert "Sign-in sheet" in texts_of(target.read_bytes())[0]
    assert main(["summary", "--blank", "town_hall", "--to", str(target)]) == 0
    assert "Blank form" in texts_of(target.read_bytes())[0]
    assert main(["summary", "--blank", "tally", "--to", str(target)]) == 1


def test_every_paper_that_leaves_is_noted_without_a_value_of_a_record(office: Office, tmp_path: Path):
    hall = town_hall(office, title_en="Words of a record")
    maker = maker_of(office)
    with office.read() as reading:
        (summary,) = summaries(office, reading, [hall], maker)
        form = paper_of(office, reading, hall.uid, "sign-in", maker)
    print_file(office, summary, tmp_path / "one.pdf", Sheet())
    print_file(office, form, tmp_path / "form.png", Sheet("letter", punched=True))
    print_pictures(office, form, Sheet(), 40, "a printer")
    with office.read() as reading:
        printer, png, one = access_log(reading, act=PRINT)
    assert (one.file, one.count, one.note, one.digest) == ("one.pdf", 1, summary.header.ref, summary.footer.digest)
    assert (png.file, png.count, png.note) == ("form-1.png, form-2.png", 2, "Sign-in sheet")
    assert (printer.file, printer.digest) == ("a printer", form.footer.digest)
    assert "Words of a record" not in repr((printer, png, one))


def test_papers_with_photos_and_codes_are_archival(evaluated: Office):
    for name in ("file", "visit"):
        assert archival_faults(pdf(made(evaluated, name))) == [], name


def test_no_paper_says_where_a_protected_place_is(office: Office):
    hidden = {"venue": "Lighthouse 77", "settlement": "Zupče-Donje", "partner": "Harbour Circle"}
    words = "They met in Lighthouse 77 with the Harbour Circle."
    project = proposal(office, cycle(office), protected="yes", description=words, **hidden)
    with office.write("save") as write:
        create(write, "visit", {"project": project, "number": 1, "day": "2019-03-01", "description": words})
        update(write, project, {"actual_start": "2019-03-01"})
    with office.read() as reading:
        maker = maker_of(office)
        papers = [paper_of(office, reading, project, name, maker) for name in PAPERS]
        papers.append(office_report(reading, maker, "monthly", ("2019-03-01", "2019-03-31")))
    for paper in papers:
        text = text_of(paper).replace("-", "")
        assert [word for word in ("Lighthouse", "ZupčeDonje", "Harbour") if word in text] == [], paper.title
