"""A portfolio on paper: the money of the year on top, then a line for each project that was chosen."""

from collections.abc import Sequence
from decimal import Decimal

from db.catalogue import Mission
from db.marks import N_
from db.projects import AMBER, GREEN, RED
from db.records import NOT_RUNNING, CycleSums, ProjectLine, Shortlist, Sums
from db.reports.frame import highest_marking, lowest_of
from db.reports.listing import Column, Line, Listing, Maker, Note, listing
from db.reports.standing import light_text, step_text
from db.reports.wording import locale_of, money, short_day, whole

LIGHTS = {
    RED: N_("late or not visited"),
    AMBER: N_("due soon"),
    GREEN: N_("on time"),
    NOT_RUNNING: N_("not running"),
}
_COLUMNS = (
    Column(N_("Ref"), 0),
    Column(N_("Title"), 2.2),
    Column(N_("State"), 1.0),
    Column(N_("Place and partner"), 1.7),
    Column(N_("Due"), 0),
    Column(N_("In time"), 1.1),
    Column(N_("Approved"), 0, "right"),
    Column(N_("Paid"), 0, "right"),
    Column(N_("Balance"), 0, "right"),
    Column(N_("Next step"), 2.0),
)


def portfolio_listing(
    cycles: Sequence[CycleSums], lines: Sequence[ProjectLine], chosen: Shortlist, maker: Maker
) -> Listing:
    """Return a portfolio as it is printed: the sums of these cycles, and of `lines` what a shortlist asks for."""
    translate, mission = maker.translate, maker.mission
    shown = chosen.choose(lines, mission)
    titles = [cycle.title or cycle.ref or translate(N_("Projects of no cycle")) for cycle in cycles]
    year = titles[0] if len(titles) == 1 else translate(N_("All programme cycles"))
    notes = [Note(title, _sums(cycle, maker)) for title, cycle in zip(titles, cycles, strict=True)]
    return listing(
        maker,
        translate(N_("Portfolio of projects")),
        [Column(translate(column.title), column.width, column.align) for column in _COLUMNS],
        [_line(line, maker) for line in shown],
        marking=highest_marking(mission, classifications(shown, mission), translate),
        subtitles=[year, told(chosen, len(shown), len(lines), maker)],
        notes=notes,
    )


def classifications(lines: Sequence[ProjectLine], mission: Mission) -> list[str]:
    """Return what the projects are classified as; a list of none of them says nothing, which is the lowest."""
    lowest = lowest_of(mission)
    return [line.classification for line in lines if line.classification] if lines else [lowest]


def told(chosen: Shortlist, shown: int, of_all: int, maker: Maker) -> str:
    """Return in words which projects were chosen, and how many of how many."""
    translate, locale = maker.translate, locale_of(maker.language)
    lists = maker.mission.lists
    asked = (
        (N_("with the words “{what}”"), chosen.text),
        (N_("state: {what}"), chosen.state and translate(lists["project_status"].label(chosen.state))),
        (N_("place: {what}"), chosen.municipality and lists["municipality"].label(chosen.municipality)),
        (N_("light: {what}"), chosen.light and translate(LIGHTS[chosen.light])),
    )
    words_of_all = "; ".join(translate(words).format(what=what) for words, what in asked if what)
    if not words_of_all:
        return translate(N_("All {count} projects")).format(count=whole(of_all, locale))
    count = translate(N_("{shown} of {count} projects")).format(shown=whole(shown, locale), count=whole(of_all, locale))
    return f"{count}: {words_of_all}"


def _sums(cycle: CycleSums, maker: Maker) -> tuple[str, ...]:
    """Return a year in sentences: projects of its target, then the money of each currency by itself."""
    translate, locale = maker.translate, locale_of(maker.language)
    target = translate(N_("{count} of {target} projects approved or further"))
    plain = translate(N_("{count} projects approved or further"))
    promised = whole(cycle.promised, locale)
    counted = (
        plain.format(count=promised)
        if cycle.target is None
        else target.format(count=promised, target=whole(cycle.target, locale))
    )
    return (counted, *(_money(currency, sums, maker) for currency, sums in sorted(cycle.sums.items())))


def _money(currency: str, sums: Sums, maker: Maker) -> str:
    named = (
        (N_("planned {amount}"), sums.requested),
        (N_("approved {amount}"), sums.approved),
        (N_("paid {amount}"), sums.paid),
        (N_("spent {amount}"), sums.spent),
        (N_("returned {amount}"), sums.returned),
        (N_("still to be paid {amount}"), sums.balance),
    )
    locale = locale_of(maker.language)
    told = [maker.translate(words).format(amount=money(str(sum_), locale)) for words, sum_ in named if sum_]
    return f"{currency}: {', '.join(told)}"


def _line(line: ProjectLine, maker: Maker) -> Line:
    translate, locale, lists = maker.translate, locale_of(maker.language), maker.mission.lists
    place = lists["municipality"].label(line.municipality) if line.municipality else ""
    found, currency = line.money, line.money.currency

    def exact(amount: Decimal | None) -> str:
        return f"{currency}\N{NO-BREAK SPACE}{money(str(amount), locale)}" if amount is not None else ""

    paid = exact(found.paid) if found.paid or found.approved is not None else ""
    if found.without_rate:
        more = translate(N_("{count} without rate")).format(count=whole(found.without_rate, locale))
        paid = " + ".join(filter(None, (paid, more)))
    return Line(
        (
            line.ref,
            line.title,
            translate(lists["project_status"].label(line.state)),
            " · ".join(filter(None, (place, line.partner))),
            short_day(line.clock.due.isoformat(), locale) if line.clock.due else "",
            light_text(line.clock, translate, locale),
            exact(found.approved),
            paid,
            exact(found.balance),
            step_text(line.step, maker.mission, translate, locale),
        )
    )
