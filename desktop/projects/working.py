"""What the form of a project asks of the office, run in the background."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from db.errors import Problem
from db.projects import (
    STATES,
    Clock,
    Money,
    Step,
    clock,
    flags,
    missing,
    money_by_currency,
    next_step,
)
from db.records import Event, add_scores, add_visit, best_title, duplicate, project_file, timeline
from db.revisions import RecordKey
from db.store import Reading, Write
from desktop.projects.move_on import Way


@dataclass(frozen=True, slots=True)
class Standing:
    """How a project stands: everything that its form shows above and beside the fields."""

    key: RecordKey
    state: str
    step: Step
    clock: Clock
    money: tuple[Money, ...]
    flags: tuple[Problem, ...]
    ways: tuple[Way, ...]
    events: tuple[Event, ...]
    visits: int


def read_standing(key: RecordKey, today: date) -> Callable[[Reading], Standing]:
    """Return the function that reads how a project stands on a day."""

    def run(reading: Reading) -> Standing:
        file = project_file(reading, key.uid)
        here = STATES.get(file.state)
        title = best_title(file.values, reading.mission)
        ways = tuple(Way(key, title, to, tuple(missing(file, to))) for to in (here.next if here else ()))
        return Standing(
            key,
            file.state,
            next_step(file, today),
            clock(file, today),
            tuple(money_by_currency(file)),
            tuple(flags(file)),
            ways,
            tuple(timeline(reading, key.uid)),
            len(file.all("visit")),
        )

    return run


def new_visit(key: RecordKey, number: int, today: date) -> Callable[[Write], RecordKey]:
    """Return the function that notes a visit of today, with a line for every deliverable of the plan."""

    def run(write: Write) -> RecordKey:
        return add_visit(write, key.uid, {"number": number, "day": today.isoformat()})

    return run


def new_scores(key: RecordKey) -> Callable[[Write], list[RecordKey]]:
    """Return the function that lists every criterion of the grid, to be scored."""

    def run(write: Write) -> list[RecordKey]:
        return add_scores(write, key.uid)

    return run


def propose_again(key: RecordKey) -> Callable[[Write], RecordKey]:
    """Return the function that makes a new proposal out of a project."""

    def run(write: Write) -> RecordKey:
        return duplicate(write, key.uid, {})

    return run
