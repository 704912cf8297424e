"""The inputs of a form. All of them speak text: what was typed, or a code; "" is not recorded."""

from collections.abc import Sequence
from decimal import Decimal

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QPlainTextEdit, QWidget

from db.catalogue import Refused
from db.catalogue.kinds import MONEY
from desktop.i18n import money_text
from desktop.theme import mark
from desktop.wheel_guard import guard
from desktop.widgets.parts import tool_button

Options = Sequence[tuple[str, str]]  # what can be chosen: a code (or the id of a record) and what it is called
GROUPED = 10_000  # an amount from which on its figures are hard to count by eye
CELL = 76  # the width of a count and its caption: six of them fit beside a list on a small screen


class Editor(QWidget):
    """One input of a form."""

    edited = Signal()

    def __init__(self, inner: QWidget) -> None:
        super().__init__()
        self.inner = inner
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(0, 0, 0, 0)
        self.row.setSpacing(4)
        self.row.addWidget(inner)
        self.setFocusProxy(inner)

    def text(self) -> str:
        """Return what stands in it."""
        raise NotImplementedError

    def set_text(self, text: str) -> None:
        """Show a value; says nothing of an edit."""
        raise NotImplementedError

    def understood(self) -> str:
        """Return how the text was understood, for the line beneath; "" where there is nothing to say."""
        return ""

    def set_wrong(self, wrong: bool) -> None:
        """Draw the frame of a value that cannot be taken."""
        if bool(self.inner.property("wrong")) != wrong:
            mark(self.inner, wrong=wrong)

    def set_locked(self, locked: bool) -> None:
        """Let the value be read only."""
        self.inner.setEnabled(not locked)

    def set_name(self, name: str, text: str) -> None:
        """Say what it is to a screen reader, and more in a tool tip."""
        self.inner.setAccessibleName(name)
        self.inner.setAccessibleDescription(text)
        self.inner.setToolTip(text)

    def say_edited(self, *_: object) -> None:
        """Pass on that a person changed something."""
        self.edited.emit()


class LineEditor(Editor):
    """One line of text, a count or an amount."""

    def __init__(self, look: str = "") -> None:
        self.line = QLineEdit()
        super().__init__(self.line)
        if look:
            self.line.setProperty("look", look)
            self.line.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.line.textEdited.connect(self.say_edited)

    def text(self) -> str:
        """Return the line."""
        return self.line.text().strip()

    def set_locked(self, locked: bool) -> None:
        """Let the line be read and copied only."""
        self.line.setReadOnly(locked)

    def set_text(self, text: str) -> None:
        """Show a line from its beginning."""
        self.line.setText(text)
        self.line.setCursorPosition(0)


class MoneyEditor(LineEditor):
    """An amount; beneath it how it was understood, with the separators that make it readable."""

    def __init__(self) -> None:
        super().__init__("count")

    def understood(self) -> str:
        """Return a large amount as it is printed."""
        try:
            amount = Decimal(str(MONEY.parse(self.text(), None) or 0))
        except Refused:
            return ""
        return money_text(amount) if amount >= GROUPED else ""


class NoteEditor(Editor):
    """Text of several lines that grows with what is written; Tab leaves it."""

    LINES = (4, 14)

    def __init__(self) -> None:
        self.note = QPlainTextEdit()
        super().__init__(self.note)
        guard(self.note)
        self.note.setTabChangesFocus(True)
        self.note.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self._silent = False
        self.note.textChanged.connect(self._changed)
        self.note.document().documentLayout().documentSizeChanged.connect(self._grow)
        self._grow()

    def text(self) -> str:
        """Return the note."""
        return self.note.toPlainText().strip()

    def set_text(self, text: str) -> None:
        """Show a note."""
        self._silent = True
        self.note.setPlainText(text)
        self._silent = False

    def set_locked(self, locked: bool) -> None:
        """Let the note be read and copied only."""
        self.note.setReadOnly(locked)

    def _changed(self) -> None:
        if not self._silent:
            self.edited.emit()

    def _grow(self, *_: object) -> None:
        least, most = self.LINES
        lines = min(max(int(self.note.document().size().height()), least), most)
        self.note.setFixedHeight(lines * self.note.fontMetrics().lineSpacing() + 22)


class ChoiceEditor(Editor):
    """One of a short list; the first line is "not recorded"."""

    def __init__(self, options: Options = ()) -> None:
        self.box = QComboBox()
        super().__init__(self.box)
        guard(self.box)
        self.options: Options | None = None
        self.box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.box.setMinimumContentsLength(6)
        self.box.setMaxVisibleItems(16)
        self.box.activated.connect(self.say_edited)
        self.offer(options)

    def offer(self, options: Options) -> None:
        """Offer other choices; the one that was made stays."""
        if options == self.options:
            return
        chosen, self.options = self.text(), options
        self.box.clear()
        self.box.addItem("—", "")
        for code, name in options:
            self.box.addItem(name, code)
        self.set_text(chosen)

    def text(self) -> str:
        """Return the code."""
        return str(self.box.currentData() or "")

    def set_text(self, text: str) -> None:
        """Show a code; one that the list does not know is added, so that nothing vanishes."""
        place = self.box.findData(text)
        if place < 0:
            self.box.addItem(text, text)
            place = self.box.count() - 1
        self.box.setCurrentIndex(place)


class LinkEditor(ChoiceEditor):
    """A record of those that all offices share; one that is not there yet is made on the spot."""

    new_wanted = Signal()

    def __init__(self, kind: str) -> None:
        super().__init__()
        self.add = tool_button(self.tr("New: {kind}  Insert").format(kind=kind), "plus", self.new_wanted)
        self.row.addWidget(self.add)

    def set_locked(self, locked: bool) -> None:
        """Let the choice be read only."""
        super().set_locked(locked)
        self.add.setEnabled(not locked)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Insert make a new one, as in a table."""
        if event.key() == Qt.Key.Key_Insert and self.add.isEnabled():
            self.new_wanted.emit()
        else:
            super().keyPressEvent(event)


class CountEditor(LineEditor):
    """A small box for a number; Enter goes on to the next one, as in a spreadsheet."""

    def __init__(self) -> None:
        super().__init__("count")
        self.setFixedWidth(CELL)
        self.line.setMaxLength(12)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Enter move on."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.focusNextChild()
        else:
            super().keyPressEvent(event)


def later(widget: QWidget, milliseconds: int) -> QTimer:
    """Return a timer that fires once after the last of several starts."""
    return QTimer(widget, singleShot=True, interval=milliseconds)
