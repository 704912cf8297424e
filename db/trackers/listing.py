"""A workbook read as a list: somebody's tracker by its mapping, or one of our own that lost its hidden sheet."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from db.catalogue.recommendations import RECOMMENDATION
from db.marks import N_
from db.parcels.finding import Page
from db.parcels.layout import sheets_of
from db.progress import Progress
from db.records.family import link_finder
from db.store.writing import Reading
from db.trackers.header import Fit, fit_best, fit_given
from db.trackers.mapping import TrackerMapping
from db.trackers.mapping_file import known_mappings
from db.trackers.plan import Outcome, Plan, read_rows, settle
from db.trackers.sets import into_set, settle_set
from db.trackers.stripped import own_pages, read_pages, settle_own
from db.workbooks.book import Book, Cell, Row, Sheet

STRIPPED = N_("Groundwork workbook without its hidden sheet")


@dataclass(frozen=True, slots=True)
class Head:
    """What stands above the rows of a sheet: names and tags by column, `row` being the last of it."""

    sheet: Sheet
    row: int
    names: Mapping[int, Cell]
    tags: Mapping[int, Cell]


@dataclass(frozen=True, slots=True)
class Listing:
    """The rows of a workbook as they could be entered.

    `name` says how it was read; `others` are filled sheets that hold something else; `settle` compares the rows with
    the live records.
    """

    name: str
    heads: tuple[Head, ...]
    others: tuple[str, ...]
    outcomes: Sequence[Outcome]
    settle: Callable[[Reading, Sequence[Outcome]], Plan]


def read_list(
    reading: Reading,
    book: Book,
    mapping: TrackerMapping | None,
    progress: Progress,
    into: str = "",
    change: bool = False,
) -> Listing:
    """Read a workbook by a mapping; without one by that of the known mappings which fits, or by our own tags.

    `into` is the number or name of the set that a list of recommendations goes into; with `change` its rows may change
    what is there already.

    Raises KnownError `mapping-mismatch`, `no-mapping`, `bad-mapping`, `is-a-parcel`, `set-needed`, `no-record`;
    whatever `progress` raises.
    """
    pages = own_pages(book, sheets_of(reading.mission)) if mapping is None else []
    if pages:
        progress(0, 2 * sum(len(page.rows) for page in pages))
        taken = {page.title for page in pages}
        others = tuple(sheet.name for sheet in book.sheets if sheet.rows and sheet.name not in taken)
        outcomes = read_pages(reading, pages, link_finder(reading))
        return Listing(STRIPPED, tuple(_own_head(page) for page in pages), others, outcomes, settle_own)
    known = [one for one in known_mappings() if not into or one.kind == RECOMMENDATION.key]
    fitting = fit_given(book, mapping) if mapping is not None else fit_best(book, known)
    decide: Callable[[Reading, Sequence[Outcome]], Plan] = settle
    if fitting.mapping.kind == RECOMMENDATION.key:
        target = into_set(reading, book, fitting, into, change)
        fitting, decide = target.fitting, partial(settle_set, target)
    outcomes = read_rows(reading.mission, book, fitting, progress, link_finder(reading))
    return Listing(fitting.mapping.name, tuple(_heads(fitting)), fitting.others, outcomes, decide)


def _own_head(page: Page) -> Head:
    above = [row for row in page.sheet.rows if row.number < page.head]
    tags = next(row for row in page.sheet.rows if row.number == page.head)
    return Head(page.sheet, page.head, above[-1].cells if above else {}, tags.cells)


def _heads(fitting: Fit) -> list[Head]:
    heads: list[Head] = []
    for sheet, header in fitting.sheets:
        below = next((row for row in sheet.rows if row.number > header.row.number), None)
        tags: Mapping[int, Cell] = below.cells if below is not None and _are_tags(below) else {}
        last = below.number if below is not None and tags else header.row.number
        heads.append(Head(sheet, last, header.row.cells, tags))
    return heads


def _are_tags(row: Row) -> bool:
    cells = [cell for cell in row.cells.values() if cell != ""]
    return bool(cells) and all(isinstance(cell, str) and cell.startswith("#") for cell in cells)
