"""A frame around what needs a least size: as large as there is room, and scrolled where there is less."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget


class Room(QScrollArea):
    """Gives its widget all the room there is, or the least that it needs.

    Qt's own resizing asks for the height at which no text of the widget would be cut, and scrolls far too early.
    """

    def __init__(self, inside: QWidget, least: QSize) -> None:
        super().__init__()
        self._least = least
        self.setWidget(inside)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the widget follow."""
        super().resizeEvent(event)
        self.widget().resize(self.viewport().size().expandedTo(self._least))
