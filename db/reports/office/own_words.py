"""What an office wrote into its report of a window of days: kept as a record, printed before what the records say."""

from collections.abc import Mapping

from sqlalchemy import select

from db.catalogue.reports import HEADINGS, REPORT_TEXT
from db.errors import KnownError
from db.records import create, update
from db.records.window import Row
from db.schema.recommendations import report_text
from db.store.rows import by_name
from db.store.writing import Reading, Write

Days = tuple[str, str]


def kept_words(reading: Reading, office: str, window: Days) -> dict[str, str]:
    """Return what an office wrote for exactly this window, by section.

    Where two laptops wrote one section, their texts stand one after the other, each under whose it is, until somebody
    makes one text of them.
    """
    return _joined(reading, _rows(reading, office, window))


def keep_words(write: Write, window: Days, words: Mapping[str, str]) -> None:
    """Keep what this office writes for a window, over what is there; sections that say the same are not touched.

    Raises KnownError `unknown-section`, `bad-record`.
    """
    if unknown := [key for key in words if key not in HEADINGS]:
        raise KnownError("unknown-section", section=unknown[0], known=", ".join(HEADINGS))
    rows = _rows(write, write.identity.office, window)
    there = _joined(write, rows)
    changed = {key: text for key, text in words.items() if text.strip() != there.get(key, "")}
    if not rows and changed:
        create(write, REPORT_TEXT.key, {"start": window[0], "end": window[1], **changed})
    for place, row in enumerate(rows):
        # The text that was edited is that of all of them together: it stands in the first from now on.
        mine = changed if not place else {key: "" for key in changed if row[key]}
        if mine:
            update(write, row["uid"], mine)


def _rows(reading: Reading, office: str, window: Days) -> list[Row]:
    reading.settle()
    c = report_text.c
    same = (c.office == office, c.start == window[0], c.end == window[1], c.deleted.is_(False))
    rows = reading.connection.execute(select(report_text).where(*same).order_by(c.ref, c.uid)).mappings()
    return [by_name(row) for row in rows]


def _joined(reading: Reading, rows: list[Row]) -> dict[str, str]:
    found: dict[str, str] = {}
    for key in HEADINGS:
        texts = [(row, str(row[key])) for row in rows if row[key]]
        said = [f"[{_whose(reading, row, key)}] {text}" for row, text in texts] if len(texts) > 1 else []
        found[key] = "\n\n".join(said or [text for _, text in texts])
    return {key: text for key, text in found.items() if text}


def _whose(reading: Reading, row: Row, key: str) -> str:
    """Return who wrote a text, and the number of what it stands in, which names the laptop."""
    authors = dict.fromkeys(head.author for head in reading.folded(row["uid"]).heads.get(key, ()))
    return ", ".join([*authors, str(row["ref"])])
