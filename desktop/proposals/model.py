"""Hand edits as a table model: a line for each record, and beneath it a row for each thing that was changed."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QFont

from db.catalogue import Mission
from db.parcels import Reviewed
from desktop import icons
from desktop.proposals.words import change_of, field_of, heading_of, outlook_of, place_of
from desktop.widgets.parts import as_it_is

FIELD, CHANGE = range(2)
Index = QModelIndex | QPersistentModelIndex
_NONE = QModelIndex()
_CHECK = Qt.ItemDataRole.CheckStateRole


class ProposalModel(QAbstractTableModel):
    """Hand edits in one state. A row holds one of them, or the name of the record that those below are about."""

    def __init__(self, mission: Mission, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._mission = mission
        self.rows: list[Reviewed | str] = []
        self.marked: set[str] = set()

    def show(self, found: Sequence[Reviewed]) -> None:
        """Show these, which stand together by record already."""
        self.beginResetModel()
        self.rows = []
        owner = None
        for one in found:
            if one.owner != owner:
                self.rows.append(heading_of(one))
                owner = one.owner
            self.rows.append(one)
        self.marked &= {one.proposed.id for one in found}
        self.endResetModel()

    def at(self, row: int) -> Reviewed | None:
        """Return the hand edit in a row; None where there is none."""
        found = self.rows[row] if 0 <= row < len(self.rows) else None
        return found if isinstance(found, Reviewed) else None

    def row_of(self, proposal: str) -> int:
        """Return the row of a hand edit, -1 where it is not shown."""
        found = (row for row, one in enumerate(self.rows) if isinstance(one, Reviewed) and one.proposed.id == proposal)
        return next(found, -1)

    def headings(self) -> list[int]:
        """Return the rows that name a record."""
        return [row for row, one in enumerate(self.rows) if isinstance(one, str)]

    def toggle(self, row: int) -> None:
        """Mark a hand edit, or take its mark away."""
        one = self.at(row)
        if one is not None and one.proposed.state == "open":
            self.marked ^= {one.proposed.id}
            self.dataChanged.emit(self.index(row, FIELD), self.index(row, FIELD), [_CHECK])

    # ---- what Qt asks ----

    def rowCount(self, parent: Index = _NONE) -> int:
        """Return the number of rows."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = _NONE) -> int:
        """Return the number of columns."""
        return 0 if parent.isValid() else 2

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let the keyboard pass over the names of records."""
        one = self.at(index.row())
        if one is None:
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        checkable = index.column() == FIELD and one.proposed.state == "open"
        return flags | Qt.ItemFlag.ItemIsUserCheckable if checkable else flags

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Take a click on a mark."""
        if role != _CHECK:
            return False
        self.toggle(index.row())
        return True

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the words above the columns."""
        if orientation == Qt.Orientation.Horizontal and 0 <= section < 2:
            if role == Qt.ItemDataRole.DisplayRole:
                return (self.tr("Field"), self.tr("Before → after"))[section]
            if role == Qt.ItemDataRole.TextAlignmentRole:
                return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return one cell."""
        if not index.isValid() or index.row() >= len(self.rows):
            return None
        one = self.rows[index.row()]
        if isinstance(one, str):
            return self._heading(one, index.column(), role)
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(one, index.column())
        if role == Qt.ItemDataRole.ToolTipRole:
            return as_it_is(self._text(one, index.column()))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            parts = [self._text(one, column).replace("\n", ", ") for column in (FIELD, CHANGE)]
            return ". ".join(filter(None, [*parts, outlook_of(one, self._mission)]))
        if role == _CHECK and index.column() == FIELD and one.proposed.state == "open":
            return Qt.CheckState.Checked if one.proposed.id in self.marked else Qt.CheckState.Unchecked
        if role == Qt.ItemDataRole.DecorationRole and index.column() == CHANGE and one.outlook == "conflict":
            return icons.icon("warning", "warn")
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None

    def _text(self, one: Reviewed, column: int) -> str:
        if column == FIELD:
            return f"{field_of(one, self._mission)}\n{one.proposed.office} · {place_of(one)}"
        return change_of(one, self._mission)

    def _heading(self, name: str, column: int, role: int) -> Any:
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return name if column == FIELD else None
        if role == Qt.ItemDataRole.FontRole:
            font = QFont()
            font.setBold(True)
            return font
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None
