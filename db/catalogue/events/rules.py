"""Rules across the fields of an event; those that warn are kept and shown."""

from db.catalogue.fields import Check, Values
from db.errors import Problem


def hours_in_order(start: str, end: str) -> Check:
    """Return the rule that one hour lies after another; over several days hours say nothing about each other.

    It warns only: an evening may end after midnight.
    """

    def check(values: Values) -> Problem | None:
        begins, ends = values.get(start), values.get(end)
        first, last = values.get("actual_start") or values.get("planned_start"), _last_day(values)
        if (last and first != last) or not (isinstance(begins, str) and isinstance(ends, str)) or ends >= begins:
            return None
        return Problem(end, "end-before-start", {"start": begins, "end": ends}, "warn")

    return check


def _last_day(values: Values) -> object:
    return values.get("actual_end") if values.get("actual_start") else values.get("planned_end")


def call_closes_after_it_opens(values: Values) -> Problem | None:
    """A call closes on or after the day on which it opened."""
    opened, closed = values.get("call_opened"), values.get("call_closed")
    if isinstance(opened, str) and isinstance(closed, str) and closed < opened:
        return Problem("call_closed", "end-before-start", {"start": opened, "end": closed})
    return None


def consent_for_minors(values: Values) -> Problem | None:
    """Minors take part with the consent of their guardians."""
    if values.get("minors") and values.get("guardian_consent") != "all":
        return Problem("guardian_consent", "minors-consent", {"minors": values["minors"]}, "warn")
    return None


def chaperone_with_minors(values: Values) -> Problem | None:
    """Minors take part with a chaperone."""
    if values.get("minors") and values.get("chaperone") != "yes":
        return Problem("chaperone", "minors-alone", {"minors": values["minors"]}, "warn")
    return None


def either(*keys: str) -> Check:
    """Return the rule that one of some fields says something."""

    def check(values: Values) -> Problem | None:
        return None if any(values.get(key) is not None for key in keys) else Problem(keys[0], "needed")

    return check


def basis_for_a_name(values: Values) -> Problem | None:
    """Somebody with a public role may be named; then it is written down why, and on what basis."""
    named = values.get("public_figure") == "yes" and values.get("person") is not None
    if named and values.get("basis") is None:
        return Problem("basis", "basis-missing", {}, "warn")
    return None
