"""The people block: counts with their base, never names, and each dimension on its own."""

from collections.abc import Mapping

from babel import Locale

from db.catalogue import DIMENSIONS, Mission
from db.marks import N_
from db.records.people import UNDISCLOSED, Marginal, marginals
from db.records.views import RecordView
from db.reports.values import Dimension, Participation, Share
from db.reports.wording import Translate, percent, thousandths, whole

YOUTH = ("18_24", "25_29")
CHILDREN = ("0_14", "15_17")


def participation(
    record: RecordView, mission: Mission, language: str, locale: Locale, translate: Translate
) -> Participation | None:
    """Return the people of an activity, None where nothing about them is recorded."""
    total = record.values.get("total")
    assert total is None or isinstance(total, int)
    found = marginals(total, record.tallies)
    method = record.values.get("counted_by")
    if total is None and not found and method is None:
        return None
    return Participation(
        total=total,
        total_text=whole(total, locale) if total is not None else translate(N_("not recorded")),
        method=mission.lists["counting"].label(str(method), language) if method else "",
        dimensions=tuple(_dimension(m, mission, language, locale, translate) for m in found),
    )


def sums_beyond_total(record: RecordView, mission: Mission, locale: Locale, translate: Translate) -> list[str]:
    """Return a sentence for each dimension whose counts exceed the total; a merge can bring such a record."""
    total = record.values.get("total")
    assert total is None or isinstance(total, int)
    text = translate(N_("Figures do not add up: {dimension} counts {sum}, the total is {total}."))
    return [
        text.format(
            dimension=_name(m.dimension, mission, translate), sum=whole(m.sum, locale), total=whole(total, locale)
        )
        for m in marginals(total, record.tallies)
        if total is not None and m.sum > total
    ]


def _name(dimension: str, mission: Mission, translate: Translate) -> str:
    return translate(mission.lists["dimension"].label(dimension))


def _dimension(m: Marginal, mission: Mission, language: str, locale: Locale, translate: Translate) -> Dimension:
    codes = mission.lists[DIMENSIONS[m.dimension]]
    order = [entry.code for entry in codes.entries]
    known = [code for code in order if code in m.counts]
    shares = tuple(
        _share(code, codes.label(code, language), m, locale)
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
    if m.dimension == "age":
        bands = {N_("Youth 18–29 (SCR 2250): {number}"): YOUTH, N_("Children under 18: {number}"): CHILDREN}
        for text, keys in bands.items():
            if any(key in m.counts for key in keys):
                notes.append(translate(text).format(number=_together(m, keys, locale, translate)))
    if m.not_recorded is not None and m.not_recorded >= 0:
        notes.append(translate(N_("Not recorded: {number}")).format(number=whole(m.not_recorded, locale)))
    return notes


def _together(m: Marginal, keys: tuple[str, ...], locale: Locale, translate: Translate) -> str:
    """Return the sum of some bands; "at least" where a band is blank and somebody may be missing from it."""
    number = sum(_present(m.counts, keys))
    if len(_present(m.counts, keys)) < len(keys) and m.not_recorded != 0:
        return translate(N_("at least {number}")).format(number=whole(number, locale))
    share = f" ({percent(number, m.recorded, locale)})" if m.recorded else ""
    return f"{whole(number, locale)}{share}"


def _present(counts: Mapping[str, int], keys: tuple[str, ...]) -> list[int]:
    return [counts[key] for key in keys if key in counts]
