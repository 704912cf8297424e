"""What happened to a project, newest first; a click on a line opens the part that says so."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from db.catalogue import Mission
from db.records import Event
from desktop.i18n import moment, short_date
from desktop.projects.header_words import event_text
from desktop.widgets.grid import Grid
from desktop.widgets.parts import label
from desktop.widgets.rows import RowDelegate


class EventTable(Grid):
    """One line for each event."""

    chosen = Signal(object)  # the row

    def __init__(self, headers: Sequence[str]) -> None:
        super().__init__(headers, 1)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setItemDelegate(RowDelegate(self))
        self.clicked.connect(self._clicked)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Enter open."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._clicked()
        else:
            super().keyPressEvent(event)

    def _clicked(self, *_: object) -> None:
        if self.currentIndex().isValid():
            self.chosen.emit(self.currentIndex().row())


class Timeline(QWidget):
    """The page of events of one project."""

    part_wanted = Signal(object, str)  # the key of a part, the field

    def __init__(self, mission: Mission) -> None:
        super().__init__()
        self._mission = mission
        self.events: Sequence[Event] = ()
        self.table = EventTable((self.tr("When"), self.tr("What happened"), self.tr("Who")))
        self.table.setAccessibleName(self.tr("What happened"))
        self.table.chosen.connect(self._open)
        self._empty = label(self.tr("Nothing yet."), "muted")
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 0, 14, 0)
        column.addWidget(self._empty)
        column.addWidget(self.table, 1)
        self.show_events(())

    def show_events(self, events: Sequence[Event]) -> None:
        """Show these events."""
        if events == self.events and events:
            return
        self.events = events
        when = [moment(e.when) if "T" in e.when else short_date(e.when) for e in events]
        self.table.show_rows([[w, event_text(e, self._mission), e.by] for w, e in zip(when, events, strict=True)])
        self.table.setVisible(bool(events))
        self._empty.setVisible(not events)

    def _open(self, number: int) -> None:
        event = self.events[number]
        self.part_wanted.emit(event.record, event.field)
