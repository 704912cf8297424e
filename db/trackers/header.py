"""Finds the row with the columns' names, and the mapping that a workbook was made for."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from db.errors import KnownError
from db.folding import fold
from db.trackers.cells import shown
from db.trackers.mapping import Column, TrackerMapping
from db.workbooks.book import Book, Row, Sheet
from db.workbooks.mending import ALLOWED_TAG, PROBLEM_TAG

SEARCHED_ROWS = 25


@dataclass(frozen=True, slots=True)
class Header:
    """The names of a sheet's columns: all texts by column number, and where the mapping's columns are.

    `aside` are the columns that this program added to a workbook of rows to mend; they are nobody's.
    """

    row: Row
    names: Mapping[int, str]
    places: Mapping[Column, int]
    aside: frozenset[int] = frozenset()

    def missing(self, mapping: TrackerMapping) -> list[Column]:
        """Return the columns that the mapping cannot do without and that are not here."""
        return [column for column in mapping.needed if column not in self.places]


@dataclass(frozen=True, slots=True)
class Fit:
    """A mapping and the sheets that it fits, each with its header; `others` are filled sheets that it does not fit."""

    mapping: TrackerMapping
    sheets: tuple[tuple[Sheet, Header], ...]
    others: tuple[str, ...]


def find_header(sheet: Sheet, mapping: TrackerMapping) -> Header | None:
    """Return the row among the first that has most of the mapping's columns; None where no row has any."""
    found = [_header(row, mapping) for row in sheet.rows if row.number <= SEARCHED_ROWS]
    best = max(found, key=lambda header: len(header.places), default=None)
    return replace(best, aside=_aside(sheet, best.row)) if best is not None and best.places else None


def _aside(sheet: Sheet, head: Row) -> frozenset[int]:
    """Return the columns that are tagged in the row below the names as added by this program."""
    below = next((row for row in sheet.rows if row.number > head.number), head)
    return frozenset(number for number, tag in below.cells.items() if tag in (PROBLEM_TAG, ALLOWED_TAG))


def _header(row: Row, mapping: TrackerMapping) -> Header:
    names = {number: " ".join(shown(cell).split()) for number, cell in row.cells.items() if isinstance(cell, str)}
    names = {number: name for number, name in names.items() if name}
    whole: dict[str, int] = {}
    for number, name in names.items():
        whole.setdefault(fold(name), number)
    # "SECTOR\n(choose from the list)": what stands before the line break is the name, the rest advice that changes.
    first = dict(whole)
    for number in names:
        first.setdefault(fold(shown(row.cells[number]).split("\n")[0]), number)
    places: dict[Column, int] = {}
    for column in mapping.columns:
        for spellings in (whole, first):
            hit = next((spellings[name] for name in column.folded if name in spellings), None)
            if hit is not None:
                places.setdefault(column, hit)
    return Header(row, names, places)


def fit(book: Book, mapping: TrackerMapping) -> Fit:
    """Return the sheets of a workbook that a mapping fits: all visible ones, or the one that the mapping names."""
    wanted = [s for s in book.sheets if (fold(s.name) == fold(mapping.sheet) if mapping.sheet else s.visible)]
    found: list[tuple[Sheet, Header]] = []
    for sheet in wanted:
        header = find_header(sheet, mapping)
        if header is not None and not header.missing(mapping):
            found.append((sheet, header))
    taken = {sheet.name for sheet, _ in found}
    others = tuple(sheet.name for sheet in book.sheets if sheet.rows and sheet.name not in taken)
    return Fit(mapping, tuple(found), others)


def fit_given(book: Book, mapping: TrackerMapping) -> Fit:
    """Fit the mapping that a person chose.

    Raises KnownError `mapping-mismatch` naming the first column that no sheet has, `bad-mapping`.
    """
    found = fit(book, mapping)
    if found.sheets:
        return found
    headers = [header for sheet in book.sheets if (header := find_header(sheet, mapping)) is not None]
    best = max(headers, key=lambda header: len(header.places), default=None)
    missing = best.missing(mapping) if best is not None else list(mapping.needed)
    if missing:
        raise KnownError("mapping-mismatch", file=book.name, column=missing[0].names[0], mapping=mapping.name)
    wanted = (
        f"the sheet '{mapping.sheet}', which is not there," if mapping.sheet else "columns that no visible sheet has"
    )
    raise KnownError("bad-mapping", path=mapping.name, detail=f"it asks for {wanted} in {book.name}")


def fit_best(book: Book, mappings: Iterable[TrackerMapping]) -> Fit:
    """Fit the mapping of which a sheet has all needed columns; of several the one with most columns here.

    Raises KnownError `no-mapping` naming the first headers found.
    """
    fits = [found for mapping in mappings if (found := fit(book, mapping)).sheets]
    if not fits:
        raise KnownError("no-mapping", file=book.name, found=_first_headers(book))
    return max(fits, key=lambda found: max(len(header.places) for _, header in found.sheets))


def _first_headers(book: Book) -> str:
    """Return the first names of the row that looks most like a header, for a person to recognise the file."""
    rows = [row for sheet in book.sheets if sheet.visible for row in sheet.rows[:SEARCHED_ROWS]]
    texts = [[shown(cell).split("\n")[0][:40] for cell in row.cells.values() if isinstance(cell, str)] for row in rows]
    wide = next((names for names in texts if len(names) > 1), None) or next(filter(None, texts), ["no words"])
    return ", ".join(wide[:6])
