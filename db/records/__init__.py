"""Verbs on records and views of them. A verb works inside a `Write`; everything returned is a plain frozen value."""

from db.records.conflicts import conflicts, count_conflicts
from db.records.deciding import SameSide, read_unit, resolve, resolve_field, same_side, take_same_side
from db.records.drafts import drafts, keep_draft
from db.records.dump import dump
from db.records.entry import Entry, read_entry
from db.records.family import children, find, owner_of, reference
from db.records.history import HistoryEntry, history
from db.records.lists import ListRow, count_records, list_rows, list_uids
from db.records.people import Marginal, Tally, marginals, proposed_total
from db.records.redaction import redact
from db.records.sides import Candidate, Change, Conflict, in_words
from db.records.undo import GestureView, Undone, gestures, undo
from db.records.verbs import create, delete, restore, update
from db.records.views import RecordView, best_title, view

__all__ = [
    "Candidate",
    "Change",
    "Conflict",
    "Entry",
    "GestureView",
    "HistoryEntry",
    "ListRow",
    "Marginal",
    "RecordView",
    "SameSide",
    "Tally",
    "Undone",
    "best_title",
    "children",
    "conflicts",
    "count_conflicts",
    "count_records",
    "create",
    "delete",
    "drafts",
    "dump",
    "find",
    "gestures",
    "history",
    "in_words",
    "keep_draft",
    "list_rows",
    "list_uids",
    "marginals",
    "owner_of",
    "proposed_total",
    "read_entry",
    "read_unit",
    "redact",
    "reference",
    "resolve",
    "resolve_field",
    "restore",
    "same_side",
    "take_same_side",
    "undo",
    "update",
    "view",
]
