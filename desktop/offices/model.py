"""The board as a tree: offices, and beneath each its laptops. It is small and read whole."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor, QFont, QStandardItem, QStandardItemModel

from db.board import LATE, Board, LaptopLine, OfficeLine
from db.board.words import COLUMNS, NUMBERS, cells
from desktop import theme
from desktop.i18n import number, short_date, tr_db

Index = QModelIndex | QPersistentModelIndex
KEYS = tuple(COLUMNS)
LINE = Qt.ItemDataRole.UserRole  # the line of the board that an item shows a cell of
_ALERT = Qt.ItemDataRole.UserRole + 1
_DIRECT = {"conflicts": "conflicts", "proposals": "proposals", "aside": "laptops", "missing": "exchange"}


class BoardModel(QStandardItemModel):
    """One row an office or laptop, one column a key of `COLUMNS`."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(0, len(KEYS), parent)

    def show_board(self, board: Board) -> None:
        """Show these offices."""
        self.clear()
        shorter = {"received": self.tr("Received"), "complete": self.tr("Complete to")}
        self.setHorizontalHeaderLabels([shorter.get(key, tr_db(title)) for key, title in COLUMNS.items()])
        for column, key in enumerate(KEYS):
            head = self.horizontalHeaderItem(column)
            head.setTextAlignment(_side(key))
            head.setToolTip(tr_db(COLUMNS[key]))
        for office in board.offices:
            row = _items(office)
            self.appendRow(row)
            for laptop in office.laptops:
                row[0].appendRow(_items(laptop))

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return one cell; what is urgent in the colour of the theme that is worn now."""
        if role == Qt.ItemDataRole.ForegroundRole and super().data(index, _ALERT):
            return QColor(theme.tokens().danger)
        return super().data(index, role)

    def silent(self, key: str) -> bool:
        """Whether no line says anything in a column."""
        column = KEYS.index(key)
        items = (item for office in self.offices() for item in (office, *_below(office)))
        return not any(self.itemFromIndex(item.index().siblingAtColumn(column)).text() for item in items)

    def offices(self) -> Sequence[QStandardItem]:
        """Return the first items of the offices."""
        return [self.item(row) for row in range(self.rowCount())]


def page_of(one: OfficeLine | LaptopLine, key: str) -> str:
    """Return the page that shows more of a cell: of one that counts nothing, of the line's most urgent matter."""
    said = cells(one)
    waiting = [page for name, page in _DIRECT.items() if said[name]]
    if key in _DIRECT and said[key]:
        return _DIRECT[key]
    for page in ("laptops", "proposals", "conflicts"):
        if page in waiting:
            return page
    return "laptops" if isinstance(one, LaptopLine) else "exchange"


def _below(office: QStandardItem) -> list[QStandardItem]:
    return [office.child(row) for row in range(office.rowCount())]


def _items(one: OfficeLine | LaptopLine) -> list[QStandardItem]:
    return [_item(one, key, text) for key, text in cells(one, tr_db, short_date).items()]


def _item(one: OfficeLine | LaptopLine, key: str, text: str) -> QStandardItem:
    made = QStandardItem(number(one.received.count) if key == "received" else text)
    made.setData(one, LINE)
    made.setEditable(False)
    made.setToolTip(text)
    made.setTextAlignment(_side(key))
    title = tr_db(COLUMNS[key])
    made.setAccessibleText(f"{title}: {text}" if text and key != "name" else text)
    if isinstance(one, OfficeLine):
        font = QFont()
        font.setWeight(QFont.Weight.DemiBold)
        made.setFont(font)
    overdue = key == "report" and one.report == LATE and text != ""
    if overdue or (key == "aside" and text):
        made.setData(True, _ALERT)
    return made


def _side(key: str) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if key in (*NUMBERS, "received") else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter
