"""The rules of confidence-building projects, over plain values: states and gates, clocks, money, scores. Pure.

Nothing here is a fact of one year: ceiling, months, cut-off, criteria and thresholds come from the programme cycle. A
rule may refuse while a person types; a merged project that breaks one is kept and flagged.
"""

from db.projects.clocks import AMBER, GREEN, RED, Clock, add_months, clock, due_day, running
from db.projects.file import Part, ProjectFile
from db.projects.gates import papers
from db.projects.money import (
    Money,
    Variance,
    base_currency,
    in_currency,
    money,
    money_by_currency,
    paid_in,
    payments,
    variances,
)
from db.projects.rules import LATE, VISIT, Step, broken, flags, missing, next_step, warnings
from db.projects.scoring import Result, result
from db.projects.states import ENDED, FIRST, PROMISED, STATES, State, way_to

__all__ = [
    "AMBER",
    "ENDED",
    "FIRST",
    "GREEN",
    "LATE",
    "PROMISED",
    "RED",
    "STATES",
    "VISIT",
    "Clock",
    "Money",
    "Part",
    "ProjectFile",
    "Result",
    "State",
    "Step",
    "Variance",
    "add_months",
    "base_currency",
    "broken",
    "clock",
    "due_day",
    "flags",
    "in_currency",
    "missing",
    "money",
    "money_by_currency",
    "next_step",
    "paid_in",
    "papers",
    "payments",
    "result",
    "running",
    "variances",
    "warnings",
    "way_to",
]
