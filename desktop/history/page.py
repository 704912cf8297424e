"""History: every gesture on this laptop, any of which can be taken back, days later too."""

from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from db.records import GestureView, gestures
from db.store import Changes
from desktop.context import Context
from desktop.forms.wording import gesture_name
from desktop.history.undoing import Undoing
from desktop.i18n import moment
from desktop.notices import Choice
from desktop.widgets.empty import EmptyState
from desktop.widgets.grid import Grid
from desktop.widgets.parts import button, label


class HistoryPage(QWidget):
    """The gestures of this laptop, newest first."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.setObjectName("page")
        self._context = context
        self._undoing = Undoing(context, self)
        self._gestures: list[GestureView] = []
        self.table = Grid((self.tr("When"), self.tr("Who"), self.tr("What"), self.tr("Of"), self.tr("State")), wide=3)
        self.table.setAccessibleName(self.tr("Changes on this laptop"))
        self.take_back = button(self.tr("Undo this"), self.undo_chosen, "", "undo")
        self.take_back.setEnabled(False)
        self.empty = EmptyState()
        text = self.tr("What you save, delete, import or receive is listed here and can be taken back.")
        self.empty.say(self.tr("Nothing has been done yet"), text)
        self.table.selectionModel().currentRowChanged.connect(self._chosen)
        head = QHBoxLayout()
        head.addWidget(label(self.tr("History"), "title"))
        head.addStretch()
        head.addWidget(self.take_back)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 12)
        column.setSpacing(12)
        column.addLayout(head)
        column.addWidget(label(self.tr("Any of these can be taken back; what was changed again since stays."), "muted"))
        column.addWidget(self.table, 1)
        column.addWidget(self.empty, 1)
        self.empty.hide()
        context.bus.changed.connect(self._on_changes)
        self._read()
        self.setFocusProxy(self.table)

    def undo_chosen(self) -> None:
        """Take back the chosen gesture; what somebody else sent is asked about first."""
        gesture = self._current()
        if gesture is None or gesture.undone:
            return
        if gesture.kind != "receive":
            self._undoing.undo(gesture.id)
            return
        self._asked = gesture
        text = self.tr(
            "The other office keeps its own copy. Receiving the parcel again does not bring the values back."
        )
        choices = (Choice("keep", self.tr("Keep it"), "main"), Choice("undo", self.tr("Undo it"), "danger"))
        self._context.notices.ask(self.tr("Take back what this parcel brought?"), text, choices, self._answered)

    def _answered(self, answer: str) -> None:
        if answer == "undo":
            self._undoing.undo(self._asked.id)

    def _on_changes(self, changes: Changes) -> None:
        self._read()

    def _read(self) -> None:
        self._context.tasks.read(gestures, self._show)

    def _show(self, found: list[GestureView]) -> None:
        self._gestures = found
        self.table.show_rows(
            [
                (moment(g.at), g.author, gesture_name(g.kind), self._of(g), self.tr("taken back") if g.undone else "")
                for g in found
            ]
        )
        self.table.setVisible(bool(found))
        self.empty.setVisible(not found)
        if found:
            self.table.selectRow(0)
        self._chosen(self.table.currentIndex())

    def _of(self, gesture: GestureView) -> str:
        """Say what a gesture was about: the file it came from, or the first record and how many more."""
        if gesture.reason:
            return gesture.reason
        if gesture.records < 2:
            return gesture.subject
        return self.tr("{record} and {count} more").format(record=gesture.subject, count=gesture.records - 1)

    def _chosen(self, *_: QModelIndex) -> None:
        gesture = self._current()
        self.take_back.setEnabled(gesture is not None and not gesture.undone)

    def _current(self) -> GestureView | None:
        row = self.table.currentIndex().row()
        return self._gestures[row] if 0 <= row < len(self._gestures) else None
