"""How a project stands in time and what comes next, in words: paper may be grey."""

from babel import Locale

from db.catalogue import Mission
from db.marks import N_
from db.projects import AMBER, GREEN, Clock, Step
from db.reports.page import FACT_LIMIT
from db.reports.problems import after, problem_text
from db.reports.wording import Translate, clip, day


def light_text(now: Clock, translate: Translate, locale: Locale) -> str:
    """Return what the light of a project says; nothing where its clock does not run and it came in time."""
    if now.late_since is not None:
        return translate(N_("Late since {day}")).format(day=day(now.late_since.isoformat(), locale))
    if now.light == GREEN:
        return translate(N_("On time"))
    if now.light == AMBER:
        return translate(N_("Due soon"))
    if now.light and now.visit_due is not None:
        return translate(N_("A visit was due by {day}")).format(day=day(now.visit_due.isoformat(), locale))
    return ""


def step_text(step: Step, mission: Mission, translate: Translate, locale: Locale) -> str:
    """Return what comes next in one sentence."""
    action = translate(step.action)
    if not step.problems:
        return f"{action}."
    return clip(after(action, problem_text(step.problems[0], mission, translate, locale), translate), FACT_LIMIT)
