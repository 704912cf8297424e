"""What falls due, on paper: what is overdue first, then day by day."""

from collections.abc import Sequence
from datetime import date

from db.marks import N_
from db.records import WHAT, Due, ProjectLine, Shortlist
from db.reports.frame import highest_marking
from db.reports.listing import PORTRAIT, Column, Line, Listing, Maker, listing
from db.reports.portfolio import classifications, told
from db.reports.wording import locale_of, period, short_day

_COLUMNS = (
    Column(N_("Day"), 0),
    Column(N_("What falls due"), 1.2),
    Column(N_("Ref"), 0),
    Column(N_("Project"), 2.0),
    Column(N_("Details"), 1.4),
)


def coming_listing(
    dues: Sequence[Due], lines: Sequence[ProjectLine], chosen: Shortlist, days: tuple[date, date], maker: Maker
) -> Listing:
    """Return what falls due, of those of `lines` that a shortlist asks for; what lies before `days` is overdue."""
    translate, locale = maker.translate, locale_of(maker.language)
    shown = chosen.choose(lines, maker.mission)
    uids = {line.uid for line in shown}
    today, until = (one.isoformat() for one in days)
    overdue = translate(N_("{day}, overdue"))
    rows: list[Line] = []
    for due in dues:
        if due.project in uids:
            day = short_day(due.day, locale)
            when = overdue.format(day=day) if due.day < today else day
            detail = translate(N_("Number {number}")).format(number=due.text) if due.what == "instalment" else due.text
            rows.append(Line((when, translate(WHAT[due.what]), due.ref, due.title, detail)))
    return listing(
        maker,
        translate(N_("What falls due")),
        [Column(translate(column.title), column.width, column.align) for column in _COLUMNS],
        rows,
        marking=highest_marking(maker.mission, classifications(shown, maker.mission), translate),
        subtitles=[period(today, until, locale), told(chosen, len(shown), len(lines), maker)],
        orientation=PORTRAIT,
    )
