"""What pictures are taken in, and waiting until a window has nothing more to do."""

import os

from PySide6.QtCore import QCoreApplication
from pytestqt.qtbot import QtBot

from desktop import theme
from desktop.window.main_window import MainWindow

LOOKS = {"light": theme.LIGHT, "dark": theme.DARK}
SIZES = ((1180, 640), (1366, 768), (1920, 1080))  # the smallest window that is promised, a usual one, a large one

# Whoever asks for the pictures gets all; to find words that are cut off, the smallest window is enough.
EVERY = "GROUNDWORK_SCREENS" in os.environ
CASES = [(size, look) for size in SIZES for look in LOOKS] if EVERY else [(SIZES[0], "dark")]
WORN = [*LOOKS] if EVERY else ["light"]


def settle(window: MainWindow, qtbot: QtBot) -> None:
    """Wait until all is read and drawn: painting asks for rows, rows change the layout, and that paints again."""
    for _ in range(4):
        window.repaint()
        qtbot.waitUntil(lambda: window.context.tasks.idle)
        QCoreApplication.sendPostedEvents()
