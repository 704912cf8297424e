"""The wheel scrolls the page and never changes a value: in data entry that would be silent corruption."""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QWidget


class WheelGuard(QObject):
    """Takes wheel events from an input before it sees them and lets the page behind it scroll."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stop wheel events; ignored, they go on to the widget behind."""
        if event.type() == QEvent.Type.Wheel:
            event.ignore()
            return True
        return False


def guard(widget: QWidget) -> None:
    """Make `widget` deaf to the wheel."""
    widget.installEventFilter(WheelGuard(widget))
