"""A card on which files can be dropped."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QFrame

from desktop.theme import mark


class DropCard(QFrame):
    """Lights up when files of the right kind, or `folders` of them, are held over it."""

    dropped = Signal(object)  # the files

    def __init__(self, suffixes: Sequence[str], *, folders: bool = False) -> None:
        super().__init__()
        self._folders = folders
        self._suffixes = tuple(suffixes)
        self.setProperty("look", "drop")
        self.setAcceptDrops(True)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Light up."""
        if self._files(event):
            event.acceptProposedAction()
            mark(self, over=True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Go dark again."""
        mark(self, over=False)

    def dropEvent(self, event: QDropEvent) -> None:
        """Tell what was dropped."""
        mark(self, over=False)
        event.acceptProposedAction()
        self.dropped.emit(self._files(event))

    def _files(self, event: QDropEvent) -> list[Path]:
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        return [p for p in paths if p.suffix.lower() in self._suffixes or (self._folders and p.is_dir())]
