"""A number that goes up and down, large enough to be read standing."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout

from desktop.widgets.parts import label

LARGE = 22  # points


class Counter(QFrame):
    """A count with its name, its key and two buttons for whoever has a mouse in hand."""

    counted = Signal(object)  # +1 or -1

    def __init__(self, name: str, key: str) -> None:
        super().__init__()
        self.setProperty("look", "card")
        self.number = QLabel("–")
        font = QFont(self.number.font())
        font.setPointSize(LARGE)
        self.number.setFont(font)
        self.number.setAccessibleName(name)
        self.less = QPushButton("−")
        self.more = QPushButton("+")
        for made, text in ((self.less, self.tr("{name}: one less")), (self.more, self.tr("{name}: one more"))):
            made.setAccessibleName(text.format(name=name))
            made.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the keyboard stays in the question
            made.setAutoDefault(False)
            made.setMinimumWidth(48)
        self.less.clicked.connect(self._down)
        self.more.clicked.connect(self._up)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self.number)
        words.addWidget(label(self.tr("{name}  {key}").format(name=name, key=key), "small"))
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 8, 10, 8)
        row.addLayout(words, 1)
        row.addWidget(self.less)
        row.addWidget(self.more)

    def show_number(self, number: int) -> None:
        """Show the count."""
        self.number.setText(str(number))

    def _up(self) -> None:
        self.counted.emit(1)

    def _down(self) -> None:
        self.counted.emit(-1)
