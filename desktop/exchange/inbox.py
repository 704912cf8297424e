"""A folder that is watched for parcels, if the person wants that. It only says that some lie there."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QObject, QSettings, QTimer, Signal

from db.parcels import Waiting, waiting_in
from db.progress import Progress
from db.store import Office
from desktop.i18n import number
from desktop.tasks import Failure, Tasks

SETTLE = 800  # milliseconds after the last change: a copy is rarely finished at once
AGAIN = 10_000  # milliseconds between looks for a folder that is not there: a stick that comes and goes
_FOLDER, _KNOWN = "inbox", "inbox_no_parcels"


class Inbox(QObject):
    """What lies in the folder and was not taken in yet."""

    changed = Signal()

    def __init__(self, tasks: Tasks, settings: QSettings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tasks, self._settings = tasks, settings
        self.waiting: tuple[Waiting, ...] = ()
        self._watcher = QFileSystemWatcher(self)
        self._soon = QTimer(self, singleShot=True, interval=SETTLE)
        self._again = QTimer(self, interval=AGAIN)
        self._watcher.directoryChanged.connect(self.look_soon)
        self._soon.timeout.connect(self.look)
        self._again.timeout.connect(self.look)

    @property
    def folder(self) -> Path | None:
        """The folder that is watched; None where none is."""
        text = str(self._settings.value(_FOLDER, ""))
        return Path(text) if text else None

    def watch(self, folder: Path | None) -> None:
        """Watch this folder from now on; None watches none."""
        self._settings.setValue(_FOLDER, str(folder) if folder else "")
        if self._watcher.directories():
            self._watcher.removePaths(self._watcher.directories())
        self.look()

    def look_soon(self) -> None:
        """Look into the folder when it has been quiet for a moment."""
        self._soon.start()

    def look(self) -> None:
        """Look into the folder in the background."""
        folder = self.folder
        if folder is None:
            self._again.stop()
            self._take(())
            return
        self._tasks.long(partial(_look, self._tasks.office, folder, self._known()), self._found, self._failed)

    def news(self) -> str:
        """Return how many of what lie there: of photos and papers only where nothing else does."""
        text = self.tr("New parcels in {folder}: {count}")
        if all(one.companion for one in self.waiting):
            text = self.tr("New files of photos and papers in {folder}: {count}")
        return text.format(folder=self.folder, count=number(len(self.waiting)))

    def nothing_more(self, files: list[Path]) -> None:
        """Remember files of which a person has seen that nothing (more) can be taken from them here."""
        paths = set(files)
        seen = [one.sha256 for one in self.waiting if one.path in paths]
        if seen:
            self._settings.setValue(_KNOWN, " ".join(sorted({*self._known(), *seen})))
            self._take(tuple(one for one in self.waiting if one.path not in paths))

    def stop(self) -> None:
        """Watch no more: the window closes."""
        for timer in (self._soon, self._again):
            timer.stop()
        if self._watcher.directories():
            self._watcher.removePaths(self._watcher.directories())

    def _known(self) -> frozenset[str]:
        return frozenset(str(self._settings.value(_KNOWN, "")).split())

    def _found(self, found: "tuple[bool, tuple[Waiting, ...]]") -> None:
        there, waiting = found
        folder = self.folder
        if there and folder is not None:
            if str(folder) not in self._watcher.directories():
                self._watcher.addPath(str(folder))
            self._again.stop()
        elif not self._again.isActive():
            self._again.start()
        self._take(waiting)

    def _failed(self, error: Failure) -> None:
        """Say nothing: nobody asked for this look, and what is wrong shows where somebody does something."""

    def _take(self, waiting: tuple[Waiting, ...]) -> None:
        if waiting != self.waiting:
            self.waiting = waiting
            self.changed.emit()


def _look(office: Office, folder: Path, known: frozenset[str], progress: Progress) -> tuple[bool, tuple[Waiting, ...]]:
    with office.read() as reading:
        return folder.is_dir(), tuple(waiting_in(reading, office.attachments, folder, known))
