"""A month as a sheet of days: what falls due stands in its day; the keyboard walks from day to day, over months too."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QLocale,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QHeaderView, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from db.projects import add_months
from db.records import WHAT, Due
from desktop import theme
from desktop.i18n import long_date, tr_db

DAY_ROLE, DUES_ROLE = Qt.ItemDataRole.UserRole + 2, Qt.ItemDataRole.UserRole + 3
PADDING = 5
WEEK = 7
Index = QModelIndex | QPersistentModelIndex
_NONE = QModelIndex()


class MonthModel(QAbstractTableModel):
    """The weeks of a month, Monday first, with the days of other months that stand beside its own."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.first = self.today = date.min
        self._start, self._weeks = date.min, 0
        self._dues: dict[str, list[Due]] = {}

    def show(self, month: date, today: date, dues: Sequence[Due]) -> None:
        """Show the month of a day."""
        self.beginResetModel()
        self.first, self.today = month.replace(day=1), today
        self._start = self.first - timedelta(days=self.first.weekday())
        self._weeks = -(-(add_months(self.first, 1) - self._start).days // WEEK)
        self._dues = {}
        for due in dues:
            self._dues.setdefault(due.day, []).append(due)
        self.endResetModel()

    def day_at(self, index: Index) -> date:
        """Return the day of a cell."""
        return self._start + timedelta(days=index.row() * WEEK + index.column())

    def of(self, day: date) -> list[Due]:
        """Return what falls due on a day."""
        return self._dues.get(day.isoformat(), [])

    def index_of(self, day: date) -> QModelIndex:
        """Return the cell of a day that is in sight."""
        return self.index(*divmod((day - self._start).days, WEEK))

    def rowCount(self, parent: Index = _NONE) -> int:
        """Return the number of weeks."""
        return 0 if parent.isValid() else self._weeks

    def columnCount(self, parent: Index = _NONE) -> int:
        """Return the number of days in a week."""
        return 0 if parent.isValid() else WEEK

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the names of the days."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return QLocale().dayName(section + 1, QLocale.FormatType.ShortFormat)
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a day, for the eye and for a screen reader."""
        if not index.isValid():
            return None
        day = self.day_at(index)
        if role == DAY_ROLE:
            return day
        if role == DUES_ROLE:
            return self.of(day)
        if role == Qt.ItemDataRole.DisplayRole:
            return str(day.day)
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return "\n".join([long_date(day.isoformat()), *(due_text(due) for due in self.of(day))])
        return None


def due_text(due: Due) -> str:
    """Return what falls due in one line."""
    return f"{due.title or due.ref} · {tr_db(WHAT[due.what])}"


class DayDelegate(QStyledItemDelegate):
    """Draws a day: its number, then a line for each thing, as many as there is room for."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw the day; the chosen one in a strong frame, today's number in colour, days of other months faint."""
        shown: Any = option
        view, worn, box = shown.widget, theme.tokens(), QRect(shown.rect)
        assert isinstance(view, MonthTable)
        day, dues = index.data(DAY_ROLE), index.data(DUES_ROLE)
        here, mine = view.currentIndex() == index, day.month == view.days.first.month
        painter.save()
        painter.fillRect(box, QColor(worn.soft if here else worn.card if mine else worn.page))
        painter.setPen(QColor(worn.line))
        painter.drawLine(box.topRight(), box.bottomRight())
        painter.drawLine(box.bottomLeft(), box.bottomRight())
        metrics, height = shown.fontMetrics, shown.fontMetrics.lineSpacing()
        inside = box.adjusted(PADDING, PADDING - 2, -PADDING, -2)
        late = bool(dues) and day < view.days.today
        painter.setPen(QColor(worn.accent_text if day == view.days.today else worn.text if mine else worn.muted))
        bold = painter.font()
        bold.setBold(day == view.days.today)
        painter.setFont(bold)
        painter.drawText(inside, int(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft), str(day.day))
        bold.setBold(False)
        painter.setFont(bold)
        painter.setPen(QColor(worn.danger if late else worn.text if mine else worn.muted))
        room = max((inside.height() - height) // height, 0)
        lines = [due_text(due) for due in dues]
        if len(lines) > room:
            more = self.tr("and {count} more").format(count=len(lines) - max(room - 1, 0))
            lines = [*lines[: max(room - 1, 0)], more][: max(room, 1)]
        for number, text in enumerate(lines):
            place = QRect(inside.left(), inside.top() + (number + 1) * height, inside.width(), height)
            told = metrics.elidedText(text, Qt.TextElideMode.ElideRight, inside.width())
            painter.drawText(place, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), told)
        if here:
            painter.setPen(QPen(QColor(worn.accent if view.hasFocus() else worn.strong_line), 2))
            painter.drawRect(box.adjusted(1, 1, -2, -2))
        painter.restore()


class MonthTable(QTableView):
    """The sheet. Arrows walk, Page Up and Down change the month, Home is today; Enter goes to what falls due."""

    opened = Signal(str)  # a project
    walked = Signal(object)  # the day that is chosen now
    entered_day = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.days = MonthModel(self)
        self._dues: Sequence[Due] = ()
        self.setModel(self.days)
        self.setItemDelegate(DayDelegate(self))
        self.setAccessibleName(self.tr("Month"))
        self.setSelectionMode(QTableView.SelectionMode.NoSelection)
        self.setShowGrid(False)  # the days draw it
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        for header in (self.horizontalHeader(), self.verticalHeader()):
            header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
            header.setMinimumSectionSize(20)

    @property
    def day(self) -> date:
        """The chosen day."""
        index = self.currentIndex()
        return self.days.day_at(index) if index.isValid() else self.days.today

    def show_dues(self, dues: Sequence[Due], today: date) -> None:
        """Show what falls due, in the month one was looking at."""
        day = self.day if self.days.rowCount() else today
        self._dues = dues
        self.days.show(day, today, dues)
        self.go(day)

    def go(self, day: date) -> None:
        """Choose a day, in whichever month."""
        if (day.year, day.month) != (self.days.first.year, self.days.first.month):
            self.days.show(day, self.days.today, self._dues)
        self.setCurrentIndex(self.days.index_of(day))
        self.viewport().update()
        self.walked.emit(day)

    def turn(self, months: int) -> None:
        """Go to the same day of another month."""
        self.go(add_months(self.day, months))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk."""
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -WEEK, Qt.Key.Key_Down: WEEK}
        pages = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}
        key = Qt.Key(event.key())
        if key in steps:
            self.go(self.day + timedelta(days=steps[key]))
        elif key in pages:
            self.turn(pages[key])
        elif key == Qt.Key.Key_Home:
            self.go(self.days.today)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered_day.emit()
        else:
            event.ignore()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Choose the day; a click on one of its lines opens the project."""
        index = self.indexAt(event.position().toPoint())
        if event.button() != Qt.MouseButton.LeftButton or not index.isValid():
            return
        day, box = self.days.day_at(index), self.visualRect(index)
        height = QFontMetrics(self.font()).lineSpacing()
        line = (int(event.position().y()) - box.top() - PADDING + 2) // height - 1
        room = max((box.height() - PADDING - height) // height, 0)
        dues = self.days.of(day)
        told = dues if len(dues) <= room else dues[: max(room - 1, 0)]
        self.go(day)
        if 0 <= line < len(told):
            self.opened.emit(told[line].project)
