"""The access log on paper: for whoever answers for data protection."""

from collections.abc import Sequence

from db.marks import N_
from db.reports.frame import highest_marking, lowest_of
from db.reports.listing import Column, Line, Listing, Maker, listing
from db.reports.wording import locale_of, period, whole
from db.store.access import ACTS, Access

COLUMNS = (
    Column(N_("When (UTC)"), 0),
    Column(N_("Who"), 0.7),
    Column(N_("What"), 1.0),
    Column(N_("File"), 1.6),
    Column(N_("For"), 0.6),
    Column(N_("Window of days"), 0.9),
    Column(N_("Count"), 0, "right"),
    Column(N_("SHA-256"), 0),
    Column(N_("Note"), 1.0),
)
SHORT = 12  # characters of a digest that tell files apart on paper; the register has it whole


def access_listing(log: Sequence[Access], days: tuple[str, str], maker: Maker) -> Listing:
    """Return the access log, or some days of it (ISO, either may be empty), as it is printed.

    It names no person but the officers, and no value of a record, so it is as classified as the lowest.
    """
    translate = maker.translate
    return listing(
        maker,
        translate(N_("Access log")),
        [Column(translate(column.title), column.width, column.align) for column in COLUMNS],
        [Line(cells(one, maker)) for one in log],
        marking=highest_marking(maker.mission, [lowest_of(maker.mission)], translate),
        subtitles=list(filter(None, [_span(days, maker)])),
    )


def cells(one: Access, maker: Maker) -> tuple[str, ...]:
    """Return a line of the log as the page and the paper show it."""
    translate, locale = maker.translate, locale_of(maker.language)
    return (
        one.at[:16].replace("T", " "),  # to be compared with other logs, it is UTC and sorts
        one.author,
        translate(ACTS[one.act]),
        one.file,
        one.recipient if one.recipient.endswith(one.profile) else f"{one.recipient} {one.profile}",
        _span((one.start, one.end), maker),
        whole(one.count, locale) if one.count else "",
        one.digest[:SHORT],
        one.note,
    )


def _span(days: tuple[str, str], maker: Maker) -> str:
    """Return a window of days in words; one that is open at an end shows so."""
    if all(days):
        return period(*days, locale_of(maker.language))
    return f"{days[0] or '…'} – {days[1] or '…'}" if any(days) else ""
