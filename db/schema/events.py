"""The tables of town halls, youth assemblies and other activities, and of the parts that events have."""

from sqlalchemy import Column, ForeignKey, Integer, String, Table, Text

from db.schema.base import metadata, part

town_hall = Table(
    "town_hall",
    metadata,
    Column("uid", String, ForeignKey("activity.uid"), primary_key=True),
    Column("series", String),
    Column("episode", Integer),
    Column("format", String),
    Column("start_time", String),
    Column("end_time", String),
    Column("venue_type", String),
    Column("step_free", String),
    Column("sign_language", String),
    Column("aim", String),
    Column("organiser", String),
    Column("component", String),
    Column("mixed_team", String),
    Column("media_partner", String),
    Column("funding", String),
    Column("project", String),
    Column("broadcaster", String),
    Column("languages", String),
    Column("written_languages", String),
    Column("language_problems", Text),
    Column("recorded", String),
    Column("recorded_on", String),
    Column("recording", String),
    Column("mood", String),
    Column("walkouts", String),
    Column("tension", Text),
    Column("disinformation", Text),
    Column("security", Text),
    Column("incident", String),
    Column("next_session", String),
    Column("revision", String, nullable=False),
)

youth_assembly = Table(
    "youth_assembly",
    metadata,
    Column("uid", String, ForeignKey("activity.uid"), primary_key=True),
    Column("edition", Integer),
    Column("theme", String),
    Column("format", String),
    Column("start_time", String),
    Column("end_time", String),
    Column("call_opened", String),
    Column("call_closed", String),
    Column("venue_type", String),
    Column("step_free", String),
    Column("sign_language", String),
    Column("aim", String),
    Column("organiser", String),
    Column("component", String),
    Column("mixed_team", String),
    Column("media_partner", String),
    Column("funding", String),
    Column("project", String),
    Column("languages", String),
    Column("written_languages", String),
    Column("language_problems", Text),
    Column("delegates", Integer),
    Column("delegates_is", String),
    Column("delegates_source", String),
    Column("applications", Integer),
    Column("selection", Text),
    Column("minors", Integer),
    Column("guardian_consent", String),
    Column("chaperone", String),
    Column("image_consent", String),
    Column("forms_returned", Integer),
    Column("satisfaction", String),
    Column("met_other", Integer),
    Column("follow_up_body", String),
    Column("next_meeting", String),
    Column("revision", String, nullable=False),
)

other_activity = Table(
    "other_activity",
    metadata,
    Column("uid", String, ForeignKey("activity.uid"), primary_key=True),
    Column("activity_type", String),
    Column("format", String),
    Column("start_time", String),
    Column("end_time", String),
    Column("aim", String),
    Column("organiser", String),
    Column("component", String),
    Column("mixed_team", String),
    Column("media_partner", String),
    Column("funding", String),
    Column("project", String),
    Column("languages", String),
    Column("written_languages", String),
    Column("language_problems", Text),
    Column("next_session", String),
    Column("revision", String, nullable=False),
)

finding = part(
    "finding",
    "activity",
    Column("number", Integer),
    Column("question", String),
    Column("answer", String),
    Column("group", String),
    Column("asked", Integer),
    Column("share", String),
    Column("before", String),
    Column("day", String),
    Column("source", String),
)

media_item = part(
    "media_item",
    "activity",
    Column("outlet", String),
    Column("medium", String),
    Column("day", String),
    Column("language", String),
    Column("headline", String),
    Column("tone", String),
    Column("link", String),
)

topic = part(
    "topic",
    "activity",
    Column("topic", String),
    Column("words", String),
)

panellist = part(
    "panellist",
    "activity",
    Column("person", String),
    Column("organisation", String),
    Column("role", String),
    Column("sex", String),
    Column("community", String),
    Column("public_figure", String),
    Column("basis", String),
    Column("purpose", String),
    Column("source", String),
    Column("may_publish", String),
)

question = part(
    "question",
    "activity",
    Column("number", Integer),
    Column("at", String),
    Column("question", Text),
    Column("asked_by", String),
    Column("came", String),
    Column("language", String),
    Column("topic", String),
    Column("addressed_to", String),
    Column("answer", Text),
    Column("status", String),
)

interpretation = part(
    "interpretation",
    "activity",
    Column("source", String),
    Column("target", String),
    Column("mode", String),
    Column("note", String),
)

broadcast = part(
    "broadcast",
    "activity",
    Column("day", String),
    Column("time", String),
    Column("medium", String),
    Column("channel", String),
    Column("minutes", Integer),
    Column("subtitles", String),
    Column("link", String),
    Column("audience", Integer),
    Column("audience_is", String),
    Column("audience_source", String),
)

session = part(
    "session",
    "activity",
    Column("number", Integer),
    Column("session_type", String),
    Column("title", String),
    Column("day", String),
    Column("start", String),
    Column("end", String),
    Column("lead", String),
    Column("rapporteur", String),
    Column("participants", Integer),
    Column("result", Text),
)

follow_up = part(
    "follow_up",
    "activity",
    Column("what", String),
    Column("who", String),
    Column("due", String),
    Column("status", String),
    Column("done_on", String),
    Column("note", String),
)

residence = part(
    "residence",
    "activity",
    Column("residence", String),
    Column("applications", Integer),
    Column("delegates", Integer),
    Column("note", String),
)

project_idea = part(
    "project_idea",
    "activity",
    Column("number", Integer),
    Column("title", String),
    Column("municipality", String),
    Column("team", String),
    Column("women", Integer),
    Column("men", Integer),
    Column("communities", String),
    Column("amount", String),
    Column("currency", String),
    Column("description", Text),
    Column("project", String),
)

small_grant = part(
    "small_grant",
    "activity",
    Column("title", String),
    Column("municipality", String),
    Column("team", String),
    Column("women", Integer),
    Column("men", Integer),
    Column("communities", String),
    Column("amount", String),
    Column("currency", String),
    Column("status", String),
    Column("description", Text),
    Column("project", String),
)

EVENT_TABLES = (
    *(town_hall, youth_assembly, other_activity, media_item, topic, panellist, question, interpretation),
    *(broadcast, session, finding, follow_up, residence, project_idea, small_grant),
)
