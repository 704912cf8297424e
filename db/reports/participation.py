"""The people block: counts with their base, never names, and each dimension on its own."""

from babel import Locale

from db.catalogue import DIMENSIONS, Mission
from db.catalogue.dimensions import ABOUT, AT_LEAST, EXACT, MORE_THAN, UP_TO
from db.catalogue.people import qualifier
from db.marks import N_
from db.records.people import UNDISCLOSED, Marginal, check_people, derived_totals, marginals
from db.records.views import RecordView
from db.reports.values import Dimension, Participation, Share
from db.reports.wording import Translate, percent, thousandths, whole

_WITH_QUALIFIER = {
    ABOUT: N_("about {number}"),
    MORE_THAN: N_("more than {number}"),
    AT_LEAST: N_("at least {number}"),
    UP_TO: N_("at most {number}"),
}
_DERIVED = ("youth_18_29", "children")  # a page has no room for every definition
# Numbers of people beside those in the room; none of them is ever added to another.
_BESIDE = {
    "delegates": N_("{number} delegates"),
    "remote": N_("{number} took part remotely"),
    "attendances": N_("{number} attendances"),
}


def participation(
    record: RecordView, mission: Mission, language: str, locale: Locale, translate: Translate
) -> Participation | None:
    """Return the people of an activity, None where nothing about them is recorded."""
    total = record.values.get("total")
    assert total is None or isinstance(total, int)
    found = marginals(record.values, record.tallies)
    method = record.values.get("counted_by")
    beside = tuple(
        translate(text).format(number=number_text(record, key, locale, translate))
        for key, text in _BESIDE.items()
        if record.values.get(key) is not None
    )
    if total is None and not found and method is None and not beside:
        return None
    return Participation(
        total=total,
        total_text=number_text(record, "total", locale, translate),
        method=translate(mission.lists["counting"].label(str(method), language)) if method else "",
        beside=beside,
        source=_sources(record, translate),
        dimensions=tuple(
            dimension_of(m, mission, language, locale, translate) for m in found if not DIMENSIONS[m.dimension].crosses
        ),
    )


def number_text(record: RecordView, key: str, locale: Locale, translate: Translate) -> str:
    """Return a number of people with what says how exact it is: "more than 200"."""
    number = record.values.get(key)
    if not isinstance(number, int):
        return translate(N_("not recorded"))
    said = qualifier(record.values, key)
    # That a number was estimated stands beside it already, where its method says so.
    if said == EXACT or (said == ABOUT and not record.values.get(f"{key}_is")) or said not in _WITH_QUALIFIER:
        return whole(number, locale)
    return translate(_WITH_QUALIFIER[said]).format(number=whole(number, locale))


def _sources(record: RecordView, translate: Translate) -> str:
    """Return who says the numbers, each source once."""
    keys = ("total_source", "delegates_source", "remote_source")
    said = list(dict.fromkeys(str(text) for key in keys if (text := record.values.get(key))))
    return translate(N_("Source: {sources}")).format(sources="; ".join(said)) if said else ""


def sums_beyond_total(record: RecordView, mission: Mission, locale: Locale, translate: Translate) -> list[str]:
    """Return a sentence for each dimension whose counts exceed their number; a merge can bring such a record."""
    text = translate(N_("Figures do not add up: {dimension} counts {sum}, the total is {total}."))
    over = {problem.field for problem in check_people(record.values, record.tallies)}
    return [
        text.format(
            dimension=_name(m.dimension, mission, translate),
            sum=whole(m.sum, locale),
            total=whole(m.whole or 0, locale),
        )
        for m in marginals(record.values, record.tallies)
        if f"tallies.{m.dimension}" in over
    ]


def _name(dimension: str, mission: Mission, translate: Translate) -> str:
    return translate(mission.lists["dimension"].label(dimension))


def dimension_of(m: Marginal, mission: Mission, language: str, locale: Locale, translate: Translate) -> Dimension:
    """Return one dimension as a page shows it: in the order of its list, with its base and what follows from it."""
    codes = mission.lists[m.dimension]
    order = [entry.code for entry in codes.entries]
    known = [code for code in order if code in m.counts]
    shares = tuple(
        _share(code, translate(codes.label(code, language)), m, locale)
        for code in [*known, *sorted(set(m.counts) - set(known))]  # a category of a newer program comes last
    )
    return Dimension(
        key=m.dimension,
        label=_name(m.dimension, mission, translate),
        base=m.recorded,
        base_text=translate(N_("base {number}")).format(number=whole(m.recorded, locale)),
        shares=shares,
        not_recorded=m.not_recorded if m.not_recorded is not None and m.not_recorded >= 0 else None,
        notes=tuple(_notes(m, locale, translate)),
    )


def _share(code: str, label: str, m: Marginal, locale: Locale) -> Share:
    count = m.counts[code]
    if code == UNDISCLOSED or not m.recorded:
        return Share(code, label, count, whole(count, locale))
    share = percent(count, m.recorded, locale)
    return Share(code, label, count, whole(count, locale), share, thousandths(count, m.recorded))


def _notes(m: Marginal, locale: Locale, translate: Translate) -> list[str]:
    """Return what follows from the counts: youth and children by their definitions, and who is missing."""
    notes: list[str] = []
    for total in derived_totals(m):
        if total.derived.key not in _DERIVED:
            continue
        number = whole(total.number, locale)
        if total.least:
            number = translate(N_("at least {number}")).format(number=number)
        elif m.recorded:
            number = f"{number} ({percent(total.number, m.recorded, locale)})"
        said = translate(N_("{definition}: {number}"))
        notes.append(said.format(definition=translate(total.derived.label), number=number))
    if m.not_recorded is not None and m.not_recorded >= 0:
        notes.append(translate(N_("Not recorded: {number}")).format(number=whole(m.not_recorded, locale)))
    return notes
