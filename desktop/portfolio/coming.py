"""What falls due: overdue things, then week by week the days of the next three months."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent
from PySide6.QtWidgets import QHeaderView, QTableView

from db.records import WHAT, Due
from desktop.i18n import long_date, short_date, tr_db
from desktop.portfolio.chosen import UID_ROLE, uid_at
from desktop.widgets.rows import RowDelegate, walk_by_rows

DAY, KIND, PROJECT, DETAILS = range(4)
WEEK = timedelta(days=7)
Index = QModelIndex | QPersistentModelIndex
_NONE = QModelIndex()


class ComingModel(QAbstractTableModel):
    """Rows of days under headings of weeks."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: list[Due | str] = []

    def show(self, dues: Sequence[Due], today: date) -> None:
        """Show these days, each under its week."""
        self.beginResetModel()
        self.rows = list(self._in_weeks(dues, today))
        self.endResetModel()

    def rowCount(self, parent: Index = _NONE) -> int:
        """Return the number of lines, headings among them."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = _NONE) -> int:
        """Return the number of columns."""
        return 0 if parent.isValid() else DETAILS + 1

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the words above the columns."""
        if orientation != Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return int(Qt.AlignmentFlag.AlignLeft) if role == Qt.ItemDataRole.TextAlignmentRole else None
        return (self.tr("Day"), self.tr("What falls due"), self.tr("Project"), self.tr("Details"))[section]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return one cell."""
        if not index.isValid() or index.row() >= len(self.rows):
            return None
        row, column = self.rows[index.row()], index.column()
        if isinstance(row, str):
            if role == Qt.ItemDataRole.FontRole:
                bold = QFont()
                bold.setBold(True)
                return bold
            return row if role == Qt.ItemDataRole.DisplayRole and column == DAY else None
        if role == UID_ROLE:
            return row.project
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(row, column)
        if role == Qt.ItemDataRole.ToolTipRole:
            return long_date(row.day) if column == DAY else self._text(row, column)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """A heading cannot be chosen."""
        heading = index.isValid() and isinstance(self.rows[index.row()], str)
        return Qt.ItemFlag.ItemIsEnabled if heading else super().flags(index)

    def _text(self, due: Due, column: int) -> str:
        if column == DAY:
            return short_date(due.day)
        if column == KIND:
            return tr_db(WHAT[due.what])
        if column == PROJECT:
            return due.title or due.ref
        return self.tr("Number {number}").format(number=due.text) if due.what == "instalment" else due.text

    def _in_weeks(self, dues: Sequence[Due], today: date) -> Iterator[Due | str]:
        heading = ""
        for due in dues:
            wanted = self._week(date.fromisoformat(due.day), today)
            if wanted != heading:
                heading = wanted
                yield heading
            yield due

    def _week(self, day: date, today: date) -> str:
        this = today - timedelta(days=today.weekday())
        first = day - timedelta(days=day.weekday())
        if day < today:
            return self.tr("Overdue")
        span = self.tr("{first} to {last}").format(
            first=short_date(first.isoformat()), last=short_date((first + timedelta(days=6)).isoformat())
        )
        if first == this:
            return self.tr("This week, {span}").format(span=span)
        return self.tr("Next week, {span}").format(span=span) if first == this + WEEK else span


class ComingTable(QTableView):
    """The days; Enter or a click opens the project."""

    opened = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        walk_by_rows(self)
        self.coming = ComingModel(self)
        self.setAccessibleName(self.tr("What falls due in the next 90 days"))
        self.setWordWrap(False)
        self.setItemDelegate(RowDelegate(self))
        self.verticalHeader().setDefaultSectionSize(self.fontMetrics().lineSpacing() + 14)
        self.setModel(self.coming)
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        for column, sample in ((DAY, "28 Sept 2026 XX"), (KIND, self.tr("Conditions of the committee"))):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed)
            self.setColumnWidth(column, self.fontMetrics().horizontalAdvance(sample) + 24)
        self.clicked.connect(self._open)

    def show_dues(self, dues: Sequence[Due], today: date) -> None:
        """Show these days."""
        self.clearSpans()
        self.coming.show(dues, today)
        for row, shown in enumerate(self.coming.rows):
            if isinstance(shown, str):
                self.setSpan(row, DAY, 1, DETAILS + 1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Do nothing: the search box does."""

    def _open(self, index: QModelIndex) -> None:
        if uid := uid_at(index):
            self.opened.emit(uid)
