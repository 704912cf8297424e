"""Numbers that an office can set for itself; they lie in the database and travel with backups."""

import json
from dataclasses import dataclass

from sqlalchemy import select

from db.errors import KnownError
from db.marks import N_
from db.schema.tables import fact
from db.store.writing import Reading


@dataclass(frozen=True, slots=True)
class Setting:
    """One number: what it says, what it usually is, and between which bounds it may lie."""

    label: str
    usual: int
    least: int
    most: int


DUE_DAY, SUPPRESS_BELOW, LOCK_AFTER = "due_day", "suppress_below", "lock_after"
SETTINGS = {
    DUE_DAY: Setting(N_("The day of the next month by which an office's parcel is expected"), 5, 1, 28),
    LOCK_AFTER: Setting(N_("Minutes without a key or a click after which the window locks itself"), 10, 1, 120),
    SUPPRESS_BELOW: Setting(N_("Counts from 1 up to below this are blanked for partners and the public"), 5, 2, 100),
}


def number_of(reading: Reading, name: str) -> int:
    """Return a setting: what the office has set, else what is usual, in its mission where that says so."""
    kept = reading.connection.scalar(select(fact.c.value).where(fact.c.key == "settings"))
    found = str(json.loads(kept).get(name, "")) if kept else ""
    setting = SETTINGS[name]
    if found.isdecimal() and setting.least <= int(found) <= setting.most:
        return int(found)
    return reading.mission.suppress_below if name == SUPPRESS_BELOW else setting.usual


def read_number(name: str, text: str) -> str:
    """Return a setting's new value as it is kept.

    Raises KnownError `unknown-setting`, `bad-setting`.
    """
    if name not in SETTINGS:
        raise KnownError("unknown-setting", name=name, known=", ".join(SETTINGS))
    setting = SETTINGS[name]
    if not (text.isascii() and text.isdecimal() and setting.least <= int(text) <= setting.most):
        raise KnownError("bad-setting", name=name, text=text, least=setting.least, most=setting.most)
    return str(int(text))
