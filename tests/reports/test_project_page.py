"""The page of a project: its money, clock and file, on one page however much there is."""

from datetime import date

import pytest

from db.records import update
from db.reports import Summary, pages, pdf, summarise
from db.revisions import RecordKey
from db.store import Office
from tests.builders import town_hall
from tests.projects.papers import add, bring_to, cycle, proposal
from tests.reports.test_render import text_of

WORDS = "Residents of both villages met officials in the hall and asked for lights on the school road. "


@pytest.fixture
def project(office: Office) -> str:
    """A project that runs, visited once."""
    made = proposal(office, cycle(office))
    bring_to(office, made, "active")
    add(office, "visit", project=made, number=1, day="2019-02-20", progress="40", risk="low", advice="release")
    return made


def summary(office: Office, uid: str, at: str = "2019-03-01T10:00:00Z") -> Summary:
    with office.read() as reading:
        return summarise(reading, RecordKey("project", uid), printed_at=at)


def facts(found: Summary) -> dict[str, str]:
    assert found.project is not None
    return {fact.label: fact.value for fact in (*found.money, *found.project.money, *found.project.standing)}


def test_money_clock_and_next_step_stand_on_the_page(office: Office, project: str):
    found = summary(office, project)
    assert facts(found) == {
        "Requested": "USD\N{NO-BREAK SPACE}24,800.00",
        "Approved amount": "USD\N{NO-BREAK SPACE}24,800.00",
        "Paid": "USD\N{NO-BREAK SPACE}19,840.00",
        "Still to be paid": "USD\N{NO-BREAK SPACE}4,960.00",
        "Programme cycle": "Confidence-building projects 2018-19",
        "Due": "14 June 2019",
        "Delivered": "0 of 1, 0\N{NO-BREAK SPACE}%",
        "In time": "On time",
    }
    text = text_of(pdf(found))
    for words in (
        *("USD 19,840.00", "Still to be paid", "14 June 2019", "On time", "0 of 1, 0 %", "20 Feb 2019", "40 %"),
        *("Next step Complete it and hand it over: deliverable 1 is not delivered yet.", "not yet", "Training days"),
        "Proposal received 20 September 2018, 10:00 +02:00",
    ):
        assert words in text, words


@pytest.mark.parametrize(
    ("day", "light"),
    [
        (date(2019, 5, 20), "A visit was due by 6 April 2019"),
        (date(2019, 6, 20), "Late since 15 June 2019"),
        (date(2019, 4, 1), "On time"),
    ],
)
def test_the_light_is_a_word_of_the_day_of_printing(office: Office, project: str, day: date, light: str):
    assert facts(summary(office, project, f"{day}T10:00:00Z"))["In time"] == light


def test_the_hash_follows_what_is_on_file_and_the_light(office: Office, project: str):
    first = summary(office, project).footer.digest
    assert summary(office, project, "2019-03-02T10:00:00Z").footer.digest == first  # nothing new is said
    assert summary(office, project, "2019-06-20T10:00:00Z").footer.digest != first
    add(office, "visit", project=project, number=2, day="2019-02-25")
    assert summary(office, project).footer.digest != first


def test_euros_without_a_rate_are_counted_and_not_added(office: Office, project: str):
    add(
        office,
        "payment",
        project=project,
        instalment=2,
        local_amount="100.00",
        local_currency="EUR",
        paid_on="2019-02-26",
    )
    found = facts(summary(office, project))
    assert found["Paid"] == "USD\N{NO-BREAK SPACE}19,840.00"
    assert found["Payments without a rate"] == "1"


def test_a_project_with_much_in_it_still_fits_one_page_and_says_what_is_left_out(office: Office, project: str):
    for number in range(2, 30):
        add(office, "visit", project=project, number=number, day=f"2019-02-{number - 1:02d}", advice="modify")
        what = f"Signs in three languages at the gate of school number {number} and in its yard, with lights"
        add(office, "deliverable", project=project, number=number, what=what, planned=number, due="2019-05-01")
    for number in range(1, 12):
        values = {"day": f"2019-02-{number:02d}", "change": "date", "cause": "weather", "reason": WORDS * 3}
        add(office, "modification", project=project, before="a", after="b", approver="Head of office", **values)
    with office.write("save") as write:
        update(write, project, {"description": WORDS * 60})
    found = summary(office, project)
    assert [(sheet.label, len(sheet.rows), sheet.count) for sheet in found.project.sheets] == [
        ("Instalments", 2, 2),
        ("Monitoring visits", 8, 29),
        ("Deliverables", 8, 29),
        ("Modifications", 8, 11),
    ]
    for paper in ("a4", "letter"):
        made = pdf(found, paper=paper)
        text = text_of(made)  # of the one page
        assert "(continues in the full record)" in text
        assert text.count("more (in the full record)") == 3
        assert "Function, name, date" in text and "28 Feb 2019" in text
    assert len(pages(found)) == 1


def test_an_exception_stays_in_sight(office: Office, project: str):
    with office.write("advance") as write:
        update(write, project, {"status": "completed", "override": "Snow closed the road"})
    text = text_of(pdf(summary(office, project)))
    assert "Snow closed the road" in text


def test_other_activities_have_no_such_block(office: Office):
    event = town_hall(office)
    with office.read() as reading:
        found = summarise(reading, event, printed_at="2019-03-01T10:00:00Z")
    assert found.project is None
