"""A small dialog that asks for one or two things and stays open until the answer was good."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from desktop.wheel_guard import guard
from desktop.widgets.parts import button, label

WIDTH = 480


class AskDialog(QDialog):
    """Words, inputs under each other, and one button.

    `agreed` says that the person pressed the button; whoever made the dialog looks at the inputs and then lets it go
    with `accept`, or says with `refuse` what is wrong.
    """

    agreed = Signal()

    def __init__(self, title: str, text: str, verb: str, parent: QWidget | None, look: str = "main") -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Groundwork"))
        self.go = button(verb, self.agreed, look)
        self.go.setDefault(True)
        self.problem = label("", "danger", wrap=True)
        self.problem.hide()
        self._cancel = button(self.tr("Cancel"), self.reject)
        self._last: QWidget | None = None
        self._inputs = QVBoxLayout()
        self._inputs.setSpacing(4)
        last = QHBoxLayout()
        last.addStretch()
        last.addWidget(self._cancel)
        last.addWidget(self.go)
        column = QVBoxLayout(self)
        column.setContentsMargins(22, 20, 22, 18)
        column.setSpacing(10)
        column.addWidget(label(title, "heading", wrap=True))
        column.addWidget(label(text, "muted", wrap=True))
        column.addLayout(self._inputs)
        column.addWidget(self.problem)
        column.addStretch(1)
        column.addLayout(last)
        self.setFixedWidth(WIDTH)

    def add(self, name: str, widget: QWidget, hint: str = "") -> None:
        """Add an input under its name."""
        caption = label(name, "label")
        caption.setBuddy(widget)
        (widget.focusProxy() or widget).setAccessibleName(name)
        guard(widget)
        if isinstance(widget, QLineEdit):
            widget.setMaxLength(500)
        self._inputs.addWidget(caption)
        self._inputs.addWidget(widget)
        if hint:
            self._inputs.addWidget(label(hint, "small", wrap=True))
        self._inputs.addSpacing(4)
        if self._last is None:
            widget.setFocus()
        else:
            self.setTabOrder(self._last, widget)
        self.setTabOrder(widget, self._cancel)
        self.setTabOrder(self._cancel, self.go)
        self._last = widget

    def showEvent(self, event: QShowEvent) -> None:
        """Be as high as the words need."""
        super().showEvent(event)
        self.adjustSize()

    def refuse(self, text: str) -> None:
        """Say what is wrong with the answer."""
        self.problem.setText(text)
        self.problem.show()
        self.adjustSize()
