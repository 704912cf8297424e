"""Every other activity: what it is stands in a list that a mission can extend; the rest is the same spine."""

from db.catalogue.activities import CHECKS, HEAD, SPINE, protect_shelters, status
from db.catalogue.events.common import AIM, FORMAT, LANGUAGES, NEXT, ORGANISERS, TIMES
from db.catalogue.events.rules import hours_in_order
from db.catalogue.fields import Field, RecordType
from db.catalogue.kinds import CODE
from db.catalogue.sections import BASICS
from db.marks import N_

OTHER_ACTIVITY = RecordType(
    "other_activity",
    N_("Other activity"),
    N_("Other activities"),
    "OA",
    "Other activities",
    (
        *HEAD,
        status("event_status", "draft"),
        Field(
            "activity_type",
            CODE,
            N_("What it is"),
            choices="activity_type",
            hxl="#activity+type+detail+code",
            section=BASICS,
        ),
        FORMAT,
        AIM,
        *SPINE,
        *TIMES,
        *ORGANISERS,
        *LANGUAGES,
        *NEXT,
    ),
    ("activity", "other_activity"),
    (*CHECKS, hours_in_order("start_time", "end_time")),
    follows=protect_shelters,
)
