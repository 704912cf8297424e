"""Participants as counts: one tally is one category of one dimension. Marginals stand alone but for sex by age."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from db.catalogue import DIMENSIONS, Mission, Refused, Values, dimensions_of
from db.catalogue.dimensions import EXACT, UPWARD, crossed
from db.catalogue.parts import TALLY
from db.catalogue.people import qualifier
from db.errors import Problem
from db.marks import N_

UNDISCLOSED = "undisclosed"


@dataclass(frozen=True, slots=True, order=True)
class Tally:
    """A count of people in one category ("women") of one dimension ("sex"); None is not recorded."""

    dimension: str
    category: str
    count: int | None


@dataclass(frozen=True, slots=True)
class Marginal:
    """One dimension reconciled with the number that it splits.

    `whole` is that number, None where it was not given, and `exactness` a code of the list `qualifier`. `recorded`
    leaves the undisclosed out (percentages use it as their base); `not_recorded` is the whole less everything counted,
    None where no exact whole was given.
    """

    dimension: str
    counts: Mapping[str, int]
    sum: int
    recorded: int
    not_recorded: int | None
    whole: int | None = None
    exactness: str = EXACT


@dataclass(frozen=True, slots=True)
class Derived:
    """A total that follows from bands of age, by a definition that is always named with it."""

    key: str
    label: str
    bands: tuple[str, ...]


DERIVED = (
    Derived("youth_18_29", N_("Youth 18–29 (SCR 2250)"), ("18_24", "25_29")),
    Derived("youth_15_24", N_("Youth 15–24 (UN statistics)"), ("15_17", "18_24")),
    Derived("youth_15_29", N_("Youth 15–29"), ("15_17", "18_24", "25_29")),
    Derived("children", N_("Children under 18"), ("0_14", "15_17")),
)


@dataclass(frozen=True, slots=True)
class DerivedTotal:
    """A derived total of one activity; `least` where a band is blank and somebody may be missing from it."""

    derived: Derived
    number: int
    least: bool


def tally_uid(activity: str, dimension: str, category: str) -> str:
    """Return the id of a tally: derived, so that two laptops that count the same thing mean the same record."""
    return TALLY.uid_of({"activity": activity, "dimension": dimension, "category": category})


def parse_tally(mission: Mission, type_key: str, raw: Mapping[str, object]) -> tuple[Tally | None, list[Problem]]:
    """Read one tally of an activity of a type, as people write it: {"dimension": "sex", "category": "women", …}."""
    dimension, category = str(raw.get("dimension", "")), str(raw.get("category", ""))
    unknown = [key for key in raw if key not in ("dimension", "category", "count")]
    if unknown:
        return None, [Problem("tallies", "tally-unknown-key", {"key": unknown[0]})]
    splits = dimensions_of(type_key)
    if dimension not in splits:
        values = {"dimension": dimension, "known": ", ".join(splits)}
        return None, [Problem("tallies", "dimension-unknown", values)]
    codes = mission.lists[dimension]
    entry = codes.find(category)
    if entry is None:
        known = ", ".join(code.code for code in codes.entries)
        values = {"category": category, "dimension": dimension, "known": known}
        return None, [Problem(f"tallies.{dimension}", "category-unknown", values)]
    try:
        count = TALLY.by_key["count"].kind.parse(raw.get("count"), None)
    except Refused as refused:
        return None, [Problem(f"tallies.{dimension}.{entry.code}", refused.code, refused.values)]
    assert count is None or isinstance(count, int)
    return Tally(dimension, entry.code, count), []


def marginals(values: Values, tallies: Iterable[Tally]) -> list[Marginal]:
    """Reconcile the tallies of one activity with its numbers, one marginal per dimension that has any."""
    found: dict[str, dict[str, int]] = {}
    for tally in tallies:
        if tally.count is not None:
            found.setdefault(tally.dimension, {})[tally.category] = tally.count
    return [_marginal(dimension, counts, values) for dimension in DIMENSIONS if (counts := found.get(dimension))]


def _marginal(dimension: str, counts: Mapping[str, int], values: Values) -> Marginal:
    of = DIMENSIONS[dimension].of
    number, exactness, added = values.get(of), qualifier(values, of), sum(counts.values())
    whole = number if isinstance(number, int) else None
    rest = whole - added if whole is not None and exactness == EXACT else None
    return Marginal(dimension, counts, added, added - counts.get(UNDISCLOSED, 0), rest, whole, exactness)


def derived_totals(marginal: Marginal) -> list[DerivedTotal]:
    """Return what follows from the bands of one dimension of age; nothing of any other dimension."""
    if DIMENSIONS[marginal.dimension].codes != "age":
        return []
    totals: list[DerivedTotal] = []
    for derived in DERIVED:
        known = [marginal.counts[band] for band in derived.bands if band in marginal.counts]
        if known:
            totals.append(
                DerivedTotal(derived, sum(known), len(known) < len(derived.bands) and marginal.not_recorded != 0)
            )
    return totals


def proposed_number(of: str, tallies: Iterable[Tally]) -> int | None:
    """Return what the counts suggest for a number that was not given: the largest sum of a dimension that splits it."""
    return max((m.sum for m in marginals({}, tallies) if DIMENSIONS[m.dimension].of == of), default=None)


def check_people(values: Values, tallies: Iterable[Tally]) -> list[Problem]:
    """Return what is wrong between the numbers of people and the tallies that split them.

    The categories of each dimension, "undisclosed" included, may not add up to more than the number. Less is fine: the
    rest is "not recorded". Of "more than 200" there may be 210.
    """
    found = marginals(values, tallies)
    return [
        Problem(f"tallies.{m.dimension}", "more-than-total", {"sum": m.sum, "total": m.whole})
        for m in found
        if m.whole is not None and m.sum > m.whole and m.exactness not in UPWARD
    ] + [
        *_unexplained(values, found),
        *(p for m in found if DIMENSIONS[m.dimension].crosses for p in _crossings(m, found)),
    ]


def _unexplained(values: Values, found: Iterable[Marginal]) -> list[Problem]:
    """Return that nobody says how communities are known (DP-04), where they are counted."""
    counted = any(DIMENSIONS[m.dimension].codes == "community" and m.recorded for m in found)
    return [Problem("community_by", "community-how", {}, "warn")] if counted and not values.get("community_by") else []


def _crossings(crossing: Marginal, found: Iterable[Marginal]) -> list[Problem]:
    """Return where a crossing counts more of a category than the dimension that has it alone."""
    alone = {m.dimension: m.counts for m in found}
    problems: list[Problem] = []
    for place, dimension in enumerate(DIMENSIONS[crossing.dimension].crosses):
        sums: dict[str, int] = {}
        for code, count in crossing.counts.items():
            sums[crossed(code)[place]] = sums.get(crossed(code)[place], 0) + count
        problems += [
            Problem(f"tallies.{crossing.dimension}", "crossing-more", {"what": code, "sum": sums[code], "count": count})
            for code, count in alone.get(dimension, {}).items()
            if sums.get(code, 0) > count and crossing.exactness not in UPWARD
        ]
    return problems
