"""The sections of a form, in their order, and fields that many record types share."""

from db.catalogue.fields import Field
from db.catalogue.kinds import CODE, LINK, TEXT
from db.marks import N_

BASICS, APPLICANT, PROPOSAL, WHEN, WHERE = "basics", "applicant", "proposal", "when", "where"
HELD, PEOPLE, DELEGATES, MOOD = "held", "people", "delegates", "mood"
MONEY_SECTION, CARE, AFTER, RECORD = "money", "care", "after", "record"
SECTION_LABELS = {
    BASICS: N_("Basics"),
    APPLICANT: N_("Applicant"),
    PROPOSAL: N_("Why and how"),
    WHEN: N_("When"),
    WHERE: N_("Where and who"),
    HELD: N_("How it was held"),
    PEOPLE: N_("People"),
    DELEGATES: N_("Delegates"),
    MOOD: N_("Atmosphere and safety"),
    MONEY_SECTION: N_("Money"),
    CARE: N_("Safeguards"),
    AFTER: N_("Afterwards"),
    RECORD: N_("Record"),
}

# Languages a title can be kept in; a mission profile says which of them its forms show.
LANGUAGE_LABELS = {
    "en": N_("English"),
    "fr": N_("French"),
    "sq": N_("Albanian"),
    "sr": N_("Serbian"),
    "ar": N_("Arabic"),
}

# Where a rule or a form comes from.
CALLS = "UNMIK calls for proposals 2018-19, 2022-23, 2024-25"
AUDIT = "OIOS audit 2017/025"
PRACTICE = "quick-impact project practice"


def title(language: str) -> Field:
    """Return the title of an activity in one language."""
    return Field(
        f"title_{language}",
        TEXT,
        {
            "en": N_("Title (English)"),
            "fr": N_("Title (French)"),
            "sq": N_("Title (Albanian)"),
            "sr": N_("Title (Serbian)"),
            "ar": N_("Title (Arabic)"),
        }[language],
        help=N_("One line that a reader far away understands. At least one language."),
        hxl=f"#activity+name+i_{language}",
        language=language,
        section=BASICS,
    )


def name(language: str, hxl: str) -> Field:
    """Return the name of something in one language; the key is that of a title, so lists find it."""
    return Field(
        f"title_{language}",
        TEXT,
        {
            "en": N_("Name (English)"),
            "fr": N_("Name (French)"),
            "sq": N_("Name (Albanian)"),
            "sr": N_("Name (Serbian)"),
            "ar": N_("Name (Arabic)"),
        }[language],
        help=N_("At least one language."),
        hxl=f"{hxl}+i_{language}",
        language=language,
        section=BASICS,
    )


def numbered(hxl: str) -> tuple[Field, Field]:
    """Return the fields that the program gives a record with a reference number."""
    return (
        Field(
            "ref",
            TEXT,
            N_("Reference no."),
            help=N_("Given by the program: type, year, office, laptop letter and a running number."),
            hxl=hxl,
            section=RECORD,
            editable=False,
        ),
        Field(
            "office",
            TEXT,
            N_("Office"),
            help=N_("The office that made the record."),
            hxl="#meta+office+code",
            section=RECORD,
            editable=False,
        ),
    )


def yes_no(key: str, label: str, hxl: str, help: str = "", section: str = "", source: str = "") -> Field:
    """Return a question that is answered with yes or no; empty is not answered."""
    return Field(key, CODE, label, help, choices="yes_no", hxl=hxl, section=section, source=source)


def owned_by(key: str, label: str, types: tuple[str, ...], hxl: str) -> Field:
    """Return the field by which a part says what it belongs to."""
    return Field(key, LINK, label, links=types, hxl=hxl)


def of_project() -> Field:
    """Return the field by which a part says which project it belongs to."""
    return owned_by("project", N_("Project"), ("project",), "#activity+project+id")
