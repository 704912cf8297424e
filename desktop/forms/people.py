"""Participants: a grid of counts per dimension, reconciled with the total while one types."""

from collections.abc import Iterable, Mapping, Sequence

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from db.catalogue import DIMENSIONS, Mission
from db.catalogue.checks import marginals_within_total
from db.records import Marginal, marginals, proposed_total
from desktop.forms.editors import CELL, CountEditor
from desktop.forms.texts import Texts, tally_key, typed_people
from desktop.i18n import problem_text, tr_db
from desktop.theme import mark
from desktop.widgets.flow import FlowLayout
from desktop.widgets.parts import button, label


def reconciliation(marginal: Marginal | None, total: int | None) -> str:
    """Return the line under a dimension: how much of the total it accounts for."""
    if marginal is None:
        return ""
    parts: list[str] = []
    if total is None:
        parts.append(_tr("{sum} counted").format(sum=marginal.sum))
    else:
        parts.append(_tr("{sum} of {total}").format(sum=marginal.sum, total=total))
    if marginal.not_recorded is not None and marginal.not_recorded > 0:
        parts.append(_tr("not recorded: {count}").format(count=marginal.not_recorded))
    recorded, counts = marginal.recorded, marginal.counts
    if marginal.dimension == "sex" and recorded and "women" in counts:
        share = round(100 * counts["women"] / recorded)
        parts.append(_tr("women {share} % of {recorded} recorded").format(share=share, recorded=recorded))
    if marginal.dimension == "age" and ("18_24" in counts or "25_29" in counts):
        youth = counts.get("18_24", 0) + counts.get("25_29", 0)
        parts.append(_tr("youth 18–29: {count}").format(count=youth))
    return " · ".join(parts)


def _tr(text: str) -> str:
    return QCoreApplication.translate("people", text)


class Grid(QWidget):
    """The counts of one dimension."""

    edited = Signal()

    def __init__(self, dimension: str, mission: Mission) -> None:
        super().__init__()
        self.dimension = dimension
        self.cells: dict[str, CountEditor] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(4)
        heading = tr_db(mission.lists["dimension"].label(dimension))
        column.addWidget(label(heading, "label"))
        boxes = QWidget()
        flow = FlowLayout(boxes, across=4, down=8)
        for entry in mission.lists[DIMENSIONS[dimension]].entries:
            cell = CountEditor()
            cell.set_name(f"{heading}: {tr_db(entry.label())}", "")
            cell.edited.connect(self._edited)
            self.cells[tally_key(dimension, entry.code)] = cell
            flow.addWidget(_captioned(cell, tr_db(entry.label())))
        column.addWidget(boxes)
        self.line = label("", "small", wrap=True)
        self.line.hide()
        column.addWidget(self.line)

    def reconcile(self, marginal: Marginal | None, total: int | None, unreadable: Sequence[str]) -> None:
        """Show how the counts and the total fit together, or what is wrong."""
        sums = [(marginal.dimension, marginal.sum)] if marginal else []
        problem = " ".join([*unreadable, *(problem_text(p) for p in marginals_within_total(total, sums))])
        text = problem or reconciliation(marginal, total)
        whole = marginal is not None and total is not None and marginal.sum == total
        look = "problem" if problem else "good" if whole else "small"
        if self.line.property("look") != look:
            mark(self.line, look=look)
        self.line.setText(text)
        self.line.setVisible(bool(text))

    def _edited(self) -> None:
        self.edited.emit()


def _captioned(cell: CountEditor, text: str) -> QWidget:
    """Return a cell with its caption under it, as wide as the cell: long captions take two lines."""
    whole = QWidget()
    column = QVBoxLayout(whole)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(1)
    caption = label(text, "small", wrap=True)
    caption.setFixedWidth(CELL)
    caption.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
    column.addWidget(cell)
    column.addWidget(caption)
    column.addStretch()
    return whole


class PeopleGrids(QWidget):
    """All dimensions, one under the other."""

    edited = Signal()
    total_taken = Signal(str)  # the total that the counts propose, agreed to

    def __init__(self, mission: Mission, dimensions: Iterable[str] = DIMENSIONS) -> None:
        super().__init__()
        self._proposed = ""
        self._locked = False
        self.propose = button("", self._take, "link")
        self.propose.hide()
        self.grids = {dimension: Grid(dimension, mission) for dimension in dimensions}
        self.column = column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.propose)
        for grid in self.grids.values():
            grid.edited.connect(self._edited)
            column.addWidget(grid)

    @property
    def cells(self) -> dict[str, CountEditor]:
        """Every count by its key."""
        return {key: cell for grid in self.grids.values() for key, cell in grid.cells.items()}

    def lock(self, locked: bool) -> None:
        """Propose nothing where nothing can be changed."""
        self._locked = locked

    def reconcile(self, texts: Texts, problems: Mapping[str, Sequence[str]]) -> None:
        """Show how the counts fit the total, and which cannot be read."""
        total, tallies = typed_people(texts)
        proposed = proposed_total(tallies) if not texts.get("total") else None
        self._proposed = "" if proposed is None else str(proposed)
        self.propose.setText(self.tr("Take {count} as the total").format(count=self._proposed))
        self.propose.setVisible(bool(self._proposed) and not self._locked)
        found = {marginal.dimension: marginal for marginal in marginals(total, tallies)}
        for dimension, grid in self.grids.items():
            unreadable: list[str] = []
            for key, cell in grid.cells.items():
                cell.set_wrong(bool(problems.get(key)))
                unreadable += problems.get(key, ())
            grid.reconcile(found.get(dimension), total, unreadable)

    def _edited(self) -> None:
        self.edited.emit()

    def _take(self) -> None:
        self.total_taken.emit(self._proposed)
