"""What the frame of the window tells of the office: what each page holds, and how the last parcel fared."""

from dataclasses import dataclass

from db.parcels import LedgerEntry, asides, count_open, ledger, standings
from db.records import count_records, count_told_conflicts
from db.store import Reading


@dataclass(frozen=True, slots=True)
class LastSent:
    """The newest parcel that went out, and whether all that was sent there is confirmed."""

    entry: LedgerEntry
    confirmed: bool


def counts(reading: Reading) -> dict[str, int | None]:
    """Return what the navigation counts: the live records of each register, and what waits for somebody elsewhere."""
    waiting = {
        "proposals": count_open(reading),
        "conflicts": count_told_conflicts(reading),
        "laptops": len(asides(reading)),
    }
    return {**count_records(reading), **{key: count or None for key, count in waiting.items()}}


def last_sent(reading: Reading) -> LastSent | None:
    """Return the newest parcel that went out, None where none did; a report for partners is none."""
    sent = (entry for entry in ledger(reading) if entry.direction == "out" and entry.sha256)
    entry = next((entry for entry in sent if entry.kind != "report"), None)
    if entry is None:
        return None
    there = [one for one in standings(reading) if one.office == entry.peer]
    return LastSent(entry, bool(there) and all(one.confirmed >= one.sent for one in there))
