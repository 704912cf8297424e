"""Reference numbers that several records have, and the button that gives one of them another."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from db.catalogue import RECORD_TYPES
from db.twins import Numbered, SharedNumber
from desktop.i18n import tr_db
from desktop.widgets.grid import Grid
from desktop.widgets.parts import button, label


class Numbers(QWidget):
    """One line a record; records with the same number stand together."""

    renumber_wanted = Signal(object)  # the record

    def __init__(self) -> None:
        super().__init__()
        self._records: list[Numbered] = []
        self.table = Grid((self.tr("Number"), self.tr("Type"), self.tr("Title")), wide=2)
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
        rows = [(number.ref, record) for number in numbers for record in number.records]
        self._records = [record for _, record in rows]
        self.table.show_rows([(ref, tr_db(RECORD_TYPES[one.key.type].label), one.title) for ref, one in rows])
        if self._records:
            self.table.selectRow(0)
        self._chosen(self.table.currentIndex())

    def _chosen(self, *_: QModelIndex) -> None:
        self.give.setEnabled(0 <= self.table.currentIndex().row() < len(self._records))

    def _give(self) -> None:
        self.give.setEnabled(False)
        self.renumber_wanted.emit(self._records[self.table.currentIndex().row()])
