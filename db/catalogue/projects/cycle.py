"""The programme cycle: the rules of one budget year. They change over the years, so every one of them is data."""

from db.catalogue.checks import cutoff_within_year, some_title
from db.catalogue.fields import Field, RecordType
from db.catalogue.instants import INSTANT
from db.catalogue.kinds import CODE, CODES, COUNT, DATE, MONEY, NOTE, TEXT
from db.catalogue.quantities import DECIMAL, PERCENT
from db.catalogue.sections import (
    BASICS,
    CALLS,
    LANGUAGE_LABELS,
    MONEY_SECTION,
    PEOPLE,
    WHEN,
    name,
    numbered,
    owned_by,
    yes_no,
)
from db.marks import N_


def _scheme(language: str) -> Field:
    return Field(
        f"scheme_{language}",
        TEXT,
        {
            "en": N_("Scheme (English)"),
            "fr": N_("Scheme (French)"),
            "sq": N_("Scheme (Albanian)"),
            "sr": N_("Scheme (Serbian)"),
            "ar": N_("Scheme (Arabic)"),
        }[language],
        help=N_("What the projects of this year are called, for example confidence-building projects."),
        hxl=f"#activity+scheme+name+i_{language}",
        language=language,
        section=BASICS,
        source=CALLS,
    )


CYCLE = RecordType(
    "cycle",
    N_("Programme cycle"),
    N_("Programme cycles"),
    "PC",
    "Programme cycles",
    (
        *numbered("#activity+programme+code"),
        *(name(language, "#activity+programme+name") for language in LANGUAGE_LABELS),
        *(_scheme(language) for language in LANGUAGE_LABELS),
        Field(
            "budget_year", TEXT, N_("Budget year"), N_("For example 2018/19."), hxl="#meta+budget_year", section=BASICS
        ),
        Field("year_start", DATE, N_("Year begins"), hxl="#date+start", section=WHEN),
        Field("year_end", DATE, N_("Year ends"), hxl="#date+end", section=WHEN),
        Field(
            "call_deadline",
            INSTANT,
            N_("Call closes"),
            help=N_("The last moment for proposals, with its time zone: 2022-03-27 23:59 CEST."),
            hxl="#date+deadline",
            section=WHEN,
            source=CALLS,
        ),
        Field(
            "cutoff",
            DATE,
            N_("Complete before"),
            help=N_("Projects are complete before this day; the day itself is too late."),
            hxl="#date+cutoff",
            section=WHEN,
            source="UNMIK call for proposals 2018-19",
        ),
        Field(
            "months",
            COUNT,
            N_("Months allowed"),
            help=N_("Counted from the first payment."),
            hxl="#indicator+months+num",
            default=6,
            section=WHEN,
            measure=N_("months"),
            source=CALLS,
        ),
        Field(
            "ceiling",
            MONEY,
            N_("Ceiling per project"),
            hxl="#value+ceiling",
            unit="limit",
            section=MONEY_SECTION,
            source=CALLS,
        ),
        Field(
            "currency",
            CODE,
            N_("Currency"),
            help=N_("The currency in which the ceiling and the reports are kept."),
            choices="currency",
            hxl="#currency+code",
            unit="limit",
            section=MONEY_SECTION,
        ),
        Field(
            "overhead_limit",
            PERCENT,
            N_("Overhead at most"),
            hxl="#indicator+overhead+num",
            section=MONEY_SECTION,
            measure="%",
            source="GA resolution 61/276 XVIII",
        ),
        yes_no(
            "funding_confirmed",
            N_("Budget confirmed"),
            "#status+funding+code",
            N_("Selection is subject to confirmation of the mission's budget."),
            MONEY_SECTION,
            CALLS,
        ),
        Field(
            "applicants",
            CODES,
            N_("Who may apply"),
            choices="applicant_type",
            hxl="#org+impl+type",
            default="local_ngo;ngo_branch;local_authority;institution",
            section=PEOPLE,
            source=CALLS,
        ),
        Field(
            "target",
            COUNT,
            N_("Projects planned"),
            hxl="#output+num+planned",
            default=18,
            section=BASICS,
            measure=N_("projects"),
        ),
        Field(
            "score_most",
            COUNT,
            N_("Best score"),
            help=N_("Each criterion is scored from 0 to this."),
            hxl="#indicator+score+num",
            default=3,
            section=BASICS,
        ),
        Field(
            "amber_days",
            COUNT,
            N_("Amber from"),
            help=N_("The light of a project turns amber when so many days are left."),
            hxl="#indicator+amber+num",
            default=30,
            section=WHEN,
            measure=N_("days"),
        ),
        Field(
            "visit_days",
            COUNT,
            N_("A visit every"),
            help=N_("An active project without a visit for so long turns red."),
            hxl="#indicator+visit+num",
            default=45,
            section=WHEN,
            measure=N_("days"),
        ),
        Field(
            "evaluation_months",
            COUNT,
            N_("Evaluate after"),
            help=N_("Counted from the closure."),
            hxl="#indicator+evaluation+num",
            default=3,
            section=WHEN,
            measure=N_("months"),
        ),
        Field(
            "needs_assessment",
            TEXT,
            N_("Needs assessment"),
            help=N_("Its reference; from the third year on, funding needs one."),
            hxl="#need+assessment",
            section=BASICS,
            source="GA resolution 61/276 XVIII",
        ),
        Field("rules", NOTE, N_("Other rules of the call"), hxl="#description+rules", section=BASICS),
    ),
    ("cycle",),
    (some_title, cutoff_within_year),
    named_by=("budget_year",),
    by_name=True,
)

# The grid by which proposals are scored; a cycle without criteria of its own uses the list that ships.
CRITERION = RecordType(
    "criterion",
    N_("Selection criterion"),
    N_("Selection criteria"),
    "",
    "Selection criteria",
    (
        owned_by("cycle", N_("Programme cycle"), ("cycle",), "#activity+programme+id"),
        Field("code", TEXT, N_("Code"), N_("A short word without blanks."), hxl="#indicator+code"),
        *(name(language, "#indicator+name") for language in LANGUAGE_LABELS),
        Field("weight", DECIMAL, N_("Weight"), hxl="#indicator+weight+num", default="1"),
    ),
    ("criterion",),
    owner="cycle",
    natural_key=("code",),
)
