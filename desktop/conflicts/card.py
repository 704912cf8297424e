"""One value of a conflict: what it is, who wrote it where and why, and the button that takes it."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from db.catalogue import Mission
from db.records import Candidate, Change, Conflict
from db.revisions import DELETED, LIFE
from db.revisions.texts import Part
from desktop.conflicts.diff import DiffView
from desktop.conflicts.words import change_of, is_long, place_of, text_of, value_of, who
from desktop.widgets.parts import button, label


class SideCard(QFrame):
    """A numbered card; its button and the key of its number take it."""

    taken = Signal(object)  # the number of the card

    def __init__(self, number: int, one: Conflict, side: tuple[Candidate, ...], mission: Mission) -> None:
        super().__init__()
        self.number, self.side = number, side
        self.diff: DiffView | None = None
        self.setProperty("look", "side")
        text = value_of(one, side[0].value, mission)
        self.take = button(self._verb(one), self._take)
        self.take.setToolTip(self.tr("Key {number}").format(number=number))
        self.take.setAccessibleName(f"{self.take.text()}: {text}"[:200])
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(label(str(number), "badge"), 0, Qt.AlignmentFlag.AlignVCenter)
        head.addWidget(label(place_of(side, mission), "strong", wrap=True), 1)
        head.addWidget(self.take, 0, Qt.AlignmentFlag.AlignVCenter)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 12)
        column.setSpacing(6)
        column.addLayout(head)
        if is_long(one) and text_of(side[0].value):
            self.diff = DiffView(text_of(side[0].value))
            self.diff.setAccessibleName(self.tr("Text of card {number}").format(number=number))
            column.addWidget(self.diff)
        else:
            column.addWidget(label(text, "value", wrap=True))
        for candidate in {(c.author, c.laptop, c.at, c.reason): c for c in side}.values():
            column.addWidget(label(who(candidate), "small", wrap=True))
            if candidate.reason:
                column.addWidget(label(self.tr("Why: {reason}").format(reason=candidate.reason), "", wrap=True))
            for change in self._changes(candidate):
                column.addWidget(label(change_of(one, change, mission), "", wrap=True))
        column.addStretch()

    def show_parts(self, parts: Sequence[Part]) -> None:
        """Mark in the text what was added to and taken out of what it replaced."""
        if self.diff is not None:
            self.diff.show_parts(parts)

    def _changes(self, candidate: Candidate) -> list[Change]:
        """Return what was changed in the same gesture: counts are revisions of their own."""
        wanted = (candidate.author, candidate.laptop, candidate.at)
        found: list[Change] = []
        for one in self.side:
            if (one.author, one.laptop, one.at) == wanted:
                found += [change for change in one.changes if change not in found]
        return found

    def _verb(self, one: Conflict) -> str:
        if one.unit != LIFE:
            return self.tr("Take this")
        return self.tr("Delete") if self.side[0].value == DELETED else self.tr("Keep")

    def _take(self) -> None:
        self.taken.emit(self.number)
