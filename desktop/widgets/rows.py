"""What all tables of records, proposals, conflicts and projects have in common: one is on a row, not on a cell."""

from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from desktop import theme

Index = QModelIndex | QPersistentModelIndex


def walk_by_rows(table: QTableView) -> None:
    """Let a table show whole rows, one of them chosen: no grid, no numbers, nothing typed, nothing to scroll aside."""
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    table.setShowGrid(False)
    table.setTabKeyNavigation(False)  # Tab goes to the next control, as everywhere
    table.verticalHeader().hide()
    table.horizontalHeader().setHighlightSections(False)


class RowDelegate(QStyledItemDelegate):
    """Draws one cell without the focus frame of a single cell: the row is what one is on."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        """Take away the cell's own focus and wrap long names."""
        super().initStyleOption(option, index)
        shown: Any = option  # the stubs of Qt know no fields of style options
        shown.state &= ~QStyle.StateFlag.State_HasFocus
        shown.features |= QStyleOptionViewItem.ViewItemFeature.WrapText

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
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
