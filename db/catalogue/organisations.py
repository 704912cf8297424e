"""The persons of an organisation whom the office works with: only so many as needed, and each with the grounds."""

from db.catalogue.checks import person_with_grounds
from db.catalogue.fields import Field, RecordType
from db.catalogue.kinds import CODE, DATE, TEXT
from db.catalogue.sections import owned_by
from db.marks import N_

CONTACT = RecordType(
    "contact",
    N_("Contact"),
    N_("Contacts"),
    "",
    "Contacts",
    (
        owned_by("organisation", N_("Organisation"), ("organisation",), "#org+id"),
        Field("function", TEXT, N_("Function"), hxl="#contact+function"),
        Field("name", TEXT, N_("Name"), N_("Only where the function is not enough."), hxl="#contact+name"),
        Field("phone", TEXT, N_("Phone"), hxl="#contact+phone"),
        Field("email", TEXT, N_("E-mail"), hxl="#contact+email"),
        Field("purpose", TEXT, N_("What for"), N_("Why the office keeps it."), hxl="#meta+purpose"),
        Field("basis", CODE, N_("On what grounds"), choices="lawful_basis", hxl="#meta+basis+code"),
        Field("source", TEXT, N_("From where"), N_("Who gave it."), hxl="#meta+source"),
        Field(
            "publish",
            CODE,
            N_("May be published"),
            choices="yes_no",
            hxl="#meta+publish+code",
            default="no",
        ),
        Field("used_on", DATE, N_("Last used"), N_("Two years later it should go."), hxl="#date+used"),
    ),
    ("contact",),
    (person_with_grounds,),
    owner="organisation",
    named_by=("function", "name"),
)
