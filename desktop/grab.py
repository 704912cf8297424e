"""The window as the self-check sees it: opened over an office, pictured when it is quiet, closed."""

import os
import sys
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QObject, QTimer, qVersion
from PySide6.QtGui import QGuiApplication, QImage, QImageWriter
from PySide6.QtWidgets import QApplication

from desktop import i18n
from desktop.app import Program, make_application
from desktop.window.main_window import USUAL

EVERY, LONGEST = 100, 120_000  # milliseconds between two looks, and until it gives up
COLOURS = 20  # a window that draws nothing has fewer


class _Watch(QObject):
    """Looks at the program until its window is quiet, takes the picture and closes it."""

    def __init__(self, program: Program) -> None:
        super().__init__()
        self._program = program
        self._waited, self._sized = 0, False
        self.image = QImage()
        self._timer = QTimer(self, interval=EVERY)
        self._timer.timeout.connect(self._look)
        self._timer.start()

    def _look(self) -> None:
        self._waited += EVERY
        window = self._program.window
        if window is not None and window.isVisible() and not self._sized:
            self._sized = True
            window.resize(*USUAL)  # a screen that is not there may be smaller; what that asks for comes first
        elif window is not None and window.isVisible() and self._program.tasks.idle:
            self._timer.stop()
            self.image = window.grab().toImage()
            window.close()  # the program makes its backup and ends
        elif self._waited >= LONGEST:
            self._timer.stop()
            QApplication.exit(1)


def grab(home: Path, secret: str) -> tuple[bytes, str]:
    """Open the office in `home` with its passphrase in the window; return a PNG picture and a line about it.

    Raises RuntimeError where no window came or it stayed empty.
    """
    if sys.platform == "linux" and not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # Qt ends the whole process where it finds no screen
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        app = make_application(sys.argv[:1])
    i18n.install(i18n.ENGLISH, app)
    program = Program(home, secret)
    watch = _Watch(program)
    program.begin()
    app.exec()
    if program.window is not None:
        program.window.deleteLater()
    image = watch.image
    if image.isNull():
        raise RuntimeError("the window did not come or did not grow quiet")
    colours = len({image.pixel(x, y) for x in range(0, image.width(), 7) for y in range(0, image.height(), 7)})
    if colours < COLOURS:
        raise RuntimeError(f"the window shows only {colours} colours")
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"png")).write(image)
    said = f"Qt {qVersion()}, {QGuiApplication.platformName()}, {image.width()} × {image.height()}, {colours} colours"
    return bytes(content.data()), said
