"""The list of conflicts at the left of the desk."""

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from desktop.conflicts.model import FIELD, RECORD, ConflictModel
from desktop.registers.table import RowDelegate


class ConflictTable(QTableView):
    """Rows of two lines; letters and figures go on to the page."""

    chosen = Signal(int)  # the row

    def __init__(self, model: ConflictModel) -> None:
        super().__init__()
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setItemDelegate(RowDelegate(self))
        self.setAccessibleName(self.tr("Open conflicts"))
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(self.fontMetrics().lineSpacing() * 2 + 14)
        self.horizontalHeader().setHighlightSections(False)
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
