"""Arithmetic on amounts of money: exact decimals, rounded to the cent only where a rate of exchange divides."""

from decimal import ROUND_HALF_UP, Decimal

from db.catalogue.kinds import Value

CENT = Decimal("0.01")


def amount(value: Value) -> Decimal | None:
    """Return a stored amount, rate or quantity as a number; None where nothing is recorded."""
    return Decimal(value) if isinstance(value, str) else None


def money(number: Decimal) -> str:
    """Return a number as an amount is stored, rounded half up to the cent."""
    return str(number.quantize(CENT, ROUND_HALF_UP))


def converted(local: Value, rate: Value) -> str | None:
    """Return a local amount in the base currency: `rate` is how much local currency one unit of the base buys.

    None where one of them is not recorded, or the rate is nothing.
    """
    units, price = amount(local), amount(rate)
    return money(units / price) if units is not None and price else None
