"""What only a youth assembly has: where delegates come from, ideas for projects, small grants."""

from db.catalogue.checks import currency_beside_amount
from db.catalogue.fields import Field, RecordType
from db.catalogue.kinds import CODE, CODES, COUNT, LINK, MONEY, NOTE, TEXT
from db.catalogue.people import part_of
from db.catalogue.sections import owned_by
from db.marks import N_


def _of_assembly() -> Field:
    return owned_by("activity", N_("Youth assembly"), ("youth_assembly",), "#activity+id")


_TEAM = (
    Field("team", TEXT, N_("Team"), N_("The organisation or what it does, no names."), hxl="#org+impl+name"),
    Field("women", COUNT, N_("Women in the team"), hxl="#reached+ind+f"),
    Field("men", COUNT, N_("Men in the team"), hxl="#reached+ind+m"),
    Field(
        "communities",
        CODES,
        N_("Communities in the team"),
        choices="community",
        hxl="#respondee+community+code",
    ),
    Field("amount", MONEY, N_("Amount"), hxl="#value+budget", unit="worth"),
    Field("currency", CODE, N_("Currency"), choices="currency", hxl="#currency+code", unit="worth"),
)
_MADE = Field(
    "project",
    LINK,
    N_("Became the project"),
    help=N_("Set when it is made a project draft."),
    links=("project",),
    hxl="#activity+project+id",
    editable=False,
)

# A municipality or a country or territory, in one field: whoever counts need not know which of them a place is.
RESIDENCE = RecordType(
    "residence",
    N_("Residence of delegates"),
    N_("Residence of delegates"),
    "",
    "Residence of delegates",
    (
        _of_assembly(),
        Field(
            "residence",
            CODE,
            N_("Municipality, country or territory"),
            choices="residence",
            hxl="#loc+residence+code",
        ),
        Field("applications", COUNT, N_("Applications"), hxl="#targeted+ind+applied"),
        Field("delegates", COUNT, N_("Delegates"), hxl="#reached+ind+delegates"),
        Field("note", TEXT, N_("Note"), hxl="#description"),
    ),
    ("residence",),
    (part_of("delegates", "applications", "warn"),),
    owner="activity",
    natural_key=("residence",),
)

PROJECT_IDEA = RecordType(
    "project_idea",
    N_("Project idea"),
    N_("Project ideas"),
    "",
    "Project ideas",
    (
        _of_assembly(),
        Field("number", COUNT, N_("No."), hxl="#activity+idea+num"),
        Field("title", TEXT, N_("Title"), hxl="#activity+idea+name"),
        Field("municipality", CODE, N_("Municipality"), choices="municipality", hxl="#adm2+code"),
        *_TEAM,
        Field("description", NOTE, N_("Idea"), N_("What for, and what is done."), hxl="#description"),
        _MADE,
    ),
    ("project_idea",),
    (currency_beside_amount("amount", "currency"),),
    owner="activity",
    named_by=("number", "title"),
)

SMALL_GRANT = RecordType(
    "small_grant",
    N_("Small grant"),
    N_("Small grants"),
    "",
    "Small grants",
    (
        _of_assembly(),
        Field("title", TEXT, N_("Title"), hxl="#activity+grant+name"),
        Field("municipality", CODE, N_("Municipality"), choices="municipality", hxl="#adm2+code"),
        *_TEAM,
        Field("status", CODE, N_("Status"), choices="grant_status", hxl="#status+code", default="applied"),
        Field("description", NOTE, N_("What it is for"), hxl="#description"),
        _MADE,
    ),
    ("small_grant",),
    (currency_beside_amount("amount", "currency"),),
    owner="activity",
    named_by=("title",),
)
