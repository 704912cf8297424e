"""The record types: every field of the product stands in the catalogue once, and here all types come together."""

from db.catalogue.attachments import ATTACHMENT
from db.catalogue.events.assembly import YOUTH_ASSEMBLY
from db.catalogue.events.assembly_parts import PROJECT_IDEA, RESIDENCE, SMALL_GRANT
from db.catalogue.events.other import OTHER_ACTIVITY
from db.catalogue.events.parts import (
    BROADCAST,
    FOLLOW_UP,
    INTERPRETATION,
    MEDIA_ITEM,
    PANELLIST,
    QUESTION,
    SESSION,
    TOPIC,
)
from db.catalogue.events.town_hall import TOWN_HALL
from db.catalogue.fields import RecordType
from db.catalogue.pairs import PAIR
from db.catalogue.parts import INITIATIVE_LINK, INVOLVEMENT, OUTPUT, PLACE, TAG, TALLY
from db.catalogue.projects.cycle import CRITERION, CYCLE
from db.catalogue.projects.decision import COMMITTEE, MOU, SCORE, SCREENING
from db.catalogue.projects.delivery import DELIVERABLE, MODIFICATION, PROGRESS, VISIT
from db.catalogue.projects.ending import CLOSURE, COMPLETION, EVALUATION, OVERRIDE
from db.catalogue.projects.money import BUDGET_LINE, FUNDING, INSTALMENT, PAYMENT
from db.catalogue.projects.project import PROJECT
from db.catalogue.shared import INITIATIVE, ORGANISATION
from db.errors import KnownError

ACTIVITY_TYPES = {kind.key: kind for kind in (PROJECT, TOWN_HALL, YOUTH_ASSEMBLY, OTHER_ACTIVITY)}
# Whose records belong to another one: what any activity has, what events have, what a project and a cycle have.
CHILD_TYPES = {
    kind.key: kind
    for kind in (
        *(TALLY, PLACE, OUTPUT, TAG, INVOLVEMENT, INITIATIVE_LINK, MEDIA_ITEM),
        *(TOPIC, PANELLIST, QUESTION, INTERPRETATION, BROADCAST, SESSION, FOLLOW_UP),
        *(RESIDENCE, PROJECT_IDEA, SMALL_GRANT),
        *(BUDGET_LINE, FUNDING, SCREENING, SCORE, COMMITTEE, MOU, INSTALMENT, PAYMENT),
        *(DELIVERABLE, VISIT, PROGRESS, MODIFICATION, COMPLETION, CLOSURE, EVALUATION, OVERRIDE),
        CRITERION,
        ATTACHMENT,
    )
}
# What belongs to no activity: headquarters sends it to every office, an office sends what it has.
SHARED_TYPES = {kind.key: kind for kind in (CYCLE, ORGANISATION, INITIATIVE)}
RECORD_TYPES = {**ACTIVITY_TYPES, **CHILD_TYPES, **SHARED_TYPES, PAIR.key: PAIR}

DATA_FORMAT = 1  # what `Field.since` counts; a parcel says which one it was written with


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
