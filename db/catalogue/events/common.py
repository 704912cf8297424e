"""What town halls, youth assemblies and other activities have in common beyond the spine."""

from db.catalogue.fields import Field
from db.catalogue.instants import TIME
from db.catalogue.kinds import CODE, CODES, DATE, LINK, NOTE, TEXT
from db.catalogue.sections import AFTER, BASICS, HELD, MOOD, WHEN, WHERE, owned_by, yes_no
from db.marks import N_

EVENTS = ("town_hall", "youth_assembly", "other_activity")


def of_event() -> Field:
    """Return the field by which a part says which event it belongs to."""
    return owned_by("activity", N_("Activity"), EVENTS, "#activity+id")


FORMAT = Field("format", CODE, N_("Format"), choices="event_format", hxl="#modality+type+code", section=BASICS)
TIMES = (
    Field("start_time", TIME, N_("Begins at"), N_("The hour there, as 18:30."), hxl="#event+time+start", section=WHEN),
    Field("end_time", TIME, N_("Ends at"), hxl="#event+time+end", section=WHEN),
)
PLACE = (
    Field("venue_type", CODE, N_("Kind of venue"), choices="venue_type", hxl="#loc+type+code", section=WHERE),
    yes_no("step_free", N_("Reached without steps"), "#access+step_free+code", section=WHERE),
    yes_no("sign_language", N_("Sign language"), "#access+sign_language+code", section=WHERE),
)
AIM = Field(
    "aim",
    TEXT,
    N_("Political aim it serves"),
    help=N_("The link to the mission's political strategy, in one line."),
    hxl="#description+aim",
    section=BASICS,
)
ORGANISERS = (
    Field(
        "organiser",
        TEXT,
        N_("Organised by"),
        help=N_("The section or office of the United Nations that runs it."),
        hxl="#org+prog+name",
        section=WHERE,
    ),
    Field("component", CODE, N_("Component"), choices="component", hxl="#org+component+code", section=WHERE),
    yes_no(
        "mixed_team",
        N_("Team of women and men"),
        "#org+mixed+code",
        N_("Whether both spoke with people for the United Nations."),
        WHERE,
    ),
    Field("media_partner", TEXT, N_("Media partner"), hxl="#org+media+name", section=WHERE),
    Field("funding", CODE, N_("Paid by"), choices="funding", hxl="#org+funding+code", section=WHERE),
    Field(
        "project",
        LINK,
        N_("Financed as project"),
        help=N_("The confidence-building project that pays for it, where there is one."),
        links=("project",),
        hxl="#activity+project+id",
        section=WHERE,
    ),
)
LANGUAGES = (
    Field("languages", CODES, N_("Languages spoken"), choices="language", hxl="#access+language+code", section=HELD),
    Field(
        "written_languages",
        CODES,
        N_("Languages of papers"),
        help=N_("Of agenda, leaflets and signs."),
        choices="language",
        hxl="#access+language+written+code",
        section=HELD,
    ),
    Field(
        "language_problems",
        NOTE,
        N_("Problems with languages"),
        hxl="#description+language",
        section=HELD,
    ),
)
RECORDING = (
    yes_no("recorded", N_("Recorded"), "#status+recorded+code", section=HELD),
    Field("recorded_on", DATE, N_("Recorded on"), hxl="#date+recorded", section=HELD),
    Field("recording", TEXT, N_("Link to the recording"), hxl="#meta+url+recording", section=HELD),
)
ATMOSPHERE = (
    Field(
        "mood",
        CODE,
        N_("Mood"),
        help=N_("From 1, hostile, to 5, warm."),
        choices="mood",
        hxl="#indicator+mood+code",
        section=MOOD,
    ),
    yes_no("walkouts", N_("People walked out"), "#status+walkouts+code", section=MOOD),
    Field("tension", NOTE, N_("Points of tension"), N_("No names."), hxl="#description+tension", section=MOOD),
    Field("disinformation", NOTE, N_("Disinformation heard"), hxl="#description+disinformation", section=MOOD),
    Field("security", NOTE, N_("Security arrangements"), hxl="#description+security", section=MOOD),
    Field(
        "incident",
        CODE,
        N_("Incident"),
        help=N_("Only that there was one: what happened goes through the proper channel, never in here."),
        choices="incident",
        hxl="#status+incident+code",
        section=MOOD,
    ),
)
NEXT = (Field("next_session", DATE, N_("Next one on"), hxl="#date+next", section=AFTER),)
