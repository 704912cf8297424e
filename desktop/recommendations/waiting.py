"""Statuses that an activity speaks for, which move only when a person agrees."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from db.catalogue import Mission
from db.promises import ProposedStatus
from desktop.recommendations.words import status_text
from desktop.widgets.empty import EmptyState
from desktop.widgets.grid import OpeningGrid
from desktop.widgets.parts import button, label


class WaitingTab(QWidget):
    """Each proposed status beside the present one, and the two answers to it."""

    opened = Signal(object)  # the proposal
    answered = Signal(object, bool)  # the proposal, and whether it is confirmed

    def __init__(self, mission: Mission) -> None:
        super().__init__()
        self._mission = mission
        self._proposed: Sequence[ProposedStatus] = ()
        head = (self.tr("No."), self.tr("Recommendation"), self.tr("Served by"), self.tr("Now"), self.tr("Proposed"))
        self.table = OpeningGrid(head, wide=1)
        self.table.setAccessibleName(self.tr("Statuses that wait for an answer"))
        self.confirm = button(self.tr("Confirm"), self._confirm, "main", "check")
        self.decline = button(self.tr("Leave as it is"), self._decline)
        self.empty = EmptyState()
        self.empty.say(
            self.tr("Nothing to confirm"),
            self.tr(
                "An activity that serves a recommendation may speak for a new status of it. That waits here, because "
                "a status moves only when a person confirms it."
            ),
        )
        hint = self.tr(
            "An activity that serves a recommendation speaks for a status. It moves only when you confirm it."
        )
        self._head = QWidget()
        row = QHBoxLayout(self._head)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(label(hint, "muted", wrap=True), 1)
        row.addWidget(self.decline)
        row.addWidget(self.confirm)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._head)
        column.addWidget(self.table, 1)
        column.addWidget(self.empty, 1)
        self.table.opened.connect(self._open)

    def show_proposed(self, proposed: Sequence[ProposedStatus]) -> None:
        """Show these proposals; the first one is chosen."""
        self._proposed = proposed
        told = ((one.before, one.after) for one in proposed)
        states = [tuple(status_text(self._mission, status) for status in pair) for pair in told]
        self.table.show_rows(
            [(one.number or "", one.text, one.activity, *pair) for one, pair in zip(proposed, states, strict=True)]
        )
        for widget in (self._head, self.table):
            widget.setVisible(bool(proposed))
        self.empty.setVisible(not proposed)
        if proposed:
            self.table.selectRow(0)

    def _confirm(self) -> None:
        self._answer(True)

    def _decline(self) -> None:
        self._answer(False)

    def _answer(self, confirmed: bool) -> None:
        if 0 <= self.table.current < len(self._proposed):
            self.answered.emit(self._proposed[self.table.current], confirmed)

    def _open(self, row: int) -> None:
        self.opened.emit(self._proposed[row])
