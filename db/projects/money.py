"""The money of a project, in the currency of its cycle: asked for, approved, agreed, paid, spent, returned."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from db.catalogue.amounts import amount, converted
from db.errors import Problem
from db.projects.file import Part, ProjectFile

NONE = Decimal("0.00")


@dataclass(frozen=True, slots=True)
class Money:
    """A project's money in one currency; None is not known.

    `paid` is what was paid so far, `balance` what of the approved amount was not paid yet, `open` what of the paid
    amount is neither spent nor returned. `without_rate` counts payments that no rate brings into this currency.
    """

    currency: str
    requested: Decimal | None = None
    approved: Decimal | None = None
    agreed: Decimal | None = None
    paid: Decimal = NONE
    spent: Decimal | None = None
    returned: Decimal | None = None
    without_rate: int = 0

    @property
    def balance(self) -> Decimal | None:
        """What may still be paid."""
        return self.approved - self.paid if self.approved is not None else None

    @property
    def open(self) -> Decimal | None:
        """What was paid and is not accounted for."""
        if self.spent is None or self.returned is None:
            return None
        return self.paid - self.spent - self.returned


def in_currency(value: Decimal | None, currency: str, rate: Decimal | None, wanted: str) -> Decimal | None:
    """Return an amount in the wanted currency; None where no rate says how much that is."""
    if value is None or not currency:
        return None
    if currency == wanted:
        return value
    return amount(converted(str(value), str(rate) if rate is not None else None))


def base_currency(file: ProjectFile) -> str:
    """Return the currency in which a project is reported: its cycle's, else the one it was approved or asked for in."""
    return str(file.rule("currency") or "") or file.text("currency") or file.text("requested_currency")


def paid_in(payment: Part, currency: str, base: str) -> Decimal | None:
    """Return a payment in a currency: the base currency of its project, or the one that it was paid in."""
    if currency == base and payment.number("amount") is not None:
        return payment.number("amount")
    local = payment.number("local_amount")
    rate = payment.number("rate") if currency == base else None
    return in_currency(local, payment.text("local_currency"), rate, currency)


def payments(file: ProjectFile) -> list[Part]:
    """Return the payments that were made."""
    return [payment for payment in file.all("payment") if payment.text("paid_on")]


def money(file: ProjectFile) -> Money:
    """Return the money of a project in the currency in which it is reported."""
    return _money(file, base_currency(file))


def money_by_currency(file: ProjectFile) -> list[Money]:
    """Return the money of a project in each currency that its file speaks of, the one it is reported in first.

    In another one only what was written down in it is counted: nothing is turned over without a rate.
    """
    said = [file.text("requested_currency"), file.text("currency")]
    said += [payment.text("local_currency") for payment in payments(file)]
    said += [closure.text("currency") for closure in file.all("closure") if closure.values.get("spent") is not None]
    return [_money(file, currency) for currency in dict.fromkeys([base_currency(file), *said]) if currency]


def _money(file: ProjectFile, wanted: str) -> Money:
    """Return the money of a project in a currency; rates lead only into the one in which it is reported."""
    base = base_currency(file)
    paid = [paid_in(payment, wanted, base) for payment in payments(file)]
    mou, closure = file.one("mou"), file.one("closure")
    settled = closure.text("currency") if closure else ""
    asked, rate = (file.number(key) if wanted == base else None for key in ("requested_rate", "approved_rate"))
    return Money(
        wanted,
        in_currency(file.number("requested_amount"), file.text("requested_currency"), asked, wanted),
        in_currency(file.number("approved_amount"), file.text("currency"), rate, wanted),
        in_currency(mou.number("amount"), mou.text("currency"), rate, wanted) if mou else None,
        total(paid),
        closure.number("spent") if closure and settled == wanted else None,
        closure.number("returned") if closure and settled == wanted else None,
        sum(one is None for one in paid) if wanted == base else 0,
    )


def total(amounts: Iterable[Decimal | None]) -> Decimal:
    """Return the sum of the amounts that are known."""
    return sum((one for one in amounts if one is not None), NONE)


def over_ceiling(file: ProjectFile, key: str, severity: str = "refuse") -> Problem | None:
    """Return what is wrong with the requested or the approved amount: it is above the ceiling, or nobody can tell."""
    ceiling, base = amount(file.rule("ceiling")), str(file.rule("currency") or "")
    currency = file.text("requested_currency" if key == "requested_amount" else "currency")
    rate = file.number("requested_rate" if key == "requested_amount" else "approved_rate")
    asked = file.number(key)
    if ceiling is None or not base or asked is None or not currency:
        return None
    worth = in_currency(asked, currency, rate, base)
    if worth is None:
        return Problem(key, "rate-missing", {"currency": currency, "base": base}, severity)
    if worth <= ceiling:
        return None
    values = {"amount": worth, "ceiling": ceiling, "currency": base, "cycle": file.cycle_name}
    return Problem(key, "over-ceiling", values, severity)


def paid_over_approved(file: ProjectFile) -> Problem | None:
    """Return that more was paid than is approved."""
    base, approved_in = base_currency(file), file.text("currency")
    rate = file.number("approved_rate")
    for currency in dict.fromkeys((base, approved_in)):  # without a rate, in the currency of the approval itself
        approved = in_currency(file.number("approved_amount"), approved_in, rate, currency)
        paid = total(paid_in(payment, currency, base) for payment in payments(file))
        if approved is not None:
            values = {"paid": paid, "approved": approved, "currency": currency}
            return Problem("payment.amount", "paid-over-approved", values) if paid > approved else None
    return None


def settlement(file: ProjectFile) -> list[Problem]:
    """Return what is wrong with the settlement: spent and returned are what was paid, in one currency, to the cent."""
    closure, base = file.one("closure"), base_currency(file)
    if closure is None or closure.number("spent") is None or closure.number("returned") is None:
        return []
    currency = closure.text("currency")
    paid = [paid_in(payment, currency, base) for payment in payments(file)]
    if any(one is None for one in paid):
        return [closure.problem("currency", "rate-missing", currency=currency, base=base)]
    spent, returned = closure.number("spent") or NONE, closure.number("returned") or NONE
    if spent + returned == total(paid):
        return []
    return [closure.problem("spent", "not-settled", spent=spent, returned=returned, paid=total(paid))]


@dataclass(frozen=True, slots=True)
class Variance:
    """One budget line: what the United Nations' share was to be, what was spent, and why they differ."""

    line: Part
    planned: Decimal
    spent: Decimal
    reason: str

    @property
    def difference(self) -> Decimal:
        """What was spent beyond the plan; below zero where less was."""
        return self.spent - self.planned


def variances(file: ProjectFile) -> list[Variance]:
    """Return the budget lines whose spending is known, in their order."""
    found = [
        Variance(line, line.number("un_share") or NONE, spent, line.text("variance_reason"))
        for line in file.all("budget_line")
        if (spent := line.number("spent")) is not None
    ]
    return sorted(found, key=lambda variance: (int(variance.line.text("number") or 0), variance.line.uid))
