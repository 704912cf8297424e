"""Rules that look at several fields of one record.

They may refuse while a person types; a merged record that breaks one is kept and flagged.
"""

from collections.abc import Iterable

from db.catalogue.fields import Values
from db.errors import Problem


def some_title(values: Values) -> Problem | None:
    """A record needs a title in at least one language."""
    if any(value for key, value in values.items() if key.startswith("title_")):
        return None
    return Problem("title_en", "title-missing")


def end_not_before_start(values: Values) -> Problem | None:
    """An end lies on or after its start, for the plan and for what happened."""
    for word in ("planned", "actual"):
        start, end = values.get(f"{word}_start"), values.get(f"{word}_end")
        if isinstance(start, str) and isinstance(end, str) and end < start:
            return Problem(f"{word}_end", "end-before-start", {"start": start, "end": end})
    return None


def marginals_within_total(total: int | None, sums: Iterable[tuple[str, int]]) -> list[Problem]:
    """The categories of each dimension, "undisclosed" included, may not add up to more than the total.

    Less is fine: the rest is "not recorded". `sums` has the dimension's key and the sum of its categories.
    """
    return [
        Problem(f"tallies.{dimension}", "more-than-total", {"sum": number, "total": total})
        for dimension, number in sums
        if total is not None and number > total
    ]
