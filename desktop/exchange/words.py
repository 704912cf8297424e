"""Parcels that came in, in words: what became of their rows, and what a person should know or do."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from db.parcels import Received
from desktop.i18n import number


def _tr(text: str) -> str:
    return QCoreApplication.translate("exchange", text)


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
