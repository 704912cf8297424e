"""A card on which files can be dropped."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QMimeData, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QFrame

from desktop.theme import mark


class DropCard(QFrame):
    """Lights up when files of the right kind, or `folders` of them, are held over it."""

    dropped = Signal(object)  # the files

    def __init__(self, suffixes: Sequence[str] = (), *, folders: bool = False) -> None:
        super().__init__()
        self._folders = folders
        self._suffixes = tuple(suffixes)
        self.setProperty("look", "drop")
        self.setAcceptDrops(True)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Light up."""
        if self.wanted(event.mimeData()):
            event.acceptProposedAction()
            mark(self, over=True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Go dark again."""
        mark(self, over=False)

    def dropEvent(self, event: QDropEvent) -> None:
        """Tell what was dropped."""
        mark(self, over=False)
        event.acceptProposedAction()
        self.dropped.emit(self.wanted(event.mimeData()))

    def wanted(self, data: QMimeData) -> list[Path]:
        """Return what of a drag is taken here."""
        return [p for p in files_in(data) if p.suffix.lower() in self._suffixes or (self._folders and p.is_dir())]


def files_in(data: QMimeData) -> list[Path]:
    """Return the files of this machine that somebody drags or has copied."""
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
