"""What projects say, in words: states, what is missing with where it belongs, lights, amounts, the next step."""

from datetime import date

from PySide6.QtCore import QCoreApplication

from db.catalogue import CHILD_TYPES, RECORD_TYPES, Mission, RecordType
from db.errors import KnownError, Problem
from db.messages import MESSAGES
from db.projects import AMBER, GREEN, RED, Clock, Money, Step
from desktop.i18n import capital, money_text, problem_text, sentence, short_date, tr_db

_PROJECT = RECORD_TYPES["project"]
_PART_NAMES = {kind.called or kind.key: kind for kind in CHILD_TYPES.values()}


def _tr(text: str) -> str:
    return QCoreApplication.translate("projects", text)


def state_name(mission: Mission, state: str) -> str:
    """Return what people call a state."""
    return tr_db(mission.lists["project_status"].label(state))


def error_text(mission: Mission, error: KnownError, kind: RecordType = _PROJECT) -> str:
    """Return a refusal with its problems in words: fields by their names, states as people say them."""
    if not error.found:
        return sentence(error)
    values = {key: _value(mission, key, value) if key == "state" else value for key, value in error.values.items()}
    values["problems"] = problems_text(mission, error, kind)
    return tr_db(MESSAGES[error.code]).format(**values)


def problems_text(mission: Mission, error: KnownError, kind: RecordType = _PROJECT) -> str:
    """Return the problems alone that a refusal tells of."""
    return " ".join(missing_text(mission, problem, kind) for problem in error.found)


def missing_text(mission: Mission, problem: Problem, kind: RecordType = _PROJECT) -> str:
    """Return one thing that is missing as a sentence: "Deliverable 2: It is not delivered yet."."""
    text, place = capital(told(mission, problem)), _place(problem, kind)
    return _tr("{place}: {text}").format(place=place, text=text) if place else text


def step_text(mission: Mission, step: Step) -> str:
    """Return what comes next in one sentence."""
    action = tr_db(step.action)
    if not step.problems:
        return _tr("{action}.").format(action=action)
    return _tr("{action}: {problem}").format(action=action, problem=told(mission, step.problems[0]))


def light_name(light: str) -> str:
    """Return what a light means, whatever shines."""
    names = {RED: _tr("Late or not visited"), AMBER: _tr("Due soon"), GREEN: _tr("On time")}
    return names.get(light, _tr("Not running"))


def light_text(now: Clock) -> str:
    """Return what the light of a project says; nothing of one whose clock does not run."""
    if now.light == RED:
        return _tr("Late") if now.late_since is not None else _tr("Visit overdue")
    return light_name(now.light) if now.light else ""


def paid_text(money: Money) -> str:
    """Return what was paid, and how many payments no rate brings into this currency."""
    text = money_text(money.paid, money.currency) if money.paid or money.approved is not None else ""
    if money.without_rate:
        more = _tr("{count} without rate").format(count=money.without_rate)
        return f"{text} + {more}" if text else more
    return text


def told(mission: Mission, problem: Problem) -> str:
    """Return a problem in words, states and days in it as people say them."""
    values = {key: _value(mission, key, value) for key, value in problem.values.items()}
    if problem.code == "no-score":
        values["what"] = tr_db(str(problem.values["what"]))
    return problem_text(Problem(problem.field, problem.code, values))


def _value(mission: Mission, key: str, value: object) -> object:
    if key in ("state", "to", "next"):
        return ", ".join(state_name(mission, state) for state in str(value).split(", "))
    if isinstance(value, date):
        return short_date(value.isoformat())
    return short_date(value) if isinstance(value, str) else value  # a text that is no day stays as it is


def _place(problem: Problem, of: RecordType) -> str:
    """Return where a problem lies; nothing where its sentence says it."""
    part, *rest = problem.field.split(".")
    if not rest:  # a field of the project, or a type of part of which there is none
        field = of.by_key.get(part)
        return tr_db(field.label) if field is not None and "what" not in problem.values and part != "status" else ""
    kind = _PART_NAMES.get(part)
    if kind is None or "number" in problem.values:
        return ""
    number_of = rest[0] if rest[0].isdigit() else ""  # what tells it apart may also be an id
    return f"{tr_db(kind.label)} {number_of}".strip()
