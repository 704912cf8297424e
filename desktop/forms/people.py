"""Participants: a grid of counts per dimension, reconciled with the total while one types."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from db.catalogue import DIMENSIONS, Code, Dimension, Mission
from db.catalogue.dimensions import EXACT, crossed
from db.records import Marginal, check_people, derived_totals, marginals, proposed_number
from desktop.forms.editors import CELL, CountEditor
from desktop.forms.texts import TALLIES, Texts, tally_key, typed_people
from desktop.i18n import capital, problem_text, tr_db
from desktop.theme import mark
from desktop.widgets.flow import FlowLayout
from desktop.widgets.parts import button, label


def reconciliation(marginal: Marginal | None) -> str:
    """Return the line under a dimension: how much of its number it accounts for, and what follows from it."""
    if marginal is None:
        return ""
    if marginal.whole is None:
        parts = [_tr("{sum} counted").format(sum=marginal.sum)]
    elif marginal.exactness == EXACT:
        parts = [_tr("{sum} of {total}").format(sum=marginal.sum, total=marginal.whole)]
    else:
        parts = [_tr("{sum} counted, the number is an estimate").format(sum=marginal.sum)]
    if marginal.not_recorded is not None and marginal.not_recorded > 0:
        parts.append(_tr("not recorded: {count}").format(count=marginal.not_recorded))
    recorded, counts = marginal.recorded, marginal.counts
    if recorded and "women" in counts:
        share = round(100 * counts["women"] / recorded)
        parts.append(_tr("women {share} % of {recorded} recorded").format(share=share, recorded=recorded))
    for total in derived_totals(marginal):
        text = _tr("{definition}: at least {count}") if total.least else _tr("{definition}: {count}")
        parts.append(text.format(definition=tr_db(total.derived.label), count=total.number))
    return " · ".join(parts)


def _tr(text: str) -> str:
    return QCoreApplication.translate("people", text)


class Grid(QWidget):
    """The counts of one dimension."""

    edited = Signal()

    def __init__(self, dimension: str, mission: Mission, parent: QWidget) -> None:
        super().__init__(parent)
        self.dimension = dimension
        self.cells: dict[str, CountEditor] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(4)
        heading = tr_db(mission.lists["dimension"].label(dimension))
        column.addWidget(label(heading, "label"))
        self._boxes = QWidget()
        for entry in mission.lists[dimension].entries:
            cell = CountEditor()
            cell.set_name(f"{heading}: {_name(dimension, entry, mission)}", "")
            cell.edited.connect(self._edited)
            self.cells[tally_key(dimension, entry.code)] = cell
        if DIMENSIONS[dimension].crosses:
            self._cross(mission)
            self.open = button(self.tr("Count them together…"), self._show_boxes, "link")
            column.addWidget(self.open)
            self._boxes.hide()
        else:
            flow = FlowLayout(self._boxes, across=4, down=8)
            for entry in mission.lists[dimension].entries:
                flow.addWidget(_captioned(self.cells[tally_key(dimension, entry.code)], tr_db(entry.label())))
        column.addWidget(self._boxes)
        self.line = label("", "small", wrap=True)
        self.line.hide()
        column.addWidget(self.line)

    def _cross(self, mission: Mission) -> None:
        """Lay the counts of a crossing out: for each category of the one dimension a line of those of the other."""
        first, second = DIMENSIONS[self.dimension].crosses
        column = QVBoxLayout(self._boxes)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        lines: dict[str, FlowLayout] = {}
        for entry in mission.lists[self.dimension].entries:
            row, cell = crossed(entry.code)
            if row not in lines:
                column.addWidget(label(tr_db(mission.lists[first].label(row)), "small"))
                boxes = QWidget()
                column.addWidget(boxes)
                lines[row] = FlowLayout(boxes, across=4, down=8)
            caption = tr_db(mission.lists[second].label(cell))
            lines[row].addWidget(_captioned(self.cells[tally_key(self.dimension, entry.code)], caption))

    def _show_boxes(self) -> None:
        self.open.hide()
        self._boxes.show()

    def reconcile(self, marginal: Marginal | None, problems: Sequence[str]) -> None:
        """Show how the counts and their number fit together, or what is wrong."""
        if DIMENSIONS[self.dimension].crosses and self._boxes.isHidden() and (marginal is not None or problems):
            self._show_boxes()
        text = " ".join(problems) or reconciliation(marginal)
        look = "problem" if problems else "good" if marginal is not None and marginal.not_recorded == 0 else "small"
        if self.line.property("look") != look:
            mark(self.line, look=look)
        self.line.setText(text)
        self.line.setVisible(bool(text))

    def _edited(self) -> None:
        self.edited.emit()


def _name(dimension: str, entry: Code, mission: Mission) -> str:
    """Return what a count is called: of a crossing by both its categories."""
    crosses = DIMENSIONS[dimension].crosses
    if not crosses:
        return tr_db(entry.label())
    codes = zip(crosses, crossed(entry.code), strict=True)
    return ", ".join(tr_db(mission.lists[one].label(code)) for one, code in codes)


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
    """The dimensions that split some numbers of a record type, one under the other."""

    edited = Signal()
    number_taken = Signal(str, str)  # a number of people and what the counts propose for it, agreed to

    def __init__(self, mission: Mission, dimensions: Mapping[str, Dimension], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._dimensions = dimensions
        self._of = next((one.of for one in dimensions.values()), "")  # the number that can be proposed
        self._proposed = ""
        self._locked = False
        self.propose = button("", self._take, "link")
        self.propose.hide()
        self.grids = {dimension: Grid(dimension, mission, self) for dimension in dimensions}
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
        """Show how the counts fit their numbers, and which cannot be read."""
        values, tallies = typed_people(texts)
        proposed = proposed_number(self._of, tallies) if not texts.get(self._of) else None
        self._proposed = "" if proposed is None else str(proposed)
        self.propose.setText(self.tr("Take {count} as the total").format(count=self._proposed))
        self.propose.setVisible(bool(self._proposed) and not self._locked)
        found = {marginal.dimension: marginal for marginal in marginals(values, tallies)}
        more = {problem.field: capital(problem_text(problem)) for problem in check_people(values, tallies)}
        for dimension, grid in self.grids.items():
            wrong: list[str] = []
            for key, cell in grid.cells.items():
                cell.set_wrong(bool(problems.get(key)))
                wrong += problems.get(key, ())
            over = more.get(f"{TALLIES}{dimension}")
            grid.reconcile(found.get(dimension), [*wrong, *([over] if over else [])])

    def _edited(self) -> None:
        self.edited.emit()

    def _take(self) -> None:
        self.number_taken.emit(self._of, self._proposed)
