"""Counts so small that people could be recognised, blanked before anything leaves the office. Pure.

What is blanked cannot be worked out again, neither from the total nor from "not recorded", and not by somebody who
knows this rule either: whatever stands in the blanked cells, other numbers there would have led to the same page.

That holds for one page (`suppress`). Two pages about the same activity, one of January and one of February, could be
laid over each other: what one shows fills the blank of the other, and the difference of two counts may be one person.
So a new page is judged beside all that was told of the activity before, to whomever (`beside`). It is shown when it
repeats that, or when neither has a blank and every count moved by nothing or by at least the threshold: then there is
no small number, nor a small difference, to be found. Where all counts moved by less than the threshold, the page that
was told is told again: whoever compares the two sees no difference, and no number is further off than the threshold.
Everything else is blanked whole, and so is, after that, every page with a blank. A sum over activities adds what their
pages show and nothing else, so it tells nothing that they do not.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

NOT_RECORDED = "not_recorded"
ALL = ("all",)
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
        return Figures(None, {dimension: dict.fromkeys(found) for dimension, found in cells.items()}, ALL)
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


def beside(former: Figures | None, now: Figures, below: int = USUAL) -> Figures:
    """Return the page that may be shown after `former`, all that was told of an activity before; `now` is its new page.

    `former` is as `remembered` returns it, None where nothing was told.
    """
    if former is None:
        return now
    both = [dimension for dimension in now.cells if dimension in former.cells]
    then, new = _blanked_in(former, both), _blanked_in(now, both)
    pairs = [(former.total, now.total)]
    for dimension in both:
        old, cells = former.cells[dimension], now.cells[dimension]
        pairs += [(_count(old, name), _count(cells, name)) for name in {**old, **cells}]
    moves = [abs(one - other) for one, other in pairs if one is not None and other is not None]
    if not (now.blanked and former.blanked[-1:] == ALL):
        if then == new and all(one == other for one, other in pairs):
            return now
        if not now.blanked and former.blanked in ((), ALL) and all(move == 0 or move >= below for move in moves):
            return now
        known_alike = all((one is None) == (other is None) for one, other in pairs)
        if then == new and known_alike and max(moves, default=below) < below:
            return Figures(former.total, {dimension: former.cells[dimension] for dimension in both}, then)
    return Figures(None, {dimension: dict.fromkeys(found) for dimension, found in now.cells.items()}, ALL)


def remembered(former: Figures | None, shown: Figures) -> Figures:
    """Return all that was told of an activity once `shown` is told as well.

    That it was blanked whole at some time is told too: the memory's `blanked` ends with "all" then.
    """
    if former is None:
        return shown if shown.blanked != ALL else Figures(None, {}, ALL)
    hidden = ALL if ALL in (shown.blanked, former.blanked[-1:]) else ()
    told = former.cells if shown.blanked == ALL else {**former.cells, **shown.cells}
    total = shown.total if shown.total is not None else former.total
    others = [dimension for dimension in told if shown.blanked == ALL or dimension not in shown.cells]
    blank = () if shown.blanked == ALL else shown.blanked
    return Figures(total, told, (*_blanked_in(former, others), *blank, *hidden))


def _blanked_in(page: Figures, dimensions: Sequence[str]) -> tuple[str, ...]:
    return tuple(sorted(cell for cell in page.blanked if cell.split(".")[0] in dimensions))


def _count(cells: Mapping[str, int | None], name: str) -> int | None:
    """Return a count of a page; nobody where the category is not on it, and nothing known of who was not recorded."""
    return cells.get(name, None if name == NOT_RECORDED else 0)
