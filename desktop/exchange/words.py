"""Parcels in words: what was written, what became of the rows that came in, what a person should know or do."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from db.parcels import Received, Sent
from desktop.i18n import breakable, number, short_date


def _tr(text: str) -> str:
    return QCoreApplication.translate("exchange", text)


def written(sent: Sent, start: str, end: str) -> str:
    """Return what was written for a period (ISO days), in as many files as it needed."""
    words = {
        "changes": _tr("Written: {file} with {records} rows. It may be received any number of times."),
        "receipt": _tr("Written: {file}. It is a receipt: nothing is new."),
        "nil": _tr("Written: {file}. It says that nothing happened from {start} to {end}."),
    }
    files = [sent, *sent.more]
    text = words[sent.kind].format(
        file=breakable(sent.file.name),
        records=number(sum(one.records for one in files)),
        start=short_date(start),
        end=short_date(end),
    )
    if not sent.more:
        return text
    names = ", ".join(breakable(one.file.name) for one in sent.more)
    more = _tr("It needed {count} files; send {names} as well, in any order.").format(count=len(files), names=names)
    return f"{text} {more}"


def counts(results: Sequence[Received]) -> str:
    """Return what became of the rows of some parcels, in one line."""
    names = (
        ("new", _tr("{count} new")),
        ("updated", _tr("{count} updated")),
        ("same", _tr("{count} the same")),
        ("conflict", _tr("{count} in conflict")),
        ("proposal", _tr("{count} changed by hand")),
        ("problem", _tr("{count} with problems")),
    )
    found = ((text, sum(getattr(one, key) for one in results)) for key, text in names)
    return ", ".join(text.format(count=number(count)) for text, count in found if count) or _tr("no rows")
