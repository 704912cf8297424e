"""The project with the fields of its proposal form."""

from db.catalogue.activities import CHECKS, HEAD, SPINE, protect_shelters, status
from db.catalogue.checks import contact_with_grounds, currency_beside_amount
from db.catalogue.fields import Field, RecordType
from db.catalogue.instants import INSTANT
from db.catalogue.kinds import CODE, COUNT, DATE, LINK, MONEY, NOTE, TEXT
from db.catalogue.quantities import DECIMAL, PERCENT
from db.catalogue.sections import (
    APPLICANT,
    AUDIT,
    BASICS,
    CALLS,
    CARE,
    MONEY_SECTION,
    PEOPLE,
    PRACTICE,
    PROPOSAL,
    RECORD,
    WHEN,
    WHERE,
    yes_no,
)
from db.marks import N_

_PROGRAMME = (
    Field(
        "cycle",
        LINK,
        N_("Programme cycle"),
        help=N_("The budget year whose rules hold for it."),
        links=("cycle",),
        hxl="#activity+programme+id",
        section=BASICS,
    ),
    Field(
        "entered_as",
        CODE,
        N_("Entered as"),
        help=N_("The state in which it was first written down here: what came before is on file elsewhere."),
        choices="project_status",
        hxl="#status+entered+code",
        section=RECORD,
        editable=False,
    ),
    Field(
        "received_at",
        INSTANT,
        N_("Proposal received"),
        help=N_("Day, hour and time zone: 2022-03-27 23:59 CEST."),
        hxl="#date+received",
        section=WHEN,
        source=CALLS,
    ),
    Field(
        "stop_reason",
        NOTE,
        N_("Why it stopped"),
        help=N_("For a project that was suspended, cancelled, terminated or withdrawn."),
        hxl="#cause+stopped",
        section=BASICS,
    ),
)

_APPLICANT = (
    Field(
        "applicant_type",
        CODE,
        N_("Legal form"),
        help=N_("Of the partner that applies; the programme cycle says who may."),
        choices="applicant_type",
        hxl="#org+impl+type",
        section=APPLICANT,
        source=CALLS,
    ),
    Field("registration_no", TEXT, N_("Registration no."), hxl="#org+impl+code", section=APPLICANT, source=CALLS),
    Field("registration_body", TEXT, N_("Registered with"), hxl="#org+impl+register", section=APPLICANT),
    Field(
        "contact",
        TEXT,
        N_("Contact"),
        help=N_(
            "Function first; a name only with the person's agreement. Bank details are kept elsewhere, never here."
        ),
        hxl="#contact+name",
        section=APPLICANT,
    ),
    Field("contact_phone", TEXT, N_("Phone"), hxl="#contact+phone", section=APPLICANT),
    Field("contact_email", TEXT, N_("E-mail"), hxl="#contact+email", section=APPLICANT),
    Field("contact_address", TEXT, N_("Address"), hxl="#contact+address", section=APPLICANT),
    Field("contact_website", TEXT, N_("Website"), hxl="#contact+url", section=APPLICANT),
    Field(
        "contact_purpose",
        TEXT,
        N_("What the contact is kept for"),
        help=N_("Of a function alone nothing needs to be said."),
        hxl="#meta+contact+purpose",
        section=APPLICANT,
    ),
    Field(
        "contact_basis",
        CODE,
        N_("The contact is kept because of"),
        choices="lawful_basis",
        hxl="#meta+contact+basis+code",
        section=APPLICANT,
    ),
    Field("contact_source", TEXT, N_("Where the contact comes from"), hxl="#meta+contact+source", section=APPLICANT),
    Field(
        "contact_publish",
        CODE,
        N_("The contact may be published"),
        choices="yes_no",
        hxl="#meta+contact+publish+code",
        section=APPLICANT,
        default="no",
    ),
    Field("past_grants", NOTE, N_("Past grants of the United Nations"), hxl="#description+grants", section=APPLICANT),
    Field(
        "site_owner",
        TEXT,
        N_("Site owner and permits"),
        hxl="#description+site",
        section=WHERE,
        source=PRACTICE,
    ),
)

_WHY = (
    Field("need", NOTE, N_("Problem"), N_("What need it answers."), hxl="#description+need", section=PROPOSAL),
    Field("objective", NOTE, N_("Objective"), hxl="#description+objective", section=PROPOSAL),
    Field(
        "confidence",
        NOTE,
        N_("How it builds confidence"),
        help=N_("And between which communities."),
        hxl="#description+confidence",
        section=PROPOSAL,
        source=CALLS,
    ),
    Field("work", NOTE, N_("Activities"), N_("What is done when."), hxl="#description+work", section=PROPOSAL),
    Field("consulted", NOTE, N_("Who was consulted, and how"), hxl="#description+consulted", section=PROPOSAL),
    Field("women_youth", NOTE, N_("Role of women and youth"), hxl="#description+women_youth", section=PROPOSAL),
    Field("sustainability", NOTE, N_("Afterwards: who maintains it"), hxl="#description+afterwards", section=PROPOSAL),
    Field("visibility", NOTE, N_("Visibility of the mission"), hxl="#description+visibility", section=PROPOSAL),
    Field("sign_languages", TEXT, N_("Languages of signs"), hxl="#access+language", section=PROPOSAL),
    Field(
        "coordination",
        NOTE,
        N_("Coordination with others"),
        help=N_("Who was asked, when, and what they answered: nothing is financed twice."),
        hxl="#description+coordination",
        section=PROPOSAL,
    ),
    Field("annexes", NOTE, N_("Annexes"), hxl="#description+annexes", section=PROPOSAL),
)

_PEOPLE = (
    Field(
        "direct",
        COUNT,
        N_("Direct beneficiaries, planned"),
        hxl="#targeted+ind+direct",
        section=PEOPLE,
        measure=N_("people"),
    ),
    Field(
        "indirect",
        COUNT,
        N_("Indirect beneficiaries, planned"),
        hxl="#targeted+ind+indirect",
        section=PEOPLE,
        measure=N_("people"),
    ),
)

_CARE = (
    Field("risks", NOTE, N_("Risks and sensitivity to conflict"), hxl="#severity+risk", section=CARE),
    Field("environment", NOTE, N_("Environment"), hxl="#description+environment", section=CARE),
    yes_no(
        "security_forces",
        N_("Do security forces take part or benefit?"),
        "#meta+hrddp",
        N_("Police, army, prison service, their buildings too. Yes asks for the HRDDP outcome on the screening sheet."),
        CARE,
    ),
    Field("safeguarding", NOTE, N_("Prevention of misconduct"), hxl="#description+safeguarding", section=CARE),
)

_MONEY = (
    Field("requested_amount", MONEY, N_("Requested"), hxl="#value+budget", unit="requested", section=MONEY_SECTION),
    Field(
        "requested_currency",
        CODE,
        N_("Requested in"),
        choices="currency",
        hxl="#currency+requested+code",
        unit="requested",
        section=MONEY_SECTION,
    ),
    Field(
        "requested_rate",
        DECIMAL,
        N_("Rate"),
        help=N_("How much of this currency one unit of the cycle's currency buys, for example 0.921 euro a dollar."),
        hxl="#value+budget+rate",
        unit="requested",
        section=MONEY_SECTION,
    ),
    Field(
        "requested_rate_day",
        DATE,
        N_("Rate of"),
        hxl="#date+budget+rate",
        unit="requested",
        section=MONEY_SECTION,
    ),
    Field(
        "partner_share", MONEY, N_("Partner's share"), hxl="#value+contribution", unit="share", section=MONEY_SECTION
    ),
    Field(
        "partner_currency",
        CODE,
        N_("Share in"),
        choices="currency",
        hxl="#currency+contribution+code",
        unit="share",
        section=MONEY_SECTION,
    ),
    Field("overhead", PERCENT, N_("Overhead"), hxl="#value+overhead+pct", section=MONEY_SECTION, measure="%"),
    Field("procurement", NOTE, N_("Procurement"), hxl="#description+procurement", section=MONEY_SECTION, source=AUDIT),
    Field(
        "approved_amount",
        MONEY,
        N_("Approved amount"),
        hxl="#value+approved",
        unit="approved",
        section=MONEY_SECTION,
    ),
    Field(
        "currency",
        CODE,
        N_("Currency"),
        choices="currency",
        hxl="#currency+code",
        unit="approved",
        section=MONEY_SECTION,
    ),
    Field(
        "approved_rate",
        DECIMAL,
        N_("Rate at approval"),
        help=N_("How much of this currency one unit of the cycle's currency buys, for example 0.921 euro a dollar."),
        hxl="#value+approved+rate",
        unit="approved_rate",
        section=MONEY_SECTION,
    ),
    Field(
        "approved_rate_day",
        DATE,
        N_("Rate at approval of"),
        hxl="#date+approved+rate",
        unit="approved_rate",
        section=MONEY_SECTION,
    ),
    Field(
        "recovered",
        MONEY,
        N_("Recovered"),
        help=N_("Of a project that was cancelled or terminated, in the cycle's currency."),
        hxl="#value+recovered",
        unit="loss",
        section=MONEY_SECTION,
    ),
    Field(
        "written_off",
        MONEY,
        N_("Written off"),
        help=N_("Of a project that was cancelled or terminated, in the cycle's currency."),
        hxl="#value+written_off",
        unit="loss",
        section=MONEY_SECTION,
    ),
)

PROJECT = RecordType(
    "project",
    N_("Confidence-building project"),
    N_("Projects"),
    "CBP",
    "Projects",
    (
        *HEAD,
        status("project_status", "draft"),
        *_PROGRAMME,
        *SPINE,
        Field(
            "origin",
            LINK,
            N_("Came from"),
            help=N_("The youth assembly where the idea was born."),
            links=("youth_assembly",),
            hxl="#activity+origin+id",
            section=RECORD,
            editable=False,
        ),
        *_APPLICANT,
        *_WHY,
        *_PEOPLE,
        *_CARE,
        *_MONEY,
    ),
    ("activity", "project"),
    (
        *CHECKS,
        currency_beside_amount("requested_amount", "requested_currency", "partner_share", "partner_currency"),
        contact_with_grounds,
    ),
    follows=protect_shelters,
)
