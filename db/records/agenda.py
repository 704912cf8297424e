"""What falls due in a period, over all projects that run."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, RowMapping, func, select

from db.catalogue.projects.cycle import CYCLE
from db.marks import N_
from db.naming import NAMING, placeless
from db.projects import ENDED, STATES, Clock, due_day, running
from db.records.untold import told_title
from db.schema.parts import cycle as cycle_table
from db.schema.projects import committee, deliverable, instalment, payment, project, visit
from db.schema.tables import activity
from db.store.rows import by_name
from db.store.writing import Reading

WHAT = {
    "due": N_("Project to be complete"),
    "visit": N_("Visit"),
    "instalment": N_("Instalment"),
    "deliverable": N_("Deliverable"),
    "conditions": N_("Conditions of the committee"),
    "action": N_("Corrective action"),
}
_RUNNING = tuple(state for state in STATES if state not in ENDED)
_TOLD = ("ref", "protected", *NAMING)
_NAMES = [column for column in activity.columns if column.name in _TOLD or column.name.startswith("title_")]
_DELIVERED = ("delivered", "accepted", "dropped")
_PAID = select(payment.c.uid).where(
    payment.c.project == instalment.c.project,
    payment.c.instalment == instalment.c.number,
    payment.c.paid_on.is_not(None),
    payment.c.deleted.is_(False),
)
# A day that a part says: what it is called here, the day, the text beside it, and when it no longer counts.
_DATED = (
    ("instalment", instalment.c.due, instalment.c.number, _PAID.exists()),
    ("deliverable", deliverable.c.due, deliverable.c.what, deliverable.c.status.in_(_DELIVERED)),
    ("conditions", committee.c.conditions_due, committee.c.conditions, committee.c.conditions_met == "yes"),
    ("action", visit.c.action_due, visit.c.action, None),
)


@dataclass(frozen=True, slots=True, order=True)
class Due:
    """One day by which something is to happen.

    `what` is a key of `WHAT`; `part` is the record that says so, the project's own where the day follows from its
    clock.
    """

    day: str
    what: str
    project: str
    ref: str
    title: str
    part: str
    text: str


def agenda(reading: Reading, start: date, until: date) -> list[Due]:
    """Return what falls due between two days (both included), by day; `start` in the past shows what is overdue."""
    return sorted([*_by_parts(reading, start, until), *_by_clocks(reading, start, until)])


def _runs() -> list[ColumnElement[bool]]:
    return [activity.c.type == "project", activity.c.deleted.is_(False), activity.c.status.in_(_RUNNING)]


def _by_parts(reading: Reading, start: date, until: date) -> Iterator[Due]:
    for what, day, text, done in _DATED:
        table = day.table
        chosen = (
            select(day.label("day"), table.c.uid.label("part"), text.label("text"), activity.c.uid, *_NAMES)
            .join(activity, activity.c.uid == table.c.project)
            .where(day.between(start.isoformat(), until.isoformat()), table.c.deleted.is_(False), *_runs())
        )
        if done is not None:
            chosen = chosen.where(func.coalesce(done, False).is_(False))
        for row in reading.connection.execute(chosen).mappings().all():
            yield _due(reading, row, row["day"], what, row["part"], str(row["text"] or ""))


def _by_clocks(reading: Reading, start: date, until: date) -> Iterator[Due]:
    """Find the days that follow from the first payment and the last visit."""
    first = _each(payment, func.min(payment.c.paid_on))
    last = _each(visit, func.max(visit.c.day))
    chosen = (
        select(activity.c.uid, project.c.cycle, first.c.day.label("first"), last.c.day.label("last"), *_NAMES)
        .join(project, project.c.uid == activity.c.uid)
        .join(first, first.c.project == activity.c.uid)
        .outerjoin(last, last.c.project == activity.c.uid)
        .where(*_runs())
    )
    known = reading.connection.execute(select(cycle_table).where(~cycle_table.c.deleted)).mappings().all()
    rules = {row["uid"]: row for row in known}
    for row in reading.connection.execute(chosen).mappings().all():
        now = _clock(row, rules.get(row["cycle"]), start)
        for what, day in (("due", now.due), ("visit", now.visit_due)):
            if day is not None and start <= day <= until:
                yield _due(reading, row, day.isoformat(), what, row["uid"], "")


def _each(table: Any, day: ColumnElement[Any]) -> Any:
    """Return one day of each project's parts of a type."""
    alive = table.c.deleted.is_(False)
    return select(table.c.project, day.label("day")).where(alive).group_by(table.c.project).subquery()


def _clock(row: RowMapping, rules: RowMapping | None, today: date) -> Clock:
    def threshold(key: str) -> int:
        value = rules[key] if rules is not None else None
        return value if isinstance(value, int) else int(str(CYCLE.by_key[key].default))

    cutoff = date.fromisoformat(rules["cutoff"]) if rules is not None and rules["cutoff"] else None
    first = date.fromisoformat(row["first"]) if row["first"] else None
    return running(
        first=first,
        last=None,
        due=due_day(first, rules["months"] if rules is not None else None, cutoff),
        last_visit=date.fromisoformat(row["last"]) if row["last"] else None,
        ended=False,
        end=None,
        today=today,
        amber_days=threshold("amber_days"),
        visit_days=threshold("visit_days"),
    )


def _due(reading: Reading, row: RowMapping, day: str, what: str, part: str, text: str) -> Due:
    values = by_name(row)
    if values["protected"] == "yes":
        text = placeless(text, [values[key] for key in NAMING])
    return Due(day, what, row["uid"], row["ref"] or row["uid"], told_title(values, reading.mission), part, text)
