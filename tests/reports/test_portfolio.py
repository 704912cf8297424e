"""A portfolio on paper: money on top, the filter in words, a line for each project."""

from datetime import date

import pytest

from db.records import Shortlist, agenda, by_urgency, portfolio, portfolio_lines, project_uids, update
from db.reports import Listing, Maker, pdf
from db.reports.coming import coming_listing
from db.reports.portfolio import portfolio_listing
from db.store import Office
from tests.projects.papers import bring_to, cycle, proposal
from tests.reports.test_listing import texts_of


@pytest.fixture
def year(office: Office) -> Office:
    """One project that runs, one on paper, one asked for in euros."""
    rules = cycle(office, target=18)
    bring_to(office, proposal(office, rules, title_en="Sports ground", municipality="XK29"), "active")
    proposal(office, rules, title_en="Greenhouses", classification="CONFIDENTIAL")
    euros = proposal(office, rules, title_en="Mobile theatre")
    with office.write("save") as write:
        update(write, euros, {"requested_amount": "9500.00", "requested_currency": "EUR"})
    return office


def made(office: Office, chosen: Shortlist) -> Listing:
    with office.read() as reading:
        lines = portfolio_lines(reading, project_uids(reading), date(2019, 3, 1))
        cycles = portfolio(reading)
    maker = Maker(office.mission, "MIT", "A. Officer", "2019-03-01T10:00:00Z")
    return portfolio_listing(cycles, by_urgency(lines), chosen, maker)


def test_the_money_of_each_currency_stands_on_top_and_is_never_added(year: Office):
    (note,) = made(year, Shortlist()).notes
    assert note.heading == "Confidence-building projects 2018-19"
    assert note.lines == (
        "1 of 18 projects approved or further",
        "EUR: planned 9,500.00",
        "USD: planned 49,600.00, approved 24,800.00, paid 19,840.00, still to be paid 4,960.00",
    )


def test_a_filter_is_printed_in_words_with_how_many_it_leaves(year: Office):
    assert made(year, Shortlist()).subtitles[:2] == ("Confidence-building projects 2018-19", "All 3 projects")
    chosen = Shortlist(text="zvecan", state="active", municipality="XK29", light="red")
    found = made(year, chosen)
    assert found.subtitles[1] == (
        "1 of 3 projects: with the words “zvecan”; state: Active; place: Zvečan/Zveçan; light: late or not visited"
    )
    assert [line.cells[1] for line in found.lines] == ["Sports ground"]


def test_a_list_is_marked_as_high_as_the_highest_project_on_it(year: Office):
    assert made(year, Shortlist()).marking == "CONFIDENTIAL"
    assert made(year, Shortlist(state="active")).marking == "UNCLASSIFIED"
    assert made(year, Shortlist(text="nothing of the kind")).marking == "UNCLASSIFIED"


def test_everything_about_a_project_stands_in_its_line(year: Office):
    text = " ".join(texts_of(pdf(made(year, Shortlist()))))
    for words in (
        *("Portfolio of projects", "Sports ground", "Active", "Zvečan/Zveçan · Women's Right", "14 Jun 2019"),
        *("A visit was due by 15 February 2019", "USD 24,800.00", "USD 19,840.00", "USD 4,960.00", "Go and see it"),
        *("1 of 18 projects approved or further", "EUR: planned 9,500.00", "All 3 projects", "CONFIDENTIAL"),
    ):
        assert words in text, words


def test_the_days_to_come_say_what_is_overdue_of_the_projects_that_were_chosen(year: Office):
    first, last = date(2019, 3, 1), date(2019, 5, 30)
    with year.read() as reading:
        lines = portfolio_lines(reading, project_uids(reading), first)
        dues = agenda(reading, date(2018, 1, 1), last)
    maker = Maker(year.mission, "MIT", "A. Officer", "2019-03-01T10:00:00Z")
    found = coming_listing(dues, lines, Shortlist(state="active"), (first, last), maker)
    assert [line.cells[:2] for line in found.lines] == [
        ("10 Feb 2019, overdue", "Instalment"),
        ("15 Feb 2019, overdue", "Visit"),
        ("30 Apr 2019", "Deliverable"),
    ]
    assert found.subtitles[:2] == ("1 March – 30 May 2019", "1 of 3 projects: state: Active")
    (text,) = texts_of(pdf(found))
    assert "Number 2" in text and "Training days" in text
    assert coming_listing(dues, lines, Shortlist(state="draft"), (first, last), maker).lines == ()
