"""An open conflict beside its field: every value, whose it is, and a button to keep it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QPushButton, QVBoxLayout

from db.catalogue import Mission, RecordType
from db.records import Conflict
from db.revisions import LIFE
from desktop.forms.wording import value_text
from desktop.i18n import moment
from desktop.widgets.flow import FlowLayout
from desktop.widgets.parts import label


class ConflictLine(QFrame):
    """Shows two or more values of one unit; `chosen` has the unit and the revision to keep."""

    chosen = Signal(object, object)  # the conflict, the candidate that is kept

    def __init__(self, conflict: Conflict, kind: RecordType, mission: Mission) -> None:
        super().__init__()
        self.conflict = conflict
        self.setProperty("look", "conflict")
        self._group = QButtonGroup(self)
        self._group.idClicked.connect(self._keep)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 8, 10, 8)
        column.setSpacing(4)
        heading = (
            self.tr("Deleted here and changed there. Which is right?")
            if conflict.unit == LIFE
            else self.tr("Two values were entered. Which is right?")
        )
        column.addWidget(label(heading, "strong", wrap=True))
        buttons = FlowLayout(across=6, down=4)
        for number, candidate in enumerate(conflict.candidates):
            text = _short(value_text(kind, conflict.unit, candidate.value, mission))
            who = f"{candidate.author}, {candidate.office}, {moment(candidate.at)}"
            column.addWidget(label(f"{text}  ({who})", "", wrap=True))
            made = QPushButton(self.tr("Keep “{value}”").format(value=_short(text, 24)))
            made.setAutoDefault(False)
            made.setAccessibleDescription(who)
            self._group.addButton(made, number)
            buttons.addWidget(made)
        column.addLayout(buttons)

    def _keep(self, number: int) -> None:
        self.chosen.emit(self.conflict, self.conflict.candidates[number])


def _short(text: str, most: int = 120) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= most else plain[: most - 1].rstrip() + "…"
