"""Notices that nobody is there: no key, no click, no wheel for some minutes; and that somebody wants to lock at once.

It looks at what reaches a window, never at every event of the program, so it costs nothing.
"""

import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, QKeyCombination, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QWindow

LOOK = 5_000  # milliseconds between two looks at the clock
_INPUT = (
    *(QEvent.Type.KeyPress, QEvent.Type.MouseMove, QEvent.Type.MouseButtonPress, QEvent.Type.Wheel),
    *(QEvent.Type.TouchBegin, QEvent.Type.TabletPress),
)
_LOCK = QKeyCombination(Qt.KeyboardModifier.ControlModifier, Qt.Key.Key_L)


def _clocks() -> tuple[float, float]:
    """The clock that people set, which goes on while the laptop sleeps, and the one that nobody can set back."""
    return time.time(), time.monotonic()


class Idle(QObject):
    """Watches the windows of the program from `start` to `stop`."""

    lock_wanted = Signal()

    def __init__(self, parent: QObject | None = None, clocks: Callable[[], tuple[float, float]] = _clocks) -> None:
        super().__init__(parent)
        self._clocks, self._last = clocks, clocks()
        self._after = 0
        self._timer = QTimer(self, interval=LOOK)
        self._timer.timeout.connect(self.look)

    def start(self, minutes: int) -> None:
        """Watch; lock after so many minutes without any input."""
        self._after, self._last = minutes * 60, self._clocks()
        app = QGuiApplication.instance()
        assert isinstance(app, QGuiApplication)
        app.focusWindowChanged.connect(self._watch, Qt.ConnectionType.UniqueConnection)
        self._watch(app.focusWindow())
        self._timer.start()

    def stop(self) -> None:
        """Watch no more."""
        self._timer.stop()

    def look(self) -> None:
        """Lock where nobody was there for long enough."""
        if max(now - then for now, then in zip(self._clocks(), self._last, strict=True)) >= self._after:
            self.lock_wanted.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Remember when somebody was there; Ctrl+L locks, whatever dialog is open."""
        if event.type() not in _INPUT or not self._timer.isActive():
            return False
        self._last = self._clocks()
        locks = isinstance(event, QKeyEvent) and event.keyCombination() == _LOCK
        if locks:
            self.lock_wanted.emit()
        return locks

    def _watch(self, window: QWindow | None) -> None:
        if window is not None:
            window.installEventFilter(self)  # a second time changes nothing
