"""What is measured, for the budget, for impact assessment or for ourselves: definitions and values by period."""

from db.catalogue.checks import end_on_or_after_start, some_title
from db.catalogue.fields import Field, RecordType
from db.catalogue.kinds import CODE, DATE, NOTE, TEXT
from db.catalogue.quantities import DECIMAL
from db.catalogue.sections import BASICS, LANGUAGE_LABELS, WHEN, name, numbered, owned_by
from db.marks import N_

INDICATOR = RecordType(
    "indicator",
    N_("Indicator"),
    N_("Indicators"),
    "IND",
    "Indicators",
    (
        *numbered("#indicator+ref"),
        *(name(language, "#indicator+name") for language in LANGUAGE_LABELS),
        Field("system", CODE, N_("Kept for"), choices="indicator_system", hxl="#indicator+list", section=BASICS),
        Field("item", CODE, N_("Kind"), choices="indicator_item", hxl="#indicator+type+code", section=BASICS),
        Field("code", TEXT, N_("Its code there"), hxl="#indicator+code", section=BASICS),
        Field("component", TEXT, N_("Component"), hxl="#indicator+component", section=BASICS),
        Field("accomplishment", TEXT, N_("Expected accomplishment"), hxl="#indicator+outcome", section=BASICS),
        Field("definition", NOTE, N_("Definition"), hxl="#indicator+description", section=BASICS),
        Field("measure", TEXT, N_("Unit"), N_("What is counted."), hxl="#indicator+unit", section=BASICS),
        Field("source", TEXT, N_("Source"), N_("Where its values come from."), hxl="#meta+source", section=BASICS),
        Field(
            "expression",
            NOTE,
            N_("Worked out from the records"),
            help=N_(
                "For example: count town_hall; sum women in activity where tag = WPS-1; share women of sex in project. "
                "Empty: values are written by hand."
            ),
            hxl="#indicator+expression",
            section=BASICS,
        ),
        Field("frequency", CODE, N_("How often"), choices="frequency", hxl="#date+frequency+code", section=WHEN),
        Field(
            "budget_year", TEXT, N_("Budget year"), N_("For example 2018/19."), hxl="#meta+budget_year", section=WHEN
        ),
        Field("baseline", DECIMAL, N_("Baseline"), hxl="#indicator+value+baseline+num", section=WHEN),
        Field("target", DECIMAL, N_("Target"), hxl="#indicator+value+target+num", section=WHEN),
    ),
    ("indicator",),
    (some_title,),
    named_by=("code",),
    by_name=True,
)

INDICATOR_VALUE = RecordType(
    "indicator_value",
    N_("Value of a period"),
    N_("Values by period"),
    "",
    "Indicator values",
    (
        owned_by("indicator", N_("Indicator"), ("indicator",), "#indicator+id"),
        Field("start", DATE, N_("From"), hxl="#date+period+start"),
        Field("end", DATE, N_("Until"), hxl="#date+period+end"),
        Field("planned", DECIMAL, N_("Planned"), hxl="#indicator+value+target+num"),
        Field(
            "actual",
            DECIMAL,
            N_("Actual"),
            help=N_("Written by hand; where the indicator is worked out, this says it differently."),
            hxl="#indicator+value+actual+num",
        ),
        Field("source", TEXT, N_("Source"), hxl="#meta+source"),
        Field("remark", NOTE, N_("Why it differs from the plan"), hxl="#indicator+text"),
    ),
    ("indicator_value",),
    (end_on_or_after_start,),
    owner="indicator",
    natural_key=("start", "end"),
)
