"""Icons drawn for this program, in the colour of the theme being worn."""

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QAbstractButton, QApplication

from db.resources import resource
from desktop import theme

_NAME, _ROLE = "iconName", "iconRole"
_SIZES = (16, 20, 24, 32, 40)


def icon(name: str, role: str = "muted") -> QIcon:
    """Return an icon in the theme's colour for `role` (a name of `theme.Tokens`)."""
    worn = theme.tokens()
    return _icon(name, getattr(worn, role), worn.disabled)


@lru_cache(maxsize=256)
def _icon(name: str, colour: str, disabled: str) -> QIcon:
    made = QIcon()
    for size in _SIZES:
        made.addPixmap(_pixmap(name, colour, size), QIcon.Mode.Normal)
        made.addPixmap(_pixmap(name, disabled, size), QIcon.Mode.Disabled)
    return made


def _pixmap(name: str, colour: str, size: int) -> QPixmap:
    source = resource("icons", f"{name}.svg").read_text(encoding="utf-8").replace("currentColor", colour)
    pixmap = QPixmap(QSize(size, size))
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    QSvgRenderer(QByteArray(source.encode())).render(painter, QRectF(0, 0, size, size))
    painter.end()
    return pixmap


def put(button: QAbstractButton, name: str, role: str = "muted") -> None:
    """Give a button an icon that `repaint_all` colours again when the theme changes."""
    button.setProperty(_NAME, name)
    button.setProperty(_ROLE, role)
    button.setIcon(icon(name, role))


def repaint_all() -> None:
    """Colour the icons of all buttons again."""
    for widget in QApplication.allWidgets():
        name = widget.property(_NAME)
        if name and isinstance(widget, QAbstractButton):
            widget.setIcon(icon(name, widget.property(_ROLE)))
