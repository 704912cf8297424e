"""The tables of approvals, closed periods and dated exceptions."""

from sqlalchemy import Column, Index, String, Text

from db.schema.base import part, projected


def _made() -> tuple[Column[str], ...]:
    return tuple(Column(key, String) for key in ("by", "role", "function", "day"))


approval = part("approval", "activity", *_made(), Column("note", Text), Column("seen", Text))

closing = projected(
    "closing",
    Column("ref", String),
    Column("office", String),
    Column("area", String),
    Column("start", String),
    Column("end", String),
    Column("reason", Text),
    *_made(),
    Column("seen", Text),
    Column("reopened_on", String),
    Column("reopened_by", String),
    Column("reopened_why", Text),
    Index("ix_closing_ref", "ref"),
)

permission = projected(
    "permission",
    Column("ref", String),
    Column("office", String),
    Column("lock", String),
    Column("area", String),
    Column("officer", String),
    Column("until", String),
    Column("reason", Text),
    *_made(),
    Index("ix_permission_ref", "ref"),
    Index("ix_permission_lock", "lock"),
)

LOCK_TABLES = (approval, closing, permission)
