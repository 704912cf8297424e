"""Which recommendations are listed: words, status, and those that nobody serves."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QLineEdit, QWidget

from db.catalogue import Mission
from db.folding import fold
from db.promises import RecommendationLine
from desktop import icons
from desktop.forms.editors import later
from desktop.i18n import tr_db
from desktop.wheel_guard import guard

SEARCH_AFTER = 120  # milliseconds after the last key


def choice_box(name: str, options: Iterable[tuple[str, str]]) -> QComboBox:
    """Return a list to choose from, of code and name."""
    box = QComboBox()
    box.setAccessibleName(name)
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
    box.setMaxVisibleItems(16)
    for code, text in options:
        box.addItem(text, code)
    guard(box)
    return box


class LineFilters(QWidget):
    """A search box, a list of statuses, and one box to tick."""

    changed = Signal()

    def __init__(self, mission: Mission) -> None:
        super().__init__()
        self._mission = mission
        self.search = QLineEdit()
        self.search.setProperty("look", "search")
        self.search.setPlaceholderText(self.tr("Filter"))
        self.search.setAccessibleName(self.tr("Filter by words"))
        self.search.setToolTip(self.tr("Words of the text, its number, theme, addressee or place  Ctrl+F"))
        self.search.setClearButtonEnabled(True)
        self.search.setMaximumWidth(320)
        self._glass = QAction(icons.icon("search"), "", self.search)
        self.search.addAction(self._glass, QLineEdit.ActionPosition.LeadingPosition)
        codes = mission.lists["progress_status"]
        options = [("", self.tr("All statuses")), *((one.code, tr_db(one.label())) for one in codes.entries)]
        self.status = choice_box(self.tr("Status"), options)
        self.unserved = QCheckBox(self.tr("Only those that no activity serves"))
        self._soon = later(self, SEARCH_AFTER)
        self.search.textChanged.connect(self._typed)
        self._soon.timeout.connect(self.changed)
        self.status.activated.connect(self._chosen)
        self.unserved.toggled.connect(self._chosen)
        row = QHBoxLayout(self)
        row.setContentsMargins(18, 0, 14, 0)
        row.setSpacing(10)
        row.addWidget(self.search, 1)
        row.addWidget(self.status)
        row.addWidget(self.unserved)
        row.addStretch()

    def begin(self) -> None:
        """Put the cursor into the search box."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def choose(self, lines: Sequence[RecommendationLine]) -> list[RecommendationLine]:
        """Return the lines that are asked for."""
        words, status = fold(self.search.text()).split(), str(self.status.currentData() or "")
        alone = self.unserved.isChecked()
        return [
            line
            for line in lines
            if (not status or line.status == status)
            and not (alone and line.served)
            and (not words or all(f" {word}" in self._said(line) for word in words))
        ]

    def _said(self, line: RecommendationLine) -> str:
        lists = self._mission.lists
        theme, place = lists["recommendation_theme"].label(line.theme), lists["municipality"].label(line.municipality)
        return f" {fold(' '.join([str(line.number or ''), line.text, theme, place, *line.addressees]))}"

    def _typed(self) -> None:
        self._soon.start()

    def _chosen(self) -> None:
        self.changed.emit()
