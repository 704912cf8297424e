"""A page that shows much is read again when somebody looks, not after every save."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QWidget

from db.store import Changes
from desktop.bus import Bus


class Freshness(QObject):
    """Calls `read` after changes that `concern` a page: at once while it is in sight, otherwise when it is shown."""

    def __init__(self, page: QWidget, bus: Bus, read: Callable[[], object], concern: Callable[[Changes], bool]) -> None:
        super().__init__(page)
        self._page, self._read, self._concern = page, read, concern
        self._stale = False
        page.installEventFilter(self)
        bus.changed.connect(self._on_changes)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Catch up with what happened meanwhile, once the page is there to be looked at."""
        if event.type() == QEvent.Type.Show:
            self._catch_up()
        return super().eventFilter(watched, event)

    def _on_changes(self, changes: Changes) -> None:
        if self._concern(changes):
            self._stale = True
            if self._page.isVisible():
                self._catch_up()

    def _catch_up(self) -> None:
        if self._stale:
            self._stale = False
            self._read()
