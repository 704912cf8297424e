"""The tables of recommendations and promises, of what activities say about change, of indicators and reports."""

from typing import Any

from sqlalchemy import Column, Index, Integer, String, Text

from db.schema.base import part, projected

_LANGUAGES = ("en", "fr", "sq", "sr", "ar")


def _standing() -> list[Column[Any]]:
    """Return the columns that say how far something has come."""
    texts = [Column(key, String) for key in ("status", "status_on", "evidence_kind", "next_review")]
    return [*texts, Column("evidence", Text)]


def _named(name: str, *columns: Column[Any]) -> Any:
    """Return a table of records that all offices share, with number and name."""
    head = (Column("ref", String), Column("office", String))
    names = (Column(f"title_{language}", String) for language in _LANGUAGES)
    return projected(name, *head, *names, *columns, Index(f"ix_{name}_ref", "ref"))


recommendation_set = _named(
    "recommendation_set",
    Column("occasion", String),
    Column("expected", Integer),
    Column("themes", String),
    Column("kept_by", String),
    Column("note", Text),
    Column("adopted_on", String),
    Column("place", String),
)

recommendation = part(
    "recommendation",
    "set",
    Column("number", Integer),
    Column("theme", String),
    *(Column(f"text_{language}", String) for language in _LANGUAGES),
    Column("addressee", String),
    Column("municipality", String),
    Column("due", String),
    *_standing(),
    Column("note", Text),
)

action_point = part(
    "action_point",
    "set",
    Column("recommendation", String),
    Column("number", Integer),
    Column("due", String),
    Column("what", String),
    Column("measure", String),
    Column("responsible", String),
    *_standing(),
)

party = part(
    "party",
    "set",
    Column("recommendation", String),
    Column("organisation", String),
    Column("role", String),
    Column("note", String),
)

contribution = part(
    "contribution",
    "activity",
    Column("recommendation", String),
    Column("kind", String),
    Column("proposes", String),
    Column("answer", String),
    Column("note", String),
)
Index("ix_contribution_recommendation", contribution.c.recommendation)  # who serves one

commitment = part(
    "commitment",
    "activity",
    Column("what", String),
    Column("holder", String),
    Column("organisation", String),
    Column("made_on", String),
    Column("due", String),
    Column("recommendation", String),
    *_standing(),
    Column("note", Text),
)

pledge = part(
    "pledge",
    "organisation",
    Column("what", String),
    Column("occasion", String),
    Column("target", Integer),
    Column("measure", String),
    Column("made_on", String),
    Column("due", String),
    *_standing(),
    Column("note", Text),
)

contact = part(
    "contact",
    "organisation",
    Column("function", String),
    Column("name", String),
    Column("phone", String),
    Column("email", String),
    Column("purpose", String),
    Column("basis", String),
    Column("source", String),
    Column("publish", String),
    Column("used_on", String),
)

evidence = part(
    "evidence",
    "activity",
    Column("benchmark", String),
    Column("judgement", String),
    Column("day", String),
    Column("note", Text),
)

change_note = part(
    "change_note",
    "activity",
    Column("who", String),
    Column("organisation", String),
    Column("aspect", String),
    Column("strength", String),
    Column("day", String),
    Column("change", Text),
    Column("evidence", Text),
)

risk = _named(
    "risk",
    Column("risk", String),
    Column("likelihood", String),
    Column("impact", String),
    Column("status", String),
    Column("responsible", String),
    Column("measures", Text),
    Column("noted_on", String),
    Column("reviewed_on", String),
    Column("next_review", String),
    Column("municipality", String),
)

context_note = _named(
    "context_note",
    Column("day", String),
    Column("next_date", String),
    Column("municipality", String),
    Column("tension", String),
    Column("flashpoint", String),
    Column("note", Text),
    Column("actors", Text),
    Column("outlook", Text),
)

risk_link = part("risk_link", "activity", Column("risk", String), Column("note", String))

indicator = _named(
    "indicator",
    Column("system", String),
    Column("item", String),
    Column("code", String),
    Column("component", String),
    Column("accomplishment", String),
    Column("definition", Text),
    Column("measure", String),
    Column("source", String),
    Column("expression", Text),
    Column("frequency", String),
    Column("budget_year", String),
    Column("baseline", String),
    Column("target", String),
)

indicator_value = part(
    "indicator_value",
    "indicator",
    Column("start", String),
    Column("end", String),
    Column("planned", String),
    Column("actual", String),
    Column("source", String),
    Column("remark", Text),
)

report_text = projected(
    "report_text",
    *(Column(key, String) for key in ("ref", "office", "start", "end")),
    *(Column(key, Text) for key in ("highlights", "context", "activities", "projects", "outreach", "youth", "women")),
    *(Column(key, Text) for key in ("recommendations", "people", "indicators", "benchmarks", "safeguards")),
    *(Column(key, Text) for key in ("partnerships", "plan", "support")),
    Index("ix_report_text_ref", "ref"),
)

RECOMMENDATION_TABLES = (
    *(recommendation_set, recommendation, action_point, party, contribution, commitment, pledge),
    *(contact, evidence, change_note, risk, context_note, risk_link, indicator, indicator_value),
    report_text,
)
