"""What an office writes into its report beside what the records say: kept, so that the next print has it too."""

from db.catalogue.checks import end_on_or_after_start
from db.catalogue.fields import Field, RecordType
from db.catalogue.kinds import DATE, NOTE
from db.catalogue.sections import BASICS, WHEN, numbered
from db.marks import N_

# The sections of the report in their order (DOMAIN 6.2), each with a text of its own, so that two people who write
# two sections apart do not stand against each other.
HEADINGS = {
    "highlights": N_("Highlights"),
    "context": N_("Context in the area"),
    "activities": N_("Activities"),
    "projects": N_("Confidence-building projects"),
    "outreach": N_("Town halls, dialogue and outreach"),
    "youth": N_("Youth"),
    "women": N_("Women, peace and security"),
    "recommendations": N_("Recommendations and commitments"),
    "people": N_("Participation"),
    "indicators": N_("Indicators"),
    "benchmarks": N_("Benchmarks and risks"),
    "safeguards": N_("Safeguards"),
    "partnerships": N_("Partnerships"),
    "plan": N_("Plan for the next month"),
    "support": N_("Support needed, decisions asked"),
}

REPORT_TEXT = RecordType(
    "report_text",
    N_("Text of a report"),
    N_("Texts of reports"),
    "RT",
    "Texts of reports",
    (
        *numbered("#report+code"),
        Field("start", DATE, N_("From"), hxl="#date+start", section=WHEN),
        Field("end", DATE, N_("To"), hxl="#date+end", section=WHEN),
        *(Field(key, NOTE, label, hxl=f"#description+{key}", section=BASICS) for key, label in HEADINGS.items()),
    ),
    ("report_text",),
    (end_on_or_after_start,),
    named_by=("start", "end"),
)
