"""What every activity has, of whatever type it is."""

from db.catalogue.checks import end_not_before_start, some_title
from db.catalogue.fields import Field, Values
from db.catalogue.kinds import CODE, DATE, NOTE, TEXT
from db.catalogue.people import PEOPLE_FIELDS, attendances_of_people
from db.catalogue.quantities import LATITUDE, LONGITUDE
from db.catalogue.sections import BASICS, LANGUAGE_LABELS, WHEN, WHERE, numbered, title, yes_no
from db.folding import fold
from db.marks import N_

HEAD = (*numbered("#activity+code"), *(title(language) for language in LANGUAGE_LABELS))
CHECKS = (some_title, end_not_before_start, attendances_of_people)


# How folded titles begin a word that means a shelter, in the languages that the field offices write.
_SHELTERS = ("shelter", "safe hous", "strehimore", "strehimi", "shtepi e sigurt", "sigurna kuc", "sklonist", "refuge")


def protect_shelters(values: Values) -> Values:
    """Return that a shelter or service for survivors is a protected place, where nobody said whether it is (DP-07)."""
    if values.get("protected") is not None:
        return {}
    by_kind = values.get("venue_type") == "shelter" or values.get("activity_type") == "survivor_services"
    titles = (f" {fold(str(value))}" for key, value in values.items() if key.startswith("title_") and value)
    named = any(f" {word}" in title for title in titles for word in _SHELTERS)
    return {"protected": "yes"} if by_kind or named else {}


def status(choices: str, default: str) -> Field:
    """Return the field that says how far an activity has come."""
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


SPINE = (
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
        "latitude",
        LATITUDE,
        N_("Latitude"),
        help=N_("Decimal degrees, WGS 84. Optional."),
        hxl="#geo+lat",
        unit="coordinates",
        measure="°",
        section=WHERE,
    ),
    Field(
        "longitude",
        LONGITUDE,
        N_("Longitude"),
        help=N_("Decimal degrees, WGS 84. Optional."),
        hxl="#geo+lon",
        unit="coordinates",
        measure="°",
        section=WHERE,
    ),
    yes_no(
        "protected",
        N_("Protected place"),
        "#meta+protected",
        N_("Yes for shelters and survivor services: only the municipality may leave the office."),
        WHERE,
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
    *PEOPLE_FIELDS,
)
