"""What belongs to no activity and is known to every office: organisations, and initiatives longer than a project."""

from db.catalogue.checks import end_on_or_after_start, some_title
from db.catalogue.fields import Field, RecordType
from db.catalogue.kinds import CODE, DATE, NOTE, TEXT
from db.catalogue.sections import BASICS, LANGUAGE_LABELS, WHEN, WHERE, name, numbered
from db.marks import N_

ORGANISATION = RecordType(
    "organisation",
    N_("Organisation"),
    N_("Organisations"),
    "ORG",
    "Organisations",
    (
        *numbered("#org+code"),
        *(name(language, "#org+name") for language in LANGUAGE_LABELS),
        Field("acronym", TEXT, N_("Acronym"), hxl="#org+acronym", section=BASICS),
        Field(
            "aliases",
            TEXT,
            N_("Other names"),
            help=N_("In any script, with a semicolon between two."),
            hxl="#org+alias",
            section=BASICS,
        ),
        Field("organisation_type", CODE, N_("Type"), choices="organisation_type", hxl="#org+type+code", section=BASICS),
        Field("registration_no", TEXT, N_("Registration no."), hxl="#org+register+code", section=BASICS),
        Field("registration_body", TEXT, N_("Registered with"), hxl="#org+register+name", section=BASICS),
        Field("municipality", CODE, N_("Municipality"), choices="municipality", hxl="#adm2+code", section=WHERE),
        Field("address", TEXT, N_("Address"), hxl="#contact+address", section=WHERE),
        Field("phone", TEXT, N_("Phone"), N_("Of the office, not of a person."), hxl="#contact+phone", section=WHERE),
        Field("email", TEXT, N_("E-mail"), N_("Of the office, not of a person."), hxl="#contact+email", section=WHERE),
        Field("website", TEXT, N_("Website"), hxl="#contact+url", section=WHERE),
        Field(
            "note",
            NOTE,
            N_("Note"),
            help=N_("Bank details are kept elsewhere, never here."),
            hxl="#description",
            section=BASICS,
        ),
    ),
    ("organisation",),
    (some_title,),
    named_by=("acronym",),
    by_name=True,
)

INITIATIVE = RecordType(
    "initiative",
    N_("Initiative"),
    N_("Initiatives"),
    "INI",
    "Initiatives",
    (
        *numbered("#activity+initiative+code"),
        *(name(language, "#activity+initiative+name") for language in LANGUAGE_LABELS),
        Field("start", DATE, N_("Began"), hxl="#date+start", section=WHEN),
        Field("end", DATE, N_("Ended"), hxl="#date+end", section=WHEN),
        Field(
            "description",
            NOTE,
            N_("What it is"),
            help=N_("No names and no data of victims: those go through the proper channel, never in here."),
            hxl="#description",
            section=BASICS,
        ),
        Field("handed_over_to", TEXT, N_("Handed over to"), hxl="#org+receiving+name", section=BASICS),
        Field("handed_over_on", DATE, N_("Handed over on"), hxl="#date+delivered", section=WHEN),
    ),
    ("initiative",),
    (some_title, end_on_or_after_start),
    by_name=True,
)
