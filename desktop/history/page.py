"""History: every gesture on this laptop, any of which can be taken back, days later too."""

from functools import partial

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from db.catalogue import RECORD_TYPES
from db.records import LATEST, ChangedSince, GestureView, changed_since, gestures
from db.store import Changes, Reading
from desktop.context import Context
from desktop.forms.wording import field_name, gesture_title
from desktop.history.undoing import Undoing
from desktop.i18n import capital, moment
from desktop.notices import Choice
from desktop.tasks import Ticket
from desktop.widgets.empty import EmptyState
from desktop.widgets.freshness import Freshness
from desktop.widgets.grid import Grid
from desktop.widgets.parts import button, label

TOLD = 6  # later changes that the question names; the rest are counted


class HistoryPage(QWidget):
    """The gestures of this laptop, newest first; beneath them what has changed since the chosen one."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.setObjectName("page")
        self._context = context
        self._undoing = Undoing(context, self)
        self._gestures: list[GestureView] = []
        self._looking: Ticket | None = None
        self.since: list[ChangedSince] = []
        heads = (self.tr("When"), self.tr("Who"), self.tr("What was done"), self.tr("Records"), self.tr("State"))
        self.table = Grid(heads, wide=2)
        self.table.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.table.setAccessibleName(self.tr("Changes on this laptop"))
        self.take_back = button(self.tr("Take this back"), self.undo_chosen, "", "undo")
        self.take_back.setEnabled(False)
        self.later = label("", "muted", wrap=True)
        told = (self.tr("Record"), self.tr("Changed since"), self.tr("Who"), self.tr("When"))
        self.changes = Grid(told, wide=0)
        self.changes.setAccessibleName(self.tr("What was changed since, and stays"))
        self.changes.hide()
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
        column.addWidget(self.table, 2)
        column.addWidget(self.later)
        column.addWidget(self.changes, 1)
        column.addWidget(self.empty, 1)
        self.empty.hide()
        Freshness(self, context.bus, self.reload, _concern)
        self.reload()
        self.setFocusProxy(self.table)

    def reload(self) -> None:
        """Read the newest gestures again."""
        self._context.tasks.read(_latest, self._show)

    def undo_chosen(self) -> None:
        """Take back the chosen gesture; what was changed since, or sent by others, is asked about first."""
        gesture = self._current()
        if gesture is None or gesture.undone:
            return
        if gesture.kind != "receive" and not self.since:
            self._undoing.undo(gesture.id)
            return
        parts = [self._told(self.since)] if self.since else []
        if gesture.kind == "receive":
            parts.append(
                self.tr(
                    "The other office keeps its own copy. Receiving the parcel again does not bring the values back."
                )
            )
        received = self.tr("Take back what this parcel brought?")
        title = received if gesture.kind == "receive" else self.tr("Take this back?")
        choices = (Choice("keep", self.tr("Keep it"), "main"), Choice("undo", self.tr("Take it back"), "danger"))
        self._context.notices.ask(title, "\n\n".join(parts), choices, partial(self._answered, gesture.id))

    def _answered(self, gesture: str, answer: str) -> None:
        if answer == "undo":
            self._undoing.undo(gesture)

    def _show(self, found: list[GestureView]) -> None:
        chosen = self._current()
        self._gestures = found
        mission = self._context.mission
        self.table.show_rows(
            [
                (
                    moment(g.at),
                    g.author,
                    capital(gesture_title(g, mission)),
                    g.records or "",
                    self.tr("taken back") if g.undone else "",
                )
                for g in found
            ]
        )
        self.table.setVisible(bool(found))
        self.empty.setVisible(not found)
        if found:
            ids = [one.id for one in found]
            self.table.selectRow(ids.index(chosen.id) if chosen and chosen.id in ids else 0)
        self._chosen(self.table.currentIndex())

    def _chosen(self, *_: QModelIndex) -> None:
        gesture = self._current()
        self.since = []
        self.later.setText("")
        self.changes.hide()
        self.take_back.setEnabled(gesture is not None and not gesture.undone)
        if self._looking is not None:
            self._looking.drop()
        if gesture is not None and not gesture.undone:
            self._looking = self._context.tasks.read(partial(_since, gesture.id), self._show_since)

    def _show_since(self, since: list[ChangedSince]) -> None:
        self._looking, self.since = None, since
        text = self.tr("These were changed since, and stay when it is taken back:")
        self.later.setText(text if since else self.tr("Nothing of it was changed since."))
        self.changes.show_rows([self._cells(one) for one in since])
        self.changes.setVisible(bool(since))

    def _cells(self, one: ChangedSince) -> tuple[str, str, str, str]:
        field = field_name(RECORD_TYPES[one.type], one.unit, self._context.mission)
        return f"{one.ref} {one.title}", field, one.author, moment(one.at)

    def _told(self, since: list[ChangedSince]) -> str:
        line = self.tr("{record}: {field} by {who}, {when}")
        lines = [
            line.format(record=record, field=field, who=who, when=when)
            for record, field, who, when in map(self._cells, since[:TOLD])
        ]
        if len(since) > TOLD:
            lines.append(self.tr("and {count} more").format(count=len(since) - TOLD))
        return self.tr("Changed since, and kept:") + "\n" + "\n".join(lines)

    def _current(self) -> GestureView | None:
        row = self.table.currentIndex().row()
        return self._gestures[row] if 0 <= row < len(self._gestures) else None


def _latest(reading: Reading) -> list[GestureView]:
    return gestures(reading, LATEST)


def _since(gesture: str, reading: Reading) -> list[ChangedSince]:
    return changed_since(reading, gesture)


def _concern(changes: Changes) -> bool:
    return True
