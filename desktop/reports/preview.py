"""The preview: a paper as it will be printed, then the printer or a PDF."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QPageLayout, QPageSize, QPixmap
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QComboBox, QDialog, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from db.errors import KnownError
from db.reports.render import Paper
from db.revisions import RecordKey
from desktop.context import Context
from desktop.i18n import sentence, tr_db
from desktop.reports.printing import (
    PRINTER_PPI,
    SCREEN_PPI,
    SIZES,
    Compose,
    Drawn,
    draw,
    paint,
    save_pdf,
    summary_of,
)
from desktop.tasks import Failure
from desktop.theme import mark
from desktop.wheel_guard import guard
from desktop.widgets.parts import button, clear, label

LANDSCAPE_WIDTH = 1040  # pixels of a page that lies on its long side: the smallest window must hold it
_PAPER, _NAMES, _FOLDER = "paper", "place_names", "pdf_folder"


def open_preview(context: Context, key: RecordKey) -> "Preview":
    """Show the summary of a record above the window."""
    title = QCoreApplication.translate("Preview", "Summary of {name}")
    return open_paper(context, partial(summary_of, key, title))


def open_paper(context: Context, compose: Compose) -> "Preview":
    """Show a paper above the window; `compose` makes it, off the main thread."""
    dialog = Preview(context, compose)
    context.notices.show_dialog(dialog)
    return dialog


class Preview(QDialog):
    """Page pictures, paper size, printer, PDF."""

    def __init__(self, context: Context, compose: Compose) -> None:
        super().__init__(context.notices.window)
        self._context, self._compose = context, compose
        self._drawn: Drawn | None = None
        self._printer: QPrinter | None = None
        self.setWindowTitle(self.tr("Paper"))
        self.resize(880, 680)
        self.paper = QComboBox()
        self.paper.addItem("A4", "a4")
        self.paper.addItem("Letter", "letter")
        self.paper.setCurrentIndex(max(0, self.paper.findData(context.remembered(_PAPER, "a4"))))
        self.paper.setAccessibleName(self.tr("Paper"))
        guard(self.paper)
        self.paper.activated.connect(self.draw)
        self.names = QComboBox()
        for form, called in context.mission.place_names.items():
            self.names.addItem(tr_db(called), form)
        self.names.setCurrentIndex(max(0, self.names.findData(context.remembered(_NAMES))))
        self.names.setAccessibleName(self.tr("Names of places"))
        guard(self.names)
        self.names.activated.connect(self.draw)
        self.print = button(self.tr("Print…"), self.print_pages, "main", "print")
        self.save = button(self.tr("Save PDF…"), self.save_as, "", "file")
        self.state = label("", "muted", wrap=True)
        self._pages = QWidget()
        self._column = QVBoxLayout(self._pages)
        self._column.setContentsMargins(24, 20, 24, 20)
        self._column.setSpacing(16)
        self._build()
        self.draw()

    def draw(self) -> None:
        """Draw the pages on the chosen paper."""
        self._ready(False)
        self._context.remember(_PAPER, self._size)
        self._context.remember(_NAMES, self.names.currentData())
        self._say(self.tr("Drawing…"), "muted")
        job = partial(draw, self._context.office, self._compose, self._size, self.names.currentData(), SCREEN_PPI)
        self._context.tasks.long(job, self._show, self._failed)

    def print_pages(self) -> None:
        """Let the person choose a printer."""
        self._printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        self._printer.setPageSize(QPageSize(SIZES[self._size]))
        self._printer.setFullPage(True)
        if self._drawn is not None and self._drawn.landscape:
            self._printer.setPageOrientation(QPageLayout.Orientation.Landscape)
        self._context.notices.print_dialog(self._printer, self._print)

    def save_as(self) -> None:
        """Let the person say where the PDF goes."""
        assert self._drawn is not None
        proposal = Path(self._context.remembered(_FOLDER) or Path.home()) / f"{self._drawn.composed.name}.pdf"
        self._context.notices.choose_target(self.tr("Save as PDF"), proposal, self.tr("PDF (*.pdf)"), self._save)

    @property
    def _size(self) -> Paper:
        return self.paper.currentData()

    def _show(self, drawn: Drawn) -> None:
        self._drawn = drawn
        self.setWindowTitle(drawn.composed.title)
        if drawn.landscape:
            self.resize(max(self.width(), LANDSCAPE_WIDTH + 90), self.height())
        clear(self._column)
        ratio = self.devicePixelRatio()
        for image in drawn.images:
            page = QLabel()
            # Two thirds of 144 ppi is the size of the paper on a usual screen; a fine screen gets every dot.
            width = min(image.width() * 0.66, LANDSCAPE_WIDTH)
            shown = QPixmap.fromImage(
                image.scaledToWidth(int(width * ratio), Qt.TransformationMode.SmoothTransformation)
            )
            shown.setDevicePixelRatio(ratio)
            page.setPixmap(shown)
            page.setAccessibleName(self.tr("Page of the paper"))
            self._column.addWidget(page, 0, Qt.AlignmentFlag.AlignHCenter)
        self._column.addStretch()
        self._say("", "muted")
        self._ready(True)
        self.print.setFocus()

    def _print(self) -> None:
        self._ready(False)
        self._say(self.tr("Drawing for the printer…"), "muted")
        job = partial(draw, self._context.office, self._compose, self._size, self.names.currentData(), PRINTER_PPI)
        self._context.tasks.long(job, self._paint, self._failed)

    def _paint(self, drawn: Drawn) -> None:
        assert self._printer is not None
        paint(drawn.images, self._printer)
        self._printer = None
        self._ready(True)
        self._say(self.tr("Sent to the printer."), "good")

    def _save(self, targets: list[Path]) -> None:
        if not targets or self._drawn is None:
            return
        self._context.remember(_FOLDER, str(targets[0].parent))
        self._ready(False)
        job = partial(save_pdf, self._drawn.composed.document, self._size, targets[0])
        self._context.tasks.long(job, self._saved, self._failed)

    def _saved(self, target: Path) -> None:
        self._ready(True)
        self._say(self.tr("Saved: {file}").format(file=target.name), "good")

    def _failed(self, error: Failure) -> None:
        self._ready(self._drawn is not None)
        self._say(sentence(error) if isinstance(error, KnownError) else self.tr("Stopped."), "problem")

    def _ready(self, ready: bool) -> None:
        for widget in (self.print, self.save, self.paper, self.names):
            widget.setEnabled(ready)

    def _say(self, text: str, look: str) -> None:
        self.state.setText(text)
        mark(self.state, look=look)

    def _build(self) -> None:
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(self._pages)
        row = QHBoxLayout()
        row.setContentsMargins(20, 10, 20, 14)
        row.setSpacing(8)
        caption = label(self.tr("Paper"), "label")
        caption.setBuddy(self.paper)
        row.addWidget(caption)
        row.addWidget(self.paper)
        named = label(self.tr("Places"), "label")
        named.setBuddy(self.names)
        row.addWidget(named)
        row.addWidget(self.names)
        row.addWidget(self.state, 1)
        row.addWidget(button(self.tr("Close"), self.reject))
        row.addWidget(self.save)
        row.addWidget(self.print)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(area, 1)
        whole.addLayout(row)
