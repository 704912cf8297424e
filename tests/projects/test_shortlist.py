"""Which projects of a portfolio are shown, and what stands first."""

from datetime import date

import pytest

from db.records import Shortlist, by_urgency, portfolio, portfolio_lines, project_uids
from db.store import Office
from tests.projects.papers import add, bring_to, cycle, proposal

TODAY = date(2019, 3, 1)


@pytest.fixture
def several(office: Office) -> Office:
    """A draft, a project that runs, one that nobody has visited, and one that is closed."""
    year = cycle(office, target=18)
    for title, state in (("Closed", "closed"), ("Draft", ""), ("Unvisited", "active"), ("Running", "active")):
        project = proposal(office, year, title_en=title, municipality="XK29" if title == "Running" else "XK38")
        if state:
            bring_to(office, project, state)
        if title == "Running":
            add(office, "visit", project=project, number=1, day="2019-02-20")
    return office


def titles(office: Office, chosen: Shortlist) -> list[str]:
    """The titles that are shown, in their order."""
    with office.read() as reading:
        lines = portfolio_lines(reading, project_uids(reading), TODAY)
    return [line.title for line in chosen.choose(by_urgency(lines), office.mission)]


def test_what_burns_stands_first_and_what_has_ended_last(several: Office):
    assert titles(several, Shortlist()) == ["Unvisited", "Running", "Draft", "Closed"]


@pytest.mark.parametrize(
    ("chosen", "found"),
    [
        (Shortlist(text="unvis wom"), ["Unvisited"]),
        (Shortlist(text="Звечан"), ["Running"]),
        (Shortlist(text="zvecan"), ["Running"]),
        (Shortlist(state="active"), ["Unvisited", "Running"]),
        (Shortlist(municipality="XK29"), ["Running"]),
        (Shortlist(light="red"), ["Unvisited"]),
        (Shortlist(light="none", state="draft"), ["Draft"]),
    ],
)
def test_a_shortlist_asks_for_words_state_place_and_light(several: Office, chosen: Shortlist, found: list[str]):
    assert titles(several, chosen) == found


def test_a_year_without_projects_is_counted_too(office: Office):
    year = cycle(office, target=18)
    with office.read() as reading:
        (sums,) = portfolio(reading)
    assert (sums.uid, sums.target, sums.promised, dict(sums.sums)) == (year.uid, 18, 0, {})
    assert (sums.start, sums.end) == ("2018-07-01", "2019-06-30")


def test_money_of_two_years_in_one_currency_can_be_added(office: Office):
    for name in ("2018-19", "2019-20"):
        year = cycle(office, budget_year=name)
        bring_to(office, proposal(office, year), "active")
    with office.read() as reading:
        first, second = (one.sums["USD"] for one in portfolio(reading))
    both = first + second
    assert (both.approved, both.paid) == (2 * first.approved, 2 * first.paid)
    assert both.balance == first.balance + second.balance
