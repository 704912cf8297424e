"""A line for something that nobody else in the room should read, with an eye that shows it."""

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLineEdit

from desktop import icons


class SecretLine(QLineEdit):
    """Shows dots until the eye is pressed."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self.eye = QAction(icons.icon("eye"), self.tr("Show what is typed"), self)
        self.eye.setCheckable(True)
        self.eye.toggled.connect(self.show_typed)
        self.addAction(self.eye, QLineEdit.ActionPosition.TrailingPosition)

    def show_typed(self, shown: bool) -> None:
        """Show what is typed, or dots."""
        self.setEchoMode(QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password)
