"""Which recommendations are listed: words, status, and those that nobody serves."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QWidget

from db.catalogue import Mission
from db.folding import fold
from db.promises import RecommendationLine
from desktop.i18n import tr_db
from desktop.widgets.choices import choice_box
from desktop.widgets.search import SearchLine


class LineFilters(QWidget):
    """A search box, a list of statuses, and one box to tick."""

    changed = Signal()

    def __init__(self, mission: Mission) -> None:
        super().__init__()
        self._mission = mission
        self.search = SearchLine(self.tr("Filter"), self.tr("Filter by words"))
        self.search.setToolTip(self.tr("Words of the text, its number, theme, addressee or place  Ctrl+F"))
        self.search.setMaximumWidth(320)
        codes = mission.lists["progress_status"]
        options = [("", self.tr("All statuses")), *((one.code, tr_db(one.label())) for one in codes.entries)]
        self.status = choice_box(self.tr("Status"), options)
        self.unserved = QCheckBox(self.tr("Only those that no activity serves"))
        self.search.searched.connect(self._searched)
        self.status.activated.connect(self._chosen)
        self.unserved.toggled.connect(self._chosen)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        row.addWidget(self.search, 1)
        row.addWidget(self.status)
        row.addWidget(self.unserved)
        row.addStretch()

    def begin(self) -> None:
        """Put the cursor into the search box."""
        self.search.begin()

    def choose(self, lines: Sequence[RecommendationLine]) -> list[RecommendationLine]:
        """Return the lines that are asked for."""
        words, status = fold(self.search.text()).split(), str(self.status.currentData() or "")
        alone = self.unserved.isChecked()
        return [
            line
            for line in lines
            if (not status or line.status == status)
            and not (alone and line.served)
            and (not words or self._says(line, words))
        ]

    def _says(self, line: RecommendationLine, words: Sequence[str]) -> bool:
        lists = self._mission.lists
        theme, place = lists["recommendation_theme"].label(line.theme), lists["municipality"].label(line.municipality)
        said = f" {fold(' '.join([str(line.number or ''), line.text, theme, place, *line.addressees]))}"
        return all(f" {word}" in said for word in words)

    def _searched(self, words: str) -> None:
        self.changed.emit()

    def _chosen(self) -> None:
        self.changed.emit()
