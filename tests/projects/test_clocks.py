"""Two clocks: the months allowed from the first payment, and the cut-off; whichever ends first."""

from calendar import monthrange
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.projects import ProjectFile, add_months, due_day, running
from db.projects.clocks import plan_beyond_cutoff

DAYS = st.dates(date(1990, 1, 1), date(2090, 12, 31))


@pytest.mark.parametrize(
    ("day", "months", "then"),
    [
        ("2019-01-10", 6, "2019-07-10"),
        ("2018-10-15", 6, "2019-04-15"),
        ("2019-08-31", 6, "2020-02-29"),
        ("2018-08-31", 6, "2019-02-28"),
        ("2020-02-29", 12, "2021-02-28"),
        ("2020-02-29", 48, "2024-02-29"),
        ("2019-03-31", 1, "2019-04-30"),
        ("2019-12-31", 2, "2020-02-29"),
        ("2019-05-31", 0, "2019-05-31"),
    ],
)
def test_months_end_on_the_same_day_or_the_last_there_is(day: str, months: int, then: str):
    assert add_months(date.fromisoformat(day), months) == date.fromisoformat(then)


@given(DAYS, st.integers(0, 120))
def test_months_are_counted_in_months(day: date, months: int):
    then = add_months(day, months)
    assert (then.year - day.year) * 12 + then.month - day.month == months
    assert then.day == min(day.day, monthrange(then.year, then.month)[1])


@given(DAYS, st.integers(0, 24), DAYS)
def test_due_is_the_earlier_clock_and_always_before_the_cutoff(first: date, months: int, cutoff: date):
    due = due_day(first, months, cutoff)
    assert due is not None and due < cutoff and due <= add_months(first, months)
    assert due in (add_months(first, months), cutoff - timedelta(days=1))
    assert due_day(first, None, cutoff) == cutoff - timedelta(days=1)
    assert due_day(first, months, None) == add_months(first, months)
    assert due_day(None, months, cutoff) is None is due_day(first, None, None)


def at(today: str, *, due: str = "2019-06-14", visit: str | None = "2019-05-01", ended: bool = False, end: str = ""):
    return running(
        first=date(2019, 1, 10),
        last=date(2019, 6, 14),
        due=date.fromisoformat(due),
        last_visit=date.fromisoformat(visit) if visit else None,
        ended=ended,
        end=date.fromisoformat(end) if end else None,
        today=date.fromisoformat(today),
        amber_days=30,
        visit_days=45,
    )


@pytest.mark.parametrize(
    ("today", "visit", "light"),
    [
        ("2019-05-14", "2019-05-01", "green"),
        ("2019-05-15", "2019-05-01", "amber"),
        ("2019-06-14", "2019-05-01", "amber"),
        ("2019-06-15", "2019-05-01", "red"),
        ("2019-02-24", None, "green"),
        ("2019-02-25", None, "red"),
    ],
)
def test_the_light(today: str, visit: str | None, light: str):
    assert at(today, visit=visit).light == light


def test_late_since_is_the_day_after_and_stays_told_when_it_is_over():
    assert at("2019-06-14").late_since is None
    assert at("2019-07-01").late_since == date(2019, 6, 15)
    done = at("2019-12-01", ended=True, end="2019-06-20")
    assert (done.late_since, done.light, done.days_left, done.visit_due) == (date(2019, 6, 15), "", None, None)
    assert at("2019-12-01", ended=True, end="2019-06-14").late_since is None
    assert at("2019-12-01", ended=True).late_since is None, "nobody wrote down when it was over"


@pytest.mark.parametrize(
    ("approved", "plan", "ends"),
    [
        ("2019-01-20", {}, "2019-07-20"),
        ("2018-12-14", {}, None),
        ("2018-12-15", {}, "2019-06-15"),
        ("2019-01-20", {"planned_start": "2019-02-01", "planned_end": "2019-06-14"}, None),
        ("2019-01-20", {"planned_start": "2018-12-01", "planned_end": "2019-05-31"}, "2019-07-20"),
        ("2019-01-20", {"planned_start": "2019-02-01"}, "2019-08-01"),
    ],
)
def test_a_plan_that_cannot_fit_is_warned_of(approved: str, plan: dict, ends: str | None):
    file = ProjectFile(plan, {"cutoff": "2019-06-15", "months": 6})
    warning = plan_beyond_cutoff(file, date.fromisoformat(approved))
    assert (warning.values if warning else None) == ({"end": ends, "last": "2019-06-14"} if ends else None)
    assert warning is None or warning.severity == "warn"
    assert plan_beyond_cutoff(ProjectFile(plan), date.fromisoformat(approved)) is None
