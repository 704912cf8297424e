"""Reference numbers that several records have, and the button that gives one of them another."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from db.catalogue import ACTIVITY_TYPES
from db.records import ListRow
from db.twins import SharedNumber
from desktop.i18n import short_date, tr_db
from desktop.widgets.grid import Grid
from desktop.widgets.parts import button, label


class Numbers(QWidget):
    """One line a record; records with the same number stand together."""

    renumber_wanted = Signal(object)  # the line of the record

    def __init__(self) -> None:
        super().__init__()
        self._lines: list[ListRow] = []
        heads = (self.tr("Number"), self.tr("Type"), self.tr("Title"), self.tr("Date"), self.tr("Settlement"))
        self.table = Grid(heads, wide=2)
        self.table.setAccessibleName(self.tr("Records with the same reference number"))
        self.give = button(self.tr("Give it a new number"), self._give, "main", "check")
        self.give.setEnabled(False)
        self.table.selectionModel().currentRowChanged.connect(self._chosen)
        text = self.tr(
            "Two laptops counted on from the same number. Choose the record whose number is less known and give it "
            "the next free number of this office."
        )
        foot = QHBoxLayout()
        foot.addWidget(self.give)
        foot.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(label(text, "muted", wrap=True))
        column.addWidget(self.table, 1)
        column.addLayout(foot)
        self.setFocusProxy(self.table)

    def show_numbers(self, numbers: Sequence[SharedNumber]) -> None:
        """Show these numbers."""
        self._lines = [line for number in numbers for line in number.records]
        self.table.show_rows(
            [
                (line.ref, tr_db(ACTIVITY_TYPES[line.type].label), line.title, short_date(line.date), line.settlement)
                for line in self._lines
            ]
        )
        if self._lines:
            self.table.selectRow(0)
        self._chosen(self.table.currentIndex())

    def _chosen(self, *_: QModelIndex) -> None:
        self.give.setEnabled(0 <= self.table.currentIndex().row() < len(self._lines))

    def _give(self) -> None:
        self.give.setEnabled(False)
        self.renumber_wanted.emit(self._lines[self.table.currentIndex().row()])
