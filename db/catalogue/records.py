"""The record types: every field of the product stands in the catalogue once, and here all types come together."""

from db.catalogue.attachments import ATTACHMENT
from db.catalogue.events.assembly import YOUTH_ASSEMBLY
from db.catalogue.events.assembly_parts import PROJECT_IDEA, RESIDENCE, SMALL_GRANT
from db.catalogue.events.other import OTHER_ACTIVITY
from db.catalogue.events.parts import (
    BROADCAST,
    FINDING,
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
from db.catalogue.frameworks import CHANGE_NOTE, CONTEXT_NOTE, EVIDENCE, RISK, RISK_LINK
from db.catalogue.indicators import INDICATOR, INDICATOR_VALUE
from db.catalogue.locks import APPROVAL, CLOSING, PERMISSION
from db.catalogue.organisations import CONTACT
from db.catalogue.pairs import PAIR
from db.catalogue.parts import INITIATIVE_LINK, INVOLVEMENT, OUTPUT, PLACE, TAG, TALLY
from db.catalogue.projects.cycle import CRITERION, CYCLE
from db.catalogue.projects.decision import COMMITTEE, MOU, SCORE, SCREENING
from db.catalogue.projects.delivery import DELIVERABLE, MODIFICATION, PROGRESS, VISIT
from db.catalogue.projects.ending import CLOSURE, COMPLETION, EVALUATION, OVERRIDE
from db.catalogue.projects.money import BUDGET_LINE, FUNDING, INSTALMENT, PAYMENT
from db.catalogue.projects.project import PROJECT
from db.catalogue.recommendations import (
    ACTION_POINT,
    COMMITMENT,
    CONTRIBUTION,
    PARTY,
    PLEDGE,
    RECOMMENDATION,
    RECOMMENDATION_SET,
)
from db.catalogue.reports import REPORT_TEXT
from db.catalogue.shared import INITIATIVE, ORGANISATION
from db.errors import KnownError

ACTIVITY_TYPES = {kind.key: kind for kind in (PROJECT, TOWN_HALL, YOUTH_ASSEMBLY, OTHER_ACTIVITY)}
# Whose records belong to another one: what any activity has, what events have, what a project and a cycle have, what
# belongs to the other records that all offices share.
CHILD_TYPES = {
    kind.key: kind
    for kind in (
        *(TALLY, PLACE, OUTPUT, TAG, INVOLVEMENT, INITIATIVE_LINK, MEDIA_ITEM),
        *(CONTRIBUTION, COMMITMENT, EVIDENCE, CHANGE_NOTE, RISK_LINK),
        *(TOPIC, PANELLIST, QUESTION, INTERPRETATION, BROADCAST, SESSION, FOLLOW_UP, FINDING),
        *(RESIDENCE, PROJECT_IDEA, SMALL_GRANT),
        *(BUDGET_LINE, FUNDING, SCREENING, SCORE, COMMITTEE, MOU, INSTALMENT, PAYMENT),
        *(DELIVERABLE, VISIT, PROGRESS, MODIFICATION, COMPLETION, CLOSURE, EVALUATION, OVERRIDE),
        CRITERION,
        *(RECOMMENDATION, ACTION_POINT, PARTY, PLEDGE, CONTACT, INDICATOR_VALUE),
        *(ATTACHMENT, APPROVAL),
    )
}
# What belongs to no activity: headquarters sends it to every office, an office sends what it has.
SHARED_TYPES = {
    kind.key: kind
    for kind in (CYCLE, ORGANISATION, INITIATIVE, RECOMMENDATION_SET, INDICATOR, RISK, CONTEXT_NOTE, REPORT_TEXT)
}
# What closes a period, and what is allowed in spite of it: every office knows those of all.
LOCK_TYPES = {kind.key: kind for kind in (CLOSING, PERMISSION)}
RECORD_TYPES = {**ACTIVITY_TYPES, **CHILD_TYPES, **SHARED_TYPES, **LOCK_TYPES, PAIR.key: PAIR}

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


def inner_links(kind: RecordType) -> dict[str, tuple[str, ...]]:
    """Return the fields by which a part points at other parts of its owner."""
    return {
        field: types
        for field, types in kind.links.items()
        if field != kind.owner and all(_owners(one) & _owners(kind.key) for one in types)
    }


def _owners(key: str) -> set[str]:
    """Return the types that a part of the type `key` can belong to."""
    kind = CHILD_TYPES.get(key)
    return set(kind.links[kind.owner]) if kind is not None else set()


# What every office knows: the shared records and what belongs to them. A form can offer them all.
KNOWN_TO_ALL = {
    **SHARED_TYPES,
    **{key: kind for key, kind in CHILD_TYPES.items() if set(kind.links[kind.owner]) <= SHARED_TYPES.keys()},
}
