"""The twenty rules of data protection (DOMAIN 3.4): what each asks for, in two sentences, and what keeps it."""

from dataclasses import dataclass

from db.marks import N_


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: its number, its name, two sentences for the help, and the modules that keep it."""

    number: str
    name: str
    help: str
    kept_by: tuple[str, ...]


RULES = (
    Rule(
        "DP-01",
        N_("Counts, not names"),
        N_(
            "Participants are counts; there is no list of who came. Names stand in three places only: people with a "
            "public role, contacts of partners, and staff."
        ),
        ("db.catalogue.parts", "db.catalogue.events.parts", "db.catalogue.recommendations"),
    ),
    Rule(
        "DP-02",
        N_("Grounds for every name"),
        N_(
            "Whoever is named has a purpose, a lawful basis and a source beside the name. Nobody is published unless "
            "somebody said so."
        ),
        ("db.catalogue.checks",),
    ),
    Rule(
        "DP-03",
        N_("Nothing must be said"),
        N_(
            "Sex, age, community and disability may each be left out, and the record saves. “Undisclosed” can always "
            "be chosen and is never chosen beforehand."
        ),
        ("db.records.people",),
    ),
    Rule(
        "DP-04",
        N_("How communities are known"),
        N_(
            "A community is what people say of themselves, or a rounded estimate. Which of the two is written beside "
            "the numbers."
        ),
        ("db.catalogue.people",),
    ),
    Rule(
        "DP-05",
        N_("No crossed tables"),
        N_(
            "People are split by sex, by age or by community; only sex and age may be counted together. A table that "
            "crosses communities with anything cannot be written down."
        ),
        ("db.catalogue.dimensions",),
    ),
    Rule(
        "DP-06",
        N_("Small counts are blanked"),
        N_(
            "In workbooks, reports and donor pages for others, counts below the mission's threshold are left out, and "
            "whatever would let somebody compute them: from a total, or from what was told before. A workbook says in "
            "a column which; lists and all other papers are the office's own."
        ),
        ("db.records.suppression", "db.records.outside"),
    ),
    Rule(
        "DP-07",
        N_("Protected places"),
        N_(
            "Of a protected place only the municipality is told: no venue, no coordinates, no photo, no partner. It is "
            "so in workbooks, on paper, in copied lists, in the search, and everywhere at headquarters, which corrects "
            "the rest of the record and leaves to the office what disagrees about the place."
        ),
        (
            "db.parcels.protected",
            "db.records.untold",
            "db.records.at_headquarters",
            "db.reports.page",
            "db.store.projection",
        ),
    ),
    Rule(
        "DP-08",
        N_("Profiles"),
        N_(
            "Headquarters gets the whole record (of a protected place it shows a part), partners counts without "
            "persons and texts, the public totals only. "
            "What is in a workbook is said before it is written."
        ),
        ("db.parcels.profiles",),
    ),
    Rule(
        "DP-09",
        N_("What left is logged"),
        N_(
            "Every workbook, paper and copied list that leaves is in the access log: who, when, for whom, which days, "
            "how much, and the digest of the file. The log can be printed."
        ),
        ("db.store.access", "db.reports.printing", "db.parcels.ledger"),
    ),
    Rule(
        "DP-10",
        N_("Encrypted and locked"),
        N_(
            "The records are encrypted, each officer has a passphrase, and the window locks itself when nobody is "
            "there. A wrong passphrase makes the next try wait longer."
        ),
        ("db.store.keys", "db.store.officers", "desktop.startup.idle"),
    ),
    Rule(
        "DP-11",
        N_("Nothing is changed unseen"),
        N_(
            "Every change, deletion, print and export stays on record and nobody can alter what is there. A deleted "
            "record can be looked at and brought back."
        ),
        ("db.revisions.revision", "db.schema.guards"),
    ),
    Rule(
        "DP-12",
        N_("Kept only as long as needed"),
        N_(
            "Contacts are kept two years after their last use, photos three; the mission may say otherwise. Once a "
            "year somebody looks through the list and purges."
        ),
        ("db.protection.retention",),
    ),
    Rule(
        "DP-13",
        N_("Finding and removing a person"),
        N_(
            "A name is found in every record, its history, drafts and reasons, in any script and ending. It is taken "
            "out for ever, also in the other offices and on both sides of a merge, and a report says what still "
            "holds it."
        ),
        ("db.protection.finding", "db.protection.removing", "db.protection.holders"),
    ),
    Rule(
        "DP-14",
        N_("Photos"),
        N_(
            "A photo loses where, when and with what it was taken, and says what the persons in it agreed to; for a "
            "minor the guardian. Faces can be blurred in the stored pixels."
        ),
        ("db.attachments.child", "db.catalogue.attachments"),
    ),
    Rule(
        "DP-15",
        N_("Hints on texts"),
        N_(
            "While somebody types, a line says that a text seems to hold a phone, an e-mail, an identity number or a "
            "name beside an incident. It stops nobody; whoever leaves the text says why."
        ),
        ("db.protection.hints",),
    ),
    Rule(
        "DP-16",
        N_("Privacy notice"),
        N_(
            "The sign-in sheet says what happens with what people write, in the languages of the place. It says that "
            "signing is voluntary."
        ),
        ("db.reports.notices",),
    ),
    Rule(
        "DP-17",
        N_("Classification"),
        N_(
            "Every record has a classification, and a paper is marked as the highest of its parts. It is lowered only "
            "with a reason."
        ),
        ("db.reports.frame", "db.records.verbs"),
    ),
    Rule(
        "DP-18",
        N_("Corrections stay visible"),
        N_(
            "Whoever replaces a value that a parcel has carried is asked why; filling in a blank is no correction, nor "
            "is a status that moves on. The old value stays in the history, with who replaced it and why."
        ),
        ("db.records.history", "db.records.corrections"),
    ),
    Rule(
        "DP-19",
        N_("No cases in here"),
        N_(
            "What happened to a victim, or who is accused, goes through the proper channel and never into a record. "
            "The form offers only that an incident was referred."
        ),
        ("db.catalogue.events.common",),
    ),
    Rule(
        "DP-20",
        N_("Lost laptop"),
        N_(
            "Headquarters prints at any time what a laptop held: how many names, photos and classified records. It is "
            "counted from what that laptop sent and was sent."
        ),
        ("db.board.lost", "db.reports.lost"),
    ),
)
