"""What every activity has, of whatever type it is."""

from db.catalogue.checks import end_not_before_start, some_title
from db.catalogue.fields import Field
from db.catalogue.kinds import CODE, DATE, NOTE, TEXT
from db.catalogue.people import PEOPLE_FIELDS, attendances_of_people
from db.catalogue.quantities import LATITUDE, LONGITUDE
from db.catalogue.sections import BASICS, LANGUAGE_LABELS, WHEN, WHERE, numbered, title, yes_no
from db.marks import N_

HEAD = (*numbered("#activity+code"), *(title(language) for language in LANGUAGE_LABELS))
CHECKS = (some_title, end_not_before_start, attendances_of_people)


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
