"""Which projects of the portfolio are shown: words, state, place and light."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QWidget

from db.catalogue import Mission
from db.projects import AMBER, GREEN, RED, STATES
from db.records import NOT_RUNNING, ProjectLine, Shortlist
from desktop.projects.words import light_name, state_name
from desktop.wheel_guard import guard
from desktop.widgets.search import SearchLine


class Filters(QWidget):
    """A search box and three lists that offer only what there is."""

    changed = Signal()

    def __init__(self, mission: Mission) -> None:
        super().__init__()
        self._mission = mission
        self.search = SearchLine(self.tr("Filter"), self.tr("Filter by words"))
        self.search.setToolTip(self.tr("Words of title, number, partner or place, in any script  Ctrl+F"))
        self.search.setMinimumWidth(120)
        self.search.setMaximumWidth(320)
        self.search.searched.connect(self._searched)
        self.state = self._list(self.tr("State"), self.tr("All states"))
        self.place = self._list(self.tr("Place"), self.tr("All places"))
        self.light = self._list(self.tr("Light"), self.tr("All lights"))
        for light in (RED, AMBER, GREEN, NOT_RUNNING):
            self.light.addItem(light_name(light), light)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.search, 1)
        for box in (self.state, self.place, self.light):
            row.addWidget(box)

    @property
    def wanted(self) -> Shortlist:
        """What is asked for."""
        state, place, light = (str(box.currentData() or "") for box in (self.state, self.place, self.light))
        return Shortlist(self.search.text().strip(), state, place, light)

    def offer(self, lines: Sequence[ProjectLine]) -> None:
        """Offer the states and places that these projects have."""
        states = {line.state for line in lines}
        places = {line.municipality for line in lines if line.municipality}
        names = self._mission.lists["municipality"]
        self._fill(self.state, [one for one in STATES if one in states], self._state_name)
        self._fill(self.place, sorted(places, key=names.label), names.label)

    def clear(self) -> None:
        """Ask for nothing."""
        self.search.clear()
        for box in (self.state, self.place, self.light):
            box.setCurrentIndex(0)
        self.changed.emit()

    def _fill(self, box: QComboBox, codes: Sequence[str], name: Callable[[str], str]) -> None:
        """Put codes into a list; the one that is chosen stays, even where no project has it any more."""
        chosen = str(box.currentData() or "")
        while box.count() > 1:
            box.removeItem(1)
        for code in [*codes, *([chosen] if chosen and chosen not in codes else [])]:
            box.addItem(name(code), code)
        box.setCurrentIndex(max(box.findData(chosen), 0))

    def _state_name(self, state: str) -> str:
        return state_name(self._mission, state)

    def _list(self, name: str, everything: str) -> QComboBox:
        box = QComboBox()
        box.setAccessibleName(name)
        box.addItem(everything, "")
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setMinimumContentsLength(12)
        box.setMaxVisibleItems(16)
        guard(box)
        box.activated.connect(self._chosen)
        return box

    def _searched(self, words: str) -> None:
        self.changed.emit()

    def _chosen(self) -> None:
        self.changed.emit()
