"""The list of a register: full lines when it is alone, two-line rows beside a form, so that names stay readable."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from desktop import theme
from desktop.i18n import short_date
from desktop.registers.model import DATE, PEOPLE, PLACE, REF, STATUS, TITLE, RegisterModel
from desktop.widgets.rows import walk_by_rows

NARROW = 980  # pixels; below it names need two lines


class RowDelegate(QStyledItemDelegate):
    """Draws one cell without the focus frame of a single cell: the row is what one is on."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        """Take away the cell's own focus and wrap long names."""
        super().initStyleOption(option, index)
        shown: Any = option  # the stubs of Qt know no fields of style options
        shown.state &= ~QStyle.StateFlag.State_HasFocus
        shown.features |= QStyleOptionViewItem.ViewItemFeature.WrapText

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw the cell, and at the left edge of the current row the mark that the keyboard is here."""
        super().paint(painter, option, index)
        shown: Any = option
        view, edge = shown.widget, shown.rect.adjusted(1, 1, 0, -1)
        if index.column() == 0 and isinstance(view, QTableView) and view.currentIndex().row() == index.row():
            painter.save()
            colour = theme.tokens().accent if view.hasFocus() else theme.tokens().strong_line
            painter.setPen(QPen(QColor(colour), 3))
            painter.drawLine(edge.topLeft(), edge.bottomLeft())
            painter.restore()


class RegisterTable(QTableView):
    """Rows of records; Enter or a click opens, Delete deletes, the headers sort."""

    opened = Signal(str)
    deleted = Signal(str)
    sort_wanted = Signal(int, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        walk_by_rows(self)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerItem)  # no row is cut at the top
        self.setWordWrap(True)
        self.setItemDelegate(RowDelegate(self))
        self.statuses: Sequence[str] = ()  # what the columns must have room for
        self.places: Sequence[str] = ()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header = self.horizontalHeader()
        header.setSectionsClickable(True)
        header.setSortIndicatorShown(True)
        header.setMinimumSectionSize(48)
        header.sortIndicatorChanged.connect(self._sort)
        self.clicked.connect(self._open)
        self.activated.connect(self._open)

    def setModel(self, model) -> None:
        """Show a model; the newest reference number stands first."""
        super().setModel(model)
        header = self.horizontalHeader()
        header.blockSignals(True)
        header.setSortIndicator(REF, Qt.SortOrder.DescendingOrder)
        header.blockSignals(False)
        self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens, Delete deletes; letters do not search, the search box does."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(self.currentIndex())
        elif event.key() == Qt.Key.Key_Delete:
            self.deleted.emit(self._uid(self.currentIndex()))
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Do nothing: it would ask every row of a hundred thousand for its text."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width again."""
        super().resizeEvent(event)
        self._fit()
        if self.currentIndex().isValid():
            self.scrollTo(self.currentIndex())

    def changeEvent(self, event: QEvent) -> None:
        """Measure again in another font."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange) and self.model() is not None:
            self._fit()

    def choose_row(self, row: int) -> None:
        """Make a row current and bring it into sight."""
        if 0 <= row < self.model().rowCount():
            self.setCurrentIndex(self.model().index(row, REF))
            self.scrollTo(self.currentIndex())

    def _fit(self) -> None:
        """Give short columns what they need and share the rest between place and title."""
        if self.model() is None:
            return
        metrics, width = self.fontMetrics(), self.viewport().width()
        narrow = width < NARROW
        days = [long for month in range(1, 13) if (long := short_date(f"2025-{month:02d}-28"))]
        fixed = {
            REF: _widest(metrics, ("CBP-2026-MIT-A0000",)) + (0 if narrow else 12),
            DATE: 0 if narrow else _widest(metrics, days),
            STATUS: _widest(metrics, self.statuses, narrow),
            PEOPLE: max(metrics.horizontalAdvance(self.tr("People")), metrics.horizontalAdvance("10,000")) + 24,
        }
        rest = max(width - sum(fixed.values()), 160)
        fixed[PLACE] = min(_widest(metrics, self.places, narrow), int(rest * 0.5))
        fixed[TITLE] = rest - fixed[PLACE]
        self.setColumnHidden(DATE, narrow)  # it stands under the reference number then
        for column, size in fixed.items():
            if size:
                self.setColumnWidth(column, size)
        # The rows share the height without a rest, so that none is cut in two.
        least, height = metrics.lineSpacing() * (2 if narrow else 1) + (12 if narrow else 18), self.viewport().height()
        self.verticalHeader().setDefaultSectionSize(height // max(height // least, 1) if height > least else least)
        model = self.model()
        if isinstance(model, RegisterModel):
            model.set_compact(narrow)

    def _open(self, index: QModelIndex) -> None:
        uid = self._uid(index)
        if uid:
            self.opened.emit(uid)

    def _uid(self, index: QModelIndex) -> str:
        return str(index.data(Qt.ItemDataRole.UserRole) or "")

    def _sort(self, column: int, order: Qt.SortOrder) -> None:
        self.sort_wanted.emit(column, order)


def _widest(metrics: QFontMetrics, texts: Sequence[str], broken: bool = False) -> int:
    """Return the width that a column needs for the longest text, `broken` in two where a text can be."""
    lines = [line for text in texts for line in (_halves(text) if broken else (text,))]
    return max((metrics.horizontalAdvance(line) for line in lines), default=60) + 20


def _halves(text: str) -> list[str]:
    """Return the two lines of a double name ("Mitrovica/", "Mitrovicë North"), else the words."""
    first, slash, second = text.partition("/")
    return [first + slash, second] if slash else text.split()
