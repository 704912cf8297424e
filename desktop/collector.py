"""Collects garbage on the main thread only.

Python's collector runs in whichever thread happens to allocate. In a worker it could destroy a window that was part of
a reference cycle, and Qt allows that on the main thread only: it crashes, rarely and somewhere else.
"""

import gc

from PySide6.QtCore import QObject, QTimer

EVERY = 2_000  # milliseconds


class Collector(QObject):
    """Takes over from Python's automatic collector until it is stopped."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._limits = gc.get_threshold()
        self._timer = QTimer(self, interval=EVERY)
        self._timer.timeout.connect(self.collect)

    def start(self) -> None:
        """Begin. What is there now is there until the end: looking it through each time would hold the window up."""
        gc.disable()
        gc.freeze()
        self._timer.start()

    def stop(self) -> None:
        """Give the work back."""
        self._timer.stop()
        gc.unfreeze()
        gc.enable()

    def collect(self) -> None:
        """Collect as many generations as the automatic collector would."""
        counts = gc.get_count()
        for generation in (2, 1, 0):
            if counts[generation] > self._limits[generation]:
                gc.collect(generation)
                return
