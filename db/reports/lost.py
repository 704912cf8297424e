"""The lost-laptop sheet: what a laptop held, how sure that is, and what to do next. Counts, never names."""

from functools import partial

from db.board.lost import LostLaptop, Told
from db.catalogue import RECORD_TYPES
from db.marks import N_
from db.reports.frame import highest_marking
from db.reports.listing import PORTRAIT, Column, Line, Listing, Maker, Note, listing
from db.reports.wording import Translate, day, locale_of, period, whole

NOBODY = "not_needed"  # the consent where nobody can be recognised
_TRUST = {
    "own": N_("This database in an earlier life"),
    "seen": N_("Its parcels are taken in; nobody has compared its code"),
    "heard": N_("Its parcels are set aside until its code is compared"),
    "confirmed": N_("Its code was compared: its parcels are taken in"),
    "revoked": N_("Reported lost: what it wrote from {day} on is set aside"),
    "unsigned": N_("It never signed anything and cannot be reported lost"),
}


def lost_listing(lost: LostLaptop, maker: Maker) -> Listing:
    """Return the sheet about a laptop, as classified as the highest of what it held."""
    translate, locale = maker.translate, locale_of(maker.language)
    say = partial(day, locale=locale)
    laptop = lost.laptop
    lines = [Line((label, value), "part" if part else "") for label, value, part in _facts(lost, maker)]
    return listing(
        maker,
        translate(N_("Lost laptop {name}")).format(name=laptop.name),
        [Column(translate(N_("What it held")), 1.4), Column("", 1.0)],
        lines,
        marking=_marking(lost, maker),
        subtitles=[translate(maker.mission.office_name(laptop.office))],
        notes=[
            Note(
                translate(N_("What is sure, and what is not")),
                tuple(_certainty(lost, translate, say(lost.last_in.day) if lost.last_in.day else "")),
            ),
            Note(translate(N_("What to do next")), tuple(_steps(lost, translate))),
        ],
        orientation=PORTRAIT,
    )


def _marking(lost: LostLaptop, maker: Maker) -> str:
    return highest_marking(maker.mission, lost.classifications, maker.translate)


def _facts(lost: LostLaptop, maker: Maker) -> list[tuple[str, str, bool]]:
    """Return the lines of the table: what, how much, and whether it is a part of the line above."""
    translate, locale = maker.translate, locale_of(maker.language)
    count, say = partial(whole, locale=locale), partial(day, locale=locale)
    nothing = translate(N_("None that is known here"))

    def told(one: Told) -> str:
        return f"S{one.serial:03d}, {say(one.day)}" if one.serial else nothing

    classified = _marking(lost, maker)
    days = period(lost.start, lost.end, locale) if lost.start else nothing
    state = translate(_TRUST[lost.laptop.state])
    if lost.laptop.revoked_from:
        state = state.format(day=say(lost.laptop.revoked_from))
    confirmed = translate(N_("{confirmed} of {sent}")).format(confirmed=count(lost.confirmed), sent=count(lost.sent))
    return [
        (translate(N_("Records, deleted ones included")), count(sum(lost.records.values())), False),
        *((translate(RECORD_TYPES[key].plural), count(number), True) for key, number in lost.records.items()),
        (translate(N_("Records that name a contact")), count(lost.named), False),
        (translate(N_("Records with a phone, an address or an e-mail")), count(lost.reachable), False),
        (translate(N_("Records with a function, where a name may stand")), count(lost.functions), False),
        *_files(lost, maker),
        (translate(N_("Activities at a protected place")), count(lost.protected), False),
        (translate(N_("Highest classification")), classified, False),
        (translate(N_("Activities without a classification")), count(lost.unclassified), False),
        (translate(N_("Days of its activities")), days, False),
        (translate(N_("Last parcel from it")), told(lost.last_in), False),
        (translate(N_("Last parcel to its office")), told(lost.last_out), False),
        (translate(N_("Changes sent to it that it confirmed")), confirmed, False),
        (translate(N_("Code of its key")), lost.laptop.code or nothing, False),
        (translate(N_("Trust")), state, False),
        (translate(N_("Records on its disk encrypted by the program")), translate(N_("Yes, always")), False),
    ]


def _files(lost: LostLaptop, maker: Maker) -> list[tuple[str, str, bool]]:
    """Return how many photos and papers it held in which somebody may be recognised, and what those persons agreed to.

    Whether their bytes were there as well is not known here.
    """
    translate, count = maker.translate, partial(whole, locale=locale_of(maker.language))
    codes = maker.mission.lists["consent"]
    told = {code: number for code, number in lost.files.items() if code != NOBODY}
    if not told:
        return []
    names = {code: codes.label(code, maker.language) if code else N_("Consent not recorded") for code in told}
    order = [code.code for code in codes.entries]
    known = sorted(told, key=lambda code: (code not in order, order.index(code) if code in order else 0, code))
    return [
        (translate(N_("Photos and papers that may show somebody")), count(sum(told.values())), False),
        *((translate(names[code]), count(told[code]), True) for code in known),
    ]


def _certainty(lost: LostLaptop, translate: Translate, last: str) -> list[str]:
    """Return how far the counts can be relied upon."""
    since = (
        translate(
            N_("It may hold more than ever came from it: all that was written on it after its parcel of {day}.")
        ).format(day=last)
        if last
        else translate(N_("Nothing ever came from it, so it may hold far more than is counted here."))
    )
    return [
        translate(N_("The counts are an estimate: they are what it sent, and what was sent to it.")),
        since,
        translate(N_("What was sent to it and not confirmed may never have arrived there.")),
        translate(N_("Names can stand in any text. No text was read for this sheet.")),
        translate(
            N_("Workbooks and papers that lie on it outside the program are not encrypted, unless with a password.")
        ),
    ]


def _steps(lost: LostLaptop, translate: Translate) -> list[str]:
    """Return what to do, the most urgent first."""
    name = lost.laptop.name
    steps = [
        translate(N_("{name} is reported lost already. The offices hear of it with the next parcel to each."))
        if lost.laptop.state == "revoked"
        else translate(N_("Report {name} lost on the page Laptops at once, with the day it was last seen."))
    ]
    steps += [
        translate(N_("Tell security, and whoever answers for data protection in the mission; give them this sheet.")),
        translate(
            N_("Ask the officer: was the program open, was the passphrase or the recovery code written down beside it?")
        ),
        translate(N_("If so, count the records as read. Change the passphrase wherever the same one is used.")),
        translate(N_("Ask which workbooks, papers and sticks were with it.")),
    ]
    if lost.named or lost.reachable or lost.functions:
        steps.append(translate(N_("Decide with data protection whether the people named must be told.")))
    if lost.protected:
        steps.append(translate(N_("Warn those who run the protected places.")))
    steps.append(translate(N_("For its successor make a new office with another letter, and send it all records.")))
    return [step.format(name=name) for step in steps]
