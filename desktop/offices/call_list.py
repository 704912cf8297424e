"""Who must be called: one sentence an office, the most urgent first, each with the page where one sees more."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from db.board import Call
from desktop.widgets.parts import button, clear, label

HIGHEST = 0.3  # of the window: the table beneath must stay in sight


class CallList(QScrollArea):
    """The sentences in a card that scrolls where there are many."""

    page_wanted = Signal(str, str)  # a page, and the laptop to be chosen there, "" for none

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []
        self.setAccessibleName(self.tr("Who must I call"))
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setProperty("look", "card")
        self._inside = QWidget()
        self._column = QVBoxLayout(self._inside)
        self._column.setContentsMargins(14, 8, 14, 8)
        self._column.setSpacing(2)
        self.setWidget(self._inside)

    def show_calls(self, calls: Sequence[Call], further: str) -> None:
        """Show these; `further` is something to know for which nobody need be called."""
        clear(self._column)
        self.texts = [one.text for one in calls]
        names = {"exchange": self.tr("Send and receive"), "laptops": self.tr("Laptops")}
        for one in calls:
            row = CallRow(one, names[one.page])
            row.page_wanted.connect(self.page_wanted)
            self._add(row)
        if further:
            self._add(label(further, "muted", wrap=True))
        if not calls:
            text = self.tr("Nobody need be called: what was expected has come, and all of it can be trusted.")
            self._add(label(text, "", wrap=True))
        self._column.addStretch()
        self._fit()

    def _add(self, row: QWidget) -> None:
        self._column.addWidget(row)
        row.show()  # a layout gives no height to what is not shown yet

    def _fit(self) -> None:
        """Be as high as the sentences need, up to a limit."""
        self._column.activate()
        width = max(self.viewport().width(), 400)
        wanted = max(self._column.heightForWidth(width), self._inside.minimumSizeHint().height()) + 8
        self.setFixedHeight(min(wanted, int(self.window().height() * HIGHEST)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Sentences that get another width need another height."""
        super().resizeEvent(event)
        self._fit()


class CallRow(QWidget):
    """One sentence, and a button to the page where one sees more."""

    page_wanted = Signal(str, str)  # a page, and the laptop to be chosen there, "" for none

    def __init__(self, call: Call, name: str) -> None:
        super().__init__()
        self._call = call
        self.more = button(name, self._want, "link")
        self.more.setAccessibleName(f"{name}: {call.office}")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        words = label(call.text, "", wrap=True)
        words.setContentsMargins(0, 4, 0, 4)  # in line with the button
        row.addWidget(words, 1)
        row.addWidget(self.more, 0, Qt.AlignmentFlag.AlignTop)

    def _want(self) -> None:
        self.page_wanted.emit(self._call.page, self._call.replica)
