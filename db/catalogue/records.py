"""The record types: every field of the product stands here once."""

from db.catalogue.checks import end_not_before_start, some_title
from db.catalogue.fields import Field, RecordType
from db.catalogue.kinds import CODE, COUNT, DATE, LINK, MONEY, NOTE, TEXT
from db.errors import KnownError
from db.marks import N_

# Sections of a form, in their order.
BASICS, WHEN, WHERE, PEOPLE, MONEY_SECTION, RECORD = "basics", "when", "where", "people", "money", "record"
SECTION_LABELS = {
    BASICS: N_("Basics"),
    WHEN: N_("When"),
    WHERE: N_("Where and who"),
    PEOPLE: N_("People"),
    MONEY_SECTION: N_("Money"),
    RECORD: N_("Record"),
}

# Languages a title can be kept in; a mission profile says which of them its forms show.
LANGUAGE_LABELS = {"en": N_("English"), "fr": N_("French"), "sq": N_("Albanian"), "sr": N_("Serbian")}


def _title(language: str) -> Field:
    return Field(
        f"title_{language}",
        TEXT,
        {
            "en": N_("Title (English)"),
            "fr": N_("Title (French)"),
            "sq": N_("Title (Albanian)"),
            "sr": N_("Title (Serbian)"),
        }[language],
        help=N_("One line that a reader far away understands. At least one language."),
        hxl=f"#activity+name+i_{language}",
        language=language,
        section=BASICS,
    )


def _status(choices: str, default: str) -> Field:
    return Field(
        "status",
        CODE,
        N_("Status"),
        help=N_("How far it has come."),
        choices=choices,
        hxl="#status+code",
        default=default,
        section=BASICS,
    )


_HEAD = (
    Field(
        "ref",
        TEXT,
        N_("Reference no."),
        help=N_("Given by the program: type, year, office, laptop letter and a running number."),
        hxl="#activity+code",
        section=RECORD,
        editable=False,
    ),
    Field(
        "office",
        TEXT,
        N_("Office"),
        help=N_("The office that made the record."),
        hxl="#meta+office+code",
        section=RECORD,
        editable=False,
    ),
    *(_title(language) for language in LANGUAGE_LABELS),
)

_SPINE = (
    Field("planned_start", DATE, N_("Planned start"), hxl="#date+start+planned", section=WHEN),
    Field("planned_end", DATE, N_("Planned end"), hxl="#date+end+planned", section=WHEN),
    Field(
        "actual_start",
        DATE,
        N_("Actual start"),
        help=N_("The day it really began; empty while it has not."),
        hxl="#date+start+actual",
        section=WHEN,
    ),
    Field("actual_end", DATE, N_("Actual end"), hxl="#date+end+actual", section=WHEN),
    Field(
        "municipality",
        CODE,
        N_("Municipality"),
        help=N_("Type any spelling, in any script."),
        choices="municipality",
        hxl="#adm2+code",
        section=WHERE,
    ),
    Field("settlement", TEXT, N_("Settlement"), hxl="#loc+settlement+name", section=WHERE),
    Field(
        "venue",
        TEXT,
        N_("Venue"),
        help=N_("The building or place. Leave it out where naming it could endanger people."),
        hxl="#loc+venue+name",
        section=WHERE,
    ),
    Field(
        "partner",
        TEXT,
        N_("Partner"),
        help=N_("The organisation that carries it out with the mission."),
        hxl="#org+impl+name",
        section=WHERE,
    ),
    Field(
        "description",
        NOTE,
        N_("What happened"),
        help=N_("Purpose, what happened, what came of it. No names of participants."),
        hxl="#description",
        section=BASICS,
    ),
    Field(
        "classification",
        CODE,
        N_("Classification"),
        help=N_("Printed at the top and bottom of every page (ST/SGB/2007/6)."),
        choices="classification",
        hxl="#meta+classification",
        default="UNCLASSIFIED",
        section=BASICS,
    ),
    Field(
        "total",
        COUNT,
        N_("Participants in all"),
        help=N_("People in the room, each counted once. Empty means not recorded; 0 means nobody."),
        hxl="#reached+ind+total",
        section=PEOPLE,
    ),
    Field(
        "counted_by",
        CODE,
        N_("Counted by"),
        choices="counting",
        hxl="#meta+method",
        section=PEOPLE,
    ),
)

_MONEY = (
    Field(
        "approved_amount",
        MONEY,
        N_("Approved amount"),
        hxl="#value+approved",
        unit="approved",
        section=MONEY_SECTION,
    ),
    Field(
        "currency",
        CODE,
        N_("Currency"),
        choices="currency",
        hxl="#currency+code",
        unit="approved",
        section=MONEY_SECTION,
    ),
)

_CHECKS = (some_title, end_not_before_start)

PROJECT = RecordType(
    "project",
    N_("Confidence-building project"),
    N_("Projects"),
    "CBP",
    "Projects",
    (*_HEAD, _status("project_status", "draft"), *_SPINE, *_MONEY),
    ("activity", "project"),
    _CHECKS,
)
TOWN_HALL = RecordType(
    "town_hall",
    N_("Town hall"),
    N_("Town halls"),
    "TH",
    "Town halls",
    (*_HEAD, _status("event_status", "draft"), *_SPINE),
    ("activity",),
    _CHECKS,
)
YOUTH_ASSEMBLY = RecordType(
    "youth_assembly",
    N_("Youth assembly"),
    N_("Youth assemblies"),
    "YA",
    "Youth assemblies",
    (*_HEAD, _status("event_status", "draft"), *_SPINE),
    ("activity",),
    _CHECKS,
)
OTHER_ACTIVITY = RecordType(
    "other_activity",
    N_("Other activity"),
    N_("Other activities"),
    "OA",
    "Other activities",
    (*_HEAD, _status("event_status", "draft"), *_SPINE),
    ("activity",),
    _CHECKS,
)
ACTIVITY_TYPES = {kind.key: kind for kind in (PROJECT, TOWN_HALL, YOUTH_ASSEMBLY, OTHER_ACTIVITY)}

# Participants are counts, never names. One tally is one cell of one dimension: independent marginals, no crosses.
TALLY = RecordType(
    "tally",
    N_("Participant count"),
    N_("Participants"),
    "",
    "Participants",
    (
        Field("activity", LINK, N_("Activity"), links=tuple(ACTIVITY_TYPES), hxl="#activity+id"),
        Field("dimension", CODE, N_("Dimension"), choices="dimension", hxl="#beneficiary+dimension"),
        Field("category", TEXT, N_("Category"), choices_by="dimension", hxl="#beneficiary+category+code"),
        Field("count", COUNT, N_("Count"), hxl="#reached+ind"),
    ),
    ("tally",),
    owner="activity",
    natural_key=("dimension", "category"),
    called="tallies",
)

CHILD_TYPES = {kind.key: kind for kind in (TALLY,)}  # whose records belong to another one
RECORD_TYPES = {**ACTIVITY_TYPES, **CHILD_TYPES}

DATA_FORMAT = 1  # what `Field.since` counts; a parcel says which one it was written with

# The dimensions in which participants are counted, each with its code list.
DIMENSIONS = {"sex": "sex", "age": "age", "community": "community"}


def record_type(key: str) -> RecordType:
    """Return the record type `key`.

    Raises KnownError `unknown-kind`.
    """
    if key not in RECORD_TYPES:
        raise KnownError("unknown-kind", kind=key, known=", ".join(RECORD_TYPES))
    return RECORD_TYPES[key]


def activity_type(key: str) -> RecordType:
    """Return the activity type `key`.

    Raises KnownError `unknown-kind`.
    """
    if key not in ACTIVITY_TYPES:
        raise KnownError("unknown-kind", kind=key, known=", ".join(ACTIVITY_TYPES))
    return ACTIVITY_TYPES[key]
