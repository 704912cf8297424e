"""Which columns a list shows, and in which order."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from db.folding import fold
from db.records import USUAL, ListColumn
from desktop.registers.cells import header_text
from desktop.widgets.parts import button, label, last_row
from desktop.widgets.search import SearchLine


class ColumnsDialog(QDialog):
    """All columns with a tick at those shown; Space ticks, Ctrl+Up and Ctrl+Down move."""

    agreed = Signal(object)  # the keys of the columns, in order

    def __init__(self, known: Mapping[str, ListColumn], shown: Sequence[str], parent: QWidget | None) -> None:
        super().__init__(parent)
        self._known = known
        self.setWindowTitle(self.tr("Columns"))
        self.resize(460, 560)
        self.filter = SearchLine(self.tr("Find a column"), self.tr("Find a column"))
        self.filter.searched.connect(self._filter)
        self.list = QListWidget()
        self.list.setProperty("look", "lines")
        self.list.setAccessibleName(self.tr("Columns"))
        self.list.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self._fill(shown)
        up, down = button(self.tr("Up"), self.move_up, "", "up"), button(self.tr("Down"), self.move_down, "", "down")
        up.setShortcut("Ctrl+Up")
        down.setShortcut("Ctrl+Down")
        usual = button(self.tr("As usual"), self.back_to_usual)
        self.go = button(self.tr("Show these"), self.agree, "main")
        self.go.setDefault(True)
        tools = QHBoxLayout()
        for widget in (up, down):
            tools.addWidget(widget)
        tools.addStretch()
        tools.addWidget(usual)
        column = QVBoxLayout(self)
        column.setContentsMargins(22, 20, 22, 18)
        column.setSpacing(10)
        column.addWidget(label(self.tr("Columns of this list"), "heading"))
        column.addWidget(
            label(self.tr("Tick what is shown; drag, or use Up and Down, to change the order."), "muted", True)
        )
        column.addWidget(self.filter)
        column.addWidget(self.list, 1)
        column.addLayout(tools)
        column.addLayout(last_row(self, self.go))

    @property
    def keys(self) -> list[str]:
        """The columns that are ticked, in order."""
        items = (self.list.item(row) for row in range(self.list.count()))
        return [str(i.data(Qt.ItemDataRole.UserRole)) for i in items if i.checkState() is Qt.CheckState.Checked]

    def tick(self, key: str, on: bool = True) -> None:
        """Tick a column, or take the tick away."""
        for row in range(self.list.count()):
            if self.list.item(row).data(Qt.ItemDataRole.UserRole) == key:
                self.list.item(row).setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)

    def agree(self) -> None:
        """Show what is ticked; with nothing ticked the list has its usual columns."""
        self.agreed.emit(self.keys or list(USUAL))
        self.accept()

    def move_up(self) -> None:
        """Put the current column before the one above it."""
        self._move(-1)

    def move_down(self) -> None:
        """Put the current column behind the one below it."""
        self._move(1)

    def back_to_usual(self) -> None:
        """Tick what a list usually shows."""
        self._fill(USUAL)

    def _move(self, by: int) -> None:
        row = self.list.currentRow()
        if row >= 0 and 0 <= row + by < self.list.count():
            self.list.insertItem(row + by, self.list.takeItem(row))
            self.list.setCurrentRow(row + by)

    def _filter(self, words: str) -> None:
        for row in range(self.list.count()):
            item = self.list.item(row)
            item.setHidden(fold(words) not in fold(item.text()))
        fits = [row for row in range(self.list.count()) if not self.list.item(row).isHidden()]
        begins = [row for row in fits if fold(self.list.item(row).text()).startswith(fold(words))]
        self.list.setCurrentRow(next(iter([*begins, *fits]), -1))  # Space ticks it

    def _fill(self, shown: Sequence[str]) -> None:
        self.list.clear()
        for key in (*shown, *(key for key in self._known if key not in shown)):
            column = self._known.get(key)
            if column is None:
                continue
            beside = f"   ({column.dimension})" if column.dimension else ""
            item = QListWidgetItem(f"{header_text(column)}{beside}", self.list)
            item.setSizeHint(QSize(0, self.list.fontMetrics().height() + 12))
            item.setData(Qt.ItemDataRole.UserRole, key)
            item.setCheckState(Qt.CheckState.Checked if key in shown else Qt.CheckState.Unchecked)
        self.list.setCurrentRow(0)
