"""The commands and their options."""

import argparse

import db
from db.catalogue import mission_keys
from db.cli import (
    attachments,
    board,
    conflicts,
    events,
    exchange,
    frameworks,
    indicators,
    office,
    paper,
    projects,
    promises,
    protection,
    records,
    self_check,
    trust,
    twins,
)
from db.cli.common import Command, on_paper, period
from db.cli.demo import demo
from db.cli.keys import key_commands
from db.cli.locks import lock_commands
from db.projects import STATES
from db.promises import BY
from db.reports.office import REPORTS
from db.reports.papers import PAPERS
from db.reports.portfolio import LIGHTS


def make_parser() -> argparse.ArgumentParser:
    """Return the parser of the whole command line."""
    shared = argparse.ArgumentParser(add_help=False)
    # Given before or after the command; SUPPRESS keeps the one from erasing the other.
    for name, text in (
        ("--home", "the folder of the office (or GROUNDWORK_HOME)"),
        ("--passphrase-file", "a file whose first line is the passphrase (or GROUNDWORK_PASSPHRASE)"),
    ):
        shared.add_argument(name, metavar="PATH", default=argparse.SUPPRESS, help=text)
    shared.add_argument("--json", action="store_true", default=argparse.SUPPRESS, help="answer with one JSON object")

    parser = argparse.ArgumentParser(
        prog="groundwork", description="The field register of a civil affairs office.", parents=[shared]
    )
    parser.add_argument("--version", action="version", version=f"Groundwork {db.__version__}")
    commands = parser.add_subparsers(metavar="COMMAND", required=True)

    def command(name: str, run: object, text: str) -> argparse.ArgumentParser:
        made = commands.add_parser(name, help=text, description=text, parents=[shared])
        made.set_defaults(run=run)
        return made

    _office_commands(command)
    _record_commands(command)
    _attachment_commands(command)
    _project_commands(command)
    _event_commands(command)
    _promise_commands(command)
    _framework_commands(command)
    _twin_commands(command)
    _exchange_commands(command)
    _paper_commands(command)
    _trust_commands(command)
    _board_commands(command)
    key_commands(command)
    lock_commands(command)
    _protection_commands(command)
    return parser


def _office_commands(command: Command) -> None:
    made = command("init", office.init, "Make a new office.")
    made.add_argument("--mission", required=True)
    made.add_argument("--office", required=True, metavar="CODE")
    made.add_argument("--role", choices=("field", "hq"), default="field")
    made.add_argument("--officer", required=True, metavar="NAME")
    made.add_argument("--laptop", default="A", metavar="LETTER", help="tells two laptops of one office apart")
    made = command("demo", demo, "Two offices and a headquarters go through the whole job with sample records.")
    made.add_argument("folder", metavar="DIR")
    command("backup", office.backup, "Copy the office into its backup folder, checked.")
    command("restore", office.restore, "Put a backup in the place of the office.").add_argument("file", metavar="FILE")
    made = command("verify", office.verify_office, "Prove the records, their chain and the file.")
    made.add_argument("--repair", action="store_true", help="first write the tables again from the revisions")
    command("dump", records.dump_records, "Print the live records in canonical form.")
    made = command("self-check", self_check.self_check, "Try everything on samples; for support, when something fails.")
    made.add_argument("file", metavar="OUT.json", help="what was found; a picture of the window lies beside it")


OVERRIDE = "why a rule of its project may break, or what is approved may change; the reason stays"


def _record_commands(command: Command) -> None:
    made = command("catalogue", records.catalogue, "Print every record type and field.")
    made.add_argument("--mission", choices=mission_keys(), default=mission_keys()[0])
    made = command("known", records.known, "List the records that the mission's profile knows of and nobody made yet.")
    made.add_argument("--make", metavar="KIND", help="make those of a type, for example cycle")
    made = command("add", records.add, "Make a new record.")
    made.add_argument("kind", metavar="KIND")
    made.add_argument("--file", required=True, metavar="F.json", help="a JSON object of fields; - reads standard input")
    made = command("set", records.set_values, "Change fields of a record.")
    made.add_argument("ref", metavar="REF")
    made.add_argument("assignments", nargs="+", metavar="field=value", help="counts are sex.women=41")
    made = command("delete", records.delete_record, "Delete a record; it can be restored.")
    made.add_argument("ref", metavar="REF")
    made.add_argument("--override", default="", metavar="REASON", help=OVERRIDE)
    made = command("undelete", records.undelete, "Bring a deleted record back.")
    made.add_argument("ref", metavar="REF")
    made.add_argument("--override", default="", metavar="REASON", help=OVERRIDE)
    made = command("undo", records.undo_gesture, "Take back the last change, or the one named.")
    made.add_argument("batch", nargs="?", default="", metavar="BATCH")
    made.add_argument("--override", default="", metavar="REASON", help=OVERRIDE)
    made = command("redact", records.redact_field, "Take a field's words out of a record and its history for ever.")
    made.add_argument("ref", metavar="REF")
    made.add_argument("field", metavar="FIELD")
    made.add_argument("--value", metavar="V", help="what the field says instead")
    command("show", records.show, "Show a record.").add_argument("ref", metavar="REF")
    made = command("list", records.list_records, "List a register, or the records of any other type.")
    made.add_argument("kind", metavar="KIND")
    made.add_argument(
        "query",
        nargs="?",
        default="",
        metavar="QUERY",
        help="words in any script and filters: status:held place:zvecan women>20 -draft; or the REF parts belong to",
    )
    made.add_argument("--deleted", action="store_true", help="the deleted ones instead")
    made.add_argument("--pdf", default="", metavar="OUT.pdf", help="print the list as well")
    on_paper(made)
    command("history", records.show_history, "Show who changed what.").add_argument("ref", metavar="REF")
    command("gestures", records.show_gestures, "List what was done on this laptop, newest first.")
    command("conflicts", conflicts.list_conflicts, "List the open conflicts.")
    made = command("resolve", conflicts.resolve_conflict, "Decide a conflict, or all in which one office has a value.")
    made.add_argument("ref", nargs="?", default="", metavar="REF")
    made.add_argument("field", nargs="?", default="", metavar="FIELD")
    choice = made.add_mutually_exclusive_group()
    choice.add_argument("--take", default="", metavar="ID", help="the revision whose value is right")
    choice.add_argument("--value", metavar="V", help="another value")
    choice.add_argument("--all", action="store_true", help="every open conflict, without REF and FIELD")
    made.add_argument("--office", default="", metavar="CODE", help="with --all: take what this office wrote")
    made.add_argument("--field", dest="only", default="", metavar="FIELD", help="with --all: in this field only")
    made.add_argument("--dry-run", action="store_true", help="with --all: say what would be decided and keep nothing")
    made.add_argument("--reason", default="", metavar="WHY", help="a word for the history")
    made.set_defaults(wrong=made.error)


def _attachment_commands(command: Command) -> None:
    made = command("attach", attachments.attach, "Attach photos or papers to an activity, a visit or another part.")
    made.add_argument("ref", metavar="REF")
    made.add_argument("files", nargs="+", metavar="FILE")
    made.add_argument("--caption", default="", metavar="TEXT")
    made.add_argument("--consent", default="", metavar="CODE", help="of the persons who can be recognised")
    made.add_argument("--kind", default="", metavar="photo|paper", help="where it does not follow from the file")
    command("attachments", attachments.list_attached, "List the photos and papers of a record.").add_argument(
        "ref", metavar="REF"
    )
    made = command("detach", attachments.detach, "Take a photo or paper from its record; undo brings it back.")
    made.add_argument("ref", metavar="ID")
    made.add_argument("--override", default="", metavar="REASON", help=OVERRIDE)
    made = command("blur", attachments.blur, "Make parts of a photo unrecognisable for ever, in the stored pixels.")
    made.add_argument("ref", metavar="ID")
    made.add_argument("parts", nargs="+", metavar="LEFT,TOP,RIGHT,BOTTOM", help="in per cent of the photo")
    made = command("save-attachment", attachments.save, "Write a photo or paper to a file.")
    made.add_argument("ref", metavar="ID")
    made.add_argument("--to", required=True, metavar="FILE|DIR")


def _project_commands(command: Command) -> None:
    made = command("advance", projects.advance, "Take a project into a state, if its papers are on file.")
    made.add_argument("ref", metavar="REF")
    made.add_argument("state", metavar="STATE")
    made.add_argument("--override", default="", metavar="REASON", help="go on without; the reason stays on the file")
    made.add_argument("--dry-run", action="store_true", help="only say what is missing")
    made = command("portfolio", projects.show_portfolio, "Say how projects stand in money and time.")
    made.add_argument("--cycle", default="", metavar="C", help="a programme cycle's number, year or name")
    made.add_argument("--words", default="", metavar="W", help="only projects with these in title, partner or place")
    made.add_argument("--state", default="", choices=("", *STATES), metavar="S", help="only projects in this state")
    made.add_argument("--light", default="", choices=("", *LIGHTS), help="only projects with this light")
    made.add_argument("--pdf", default="", metavar="OUT.pdf", help="print it instead")
    on_paper(made)
    made = command("agenda", projects.show_agenda, "List what falls due in the days to come.")
    made.add_argument("--days", type=int, default=90, metavar="N")


def _event_commands(command: Command) -> None:
    made = command("draft-project", events.draft_project, "Make a project draft out of an idea or a small grant.")
    made.add_argument("ref", metavar="ID")
    made = command("people", events.people, "Sum the people of a register; estimates mark their sum.")
    made.add_argument("kind", metavar="KIND")
    made.add_argument("query", nargs="?", default="", metavar="QUERY", help="words, in any script")


def _promise_commands(command: Command) -> None:
    made = command(
        "recommendations", promises.recommendations, "Say how the recommendations of all sets, or one, stand."
    )
    made.add_argument("set", nargs="?", default="", metavar="SET", help="the number of a set")
    made.add_argument("--by", choices=BY, default="status")
    made.add_argument("--unserved", action="store_true", help="only those that no activity serves")
    made.add_argument("--make", action="store_true", help="first make the sets that the mission knows of, empty")
    made = command(
        "proposed-statuses", promises.proposed, "List, confirm or decline the statuses that activities propose."
    )
    made.add_argument("--confirm", nargs="+", metavar="ID")
    made.add_argument("--decline", nargs="+", metavar="ID")
    command("statuses", promises.statuses, "Show how a status moved and what shows it.").add_argument(
        "ref", metavar="REF"
    )
    made = command("promises", promises.due, "List commitments and other promises that fall due.")
    made.add_argument("--days", type=int, default=90, metavar="N")


def _framework_commands(command: Command) -> None:
    made = command("frameworks", frameworks.frameworks, "Say which activities serve which code of a framework.")
    made.add_argument("framework", nargs="?", default="", metavar="NAME")
    made.add_argument("--unserved", action="store_true", help="only codes that no activity serves")
    made = command("benchmarks", frameworks.benchmarks, "Say what evidence there is for each benchmark.")
    made.add_argument("--judged", action="store_true", help="only those that somebody has judged")
    made = command("indicators", indicators.indicators, "Say what every indicator comes to in a period.")
    period(made)
    made = command("figure", indicators.figure, "Work an expression out, with the records behind the figure.")
    made.add_argument("expression", metavar="EXPRESSION", help='for example "share women of sex in activity"')
    period(made)
    made = command("indicator-value", indicators.value, "Write or list the values of an indicator by period.")
    made.add_argument("ref", metavar="REF")
    period(made)
    for key in ("planned", "actual", "source", "remark"):
        made.add_argument(f"--{key}", metavar=key.upper())
    made = command("usual-tags", frameworks.usual, "Give an activity its usual tags, and say what to think of.")
    made.add_argument("ref", metavar="REF")


def _twin_commands(command: Command) -> None:
    made = command("duplicates", twins.duplicates, "List records that may be the same event, and numbers given twice.")
    made.add_argument("kind", nargs="?", default="", metavar="KIND", help="pairs of one register only")
    made = command("different", twins.different, "Say that two records are two events, for ever.")
    made.add_argument("one", metavar="REF")
    made.add_argument("other", metavar="REF")
    made = command("merge", twins.merge, "Merge two records of one event.")
    made.add_argument("keep", metavar="KEEP", help="the record that stays")
    made.add_argument("other", metavar="OTHER", help="the record that goes into it")
    made.add_argument(
        "choices",
        nargs="*",
        metavar="field=keep|other",
        help="whose value is right; of a field that is not named, the one that is there; counts are tallies.sex=other, "
        "other parts visit=both",
    )
    made = command("renumber", twins.renumber, "Give a record the next free reference number of this office.")
    made.add_argument("ref", metavar="UID", help="its id, where several records have its number")


def _exchange_commands(command: Command) -> None:
    made = command("import", exchange.import_file, "Bring a tracker in.")
    made.add_argument("file", metavar="FILE")
    made.add_argument("--mapping", metavar="F", help="a mapping file; without it one that fits is looked for")
    made.add_argument("--into", default="", metavar="SET", help="the set that a list of recommendations goes into")
    made.add_argument(
        "--change", action="store_true", help="let its rows change recommendations that are there already"
    )
    made.add_argument("--dry-run", action="store_true", help="say what would happen and keep nothing")
    made.add_argument("--fixup", default="", metavar="OUT.xlsx", help="a workbook of the rows that must be mended")
    made = command("export", exchange.export, "Write a parcel.")
    made.add_argument("--peer", required=True, metavar="OFFICE", help="an office, or who else receives the file")
    made.add_argument("--to", required=True, metavar="DIR")
    made.add_argument(
        "--profile",
        choices=("hq", "partner", "public"),
        default="hq",
        help="partner and public: a workbook without names, texts, exact places and small counts",
    )
    made.add_argument("--full", action="store_true", help="all records, also those that the peer has confirmed")
    made.add_argument("--nil", action="store_true", help="say that nothing happened between --from and --until")
    made.add_argument("--password-file", metavar="PATH", help="protect the file with the password in its first line")
    period(made)
    made = command("receive", exchange.receive, "Take parcels in.")
    made.add_argument("files", nargs="+", metavar="FILE", help="parcels, or a folder of them")
    made.add_argument("--password-file", metavar="PATH", help="a file whose first line opens protected parcels")
    made.add_argument("--into", default="", metavar="SET", help="the set that a list of recommendations goes into")
    made.add_argument("--dry-run", action="store_true", help="say what would happen and keep nothing")
    made.add_argument("--fixup", default="", metavar="OUT.xlsx", help="a workbook of the rows that must be mended")
    made.add_argument("--accept-edits", action="store_true", help="take over the cells that were changed by hand")
    command("parcels", exchange.list_parcels, "List the parcels that went out and came in.")
    command("peers", exchange.list_peers, "Say how far this database is with every other that it has met.")


def _paper_commands(command: Command) -> None:
    made = command("summary", paper.summary, "Draw one-page summaries (many as one file), or a report of the office.")
    made.add_argument("ref", nargs="*", metavar="REF")
    papers = f"{', '.join(PAPERS)}; of a funding line: donor"
    made.add_argument("--as", dest="kind", default="", metavar="PAPER", help=f"another paper of the record: {papers}")
    made.add_argument("--blank", default="", metavar="KIND", help="the blank form of a type of activity")
    made.add_argument("--report", default="", metavar="NAME", help=", ".join(REPORTS))
    period(made)
    made.add_argument("--office", default="", metavar="CODE", help="the office that the report is of")
    made.add_argument("--texts", default="", metavar="F.json", help="paragraphs of your own by section of the report")
    made.add_argument("--outside", action="store_true", help="the report for people outside: no titles, no small count")
    made.add_argument("--approved", action="store_true", help="no draft any more")
    made.add_argument("--to", required=True, metavar="OUT.pdf|OUT.png")
    made.add_argument("--pages", default="", metavar="1-3,5", help="these pages alone")
    on_paper(made)
    made.add_argument(
        "--names", default="", metavar="FORM", help="the form in which places are named, as in the profile"
    )


def _trust_commands(command: Command) -> None:
    command("laptops", trust.list_laptops, "List the laptops that were met, with the codes to compare.")
    made = command("confirm", trust.confirm_laptop, "Note that a laptop's code was compared over the phone and fits.")
    made.add_argument("laptop", metavar="LAPTOP", help="for example MIT-A")
    made.add_argument("--code", required=True)
    made = command("revoke", trust.revoke_laptop, "Set aside what a lost or stolen laptop wrote from a day on.")
    made.add_argument("laptop", metavar="LAPTOP")
    made.add_argument("--from", dest="start", default="", metavar="DAY", help="today where it is not given")
    made.add_argument("--reason", default="")
    made = command("trust", trust.trust_policy, "Whether parcels of laptops with an unconfirmed code are taken in.")
    made.add_argument("--strict", choices=("yes", "no"))
    made = command("asides", trust.list_asides, "List the parcels that were set aside.")
    made.add_argument("--again", action="store_true", help="look at all of them again and take in what can be")
    made.add_argument("--take", type=int, metavar="NUMBER", help="take one in all the same")
    made.add_argument("--reason", default="", help="why")
    made.add_argument("--password-file", metavar="PATH")
    made = command("proposals", trust.list_proposals, "List what was proposed by hand and waits for a decision.")
    choice = made.add_mutually_exclusive_group()
    choice.add_argument("--take", nargs="+", metavar="ID", help="make them changes; all takes every one")
    choice.add_argument("--refuse", nargs="+", metavar="ID")
    made.add_argument("--reason", default="")
    made = command("lists", trust.lists, "Show the lists that headquarters keeps, or set one (headquarters only).")
    made.add_argument("--set", dest="name", default="", metavar="NAME")
    made.add_argument("--file", metavar="F.csv", help="columns code, en, other languages, aliases, group")


def _board_commands(command: Command) -> None:
    made = command("consolidate", board.consolidate, "Write everything of a period, of all offices, into one workbook.")
    made.add_argument("--to", required=True, metavar="OUT.xlsx")
    made.add_argument("--password-file", metavar="PATH", help="protect the file with the password in its first line")
    period(made)
    made = command("board", board.show_board, "Say what has come from each office for a period, and whom to call.")
    made.add_argument("--from", dest="start", default="", metavar="DAY", help="without days, the last month that ended")
    made.add_argument("--to", dest="end", default="", metavar="DAY")
    made.add_argument("--pdf", default="", metavar="OUT.pdf", help="print it instead")
    on_paper(made)
    made = command("lost", board.lost, "Print what a lost laptop held, in counts, and what to do next.")
    made.add_argument("laptop", metavar="LAPTOP", help="for example MIT-B")
    made.add_argument("--to", required=True, metavar="OUT.pdf")
    on_paper(made)
    made = command("settings", board.settings, "Show the numbers that the office sets for itself, or set one.")
    made.add_argument("name", nargs="?", default="", metavar="NAME")
    made.add_argument("value", nargs="?", metavar="N")


def _protection_commands(command: Command) -> None:
    made = command("find-person", protection.find, "List every place that names a person, in any script and ending.")
    made.add_argument("name", metavar="NAME")
    made = command("redact-person", protection.redact, "Take a person out of every place that names them, for ever.")
    made.add_argument("name", metavar="NAME")
    made.add_argument("--leave", nargs="+", default=[], metavar="ID", help="places that find-person lists, to be left")
    made.add_argument("--files", action="store_true", help="also photos and papers whose file bears the name, whole")
    made = command("retention", protection.retention, "List what was kept longer than it may be, or purge it for ever.")
    made.add_argument("--purge", nargs="+", default=[], metavar="UID", help="what to purge; all takes every one")
