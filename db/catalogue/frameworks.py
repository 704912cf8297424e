"""What an activity says about change: evidence for benchmarks, stakeholders who changed, and the log of risks."""

from db.catalogue.checks import some_title
from db.catalogue.fields import Field, RecordType
from db.catalogue.kinds import CODE, DATE, LINK, NOTE, TEXT
from db.catalogue.parts import of_activity
from db.catalogue.sections import BASICS, LANGUAGE_LABELS, WHEN, WHERE, name, numbered
from db.marks import N_

# One field office never says that a benchmark is achieved, only what it saw that speaks for it.
EVIDENCE = RecordType(
    "evidence",
    N_("Evidence for a benchmark"),
    N_("Evidence for benchmarks"),
    "",
    "Benchmark evidence",
    (
        of_activity(),
        Field("benchmark", CODE, N_("Benchmark"), choices="op_benchmark", hxl="#indicator+code"),
        Field("judgement", CODE, N_("Evidence"), choices="judgement", hxl="#indicator+value+code"),
        Field("day", DATE, N_("Judged on"), hxl="#date+judged"),
        Field("note", NOTE, N_("What was seen"), hxl="#description"),
    ),
    ("evidence",),
    owner="activity",
    named_by=("benchmark", "day"),
)

CHANGE_NOTE = RecordType(
    "change_note",
    N_("Stakeholder who changed"),
    N_("Stakeholders who changed"),
    "",
    "Stakeholder changes",
    (
        of_activity(),
        Field("who", TEXT, N_("Who"), N_("The group or body, never a person."), hxl="#org+stakeholder"),
        Field("organisation", LINK, N_("Organisation"), links=("organisation",), hxl="#org+id"),
        Field("aspect", CODE, N_("What changed"), choices="change_aspect", hxl="#impact+type+code"),
        Field("strength", CODE, N_("Evidence is"), choices="strength", hxl="#severity+evidence+code"),
        Field("day", DATE, N_("Seen on"), hxl="#date+seen"),
        Field("change", NOTE, N_("From what to what"), hxl="#impact+description"),
        Field("evidence", NOTE, N_("What shows it"), hxl="#description+evidence"),
    ),
    ("change_note",),
    owner="activity",
    named_by=("who", "aspect"),
)

RISK = RecordType(
    "risk",
    N_("Risk"),
    N_("Risk log"),
    "RSK",
    "Risk log",
    (
        *numbered("#cause+code"),
        *(name(language, "#cause+name") for language in LANGUAGE_LABELS),
        Field(
            "risk",
            CODE,
            N_("Of the list"),
            help=N_("One of the known risks, or empty for one of our own."),
            choices="op_risk",
            hxl="#cause+type+code",
            section=BASICS,
        ),
        Field("likelihood", CODE, N_("Likelihood"), choices="risk_level", hxl="#severity+chance+code", section=BASICS),
        Field("impact", CODE, N_("Effect"), choices="risk_level", hxl="#severity+effect+code", section=BASICS),
        Field("status", CODE, N_("Status"), choices="risk_status", hxl="#status+code", default="open", section=BASICS),
        Field("responsible", TEXT, N_("Watched by"), N_("The function."), hxl="#org+responsible", section=BASICS),
        Field("measures", NOTE, N_("What is done about it"), hxl="#description+measures", section=BASICS),
        Field("noted_on", DATE, N_("Noted on"), hxl="#date+noted", section=WHEN),
        Field("reviewed_on", DATE, N_("Reviewed on"), hxl="#date+reviewed", section=WHEN),
        Field("next_review", DATE, N_("Look at it again on"), hxl="#date+review", section=WHEN),
        Field("municipality", CODE, N_("Municipality"), choices="municipality", hxl="#adm2+code", section=WHERE),
    ),
    ("risk",),
    by_name=True,
)

CONTEXT_NOTE = RecordType(
    "context_note",
    N_("Context note"),
    N_("Context notes"),
    "CN",
    "Context notes",
    (
        *numbered("#event+context+code"),
        *(name(language, "#event+context+name") for language in LANGUAGE_LABELS),
        Field("day", DATE, N_("Day"), hxl="#date+occurred", section=WHEN),
        Field("next_date", DATE, N_("Next date to watch"), hxl="#date+next", section=WHEN),
        Field("municipality", CODE, N_("Municipality"), choices="municipality", hxl="#adm2+code", section=WHERE),
        Field("tension", CODE, N_("Tension"), choices="tension", hxl="#severity+tension+code", section=BASICS),
        Field("flashpoint", CODE, N_("Flashpoint"), choices="flashpoint", hxl="#event+type+code", section=BASICS),
        Field(
            "note",
            NOTE,
            N_("What is going on"),
            help=N_("No names of private persons."),
            hxl="#description",
            section=BASICS,
        ),
        Field(
            "actors",
            NOTE,
            N_("Who wants what"),
            help=N_("Groups, parties and institutions: what they want and what drives them."),
            hxl="#description+actors",
            section=BASICS,
        ),
        Field("outlook", NOTE, N_("What may come"), hxl="#description+outlook", section=BASICS),
    ),
    ("context_note",),
    (some_title,),
    by_name=True,
)

RISK_LINK = RecordType(
    "risk_link",
    N_("Risk met"),
    N_("Risks met"),
    "",
    "Risks met",
    (
        of_activity(),
        Field("risk", LINK, N_("Risk"), links=("risk",), hxl="#cause+id"),
        Field("note", TEXT, N_("Note"), hxl="#description"),
    ),
    ("risk_link",),
    owner="activity",
    natural_key=("risk",),
)
