"""Bars of how far things are: one a line, with its name before it and its figures after it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from desktop import theme
from desktop.widgets.parts import label

HEIGHT, NAME_WIDTH = 14, 260


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: `counts` by status in the order in which they are painted, of a `whole` that may be more."""

    name: str
    counts: Mapping[str, int]
    whole: int
    figures: str


class StatusBar(QWidget):
    """A frame as long as the whole; in it, from the left, what is completed, partly completed and in progress."""

    def __init__(self, bar: Bar) -> None:
        super().__init__()
        self._bar = bar
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(f"{bar.name}: {bar.figures}")
        self.setMinimumWidth(120)

    def sizeHint(self) -> QSize:
        """Be a thin bar."""
        return QSize(240, HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint each status its own way, so that it can be told apart without its colour."""
        worn = theme.tokens()
        painter = QPainter(self)
        room = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        accent, muted = QColor(worn.accent), QColor(worn.muted)
        ways = (
            ("completed", QBrush(accent)),
            ("partially_completed", QBrush(accent, Qt.BrushStyle.Dense4Pattern)),
            ("in_progress", QBrush(accent, Qt.BrushStyle.BDiagPattern)),
            ("blocked", QBrush(muted, Qt.BrushStyle.DiagCrossPattern)),
        )
        at = room.x()
        for status, brush in ways:
            width = room.width() * self._bar.counts.get(status, 0) / max(self._bar.whole, 1)
            painter.fillRect(QRectF(at, room.y(), width, room.height()), brush)
            at += width
        painter.setPen(QPen(muted, 1))
        painter.drawRect(room)
        painter.end()


class Bars(QWidget):
    """Some bars beneath each other."""

    def __init__(self) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(14)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnStretch(1, 1)
        self.figures: list[str] = []

    def show_bars(self, bars: Sequence[Bar]) -> None:
        """Show these bars."""
        while item := self._grid.takeAt(0):
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self.figures = [bar.figures for bar in bars]
        for row, bar in enumerate(bars):
            name = label(bar.name, "strong")
            self._grid.addWidget(name, row, 0)
            name.ensurePolished()  # only then it knows how wide its letters are
            name.setText(name.fontMetrics().elidedText(bar.name, Qt.TextElideMode.ElideRight, NAME_WIDTH))
            name.setToolTip(bar.name)
            drawn = StatusBar(bar)
            hint = self.tr("Filled: completed. Dotted: partly completed. Hatched: in progress. Crossed: blocked.")
            drawn.setToolTip(hint)
            self._grid.addWidget(drawn, row, 1)
            self._grid.addWidget(label(bar.figures, "small"), row, 2)
