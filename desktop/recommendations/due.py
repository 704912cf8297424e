"""What falls due: recommendations, commitments, pledges and their steps, the overdue ones first."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from db.catalogue import CHILD_TYPES, Mission
from db.promises import Promise
from desktop.i18n import tr_db
from desktop.recommendations.words import due_text, status_text
from desktop.widgets.empty import EmptyState
from desktop.widgets.grid import OpeningGrid


class DueTab(QWidget):
    """A table of promises; a row opens the form in which the promise stands."""

    opened = Signal(object)  # the promise

    def __init__(self, mission: Mission) -> None:
        super().__init__()
        self._mission = mission
        self._promises: Sequence[Promise] = ()
        head = (self.tr("Due"), self.tr("Kind"), self.tr("What"), self.tr("By whom"), self.tr("Of"), self.tr("Status"))
        self.table = OpeningGrid(head, wide=2)
        self.table.setAccessibleName(self.tr("What falls due"))
        self.empty = EmptyState()
        self.empty.say(
            self.tr("Nothing falls due"),
            self.tr(
                "Recommendations, commitments and pledges with a day in the next three months stand here, and those "
                "whose day has passed."
            ),
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.table, 1)
        column.addWidget(self.empty, 1)
        self.table.opened.connect(self._open)

    def show_promises(self, found: Sequence[Promise]) -> None:
        """Show these promises."""
        self._promises = found
        self.table.show_rows([self._row(one) for one in found])
        self.table.setVisible(bool(found))
        self.empty.setVisible(not found)

    def _row(self, one: Promise) -> tuple[str, ...]:
        kind, status = tr_db(CHILD_TYPES[one.kind].label), status_text(self._mission, one.status)
        return (due_text(one.day, one.overdue), kind, one.text, one.by_whom, one.ref, status)

    def _open(self, row: int) -> None:
        self.opened.emit(self._promises[row])
