"""The two clocks of a project: the months it may take from its first payment, and the cut-off of its year."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from db.errors import Problem
from db.projects.file import ProjectFile
from db.projects.states import ENDED

GREEN, AMBER, RED = "green", "amber", "red"


@dataclass(frozen=True, slots=True)
class Clock:
    """How a project stands in time.

    `last` is the last day that its cycle allows, `due` the day by which it must be complete (None before the first
    payment), `days_left` until then, `late_since` the first day that was too late; `visit_due` is the last day for the
    next visit. `light` is "green", "amber" or "red", "" while the clock does not run.
    """

    first_payment: date | None = None
    last: date | None = None
    due: date | None = None
    days_left: int | None = None
    late_since: date | None = None
    visit_due: date | None = None
    light: str = ""


def add_months(day: date, months: int) -> date:
    """Return the same day so many months later, the last of the month where it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def due_day(first_payment: date | None, months: int | None, cutoff: date | None) -> date | None:
    """Return the earlier of the two clocks: a project is complete *before* the cut-off.

    None before the first payment, and where neither clock is known.
    """
    if first_payment is None:
        return None
    ends = [add_months(first_payment, months)] if months is not None else []
    ends += [cutoff - timedelta(days=1)] if cutoff is not None else []
    return min(ends, default=None)


def clock(file: ProjectFile, today: date) -> Clock:
    """Return how a project stands in time on a day."""
    cutoff, months = file.rule("cutoff"), file.rule("months")
    last = date.fromisoformat(cutoff) - timedelta(days=1) if isinstance(cutoff, str) else None
    paid = [day for payment in file.all("payment") if (day := payment.day("paid_on")) is not None]
    first = min(paid, default=None)
    due = due_day(first, months if isinstance(months, int) else None, last + timedelta(days=1) if last else None)
    completion = file.one("completion")
    visits = [day for visit in file.all("visit") if (day := visit.day("day")) is not None]
    return running(
        first=first,
        last=last,
        due=due,
        last_visit=max(visits, default=None),
        ended=file.state in ENDED,
        end=file.day("actual_end") or (completion.day("handed_over_on") if completion else None),
        today=today,
        amber_days=file.threshold("amber_days"),
        visit_days=file.threshold("visit_days"),
    )


def running(
    *,
    first: date | None,
    last: date | None,
    due: date | None,
    last_visit: date | None,
    ended: bool,
    end: date | None,
    today: date,
    amber_days: int,
    visit_days: int,
) -> Clock:
    """Return the clock of a project whose days are known; `end` is the day on which one that has ended was complete."""
    until = end if ended else today
    late = due + timedelta(days=1) if due is not None and until is not None and until > due else None
    if first is None or ended:
        return Clock(first, last, due, late_since=late)
    visit_due = max(first, last_visit or first) + timedelta(days=visit_days)
    days_left = (due - today).days if due is not None else None
    light = GREEN
    if late is not None or today > visit_due:
        light = RED
    elif days_left is not None and days_left <= amber_days:
        light = AMBER
    return Clock(first, last, due, days_left, late, visit_due, light)


def plan_beyond_cutoff(file: ProjectFile, approved_on: date | None) -> Problem | None:
    """Return the warning that a plan cannot be done before the cut-off if it begins with the approval.

    The plan is as long as its dates say, or as the months allowed where it has none.
    """
    cutoff, months = file.rule("cutoff"), file.rule("months")
    if not isinstance(cutoff, str) or approved_on is None:
        return None
    last = date.fromisoformat(cutoff) - timedelta(days=1)
    start, end = file.day("planned_start"), file.day("planned_end")
    if start is not None and end is not None:
        ends = end if start >= approved_on else approved_on + (end - start)
    elif isinstance(months, int):
        ends = add_months(max(approved_on, start or approved_on), months)
    else:
        return None
    if ends <= last:
        return None
    return Problem("planned_end", "plan-past-cutoff", {"end": ends.isoformat(), "last": last.isoformat()}, "warn")
