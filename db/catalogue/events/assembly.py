"""A youth assembly: delegates chosen after a call, kept apart from everybody else who was there."""

from db.catalogue.activities import CHECKS, HEAD, SPINE, protect_shelters, status
from db.catalogue.events.common import AIM, FORMAT, LANGUAGES, ORGANISERS, PLACE, TIMES
from db.catalogue.events.rules import (
    call_closes_after_it_opens,
    chaperone_with_minors,
    consent_for_minors,
    hours_in_order,
)
from db.catalogue.fields import Field, RecordType
from db.catalogue.kinds import CODE, COUNT, DATE, NOTE, TEXT
from db.catalogue.people import numbered_people, part_of
from db.catalogue.quantities import PERCENT
from db.catalogue.sections import AFTER, BASICS, CARE, DELEGATES, WHEN, yes_no
from db.marks import N_

_CALL = (
    Field("call_opened", DATE, N_("Call opened"), N_("The call for participants."), hxl="#date+opened", section=WHEN),
    Field("call_closed", DATE, N_("Call closed"), hxl="#date+closed", section=WHEN),
)
_DELEGATES = (
    *numbered_people(
        "delegates",
        N_("Delegates"),
        "#reached+ind+delegates",
        N_("Young people chosen to take part; officials, speakers, staff and media are not among them."),
        DELEGATES,
    ),
    Field("applications", COUNT, N_("Applications"), hxl="#targeted+ind+applied", section=DELEGATES),
    Field(
        "selection",
        NOTE,
        N_("How they were chosen"),
        hxl="#description+selection",
        section=DELEGATES,
    ),
)
_CARE = (
    Field("minors", COUNT, N_("Minors present"), N_("Under 18."), hxl="#reached+ind+minors", section=CARE),
    Field(
        "guardian_consent",
        CODE,
        N_("Consent of guardians"),
        choices="extent",
        hxl="#status+guardian+code",
        section=CARE,
    ),
    yes_no("chaperone", N_("Chaperone present"), "#status+chaperone+code", section=CARE),
    Field(
        "image_consent",
        CODE,
        N_("Consent to pictures"),
        choices="extent",
        hxl="#status+images+code",
        section=CARE,
    ),
)
_AFTER = (
    Field("forms_returned", COUNT, N_("Evaluation forms returned"), hxl="#respondee+num", section=AFTER),
    Field("satisfaction", PERCENT, N_("Satisfied"), hxl="#indicator+satisfied+pct", section=AFTER, measure="%"),
    Field(
        "met_other",
        COUNT,
        N_("Met another community for the first time"),
        help=N_("How many of the forms say so."),
        hxl="#indicator+met+num",
        section=AFTER,
    ),
    Field("follow_up_body", TEXT, N_("Follow-up body"), hxl="#group+follow_up", section=AFTER),
    Field("next_meeting", DATE, N_("Next meeting"), hxl="#date+next", section=AFTER),
)

YOUTH_ASSEMBLY = RecordType(
    "youth_assembly",
    N_("Youth assembly"),
    N_("Youth assemblies"),
    "YA",
    "Youth assemblies",
    (
        *HEAD,
        status("event_status", "draft"),
        Field("edition", COUNT, N_("Edition"), hxl="#activity+programme+num", section=BASICS),
        Field("theme", TEXT, N_("Theme"), hxl="#subsector+theme", section=BASICS),
        FORMAT,
        AIM,
        *SPINE,
        *TIMES,
        *_CALL,
        *PLACE,
        *ORGANISERS,
        *LANGUAGES,
        *_DELEGATES,
        *_CARE,
        *_AFTER,
    ),
    ("activity", "youth_assembly"),
    (
        *CHECKS,
        hours_in_order("start_time", "end_time"),
        call_closes_after_it_opens,
        part_of("delegates", "total"),
        part_of("delegates", "applications", "warn"),
        part_of("met_other", "forms_returned"),
        consent_for_minors,
        chaperone_with_minors,
    ),
    follows=protect_shelters,
)
