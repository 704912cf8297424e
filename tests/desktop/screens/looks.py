"""What pictures are taken in, and waiting until a window has nothing more to do."""

from PySide6.QtCore import QCoreApplication
from pytestqt.qtbot import QtBot

from desktop import theme
from desktop.window.main_window import MainWindow

LOOKS = {"light": theme.LIGHT, "dark": theme.DARK}
SIZES = ((1180, 640), (1920, 1080))  # the smallest window that is promised, and a large one


def settle(window: MainWindow, qtbot: QtBot) -> None:
    """Wait until all is read and drawn: painting asks for rows, rows change the layout, and that paints again."""
    for _ in range(4):
        window.repaint()
        qtbot.waitUntil(lambda: window.context.tasks.idle)
        QCoreApplication.sendPostedEvents()
