"""Photos and papers: what is said of a file that belongs to a record. Its bytes lie in a second encrypted file."""

from db.catalogue.fields import Field, RecordType, Values
from db.catalogue.kinds import CODE, COUNT, DATE, LINK, TEXT
from db.catalogue.parts import ACTIVITIES
from db.catalogue.sections import owned_by, yes_no
from db.errors import Problem
from db.marks import N_

FILE = "file"  # the merge unit of what the program says of the file: it never changes but in a redaction
# Parts of a project that a photo or a paper can be about.
ABOUT = (
    *("visit", "deliverable", "committee", "mou", "payment", "screening", "modification", "completion", "closure"),
    "evaluation",
)


AGREED = ("not_needed", "spoken", "written", "guardian")


def _some_file(values: Values) -> Problem | None:
    """A row alone is no photo: only attaching a file makes one."""
    return None if values.get("digest") else Problem("digest", "no-file-attached")


def _guardian(values: Values) -> Problem | None:
    """A minor cannot agree alone."""
    alone = values.get("minors") == "yes" and values.get("consent") in ("spoken", "written")
    return Problem("consent", "guardian-needed") if alone else None


def may_be_shown(values: Values) -> bool:
    """Whether a photo may be printed or given out: everybody who can be recognised agreed, for a minor the guardian."""
    agreed = ("guardian",) if values.get("minors") == "yes" else AGREED
    return values.get("consent") in agreed


ATTACHMENT = RecordType(
    "attachment",
    N_("Photo or paper"),
    N_("Photos and papers"),
    "",
    "Photos and papers",
    (
        owned_by("activity", N_("Activity"), ACTIVITIES, "#activity+id"),
        Field(
            "part",
            LINK,
            N_("About"),
            N_("The visit or other part that it is about."),
            links=ABOUT,
            hxl="#item+about+id",
        ),
        Field("kind", CODE, N_("Kind"), choices="attachment_kind", hxl="#item+kind+code"),
        Field(
            "caption",
            TEXT,
            N_("Caption"),
            help=N_("What can be seen, where and when. No names of persons."),
            hxl="#description+caption",
        ),
        Field(
            "consent",
            CODE,
            N_("Consent"),
            help=N_("Of the persons who can be recognised; for a minor, of the guardian."),
            choices="consent",
            hxl="#item+consent+code",
        ),
        yes_no(
            "minors",
            N_("A minor can be recognised"),
            "#item+minors+code",
            N_("Then only a parent or guardian can give the consent."),
        ),
        Field("taken_on", DATE, N_("Taken on"), hxl="#date+taken"),
        Field("name", TEXT, N_("File"), hxl="#item+name", unit=FILE, editable=False),
        Field("media_type", TEXT, N_("Type of file"), hxl="#item+format", unit=FILE, editable=False),
        Field("size", COUNT, N_("Bytes"), hxl="#item+size", unit=FILE, editable=False),
        Field("width", COUNT, N_("Width"), hxl="#item+width", unit=FILE, editable=False, measure="px"),
        Field("height", COUNT, N_("Height"), hxl="#item+height", unit=FILE, editable=False, measure="px"),
        Field("digest", TEXT, N_("SHA-256"), hxl="#item+digest", unit=FILE, editable=False),
    ),
    ("attachment",),
    (_some_file, _guardian),
    owner="activity",
    named_by=("caption", "name"),
)
