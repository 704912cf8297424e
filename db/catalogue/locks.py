"""Approvals, closed periods and dated exceptions: what keeps a record as it is. The program alone writes them."""

from db.catalogue.fields import Field, RecordType, Values
from db.catalogue.kinds import DATE, LINK, NOTE, TEXT
from db.catalogue.parts import ACTIVITIES, of_activity
from db.catalogue.sections import numbered
from db.errors import Problem
from db.marks import N_

MADE = "made"  # the merge unit of who made a lock, and when
REOPENED = "reopened"


def _made_by_a_verb(values: Values) -> Problem | None:
    """A row alone locks nothing: only whoever may do it makes one, and the program notes who that was."""
    return None if values.get("by") else Problem("by", "lock-by-hand")


def _made(by: str, day: str) -> tuple[Field, ...]:
    """Return the fields that say who made a lock; `role` decides who may lift it, the day is only information."""
    return (
        Field("by", TEXT, by, hxl="#org+approving+name", unit=MADE, editable=False),
        Field("role", TEXT, N_("Role"), hxl="#org+approving+role", unit=MADE, editable=False),
        Field("function", TEXT, N_("Function"), hxl="#org+approving+function", unit=MADE, editable=False),
        Field("day", DATE, day, hxl="#date+approved", unit=MADE, editable=False),
    )


APPROVAL = RecordType(
    "approval",
    N_("Approval"),
    N_("Approvals"),
    "",
    "Approvals",
    (
        of_activity(),
        *_made(N_("Approved by"), N_("Approved on")),
        Field("note", NOTE, N_("Note"), hxl="#description", editable=False),
        Field(
            "seen",
            NOTE,
            N_("State approved"),
            help=N_("The versions that were approved, in short: so the program knows what was changed since."),
            hxl="#meta+approved+versions",
            editable=False,
        ),
    ),
    ("approval",),
    (_made_by_a_verb,),
    owner="activity",
    named_by=("day",),
)

CLOSING = RecordType(
    "closing",
    N_("Closed period"),
    N_("Closed periods"),
    "LCK",
    "Closed periods",
    (
        *numbered("#meta+lock+code"),
        Field("area", TEXT, N_("Of the office"), N_("Empty: of all offices."), hxl="#meta+lock+office", editable=False),
        Field("start", DATE, N_("From"), hxl="#date+start", unit="days", editable=False),
        Field("end", DATE, N_("Until"), hxl="#date+end", unit="days", editable=False),
        Field("reason", NOTE, N_("Reason"), hxl="#description", editable=False),
        *_made(N_("Closed by"), N_("Closed on")),
        Field(
            "seen",
            NOTE,
            N_("Known when it was closed"),
            help=N_("How far each laptop's changes were known, in short: so the program knows what came later."),
            hxl="#meta+lock+versions",
            editable=False,
        ),
        Field("reopened_on", DATE, N_("Opened again on"), hxl="#date+reopened", unit=REOPENED, editable=False),
        Field("reopened_by", TEXT, N_("Opened again by"), hxl="#org+reopened+name", unit=REOPENED, editable=False),
        Field("reopened_why", NOTE, N_("Opened again because"), hxl="#meta+reopened", unit=REOPENED, editable=False),
    ),
    ("closing",),
    (_made_by_a_verb,),
)

PERMISSION = RecordType(
    "permission",
    N_("Dated exception"),
    N_("Dated exceptions"),
    "EXC",
    "Dated exceptions",
    (
        *numbered("#meta+exception+code"),
        Field("lock", LINK, N_("From"), links=("closing", *ACTIVITIES), hxl="#meta+lock+id", editable=False),
        Field("area", TEXT, N_("For the office"), hxl="#meta+lock+office", editable=False),
        Field("officer", TEXT, N_("For"), N_("Empty: for everybody there."), hxl="#org+officer+name", editable=False),
        Field("until", DATE, N_("Until"), hxl="#date+end", editable=False),
        Field("reason", NOTE, N_("Reason"), hxl="#description", editable=False),
        *_made(N_("Allowed by"), N_("Allowed on")),
    ),
    ("permission",),
    (_made_by_a_verb,),
)

# By which of its fields a record falls on a day, the first that says something. An event is one day's work with all its
# parts; a project runs over many, so that each part has its own day and the project itself the day on which it ended.
DAYS = {
    **dict.fromkeys(("town_hall", "youth_assembly", "other_activity"), ("actual_start", "planned_start")),
    "project": ("actual_end",),
    "screening": ("day",),
    "committee": ("day",),
    "mou": ("signed_un", "signed_partner"),
    "payment": ("paid_on",),
    "deliverable": ("delivered_on",),
    "visit": ("day",),
    "modification": ("day",),
    "completion": ("handed_over_on",),
    "closure": ("closed_on", "settled_on"),
    "evaluation": ("day",),
    "context_note": ("day",),
    "indicator_value": ("end",),
}
