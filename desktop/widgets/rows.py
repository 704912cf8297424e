"""What all tables of records, proposals, conflicts and projects have in common: one is on a row, not on a cell."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QTableView


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
