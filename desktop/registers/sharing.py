"""What is shown, taken elsewhere: to the clipboard, to paper, to a workbook; exactly its lines and columns."""

from dataclasses import dataclass
from pathlib import Path

from db.marks import N_
from db.progress import Progress, silent
from db.records import Group, ListColumn, ListRow, Wanted, list_rows
from db.reports import maker_of
from db.reports.shown import shown_listing
from db.store import Office
from db.store.access import COPY, note_access
from desktop.i18n import tr_db
from desktop.registers.cells import header_text, plain_text
from desktop.reports.printing import Composed

STEP = 2_000  # rows between two reports of progress
PAGE_LIMIT = 5_000  # lines on paper; more is a workbook's work
SUMMARIES_LIMIT = 500  # pages of one paper


@dataclass(frozen=True, slots=True)
class Shown:
    """What a list shows: its records in order under their groups, its columns, and the words about it."""

    kind: str
    title: str
    about: tuple[str, ...]
    wanted: Wanted
    columns: tuple[ListColumn, ...]
    known: dict[str, ListColumn]
    uids: tuple[str, ...]
    groups: tuple[Group, ...] = ()


def read_rows(office: Office, shown: Shown, progress: Progress = silent) -> list[ListRow]:
    """Read all rows that are shown, with what their columns need; none says which a protected place is (DP-07).

    Raises what `progress` raises.
    """
    keys = [*(c.key for c in shown.columns), *(c.currency for c in shown.columns if c.currency), "classification"]
    wanted = list(dict.fromkeys(keys))
    rows: list[ListRow] = []
    with office.read() as reading:
        for start in range(0, len(shown.uids), STEP):
            progress(start, len(shown.uids))
            rows += list_rows(reading, list(shown.uids[start : start + STEP]), wanted, leaving=True)
    return rows


def as_table(shown: Shown, office: Office, progress: Progress = silent) -> str:
    """Return rows as a spreadsheet takes them, the names of the columns first; that it leaves is noted (DP-09).

    Raises what `progress` raises.
    """
    mission, found = office.mission, read_rows(office, shown, progress)
    heads = [f"{c.dimension}: {header_text(c)}" if c.dimension else header_text(c) for c in shown.columns]
    rows = [[plain_text(column, row, mission) for column in shown.columns] for row in found]
    with office.write("copy") as write:
        note_access(write, COPY, count=len(rows), file=tr_db(N_("clipboard")))
    return "\n".join("\t".join(cells) for cells in [heads, *rows]) + "\n"


def compose(shown: Shown, office: Office, language: str) -> Composed:
    """Compose the list as it is printed: groups under their heads, with what they add up to."""
    maker = maker_of(office, language=language)
    asked = [maker.translate(N_("Asked for: {told}")).format(told=query)] if (query := shown.wanted.query) else []
    asked += [maker.translate(N_("Deleted records"))] if shown.wanted.deleted else []
    made = shown_listing(
        maker,
        shown.kind,
        shown.columns,
        read_rows(office, shown),
        groups=shown.groups,
        by=shown.known.get(shown.wanted.group),
        about=asked,
    )
    return Composed(made, made.title, f"{made.title} {office.today}")


def write_workbook(shown: Shown, target: Path, office: Office, progress: Progress) -> Path:
    """Write what is shown as a workbook, whole or not at all.

    Raises KnownError `cannot-write`, `disk-full`; what `progress` raises.
    """
    from db.parcels.list_book import list_book

    rows = read_rows(office, shown, progress)
    facts = ((tr_db(N_("Records")), str(len(rows))), *((tr_db(N_("Shown")), text) for text in shown.about))
    currencies = (
        shown.known[c.currency] for c in shown.columns if c.currency and shown.known[c.currency] not in shown.columns
    )
    return list_book(office, shown.title, facts, [*shown.columns, *dict.fromkeys(currencies)], rows, target, progress)
