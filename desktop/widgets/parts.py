"""Labels, buttons and frames with the looks of the style sheet."""

from collections.abc import Callable
from html import escape
from itertools import pairwise

from PySide6 import QtGui
from PySide6.QtCore import QCoreApplication, Qt, SignalInstance
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from desktop import icons

Pressed = Callable[..., object] | SignalInstance  # a bound method, or a signal to pass the click on to


def label(text: str = "", look: str = "", wrap: bool = False) -> QLabel:
    """Return a label; plain text always, because records may contain anything."""
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setProperty("look", look)
    if wrap:
        made.setWordWrap(True)
        made.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    return made


def beside_title() -> QLabel:
    """Return a quiet label whose letters stand on the line of the title to its left."""
    title, made = label("", "title"), label("", "muted")
    for one in (title, made):
        one.ensurePolished()
    above, own = (one.fontMetrics().ascent() - one.fontMetrics().descent() for one in (title, made))
    made.setContentsMargins(0, above - own, 0, 0)
    return made


def as_it_is(text: str) -> str:
    """Return a text so that tips and message boxes show it as it is: Qt would draw HTML that a record may contain."""
    if not QtGui.Qt.mightBeRichText(text):
        return text
    return f"<span>{escape(text, quote=False).replace(chr(10), '<br>')}</span>"


def button(text: str, pressed: Pressed, look: str = "", icon: str = "") -> QPushButton:
    """Return a push button; `pressed` is a bound method."""
    made = QPushButton(text)
    made.setProperty("look", look)
    made.setAutoDefault(False)
    if icon:
        icons.put(made, icon, {"main": "on_accent", "danger": "danger"}.get(look, "muted"))
    made.clicked.connect(pressed)
    return made


def add_named(column: QVBoxLayout, name: str, widget: QWidget) -> None:
    """Add an input with its name above it."""
    caption = label(name, "label")
    caption.setBuddy(widget)
    widget.setAccessibleName(name)
    column.addWidget(caption)
    column.addWidget(widget)
    column.addSpacing(4)


def tool_button(name: str, icon: str, pressed: Pressed) -> QToolButton:
    """Return a small button with only an icon; its name is its tool tip and what a screen reader says."""
    made = QToolButton()
    icons.put(made, icon)
    made.setToolTip(name)
    made.setAccessibleName(name.partition("  ")[0])
    made.clicked.connect(pressed)
    return made


def card(margin: int = 18, spacing: int = 10) -> tuple[QFrame, QVBoxLayout]:
    """Return a frame that stands out from the page, and the layout to fill."""
    frame = QFrame()
    frame.setProperty("look", "card")
    layout = QVBoxLayout(frame)
    layout.setContentsMargins(margin, margin, margin, margin)
    layout.setSpacing(spacing)
    return frame, layout


def last_row(dialog: QDialog, go: QPushButton, *before: QWidget, leave: str = "") -> QHBoxLayout:
    """Return the row with which a dialog ends: what stands at the left, then Cancel and what the dialog is for.

    `leave` is another name for the way out, where what was typed is kept.
    """
    row = QHBoxLayout()
    for widget in before:
        row.addWidget(widget)
    row.addStretch()
    row.addWidget(button(leave or QCoreApplication.translate("dialogs", "Cancel"), dialog.reject))
    row.addWidget(go)
    return row


def in_order(*widgets: QWidget) -> None:
    """Let Tab go from each of some widgets to the next: those that are made late would come after all others."""
    for one, other in pairwise(widgets):
        QWidget.setTabOrder(one, other)


def last_within(whole: QWidget) -> QWidget:
    """Return the last widget of those inside of another to which Tab goes."""
    inside = whole.findChildren(QWidget)
    return next((one for one in inside if not whole.isAncestorOf(one.nextInFocusChain() or whole)), whole)


def line() -> QFrame:
    """Return a thin line across."""
    made = QFrame()
    made.setProperty("look", "line")
    return made


def clear(layout: QVBoxLayout) -> None:
    """Remove every widget of a layout."""
    while item := layout.takeAt(0):
        widget = item.widget()
        if isinstance(widget, QWidget):
            widget.hide()  # a layout drops what it removes, but the widget would stay on the page until the loop turns
            widget.deleteLater()
