"""How a project stands, in words: its clocks, its money, what happened."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from db.catalogue import RECORD_TYPES, Mission
from db.projects import GREEN, RED, Clock, Money
from db.records import Event
from desktop.forms.wording import value_text
from desktop.i18n import counted, money_text, short_date


def _tr(text: str) -> str:
    return QCoreApplication.translate("projects", text)


def clock_text(clock: Clock) -> str:
    """Return the two clocks: when it is due and how long that is, when the next visit is due."""
    if clock.first_payment is None:
        last = clock.last
        return _tr("to be complete by {day}").format(day=short_date(last.isoformat())) if last is not None else ""
    told: list[str] = []
    if clock.due is not None:
        told.append(_tr("due {day}").format(day=short_date(clock.due.isoformat())))
    if clock.late_since is not None:
        told.append(_tr("late since {day}").format(day=short_date(clock.late_since.isoformat())))
    elif clock.days_left is not None:
        told.append(counted(clock.days_left, _tr("1 day left"), _tr("{count} days left")))
    if clock.visit_due is not None:
        told.append(_tr("visit by {day}").format(day=short_date(clock.visit_due.isoformat())))
    return " · ".join(told)


def light_look(clock: Clock) -> str:
    """Return the look of the clocks' line by their light."""
    return {"": "small", GREEN: "good", RED: "problem"}.get(clock.light, "warn")


def money_lines(money: Sequence[Money]) -> str:
    """Return a line for each currency: asked for, approved, paid, spent, what is left."""
    lines: list[str] = []
    for one in money:
        amounts = (
            (_tr("planned {amount}"), one.requested),
            (_tr("approved {amount}"), one.approved),
            (_tr("paid {amount}"), one.paid if one.approved is not None or one.paid else None),
            (_tr("spent {amount}"), one.spent),
            (_tr("balance {amount}"), one.balance),
        )
        parts = [_unbroken(text.format(amount=money_text(value))) for text, value in amounts if value is not None]
        if parts:
            lines.append(f"{one.currency}  {' · '.join(parts)}")
        if one.without_rate:
            text = _tr("1 payment has no rate and is not in these sums")
            several = _tr("{count} payments have no rate and are not in these sums")
            lines.append(counted(one.without_rate, text, several))
    return "\n".join(lines)


def _unbroken(text: str) -> str:
    """Return an amount that no line break tears from its name."""
    return text.replace(" ", "\N{NO-BREAK SPACE}")


def event_text(event: Event, mission: Mission) -> str:
    """Return what happened in a line."""
    kind = RECORD_TYPES[event.record.type]
    value = value_text(kind, event.field, event.text, mission) if event.text and event.field else event.text
    what = {
        "state": _tr("{value}"),
        "parcel": _tr("Parcel received: {value}"),
        "sent": _tr("Parcel sent: {value}"),
        "screened": _tr("Screened: {value}"),
        "decided": _tr("Review committee: {value}"),
        "signed_un": _tr("MoU {value} signed by the mission"),
        "signed_partner": _tr("MoU {value} signed by the partner"),
        "paid": _tr("Paid, voucher {value}"),
        "delivered": _tr("Delivered: {value}"),
        "visited": _tr("Monitoring visit {value}"),
        "modified": _tr("Modification: {value}"),
        "handed_over": _tr("Handed over to {value}"),
        "settled": _tr("Settled"),
        "closed": _tr("File closed"),
        "evaluated": _tr("Evaluated: {value}"),
        "exception": _tr("Exception: {value}"),
    }[event.what]
    return what.format(value=value or "—").strip()
