"""What somebody decided about two activities that look alike. It belongs to neither of them and goes with both."""

from db.catalogue.fields import Field, RecordType
from db.catalogue.kinds import CODE, LINK
from db.catalogue.parts import ACTIVITIES
from db.marks import N_

PAIR = RecordType(
    "pair",
    N_("Pair of records"),
    N_("Duplicates"),
    "",
    "Duplicates",
    (
        Field("first", LINK, N_("First record"), links=ACTIVITIES, hxl="#activity+id+first", editable=False),
        Field("second", LINK, N_("Second record"), links=ACTIVITIES, hxl="#activity+id+second", editable=False),
        Field("verdict", CODE, N_("Verdict"), choices="verdict", hxl="#meta+verdict+code", editable=False),
    ),
    ("pair",),
)
