"""Taking a project from state to state."""

from dataclasses import dataclass
from datetime import date

from db.errors import KnownError, Problem
from db.projects import STATES, Clock, Step, clock, missing, next_step, warnings
from db.records.family import children, find
from db.records.project_files import project_file
from db.records.verbs import update
from db.revisions import RecordKey
from db.store.writing import Reading, Write


@dataclass(frozen=True, slots=True)
class Advanced:
    """What an advance did: the state the project is in now, the exceptions it needed, and what a person should know."""

    project: RecordKey
    state: str
    exceptions: tuple[RecordKey, ...]
    warnings: tuple[Problem, ...]


def advance(write: Write, ref: str, state: str, override: str = "") -> Advanced:
    """Take a project into a state, if everything that the state asks for is on file.

    With an `override` (the reason) it goes on without: the exception names what was missing and stays on the file.

    Raises KnownError `no-record`, `no-state`, `deleted-record`, `state-refused`.
    """
    project = _project(write, ref)
    if state not in STATES:
        raise KnownError("no-state", state=state, known=", ".join(STATES))
    before = set(children(write, project.uid, alive=True))
    update(write, project.uid, {"status": state, **({"override": override} if override else {})})
    file = project_file(write, project.uid)
    made = [key for key in children(write, project.uid, alive=True) if key not in before]
    return Advanced(project, state, tuple(made), tuple(warnings(file, state)))


def missing_for(reading: Reading, ref: str, state: str) -> list[Problem]:
    """Return what keeps a project from entering a state; nothing where it may.

    Raises KnownError `no-record`, `no-state`.
    """
    if state not in STATES:
        raise KnownError("no-state", state=state, known=", ".join(STATES))
    return missing(project_file(reading, _project(reading, ref).uid), state)


def step_of(reading: Reading, ref: str, today: date) -> Step:
    """Return what comes next for a project.

    Raises KnownError `no-record`.
    """
    return next_step(project_file(reading, _project(reading, ref).uid), today)


def clock_of(reading: Reading, ref: str, today: date) -> Clock:
    """Return how a project stands in time.

    Raises KnownError `no-record`.
    """
    return clock(project_file(reading, _project(reading, ref).uid), today)


def _project(reading: Reading, ref: str) -> RecordKey:
    found = find(reading, ref)
    if found.type != "project":
        raise KnownError("not-a-project", ref=ref)
    return found
