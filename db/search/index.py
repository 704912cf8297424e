"""The full-text index over the registers: folded words of every activity, so accents and scripts do not matter."""

from collections.abc import Iterable

from sqlalchemy import Connection, text

from db.folding import fold

CREATE = "CREATE VIRTUAL TABLE search USING fts5(words, content='', contentless_delete=1, prefix='1 2 3')"


def index_words(connection: Connection, rows: Iterable[tuple[int, str]]) -> None:
    """Put the words of activities into the index in place of what stood there; rows are (rowid, words)."""
    batch = [{"rowid": rowid, "words": fold(words)} for rowid, words in rows]
    if batch:
        connection.execute(text("INSERT OR REPLACE INTO search(rowid, words) VALUES (:rowid, :words)"), batch)


def match_expression(query: str) -> str | None:
    """Return the FTS5 expression for words typed in any script: each word or beginning of one; None for no words."""
    words = fold(query).split()
    return " AND ".join(f'"{word}"*' for word in words) if words else None
