"""Counts so small that people could be recognised, blanked before anything leaves the office. Pure.

What is blanked cannot be worked out again, neither from the total nor from "not recorded", and not by somebody who
knows this rule either: whatever stands in the blanked cells, other numbers there would have led to the same page.
"""

from collections.abc import Mapping
from dataclasses import dataclass

NOT_RECORDED = "not_recorded"
USUAL = 5  # counts from one up to below this are blanked


@dataclass(frozen=True, slots=True)
class Figures:
    """What may be shown of an activity's people.

    A cell that is None was not recorded, or is blanked: `blanked` names those ("sex.women"); it is ("all",) where
    nothing may be shown, not even the total. Each dimension has a cell "not_recorded" where the total is known.
    """

    total: int | None
    cells: Mapping[str, Mapping[str, int | None]]
    blanked: tuple[str, ...] = ()


def suppress(total: int | None, counts: Mapping[str, Mapping[str, int]], below: int = USUAL) -> Figures:
    """Return what may be shown. `counts` are by dimension and category; each dimension is a split of the same total."""
    cells = {dimension: _with_rest(total, found) for dimension, found in counts.items() if found}
    hidden = {dimension: _hidden(found, below) for dimension, found in cells.items()}
    unsound = any(min(found.values()) < 0 for found in cells.values())  # more were counted than there were
    if _small(total, below) or None in hidden.values() or (unsound and any(hidden.values())):
        return Figures(None, {dimension: dict.fromkeys(found) for dimension, found in cells.items()}, ("all",))
    shown: dict[str, dict[str, int | None]] = {}
    blanked: list[str] = []
    for dimension, found in cells.items():
        blank = hidden[dimension] or set[str]()
        shown[dimension] = {name: None if name in blank or count < 0 else count for name, count in found.items()}
        blanked += [f"{dimension}.{name}" for name in found if name in blank]
    return Figures(total, shown, tuple(blanked))


def _with_rest(total: int | None, counts: Mapping[str, int]) -> dict[str, int]:
    return {**counts} if total is None else {**counts, NOT_RECORDED: total - sum(counts.values())}


def _small(count: int | None, below: int) -> bool:
    return count is not None and 0 < count < below


def _hidden(cells: Mapping[str, int], below: int) -> set[str] | None:
    """Return the cells of one dimension that must be blank, None where blanking some of them would not be enough.

    The sum of the blank cells is known. A single one, only ones, or only the largest small count would follow from it;
    then the smallest other count is blanked too. All that are equal to it are, or their order would tell which is
    which: so any of the numbers could stand in any of the blank cells.
    """
    small = {name: count for name, count in cells.items() if _small(count, below)}
    if not small:
        return set()
    if len(small) > 1 and set(small.values()) not in ({1}, {below - 1}):
        return set(small)
    large = [count for count in cells.values() if count >= below]
    if not large:
        return None
    return {*small, *(name for name, count in cells.items() if count == min(large))}
