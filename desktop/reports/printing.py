"""Making paper off the main thread: the document, its pictures, its PDF; and painting pictures on a printer."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QImage, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter

from db.progress import Progress
from db.records import view
from db.reports import Document, pages, pdf, summarise
from db.reports.render import Paper
from db.revisions import RecordKey
from db.store import Office
from db.store.files import write_aside

SCREEN_PPI, PRINTER_PPI = 144.0, 300.0
SIZES = {"a4": QPageSize.PageSizeId.A4, "letter": QPageSize.PageSizeId.Letter}


@dataclass(frozen=True, slots=True)
class Composed:
    """A paper, what people call it, and the name of a file that holds it."""

    document: Document
    title: str
    name: str


Compose = Callable[[Office], Composed]


@dataclass(frozen=True, slots=True)
class Drawn:
    """A paper and its pages as pictures."""

    composed: Composed
    images: tuple[QImage, ...]

    @property
    def landscape(self) -> bool:
        """Whether its pages lie on their long side."""
        return self.images[0].width() > self.images[0].height()


def summary_of(key: RecordKey, title: str, office: Office) -> Composed:
    """Compose the summary of a record; its number goes into the `title`."""
    with office.read() as reading:
        summary = summarise(reading, key, language="en", printed_at=office.clock())
        name = view(reading, key).ref
    return Composed(summary, title.format(name=name), name)


def draw(office: Office, compose: Compose, paper: Paper, names: str, ppi: float, progress: Progress) -> Drawn:
    """Draw a paper that names places in a form; a `QImage` may be made in any thread."""
    composed = compose(office.naming_places(names))
    return Drawn(composed, tuple(QImage.fromData(page) for page in pages(composed.document, paper=paper, ppi=ppi)))


def save_pdf(document: Document, paper: Paper, target: Path, progress: Progress) -> Path:
    """Write the PDF, whole or not at all."""
    write_aside(target, pdf(document, paper=paper))
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
