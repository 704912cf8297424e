"""How a proposal is decided: screening sheet, scores, review committee, memorandum of understanding."""

from db.catalogue.checks import currency_beside_amount
from db.catalogue.fields import Field, RecordType
from db.catalogue.kinds import CODE, COUNT, DATE, MONEY, NOTE, TEXT
from db.catalogue.sections import AUDIT, CALLS, of_project, yes_no
from db.marks import N_

ELIGIBILITY = (
    yes_no("is_registered", N_("Applicant is registered"), "#status+registered+code", source=CALLS),
    yes_no("is_non_profit", N_("Applicant is not for profit"), "#status+non_profit+code", source=CALLS),
    yes_no("is_complete", N_("Form and annexes are complete"), "#status+complete+code"),
    yes_no("is_one_off", N_("One-off, no running costs"), "#status+one_off+code"),
    yes_no("is_within_ceiling", N_("Within the ceiling"), "#status+ceiling+code", source=CALLS),
    yes_no("is_in_time", N_("Can be done in the months allowed"), "#status+in_time+code", source=CALLS),
    yes_no("is_shared", N_("Communities take part together"), "#status+shared+code", source=CALLS),
    yes_no("has_aim", N_("Serves an aim of the call"), "#status+aim+code", source=CALLS),
)

SCREENING = RecordType(
    "screening",
    N_("Screening sheet"),
    N_("Screening sheets"),
    "",
    "Screening",
    (
        of_project(),
        *ELIGIBILITY,
        Field(
            "duplication",
            CODE,
            N_("Duplication"),
            help=N_("Whether somebody finances the same already."),
            choices="duplication",
            hxl="#status+duplication+code",
        ),
        Field("duplication_note", TEXT, N_("Who was asked"), hxl="#description+duplication"),
        Field(
            "capacity",
            COUNT,
            N_("Partner capacity"),
            help=N_("From 0 to the best score of the cycle."),
            hxl="#capacity+num",
        ),
        Field("cost_realism", CODE, N_("Costs are"), choices="cost_realism", hxl="#status+cost+code"),
        Field(
            "technical",
            CODE,
            N_("Technical clearance"),
            help=N_("By the engineering adviser, for works."),
            choices="clearance",
            hxl="#status+technical+code",
            source=AUDIT,
        ),
        Field(
            "hrddp",
            CODE,
            N_("Human rights due diligence"),
            help=N_("Needed where security forces take part or benefit."),
            choices="screen_hrddp",
            hxl="#status+hrddp+code",
        ),
        Field("sea", CODE, N_("Sexual exploitation and abuse"), choices="screen_sea", hxl="#status+sea+code"),
        Field("do_no_harm", CODE, N_("Do no harm"), choices="screen_dnh", hxl="#status+dnh+code"),
        Field("gender_marker", CODE, N_("Gender marker"), choices="gender_marker", hxl="#status+gender+code"),
        Field("environment", CODE, N_("Environment"), choices="clearance", hxl="#status+environment+code"),
        Field("screener", TEXT, N_("Screened by"), N_("The function, not the name."), hxl="#org+reporting+name"),
        Field("day", DATE, N_("Screened on"), hxl="#date+screened"),
        Field("decision", CODE, N_("Outcome"), choices="screening_decision", hxl="#status+code"),
        Field(
            "recommendation",
            CODE,
            N_("Recommendation to the committee"),
            choices="committee_decision",
            hxl="#status+recommended+code",
        ),
        Field("remarks", NOTE, N_("Remarks"), hxl="#description"),
    ),
    ("screening",),
    owner="project",
    natural_key=(),
)

SCORE = RecordType(
    "score",
    N_("Score"),
    N_("Scores"),
    "",
    "Scores",
    (
        of_project(),
        Field("criterion", TEXT, N_("Criterion"), N_("Its code in the grid of the cycle."), hxl="#indicator+code"),
        Field("score", COUNT, N_("Score"), hxl="#indicator+value+num"),
        Field("remark", TEXT, N_("Remark"), hxl="#indicator+text"),
    ),
    ("score",),
    owner="project",
    natural_key=("criterion",),
)

COMMITTEE = RecordType(
    "committee",
    N_("Review committee record"),
    N_("Review committee"),
    "",
    "Review committee",
    (
        of_project(),
        Field("level", CODE, N_("Committee"), choices="committee", hxl="#group+code", default="prc"),
        Field("meeting", TEXT, N_("Meeting no."), hxl="#event+code"),
        Field("day", DATE, N_("Meeting of"), hxl="#date+approved"),
        Field("members", NOTE, N_("Members present"), N_("Functions, not names."), hxl="#group+members"),
        Field("conflicts", NOTE, N_("Conflicts of interest declared"), hxl="#description+conflicts"),
        Field("decision", CODE, N_("Decision"), choices="committee_decision", hxl="#status+code"),
        Field("amount", MONEY, N_("Amount approved"), hxl="#value+approved", unit="amount_approved"),
        Field("currency", CODE, N_("Currency"), choices="currency", hxl="#currency+code", unit="amount_approved"),
        Field("rank", COUNT, N_("Rank on the reserve list"), hxl="#indicator+rank+num"),
        Field("conditions", NOTE, N_("Conditions"), hxl="#description+conditions"),
        Field("conditions_due", DATE, N_("Conditions due"), hxl="#date+due"),
        yes_no("conditions_met", N_("Conditions met"), "#status+conditions+code"),
        Field("minute", TEXT, N_("Minute"), N_("Where the decision is written."), hxl="#meta+source"),
    ),
    ("committee",),
    (currency_beside_amount("amount", "currency"),),
    owner="project",
)

MOU = RecordType(
    "mou",
    N_("Memorandum of understanding"),
    N_("Memoranda of understanding"),
    "",
    "MoU",
    (
        of_project(),
        Field("number", TEXT, N_("Number"), hxl="#activity+mou+code"),
        Field("signed_un", DATE, N_("Signed by the mission"), hxl="#date+signed+un"),
        Field("signed_partner", DATE, N_("Signed by the partner"), hxl="#date+signed+partner"),
        Field("signatory_un", TEXT, N_("Signs for the mission"), N_("The function."), hxl="#contact+un"),
        Field("signatory_partner", TEXT, N_("Signs for the partner"), N_("The function."), hxl="#contact+partner"),
        Field("amount", MONEY, N_("Amount"), hxl="#value+commitment", unit="agreed"),
        Field("currency", CODE, N_("Currency"), choices="currency", hxl="#currency+code", unit="agreed"),
        Field("end", DATE, N_("Ends"), hxl="#date+end+planned"),
        Field("reports", TEXT, N_("Reports due"), N_("The days or months."), hxl="#date+reports"),
        yes_no("clause_misconduct", N_("Clause on misconduct"), "#status+misconduct+code", source=AUDIT),
        yes_no("clause_visibility", N_("Clause on visibility"), "#status+visibility+code", source=AUDIT),
        yes_no("clause_records", N_("Clause on records"), "#status+records+code", source=AUDIT),
        yes_no("clause_refund", N_("Clause on refunds"), "#status+refund+code", source=AUDIT),
        Field("amendments", NOTE, N_("Amendments"), hxl="#description+amendments"),
    ),
    ("mou",),
    (currency_beside_amount("amount", "currency"),),
    owner="project",
    natural_key=(),
)
