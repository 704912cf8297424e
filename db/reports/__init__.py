"""Paper: what a summary or a list contains, as plain values, and how it is drawn."""

from db.reports.listing import Column, Line, Listing, Maker, Note, listing, maker_of
from db.reports.render import Document, pages, pdf
from db.reports.summary import summarise
from db.reports.values import Summary

__all__ = [
    "Column",
    "Document",
    "Line",
    "Listing",
    "Maker",
    "Note",
    "Summary",
    "listing",
    "maker_of",
    "pages",
    "pdf",
    "summarise",
]
