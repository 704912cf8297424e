"""A backup that a person opened: whoever knows its passphrase can put it in the place of the office."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal

from db.errors import KnownError
from db.progress import Progress
from db.store import put_back
from desktop.i18n import breakable, sentence
from desktop.tasks import Failure, Tasks
from desktop.widgets.ask import AskDialog
from desktop.widgets.secret import SecretLine
from desktop.widgets.working import WorkBar


class PutBack(AskDialog):
    """Asks for the passphrase of a backup; `went_back` carries it once the backup is in its place."""

    went_back = Signal(str)

    def __init__(self, tasks: Tasks, home: Path, backup: Path) -> None:
        text = self.tr(
            "{file} is an office as it was when this backup was made. It takes the place of the records on this "
            "laptop; those are first backed up themselves and can be put back in the same way."
        )
        title = self.tr("Go back to this backup?")
        super().__init__(title, text.format(file=breakable(backup.name)), self.tr("Go back"), None, "danger")
        self._tasks, self._home, self._backup = tasks, home, backup
        self.secret = SecretLine(self.tr("Passphrase or recovery code"))
        self.add(self.tr("Passphrase or recovery code"), self.secret)
        self.work = WorkBar(cancel=False)  # the old office stays whole until the very end; there is nothing to stop
        self._inputs.addWidget(self.work)
        self.agreed.connect(self._agreed)

    def _agreed(self) -> None:
        if self.secret.text():
            self.go.setEnabled(False)
            work = partial(_put_back, self._backup, self._home, self.secret.text())
            self.work.run(
                self._tasks, self.tr("Looking through it and putting it back…"), work, self._back, self._failed
            )

    def _back(self, _: object) -> None:
        secret = self.secret.text()
        self.secret.clear()
        self.accept()
        self.went_back.emit(secret)

    def _failed(self, error: Failure) -> None:
        self.go.setEnabled(True)
        self.refuse(sentence(error) if isinstance(error, KnownError) else self.tr("Stopped."))


def _put_back(backup: Path, home: Path, secret: str, progress: Progress) -> None:
    put_back(backup, home, secret)
