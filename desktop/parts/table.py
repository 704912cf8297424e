"""A compact table of parts: plain cells are typed into, as in a spreadsheet; the rest is in the form of the part."""

from collections.abc import Sequence, Set
from typing import Any

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QHeaderView,
    QLineEdit,
    QWidget,
)

from db.catalogue import RecordType
from desktop.parts.arrangement import columns, wide_column
from desktop.widgets.grid import Grid, Index, PlainModel
from desktop.widgets.rows import RowDelegate

MOST = 8  # rows in sight at once; more scroll
_TYPED = ("text", "count", "money", "percent", "decimal", "date")
_NUMBERS = ("count", "money", "percent")


class PartModel(PlainModel):
    """Rows of parts; a cell that is typed into says so and waits until the office shows what became of it."""

    typed = Signal(object, object, str)  # row, column, text

    def __init__(self, headers: Sequence[str], right: Set[int], open_columns: Set[int]) -> None:
        super().__init__(headers, right)
        self._open = open_columns
        self._texts: Sequence[Sequence[str]] = ()
        self.locked = False

    def show_parts(self, rows: Sequence[Sequence[object]], texts: Sequence[Sequence[str]]) -> None:
        """Show rows, and for each cell the text that is there to change."""
        self._texts = texts
        if len(rows) == len(self.rows) > 0:
            self.rows = rows  # what is being typed in another cell stays
            self.dataChanged.emit(self.index(0, 0), self.index(len(rows) - 1, self.columnCount() - 1))
        else:
            self.show(rows)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let plain cells be typed into."""
        can = super().flags(index)
        return can | Qt.ItemFlag.ItemIsEditable if index.column() in self._open and not self.locked else can

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return one cell, to change it as it was typed."""
        if index.isValid() and role == Qt.ItemDataRole.EditRole:
            return self._texts[index.row()][index.column()]
        return super().data(index, role)

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Say what was typed, where it is something else."""
        text = str(value).strip()
        if text != self._texts[index.row()][index.column()]:
            self.typed.emit(index.row(), index.column(), text)
        return True


class CellDelegate(RowDelegate):
    """A line to type into that keeps what was typed when other cells change."""

    def setEditorData(self, editor: QWidget, index: QModelIndex | QPersistentModelIndex) -> None:
        """Fill the line once."""
        if not (isinstance(editor, QLineEdit) and editor.isModified()):
            super().setEditorData(editor, index)


class PartTable(Grid):
    """Rows of parts: Enter or a double click opens, Insert adds, Delete deletes, any letter begins to type."""

    opened, deleted, added = Signal(), Signal(), Signal()

    def __init__(self, kind: RecordType, headers: Sequence[str], parent: QWidget) -> None:
        fields = [kind.by_key[key] for key in columns(kind)]
        right = {number for number, field in enumerate(fields) if field.kind.name in _NUMBERS}
        plain = {
            number
            for number, field in enumerate(fields)
            if field.kind.name in _TYPED and field.key not in kind.fixed and not field.choices_by and not field.language
        }
        self.parts = PartModel(headers, right, plain)
        super().__init__(headers, wide_column(kind), model=self.parts, parent=parent)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(triggers.AnyKeyPressed | triggers.EditKeyPressed)
        self.setItemDelegate(CellDelegate(self))
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(self.fontMetrics().lineSpacing() + 12)
        self.horizontalHeader().setMinimumSectionSize(40)
        self.doubleClicked.connect(self._open)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the keys of a table of parts; while a cell is typed into, they are its own."""
        if self.state() == QAbstractItemView.State.EditingState:
            event.accept()
            return
        keys = {
            Qt.Key.Key_Return: self.opened,
            Qt.Key.Key_Enter: self.opened,
            Qt.Key.Key_Delete: self.deleted,
            Qt.Key.Key_Insert: self.added,
        }
        wanted = keys.get(Qt.Key(event.key()))
        wanted.emit() if wanted is not None else super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Colour the current row: the keyboard is here."""
        super().focusInEvent(event)
        whole = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
        self.selectionModel().select(self.currentIndex(), whole)  # `selectRow` would go to the first column

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the colour away: of many tables only the one in use has a row in colour."""
        super().focusOutEvent(event)
        self.clearSelection()

    def choose(self, row: int, column: int) -> None:
        """Make a cell current."""
        self.setCurrentIndex(self.parts.index(row, column))
        if not self.hasFocus():
            self.clearSelection()

    def keyboardSearch(self, search: str) -> None:
        """Do nothing: letters do not jump about in a list as short as this."""

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        """Go down after Enter, as in a spreadsheet."""
        at = self.currentIndex()
        super().closeEditor(editor, hint)
        below = self.parts.index(at.row() + 1, at.column())
        if hint == QAbstractItemDelegate.EndEditHint.SubmitModelCache and below.isValid():
            self.setCurrentIndex(below)

    def fit(self, most: int) -> None:
        """Be as high as the rows in sight, at most so many."""
        rows = min(len(self.plain.rows), most)
        header = self.horizontalHeader().sizeHint().height()
        self.setFixedHeight(header + rows * self.verticalHeader().defaultSectionSize() + 4)

    def _open(self, _: QModelIndex) -> None:
        self.opened.emit()
