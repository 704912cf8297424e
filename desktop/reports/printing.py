"""Making paper off the main thread: the summary, its pictures, its PDF; and painting pictures on a printer."""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QImage, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter

from db.progress import Progress
from db.records import view
from db.reports import Summary, pages, pdf, summarise
from db.reports.render import Paper
from db.revisions import RecordKey
from db.store import Office
from db.store.files import write_aside

SCREEN_PPI, PRINTER_PPI = 144.0, 300.0
SIZES = {"a4": QPageSize.PageSizeId.A4, "letter": QPageSize.PageSizeId.Letter}


@dataclass(frozen=True, slots=True)
class Drawn:
    """A summary and its pages as pictures."""

    summary: Summary
    name: str
    images: tuple[QImage, ...]


def draw(office: Office, key: RecordKey, paper: Paper, ppi: float, progress: Progress) -> Drawn:
    """Draw a record's summary; a `QImage` may be made in any thread."""
    with office.read() as reading:
        summary = summarise(reading, key, language="en", printed_at=office.clock())
        name = view(reading, key).ref
    images = tuple(QImage.fromData(page) for page in pages(summary, paper=paper, ppi=ppi))
    return Drawn(summary, name, images)


def save_pdf(summary: Summary, paper: Paper, target: Path, progress: Progress) -> Path:
    """Write the PDF, whole or not at all."""
    write_aside(target, pdf(summary, paper=paper))
    return target


def paint(images: tuple[QImage, ...], printer: QPrinter) -> None:
    """Paint one picture per sheet, as large as the sheet without distorting it."""
    painter = QPainter(printer)
    for number, image in enumerate(images):
        if number:
            printer.newPage()
        layout, dots = printer.pageLayout(), printer.resolution()
        sheet, printable = layout.fullRectPixels(dots), layout.paintRectPixels(dots)
        size = image.size().scaled(sheet.size(), Qt.AspectRatioMode.KeepAspectRatio)
        # The painter's corner is that of the printable part; the picture has margins of its own.
        painter.drawImage(QRect(sheet.topLeft() - printable.topLeft(), size), image)
    painter.end()
