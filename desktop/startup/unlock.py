"""Unlocking: a passphrase or the recovery code. A wrong one says only that, and each makes the next wait longer."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QVBoxLayout

from db.errors import KnownError
from db.progress import Progress
from db.resources import resource
from db.store import Office
from db.store.recovery import take_keys
from desktop.i18n import sentence
from desktop.notices import Notices
from desktop.tasks import Failure, Tasks
from desktop.widgets.parts import button, label
from desktop.widgets.secret import SecretLine

LONGEST = 30  # seconds


class Unlock(QDialog):
    """Asks for the secret of an office; `second` is how long a second lasts, shorter in tests.

    `said` is what stands above, where it is not only that the register is locked. Where passphrase and code are lost,
    a key file that headquarters sent takes the place of the own, with the code that it reads out.
    """

    opened = Signal(object)

    def __init__(self, tasks: Tasks, notices: Notices, home: Path, second: int = 1000, said: str = "") -> None:
        super().__init__()
        self._notices = notices
        self._keys: Path | None = None
        self._said = said or self.tr("The register is locked.")
        self._tasks, self._home = tasks, home
        self._wrong, self._wait, self._busy = 0, 0, False
        self._tick = QTimer(self, interval=second)
        self._tick.timeout.connect(self._count_down)
        self.setWindowTitle(self.tr("Groundwork"))
        self.setFixedWidth(460)
        self.secret = SecretLine(self.tr("Passphrase or recovery code"))
        self.secret.setMinimumHeight(36)
        self.secret.textEdited.connect(self._typed)
        self.problem = label("", "danger", wrap=True)
        self.problem.hide()
        self.caption = label(self.tr("Passphrase or recovery code"), "label")
        self.lost = button(self.tr("Headquarters sent a key file…"), self.choose_keys, "link")
        self.lost.setToolTip(
            self.tr("When passphrase and recovery code are lost: send keys.json of this office to headquarters")
        )
        self.go = button("", self.unlock, "main")
        self.go.setDefault(True)
        self.go.setMinimumHeight(36)
        self._build()
        self._refresh()

    def unlock(self) -> None:
        """Try what was typed."""
        if self._busy or self._wait or not self.secret.text():
            return
        self._busy = True
        self._refresh()
        self._tasks.long(partial(_open, self._home, self.secret.text(), self._keys), self._take, self._failed)

    def choose_keys(self) -> None:
        """Ask for the key file that headquarters sent."""
        self._notices.choose_files(self.tr("Which key file?"), "", self.tr("Key files (*.json)"), self._chosen)

    def _chosen(self, files: list[Path]) -> None:
        self._keys = files[0]
        self.caption.setText(self.tr("Code that headquarters reads out, for {file}").format(file=files[0].name))
        self.secret.clear()
        self.secret.setFocus()

    def _take(self, office: Office) -> None:
        self._busy = False
        self.secret.clear()
        self.accept()
        self.opened.emit(office)

    def _failed(self, error: Failure) -> None:
        self._busy = False
        if isinstance(error, KnownError):
            self.problem.setText(sentence(error))
            self.problem.show()
            if error.code == "not-unlocked":
                self._wait = min(2**self._wrong, LONGEST)
                self._wrong += 1
                self._tick.start()
        self._refresh()
        self.secret.selectAll()
        self.secret.setFocus()
        self.adjustSize()

    def _count_down(self) -> None:
        self._wait -= 1
        if self._wait <= 0:
            self._wait = 0
            self._tick.stop()
        self._refresh()

    def _refresh(self) -> None:
        self.secret.setEnabled(not self._busy)
        self.go.setEnabled(bool(self.secret.text()) and not self._busy and not self._wait)
        if self._busy:
            self.go.setText(self.tr("Opening…"))
        elif self._wait:
            self.go.setText(self.tr("Try again in {seconds} s").format(seconds=self._wait))
        else:
            self.go.setText(self.tr("Open the register"))

    def _typed(self) -> None:
        self._refresh()

    def _build(self) -> None:
        picture = QLabel()
        picture.setPixmap(QIcon(str(resource("icons", "groundwork.svg"))).pixmap(QSize(48, 48)))
        head = QHBoxLayout()
        head.setSpacing(14)
        head.addWidget(picture)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(label("Groundwork", "title"))
        words.addWidget(label(self._said, "muted", wrap=True))
        head.addLayout(words, 1)
        self.caption.setBuddy(self.secret)
        column = QVBoxLayout(self)
        column.setContentsMargins(32, 30, 32, 28)
        column.setSpacing(8)
        column.addLayout(head)
        column.addSpacing(16)
        column.addWidget(self.caption)
        column.addWidget(self.secret)
        column.addWidget(self.problem)
        column.addSpacing(6)
        column.addWidget(self.go)
        column.addWidget(self.lost)
        column.setAlignment(Qt.AlignmentFlag.AlignTop)


def _open(home: Path, secret: str, sent: Path | None, progress: Progress) -> Office:
    if sent is not None:
        take_keys(home, sent, secret)
    return Office.open(home, secret)
