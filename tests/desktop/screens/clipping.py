"""Finds words that do not fit: visible labels and buttons that are smaller than they ask to be."""

from PySide6.QtWidgets import QLabel, QPushButton, QWidget


def clipped(root: QWidget) -> list[str]:
    """Return the words of visible labels and buttons that are cut off."""
    found: list[str] = []
    for widget in root.findChildren(QWidget):
        if not isinstance(widget, QLabel | QPushButton) or not widget.isVisible() or not widget.text():
            continue
        if isinstance(widget, QLabel) and widget.wordWrap():
            needed = widget.heightForWidth(widget.width())
            longest = max(
                (widget.fontMetrics().horizontalAdvance(w) for w in widget.text().replace("\u200b", " ").split()),
                default=0,
            )
            cut = widget.height() < needed or widget.width() < longest
        else:
            wish = widget.minimumSizeHint()
            cut = widget.width() < wish.width() or widget.height() < wish.height()
        if cut:
            found.append(f"{type(widget).__name__} “{widget.text()[:60]}” {widget.size().toTuple()}")
    return found
