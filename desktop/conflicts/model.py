"""The open conflicts as a table model: the record, and the field with who stands against whom."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from db.catalogue import Mission
from db.records import Conflict
from db.revisions import RecordKey
from desktop.conflicts.words import against, field_of, number_of
from desktop.widgets.parts import as_it_is

RECORD, FIELD = range(2)
Index = QModelIndex | QPersistentModelIndex
_NONE = QModelIndex()


class ConflictModel(QAbstractTableModel):
    """All open conflicts, in the order of the registers."""

    def __init__(self, mission: Mission, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._mission = mission
        self.conflicts: list[Conflict] = []

    def show(self, conflicts: list[Conflict]) -> None:
        """Show these conflicts."""
        if conflicts == self.conflicts:
            return
        self.beginResetModel()
        self.conflicts = conflicts
        self.endResetModel()

    def row_of(self, key: RecordKey, unit: str) -> int:
        """Return the row of a conflict, -1 where it is open no more."""
        return next((row for row, one in enumerate(self.conflicts) if (one.key, one.unit) == (key, unit)), -1)

    def rowCount(self, parent: Index = _NONE) -> int:
        """Return how many conflicts are open."""
        return 0 if parent.isValid() else len(self.conflicts)

    def columnCount(self, parent: Index = _NONE) -> int:
        """Return the number of columns."""
        return 0 if parent.isValid() else 2

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the words above the columns."""
        if orientation == Qt.Orientation.Horizontal and 0 <= section < 2:
            if role == Qt.ItemDataRole.DisplayRole:
                return (self.tr("Record"), self.tr("Field and sides"))[section]
            if role == Qt.ItemDataRole.TextAlignmentRole:
                return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return one cell of two lines."""
        if not index.isValid() or index.row() >= len(self.conflicts):
            return None
        one = self.conflicts[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            lines: Sequence[str] = (
                (number_of(one), one.title)
                if index.column() == RECORD
                else (field_of(one, self._mission), against(one))
            )
            text = "\n".join(line for line in lines if line)
            return as_it_is(text) if role == Qt.ItemDataRole.ToolTipRole else text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join((number_of(one), one.title, field_of(one, self._mission), against(one)))
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None
