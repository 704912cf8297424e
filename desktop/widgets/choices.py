"""Lists to choose from at the head of a page."""

from collections.abc import Iterable

from PySide6.QtWidgets import QComboBox

from desktop.wheel_guard import guard


def choice_box(name: str, options: Iterable[tuple[str, str]]) -> QComboBox:
    """Return a list to choose from, of code and name."""
    box = QComboBox()
    box.setAccessibleName(name)
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
    box.setMaxVisibleItems(16)
    for code, text in options:
        box.addItem(text, code)
    guard(box)
    return box
