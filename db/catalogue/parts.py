"""What can belong to an activity of any type: counts of people, further places, outputs, tags, who takes part."""

from db.catalogue.checks import children_within_people, currency_beside_amount, end_on_or_after_start
from db.catalogue.fields import Field, RecordType
from db.catalogue.kinds import CODE, COUNT, DATE, LINK, MONEY, NOTE, TEXT
from db.catalogue.sections import CALLS, owned_by, yes_no
from db.marks import N_

ACTIVITIES = ("project", "town_hall", "youth_assembly", "other_activity")


def of_activity() -> Field:
    """Return the field by which a part says which activity it belongs to."""
    return owned_by("activity", N_("Activity"), ACTIVITIES, "#activity+id")


# Participants are counts, never names. One tally is one cell of one dimension: independent marginals, no crosses.
TALLY = RecordType(
    "tally",
    N_("Participant count"),
    N_("Participants"),
    "",
    "Participants",
    (
        of_activity(),
        Field("dimension", CODE, N_("Dimension"), choices="dimension", hxl="#beneficiary+dimension"),
        Field("category", TEXT, N_("Category"), choices_by="dimension", hxl="#beneficiary+category+code"),
        Field("count", COUNT, N_("Count"), hxl="#reached+ind"),
    ),
    ("tally",),
    owner="activity",
    natural_key=("dimension", "category"),
    called="tallies",
)

PLACE = RecordType(
    "place",
    N_("Further municipality"),
    N_("Further municipalities"),
    "",
    "Further municipalities",
    (
        of_activity(),
        Field("municipality", CODE, N_("Municipality"), choices="municipality", hxl="#adm2+code"),
        Field("settlement", TEXT, N_("Settlement"), hxl="#loc+settlement+name"),
    ),
    ("place",),
    owner="activity",
    natural_key=("municipality",),
)

# Things and people have counts of their own: households are not people, and boxes are neither.
OUTPUT = RecordType(
    "output",
    N_("Output"),
    N_("Outputs"),
    "",
    "Outputs",
    (
        of_activity(),
        Field("what", TEXT, N_("What"), hxl="#output+name"),
        Field("item", CODE, N_("Unit"), choices="output_unit", hxl="#item+code"),
        Field("planned", COUNT, N_("Planned"), hxl="#output+num+planned"),
        Field("delivered", COUNT, N_("Delivered"), hxl="#output+num+actual"),
        Field("people", COUNT, N_("People reached"), hxl="#reached+ind", measure=N_("people")),
        Field("children", COUNT, N_("Children among them"), hxl="#reached+ind+children", measure=N_("people")),
        Field("households", COUNT, N_("Households reached"), hxl="#reached+hh", measure=N_("households")),
        Field("organisations", COUNT, N_("Organisations reached"), hxl="#reached+org", measure=N_("organisations")),
        Field("start", DATE, N_("From"), hxl="#date+start"),
        Field("end", DATE, N_("Until"), hxl="#date+end"),
        Field("note", NOTE, N_("Note"), hxl="#description"),
    ),
    ("output",),
    (end_on_or_after_start, children_within_people),
    owner="activity",
    named_by=("what",),
)

TAG = RecordType(
    "tag",
    N_("Tag"),
    N_("Tags"),
    "",
    "Tags",
    (
        of_activity(),
        Field("framework", CODE, N_("Framework"), choices="framework", hxl="#sector+list", source=CALLS),
        Field("code", TEXT, N_("Code"), choices_by="framework", hxl="#sector+code"),
        yes_no("main", N_("The main one"), "#sector+main"),
        Field("start", DATE, N_("From"), N_("Empty: from the beginning."), hxl="#date+start"),
        Field("end", DATE, N_("Until"), N_("Empty: to the end."), hxl="#date+end"),
        Field("note", TEXT, N_("Note"), hxl="#description"),
    ),
    ("tag",),
    (end_on_or_after_start,),
    owner="activity",
    natural_key=("framework", "code"),
)

INVOLVEMENT = RecordType(
    "involvement",
    N_("Organisation taking part"),
    N_("Organisations taking part"),
    "",
    "Who takes part",
    (
        of_activity(),
        Field("organisation", LINK, N_("Organisation"), links=("organisation",), hxl="#org+id"),
        Field("role", CODE, N_("Role"), choices="organisation_role", hxl="#org+role+code"),
        Field("amount", MONEY, N_("Gives"), hxl="#value+contribution", unit="contribution"),
        Field("currency", CODE, N_("Currency"), choices="currency", hxl="#currency+code", unit="contribution"),
        Field("start", DATE, N_("From"), hxl="#date+start"),
        Field("end", DATE, N_("Until"), hxl="#date+end"),
        Field("note", TEXT, N_("Note"), hxl="#description"),
    ),
    ("involvement",),
    (end_on_or_after_start, currency_beside_amount("amount", "currency")),
    owner="activity",
    natural_key=("organisation", "role"),
)

INITIATIVE_LINK = RecordType(
    "initiative_link",
    N_("Part of an initiative"),
    N_("Parts of initiatives"),
    "",
    "Parts of initiatives",
    (
        of_activity(),
        Field("initiative", LINK, N_("Initiative"), links=("initiative",), hxl="#activity+initiative+id"),
        Field("note", TEXT, N_("Note"), hxl="#description"),
    ),
    ("initiative_link",),
    owner="activity",
    natural_key=("initiative",),
)
