"""Participants as counts: one tally is one category of one dimension. Marginals stand alone and are never crossed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from db.catalogue import DIMENSIONS, Mission, Refused
from db.catalogue.checks import marginals_within_total
from db.catalogue.parts import TALLY
from db.errors import Problem

UNDISCLOSED = "undisclosed"


@dataclass(frozen=True, slots=True, order=True)
class Tally:
    """A count of people in one category ("women") of one dimension ("sex"); None is not recorded."""

    dimension: str
    category: str
    count: int | None


@dataclass(frozen=True, slots=True)
class Marginal:
    """One dimension reconciled with the total.

    `recorded` leaves the undisclosed out (percentages use it as their base); `not_recorded` is the total less
    everything counted, None where no total was given.
    """

    dimension: str
    counts: Mapping[str, int]
    sum: int
    recorded: int
    not_recorded: int | None


def tally_uid(activity: str, dimension: str, category: str) -> str:
    """Return the id of a tally: derived, so that two laptops that count the same thing mean the same record."""
    return TALLY.uid_of({"activity": activity, "dimension": dimension, "category": category})


def parse_tally(mission: Mission, raw: Mapping[str, object]) -> tuple[Tally | None, list[Problem]]:
    """Read one tally as people write it: {"dimension": "sex", "category": "women", "count": 41}."""
    dimension, category = str(raw.get("dimension", "")), str(raw.get("category", ""))
    unknown = [key for key in raw if key not in ("dimension", "category", "count")]
    if unknown:
        return None, [Problem("tallies", "tally-unknown-key", {"key": unknown[0]})]
    if dimension not in DIMENSIONS:
        values = {"dimension": dimension, "known": ", ".join(DIMENSIONS)}
        return None, [Problem("tallies", "dimension-unknown", values)]
    entry = mission.lists[DIMENSIONS[dimension]].find(category)
    if entry is None:
        known = ", ".join(code.code for code in mission.lists[DIMENSIONS[dimension]].entries)
        values = {"category": category, "dimension": dimension, "known": known}
        return None, [Problem(f"tallies.{dimension}", "category-unknown", values)]
    try:
        count = TALLY.by_key["count"].kind.parse(raw.get("count"), None)
    except Refused as refused:
        return None, [Problem(f"tallies.{dimension}.{entry.code}", refused.code, refused.values)]
    assert count is None or isinstance(count, int)
    return Tally(dimension, entry.code, count), []


def marginals(total: int | None, tallies: Iterable[Tally]) -> list[Marginal]:
    """Reconcile the tallies of one activity with its total, one marginal per dimension that has any."""
    found: dict[str, dict[str, int]] = {}
    for tally in tallies:
        if tally.count is not None:
            found.setdefault(tally.dimension, {})[tally.category] = tally.count
    result: list[Marginal] = []
    for dimension in DIMENSIONS:
        if counts := found.get(dimension):
            added = sum(counts.values())
            rest = None if total is None else total - added
            result.append(Marginal(dimension, counts, added, added - counts.get(UNDISCLOSED, 0), rest))
    return result


def proposed_total(tallies: Iterable[Tally]) -> int | None:
    """Return the total that the counts suggest where none was given: the largest sum of a dimension."""
    return max((marginal.sum for marginal in marginals(None, tallies)), default=None)


def check_people(total: int | None, tallies: Iterable[Tally]) -> list[Problem]:
    """Return what is wrong between the total and the tallies."""
    return marginals_within_total(total, [(m.dimension, m.sum) for m in marginals(total, tallies)])
