"""Paper: what a summary contains, as plain values, and how it is drawn."""

from db.reports.render import pages, pdf
from db.reports.summary import summarise
from db.reports.values import Summary

__all__ = ["Summary", "pages", "pdf", "summarise"]
