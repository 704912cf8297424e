"""Paper: what a summary or a list contains, as plain values, and how it is drawn."""

from db.reports.bundle import Bundle, bundle, summaries
from db.reports.listing import Column, Line, Listing, Maker, Note, listing, maker_of
from db.reports.render import Document, pages, pdf
from db.reports.summary import summarise
from db.reports.values import Summary

__all__ = [
    "Bundle",
    "Column",
    "Document",
    "Line",
    "Listing",
    "Maker",
    "Note",
    "Summary",
    "bundle",
    "listing",
    "maker_of",
    "pages",
    "pdf",
    "summaries",
    "summarise",
]
