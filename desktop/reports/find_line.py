"""Words to find in the pages of a paper: a line to write them in, and how many places there are."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from desktop.widgets.parts import label, tool_button


class FindLine(QWidget):
    """Asks for words where they are new, else for the next place or the one before."""

    sought = Signal(str)
    stepped = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._words = ""  # those whose places are shown
        self.line = QLineEdit()
        self.line.setPlaceholderText(self.tr("Find in the pages  (Ctrl+F)"))
        self.line.setAccessibleName(self.tr("Find in the pages"))
        self.line.setClearButtonEnabled(True)
        self.line.setFixedWidth(280)
        self.line.installEventFilter(self)
        self.said = label("", "muted")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.line)
        row.addWidget(tool_button(self.tr("The place before  Shift+F3"), "up", self.before))
        row.addWidget(tool_button(self.tr("The next place  F3"), "down", self.after))
        row.addWidget(self.said)

    def begin(self) -> None:
        """Put the cursor where the words are written."""
        self.line.setFocus()
        self.line.selectAll()

    def after(self) -> None:
        """Find what is written, or go to the next place where it stands."""
        self._go(1)

    def before(self) -> None:
        """Go to the place before."""
        self._go(-1)

    def forget(self) -> None:
        """Take it that nothing was looked for: the pages are others now."""
        self._words = ""
        self.said.clear()

    def say(self, words: str, at: int, count: int) -> None:
        """Say at which of how many places of some words somebody is; what was written since is another matter."""
        if words == self._words:
            told = self.tr("{number} of {count}").format(number=at + 1, count=count)
            self.said.setText(told if count else self.tr("Nothing found") if words else "")

    @property
    def words(self) -> str:
        """The words whose places are shown."""
        return self._words

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let Enter find: it would press a button of the dialog otherwise."""
        enter = isinstance(event, QKeyEvent) and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if watched is self.line and enter and event.type() == QEvent.Type.KeyPress:
            self._go(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)  # pyright: ignore[reportAttributeAccessIssue]
            return True
        return super().eventFilter(watched, event)

    def _go(self, by: int) -> None:
        words = self.line.text().strip()
        if words == self._words:
            self.stepped.emit(by)
        else:
            self._words = words
            self.said.setText(self.tr("Looking…") if words else "")
            self.sought.emit(words)
