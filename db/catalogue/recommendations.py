"""Advice and promises: numbered sets of recommendations, what serves them, commitments and pledges.

How far each has come moves as one unit with its evidence, so that the history of the record is the history of its
status: day, from, to, by whom, and what shows it.
"""

from db.catalogue.checks import evidence_beside_status
from db.catalogue.fields import Field, RecordType
from db.catalogue.kinds import CODE, COUNT, DATE, LINK, NOTE, TEXT
from db.catalogue.parts import of_activity
from db.catalogue.sections import BASICS, LANGUAGE_LABELS, WHEN, WHERE, name, numbered, owned_by
from db.marks import N_

STANDING = "standing"  # the merge unit of how far something has come
WAY = ("no_activity", "in_progress", "partially_completed", "completed")  # the way forward
ENDED = ("completed", "superseded", "withdrawn")


def _standing(status: str) -> tuple[Field, ...]:
    """Return the fields that say how far something has come; `status` is the HXL tag of the status itself."""
    return (
        Field(
            "status",
            CODE,
            N_("Status"),
            choices="progress_status",
            hxl=status,
            unit=STANDING,
            default=WAY[0],
        ),
        Field("status_on", DATE, N_("Status since"), hxl="#date+status", unit=STANDING),
        Field("evidence_kind", CODE, N_("Shown by"), choices="evidence_kind", hxl="#meta+evidence+code", unit=STANDING),
        Field("next_review", DATE, N_("Look at it again on"), hxl="#date+review", unit=STANDING),
        Field(
            "evidence",
            NOTE,
            N_("What shows it"),
            help=N_("The activity, the document or who said so where. No names of persons."),
            hxl="#description+evidence",
            unit=STANDING,
        ),
    )


def _text(language: str) -> Field:
    """Return the words of a recommendation in one language."""
    return Field(
        f"text_{language}",
        TEXT,
        {
            "en": N_("Text (English)"),
            "fr": N_("Text (French)"),
            "sq": N_("Text (Albanian)"),
            "sr": N_("Text (Serbian)"),
            "ar": N_("Text (Arabic)"),
        }[language],
        help=N_("As it was adopted."),
        hxl=f"#description+i_{language}",
        language=language,
    )


def _of_set() -> Field:
    return owned_by("set", N_("Set"), ("recommendation_set",), "#activity+programme+id")


RECOMMENDATION_SET = RecordType(
    "recommendation_set",
    N_("Recommendation set"),
    N_("Recommendation sets"),
    "SET",
    "Recommendation sets",
    (
        *numbered("#activity+programme+code"),
        *(name(language, "#activity+programme+name") for language in LANGUAGE_LABELS),
        Field("occasion", TEXT, N_("Adopted by"), N_("The forum or assembly."), hxl="#event+name", section=BASICS),
        Field(
            "expected",
            COUNT,
            N_("Recommendations expected"),
            help=N_("How many were adopted; what is not entered yet is then known to be missing."),
            hxl="#need+num+expected",
            section=BASICS,
        ),
        Field("themes", CODE, N_("Themes"), choices="theme_list", hxl="#sector+list", section=BASICS),
        Field("kept_by", TEXT, N_("Kept by"), N_("The office that looks after it."), hxl="#org+owner", section=BASICS),
        Field("note", NOTE, N_("Note"), hxl="#description", section=BASICS),
        Field("adopted_on", DATE, N_("Adopted on"), hxl="#date+occurred", section=WHEN),
        Field("place", TEXT, N_("Place"), hxl="#loc+name", section=WHERE),
    ),
    ("recommendation_set",),
    by_name=True,
)

RECOMMENDATION = RecordType(
    "recommendation",
    N_("Recommendation"),
    N_("Recommendations"),
    "",
    "Recommendations",
    (
        _of_set(),
        Field("number", COUNT, N_("No."), hxl="#need+code"),
        Field(
            "theme",
            CODE,
            N_("Theme"),
            choices="recommendation_theme",
            hxl="#sector+code",
        ),
        *(_text(language) for language in LANGUAGE_LABELS),
        Field("addressee", TEXT, N_("Addressed to"), N_("The office or body."), hxl="#org+addressee"),
        Field("municipality", CODE, N_("Municipality"), choices="municipality", hxl="#adm2+code"),
        Field("due", DATE, N_("Due"), hxl="#date+due"),
        *_standing("#status+code"),
        Field("note", NOTE, N_("Note"), hxl="#description+note"),
    ),
    ("recommendation",),
    (evidence_beside_status,),
    owner="set",
    natural_key=("number",),
    named_by=("number", *(f"text_{language}" for language in LANGUAGE_LABELS)),
)

ACTION_POINT = RecordType(
    "action_point",
    N_("Action point"),
    N_("Action points"),
    "",
    "Action points",
    (
        _of_set(),
        Field("recommendation", LINK, N_("Recommendation"), links=("recommendation",), hxl="#need+id"),
        Field("number", COUNT, N_("No."), hxl="#output+code"),
        Field("due", DATE, N_("Due"), hxl="#date+due"),
        Field("what", TEXT, N_("What"), N_("A step that can be measured."), hxl="#output+name"),
        Field("measure", TEXT, N_("Measured by"), hxl="#indicator+name"),
        Field("responsible", TEXT, N_("By whom"), N_("The function or body."), hxl="#org+responsible"),
        *_standing("#status+code"),
    ),
    ("action_point",),
    (evidence_beside_status,),
    owner="set",
    natural_key=("recommendation", "number"),
)

# Of a set as a whole, or of one recommendation of it.
PARTY = RecordType(
    "party",
    N_("Partner of a set"),
    N_("Partners of a set"),
    "",
    "Partners of sets",
    (
        _of_set(),
        Field(
            "recommendation",
            LINK,
            N_("Recommendation"),
            help=N_("Empty: of the whole set."),
            links=("recommendation",),
            hxl="#need+id",
        ),
        Field("organisation", LINK, N_("Organisation"), links=("organisation",), hxl="#org+id"),
        Field("role", CODE, N_("Role"), choices="partner_role", hxl="#org+role+code"),
        Field("note", TEXT, N_("Note"), hxl="#description"),
    ),
    ("party",),
    owner="set",
    natural_key=("recommendation", "organisation", "role"),
)

CONTRIBUTION = RecordType(
    "contribution",
    N_("Recommendation served"),
    N_("Recommendations served"),
    "",
    "Recommendations served",
    (
        of_activity(),
        Field("recommendation", LINK, N_("Recommendation"), links=("recommendation",), hxl="#need+id"),
        Field("kind", CODE, N_("Contribution"), choices="contribution", hxl="#need+contribution+code"),
        Field(
            "proposes",
            CODE,
            N_("Status it speaks for"),
            help=N_("The recommendation moves there only when somebody confirms it."),
            choices="progress_status",
            hxl="#status+proposed+code",
            default="in_progress",
        ),
        Field(
            "answer",
            CODE,
            N_("Answer"),
            help=N_("Whether somebody has confirmed the new status."),
            choices="answer",
            hxl="#status+answer+code",
            editable=False,
        ),
        Field("note", TEXT, N_("Note"), hxl="#description"),
    ),
    ("contribution",),
    owner="activity",
    natural_key=("recommendation",),
)

COMMITMENT = RecordType(
    "commitment",
    N_("Commitment"),
    N_("Commitments"),
    "",
    "Commitments",
    (
        of_activity(),
        Field("what", TEXT, N_("What was promised"), hxl="#description+commitment"),
        Field("holder", TEXT, N_("Promised by"), N_("The office, not the person."), hxl="#org+responsible"),
        Field("organisation", LINK, N_("Organisation"), links=("organisation",), hxl="#org+id"),
        Field("made_on", DATE, N_("Promised on"), hxl="#date+occurred"),
        Field("due", DATE, N_("Due"), hxl="#date+due"),
        Field("recommendation", LINK, N_("Recommendation"), links=("recommendation",), hxl="#need+id"),
        *_standing("#status+commitment+code"),
        Field("note", NOTE, N_("Note"), hxl="#description+note"),
    ),
    ("commitment",),
    (evidence_beside_status,),
    owner="activity",
    named_by=("what",),
)

PLEDGE = RecordType(
    "pledge",
    N_("Pledge"),
    N_("Pledges"),
    "",
    "Pledges",
    (
        owned_by("organisation", N_("Organisation"), ("organisation",), "#org+id"),
        Field("what", TEXT, N_("What it undertakes"), hxl="#description+commitment"),
        Field("occasion", TEXT, N_("Where it was made"), hxl="#event+name"),
        Field("target", COUNT, N_("How much"), hxl="#indicator+value+target+num"),
        Field("measure", TEXT, N_("Of what"), hxl="#indicator+name"),
        Field("made_on", DATE, N_("Made on"), hxl="#date+occurred"),
        Field("due", DATE, N_("Due"), hxl="#date+due"),
        *_standing("#status+commitment+code"),
        Field("note", NOTE, N_("Note"), hxl="#description+note"),
    ),
    ("pledge",),
    (evidence_beside_status,),
    owner="organisation",
    named_by=("what",),
)
