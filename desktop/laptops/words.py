"""Laptops and set-aside parcels in words: what is known of each, and what a person can do."""

from PySide6.QtCore import QCoreApplication

from db.catalogue import Mission
from db.parcels import ASIDE, Aside, Laptop
from desktop.i18n import moment, short_date, tr_db


def _tr(text: str) -> str:
    return QCoreApplication.translate("laptops", text)


def state_of(one: Laptop) -> str:
    """Return in a few words how far a laptop is trusted."""
    words = {
        "own": _tr("This laptop, in an earlier life"),
        "seen": _tr("Seen, code not compared"),
        "heard": _tr("Waits for its code"),
        "confirmed": _tr("Code compared"),
        "revoked": _tr("Reported lost, from {day} on"),
        "unsigned": _tr("No signature"),
    }
    return words[one.state].format(day=short_date(one.revoked_from))


def advice(one: Laptop, mission: Mission) -> str:
    """Return what is known of a laptop and what to do."""
    call = _tr("Call {office}, let them read aloud the code on their Laptops page, and type it under “Compare code…”.")
    words = {
        "own": _tr("This laptop was restored or copied and has a new letter since. Nothing is to be done."),
        "seen": _tr(
            "Its parcels are taken in, but nobody has compared its code yet: the first one could be a forger's."
        ),
        "heard": _tr("Its parcels are set aside until somebody has compared its code."),
        "confirmed": _tr("{author} compared its code, {when}. Whatever bears its signature comes from it, unchanged."),
        "revoked": _tr(
            "What it wrote from {day} on is set aside, and nothing is sent to it. {author}, {when}: “{reason}”."
        ),
        "unsigned": _tr("Its program signs no parcels yet, so anybody could write them. Ask the office to update it."),
    }
    if one.state == "confirmed" and one.heir:
        text = _tr("It was restored or copied from a laptop whose code was compared, and whose key vouches for it.")
    else:
        text = words[one.state].format(
            author=one.author,
            when=moment(one.at),
            day=short_date(one.revoked_from),
            reason=one.reason or _tr("no reason"),
        )
    if one.state in ("seen", "heard"):
        text = f"{text} {call.format(office=mission.office_name(one.office))}"
    if one.state == "revoked":
        found = _tr("If it was found, compare its code again.")
        text = f"{text} {found}"
    return text


def why_aside(one: Aside) -> str:
    """Return why a parcel lies aside and what to do."""
    return tr_db(ASIDE[one.why]).format(laptop=one.peer or _tr("another office"))


def why_shortly(one: Aside) -> str:
    """Return in a few words why a parcel lies aside."""
    words = {
        "unconfirmed": _tr("Code not compared yet"),
        "signature-broken": _tr("Signature broken"),
        "key-changed": _tr("Another signature than before"),
        "unsigned-now": _tr("Signature missing"),
        "revoked": _tr("Laptop reported lost"),
        "other-headquarters": _tr("From another headquarters"),
        "too-new": _tr("Needs a newer Groundwork"),
    }
    return words[one.why]
