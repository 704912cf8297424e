"""The rules a project breaks as it stands, what keeps it from a state, and what comes next."""

from dataclasses import dataclass
from datetime import date

from db.errors import PROBLEMS, Problem
from db.marks import N_
from db.projects.clocks import clock, plan_beyond_cutoff
from db.projects.file import Part, ProjectFile
from db.projects.gates import applicant, exceptions, name, papers
from db.projects.money import over_ceiling, paid_over_approved
from db.projects.states import STATES, transition, way_to


def missing(file: ProjectFile, to: str) -> list[Problem]:
    """Return what keeps a project from entering a state: an illegal way there, or papers that are not on file.

    Each problem names the field, and the part where it lies, to go to.
    """
    jump = transition(file, to)
    return [*([jump] if jump else []), *papers(file, to)]


def broken(file: ProjectFile) -> list[Problem]:
    """Return the rules that a project breaks as it stands, exceptions left out: nobody may break one while typing."""
    over = paid_over_approved(file)
    found = [*papers(file, file.state), *([over] if over is not None else [])]
    allowed = exceptions(file)
    return [problem for problem in found if name(problem) not in allowed]


def warnings(file: ProjectFile, state: str = "") -> list[Problem]:
    """Return what a person should know before it is too late; nothing of it stops anybody.

    `state` is the one that the project is to enter, where that is not the one it is in.
    """
    way = way_to(state or file.state)
    found: list[Problem | None] = []
    if "submitted" not in way:
        found += [over_ceiling(file, "requested_amount", "warn"), _warn(applicant(file))]
    if (state or file.state) in ("approved", "mou_signed"):
        committee = file.newest("committee")
        found.append(plan_beyond_cutoff(file, committee.day("day") if committee else None))
    return [problem for problem in found if problem is not None]


def flags(file: ProjectFile) -> list[Problem]:
    """Return what is shown on a project wherever it is seen: broken rules, the papers of its state as one of them, and
    every exception with its reason.
    """
    rest = papers(file, file.state)
    gate = {name(problem) for problem in rest}
    shown = [problem for problem in broken(file) if name(problem) not in gate]
    if rest:
        shown.append(Problem("status", "papers-missing", {"number": len(rest)}))
    return [*shown, *warnings(file), *(_told(one) for one in file.all("override") if one.text("reason"))]


def _told(exception: Part) -> Problem:
    """Return an exception as it stays visible on screen and paper."""
    values = {key: exception.text(key) for key in ("state", "reason", "by", "day")}
    return Problem("override", "exception", values, "warn", exception.uid)


def _warn(problem: Problem | None) -> Problem | None:
    if problem is None:
        return None
    return Problem(problem.field, problem.code, problem.values, "warn", problem.part)


@dataclass(frozen=True, slots=True)
class Step:
    """What comes next for a project: the state it leads to, what to do, and what is in the way.

    `action` is one of the marked texts of the states, or of `LATE` and `VISIT`.
    """

    state: str
    action: str
    problems: tuple[Problem, ...] = ()

    @property
    def sentence(self) -> str:
        """The step in one English sentence; a window words action and problem in its own language."""
        if not self.problems:
            return f"{self.action}."
        first = self.problems[0]
        return f"{self.action}: {PROBLEMS[first.code].format(**first.values)}"


DONE = N_("Nothing is left to do")
LATE = N_("Finish it")
VISIT = N_("Go and see it")


def next_step(file: ProjectFile, today: date) -> Step:
    """Return what comes next: "Sign the MoU: the work plan has no dated deliverables."."""
    here = STATES.get(file.state)
    if here is None or not here.onward:
        return Step("", DONE)
    now = clock(file, today)
    if now.light and now.late_since is not None:
        late = Problem("planned_end", "overdue", {"due": now.due})
        return Step(here.onward, LATE, (late, *papers(file, here.onward)))
    if now.light and now.visit_due is not None and today > now.visit_due:
        return Step(here.onward, VISIT, (Problem("visit", "visit-overdue", {"day": now.visit_due}),))
    return Step(here.onward, STATES[here.onward].action, tuple(papers(file, here.onward)))
