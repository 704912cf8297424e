"""What was said and done at an event: topics, panel, questions, sessions, languages, coverage, what follows."""

from db.catalogue.events.common import EVENTS, of_event
from db.catalogue.events.rules import basis_for_a_name, either, hours_in_order
from db.catalogue.fields import Field, RecordType
from db.catalogue.instants import TIME
from db.catalogue.kinds import CODE, CODES, COUNT, DATE, NOTE, TEXT
from db.catalogue.parts import ACTIVITIES
from db.catalogue.quantities import PERCENT
from db.catalogue.sections import owned_by, yes_no
from db.marks import N_

INTERPRETATION = RecordType(
    "interpretation",
    N_("Interpretation"),
    N_("Interpretation"),
    "",
    "Interpretation",
    (
        of_event(),
        Field("source", CODE, N_("From"), choices="language", hxl="#access+language+from+code"),
        Field("target", CODE, N_("Into"), choices="language", hxl="#access+language+into+code"),
        Field("mode", CODE, N_("How"), choices="interpretation_mode", hxl="#modality+interpretation+code"),
        Field("note", TEXT, N_("Quality"), N_("What went wrong, if anything."), hxl="#description"),
    ),
    ("interpretation",),
    owner="activity",
    natural_key=("source", "target"),
)

BROADCAST = RecordType(
    "broadcast",
    N_("Broadcast"),
    N_("Broadcasts"),
    "",
    "Broadcasts",
    (
        of_event(),
        Field("day", DATE, N_("On the air on"), hxl="#date+aired"),
        Field("time", TIME, N_("At"), hxl="#event+time+aired"),
        Field("medium", CODE, N_("Medium"), choices="medium", hxl="#modality+medium+code"),
        Field("channel", TEXT, N_("Channel"), hxl="#org+media+name"),
        Field("minutes", COUNT, N_("Length"), hxl="#event+minutes+num", measure=N_("minutes")),
        Field("subtitles", CODES, N_("Subtitles in"), choices="language", hxl="#access+language+subtitles+code"),
        Field("link", TEXT, N_("Link"), hxl="#meta+url"),
        Field(
            "audience",
            COUNT,
            N_("Audience"),
            help=N_("People who saw or heard it; never added to the people in the room."),
            hxl="#reached+audience+num",
        ),
        Field("audience_is", CODE, N_("The number is"), choices="qualifier", hxl="#meta+qualifier+code"),
        Field("audience_source", TEXT, N_("Source of the number"), hxl="#meta+source"),
    ),
    ("broadcast",),
    owner="activity",
    named_by=("channel", "day"),
)

PANELLIST = RecordType(
    "panellist",
    N_("On the panel"),
    N_("Panel"),
    "",
    "Panel",
    (
        of_event(),
        Field(
            "person",
            TEXT,
            N_("Function, or public figure"),
            help=N_("Names only of people with a public role; of everybody else the function."),
            hxl="#contact+name",
        ),
        Field("organisation", TEXT, N_("Organisation"), hxl="#org+name"),
        Field("role", CODE, N_("Role"), choices="panel_role", hxl="#contact+role+code", default="panellist"),
        Field("sex", CODE, N_("Sex"), choices="sex", hxl="#contact+sex+code"),
        Field(
            "community",
            CODE,
            N_("Community"),
            help=N_("Only where the person says so and it is needed."),
            choices="community",
            hxl="#contact+community+code",
        ),
        yes_no("public_figure", N_("Public figure"), "#contact+public+code"),
        Field("basis", CODE, N_("May be named because of"), choices="lawful_basis", hxl="#contact+basis+code"),
        Field("purpose", TEXT, N_("What the name is needed for"), hxl="#contact+purpose"),
        Field("source", TEXT, N_("Where the name comes from"), hxl="#contact+source"),
        Field(
            "may_publish",
            CODE,
            N_("The name may be published"),
            choices="yes_no",
            hxl="#contact+publish+code",
            default="no",
        ),
    ),
    ("panellist",),
    (basis_for_a_name,),
    owner="activity",
    named_by=("person", "organisation"),
)

TOPIC = RecordType(
    "topic",
    N_("Topic"),
    N_("Topics"),
    "",
    "Topics",
    (
        of_event(),
        Field("topic", CODE, N_("Topic"), choices="topic", hxl="#subsector+code"),
        Field("words", TEXT, N_("In other words"), hxl="#subsector+description"),
    ),
    ("topic",),
    (either("topic", "words"),),
    owner="activity",
    named_by=("topic", "words"),
    most=5,  # DOMAIN 1.2
)

# Who asks is a category and never a person.
QUESTION = RecordType(
    "question",
    N_("Question"),
    N_("Questions"),
    "",
    "Questions",
    (
        of_event(),
        Field("number", COUNT, N_("No."), hxl="#event+num"),
        Field("at", TIME, N_("At"), hxl="#event+time"),
        Field("question", NOTE, N_("Question"), N_("The gist. No names."), hxl="#description+question"),
        Field("asked_by", CODE, N_("Asked by"), choices="asker", hxl="#respondee+type+code"),
        Field("came", CODE, N_("How it came"), choices="question_channel", hxl="#modality+question+code"),
        Field("language", CODE, N_("Language"), choices="language", hxl="#access+language+code"),
        Field("topic", CODE, N_("Topic"), choices="topic", hxl="#subsector+code"),
        Field("addressed_to", TEXT, N_("Addressed to"), N_("The function."), hxl="#org+addressee"),
        Field("answer", NOTE, N_("Answer"), N_("The gist."), hxl="#description+answer"),
        Field("status", CODE, N_("Answered"), choices="question_status", hxl="#status+code"),
    ),
    ("question",),
    owner="activity",
    named_by=("number",),
)

SESSION = RecordType(
    "session",
    N_("Session"),
    N_("Sessions"),
    "",
    "Sessions",
    (
        of_event(),
        Field("number", COUNT, N_("No."), hxl="#event+num"),
        Field("session_type", CODE, N_("Kind"), choices="session_type", hxl="#event+type+code"),
        Field("title", TEXT, N_("Title"), hxl="#event+name"),
        Field("day", DATE, N_("Day"), hxl="#date+occurred"),
        Field("start", TIME, N_("From"), hxl="#event+time+start"),
        Field("end", TIME, N_("Until"), hxl="#event+time+end"),
        Field("lead", TEXT, N_("Led by"), N_("The function or organisation."), hxl="#contact+lead"),
        Field("rapporteur", TEXT, N_("Rapporteur"), N_("The function."), hxl="#contact+rapporteur"),
        Field(
            "participants",
            COUNT,
            N_("Taking part"),
            help=N_("Attendances: the same person may sit in several sessions, so sessions are never added up."),
            hxl="#reached+attendances",
        ),
        Field("result", NOTE, N_("Result"), hxl="#description"),
    ),
    ("session",),
    (hours_in_order("start", "end"),),
    owner="activity",
    named_by=("number", "title"),
)

MEDIA_ITEM = RecordType(
    "media_item",
    N_("Media item"),
    N_("Coverage"),
    "",
    "Coverage",
    (
        owned_by("activity", N_("Activity"), ACTIVITIES, "#activity+id"),
        Field("outlet", TEXT, N_("Outlet"), hxl="#org+media+name"),
        Field("medium", CODE, N_("Medium"), choices="medium", hxl="#modality+medium+code"),
        Field("day", DATE, N_("Day"), hxl="#date+published"),
        Field("language", CODE, N_("Language"), choices="language", hxl="#access+language+code"),
        Field("headline", TEXT, N_("Headline"), hxl="#description+headline"),
        Field("tone", CODE, N_("Tone"), choices="tone", hxl="#indicator+tone+code"),
        Field("link", TEXT, N_("Link"), hxl="#meta+url"),
    ),
    ("media_item",),
    owner="activity",
    named_by=("outlet", "day"),
)

FINDING = RecordType(
    "finding",
    N_("Finding of a survey"),
    N_("Findings of a survey"),
    "",
    "Findings of surveys",
    (
        owned_by("activity", N_("Activity"), ("other_activity",), "#activity+id"),
        Field("number", COUNT, N_("No."), hxl="#item+num"),
        Field("question", TEXT, N_("Question"), N_("As it was asked."), hxl="#description+question"),
        Field("answer", TEXT, N_("Answer"), N_("The answer that was counted."), hxl="#description+answer"),
        Field("group", TEXT, N_("Of whom"), N_("All who were asked, or a part of them."), hxl="#respondee+description"),
        Field("asked", COUNT, N_("People asked"), hxl="#respondee+num"),
        Field("share", PERCENT, N_("Gave this answer"), hxl="#indicator+value+num", measure="%"),
        Field("before", PERCENT, N_("Last time"), hxl="#indicator+value+baseline+num", measure="%"),
        Field("day", DATE, N_("Asked until"), hxl="#date+occurred"),
        Field("source", TEXT, N_("Who asked"), hxl="#meta+source"),
    ),
    ("finding",),
    owner="activity",
    natural_key=("number",),
    named_by=("question",),
)

FOLLOW_UP = RecordType(
    "follow_up",
    N_("Next step"),
    N_("Follow-up"),
    "",
    "Follow-up",
    (
        owned_by("activity", N_("Activity"), EVENTS, "#activity+id"),
        Field("what", TEXT, N_("What is to be done"), hxl="#description+action"),
        Field("who", TEXT, N_("By whom"), N_("The function."), hxl="#contact+action"),
        Field("due", DATE, N_("Until"), hxl="#date+due"),
        Field("status", CODE, N_("Status"), choices="follow_up_status", hxl="#status+code", default="open"),
        Field("done_on", DATE, N_("Done on"), hxl="#date+done"),
        Field("note", TEXT, N_("Note"), hxl="#description"),
    ),
    ("follow_up",),
    owner="activity",
    named_by=("what",),
)
