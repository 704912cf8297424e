"""Revisions and what they make of a record. Pure: no SQL, no files, no windows."""

from db.revisions.changes import Draft, deleting, redacting, resolving, restoring, setting, undoing
from db.revisions.fold import Folded, distinct, fold
from db.revisions.revision import (
    DELETED,
    LIFE,
    LIVE,
    REASON,
    Json,
    RecordKey,
    Revision,
    RevisionKind,
    blank,
    canonical,
    content_id,
    new_salt,
    redacted,
)

__all__ = [
    "DELETED",
    "LIFE",
    "LIVE",
    "REASON",
    "Draft",
    "Folded",
    "Json",
    "RecordKey",
    "Revision",
    "RevisionKind",
    "blank",
    "canonical",
    "content_id",
    "deleting",
    "distinct",
    "fold",
    "new_salt",
    "redacted",
    "redacting",
    "resolving",
    "restoring",
    "setting",
    "undoing",
]
