"""One side's value of a field, and the button that chooses it."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QRadioButton

from desktop.theme import mark
from desktop.widgets.parts import label

_MARGIN, _BUTTON, _SPACE = 6, 24, 4
INDENT = _MARGIN + _BUTTON + _SPACE  # where the words begin


class Option(QFrame):
    """A value beside a radio button; a click on the words is a click on the button."""

    def __init__(self, text: str, name: str, look: str = "") -> None:
        super().__init__()
        self.setProperty("look", "option")
        self.button = QRadioButton()
        self.button.setFixedWidth(_BUTTON)
        self.button.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.button.setAccessibleName(name)
        self.button.toggled.connect(self._toggled)
        self.words = label(text, look, wrap=True)
        row = QHBoxLayout(self)
        self.words.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.words.setContentsMargins(0, 3, 0, 3)
        row.setContentsMargins(_MARGIN, 2, 8, 2)
        row.setSpacing(_SPACE)
        row.addWidget(self.button, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.words, 1)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Choose the value."""
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.button.click()
            self.button.setFocus(Qt.FocusReason.MouseFocusReason)

    def _toggled(self, chosen: bool) -> None:
        mark(self, chosen=chosen)
        # The tabulator comes to the chosen one of the two; arrows go to the other.
        self.button.setFocusPolicy(Qt.FocusPolicy.StrongFocus if chosen else Qt.FocusPolicy.ClickFocus)
