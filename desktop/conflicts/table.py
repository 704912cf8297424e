"""The list of conflicts at the left of the desk."""

from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHeaderView, QStyleOptionViewItem, QTableView

from desktop.conflicts.model import FIELD, RECORD, ConflictModel
from desktop.widgets.rows import RowDelegate, walk_by_rows

BREAK = "\N{LINE SEPARATOR}"  # what Qt makes of a line break in a cell
MARGIN = 20  # pixels beside the text of a cell


class LineDelegate(RowDelegate):
    """Cuts each line at the edge of its cell: none takes the room of the next one."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        """Cut the lines."""
        super().initStyleOption(option, index)
        shown: Any = option  # the stubs of Qt know no fields of style options
        shown.features &= ~QStyleOptionViewItem.ViewItemFeature.WrapText
        room = shown.rect.width() - MARGIN
        lines = [
            shown.fontMetrics.elidedText(line, Qt.TextElideMode.ElideRight, room) for line in shown.text.split(BREAK)
        ]
        shown.text = BREAK.join(lines)


class ConflictTable(QTableView):
    """Rows of two lines; letters and figures go on to the page."""

    chosen = Signal(object)  # the row

    def __init__(self, model: ConflictModel) -> None:
        super().__init__()
        walk_by_rows(self)
        self.setWordWrap(False)
        self.setItemDelegate(LineDelegate(self))
        self.setAccessibleName(self.tr("Open conflicts"))
        self.verticalHeader().setDefaultSectionSize(self.fontMetrics().lineSpacing() * 2 + 14)
        self.setModel(model)
        self.selectionModel().currentRowChanged.connect(self._changed)
        self.horizontalHeader().setSectionResizeMode(RECORD, QHeaderView.ResizeMode.Stretch)
        self.horizontalHeader().setSectionResizeMode(FIELD, QHeaderView.ResizeMode.Stretch)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave everything that makes a letter to the page."""
        if event.text() and event.text().isprintable():
            event.ignore()
        else:
            super().keyPressEvent(event)

    def _changed(self, current: QModelIndex, _: QModelIndex) -> None:
        self.chosen.emit(current.row())
