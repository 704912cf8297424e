"""A plain table of rows that are all there already: plans, problems, ledgers."""

from collections.abc import Sequence, Set
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHeaderView, QTableView, QWidget

from desktop.widgets.parts import as_it_is
from desktop.widgets.rows import walk_by_rows

Index = QModelIndex | QPersistentModelIndex
_NONE = QModelIndex()


class PlainModel(QAbstractTableModel):
    """Rows of text and numbers; numbers stand at the right, and whole columns of amounts that are named `right`."""

    def __init__(self, headers: Sequence[str], right: Set[int] = frozenset()) -> None:
        super().__init__()
        self._headers, self._right = headers, right
        self.rows: Sequence[Sequence[object]] = ()

    def show(self, rows: Sequence[Sequence[object]]) -> None:
        """Show these rows."""
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def align_right(self, columns: Set[int]) -> None:
        """Let whole columns of amounts stand at the right."""
        self._right = columns

    def rowCount(self, parent: Index = _NONE) -> int:
        """Return the number of rows."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = _NONE) -> int:
        """Return the number of columns."""
        return 0 if parent.isValid() else len(self._headers)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the words above a column."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._headers[section]
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.TextAlignmentRole:
            return self._alignment(section)
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return one cell."""
        if not index.isValid():
            return None
        value = self.rows[index.row()][index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return str(value)
        if role == Qt.ItemDataRole.ToolTipRole:
            return as_it_is(str(value))
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self._alignment(index.column())
        return None

    def _alignment(self, column: int) -> Any:
        right = column in self._right or any(isinstance(row[column], int) for row in self.rows)
        side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        return side | Qt.AlignmentFlag.AlignVCenter


class Grid(QTableView):
    """Shows a `PlainModel`; the column `wide` takes what the others leave."""

    def __init__(
        self, headers: Sequence[str], wide: int, model: PlainModel | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        walk_by_rows(self)
        self.plain = PlainModel(headers) if model is None else model
        self.plain.setParent(self)
        self.setModel(self.plain)
        self.setWordWrap(False)
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)  # of a file name both ends matter
        self.verticalHeader().setDefaultSectionSize(self.fontMetrics().lineSpacing() + 16)
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(wide, QHeaderView.ResizeMode.Stretch)

    def show_rows(self, rows: Sequence[Sequence[object]]) -> None:
        """Show these rows."""
        self.plain.show(rows)


class OpeningGrid(Grid):
    """A grid whose rows open with Enter or a double click; its `spare` columns go where it is narrower than `room`."""

    opened = Signal(object)  # the number of the row

    def __init__(self, headers: Sequence[str], wide: int, spare: Sequence[int] = (), room: int = 0) -> None:
        super().__init__(headers, wide)
        self._spare, self._room = spare, room
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.doubleClicked.connect(self._open)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open with Enter; leave everything else to the table."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out what has no room."""
        super().resizeEvent(event)
        for column in self._spare:
            self.setColumnHidden(column, self.width() < self._room)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Let the keyboard find a row."""
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self.plain.rows:
            self.setCurrentIndex(self.plain.index(0, 0))

    @property
    def current(self) -> int:
        """The number of the current row, -1 where there is none."""
        return self.currentIndex().row()

    def _open(self, index: QModelIndex) -> None:
        if index.isValid():
            self.opened.emit(index.row())
