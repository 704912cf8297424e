"""What falls due in a period, over all projects that run."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from db.projects import ENDED, STATES, clock
from db.records.portfolio import read_files
from db.records.views import best_title
from db.schema.tables import activity
from db.store.writing import Reading

_RUNNING = tuple(state for state in STATES if state not in ENDED)


@dataclass(frozen=True, slots=True, order=True)
class Due:
    """One day by which something is to happen.

    `what` is "due" (the project is to be complete), "visit", "instalment", "deliverable", "conditions" or "action";
    `part` is the record that says so, the project's own where the day follows from its clock.
    """

    day: str
    what: str
    project: str
    ref: str
    title: str
    part: str
    text: str


# Type of part, its day, what it is called here, and the field with the text beside it.
_DATED = (
    ("instalment", "due", "instalment", "number"),
    ("deliverable", "due", "deliverable", "what"),
    ("committee", "conditions_due", "conditions", "conditions"),
    ("visit", "action_due", "action", "action"),
)


def agenda(reading: Reading, start: date, until: date) -> list[Due]:
    """Return what falls due between two days (both included), by day; `start` in the past shows what is overdue."""
    running = select(activity.c.uid).where(
        activity.c.type == "project", activity.c.deleted.is_(False), activity.c.status.in_(_RUNNING)
    )
    files = read_files(
        reading, list(reading.connection.scalars(running)), ("payment", "visit", "completion", *(d[0] for d in _DATED))
    )
    found: list[Due] = []
    for uid, file in files.items():
        ref, title = file.text("ref") or uid, best_title(file.values, reading.mission)
        now = clock(file, start)
        days = [("due", now.due, uid, ""), ("visit", now.visit_due, uid, "")]
        paid = {payment.text("instalment") for payment in file.all("payment") if payment.text("paid_on")}
        for kind, key, what, text in _DATED:
            for part in file.all(kind):
                done = (
                    (kind == "instalment" and part.text("number") in paid)
                    or (kind == "deliverable" and part.text("status") in ("delivered", "accepted", "dropped"))
                    or (kind == "committee" and part.text("conditions_met") == "yes")
                )
                days += [] if done else [(what, part.day(key), part.uid, part.text(text))]
        found += [
            Due(day.isoformat(), what, uid, ref, title, part, text)
            for what, day, part, text in days
            if day is not None and start <= day <= until
        ]
    return sorted(found)
