"""make_ico.py ICON.svg OUT.ico: a Windows icon of PNG images, drawn with Qt, so that no image library is needed."""

import os
import struct
import sys
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, Qt
from PySide6.QtGui import QGuiApplication, QImage, QImageWriter, QPainter
from PySide6.QtSvg import QSvgRenderer

SIZES = (16, 20, 24, 32, 40, 48, 64, 128, 256)


def draw(renderer: QSvgRenderer, size: int) -> bytes:
    """Return the icon as a PNG picture."""
    image = QImage(size, size, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    renderer.render(painter)
    painter.end()
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"png")).write(image)
    return bytes(content.data())


def main(source: str, target: Path) -> None:
    """Write the header, one line per picture, then the pictures."""
    app = QGuiApplication([])
    renderer = QSvgRenderer(source)
    pictures = [draw(renderer, size) for size in SIZES]
    place = 6 + 16 * len(SIZES)
    out = struct.pack("<HHH", 0, 1, len(SIZES))
    for size, picture in zip(SIZES, pictures, strict=True):
        out += struct.pack("<BBBBHHII", size % 256, size % 256, 0, 0, 1, 32, len(picture), place)
        place += len(picture)
    target.write_bytes(out + b"".join(pictures))
    del app


main(sys.argv[1], Path(sys.argv[2]))
