"""Revisions and what they make of a record. Pure: no SQL, no files, no windows."""

from db.revisions.changes import Draft, deleting, resolving, restoring, setting, undoing
from db.revisions.fold import Folded, distinct, fold
from db.revisions.revision import (
    DELETED,
    LIFE,
    LIVE,
    Json,
    RecordKey,
    Revision,
    RevisionKind,
    canonical,
    content_id,
)

__all__ = [
    "DELETED",
    "LIFE",
    "LIVE",
    "Draft",
    "Folded",
    "Json",
    "RecordKey",
    "Revision",
    "RevisionKind",
    "canonical",
    "content_id",
    "deleting",
    "distinct",
    "fold",
    "resolving",
    "restoring",
    "setting",
    "undoing",
]
