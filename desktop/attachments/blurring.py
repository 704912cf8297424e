"""Making faces in a photo unrecognisable: drag a rectangle over each. It changes what is stored."""

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from db.attachments import Region
from desktop.theme import tokens
from desktop.widgets.parts import button, label, last_row

LARGEST = QSize(900, 470)  # pixels of the picture on the smallest screen
STEP, FIRST = 10, 80  # pixels that an arrow moves a rectangle, and of a new one
_STEPS = {Qt.Key.Key_Right: (1, 0), Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Down: (0, 1), Qt.Key.Key_Up: (0, -1)}
_LEAST = 6  # pixels; less is a click and no rectangle
_COVER, _EDGE = QColor(0, 0, 0, 170), QColor(255, 255, 255)


class Canvas(QWidget):
    """The photo, with the rectangles that somebody dragged over it."""

    changed = Signal()

    def __init__(self, picture: QPixmap) -> None:
        super().__init__()
        size = picture.size().scaled(LARGEST, Qt.AspectRatioMode.KeepAspectRatio)
        self._picture = picture.scaled(
            size, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
        )
        self.rectangles: list[QRect] = []
        self._from: QPoint | None = None
        self.setFixedSize(size)
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        keys = self.tr(
            "Insert makes a rectangle, arrows move it, Shift and arrows change its size, Delete takes it back."
        )
        self.setAccessibleDescription(keys)
        self.setToolTip(keys)
        self.setAccessibleName(self.tr("Photo: drag a rectangle over each face"))

    @property
    def regions(self) -> tuple[Region, ...]:
        """The rectangles as shares of the picture."""
        width, height = self.width(), self.height()
        return tuple(
            (r.left() / width, r.top() / height, (r.right() + 1) / width, (r.bottom() + 1) / height)
            for r in self.rectangles
        )

    def take_back(self) -> None:
        """Forget the last rectangle."""
        if self.rectangles:
            self.rectangles.pop()
            self._show()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin a rectangle."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._from = event.position().toPoint()
            self.rectangles.append(QRect(self._from, QSize(1, 1)))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Draw it larger."""
        if self._from is not None:
            to = event.position().toPoint()
            self.rectangles[-1] = QRect(self._from, to).normalized().intersected(self.rect())
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Keep it, unless it was only a click."""
        if self._from is not None:
            self._from = None
            last = self.rectangles[-1]
            if min(last.width(), last.height()) < _LEAST:
                self.rectangles.pop()
            self._show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Put a rectangle there with Insert, move it with the arrows, make it larger or smaller with Shift."""
        if event.key() == Qt.Key.Key_Insert:
            self.rectangles.append(QRect(self.rect().center() - QPoint(FIRST // 2, FIRST // 2), QSize(FIRST, FIRST)))
        elif event.key() == Qt.Key.Key_Delete:
            self.take_back()
        elif event.key() in _STEPS and self.rectangles:
            across, down = (STEP * one for one in _STEPS[Qt.Key(event.key())])
            last = self.rectangles[-1]
            if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
                larger = last.adjusted(0, 0, across, down).intersected(self.rect())
                self.rectangles[-1] = larger if min(larger.width(), larger.height()) >= _LEAST else last
            elif self.rect().contains(last.translated(across, down)):
                self.rectangles[-1] = last.translated(across, down)
        else:
            super().keyPressEvent(event)
            return
        self._show()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the photo and what will be unrecognisable."""
        painter = QPainter(self)
        painter.drawPixmap(0, 0, self._picture)
        painter.setPen(QPen(_EDGE, 1.5))
        painter.setBrush(_COVER)
        for rectangle in self.rectangles:
            painter.drawRect(QRectF(rectangle))
        if self.hasFocus():
            painter.setPen(QPen(QColor(tokens().accent), 3))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(self.rect().adjusted(1, 1, -2, -2))
        painter.end()

    def _show(self) -> None:
        self.update()
        self.changed.emit()


class BlurDialog(QDialog):
    """Asks what shall not be recognised; `wanted` says which parts."""

    wanted = Signal(object)

    def __init__(self, picture: QPixmap, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Make faces unrecognisable"))
        self.canvas = Canvas(picture)
        self.back = button(self.tr("Take the last one back"), self.canvas.take_back)
        self.go = button(self.tr("Blur for ever"), self._agree, "danger")
        self.canvas.changed.connect(self._refresh)
        text = self.tr(
            "Drag a rectangle over each face, or press Insert and use the arrows. The photo as it was is gone "
            "afterwards, here and in every office that gets the next parcel; no undo brings it back."
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(22, 20, 22, 18)
        column.setSpacing(10)
        column.addWidget(label(text, "muted", wrap=True))
        column.addWidget(self.canvas, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addLayout(last_row(self, self.go, self.back))
        self._refresh()

    def _agree(self) -> None:
        regions = self.canvas.regions
        self.accept()
        self.wanted.emit(regions)

    def _refresh(self) -> None:
        self.back.setEnabled(bool(self.canvas.rectangles))
        self.go.setEnabled(bool(self.canvas.rectangles))
