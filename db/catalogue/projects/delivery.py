"""The work itself: dated deliverables, monitoring visits with progress, modifications."""

from db.catalogue.checks import currency_beside_amount
from db.catalogue.fields import Field, RecordType
from db.catalogue.kinds import CODE, COUNT, DATE, LINK, MONEY, NOTE, TEXT
from db.catalogue.quantities import PERCENT
from db.catalogue.sections import AUDIT, of_project, yes_no
from db.marks import N_

DELIVERABLE = RecordType(
    "deliverable",
    N_("Deliverable"),
    N_("Deliverables"),
    "",
    "Deliverables",
    (
        of_project(),
        Field("number", COUNT, N_("No."), hxl="#output+code"),
        Field("what", TEXT, N_("What"), hxl="#output+name"),
        Field("item", TEXT, N_("Unit"), N_("What is counted, for example training days."), hxl="#item+name"),
        Field("planned", COUNT, N_("Planned"), hxl="#output+num+planned"),
        Field("delivered", COUNT, N_("Delivered"), hxl="#output+num+actual"),
        Field("due", DATE, N_("Due"), hxl="#date+due", source=AUDIT),
        Field("delivered_on", DATE, N_("Delivered on"), hxl="#date+delivered"),
        Field(
            "status",
            CODE,
            N_("Status"),
            help=N_("A deliverable that the plan dropped stays visible."),
            choices="deliverable_status",
            hxl="#status+code",
            default="planned",
        ),
        Field("note", TEXT, N_("Note"), hxl="#description"),
    ),
    ("deliverable",),
    owner="project",
    natural_key=("number",),
)

VISIT = RecordType(
    "visit",
    N_("Monitoring visit"),
    N_("Monitoring visits"),
    "",
    "Monitoring visits",
    (
        of_project(),
        Field("number", COUNT, N_("Visit no."), hxl="#event+code"),
        Field("day", DATE, N_("Day"), hxl="#date+occurred"),
        yes_no("final", N_("Final visit"), "#status+final+code"),
        Field("visitors", TEXT, N_("Visited by"), N_("Functions, not names."), hxl="#org+reporting+name"),
        Field("place", TEXT, N_("Place"), hxl="#loc+name"),
        Field("method", CODE, N_("How"), choices="visit_method", hxl="#modality+type", default="site"),
        Field("met", NOTE, N_("Persons met"), N_("Functions and numbers, not names."), hxl="#respondee+type"),
        Field("progress", PERCENT, N_("Progress in all"), hxl="#indicator+value+actual+num", measure="%"),
        yes_no("receipts", N_("Receipts seen"), "#status+receipts+code"),
        Field("spent", MONEY, N_("Spending seen"), hxl="#value+expenditure", unit="seen"),
        Field("currency", CODE, N_("Currency"), choices="currency", hxl="#currency+code", unit="seen"),
        Field("quality", TEXT, N_("Quality"), hxl="#description+quality"),
        Field("reached", COUNT, N_("People reached so far"), hxl="#reached+ind", measure=N_("people")),
        yes_no("voices", N_("All groups were asked"), "#respondee+all"),
        yes_no("visible", N_("The mission's part is visible"), "#status+visibility+code"),
        Field("problems", NOTE, N_("Problems"), hxl="#description+problems"),
        Field("action", NOTE, N_("What is to be done"), hxl="#description+action"),
        Field("action_by", TEXT, N_("By whom"), N_("The function."), hxl="#contact+action"),
        Field("action_due", DATE, N_("Until"), hxl="#date+due"),
        Field("risk", CODE, N_("Risk"), choices="risk_level", hxl="#severity+risk"),
        Field(
            "incident",
            CODE,
            N_("Incident"),
            help=N_("Only that there was one: what happened goes through the proper channel, never in here."),
            choices="incident",
            hxl="#status+incident+code",
        ),
        Field("description", NOTE, N_("What was seen"), hxl="#description"),
        Field("advice", CODE, N_("Recommendation"), choices="visit_advice", hxl="#status+code"),
        Field("signed_by", TEXT, N_("Signed by"), N_("The function."), hxl="#contact+signed"),
    ),
    ("visit",),
    (currency_beside_amount("spent", "currency"),),
    owner="project",
    named_by=("number", "day"),
)

PROGRESS = RecordType(
    "progress",
    N_("Progress of a deliverable"),
    N_("Progress"),
    "",
    "Progress",
    (
        of_project(),
        Field("visit", LINK, N_("Visit"), links=("visit",), hxl="#event+id"),
        Field("deliverable", COUNT, N_("Deliverable"), N_("Its number."), hxl="#output+code"),
        Field("percent", PERCENT, N_("Progress"), hxl="#indicator+value+actual+num", measure="%"),
        Field("note", TEXT, N_("Note"), hxl="#description"),
    ),
    ("progress",),
    owner="project",
    natural_key=("visit", "deliverable"),
)

MODIFICATION = RecordType(
    "modification",
    N_("Modification"),
    N_("Modifications"),
    "",
    "Modifications",
    (
        of_project(),
        Field("day", DATE, N_("Approved on"), hxl="#date+approved"),
        Field("change", CODE, N_("What changes"), choices="modification", hxl="#activity+change+code"),
        Field("cause", CODE, N_("Cause"), choices="modification_cause", hxl="#cause+deviation"),
        Field("reason", NOTE, N_("Reason"), hxl="#description+reason"),
        Field("before", NOTE, N_("Before"), hxl="#description+before"),
        Field("after", NOTE, N_("After"), hxl="#description+after"),
        Field("effect", NOTE, N_("Effect on beneficiaries"), hxl="#description+effect"),
        Field("approver", TEXT, N_("Approved by"), N_("The function, not the name."), hxl="#org+approving+name"),
    ),
    ("modification",),
    owner="project",
    named_by=("change", "day"),
)
