"""An open conflict beside its field: what happened, every value with whose it is, and a button to keep it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QFrame, QPushButton, QVBoxLayout

from db.catalogue import Mission
from db.records import Conflict, in_words
from desktop.conflicts.words import brief, field_of, place_of, value_of, who
from desktop.i18n import tr_db
from desktop.widgets.flow import FlowLayout
from desktop.widgets.parts import label


class ConflictLine(QFrame):
    """Shows two or more values of one unit; `chosen` has the conflict and the candidate to keep."""

    chosen = Signal(object, object)

    def __init__(self, conflict: Conflict, mission: Mission) -> None:
        super().__init__()
        self.conflict = conflict
        self.setProperty("look", "conflict")
        self._group = QButtonGroup(self)
        self._group.idClicked.connect(self._keep)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 8, 10, 8)
        column.setSpacing(4)
        heading = self.tr("{field}: {words} Which is right?")
        words = in_words(conflict, mission, tr_db)
        column.addWidget(label(heading.format(field=field_of(conflict, mission), words=words), "strong", wrap=True))
        buttons = FlowLayout(across=6, down=4)
        for number, side in enumerate(conflict.sides):
            text = value_of(conflict, side[0].value, mission)
            by = "; ".join(dict.fromkeys(who(candidate) for candidate in side))
            column.addWidget(label(f"{brief(text, 120)}  ({place_of(side, mission)}: {by})", "", wrap=True))
            made = QPushButton(self.tr("Keep “{value}”").format(value=brief(text, 24)))
            made.setAutoDefault(False)
            made.setAccessibleDescription(by)
            self._group.addButton(made, number)
            buttons.addWidget(made)
        column.addLayout(buttons)

    @property
    def buttons(self) -> list[QAbstractButton]:
        """What the keyboard finds here."""
        return self._group.buttons()

    def _keep(self, number: int) -> None:
        self.chosen.emit(self.conflict, self.conflict.sides[number][0])
