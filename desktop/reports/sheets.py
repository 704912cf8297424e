"""The pages of a paper on the screen: small ones to go by, large ones to read, with the words that were found."""

from collections import OrderedDict
from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QImage, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QScrollArea, QVBoxLayout, QWidget

from db.reports.finding import Hit
from desktop.widgets.parts import clear

ZOOMS = (50, 75, 100, 125, 150, 200)  # per cent of the paper's size on a usual screen
USUAL_ZOOM = 100
_PAPER_WIDTH = 786  # pixels of the short side of A4 at 100 %
_A4_SHORT = 595.28  # points
_THUMB = QSize(92, 122)
_IN_SIGHT = 8  # pages that are kept unpacked; a long list has hundreds
_FOUND, _NOW = QColor(255, 214, 0, 110), QColor(255, 120, 0, 130)  # on paper, which is white in every theme


class Page(QWidget):
    """One page: small and blurred until it is there in full, unpacked only when somebody looks at it."""

    def __init__(self, sheets: "Sheets", number: int, small: QImage) -> None:
        super().__init__()
        self._sheets, self.number, self._small = sheets, number, small
        self.setAccessibleName(self.tr("Page {number} of the paper").format(number=number))

    def fit(self, scale: float) -> None:
        """Take the size that it has at so many pixels of the screen for one of the small picture."""
        self.setFixedSize((QSize(self._small.size()) * scale).expandedTo(QSize(1, 1)))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the page, and what was found on it."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        large = self._sheets.large(self.number)
        if large is None:
            painter.drawImage(self.rect(), self._small)
        else:
            painter.drawPixmap(self.rect(), large)
        for place, hit in enumerate(self._sheets.hits):
            if hit.page == self.number:
                painter.fillRect(self.spot(hit), _NOW if place == self._sheets.hit else _FOUND)

    def spot(self, hit: Hit) -> QRectF:
        """Return where words that were found stand on this page as it is shown, with a little room around them."""
        ratio = self._sheets.pixels_of_a_point
        around = hit.height * 0.35
        spot = QRectF(hit.left - 1, hit.y - hit.height - around, hit.width + 2, hit.height + 2 * around)
        return QRectF(spot.x() * ratio, spot.y() * ratio, spot.width() * ratio, spot.height() * ratio)


class Sheets(QWidget):
    """Thumbnails beside the pages; words that were found are marked, and the one gone to more than the others."""

    def __init__(self) -> None:
        super().__init__()
        self._files: tuple[bytes, ...] = ()
        self._unpacked: OrderedDict[int, QPixmap] = OrderedDict()
        self._short = 1  # pixels of the short side of the small pages
        self._points = _A4_SHORT
        self.pages: list[Page] = []
        self.hits: list[Hit] = []
        self.hit = -1  # which of them was gone to
        self.zoom = USUAL_ZOOM
        self.thumbs = QListWidget()
        self.thumbs.setAccessibleName(self.tr("Pages"))
        self.thumbs.setIconSize(_THUMB)
        self.thumbs.setFixedWidth(_THUMB.width() + 64)
        self.thumbs.setUniformItemSizes(False)
        self.thumbs.currentRowChanged.connect(self.go_to)
        self._paper = QWidget()
        self._column = QVBoxLayout(self._paper)
        self._column.setContentsMargins(24, 20, 24, 20)
        self._column.setSpacing(16)
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setWidget(self._paper)
        self.area.setAccessibleName(self.tr("The paper"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.thumbs)
        row.addWidget(self.area, 1)

    @property
    def count(self) -> int:
        """How many pages there are."""
        return len(self.pages)

    @property
    def pixels_of_a_point(self) -> float:
        """How many pixels of the screen a point of the paper has; the short side of all pages is the same."""
        return _PAPER_WIDTH * self.zoom / 100 / self._points

    def show_small(self, images: Sequence[QImage], short: float = _A4_SHORT) -> None:
        """Show all pages as soon as small pictures of them are there; `short` is their short side in points."""
        self._files, self._points = (), short
        self._unpacked.clear()
        self._short = min((min(image.width(), image.height()) for image in images), default=1)
        self.thumbs.clear()
        clear(self._column)
        self.pages = [Page(self, number, image) for number, image in enumerate(images, 1)]
        for page, image in zip(self.pages, images, strict=True):
            item = QListWidgetItem(QIcon(QPixmap.fromImage(image)), str(page.number), self.thumbs)
            item.setToolTip(self.tr("Page {number}").format(number=page.number))
            self._column.addWidget(page, 0, Qt.AlignmentFlag.AlignHCenter)
        self.thumbs.setVisible(len(images) > 1)
        self._column.addStretch()
        self.show_hits([])
        self.set_zoom(self.zoom)

    def show_large(self, files: Sequence[bytes]) -> None:
        """Put the pages in full in the place of the small ones."""
        if len(files) == len(self.pages):
            self._files = tuple(files)
            self._paper.update()

    def large(self, number: int) -> QPixmap | None:
        """Return a page in full, None as long as it is not there."""
        if number > len(self._files):
            return None
        if number not in self._unpacked:
            self._unpacked[number] = QPixmap.fromImage(QImage.fromData(self._files[number - 1]))
            if len(self._unpacked) > _IN_SIGHT:
                self._unpacked.popitem(last=False)
        self._unpacked.move_to_end(number)
        return self._unpacked[number]

    def set_zoom(self, zoom: int) -> None:
        """Show the pages larger or smaller, in per cent."""
        self.zoom = zoom
        for page in self.pages:
            page.fit(_PAPER_WIDTH * zoom / 100 / self._short)

    def show_hits(self, hits: Sequence[Hit]) -> None:
        """Mark the words that were found and go to the first of them."""
        self.hits, self.hit = list(hits), -1
        self._paper.update()
        self.step(1)

    def step(self, by: int) -> None:
        """Go to the words found next, or before."""
        if not self.hits:
            return
        self.hit = (self.hit + by) % len(self.hits) if self.hit >= 0 else 0
        hit = self.hits[self.hit]
        self._lay_out()
        page = self.pages[hit.page - 1]
        spot = page.spot(hit).center().toPoint()
        self.area.ensureVisible(page.x() + spot.x(), page.y() + spot.y(), 80, 120)
        self._paper.update()

    def go_to(self, row: int) -> None:
        """Bring a page into sight."""
        if 0 <= row < len(self.pages):
            self._lay_out()
            self.area.verticalScrollBar().setValue(max(0, self.pages[row].y() - 12))

    def _lay_out(self) -> None:
        """Give the pages their places now: those asked for may never have been in sight."""
        self._column.activate()
        self._paper.adjustSize()
