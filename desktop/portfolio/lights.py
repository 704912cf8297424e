"""Lights of projects as shapes: a disc is on time, a triangle due soon, a square late. Colour only helps."""

from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap, QPolygonF

from db.projects import AMBER, GREEN, RED
from desktop import theme

SIZE = 11
_ROLES = {GREEN: "good", AMBER: "warn", RED: "danger"}


def paint_light(painter: QPainter, box: QRectF, light: str) -> None:
    """Paint the shape of a light; nothing for a project whose clock does not run."""
    if light not in _ROLES:
        return
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(getattr(theme.tokens(), _ROLES[light])))
    if light == GREEN:
        painter.drawEllipse(box)
    elif light == AMBER:
        painter.drawPolygon(QPolygonF([QPointF(box.center().x(), box.top()), box.bottomRight(), box.bottomLeft()]))
    else:
        painter.drawRect(box.adjusted(0.5, 0.5, -0.5, -0.5))
    painter.restore()


def light_icon(light: str) -> QIcon:
    """Return a light as a small picture beside its word."""
    return _icon(light, getattr(theme.tokens(), _ROLES[light])) if light in _ROLES else QIcon()


@lru_cache(maxsize=16)
def _icon(light: str, colour: str) -> QIcon:
    pixmap = QPixmap(4 * SIZE, 4 * SIZE)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    paint_light(painter, QRectF(4, 4, 4 * SIZE - 8, 4 * SIZE - 8), light)
    painter.end()
    made = QIcon()
    for mode in (QIcon.Mode.Normal, QIcon.Mode.Selected):  # else a chosen row would tint it
        made.addPixmap(pixmap, mode)
    return made
