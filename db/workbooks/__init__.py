"""Opening workbooks that other people's programs saved: in a child process, within limits, as plain values."""

from db.workbooks.book import Book, Cell, Comment, Fault, Row, Sheet, is_total, letter, serial_day
from db.workbooks.reading import Container, open_container, private_copy, read_book, read_sheets

__all__ = [
    "Book",
    "Cell",
    "Comment",
    "Container",
    "Fault",
    "Row",
    "Sheet",
    "is_total",
    "letter",
    "open_container",
    "private_copy",
    "read_book",
    "read_sheets",
    "serial_day",
]
