"""One window over one office: a second start says that the first is open and ends."""

import contextlib
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLockFile
from PySide6.QtWidgets import QApplication, QMessageBox


def single_instance(home: Path) -> QLockFile | None:
    """Take the office's window for this program; None where another one has it.

    A lock that a crash left behind is noticed by its process and taken over. A folder that is not there yet is made:
    the first start is a window over it too.
    """
    with contextlib.suppress(OSError):  # where nothing can be written, the office itself says so
        home.mkdir(parents=True, exist_ok=True)
    lock = QLockFile(str(home / "window.lock"))
    lock.setStaleLockTime(0)  # only a dead process makes it stale, never its age
    taken = lock.tryLock(0) or lock.error() != QLockFile.LockError.LockFailedError
    return lock if taken else None


def say_already_open(app: QApplication) -> QMessageBox:
    """Open a box that tells the person so; the program ends with it."""
    box = QMessageBox()
    box.setIcon(QMessageBox.Icon.Information)
    box.setWindowTitle("Groundwork")
    text = QCoreApplication.translate("single", "This office is open in another window already. Go on there.")
    box.setText(text)
    box.finished.connect(app.quit)
    box.open()
    return box
