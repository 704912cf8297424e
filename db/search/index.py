"""The full-text index over the registers: folded words of every activity, so accents and scripts do not matter."""

from collections.abc import Iterable

from sqlalchemy import Connection, text

from db.folding import fold

CREATE = "CREATE VIRTUAL TABLE search USING fts5(words, content='', contentless_delete=1, prefix='1 2 3')"

# The fields of an activity whose words can be searched; its place is found by any of its spellings besides.
SEARCHED = (
    *("ref", "title_en", "title_fr", "title_sq", "title_sr", "title_ar"),
    *("settlement", "venue", "partner", "description"),
)


def index_words(connection: Connection, rows: Iterable[tuple[int, str]]) -> None:
    """Put the words of activities into the index in place of what stood there; rows are (rowid, words)."""
    batch = [{"rowid": rowid, "words": fold(words)} for rowid, words in rows]
    if batch:
        connection.execute(text("INSERT OR REPLACE INTO search(rowid, words) VALUES (:rowid, :words)"), batch)


def phrases(words: str, *, whole: bool = False) -> list[str]:
    """Return the FTS5 phrases for folded words: each as a beginning, or the `whole` of them as they stand together."""
    if whole:
        return [f'"{words}"'] if words else []
    return [f'"{word}"*' for word in words.split()]
