"""The projects of a portfolio as a table model: a line each, sorted by what burns or by a column."""

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from db.catalogue import Mission
from db.projects import STATES
from db.records import ProjectLine, by_urgency
from desktop.i18n import money_text, short_date
from desktop.portfolio.chosen import UID_ROLE
from desktop.portfolio.lights import light_icon
from desktop.projects.words import light_text, paid_text, state_name, step_text
from desktop.widgets.parts import as_it_is

TITLE, STATE, PLACE, LIGHT, APPROVED, PAID, BALANCE, STEP = range(8)
SORT_ROLE = Qt.ItemDataRole.UserRole + 1
Index = QModelIndex | QPersistentModelIndex
_NONE = QModelIndex()
_RIGHT = (APPROVED, PAID, BALANCE)


class PortfolioModel(QAbstractTableModel):
    """Lines of projects; each cell of place and light has a second line under the first."""

    def __init__(self, mission: Mission, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._mission = mission
        self.lines: list[ProjectLine] = []
        self._sort = (-1, Qt.SortOrder.AscendingOrder)

    def show(self, lines: list[ProjectLine]) -> None:
        """Show these projects."""
        self.beginResetModel()
        self.lines = self.ordered(lines)
        self.endResetModel()

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column; below zero by urgency again."""
        self.beginResetModel()
        self._sort = (column, order)
        self.lines = self.ordered(self.lines)
        self.endResetModel()

    def ordered(self, lines: list[ProjectLine]) -> list[ProjectLine]:
        """Return projects in the order in which they are shown here."""
        column, order = self._sort
        found = by_urgency(lines)
        if column >= 0:
            found.sort(key=lambda line: self.native(line, column), reverse=order == Qt.SortOrder.DescendingOrder)
        return found

    def row_of(self, uid: str) -> int:
        """Return the row of a project, -1 where it is not shown."""
        return next((row for row, line in enumerate(self.lines) if line.uid == uid), -1)

    def rowCount(self, parent: Index = _NONE) -> int:
        """Return how many projects are shown."""
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index = _NONE) -> int:
        """Return the number of columns."""
        return 0 if parent.isValid() else STEP + 1

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the words above the columns."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(section)
        return self.names()[section] if role == Qt.ItemDataRole.DisplayRole else None

    def names(self) -> tuple[str, ...]:
        """Return the names of the columns."""
        return (
            self.tr("Title"),
            self.tr("State"),
            self.tr("Place, partner"),
            self.tr("Light, due"),
            self.tr("Approved"),
            self.tr("Paid"),
            self.tr("Balance"),
            self.tr("Next step"),
        )

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return one cell."""
        if not index.isValid() or index.row() >= len(self.lines):
            return None
        line, column = self.lines[index.row()], index.column()
        if role == UID_ROLE:
            return line.uid
        if role == Qt.ItemDataRole.DisplayRole:
            return self.text(line, column)
        if role == Qt.ItemDataRole.ToolTipRole:
            return as_it_is(f"{line.ref}\n{line.title}" if column == TITLE else self.text(line, column))
        if role == Qt.ItemDataRole.DecorationRole and column == LIGHT and line.clock.light:
            return light_icon(line.clock.light)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(column)
        return self.native(line, column) if role == SORT_ROLE else None

    def state_words(self) -> list[str]:
        """Return the words of all states: what their column must have room for."""
        return [word for state in STATES for word in state_name(self._mission, state).split()]

    def text(self, line: ProjectLine, column: int) -> str:
        """Return what a cell says."""
        money = line.money
        if column == TITLE:
            return line.title or line.ref
        if column == STATE:
            return state_name(self._mission, line.state)
        if column == PLACE:
            return _two(self._place(line), line.partner)
        if column == LIGHT:
            return _two(light_text(line.clock), short_date(line.clock.due.isoformat()) if line.clock.due else "")
        if column == APPROVED:
            return money_text(money.approved, money.currency)
        if column == PAID:
            return paid_text(money)
        if column == BALANCE:
            return money_text(money.balance, money.currency)
        return step_text(self._mission, line.step)

    def native(self, line: ProjectLine, column: int) -> Any:
        """Return what a column is sorted by."""
        if column in (TITLE, STATE, PLACE, STEP):
            return self.text(line, column).casefold()
        if column == LIGHT:
            return line.clock.due.isoformat() if line.clock.due else "9999"
        amount = {APPROVED: line.money.approved, PAID: line.money.paid, BALANCE: line.money.balance}[column]
        return (line.money.currency, -1 if amount is None else amount)

    def _place(self, line: ProjectLine) -> str:
        return self._mission.lists["municipality"].label(line.municipality) if line.municipality else ""


def _two(first: str, second: str) -> str:
    """Return two lines; one where the other has nothing to say."""
    return "\n".join(filter(None, (first, second)))


def _alignment(column: int) -> Any:
    side = Qt.AlignmentFlag.AlignRight if column in _RIGHT else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter
