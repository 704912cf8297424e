"""The pages of a paper on the screen: small ones to go by, large ones to read."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QIcon, QImage, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QLabel, QListWidget, QListWidgetItem, QScrollArea, QVBoxLayout, QWidget

from desktop.widgets.parts import clear

ZOOMS = (50, 75, 100, 125, 150, 200)  # per cent of the paper's size on a usual screen
USUAL_ZOOM = 100
_PAPER_WIDTH = 786  # pixels of the short side of A4 at 100 %
_THUMB = QSize(92, 122)


class Sheets(QWidget):
    """Thumbnails beside the pages; a page is shown small and blurred until it is there in full."""

    def __init__(self) -> None:
        super().__init__()
        self._images: tuple[QImage, ...] = ()
        self._short = 1  # pixels of the short side of the pages as they were drawn first
        self.zoom = USUAL_ZOOM
        self.thumbs = QListWidget()
        self.thumbs.setAccessibleName(self.tr("Pages"))
        self.thumbs.setIconSize(_THUMB)
        self.thumbs.setFixedWidth(_THUMB.width() + 64)
        self.thumbs.setUniformItemSizes(False)
        self.thumbs.currentRowChanged.connect(self.go_to)
        self._pages = QWidget()
        self._column = QVBoxLayout(self._pages)
        self._column.setContentsMargins(24, 20, 24, 20)
        self._column.setSpacing(16)
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setWidget(self._pages)
        self.area.setAccessibleName(self.tr("The paper"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.thumbs)
        row.addWidget(self.area, 1)

    @property
    def count(self) -> int:
        """How many pages there are."""
        return len(self._images)

    def show_small(self, images: Sequence[QImage]) -> None:
        """Show all pages as soon as small pictures of them are there."""
        self._images = tuple(images)
        self._short = min((min(image.width(), image.height()) for image in images), default=1)
        self.thumbs.clear()
        for number, image in enumerate(images, 1):
            item = QListWidgetItem(QIcon(QPixmap.fromImage(image)), str(number), self.thumbs)
            item.setToolTip(self.tr("Page {number}").format(number=number))
        self.thumbs.setVisible(len(images) > 1)
        clear(self._column)
        for number in range(1, len(images) + 1):
            page = QLabel()
            page.setAccessibleName(self.tr("Page {number} of the paper").format(number=number))
            self._column.addWidget(page, 0, Qt.AlignmentFlag.AlignHCenter)
        self._column.addStretch()
        self._fill()

    def show_large(self, images: Sequence[QImage]) -> None:
        """Put the pages in full in the place of the small ones."""
        if len(images) == len(self._images):
            self._images = tuple(images)
            self._short = min((min(image.width(), image.height()) for image in images), default=1)
            self._fill()

    def set_zoom(self, zoom: int) -> None:
        """Show the pages larger or smaller, in per cent."""
        self.zoom = zoom
        self._fill()

    def go_to(self, row: int) -> None:
        """Bring a page into sight."""
        if row < 0 or (item := self._column.itemAt(row)) is None or (page := item.widget()) is None:
            return
        self._pages.layout().activate()  # pyright: ignore[reportOptionalMemberAccess]
        self.area.verticalScrollBar().setValue(max(0, page.y() - 12))

    def _fill(self) -> None:
        ratio = self.devicePixelRatio()
        for place, image in enumerate(self._images):
            item = self._column.itemAt(place)
            page = item.widget() if item is not None else None
            if not isinstance(page, QLabel):
                continue
            width = image.width() / self._short * _PAPER_WIDTH * self.zoom / 100
            shown = QPixmap.fromImage(
                image.scaledToWidth(max(1, int(width * ratio)), Qt.TransformationMode.SmoothTransformation)
            )
            shown.setDevicePixelRatio(ratio)
            page.setPixmap(shown)
