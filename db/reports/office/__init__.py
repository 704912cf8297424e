"""Reports of an office over a window of days: the monthly one with all its sections, and parts of it on their own."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from db.catalogue.reports import HEADINGS
from db.errors import KnownError
from db.marks import N_
from db.reports.blocks import Block, Section, Signatures, Text
from db.reports.frame import highest_marking
from db.reports.listing import Maker
from db.reports.office import activities, context, figures, programme, rest, trackers
from db.reports.office.data import Window
from db.reports.office.own_words import kept_words
from db.reports.report import Report, report
from db.reports.telling import Say
from db.reports.values import Fact
from db.store.writing import Reading

Part = tuple[str, str, Callable[[Window], tuple[Block, ...]]]  # key, heading, what makes its blocks

_MAKERS: Mapping[str, Callable[[Window], tuple[Block, ...]]] = {
    "highlights": activities.highlights,
    "context": context.context,
    "activities": activities.table,
    "projects": programme.portfolio_blocks,
    "outreach": activities.outreach,
    "youth": activities.youth,
    "women": activities.women,
    "recommendations": programme.tracker,
    "people": figures.dashboard,
    "indicators": figures.indicators,
    "benchmarks": figures.benchmarks,
    "safeguards": rest.safeguards,
    "partnerships": rest.partnerships,
    "plan": rest.ahead,
    "support": rest.support,
}
# DOMAIN 6.2, in its order; the keys are those under which an officer gives words of her own.
SECTIONS: tuple[Part, ...] = tuple((key, heading, _MAKERS[key]) for key, heading in HEADINGS.items())
ANNEXES: tuple[Part, ...] = (
    ("", N_("Activities"), rest.all_activities),
    ("", N_("Changes since the last report"), rest.changes),
    ("", N_("Quality of the data"), rest.quality),
)
OUTSIDE = N_("For others: unclassified activities without their titles, and no small number of people")
SIGNED = (N_("Prepared: Civil Affairs Officer"), N_("Reviewed: Head of Office"), N_("Cleared: Chief of Civil Affairs"))


@dataclass(frozen=True, slots=True)
class Kind:
    """A report of an office: its title, its sections, whether it has annexes and a contents, and whether it may be made
    for others. All else is the office's own.
    """

    title: str
    sections: tuple[Part, ...]
    whole: bool = False
    outside: bool = False


REPORTS: Mapping[str, Kind] = {
    "monthly": Kind(N_("Monthly report"), SECTIONS, whole=True),
    "recommendations": Kind(N_("Recommendations and commitments"), trackers.RECOMMENDATIONS),
    "indicators": Kind(N_("Indicators: planned, actual, difference"), (("", N_("Indicators"), trackers.rbb),)),
    "cpas": Kind(N_("Data points of the impact assessment"), (("", N_("Data points"), trackers.cpas),)),
    "a4p": Kind(N_("Contribution to Action for Peacekeeping"), trackers.A4P, outside=True),
    "benchmarks": Kind(N_("Benchmarks and risks"), (("", N_("Benchmarks and risks"), trackers.every_benchmark),)),
    "women": Kind(N_("Women, peace and security"), (SECTIONS[6],), outside=True),
    "youth": Kind(N_("Youth"), (SECTIONS[5],), outside=True),
}


def office_report(
    reading: Reading,
    maker: Maker,
    name: str,
    window: tuple[str, str],
    *,
    office: str = "",
    own_words: Mapping[str, str] | None = None,
    approved: bool = False,
    outside: bool = False,
) -> Report:
    """Return a report of an office over a window of days, both included.

    `office` is a code; without one it is the field office itself, at headquarters all offices known there.
    Its sections begin with what the office wrote for them; `own_words`, by the keys of sections, stand in the place of
    that in this print. Until it is approved it is a draft. One for people `outside` speaks of unclassified activities,
    without titles and texts, the office's own words among them, and of no small number of people.

    Raises KnownError `unknown-paper`, `bad-window`, `unknown-section`, `own-paper`.
    """
    if name not in REPORTS:
        raise KnownError("unknown-paper", paper=name, of=reading.identity.office, known=", ".join(REPORTS))
    if window[0] > window[1]:
        raise KnownError("bad-window", start=window[0], end=window[1])
    kind = REPORTS[name]
    if outside and not kind.outside:
        known = ", ".join(key for key, one in REPORTS.items() if one.outside)
        raise KnownError("own-paper", paper=name, known=known)
    known = [key for key, *_ in kind.sections if key]
    if unknown := [key for key in own_words or {} if key not in known]:
        raise KnownError("unknown-section", section=unknown[0], known=", ".join(known))
    if not office and reading.identity.role == "field":
        office = reading.identity.office
    kept = {} if outside else kept_words(reading, office or reading.identity.office, window)
    words = kept | dict(own_words or {})
    say = Say(maker)
    w = Window(reading, say, *window, office, outside)
    records, revisions = rest.revisions_of(w)
    number = f"{office or maker.office}/{window[1][:7]}" + ("" if _month(window) else f" ({window[0]} – {window[1]})")
    return report(
        maker,
        say(kind.title) if not kind.whole or _month(window) else say(N_("Report of the office")),
        _sections(w, kind, words),
        marking=highest_marking(maker.mission, w.classifications(), maker.translate),
        subtitles=[say.period(*window), *([say(OUTSIDE)] if outside else [])],
        cover=(*activities.cover(w), *_cover(say, number)) if kind.whole else (),
        watermark="" if approved else say(N_("DRAFT")),
        contents=kind.whole,
        control=say(
            N_("{records} records in {revisions} revisions"),
            records=say.whole(records),
            revisions=say.whole(revisions),
        ),
        told=w.pages,
    )


def _month(window: tuple[str, str]) -> bool:
    return window[0][:7] == window[1][:7]


def _cover(say: Say, number: str) -> tuple[Fact, ...]:
    return (
        Fact(say(N_("Report no.")), number),
        Fact(say(N_("Distribution")), say(N_("Chief of Civil Affairs"))),
        Fact(
            say(N_("Document control")),
            say(N_("Owner: {owner}; version of {day}"), owner=say.maker.author, day=say.day(say.maker.at[:10])),
        ),
    )


def _sections(w: Window, kind: Kind, words: Mapping[str, str]) -> list[Section]:
    say = w.say
    found = [
        Section(f"{number}. {say(heading)}", (*_own(words.get(key, "")), *make(w)))
        for number, (key, heading, make) in enumerate(kind.sections, 1)
    ]
    if not kind.whole:
        return found
    found.append(Section(say(N_("Signatures")), (Signatures(tuple(say(who) for who in SIGNED)),)))
    for letter, (_, heading, make) in zip("ABC", ANNEXES, strict=True):
        title = say(N_("Annex {letter}: {heading}"), letter=letter, heading=say(heading))
        found.append(Section(title, make(w), wide=letter == "A", fresh=letter == "B"))
    return found


def _own(text: str) -> Sequence[Block]:
    """Return what an officer wrote, paragraph by paragraph."""
    return [Text(one.strip(), "numbered") for one in text.split("\n\n") if one.strip()]
