"""What a record breaks and what keeps a project back, in sentences of the language of a paper."""

import re
from datetime import date
from decimal import Decimal

from babel import Locale

from db.catalogue import DIMENSIONS, Mission
from db.catalogue.instants import INSTANT
from db.errors import PROBLEMS, Problem
from db.marks import N_
from db.reports.wording import Translate, day, listed, money, whole, zoned

_LISTS = {**dict.fromkeys(("state", "to", "next"), "project_status"), "applicant": "applicant_type"}
_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)


def problem_text(problem: Problem, mission: Mission, translate: Translate, locale: Locale) -> str:
    """Return the sentence of a problem, the states, codes, days and amounts in it as the language has them."""
    values = {key: _value(problem, key, mission, translate, locale) for key in problem.values}
    return translate(PROBLEMS[problem.code]).format(**values)


def after(name: str, problem: str, translate: Translate) -> str:
    """Return a sentence that goes on after the name of a field or after what is to be done."""
    return translate(N_("{name}: {problem}")).format(name=name, problem=problem)


def _value(problem: Problem, key: str, mission: Mission, translate: Translate, locale: Locale) -> str:
    value = problem.values[key]
    if isinstance(value, date):
        return day(value.isoformat(), locale)
    if isinstance(value, Decimal):
        return money(str(value), locale)
    if isinstance(value, int):
        return whole(value, locale)
    text = str(value)
    if key in _LISTS:
        codes = mission.lists[_LISTS[key]]
        return listed((translate(codes.label(code)) for code in text.split(", ")), locale)
    if key == "what":
        return translate(_category(problem, text, mission))
    if _DAY.fullmatch(text):
        return day(text, locale)
    return zoned(text, locale) if INSTANT.fits(text) else text  # what somebody wrote stands as it is


def _category(problem: Problem, text: str, mission: Mission) -> str:
    """Return what a category of one of two crossed dimensions is called; any other word as it is."""
    crossing = DIMENSIONS.get(problem.field.removeprefix("tallies."))
    known = [mission.lists[DIMENSIONS[name].codes].get(text) for name in crossing.crosses] if crossing else []
    return next((code.label() for code in known if code is not None), text)
