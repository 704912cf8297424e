"""About the program: which version it is, what changed in it, and the terms of everything that it is made of."""

from PySide6.QtCore import QCoreApplication, QSettings, QSize, Qt
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPlainTextEdit, QVBoxLayout, QWidget

import db
from db.resources import resource
from desktop.notices import Notices
from desktop.widgets.parts import button, label
from desktop.widgets.tabs import Tabs

_VERSION = "version"  # of the program that had the window last


def changes() -> str:
    """Return what changed, newest version first."""
    return resource("changes.txt").read_text(encoding="utf-8")


def licences() -> str:
    """Return the terms of all parts, which every package holds; a checkout has none of the parts inside."""
    file = resource("licences.txt")
    if file.is_file():
        return file.read_text(encoding="utf-8")
    return QCoreApplication.translate("About", "This program runs from a checkout. Its packages list the terms here.")


def tell_news(settings: QSettings, notices: Notices) -> None:
    """Say once, after an upgrade, that there is something new."""
    before = str(settings.value(_VERSION, ""))
    settings.setValue(_VERSION, db.__version__)
    if before not in ("", db.__version__):
        text = QCoreApplication.translate("About", "This is Groundwork {version} now. Shift+F1 shows what is new.")
        notices.say(text.format(version=db.__version__))


class About(QDialog):
    """Version, changes, licences."""

    def __init__(self, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("About Groundwork"))
        self.resize(760, 560)
        picture = QLabel()
        picture.setPixmap(QIcon(str(resource("icons", "groundwork.svg"))).pixmap(QSize(44, 44)))
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(label(f"Groundwork {db.__version__}", "title"))
        words.addWidget(
            label(self.tr("The field register of civil affairs offices. Works without a network."), "muted")
        )
        head = QHBoxLayout()
        head.setSpacing(14)
        head.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
        head.addLayout(words, 1)
        pages = Tabs(0, 0)
        self.news = _text(changes(), self.tr("What is new"))
        self.terms = _text(licences(), self.tr("Licences"))
        pages.add("news", self.tr("What is new"), self.news)
        pages.add("terms", self.tr("Licences"), self.terms)
        last = QHBoxLayout()
        last.addStretch()
        last.addWidget(button(self.tr("Close"), self.accept, "main"))
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 22, 24, 18)
        column.setSpacing(12)
        column.addLayout(head)
        column.addWidget(pages, 1)
        column.addLayout(last)


def _text(content: str, name: str) -> QPlainTextEdit:
    shown = QPlainTextEdit(content)
    shown.setReadOnly(True)
    shown.setAccessibleName(name)
    return shown
