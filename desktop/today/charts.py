"""Charts that can be clicked and walked through by key, and read as a table with one key (T)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from desktop import theme
from desktop.i18n import number
from desktop.widgets.grid import OpeningGrid
from desktop.widgets.parts import label

TABLE = 200  # pixels of a chart's table
_STEPS = {Qt.Key.Key_Right: (1, 0), Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Down: (0, 1), Qt.Key.Key_Up: (0, -1)}


@dataclass(frozen=True, slots=True)
class Mark:
    """One bar or tile: its key, its name, its number, the number in words; `at` is its column and row."""

    key: str
    name: str
    value: float
    figure: str
    at: tuple[int, int] = (0, 0)
    short: str = ""


class Drawing(QWidget):
    """Marks drawn by hand. Arrows go from one to the next, Enter or a click chooses."""

    chosen = Signal(str)
    table_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.marks: Sequence[Mark] = ()
        self.current = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_marks(self, marks: Sequence[Mark]) -> None:
        """Show these marks."""
        self.marks, self.current = marks, min(self.current, max(len(marks) - 1, 0))
        self._tell()
        self.updateGeometry()
        self.update()

    def place_of(self, number: int) -> QRectF:
        """Return where a mark stands, whole: what can be clicked."""
        raise NotImplementedError

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk with the arrows, choose with Enter, T shows the table."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and self.marks:
            self.chosen.emit(self.marks[self.current].key)
        elif event.key() == Qt.Key.Key_T:
            self.table_wanted.emit()
        elif event.key() in _STEPS and self.marks:
            self._go(*_STEPS[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose what is clicked."""
        place = self._mark_at(event.position())
        if place >= 0:
            self.current = place
            self.chosen.emit(self.marks[place].key)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Say what is under the mouse."""
        place = self._mark_at(event.position())
        self.setToolTip(_words(self.marks[place]) if place >= 0 else "")

    def _go(self, right: int, down: int) -> None:
        self.current = min(max(self.current + right + down, 0), len(self.marks) - 1)
        self._tell()
        self.update()

    def _tell(self) -> None:
        text = _words(self.marks[self.current]) if self.marks else ""
        self.setAccessibleDescription(text)
        self.setToolTip(text)

    def _mark_at(self, position: QPointF) -> int:
        return next((n for n in range(len(self.marks)) if self.place_of(n).contains(position)), -1)

    def _frame(self, painter: QPainter) -> None:
        """Draw a frame around the current mark while the keyboard is here."""
        if self.hasFocus() and self.marks:
            painter.setPen(QPen(QColor(theme.tokens().text), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(self.place_of(self.current).adjusted(1, 1, -1, -1))


class BarChart(Drawing):
    """Lying bars: the name before, the figure after. Good for few marks with long names."""

    ROW = 24

    def sizeHint(self) -> QSize:
        """Be as high as the bars are many."""
        return QSize(260, max(len(self.marks), 1) * self.ROW + 2)

    def place_of(self, number: int) -> QRectF:
        """Return the whole line of a bar."""
        return QRectF(0, number * self.ROW, self.width(), self.ROW)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint names, bars and figures."""
        painter, worn, metrics = QPainter(self), theme.tokens(), self.fontMetrics()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        names = max((metrics.horizontalAdvance(mark.name) for mark in self.marks), default=0) + 12
        figures = max((metrics.horizontalAdvance(mark.figure) for mark in self.marks), default=0) + 8
        names = min(names, max(self.width() - figures - 60, 40))
        most = max((mark.value for mark in self.marks), default=0) or 1
        for place, mark in enumerate(self.marks):
            line = self.place_of(place)
            painter.setPen(QColor(worn.text))
            name = metrics.elidedText(mark.name, Qt.TextElideMode.ElideRight, names - 8)
            painter.drawText(self._turned(line.adjusted(4, 0, -4, 0)), Qt.AlignmentFlag.AlignVCenter, name)
            room = max(line.width() - names - figures, 10)
            bar = QRectF(names, line.y() + 6, max(room * mark.value / most, 1 if mark.value else 0), self.ROW - 12)
            painter.fillRect(self._turned(bar), QColor(worn.accent))
            after = QRectF(bar.right() + 6, line.y(), figures, self.ROW)
            painter.drawText(self._turned(after), Qt.AlignmentFlag.AlignVCenter, mark.figure)
        self._frame(painter)
        painter.end()

    def _turned(self, place: QRectF) -> QRectF:
        """Return a place on the other side where one reads from right to left."""
        if self.isLeftToRight():
            return place
        return QRectF(self.width() - place.right(), place.y(), place.width(), place.height())


class ColumnChart(Drawing):
    """Standing bars, one a month: the figure above, the month beneath."""

    HEIGHT = 132

    def sizeHint(self) -> QSize:
        """Be of one height."""
        return QSize(320, self.HEIGHT)

    def place_of(self, number: int) -> QRectF:
        """Return the whole column of a bar."""
        wide = min(self.width() / max(len(self.marks), 1), 72)
        return QRectF(number * wide, 0, wide, self.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint bars, figures and months."""
        painter, worn = QPainter(self), theme.tokens()
        most, line = max((mark.value for mark in self.marks), default=0) or 1, self.fontMetrics().height()
        for place, mark in enumerate(self.marks):
            column = self.place_of(place)
            room = column.height() - 2 * line - 6
            height = room * mark.value / most
            bar = QRectF(column.x() + column.width() * 0.2, line + 3 + room - height, column.width() * 0.6, height)
            painter.fillRect(bar, QColor(worn.accent))
            painter.setPen(QColor(worn.text))
            above = QRectF(column.x(), bar.y() - line - 2, column.width(), line)
            painter.drawText(above, Qt.AlignmentFlag.AlignCenter, mark.figure if mark.value else "")
            painter.setPen(QColor(worn.muted))
            beneath = QRectF(column.x(), column.height() - line, column.width(), line)
            painter.drawText(beneath, Qt.AlignmentFlag.AlignCenter, mark.short)
        self._frame(painter)
        painter.end()


class TileMap(Drawing):
    """The mission area as equal tiles, each about where its place lies; the stronger, the more. No boundaries."""

    TILE, LINES = 84, 3  # pixels across at most; lines of letters
    LEAST = 6.5  # points: smaller letters cannot be read

    def sizeHint(self) -> QSize:
        """Be as large as the grid."""
        down = max((mark.at[1] for mark in self.marks), default=0) + 1
        return QSize(self._across * self.TILE, down * self._high)

    @property
    def _across(self) -> int:
        return max((mark.at[0] for mark in self.marks), default=0) + 1

    @property
    def _high(self) -> int:
        return self.LINES * self.fontMetrics().height() + 7

    def place_of(self, number: int) -> QRectF:
        """Return the tile of a place."""
        wide = min(self.TILE, self.width() / self._across)
        column, row = self.marks[number].at
        return QRectF(column * wide, row * self._high, wide - 3, self._high - 3)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint each tile with its name and its figure, so that it can be read without its colour."""
        painter, worn = QPainter(self), theme.tokens()
        figures, letters = self.font(), self._letters()
        figures.setWeight(QFont.Weight.DemiBold)
        most = max((mark.value for mark in self.marks), default=0) or 1
        for place, mark in enumerate(self.marks):
            tile = self.place_of(place)
            strong = mark.value / most > 0.5
            ground = QColor(worn.accent if strong else worn.soft if mark.value else worn.card)
            painter.fillRect(tile, ground)
            painter.setPen(QPen(QColor(worn.strong_line), 1))
            painter.drawRect(tile)
            painter.setPen(QColor(worn.on_accent if strong else worn.text if mark.value else worn.muted))
            line = self.fontMetrics().height()
            painter.setFont(letters)
            words = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(tile.adjusted(3, 1, -3, -line - 1), words, mark.short)
            painter.setFont(figures)
            painter.drawText(
                tile.adjusted(1, tile.height() - line - 2, -1, -2), Qt.AlignmentFlag.AlignCenter, mark.figure
            )
        self._frame(painter)
        painter.end()

    def _letters(self) -> QFont:
        """Return letters so small that the longest word fits on its tile."""
        small = self.font()
        small.setPointSizeF(max(small.pointSizeF() - 1, 7))
        words = {word for mark in self.marks for word in mark.short.split()}
        room = self.place_of(0).width() - 8 if self.marks else 0
        while small.pointSizeF() > self.LEAST:
            metrics = QFontMetricsF(small)
            if max(map(metrics.horizontalAdvance, words), default=0) <= room:
                break
            small.setPointSizeF(small.pointSizeF() - 0.5)
        return small

    def _go(self, right: int, down: int) -> None:
        """Go to the next tile in a direction, over gaps."""
        column, row = self.marks[self.current].at
        ahead = [
            (abs(x - column) + abs(y - row) + (abs(y - row) if right else abs(x - column)) * 2, n)
            for n, (x, y) in enumerate(mark.at for mark in self.marks)
            if (x - column) * right > 0 or (y - row) * down > 0
        ]
        if ahead:
            self.current = min(ahead)[1]
        self._tell()
        self.update()


class Chart(QWidget):
    """A drawing under its heading, or the same as a table."""

    chosen = Signal(str)

    def __init__(self, drawing: Drawing, title: str, heads: tuple[str, str]) -> None:
        super().__init__()
        self.drawing = drawing
        drawing.setAccessibleName(title)
        self.table = OpeningGrid(heads, wide=0)
        self.table.setAccessibleName(title)
        self.table.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
        self.stack = QStackedWidget()
        self.stack.addWidget(drawing)
        self.stack.addWidget(self.table)
        self.none = label(self.tr("Nothing in this period"), "muted")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(label(title, "section"))
        column.addWidget(self.stack)
        column.addWidget(self.none)
        drawing.chosen.connect(self.chosen)
        drawing.table_wanted.connect(self.show_table)
        self.table.opened.connect(self._open)

    def show_marks(self, marks: Sequence[Mark]) -> None:
        """Show these marks, drawn and in the table."""
        self.drawing.show_marks(marks)
        self.table.show_rows([(mark.name, mark.figure) for mark in marks])
        self.stack.updateGeometry()
        self.stack.setVisible(bool(marks))
        self.none.setVisible(not marks)

    def show_table(self, shown: bool = True) -> None:
        """Show the table in the place of the drawing, or the other way round."""
        self.stack.setCurrentWidget(self.table if shown else self.drawing)
        self.stack.setMinimumHeight(TABLE if shown else 0)  # the drawing is as high as it needs
        self.stack.currentWidget().setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let T go back to the drawing."""
        if event.key() == Qt.Key.Key_T:
            self.show_table(self.stack.currentWidget() is self.drawing)
        else:
            super().keyPressEvent(event)

    def _open(self, row: int) -> None:
        self.chosen.emit(self.drawing.marks[row].key)


def _words(mark: Mark) -> str:
    return f"{mark.name}: {mark.figure}"


def marks_of(names: Mapping[str, str], counts: Mapping[str, int]) -> list[Mark]:
    """Return marks of counts by code."""
    return [Mark(code, names.get(code, code), count, number(count)) for code, count in counts.items()]
