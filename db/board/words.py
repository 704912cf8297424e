"""The board in words, cell by cell: the page and the paper say the same. Pure."""

from collections.abc import Callable

from db.board.lines import CAME_LATE, DUE, HERE, LATE, Board, LaptopLine, OfficeLine, Received
from db.marks import N_

Say = Callable[[str], str]  # a translation, or how a day is written
COLUMNS: dict[str, str] = {
    "name": N_("Office and laptop"),
    "report": N_("Report"),
    "complete": N_("Complete up to"),
    "received": N_("Received in the period"),
    "last": N_("Last parcel"),
    "missing": N_("Missing"),
    "aside": N_("Set aside"),
    "conflicts": N_("Conflicts"),
    "proposals": N_("Hand edits"),
    "app": N_("Program"),
    "remarks": N_("Remarks"),
}
NUMBERS = ("missing", "aside", "conflicts", "proposals")  # the columns that count
REPORTS = {HERE: N_("Here"), CAME_LATE: N_("Came late"), DUE: N_("Awaited"), LATE: N_("Overdue")}
_NIL = N_("Nil report")
_TRUST = {
    "seen": N_("code not compared"),
    "heard": N_("waits for its code"),
    "confirmed": N_("code compared"),
    "revoked": N_("reported lost"),
    "unsigned": N_("no signature"),
    "own": "",
}
_ALARMS = {
    "": "",
    "gap": N_("the last one is not whole"),
    "fork": N_("two copies send"),
    "restored": N_("headquarters was restored"),
}


def cells(one: OfficeLine | LaptopLine, translate: Say = str, day: Say = str) -> dict[str, str]:
    """Return what a line of the board says, by the keys of `COLUMNS`; `day` writes an ISO day."""
    office = isinstance(one, OfficeLine)
    expected = office or one.in_use
    counts = {
        "missing": one.missing if office else len(one.missing),
        "aside": one.aside if office else sum(one.asides.values()),
        "conflicts": one.conflicts if office else 0,
        "proposals": one.proposals if office else 0,
    }
    apps = sorted({laptop.app for laptop in one.laptops if laptop.app and laptop.in_use}) if office else [one.app]
    return {
        "name": translate(one.name) if office else one.name,
        "report": (translate(_NIL if one.nil else REPORTS[one.report])) if expected else "",
        "complete": day(one.complete) if one.complete else "–",
        "received": _counted(one.received, day),
        "last": _newest(one.last, day) or translate(N_("Nothing yet")),
        **{key: str(count) if count else "" for key, count in counts.items()},
        "app": ", ".join(apps),
        "remarks": _office_remarks(one, translate) if office else _laptop_remarks(one, translate),
    }


def totals(board: Board, translate: Say = str) -> dict[str, str]:
    """Return the line beneath the offices."""
    offices = board.offices
    here = sum(one.report in (HERE, CAME_LATE) for one in offices)
    return {
        **dict.fromkeys(COLUMNS, ""),
        "name": translate(N_("All offices: {count}")).format(count=len(offices)),
        "report": translate(N_("{here} of {count}")).format(here=here, count=len(offices)),
        "received": str(sum(one.received.count for one in offices)),
        **{key: str(sum(getattr(one, key) for one in offices)) for key in NUMBERS},
    }


def _counted(one: Received, day: Say) -> str:
    return f"{one.count} · {_newest(one, day)}" if one.count else "0"


def _newest(one: Received, day: Say) -> str:
    return f"S{one.serial:03d}, {day(one.day)}" if one.count else ""


def _office_remarks(one: OfficeLine, translate: Say) -> str:
    laptops = [laptop for laptop in one.laptops if laptop.in_use]
    return translate(N_("{count} laptops")).format(count=len(laptops)) if len(laptops) > 1 else ""


def _laptop_remarks(one: LaptopLine, translate: Say) -> str:
    if one.former:
        return translate(N_("goes on under another name"))
    said = [_TRUST[one.trust], _ALARMS[one.alarm], N_("its clock is wrong") if one.wrong_clock else ""]
    words = [translate(text) for text in said if text]
    torn = {part.serial: part for part in one.torn}
    part = translate(N_("part {part} of {parts} has not come"))
    words += [part.format(part=p.part, parts=p.parts) for p in one.torn[:_MANY]]
    if never := [number for number in one.missing if number not in torn]:
        more = " …" if len(never) > _MANY else ""
        numbers = ", ".join(f"S{number:03d}" for number in never[:_MANY])
        words.append(translate(N_("never came: {numbers}")).format(numbers=numbers + more))
    return "; ".join(words)


_MANY = 6  # serial numbers in one cell
