"""Long work in sight: what is being done, how far it is, and a button that stops it."""

from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QWidget

from desktop.tasks import Ticket
from desktop.widgets.parts import button, label


class WorkBar(QWidget):
    """Hidden until work begins, hidden again when it ends."""

    def __init__(self) -> None:
        super().__init__()
        self._ticket: Ticket | None = None
        self._words = label("", "muted")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.cancel = button(self.tr("Cancel"), self._cancel)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        row.addWidget(self._words)
        row.addWidget(self.bar, 1)
        row.addWidget(self.cancel)
        self.hide()

    def start(self, text: str) -> None:
        """Show that work has begun; how much there is, is not known yet."""
        self._words.setText(text)
        self.bar.setRange(0, 0)
        self.cancel.setEnabled(True)
        self.show()

    def watch(self, ticket: Ticket) -> None:
        """Say which work the button stops."""
        self._ticket = ticket

    def step(self, done: int, total: int) -> None:
        """Show how far it is."""
        self.bar.setRange(0, total)
        self.bar.setValue(done)

    def say(self, text: str) -> None:
        """Say what is being done now, unless it is being stopped."""
        if self.cancel.isEnabled():
            self._words.setText(text)

    def stop(self) -> None:
        """The work is over."""
        self._ticket = None
        self.hide()

    def _cancel(self) -> None:
        if self._ticket is not None:
            self._ticket.cancel()
            self.cancel.setEnabled(False)
            self._words.setText(self.tr("Stopping…"))
