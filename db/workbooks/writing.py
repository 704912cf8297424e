"""Writes workbooks: put together in memory, and every cell exactly what it is meant to be.

The library spools every sheet into a temporary file, in plain text, and leaves it there when it is interrupted; what
records say must never lie on the disk outside the encrypted database. It would also make a formula of "=1+1". Rows are
written out here: the library makes a tree of elements of every cell, which takes most of the time of an export.
"""

import hashlib
import io
import re
import zipfile
from collections.abc import Callable, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from typing import NamedTuple
from xml.sax.saxutils import escape

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.compat import safe_string
from openpyxl.drawing.spreadsheet_drawing import SpreadsheetDrawing
from openpyxl.packaging.relationship import RelationshipList
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.utils.datetime import to_excel  # pyright: ignore[reportUnknownVariableType]
from openpyxl.worksheet._write_only import WriteOnlyWorksheet
from openpyxl.worksheet._writer import WorksheetWriter
from openpyxl.writer.excel import ExcelWriter
from openpyxl.xml.constants import ARC_APP

from db.workbooks.child import parts_digest
from db.workbooks.mending import PROGRAM

ERROR = "#N/A"
WRONG = PatternFill("solid", fgColor="FFC7CE")  # a cell to be mended
WRAP = Alignment(wrap_text=True, vertical="top")
HEADER = (Font(bold=True, color="FFFFFF"), PatternFill("solid", fgColor="16324F"))

Content = str | int | float | Decimal | bool | date | datetime | time | None


class Look(NamedTuple):
    """How a cell looks; `quoted` text shows that it is meant as text although it begins like more."""

    number_format: str = "General"
    quoted: bool = False
    font: Font | None = None
    fill: PatternFill | None = None
    alignment: Alignment | None = None


class SheetCell(NamedTuple):
    """A cell: its type and content as the part of a workbook's file has them (`xml` is escaped), and its look."""

    type: str
    xml: str
    look: Look


_PLAIN, _TEXT, _QUOTED, _CENTS = Look(), Look("@"), Look("@", quoted=True), Look("#,##0.00")
_DAY, _MOMENT, _HOUR = Look("yyyy-mm-dd"), Look("yyyy-mm-dd hh:mm"), Look("h:mm:ss")
_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")  # spreadsheets read _x0041_ as the letter with that number
_ROWS = re.compile(rb"<sheetData */>|<sheetData>.*</sheetData>", re.DOTALL)


class MemorySheet(WriteOnlyWorksheet):
    """A write-only sheet whose rows go into memory; a row is a list of cells, None where one is empty."""

    def __init__(self, book: Workbook, title: str) -> None:
        super().__init__(book, title)  # pyright: ignore
        self._styles: dict[tuple[str | bool | int, ...], int] = {}
        self._lines: list[str] = []

    def append(self, row: Sequence[SheetCell | None]) -> None:  # pyright: ignore
        """Add a row."""
        number = len(self._lines) + 1
        look: dict[str, str] = {"r": str(number), **dict(self.row_dimensions.get(number, {}))}  # pyright: ignore
        words = " ".join(f'{name}="{value}"' for name, value in look.items())
        cells = "".join(
            f'<c r="{get_column_letter(column)}{number}" s="{self._style(cell.look)}" t="{cell.type}">{cell.xml}</c>'
            for column, cell in enumerate(row, 1)
            if cell is not None
        )
        self._lines.append(f"<row {words}>{cells}</row>")

    def content(self) -> bytes:
        """Return the finished sheet as the part of the file that it is."""
        if not self.closed:
            self.close()
        before, after = _ROWS.split(self._writer.out.getvalue())  # pyright: ignore
        return b"".join((before, b"<sheetData>", *(line.encode() for line in self._lines), b"</sheetData>", after))

    def _style(self, look: Look) -> int:
        """Return the number of a look among the styles of the workbook."""
        # By identity: fonts and fills are constants, and theirs is a slow hash.
        key = (look.number_format, look.quoted, id(look.font), id(look.fill), id(look.alignment))
        known = self._styles.get(key)
        if known is None:
            model = Cell(self)  # pyright: ignore
            model.number_format = look.number_format
            if look.quoted:
                model.quotePrefix = True
            for name, value in (("font", look.font), ("fill", look.fill), ("alignment", look.alignment)):
                if value is not None:
                    setattr(model, name, value)
            known = self._styles[key] = model.style_id  # pyright: ignore
        return known

    def _get_writer(self) -> None:
        if self._writer is None:  # pyright: ignore
            self._writer = WorksheetWriter(self, out=io.BytesIO())  # pyright: ignore
            self._writer.write_top()


class _File(zipfile.ZipFile):
    """A workbook's file, in which this program signs itself: the library would say that it was Excel.

    `parts` has the SHA-256 of every part.
    """

    def __init__(self, content: io.BytesIO) -> None:
        super().__init__(content, "w", zipfile.ZIP_DEFLATED)
        self.parts: dict[str, str] = {}

    def writestr(self, name: str, data: bytes | str, *rest: object) -> None:  # pyright: ignore
        """Add a part."""
        data = data.encode() if isinstance(data, str) else data
        if name == ARC_APP:
            data = re.sub(rb"(Application>)[^<]*", rb"\g<1>" + PROGRAM.encode(), data, count=1)
        self.parts[name] = hashlib.sha256(data).hexdigest()
        super().writestr(name, data, *rest)  # pyright: ignore


class _Archive(ExcelWriter):
    """Packs memory sheets."""

    def __init__(self, book: Workbook, archive: _File, last: MemorySheet | None) -> None:
        super().__init__(book, archive)  # pyright: ignore
        self._last = last

    def write_worksheet(self, ws: MemorySheet) -> None:  # pyright: ignore
        """Put a sheet into the archive, closing it if it is still open; the last one is only announced."""
        ws._drawing = SpreadsheetDrawing()  # pyright: ignore
        if ws is self._last:
            ws._rels = RelationshipList()  # pyright: ignore
            self.manifest.append(ws)  # pyright: ignore
            return
        content = ws.content()
        ws._rels = ws._writer._rels  # pyright: ignore
        self._archive.writestr(ws.path[1:], content)  # pyright: ignore
        self.manifest.append(ws)  # pyright: ignore


def new_book() -> Workbook:
    """Return an empty workbook for memory sheets."""
    book = Workbook(write_only=True)
    book.properties.creator = PROGRAM  # pyright: ignore
    return book


def new_sheet(book: Workbook, title: str) -> MemorySheet:
    """Add a sheet at the end of a write-only workbook."""
    sheet = MemorySheet(book, title)  # pyright: ignore
    book._add_sheet(sheet)  # pyright: ignore
    return sheet


def close(book: Workbook) -> None:
    """Finish every sheet of a workbook: an open one complains when it is thrown away."""
    for sheet in book.worksheets:
        if isinstance(sheet, MemorySheet) and not sheet.closed:  # pyright: ignore
            sheet.close()


def packed(book: Workbook, last: MemorySheet | None = None, fill: Callable[[str], None] | None = None) -> bytes:
    """Return a workbook made of memory sheets as the content of its file.

    Where one sheet speaks of all the others it is the `last` to be written: `fill` is given the digest of every other
    part of the file (`db.workbooks.child.parts_digest`) and adds the sheet's rows, of `bare_cell`s.
    """
    content = io.BytesIO()
    with _File(content) as archive:
        _Archive(book, archive, last).write_data()  # pyright: ignore
        if last is not None and fill is not None:
            fill(parts_digest(archive.parts))
            archive.writestr(last.path[1:], last.content())
    return content.getvalue()


def make_cell(content: Content) -> SheetCell | None:
    """Return a cell; an empty one is no cell at all.

    Text is text outright: the library would make a formula of "=1+1" and an error of "#N/A".
    """
    if content is None or content == "":
        return None
    if isinstance(content, str):
        text = _ESCAPED.sub("_x005F_", content) if "_x" in content else content
        return _text(text, _QUOTED if content[0] in "=+-@\t" else _TEXT)
    if isinstance(content, date | time):
        with_hour = isinstance(content, datetime) and content.time() != time()
        look = _HOUR if isinstance(content, time) else _MOMENT if with_hour else _DAY
        return _number(to_excel(content), look)  # pyright: ignore[reportUnknownArgumentType]
    if isinstance(content, bool):
        return SheetCell("b", f"<v>{int(content)}</v>", _PLAIN)
    cents = isinstance(content, Decimal) and content.as_tuple().exponent == -2
    return _number(content, _CENTS if cents else _PLAIN)


def bare_cell(content: Content) -> SheetCell:
    """Return a cell without a look, text as text outright: for sheets that nobody sees."""
    return _text(content, _PLAIN) if isinstance(content, str) else _number(content, _PLAIN)


def error_cell() -> SheetCell:
    """Return a cell that shows an error: a value is missing here, and blank would be another value."""
    return SheetCell("e", f"<v>{ERROR}</v>", _PLAIN)


def paint(
    cell: SheetCell, *, font: Font | None = None, fill: PatternFill | None = None, alignment: Alignment | None = None
) -> SheetCell:
    """Return a cell with another font, fill or alignment, where one is given."""
    look = cell.look
    return cell._replace(
        look=look._replace(font=font or look.font, fill=fill or look.fill, alignment=alignment or look.alignment)
    )


def _text(text: str, look: Look) -> SheetCell:
    return SheetCell("inlineStr", f'<is><t xml:space="preserve">{escape(text)}</t></is>', look)


def _number(number: Content, look: Look) -> SheetCell:
    return SheetCell("n", f"<v>{safe_string(number)}</v>", look)
