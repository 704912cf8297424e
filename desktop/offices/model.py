"""The board as a tree: offices, and beneath each its laptops. It is small and read whole."""

from typing import Any

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor, QFont

from db.board import LATE, Board, LaptopLine, OfficeLine
from db.board.words import COLUMNS, NUMBERS, cells
from desktop import theme
from desktop.i18n import number, short_date, tr_db

KEYS = tuple(COLUMNS)
Index = QModelIndex | QPersistentModelIndex
Line = OfficeLine | LaptopLine
_NONE = QModelIndex()
_TOP = 0  # the internal id of an office; that of a laptop is the row of its office + 1
_DIRECT = {"conflicts": "conflicts", "proposals": "proposals", "aside": "laptops", "missing": "exchange"}


class BoardModel(QAbstractItemModel):
    """One row an office or laptop, one column a key of `COLUMNS`."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.offices: tuple[OfficeLine, ...] = ()
        self._cells: dict[int, dict[str, str]] = {}  # by the id of the line

    def show_board(self, board: Board) -> None:
        """Show these offices."""
        self.beginResetModel()
        self.offices = board.offices
        lines = (line for office in self.offices for line in (office, *office.laptops))
        self._cells = {id(line): cells(line, tr_db, short_date) for line in lines}
        self.endResetModel()

    def line(self, index: Index) -> Line | None:
        """Return the line of the board that an index is about."""
        if not index.isValid():
            return None
        owner = index.internalId()
        return self.offices[index.row()] if owner == _TOP else self.offices[owner - 1].laptops[index.row()]

    def find(self, name: str, key: str = "name") -> QModelIndex:
        """Return the cell of the office or laptop that is called so; an invalid index where there is none."""
        for row, office in enumerate(self.offices):
            top = self.index(row, KEYS.index(key))
            if office.name == name:
                return top
            for below, laptop in enumerate(office.laptops):
                if laptop.name == name:
                    return self.index(below, KEYS.index(key), self.index(row, 0))
        return QModelIndex()

    def silent(self, key: str) -> bool:
        """Whether no line says anything in a column."""
        return not any(said[key] for said in self._cells.values())

    # ---- what Qt asks ----

    def index(self, row: int, column: int, parent: Index = _NONE) -> QModelIndex:
        """Return the index of a cell."""
        if not self.hasIndex(row, column, parent):
            return QModelIndex()
        return self.createIndex(row, column, parent.row() + 1 if parent.isValid() else _TOP)

    def parent(self, child: Index) -> QModelIndex:  # pyright: ignore[reportIncompatibleMethodOverride]
        """Return the office of a laptop."""
        owner = child.internalId() if child.isValid() else _TOP
        return QModelIndex() if owner == _TOP else self.createIndex(owner - 1, 0, _TOP)

    def rowCount(self, parent: Index = _NONE) -> int:
        """Return the number of offices, or of an office's laptops."""
        if not parent.isValid():
            return len(self.offices)
        line = self.line(parent)
        return len(line.laptops) if isinstance(line, OfficeLine) and parent.column() == 0 else 0

    def columnCount(self, parent: Index = _NONE) -> int:
        """Return the number of columns."""
        return len(KEYS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the words above a column."""
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(KEYS):
            return None
        key = KEYS[section]
        if role == Qt.ItemDataRole.DisplayRole:
            shorter = {"received": self.tr("Received"), "complete": self.tr("Complete to")}
            return shorter.get(key, tr_db(COLUMNS[key]))
        if role == Qt.ItemDataRole.ToolTipRole:
            return tr_db(COLUMNS[key])
        return _side(key) if role == Qt.ItemDataRole.TextAlignmentRole else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return one cell; what is urgent in the colour of the theme that is worn now."""
        line = self.line(index)
        if line is None:
            return None
        key = KEYS[index.column()]
        text = self._cells[id(line)][key]
        if role == Qt.ItemDataRole.DisplayRole:
            return number(line.received.count) if key == "received" else text
        if role == Qt.ItemDataRole.ToolTipRole:
            return text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{tr_db(COLUMNS[key])}: {text}" if text and key != "name" else text
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _side(key)
        if role == Qt.ItemDataRole.FontRole and isinstance(line, OfficeLine):
            font = QFont()
            font.setWeight(QFont.Weight.DemiBold)
            return font
        if role == Qt.ItemDataRole.ForegroundRole and text:
            urgent = key == "aside" or (key == "report" and line.report == LATE)
            return QColor(theme.tokens().danger) if urgent else None
        return None


def page_of(one: Line, key: str) -> str:
    """Return the page that shows more of a cell: of one that counts nothing, of the line's most urgent matter."""
    said = cells(one)
    waiting = [page for name, page in _DIRECT.items() if said[name]]
    if key in _DIRECT and said[key]:
        return _DIRECT[key]
    for page in ("laptops", "proposals", "conflicts"):
        if page in waiting:
            return page
    return "laptops" if isinstance(one, LaptopLine) else "exchange"


def _side(key: str) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if key in (*NUMBERS, "received") else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter
