"""The line that people search in, alike on every page."""

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLineEdit

from desktop import icons

SEARCH_AFTER = 120  # milliseconds after the last key


class SearchLine(QLineEdit):
    """Says what is searched for a moment after the last key."""

    searched = Signal(str)

    def __init__(self, hint: str, name: str) -> None:
        super().__init__()
        self.setProperty("look", "search")
        self.setPlaceholderText(hint)
        self.setAccessibleName(name)
        self.setClearButtonEnabled(True)
        self._glass = QAction(icons.icon("search"), "", self)
        self.addAction(self._glass, QLineEdit.ActionPosition.LeadingPosition)
        self._soon = QTimer(self, singleShot=True, interval=SEARCH_AFTER)
        self._soon.timeout.connect(self._search)
        self.textChanged.connect(self._typed)

    def begin(self) -> None:
        """Put the cursor here; what is typed takes the place of what was searched before."""
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.selectAll()

    def changeEvent(self, event: QEvent) -> None:
        """Take the colours of another theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._glass.setIcon(icons.icon("search"))

    def _typed(self) -> None:
        self._soon.start()

    def _search(self) -> None:
        self.searched.emit(self.text().strip())
