"""US-03: the ceiling, who may apply, the deadline, another currency, and security forces."""

import pytest

from db.errors import KnownError
from db.projects import money
from db.records import advance, create, find, list_parts, missing_for, project_file, update, view
from db.revisions import RecordKey
from db.store import Office
from tests.projects.papers import add, cycle, proposal, write_papers


@pytest.fixture
def year(office: Office) -> RecordKey:
    """Cycle 2022-23: ceiling 25,000 dollars, closed on Sunday 27 March 2022 at 23:59 summer time."""
    rules = {"title_en": "Confidence-building projects 2022-23", "budget_year": "2022-23", "cutoff": "2023-06-15"}
    days = {"year_start": "2022-07-01", "year_end": "2023-06-30", "call_deadline": "2022-03-27 23:59 CEST"}
    return cycle(office, **rules, **days, ceiling="25000.00", currency="USD")


def submit(office: Office, project: str, override: str = "") -> None:
    with office.write("advance") as write:
        advance(write, project, "submitted", override)


IN_TIME = "2022-03-27 23:59 CEST"


def test_a_the_ceiling_itself_is_accepted(office: Office, year: RecordKey):
    project = proposal(office, year, requested_amount="25000.00", received_at=IN_TIME)
    submit(office, project)
    with office.read() as reading:
        assert view(reading, find(reading, project)).values["status"] == "submitted"


def test_b_one_cent_more_is_blocked_with_the_rule_named(office: Office, year: RecordKey):
    project = proposal(office, year, requested_amount="25000.01", received_at=IN_TIME)
    with office.read() as reading:
        (warning,) = view(reading, find(reading, project)).problems
        assert (warning.code, warning.severity) == ("over-ceiling", "warn"), "a draft is saved and says so"
    rule = "25000.01 USD is above the ceiling of 25000.00 USD of Confidence-building projects 2022-23"
    with pytest.raises(KnownError, match=rule):
        submit(office, project)


def test_c_a_company_is_not_eligible(office: Office, year: RecordKey):
    project = proposal(office, year, applicant_type="company", received_at=IN_TIME)
    submit(office, project)
    write_papers(office, project, "screened")
    rule = r"an applicant of this kind \(company\) may not apply"
    with pytest.raises(KnownError, match=rule), office.write("advance") as write:
        advance(write, project, "screened")
    with office.write("advance") as write:
        (sheet,) = list_parts(write, "screening", project)
        update(write, sheet.uid, {"decision": "ineligible", "is_non_profit": "no"})
        advance(write, project, "ineligible")
    with office.read() as reading:
        assert view(reading, find(reading, project)).values["status"] == "ineligible"


def test_d_a_minute_late_needs_a_reason(office: Office, year: RecordKey):
    project = proposal(office, year, received_at="2022-03-28 00:00 CEST")
    with office.read() as reading:
        (late,) = missing_for(reading, project, "submitted")
        assert (late.field, late.code) == ("received_at", "late")
        assert "2022-03-28T00:00+02:00" in late.message and "2022-03-27T23:59+02:00" in late.message
    with pytest.raises(KnownError, match="the call closed on"):
        submit(office, project)
    submit(office, project, "the post office was closed on Sunday")
    with office.read() as reading:
        (exception,) = list_parts(reading, "override", project)
        assert exception.values["reason"] == "the post office was closed on Sunday"


def test_d_the_last_minute_written_in_another_zone_is_in_time(office: Office, year: RecordKey):
    project = proposal(office, year, received_at="2022-03-27 21:59 UTC")
    submit(office, project)
    with office.read() as reading:
        assert list_parts(reading, "override", project) == []


@pytest.mark.parametrize(("rate", "worth", "accepted"), [("0.921", "24755.70", True), ("0.9", "25333.33", False)])
def test_e_another_currency_at_the_stated_rate(office: Office, year: RecordKey, rate: str, worth: str, accepted: bool):
    asked = {"requested_amount": "22800.00", "requested_currency": "EUR", "received_at": IN_TIME}
    project = proposal(office, year, **asked)
    with pytest.raises(KnownError, match="without a rate of exchange"):
        submit(office, project)
    with office.write("save") as write:
        update(write, project, {"requested_rate": rate, "requested_rate_day": "2022-03-01"})
    with office.read() as reading:
        assert str(money(project_file(reading, project)).requested) == worth
    if accepted:
        submit(office, project)
    else:
        with pytest.raises(KnownError, match=f"{worth} USD is above the ceiling"):
            submit(office, project)


def test_f_painting_a_police_station_opens_the_question_of_due_diligence(office: Office, year: RecordKey):
    project = proposal(office, year, title_en="Painting the police station", security_forces="yes", received_at=IN_TIME)
    submit(office, project)
    write_papers(office, project, "screened")
    with office.write("advance") as write:
        advance(write, project, "screened")
    write_papers(office, project, "in_review")
    with office.read() as reading:
        (open_question,) = missing_for(reading, project, "in_review")
        assert (open_question.field, open_question.code) == ("screening.hrddp", "hrddp-open")
        (sheet,) = list_parts(reading, "screening", project)
    for answer, refused in (("HR-REQ", True), ("HR-LOW", False)):
        with office.write("save") as write:
            update(write, sheet.uid, {"hrddp": answer})
        with office.read() as reading:
            assert bool(missing_for(reading, project, "in_review")) is refused
    with office.write("advance") as write:
        advance(write, project, "in_review")


def test_bank_details_have_no_place(office: Office, year: RecordKey):
    for kind in ("project", "organisation", "payment"):
        with pytest.raises(KnownError, match="has no field 'iban'"), office.write("save") as write:
            create(write, kind, {"iban": "XK05 0000 0000 0000 0000"})
    add(office, "organisation", title_en="Women's Right", note="Bank details are with finance.")
