"""Protecting people: finding one in everything the office holds, taking them out, what is kept how long, hints."""

from db.protection.finding import Mention, find_person
from db.protection.holders import Holder, holders
from db.protection.removing import Removed, redact_person
from db.protection.retention import Expired, expired, periods, purge

__all__ = [
    "Expired",
    "Holder",
    "Mention",
    "Removed",
    "expired",
    "find_person",
    "holders",
    "periods",
    "purge",
    "redact_person",
]
