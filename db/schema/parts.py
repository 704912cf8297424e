"""The tables of what all offices share, and of what can belong to an activity of any type."""

from sqlalchemy import Column, Index, Integer, String, Text

from db.schema.base import part, projected

cycle = projected(
    "cycle",
    Column("ref", String),
    Column("office", String),
    Column("title_en", String),
    Column("title_fr", String),
    Column("title_sq", String),
    Column("title_sr", String),
    Column("title_ar", String),
    Column("scheme_en", String),
    Column("scheme_fr", String),
    Column("scheme_sq", String),
    Column("scheme_sr", String),
    Column("scheme_ar", String),
    Column("budget_year", String),
    Column("year_start", String),
    Column("year_end", String),
    Column("call_deadline", String),
    Column("cutoff", String),
    Column("months", Integer),
    Column("ceiling", String),
    Column("currency", String),
    Column("overhead_limit", String),
    Column("funding_confirmed", String),
    Column("applicants", String),
    Column("target", Integer),
    Column("score_most", Integer),
    Column("amber_days", Integer),
    Column("visit_days", Integer),
    Column("evaluation_months", Integer),
    Column("needs_assessment", String),
    Column("rules", Text),
    Index("ix_cycle_ref", "ref"),
)

organisation = projected(
    "organisation",
    Column("ref", String),
    Column("office", String),
    Column("title_en", String),
    Column("title_fr", String),
    Column("title_sq", String),
    Column("title_sr", String),
    Column("title_ar", String),
    Column("acronym", String),
    Column("aliases", String),
    Column("organisation_type", String),
    Column("registration_no", String),
    Column("registration_body", String),
    Column("municipality", String),
    Column("address", String),
    Column("phone", String),
    Column("email", String),
    Column("website", String),
    Column("note", Text),
    Index("ix_organisation_ref", "ref"),
)

initiative = projected(
    "initiative",
    Column("ref", String),
    Column("office", String),
    Column("title_en", String),
    Column("title_fr", String),
    Column("title_sq", String),
    Column("title_sr", String),
    Column("title_ar", String),
    Column("start", String),
    Column("end", String),
    Column("description", Text),
    Column("handed_over_to", String),
    Column("handed_over_on", String),
    Index("ix_initiative_ref", "ref"),
)

criterion = part(
    "criterion",
    "cycle",
    Column("code", String),
    Column("title_en", String),
    Column("title_fr", String),
    Column("title_sq", String),
    Column("title_sr", String),
    Column("title_ar", String),
    Column("weight", String),
)

place = part(
    "place",
    "activity",
    Column("municipality", String),
    Column("settlement", String),
)

output = part(
    "output",
    "activity",
    Column("what", String),
    Column("item", String),
    Column("planned", Integer),
    Column("delivered", Integer),
    Column("people", Integer),
    Column("children", Integer),
    Column("households", Integer),
    Column("organisations", Integer),
    Column("start", String),
    Column("end", String),
    Column("note", Text),
)

tag = part(
    "tag",
    "activity",
    Column("framework", String),
    Column("code", String),
    Column("main", String),
    Column("start", String),
    Column("end", String),
    Column("note", String),
)

involvement = part(
    "involvement",
    "activity",
    Column("organisation", String),
    Column("role", String),
    Column("amount", String),
    Column("currency", String),
    Column("start", String),
    Column("end", String),
    Column("note", String),
)

initiative_link = part(
    "initiative_link",
    "activity",
    Column("initiative", String),
    Column("note", String),
)

attachment = part(
    "attachment",
    "activity",
    Column("part", String),
    Column("kind", String),
    Column("caption", String),
    Column("consent", String),
    Column("minors", String),
    Column("taken_on", String),
    Column("name", String),
    Column("media_type", String),
    Column("size", Integer),
    Column("width", Integer),
    Column("height", Integer),
    Column("digest", String),
)
Index("ix_attachment_digest", attachment.c.digest)  # whether any record still speaks of some bytes

SHARED_AND_PARTS = (
    *(cycle, organisation, initiative, criterion, place, output, tag, involvement, initiative_link),
    attachment,
)
