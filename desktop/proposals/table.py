"""The list of hand edits at the left."""

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHeaderView, QTableView

from desktop.proposals.model import CHANGE, FIELD, ProposalModel
from desktop.widgets.rows import RowDelegate, walk_by_rows


class ProposalTable(QTableView):
    """Rows beneath the names of their records; Space marks, other letters go on to the page."""

    chosen = Signal(object)  # the row
    marked = Signal()

    def __init__(self, model: ProposalModel) -> None:
        super().__init__()
        walk_by_rows(self)
        self._rows = model
        self.setItemDelegate(RowDelegate(self))
        self.setAccessibleName(self.tr("Hand edits"))
        self.verticalHeader().setDefaultSectionSize(self.fontMetrics().lineSpacing() * 2 + 14)
        self.setModel(model)
        self.selectionModel().currentRowChanged.connect(self._changed)
        model.modelReset.connect(self._lay_out)
        model.dataChanged.connect(self.marked)
        for column, part in ((FIELD, QHeaderView.ResizeMode.Stretch), (CHANGE, QHeaderView.ResizeMode.Stretch)):
            self.horizontalHeader().setSectionResizeMode(column, part)

    def choose(self, row: int) -> None:
        """Make the hand edit in a row, or the nearest one below or above it, the current one."""
        rows = [at for at in range(len(self._rows.rows)) if self._rows.at(at) is not None]
        if rows:
            self.selectRow(min(rows, key=lambda at: (at < row, abs(at - row))))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Mark with Space; leave everything that makes a letter to the page."""
        if event.key() == Qt.Key.Key_Space:
            self._rows.toggle(self.currentIndex().row())
        elif event.text() and event.text().isprintable():
            event.ignore()
        else:
            super().keyPressEvent(event)

    def _lay_out(self) -> None:
        """Let the names of records go over the whole width, in lower rows."""
        self.clearSpans()
        plain, low = self.verticalHeader().defaultSectionSize(), self.fontMetrics().lineSpacing() + 14
        headings = set(self._rows.headings())
        for row in range(len(self._rows.rows)):
            self.setRowHeight(row, low if row in headings else plain)
        for row in headings:
            self.setSpan(row, FIELD, 1, 2)

    def _changed(self, current: QModelIndex, _: QModelIndex) -> None:
        self.chosen.emit(current.row())
