"""Long work in sight: what is being done, how far it is, and a button that stops it."""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QWidget

from db.progress import Progress
from db.store import Write
from desktop.i18n import number
from desktop.tasks import Again, Failed, Failure, Tasks, Ticket
from desktop.widgets.parts import button, label

LASTS = 500  # milliseconds after which short work turns out to be long


class WorkBar(QWidget):
    """Hidden until work begins, hidden again when it ends."""

    def __init__(self, *, cancel: bool = True) -> None:
        """Make it; without a button of its own where something else stops the work."""
        super().__init__()
        self._ticket: Ticket | None = None
        self._lasting = QTimer(self, singleShot=True, interval=LASTS)
        self._lasting.timeout.connect(self.show)
        self._words = label("", "muted")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self._counts = label("", "small")
        self.cancel = button(self.tr("Cancel"), self.ask_to_stop)
        if not cancel:
            self.cancel.hide()  # shown before it has a place, it would flash up as a window
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        row.addWidget(self._words)
        row.addWidget(self.bar, 1)
        row.addWidget(self._counts)
        row.addWidget(self.cancel)
        self.hide()

    def start(self, text: str, *, soon: bool = True) -> None:
        """Show that work has begun, at once or only where it lasts; how much there is, is not known yet."""
        self._words.setText(text)
        self._counts.clear()
        self.bar.setRange(0, 0)
        self.cancel.setEnabled(True)
        if soon:
            self.show()
        else:
            self._lasting.start()

    def run(
        self, tasks: Tasks, text: str, work: Callable[[Progress], Any], done: Callable[[Any], object], failed: Failed
    ) -> None:
        """Do long work in the background and show how far it is; `done` gets its result, `failed` why it failed."""
        self.start(text)
        self.watch(tasks.long(work, partial(self._over, done), partial(self._over, failed), self.step))

    def write(
        self,
        tasks: Tasks,
        text: str,
        gesture: tuple[str, str],
        work: Callable[[Write, Progress], Any],
        done: Callable[[Any], object],
        failed: Failed,
        again: Again | None = None,
    ) -> None:
        """Do a `gesture`, its kind and reason, that may take a while; it is kept whole or, where it is stopped, not.

        Where only a reason is missing, a person is asked, and `again` gets the answer.
        """
        self.start(text, soon=False)
        over = partial(self._over, done), partial(self._refused, tasks, failed, again)
        self.watch(tasks.write(*gesture, work, *over, progress=self.step))

    def _refused(self, tasks: Tasks, failed: Failed, again: Again | None, error: Failure) -> None:
        self.stop()
        if not tasks.ask_why(error, again):
            failed(error)

    def watch(self, ticket: Ticket) -> None:
        """Say which work the button stops."""
        self._ticket = ticket

    def step(self, done: int, total: int) -> None:
        """Show how far it is; of no `total`, only that it goes on."""
        self.bar.setRange(0, total)
        self.bar.setValue(done)
        counts = self.tr("{done} of {total}").format(done=number(done), total=number(total))
        self._counts.setText(counts if total else "")

    def say(self, text: str) -> None:
        """Say what is being done now, unless it is being stopped."""
        if self.cancel.isEnabled():
            self._words.setText(text)

    def stop(self) -> None:
        """The work is over."""
        self._ticket = None
        self._lasting.stop()
        self.hide()

    def ask_to_stop(self) -> bool:
        """Stop the work at its next step; return whether there is any."""
        if self._ticket is None:
            return False
        self._ticket.cancel()
        self.cancel.setEnabled(False)
        self._words.setText(self.tr("Stopping…"))
        return True

    def _over(self, then: Callable[[Any], object], result: Any) -> None:
        self.stop()
        then(result)
