"""A town hall: an evening, a debate on the air, a round table, one of a series or alone."""

from db.catalogue.activities import CHECKS, HEAD, SPINE, protect_shelters, status
from db.catalogue.events.common import AIM, ATMOSPHERE, FORMAT, LANGUAGES, NEXT, ORGANISERS, PLACE, RECORDING, TIMES
from db.catalogue.events.rules import hours_in_order
from db.catalogue.fields import Field, RecordType
from db.catalogue.kinds import COUNT, TEXT
from db.catalogue.sections import BASICS, WHERE
from db.marks import N_

TOWN_HALL = RecordType(
    "town_hall",
    N_("Town hall"),
    N_("Town halls"),
    "TH",
    "Town halls",
    (
        *HEAD,
        status("event_status", "draft"),
        Field("series", TEXT, N_("Series"), hxl="#activity+programme+name", section=BASICS),
        Field("episode", COUNT, N_("Episode"), hxl="#activity+programme+num", section=BASICS),
        FORMAT,
        AIM,
        *SPINE,
        *TIMES,
        *PLACE,
        *ORGANISERS,
        Field("broadcaster", TEXT, N_("Broadcaster"), hxl="#org+broadcast+name", section=WHERE),
        *LANGUAGES,
        *RECORDING,
        *ATMOSPHERE,
        *NEXT,
    ),
    ("activity", "town_hall"),
    (*CHECKS, hours_in_order("start_time", "end_time")),
    follows=protect_shelters,
)
