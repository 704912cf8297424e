"""The report of an office: every section, over a month and over any window (DOMAIN 6.2, US-05, US-15)."""

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from db.cli import main
from db.errors import KnownError
from db.reports import maker_of, pdf
from db.reports.office import REPORTS, SECTIONS, office_report
from db.reports.report import Report
from db.store import Office
from tests.conftest import PASSPHRASE
from tests.reports.office_sample import MAY, full_office, late_correction
from tests.reports.test_listing import NASTY, texts_of


@pytest.fixture(scope="module")
def mitrovica(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """A field office with a full May 2020, looked at on 3 June."""
    opened = Office.open(Path(shutil.copytree(template, tmp_path_factory.mktemp("may") / "home")), PASSPHRASE)
    opened.clock = lambda: "2020-05-05T09:00:00Z"
    full_office(opened)
    late_correction(opened)
    opened.clock = lambda: "2020-06-03T09:00:00Z"
    yield opened
    opened.close()


def made(office: Office, name: str = "monthly", window: tuple[str, str] = MAY, **more) -> Report:
    with office.read() as reading:
        return office_report(reading, maker_of(office), name, window, **more)


@pytest.fixture(scope="module")
def pages(mitrovica: Office) -> list[str]:
    """The text of each page of the report of May 2020."""
    return texts_of(pdf(made(mitrovica, own_words={"context": f"Quiet on the whole. {NASTY}"})))


def after(text: str, heading: str) -> str:
    """What stands below a heading that the contents names too."""
    return text.split(heading.upper())[-1]


def test_every_section_is_there_in_its_order_and_numbered(pages: list[str]):
    text = " ".join(pages)
    places = [text.index(f"{number}. {heading.upper()}") for number, (_, heading, _) in enumerate(SECTIONS, 1)]
    assert places == sorted(places) and len(places) == 15
    assert "Nothing to report." in after(text, "12. Safeguards")[:60]
    signed = ("Prepared: Civil Affairs Officer", "Reviewed: Head of Office", "Cleared: Chief of Civil Affairs")
    assert all(who in text for who in signed) and "Owner: A. Officer; version of 3 June 2020" in text
    assert "Report no. MIT/2020-05" in text and "Mitrovica field office" in pages[0]


def test_the_context_says_what_was_noted_in_the_window(pages: list[str]):
    text = " ".join(" ".join(pages).split())
    said = "9 May 2020, Zvečan/Zveçan: Talk of a land swap. Tension: Uneasy. Two rallies were called off. "
    assert said + "Next date to watch: 28 June 2020." in text
    assert "In the next month" not in text


def test_one_confidential_activity_raises_every_page_and_the_draft_is_marked(mitrovica: Office, pages: list[str]):
    assert [text.count("CONFIDENTIAL") for text in pages] == [2] * len(pages)
    assert all("DRAFT" in text.replace(" ", "") for text in pages)
    assert made(mitrovica, approved=True).watermark == ""
    assert made(mitrovica, window=("2020-04-01", "2020-04-30")).marking == "UNCLASSIFIED"


def test_activities_are_those_whose_actual_days_lie_in_the_window(pages: list[str]):
    text = " ".join(pages)
    assert "Activities: 4, in 3 municipalities" in text
    annex = text.split("ANNEX A: ACTIVITIES")[-1].split("ANNEX B")[0]
    assert "30 May – 1 Jun 2020" in annex and "since 1 Mar 2020" in annex
    assert "Before the window" not in annex and "Waste between two" not in annex
    assert "Waste between two municipalities" in after(text, "14. Plan for the next month")


def test_the_window_of_the_secretary_general_is_half_a_year(mitrovica: Office):
    found = made(mitrovica, window=("2019-11-16", "2020-05-15"))
    text = " ".join(texts_of(pdf(found, paper="letter")))
    assert "16 November 2019 – 15 May 2020" in text and "Report of the office" in text
    assert "Activities by month" in text and "Before the window" in text and "Youth and local decisions" not in text


def test_places_people_and_youth_are_told_by_their_rules(pages: list[str]):
    text = " ".join(pages)
    assert "Zvečan/ Zveçan, Banjska" in text or "Zvečan/Zveçan, Banjska" in text
    assert "A village that stays unnamed" not in text, "a protected place is its municipality"
    assert "Youth 18–29 (SCR 2250): 151 (71.6 %)" in text and "Children under 18: at least 24" in text
    assert "women are 59.1 % of the 457 whose sex was recorded" in text
    people = after(text, "9. Participation")
    assert "Sex base 457" in people and "Undisclosed 3" in people and "Municipalities reached: 3 of 38" in people
    assert "Not reached since 29 February 2020" in people and "Decan" not in people


def test_what_was_modified_shows_the_old_and_the_new_plan(pages: list[str]):
    text = after(" ".join(pages), "4. Confidence-building projects")
    modified = text.split("Modified")[1]
    assert re.search("4 May 2020 .*Repur-? ?posed.*Pandemic.*64 villages.*Programme manager", modified)
    assert re.search("1 Tournaments 4 Dropped", modified) and re.search("2 Villages reached 64 51 Partly", modified)
    assert "paid 19,600.00, still to be paid 4,900.00" in text and "1 of 18" in text


def test_promises_indicators_benchmarks_and_changes_are_told(pages: list[str]):
    text = " ".join(pages)
    assert "Commitments made: 1; recommendations moved: 2; completed: 1" in text and "overdue on 31 May 2020: 1" in text
    assert re.search(r"2\.1\.1 Town halls held 3 1 -2 Two were postponed", text)
    assert re.search("Moderate Weak better 1", text) and "Rumours about land High Medium" in text
    assert "advises “Hold the next instalment”" in after(text, "15. Support needed, decisions asked")
    assert re.search("21 May 2020 .*corrected the list of names came later", text.split("ANNEX B")[-1])
    assert "Counts leave people out: TH-2020-MIT-A001 (Age 61/64)" in text.split("ANNEX C")[-1]


def test_an_officers_own_words_stand_first_and_are_never_a_command(mitrovica: Office, pages: list[str]):
    text = " ".join(pages)
    assert NASTY.replace(" ", "") in text.replace(" ", "")
    assert text.index("Quiet on the whole") < text.index("Atmosphere at the events")
    with pytest.raises(KnownError, match="no section 'weather'"):
        made(mitrovica, own_words={"weather": "Rain."})


def test_the_foot_says_how_many_records_and_revisions_and_letter_loses_no_row(mitrovica: Office, pages: list[str]):
    letter = " ".join(texts_of(pdf(made(mitrovica), paper="letter")))
    assert "4 records in 4 revisions" in pages[-1] and f"{len(pages)} of {len(pages)}" in pages[-1]
    refs = set(re.findall(r"[A-Z]{2,3}-2020-MIT-A\d+", " ".join(pages)))
    assert len(refs) == 6 and refs == set(re.findall(r"[A-Z]{2,3}-2020-MIT-A\d+", letter))


def test_an_empty_office_has_nothing_to_report_in_any_of_them(office: Office):
    for name, kind in REPORTS.items():
        text = " ".join(texts_of(pdf(made(office, name))))
        empty = 0 if name == "a4p" else len(kind.sections) - 1  # which names the codes that nobody serves
        assert text.count("Nothing to report.") >= empty, name
        assert text.count("UNCLASSIFIED") >= 2


@pytest.mark.parametrize(
    ("name", "words"),
    [
        (
            "recommendations",
            ["1. BY STATUS", "Access to justice 1 1 0 1 0 3", "Signs in two languages", "Advice number 3"],
        ),
        ("indicators", ["2.1.1 Town halls held 3 1 -2"]),
        ("cpas", ["O-3 Women at events 270 3"]),
        ("a4p", ["A4PP-1", "1 CBP-2020-MIT-A001 Multi-ethnic sports tournaments"]),
        ("benchmarks", ["Moderate Weak better", "Rumours about land"]),
        ("women", ["Other activities 161 246 65.4 %", "WPS-1"]),
        ("youth", ["Youth and local decisions Zubin Potok 120", "YPS-1"]),
    ],
)
def test_trackers_stand_on_their_own(mitrovica: Office, name: str, words: list[str]):
    text = " ".join(texts_of(pdf(made(mitrovica, name))))
    assert [word for word in words if word not in text] == []


def test_the_command_line_prints_it_and_names_what_is_missing(
    office: Office, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
):
    office.close()
    monkeypatch.setenv("GROUNDWORK_PASSPHRASE", PASSPHRASE)
    monkeypatch.setenv("GROUNDWORK_HOME", str(office.paths.home))
    own = tmp_path / "own.json"
    own.write_text(json.dumps({"support": "Send a second laptop."}), encoding="utf-8")
    to = ["--to", str(tmp_path / "may.pdf")]
    days = ["--from", MAY[0], "--until", MAY[1]]
    assert main(["summary", "--report", "monthly", *days, "--texts", str(own), *to]) == 0
    assert "Send a second laptop." in " ".join(texts_of((tmp_path / "may.pdf").read_bytes()))
    for wrong in (["--report", "monthly"], [], ["--report", "yearly", *days], ["TH-1", "--report", "monthly", *days]):
        capsys.readouterr()
        assert main(["summary", *wrong, *to]) == 1
        assert "Nothing was printed" in capsys.readouterr().err
