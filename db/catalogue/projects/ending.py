"""How a project ends: completion and hand-over, settlement and closure, evaluation; and rules set aside on the way."""

from db.catalogue.checks import currency_beside_amount
from db.catalogue.fields import Field, RecordType
from db.catalogue.kinds import CODE, COUNT, DATE, MONEY, NOTE, TEXT
from db.catalogue.sections import of_project, yes_no
from db.marks import N_

COMPLETION = RecordType(
    "completion",
    N_("Completion"),
    N_("Completions"),
    "",
    "Completion",
    (
        of_project(),
        Field("handed_over_on", DATE, N_("Handed over on"), hxl="#date+delivered"),
        Field("handed_over_to", TEXT, N_("Handed over to"), hxl="#org+receiving+name"),
        Field("handover_note", TEXT, N_("Hand-over note"), N_("Its number or place."), hxl="#meta+source"),
        Field("assets", NOTE, N_("Assets handed over"), hxl="#item+name"),
        yes_no(
            "photos",
            N_("Photos are filed elsewhere"),
            "#status+photos+code",
            N_("Only where none can be attached here, for example of a protected place."),
        ),
        yes_no("sign", N_("Sign put up"), "#status+sign+code"),
        yes_no("media", N_("In the media"), "#status+media+code"),
        yes_no("event", N_("Event held"), "#status+event+code"),
        Field("results", NOTE, N_("Results for confidence"), hxl="#impact+name"),
        Field(
            "evidence",
            NOTE,
            N_("Evidence"),
            N_("Statements, a survey, a body that still meets."),
            hxl="#impact+evidence",
        ),
        Field("unintended", NOTE, N_("Unintended effects"), hxl="#impact+unintended"),
        Field("lessons", NOTE, N_("Lessons"), hxl="#description+lessons"),
        Field("check_on", DATE, N_("Look again on"), hxl="#date+due"),
    ),
    ("completion",),
    owner="project",
    natural_key=(),
)

CLOSURE = RecordType(
    "closure",
    N_("Settlement and closure"),
    N_("Settlements and closures"),
    "",
    "Closure",
    (
        of_project(),
        yes_no("report", N_("Final report accepted"), "#status+report+code"),
        yes_no("receipts", N_("Receipts accepted"), "#status+receipts+code"),
        Field("spent", MONEY, N_("Spent"), hxl="#value+expenditure", unit="settled"),
        Field("returned", MONEY, N_("Returned"), hxl="#value+returned", unit="settled"),
        Field("currency", CODE, N_("Currency"), choices="currency", hxl="#currency+code", unit="settled"),
        Field("returned_on", DATE, N_("Returned on"), hxl="#date+returned"),
        Field("return_voucher", TEXT, N_("Voucher of the return"), hxl="#value+voucher"),
        Field(
            "variance_reason",
            NOTE,
            N_("Why it differs from what was approved"),
            hxl="#cause+deviation",
        ),
        Field("settled_on", DATE, N_("Settled on"), hxl="#date+settled"),
        yes_no("signed_partner", N_("Signed by the partner"), "#status+partner+code"),
        yes_no("signed_focal_point", N_("Signed by the focal point"), "#status+focal_point+code"),
        yes_no("signed_manager", N_("Signed by the programme manager"), "#status+manager+code"),
        yes_no("signed_finance", N_("Signed by finance"), "#status+finance+code"),
        Field("closed_on", DATE, N_("Closed on"), hxl="#date+closed"),
        Field("archive", TEXT, N_("Archived"), N_("Where the papers lie."), hxl="#meta+source"),
    ),
    ("closure",),
    (currency_beside_amount("spent", "currency", "returned", "currency"),),
    owner="project",
    natural_key=(),
)

EVALUATION = RecordType(
    "evaluation",
    N_("Evaluation"),
    N_("Evaluations"),
    "",
    "Evaluations",
    (
        of_project(),
        Field("day", DATE, N_("Day"), hxl="#date+occurred"),
        yes_no("in_use", N_("Still in use"), "#status+in_use+code"),
        Field("used_by", TEXT, N_("Used by which communities"), hxl="#beneficiary+name"),
        Field("contact", CODE, N_("Contact between communities"), choices="contact_change", hxl="#impact+code"),
        Field("evidence", NOTE, N_("Evidence"), hxl="#impact+evidence"),
        yes_no("again", N_("Would be done again"), "#status+again+code"),
        Field("score", COUNT, N_("Score for confidence"), hxl="#indicator+value+num"),
        Field("remarks", NOTE, N_("Remarks"), hxl="#description"),
    ),
    ("evaluation",),
    owner="project",
    named_by=("day",),
)

# What somebody decided to go on without: it is never hidden, and never forgotten.
OVERRIDE = RecordType(
    "override",
    N_("Exception"),
    N_("Exceptions"),
    "",
    "Exceptions",
    (
        of_project(),
        Field("state", CODE, N_("To go on to"), choices="project_status", hxl="#status+code"),
        Field("rules", NOTE, N_("Rules set aside"), N_("One in a line."), hxl="#meta+rules"),
        Field("reason", NOTE, N_("Reason"), hxl="#description"),
        Field("by", TEXT, N_("Decided by"), hxl="#org+approving+name"),
        Field("day", DATE, N_("Day"), hxl="#date+approved"),
    ),
    ("override",),
    owner="project",
    named_by=("state",),
)
