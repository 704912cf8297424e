"""Opening workbooks that other people's programs saved: in a child process, within limits, as plain values."""

from db.workbooks.book import Book, Cell, Fault, Row, Sheet
from db.workbooks.reading import CHILD_WORD, private_copy, read_book

__all__ = ["CHILD_WORD", "Book", "Cell", "Fault", "Row", "Sheet", "private_copy", "read_book"]
