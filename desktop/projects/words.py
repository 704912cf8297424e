"""What projects say, in words: states, and what is missing with where it belongs."""

from PySide6.QtCore import QCoreApplication

from db.catalogue import CHILD_TYPES, RECORD_TYPES, Mission
from db.errors import Problem
from desktop.i18n import capital, problem_text, tr_db

_PROJECT = RECORD_TYPES["project"]
_PART_NAMES = {kind.called or kind.key: kind for kind in CHILD_TYPES.values()}


def state_name(mission: Mission, state: str) -> str:
    """Return what people call a state."""
    return tr_db(mission.lists["project_status"].label(state))


def missing_text(mission: Mission, problem: Problem) -> str:
    """Return one thing that is missing as a sentence: "Deliverable 2: It is not delivered yet."."""
    words = {key: state_name(mission, str(value)) for key, value in problem.values.items() if key in ("state", "to")}
    if "next" in problem.values:
        states = str(problem.values["next"]).split(", ")
        words["next"] = ", ".join(state_name(mission, state) for state in states)
    text = capital(problem_text(Problem(problem.field, problem.code, {**problem.values, **words})))
    place = _place(problem)
    return QCoreApplication.translate("projects", "{place}: {text}").format(place=place, text=text) if place else text


def _place(problem: Problem) -> str:
    """Return where a problem lies; nothing where its sentence says it."""
    part, *rest = problem.field.split(".")
    if not rest:  # a field of the project, or a type of part of which there is none
        field = _PROJECT.by_key.get(part)
        return tr_db(field.label) if field is not None and "what" not in problem.values and part != "status" else ""
    kind = _PART_NAMES.get(part)
    if kind is None or "number" in problem.values:
        return ""
    number = rest[0] if rest[0].isdigit() else ""  # what tells it apart may also be an id
    return f"{tr_db(kind.label)} {number}".strip()
