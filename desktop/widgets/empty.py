"""What stands where a list has nothing to show: what to do next."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout

from desktop import icons
from desktop.widgets.parts import button, label

WIDEST, MARGIN = 540, 32


class EmptyState(QFrame):
    """A heading, a sentence and at most one button, in the middle of a card."""

    def __init__(self, action: Callable[[], object] | None = None) -> None:
        super().__init__()
        self.setProperty("look", "card")
        self._heading = label("", "heading", wrap=True)
        self._text = label("", "muted", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        column.setSpacing(8)
        column.addStretch(2)
        for part in (self._heading, self._text):
            part.setAlignment(Qt.AlignmentFlag.AlignCenter)
            column.addWidget(part, 0, Qt.AlignmentFlag.AlignHCenter if part is self._text else Qt.AlignmentFlag(0))
        self.button = None
        if action is not None:
            self.button = button("", action, "main")
            column.addSpacing(6)
            column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)

    def say(self, heading: str, text: str, action: str = "", icon: str = "plus") -> None:
        """Show these words; no button where `action` is empty."""
        self._heading.setText(heading)
        self._text.setText(text)
        self._fit()
        if self.button is not None:
            self.button.setText(action)
            icons.put(self.button, icon, "on_accent")
            self.button.setVisible(bool(action))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break the text where the card ends."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        words = self._text.fontMetrics().horizontalAdvance(self._text.text()) + 8
        room = max(self.width() - 2 * MARGIN, 120) if self.isVisible() else WIDEST
        self._text.setFixedWidth(min(WIDEST, words, room))
        self._text.setMinimumHeight(
            max(self._text.heightForWidth(self._text.width()), 0)
        )  # a centred label is not asked
