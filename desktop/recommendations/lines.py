"""The recommendations themselves: filters above a table, or what to do where there is none."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from db.catalogue import Mission
from db.promises import RecommendationLine
from desktop.i18n import tr_db
from desktop.recommendations.filters import LineFilters
from desktop.recommendations.words import due_text, status_text
from desktop.widgets.empty import EmptyState
from desktop.widgets.grid import OpeningGrid


class LinesTab(QWidget):
    """Shows those of some recommendations that pass the filters."""

    opened = Signal(object)  # the line

    def __init__(self, mission: Mission) -> None:
        super().__init__()
        self._mission = mission
        self._lines: Sequence[RecommendationLine] = ()
        self._any_sets = False
        self.shown: list[RecommendationLine] = []
        self.filters = LineFilters(mission)
        head = (self.tr("No."), self.tr("Recommendation"), self.tr("Theme"), self.tr("Addressed to"))
        self.table = OpeningGrid(
            (*head, self.tr("Place"), self.tr("Status"), self.tr("Due"), self.tr("Activities")),
            wide=1,
            spare=(2, 4),
            room=1280,
        )
        self.table.setAccessibleName(self.tr("Recommendations"))
        self.empty = EmptyState()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.filters)
        column.addWidget(self.table, 1)
        column.addWidget(self.empty, 1)
        self.filters.changed.connect(self._show)
        self.table.opened.connect(self._open)

    def show_lines(self, lines: Sequence[RecommendationLine], any_sets: bool) -> None:
        """Show these recommendations; where there is none, say what to do: with sets something else than without."""
        self._lines, self._any_sets = lines, any_sets
        self._show()

    def _show(self) -> None:
        self.shown = self.filters.choose(self._lines)
        self.table.show_rows([self._row(line) for line in self.shown])
        self.table.setVisible(bool(self.shown))
        self.empty.setVisible(not self.shown)
        self._say_empty()

    def _row(self, line: RecommendationLine) -> tuple[object, ...]:
        lists = self._mission.lists
        return (
            "" if line.number is None else line.number,
            line.text,
            tr_db(lists["recommendation_theme"].label(line.theme)) if line.theme else "",
            ", ".join(line.addressees),
            lists["municipality"].label(line.municipality) if line.municipality else "",
            status_text(self._mission, line.status),
            due_text(line.due, line.overdue),
            line.served or "",
        )

    def _say_empty(self) -> None:
        if self._lines:
            text = self.tr("No recommendation is like that. Take a filter away.")
            self.empty.say(self.tr("Nothing to show"), text)
        elif self._any_sets:
            text = self.tr("Choose a set above and import its list, or write recommendations into its form.")
            self.empty.say(self.tr("No recommendations yet"), text)
        else:
            text = self.tr("Add the sets that the mission knows of, or write a set of your own.")
            self.empty.say(self.tr("No sets yet"), text)

    def _open(self, row: int) -> None:
        self.opened.emit(self.shown[row])
