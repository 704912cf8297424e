"""Finds the sheets of a parcel in a workbook that people have handled: moved, renamed, copied, without its tags.

A sheet is known by its name, or else by the records whose hidden ids stand in it; a column by its tag, or else, where
the row of tags is gone, by its name. What is not ours is left aside, aloud.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from db.catalogue import Mission
from db.parcels import cells
from db.parcels.layout import LISTS_SHEET, README_SHEET, SYNC_SHEET, TAG_ROWS, UID_TAG, Column, find_tags, sheets_of
from db.parcels.layout import Sheet as Layout
from db.parcels.manifest import Manifest
from db.parcels.problems import CellProblem, Notice, notice, sentence
from db.parcels.rows import Record
from db.workbooks import Book, Cell, Row, Sheet, letter
from db.workbooks.mending import ALLOWED_TAG, PROBLEM_TAG

_EXCERPT = 80
_OURS = (README_SHEET, LISTS_SHEET, SYNC_SHEET)


@dataclass(frozen=True, slots=True)
class Page:
    """One visible sheet as found, and what was written into it.

    `head` is the number of the row above the data; `places` has the column of each tag, counted from 1.
    """

    layout: Layout
    sheet: Sheet
    head: int
    places: Mapping[str, int]
    epoch: date

    @property
    def title(self) -> str:
        """The sheet's name as it is now."""
        return self.sheet.name

    @property
    def rows(self) -> list[Row]:
        """The filled rows below the head."""
        return [row for row in self.sheet.rows if row.number > self.head]

    @property
    def columns(self) -> list[Column]:
        """The columns of values that are still there."""
        return [c for c in self.layout.columns if c.field is not None and not c.name and c.tag in self.places]

    @property
    def names(self) -> list[Column]:
        """The columns that are still there and only say what a code means."""
        return [c for c in self.layout.columns if c.field is not None and c.name and c.tag in self.places]

    def cell(self, row: Row, tag: str) -> Cell:
        """Return the content of a tag's column, empty where it is blank or the column is gone."""
        return row.cells.get(self.places.get(tag, 0), "")

    def value(self, row: Row, column: Column) -> Cell:
        """Return what a person sees in a column of values."""
        assert column.field is not None
        return cells.found(column.field.kind, self.cell(row, column.tag), self.epoch)

    def fault(self, row: Row, tag: str) -> str:
        """Return what is odd about a cell, "" where nothing is."""
        found = row.faults.get(self.places.get(tag, 0))
        return found.what if found else ""

    def turns(self, row: Row, column: Column) -> bool:
        """Whether a text holds marks that turn its direction."""
        return cells.turning(self.cell(row, column.tag))

    def problem(self, row: Row | int, tag: str, code: str, /, **values: object) -> CellProblem:
        """Return a problem with its place, and the record that the row is of where that is told."""
        filled = {name: str(value) for name, value in values.items()}
        heading = next((column.heading for column in self.layout.columns if column.tag == tag), "")
        number, uid = (row, "") if isinstance(row, int) else (row.number, str(self.cell(row, UID_TAG)).strip())
        return CellProblem(self.title, number, heading, code, sentence(code, filled), uid, tag, filled)

    def notice(self, row: int, code: str, /, **values: object) -> Notice:
        """Return a notice with its place."""
        return notice(self.title, row, code, **values)


@dataclass(frozen=True, slots=True)
class Pages:
    """The sheets of a parcel as found, and what is to be said of them as a whole."""

    pages: list[Page] = field(default_factory=list[Page])
    problems: list[CellProblem] = field(default_factory=list[CellProblem])
    notices: list[Notice] = field(default_factory=list[Notice])


def find_pages(book: Book, manifest: Manifest, records: Mapping[str, Record], mission: Mission) -> Pages:
    """Find the sheets of a parcel in its workbook. `records` are what its revisions make."""
    found = Pages()
    written = manifest.sheets
    layouts = {layout.title: layout for layout in sheets_of(mission)}
    strangers: list[Sheet] = []
    for sheet in book.sheets:
        layout = layouts.get(sheet.name)
        page = _page(book, sheet, layout, found) if layout is not None else None
        if page is not None:
            found.pages.append(page)
        elif layout is None and sheet.name not in _OURS and sheet.rows:
            strangers.append(sheet)
    there = {page.layout.title for page in found.pages}
    _take_renamed(found, book, strangers, [layouts[t] for t in written if t in layouts and t not in there], records)
    there = {page.layout.title for page in found.pages}
    for title, rows in written.items():
        if rows and title in layouts and title not in there:
            found.problems.append(CellProblem(title, 0, "", "sheet-missing", sentence("sheet-missing", {})))
    for page in found.pages:
        found.notices.extend(_left_aside(page, manifest.data_format))
    return found


def _page(book: Book, sheet: Sheet, layout: Layout, found: Pages) -> Page | None:
    """Return a sheet as a page of a layout; None where not even its names tell the columns, or nothing tells the Id."""
    tagged = find_tags(sheet)
    if tagged is not None:
        row, tags = tagged
        words = [str(cell).strip() for cell in row.cells.values()]
        page = Page(layout, sheet, row.number, tags, book.epoch)
        for column in (column for column in layout.columns if words.count(column.tag) > 1):
            found.problems.append(page.problem(row.number, column.tag, "column-twice", tag=column.tag))
            del tags[column.tag]
        return page if UID_TAG in tags else None
    for row in sheet.rows[:TAG_ROWS]:
        named = _by_name(layout, row)
        if UID_TAG in named and len(named) > len(layout.columns) / 2:
            found.notices.append(notice(sheet.name, 0, "tags-gone"))
            return Page(layout, sheet, row.number, named, book.epoch)
    return None


def _by_name(layout: Layout, row: Row) -> dict[str, int]:
    """Return the columns of the tags whose names stand in a row; of two with one name the first is the first."""
    places: dict[str, int] = {}
    for number, cell in sorted(row.cells.items()):
        alike = (column.tag for column in layout.columns if column.heading == str(cell).strip())
        tag = next((tag for tag in alike if tag not in places), "")
        if tag:
            places[tag] = number
    return places


def _take_renamed(
    found: Pages, book: Book, strangers: Sequence[Sheet], missing: Sequence[Layout], records: Mapping[str, Record]
) -> None:
    """Take sheets that were renamed for what they are; whatever else is not ours is left aside."""
    candidates: dict[str, list[Sheet]] = {}
    for sheet in strangers:
        kind = _kind_of(sheet, records)
        if kind:
            candidates.setdefault(kind, []).append(sheet)
        else:
            found.notices.append(notice(sheet.name, 0, "sheet-own"))
    for layout in missing:
        alike = candidates.get(layout.kind.key, [])
        page = _page(book, alike[0], layout, found) if len(alike) == 1 else None
        if page is not None:
            found.pages.append(page)
            found.notices.append(notice(page.title, 0, "sheet-renamed", title=layout.title))
            del candidates[layout.kind.key]
    for alike in candidates.values():
        found.notices.extend(notice(sheet.name, 0, "sheet-copied") for sheet in alike)


def _kind_of(sheet: Sheet, records: Mapping[str, Record]) -> str:
    """Return the type of the records whose ids stand in a sheet, "" where none does."""
    tagged = find_tags(sheet)
    if tagged is None:
        return ""
    row, tags = tagged
    ids = (str(r.cells.get(tags.get(UID_TAG, 0), "")).strip() for r in sheet.rows if r.number > row.number)
    return next((records[uid].type for uid in ids if uid in records), "")


def _left_aside(page: Page, data_format: int) -> list[Notice]:
    """Say what of a sheet is not ours, and what of ours is not there. `data_format` is what it was written with."""
    notices: list[Notice] = []
    above = [row for row in page.sheet.rows if row.number <= page.head]
    if find_tags(page.sheet) is not None:
        above = above[:-1]  # the tags; the names stand over them
    names: Mapping[int, Cell] = above[-1].cells if above else {}
    ours = {column.tag for column in page.layout.columns} | {PROBLEM_TAG, ALLOWED_TAG}
    known = {number for tag, number in page.places.items() if tag in ours}
    own = sorted({number for row in page.rows for number in row.cells} - known)
    if own:
        columns = ", ".join(str(names.get(number) or "").strip() or letter(number) for number in own)
        notices.append(page.notice(0, "columns-own", columns=columns))
    gone = [column for column in page.layout.columns if _is_gone(page, column, data_format)]
    if gone:
        notices.append(page.notice(0, "columns-gone", columns=", ".join(column.heading for column in gone)))
    for row in above[:-1]:
        notices.append(page.notice(row.number, "text-above", text=excerpt(row)))
    for comment in page.sheet.comments:
        author = f"{comment.author}: " if comment.author and not comment.text.startswith(comment.author) else ""
        text = comment.text.split("Comment:\n", 1)[-1].strip()  # Excel explains threaded ones to older programs
        notices.append(page.notice(comment.row, "comment", text=author + text))
    return notices


def _is_gone(page: Page, column: Column, data_format: int) -> bool:
    field = column.field
    return field is not None and not column.name and column.tag not in page.places and field.since <= data_format


def excerpt(row: Row) -> str:
    """Return the beginning of what a row says."""
    text = " · ".join(str(cell).strip() for _, cell in sorted(row.cells.items()) if str(cell).strip())
    return text if len(text) <= _EXCERPT else text[: _EXCERPT - 1] + "…"
