"""What stands on the screen while the backup at the end lasts, so that nobody switches the computer off meanwhile."""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QDialog, QVBoxLayout

from desktop.widgets.parts import label
from desktop.widgets.working import LASTS, WorkBar


class Parting(QDialog):
    """Comes only where the backup lasts, and goes by itself: there is nothing to do and nothing to stop."""

    def __init__(self) -> None:
        super().__init__()
        self.setWindowTitle(self.tr("Groundwork"))
        self.setMinimumWidth(420)
        self.work = WorkBar(cancel=False)
        column = QVBoxLayout(self)
        column.setContentsMargins(22, 20, 22, 18)
        column.setSpacing(10)
        column.addWidget(label(self.tr("Everything is saved"), "heading"))
        text = self.tr("The backup of today is being made. This goes away by itself.")
        column.addWidget(label(text, "muted", wrap=True))
        column.addWidget(self.work)
        self._lasting = QTimer(self, singleShot=True, interval=LASTS)
        self._lasting.timeout.connect(self.show)

    def begin(self) -> None:
        """Come in a moment, unless it is over before."""
        self.work.start(self.tr("Backing up…"))
        self._lasting.start()

    def end(self) -> None:
        """Go away."""
        self._lasting.stop()
        self.work.stop()
        self.hide()

    def reject(self) -> None:
        """Stay: closing it would stop nothing."""
