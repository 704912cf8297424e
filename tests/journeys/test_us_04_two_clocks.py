"""US-04: six months from the first payment, and complete before 15 June."""

from datetime import date

import pytest

from db.records import advance, clock_of, list_parts, portfolio_lines, project_uids, update
from db.store import Office
from tests.projects.papers import add, bring_to, cycle, proposal, write_papers


@pytest.mark.parametrize(("paid", "due"), [("2019-01-10", "2019-06-14"), ("2018-10-15", "2019-04-15")])
def test_the_earlier_clock_is_the_due_date(office: Office, paid: str, due: str):
    project = add(office, "project", title_en="t", cycle=cycle(office).uid, status="active")
    add(office, "payment", project=project.uid, amount="100", paid_on=paid, voucher="V-1")
    today = date.fromisoformat(due)
    with office.read() as reading:
        now = clock_of(reading, project.uid, today)
        assert (now.first_payment, now.due, now.days_left) == (date.fromisoformat(paid), today, 0)
        assert now.last == date(2019, 6, 14), "the last day before 15 June"
        (line,) = portfolio_lines(reading, project_uids(reading), today)
        assert line.clock == now and now.light == "red", "nobody has been there for 45 days"
    add(office, "visit", project=project.uid, day=due)
    with office.read() as reading:
        assert clock_of(reading, project.uid, today).light == "amber"
        late = clock_of(reading, project.uid, date(2019, 7, 1))
    assert late.light == "red" and late.late_since == date.fromordinal(today.toordinal() + 1)


def test_a_second_payment_moves_nothing(office: Office):
    project = add(office, "project", title_en="t", cycle=cycle(office).uid, status="active")
    for day in ("2018-12-20", "2018-10-15"):
        add(office, "payment", project=project.uid, amount="100", paid_on=day, voucher="V")
    with office.read() as reading:
        assert clock_of(reading, project.uid, date(2019, 1, 1)).due == date(2019, 4, 15)


def test_a_six_month_plan_approved_on_20_january_is_warned_of(office: Office):
    project = proposal(office, cycle(office))
    bring_to(office, project, "in_review")
    write_papers(office, project, "approved")
    with office.write("save") as write:
        (record,) = list_parts(write, "committee", project)
        update(write, record.uid, {"day": "2019-01-20"})
    with office.write("advance") as write:
        done = advance(write, project, "approved")
    (warning,) = done.warnings
    assert (warning.code, warning.severity) == ("plan-past-cutoff", "warn")
    assert warning.message == "the plan runs until 2019-07-20, but projects of this cycle are complete by 2019-06-14."
    assert done.exceptions == (), "a warning stops nobody"
