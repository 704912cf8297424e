"""Beneath the list: how many records are chosen, or match, what they add up to, and what can be done to the chosen."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from db.records import ListColumn, Totals
from desktop.i18n import counted, number
from desktop.registers.cells import totals_text
from desktop.widgets.parts import button, label


class TotalsLine(QWidget):
    """One line; its buttons appear when several records are chosen."""

    change_wanted = Signal()
    delete_wanted = Signal()
    copy_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.text = label("", "small", wrap=True)
        self.change = button(self.tr("Change…"), self.change_wanted, "", "pencil")
        self.change.setToolTip(self.tr("Give all chosen records a value; a plan is shown first"))
        self.copy = button(self.tr("Copy"), self.copy_wanted, "", "copy")
        self.delete = button(self.tr("Delete"), self.delete_wanted, "danger")
        row = QHBoxLayout(self)
        row.setContentsMargins(4, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.text, 1)
        for widget in (self.change, self.copy, self.delete):
            row.addWidget(widget)
        self.offer(0, deleted=False)

    def offer(self, chosen: int, deleted: bool) -> None:
        """Offer what can be done to several records; deleted ones can be restored."""
        for widget in (self.change, self.copy, self.delete):
            widget.setVisible(chosen > 1)
        self.change.setVisible(chosen > 1 and not deleted)
        self.delete.setText(self.tr("Restore") if deleted else self.tr("Delete"))

    def show_totals(self, totals: Totals, columns: Sequence[ListColumn], chosen: bool) -> None:
        """Show what records add up to."""
        all_of_them = counted(totals.records, self.tr("1 record"), self.tr("{count} records"))
        words = self.tr("{count} chosen").format(count=number(totals.records)) if chosen else all_of_them
        sums = totals_text(totals, columns)
        self.text.setText(" · ".join(filter(None, (words, sums))))
