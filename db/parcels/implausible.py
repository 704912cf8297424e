"""Changes that nobody means: a column sorted or shifted without the others, filled over with one value, or emptied.

Each moves or destroys values of many records at once, and every single one of them looks like a correction.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from db.catalogue import Mission
from db.catalogue.kinds import CODE
from db.parcels import cells
from db.parcels.finding import Page
from db.parcels.judging import Judged
from db.parcels.layout import Column
from db.parcels.problems import CellProblem
from db.parcels.rows import Record, cell_of

MANY = 3  # so many cells or rows are no longer single corrections
_EMPTIED = 0.2  # nor so large a part of a column
_BROKEN = 0.05  # nor so large a part of the rows
_SHORT_LIST = 12  # a state of things is often the same in many rows; a place or a title is not


def rows_moved(page: Page, broken: Sequence[CellProblem], rows: int) -> CellProblem | None:
    """Return the reason to take no edit of a sheet in which many rows do not fit their ids."""
    if len(broken) >= MANY and len(broken) > _BROKEN * rows:
        return page.problem(page.head, "", "rows-moved", number=len(broken))
    return None


def columns_moved(page: Page, judged: Sequence[Judged], mission: Mission) -> list[CellProblem]:
    """Return the reasons to take no edit of a sheet, each with the columns that it is about."""
    known = [(one, one.record) for one in judged if one.record is not None]
    found: dict[str, list[tuple[Column, int]]] = {}
    for column in page.columns:
        changed = [place for place, (one, _) in enumerate(known) if column.tag in one.changed]
        if len(changed) >= MANY:
            code, number = _Cells.of(page, column, known, changed, mission).verdict()
            if code:
                found.setdefault(code, []).append((column, number))
    problems: list[CellProblem] = []
    for code, columns in found.items():
        number = max(number for _, number in columns)
        problem = page.problem(page.head, columns[0][0].tag, code, number=number)
        names = ", ".join(column.heading for column, _ in columns)
        problems.append(CellProblem(problem.sheet, problem.row, names, code, problem.message, "", "", problem.values))
    return problems


@dataclass(frozen=True, slots=True)
class _Cells:
    """A column's cells as written and as found, from the top; `changed` are the places where the two differ."""

    written: list[str]
    found: list[str]
    changed: list[int]
    repeats: bool  # whether the same value in many rows is ordinary

    @classmethod
    def of(
        cls,
        page: Page,
        column: Column,
        known: Sequence[tuple[Judged, Record]],
        changed: list[int],
        mission: Mission,
    ) -> "_Cells":
        """Return the cells of a column."""
        assert column.field is not None
        field = column.field
        written = [cells.plain(field.kind, cell_of(column, record, mission)) for _, record in known]
        found = [cells.plain(field.kind, page.value(one.row, column)) for one, _ in known]
        short = field.kind is CODE and len(mission.lists[field.choices].entries) <= _SHORT_LIST
        return cls(written, found, changed, short)

    def verdict(self) -> tuple[str, int]:
        """Return what happened to the column and to how many cells; ("", 0) where nothing did that nobody means."""
        emptied = sum(not self.found[place] for place in self.changed)
        if emptied >= MANY and emptied > _EMPTIED * len(self.found):
            return "column-emptied", emptied
        before, after = self._counted(self.written), self._counted(self.found)
        if before == after or (not self.repeats and (self._shifted(1) or self._shifted(-1))):
            return "column-sorted", len(self.changed)
        filled = 0 if self.repeats else self._filled()
        return ("column-filled", filled) if filled >= MANY else ("", 0)

    def _counted(self, values: list[str]) -> Counter[str]:
        return Counter(values[place] for place in self.changed)

    def _shifted(self, step: int) -> bool:
        """Whether the cells moved down by a row (`step` 1) or up: what stands here stood in the row beside it."""
        moved = [
            self.found[place]
            for place in self.changed
            if 0 <= place - step < len(self.written) and self.found[place] == self.written[place - step] != ""
        ]
        return len(moved) >= len(self.changed) - 1 and len(set(moved)) > 1

    def _filled(self) -> int:
        """Return how many different values were filled over, downwards or upwards, with the one of an unchanged row."""
        most, changed = 0, set(self.changed)
        for value, run in groupby(range(len(self.found)), key=self.found.__getitem__):
            places = list(run)
            mine = [place for place in places if place in changed]
            if value and len(mine) < len(places):
                most = max(most, len({self.written[place] for place in mine}))
        return most
