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
from copy import copy
from datetime import date, datetime, time
from decimal import Decimal
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

SheetCell = Cell
Content = str | int | float | Decimal | bool | date | datetime | time | None

_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")  # spreadsheets read _x0041_ as the letter with that number
_ROWS = re.compile(rb"<sheetData */>|<sheetData>.*</sheetData>", re.DOTALL)


class MemorySheet(WriteOnlyWorksheet):
    """A write-only sheet whose rows go into memory; a row is a list of cells, None where one is empty."""

    def __init__(self, book: Workbook, title: str) -> None:
        super().__init__(book, title)  # pyright: ignore
        self._dresses: dict[tuple[str, bool], object] = {}
        self._lines: list[str] = []

    def dress(self, cell: Cell, number_format: str, *, quoted: bool = False) -> None:
        """Give a cell its number format; `quoted` text shows that it is meant as text although it begins like more.

        The library works a style out anew for each cell; here the first of a kind is worn by all.
        """
        known = self._dresses.get((number_format, quoted))
        if known is None:
            cell.number_format = number_format
            if quoted:
                cell.quotePrefix = True
            known = self._dresses[number_format, quoted] = cell._style  # pyright: ignore
        cell._style = known  # pyright: ignore

    def append(self, row: Sequence[Cell | None]) -> None:  # pyright: ignore
        """Add a row."""
        number = len(self._lines) + 1
        look: dict[str, str] = {"r": str(number), **dict(self.row_dimensions.get(number, {}))}  # pyright: ignore
        words = " ".join(f'{name}="{value}"' for name, value in look.items())
        cells = "".join(_cell_xml(cell, column, number) for column, cell in enumerate(row, 1) if cell is not None)
        self._lines.append(f"<row {words}>{cells}</row>")

    def content(self) -> bytes:
        """Return the finished sheet as the part of the file that it is."""
        if not self.closed:
            self.close()
        before, after = _ROWS.split(self._writer.out.getvalue())  # pyright: ignore
        return b"".join((before, b"<sheetData>", *(line.encode() for line in self._lines), b"</sheetData>", after))

    def _get_writer(self) -> None:
        if self._writer is None:  # pyright: ignore
            self._writer = WorksheetWriter(self, out=io.BytesIO())  # pyright: ignore
            self._writer.write_top()


def _cell_xml(cell: Cell, column: int, row: int) -> str:
    """Return a cell as a workbook's file has it."""
    kind, content = cell.data_type, cell._value  # pyright: ignore
    start = f'<c r="{get_column_letter(column)}{row}" s="{cell.style_id}"'  # pyright: ignore
    if kind == "s":
        text = escape(content)  # pyright: ignore
        return f'{start} t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'
    if kind == "d":
        kind, content = "n", to_excel(content)  # pyright: ignore
    return f'{start} t="{kind}"><v>{safe_string(content)}</v></c>'


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


def make_cell(sheet: MemorySheet, content: Content) -> Cell | None:
    """Return a cell; an empty one is no cell at all.

    Text is given to the cell as text outright: the library would make a formula of "=1+1" and an error of "#N/A".
    """
    if content is None or content == "":
        return None
    made = Cell(sheet)  # pyright: ignore
    if isinstance(content, str):
        text = _ESCAPED.sub("_x005F_", content) if "_x" in content else content
        made._value, made.data_type = text, "s"  # pyright: ignore
        sheet.dress(made, "@", quoted=content[:1] in ("=", "+", "-", "@", "\t"))
        return made
    made.value = content  # pyright: ignore
    if isinstance(content, datetime) and content.time() != time():
        sheet.dress(made, "yyyy-mm-dd hh:mm")
    elif isinstance(content, date):
        sheet.dress(made, "yyyy-mm-dd")
    elif isinstance(content, Decimal):
        sheet.dress(made, "#,##0.00" if content.as_tuple().exponent == -2 else "General")
    return made


def bare_cell(sheet: MemorySheet, content: Content) -> Cell:
    """Return a cell without a look, text as text outright: for sheets that nobody sees."""
    made = Cell(sheet)  # pyright: ignore
    made._value, made.data_type = content, "s" if isinstance(content, str) else "n"  # pyright: ignore
    return made


def error_cell(sheet: MemorySheet) -> Cell:
    """Return a cell that shows an error: a value is missing here, and blank would be another value."""
    made = Cell(sheet)  # pyright: ignore
    made._value, made.data_type = ERROR, "e"  # pyright: ignore
    return made


def paint(
    cell: Cell, *, font: Font | None = None, fill: PatternFill | None = None, alignment: Alignment | None = None
) -> Cell:
    """Give one cell a look of its own: its style is worn by all others of its kind, and must not change with it."""
    cell._style = copy(cell._style)  # pyright: ignore
    if font is not None:
        cell.font = font
    if fill is not None:
        cell.fill = fill
    if alignment is not None:
        cell.alignment = alignment
    return cell
