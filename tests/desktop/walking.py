"""Walking with the Tab key: what it reaches, in which order, and what is wrong with it."""

from itertools import pairwise

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLineEdit, QScrollArea, QWidget


def name_of(widget: QWidget) -> str:
    """Return what a screen reader says of a control."""
    if widget.accessibleName():
        return widget.accessibleName()
    if isinstance(widget, QAbstractButton):
        return widget.text() or widget.toolTip()
    if isinstance(widget, QLineEdit) and isinstance(widget.parentWidget(), QComboBox):
        return name_of(widget.parentWidget())
    return ""


def stops(root: QWidget) -> list[QWidget]:
    """Return everything under a widget that Tab reaches, in the order in which it does."""
    here, found = root.nextInFocusChain(), []
    while here is not root:
        if (
            here.focusPolicy() & Qt.FocusPolicy.TabFocus
            and here.isEnabled()
            and here.focusProxy() is None
            and here.isVisibleTo(root)
            and root.isAncestorOf(here)
        ):
            found.append(here)
        here = here.nextInFocusChain()
    return found


def _way_to(widget: QWidget, root: QWidget) -> list[QWidget]:
    """Return the scroll areas that a control stands in, from outside to inside, and the control."""
    way, above = [widget], widget.parentWidget()
    while above is not None and above is not root:
        if isinstance(above, QScrollArea):
            way.append(above)
        above = above.parentWidget()
    return way[::-1]


def backwards(root: QWidget, walk: list[QWidget]) -> list[str]:
    """Return each step of a walk that goes against the way one reads: back in a line, or up in a column.

    What can be scrolled stands, for what is outside of it, where its area stands.
    """

    def place(widget: QWidget) -> QRect:
        return QRect(widget.mapTo(root, QPoint()), widget.size())

    found: list[str] = []
    for one, other in pairwise(walk):
        ways = zip(_way_to(one, root), _way_to(other, root), strict=False)
        here, there = next(((place(a), place(b)) for a, b in ways if a is not b), (place(one), place(other)))
        above = there.bottom() <= here.top() and there.left() <= here.right()
        beside = there.top() < here.bottom() and here.top() < there.bottom()
        if above or (beside and there.right() <= here.left()):
            found.append(f"{name_of(one)} → {name_of(other)}")
    return found


def faults(root: QWidget, seen: set[str]) -> list[str]:
    """Return what is wrong with the controls under a widget; the look of focus is tried once for each kind of them."""
    walk = stops(root)
    steps = backwards(root, [*walk, walk[0]] if root.isWindow() else walk)
    if root.isWindow() and len(steps) == 1:
        steps = []  # Tab goes round in a dialog: once it comes back to where one begins to read
    found = [f"goes back: {step}" for step in steps]
    for widget in walk:
        kind = f"{type(widget).__name__} {widget.property('look') or ''}".strip()
        if not name_of(widget):
            found.append(f"no name: {kind} {widget.objectName()}")
        if QAccessible.queryAccessibleInterface(widget).role() == QAccessible.Role.NoRole:
            found.append(f"no role: {kind} {name_of(widget)}")
        if kind not in seen:
            seen.add(kind)
            if not shows_focus(widget):
                found.append(f"focus cannot be seen: {kind} {name_of(widget)}")
    return found


def shows_focus(widget: QWidget) -> bool:
    """Whether a control looks different while the keyboard is in it."""
    widget.setFocus(Qt.FocusReason.TabFocusReason)
    if not widget.hasFocus():
        return True  # its window is not the active one: tried where it is
    within = widget.grab().toImage()
    widget.clearFocus()
    return within != widget.grab().toImage()
