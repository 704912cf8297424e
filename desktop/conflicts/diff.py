"""A text with what was added and what was taken out, marked by line and strike as well as by colour."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QColor, QFont, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QFrame, QTextEdit

from db.revisions.texts import Part
from desktop import theme
from desktop.wheel_guard import guard


class DiffView(QTextEdit):
    """Shows one text as high as it is; it can be selected and copied."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self._parts: Sequence[Part] = (Part("kept", text),)
        self.setProperty("look", "diff")
        self.setReadOnly(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(0)
        self.document().documentLayout().documentSizeChanged.connect(self._grow)
        guard(self.viewport())
        self._write()

    def show_parts(self, parts: Sequence[Part]) -> None:
        """Show a text word by word, and tell a screen reader what is marked."""
        self._parts = parts
        added = self._said("added")
        removed = self._said("removed")
        self.setAccessibleDescription(
            self.tr("Added: {added}. Taken out: {removed}.").format(added=added, removed=removed)
        )
        self._write()

    def changeEvent(self, event: QEvent) -> None:
        """Take the colours of the theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._write()

    def _said(self, kind: str) -> str:
        texts = [part.text.strip() for part in self._parts if part.kind == kind and part.text.strip()]
        return "; ".join(texts) or self.tr("nothing")

    def _write(self) -> None:
        formats = {"kept": QTextCharFormat(), "added": _added(), "removed": _removed()}
        self.setPlainText("")
        cursor = QTextCursor(self.document())
        for part in self._parts:
            blank = len(part.text) - len(part.text.lstrip())
            cursor.insertText(part.text[:blank], formats["kept"])
            cursor.insertText(part.text[blank:], formats[part.kind])

    def _grow(self, *_: object) -> None:
        self.setFixedHeight(int(self.document().size().height()) + 2)


def _added() -> QTextCharFormat:
    made = QTextCharFormat()
    made.setFontWeight(QFont.Weight.DemiBold)
    made.setFontUnderline(True)
    made.setBackground(QColor(theme.tokens().soft))
    return made


def _removed() -> QTextCharFormat:
    made = QTextCharFormat()
    made.setFontStrikeOut(True)
    made.setForeground(QColor(theme.tokens().danger))
    made.setBackground(QColor(theme.tokens().danger_soft))
    return made
