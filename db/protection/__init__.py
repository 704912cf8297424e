"""Protecting people: finding one in everything the office holds, taking them out, what is kept how long, hints."""

from db.protection.finding import Mention, find_person
from db.protection.holders import Holder, holders
from db.protection.removing import Removed, redact_person

__all__ = ["Holder", "Mention", "Removed", "find_person", "holders", "redact_person"]
