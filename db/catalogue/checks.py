"""Rules that look at several fields of one record.

They may refuse while a person types; a merged record that breaks one is kept and flagged.
"""

from decimal import Decimal

from db.catalogue.amounts import CENT, amount, converted, money
from db.catalogue.fields import Check, Values
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


def end_on_or_after_start(values: Values) -> Problem | None:
    """A period ends on or after its first day."""
    start, end = values.get("start"), values.get("end")
    if isinstance(start, str) and isinstance(end, str) and end < start:
        return Problem("end", "end-before-start", {"start": start, "end": end})
    return None


def cutoff_within_year(values: Values) -> Problem | None:
    """Projects end before the budget year does."""
    cutoff, end = values.get("cutoff"), values.get("year_end")
    if isinstance(cutoff, str) and isinstance(end, str) and cutoff > end:
        return Problem("cutoff", "cutoff-after-year", {"cutoff": cutoff, "end": end})
    return None


def children_within_people(values: Values) -> Problem | None:
    """Children are people too."""
    people, children = values.get("people"), values.get("children")
    if isinstance(people, int) and isinstance(children, int) and children > people:
        return Problem("children", "part-more-than-whole", {"part": children, "whole": people})
    return None


def evidence_beside_status(values: Values) -> Problem | None:
    """What has moved says what shows it; where nothing does, that is seen and stops nobody."""
    if values.get("status") in (None, "no_activity") or values.get("evidence"):
        return None
    return Problem("evidence", "evidence-missing", severity="warn")


def person_with_grounds(values: Values) -> Problem | None:
    """Nobody is named without a purpose, a lawful basis and where the name comes from."""
    for key in ("purpose", "basis", "source"):
        if values.get("name") and not values.get(key):
            return Problem(key, "person-without-grounds")
    return None


def contact_with_grounds(values: Values) -> Problem | None:
    """Whom a partner names as its contact has grounds as well; a function may stand there, so nothing is refused."""
    person = next((values[key] for key in ("contact_phone", "contact_email", "contact") if values.get(key)), None)
    for key in ("contact_purpose", "contact_basis", "contact_source"):
        if person and not values.get(key):
            return Problem(key, "person-without-grounds", severity="warn")
    return None


def currency_beside_amount(*pairs: str) -> Check:
    """Return the rule that an amount has a currency; `pairs` are amount, currency, amount, currency …"""

    def check(values: Values) -> Problem | None:
        for amount_key, currency_key in zip(pairs[::2], pairs[1::2], strict=True):
            if values.get(amount_key) is not None and values.get(currency_key) is None:
                return Problem(currency_key, "currency-missing")
        return None

    return check


def payment_agrees(values: Values) -> Problem | None:
    """A payment's two amounts agree at its rate, to the cent."""
    paid, worth = values.get("amount"), converted(values.get("local_amount"), values.get("rate"))
    if isinstance(paid, str) and worth is not None and abs(Decimal(paid) - Decimal(worth)) > CENT:
        return Problem("amount", "amounts-disagree", {"amount": paid, "worth": worth})
    return None


def paid_day(values: Values) -> Problem | None:
    """What was paid was paid on some day."""
    if values.get("status") in ("paid", "confirmed") and values.get("paid_on") is None:
        return Problem("paid_on", "day-missing")
    return None


def shares_make_the_whole(values: Values) -> Problem | None:
    """The shares of a budget line add up to what it costs; a line may be written down before they do."""
    quantity, unit_cost = amount(values.get("quantity")), amount(values.get("unit_cost"))
    shares = [
        share for key in ("un_share", "partner_share", "in_kind") if (share := amount(values.get(key))) is not None
    ]
    if quantity is None or unit_cost is None or not shares:
        return None
    cost = money(quantity * unit_cost)
    if sum(shares) == Decimal(cost):
        return None
    return Problem("un_share", "shares-differ", {"sum": money(Decimal(sum(shares))), "cost": cost}, "warn")
