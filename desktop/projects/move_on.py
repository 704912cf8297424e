"""Taking a project on: the states that may follow, what is missing for each, and a reason where one goes on without."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QDialog,
    QFrame,
    QLineEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from db.catalogue import Mission
from db.errors import Problem
from db.projects import STATES
from db.revisions import RecordKey
from desktop.forms.problem_list import ProblemButton
from desktop.i18n import tr_db
from desktop.projects.words import missing_text, state_name
from desktop.theme import mark
from desktop.wheel_guard import guard
from desktop.widgets.parts import button, clear, label, last_row

SIZE = (560, 480)
AROUND, LINE = 250, 34  # how high it is without its lines, and each of them


@dataclass(frozen=True, slots=True)
class Way:
    """A way that a project may go: which one, what people call it, into which state, and what is missing for that."""

    key: RecordKey
    title: str
    to: str
    missing: tuple[Problem, ...]


class MoveOn(QDialog):
    """Chooses one of some ways of a project; where there is only one, only the lines and the reason are asked for."""

    agreed = Signal(object, str)  # the `Way`, and the reason where something is missing
    jump = Signal(object, object)  # the key of the project, and the problem to go to

    def __init__(self, ways: Sequence[Way], mission: Mission, parent: QWidget | None) -> None:
        super().__init__(parent)
        self._ways, self._mission = ways, mission
        self.setWindowTitle(self.tr("Groundwork"))
        self.choice = QComboBox()
        self.choice.setAccessibleName(self.tr("New state"))
        guard(self.choice)
        for way in ways:
            self.choice.addItem(f"{state_name(mission, way.to)}: {tr_db(STATES[way.to].action)}", way.to)
        self.told = label("", "strong", wrap=True)
        self._group = QButtonGroup(self)
        self._group.idClicked.connect(self._jump)
        self.reason = QLineEdit()
        self.reason.setMaxLength(500)
        self.reason.setAccessibleName(self.tr("Reason for going on without"))
        self.reason.setPlaceholderText(self.tr("Why it goes on without; it stays on file and is printed"))
        self.reason.textEdited.connect(self._typed)
        self.go = button("", self._agree, "main")
        self.go.setDefault(True)
        self._build()
        self.choice.currentIndexChanged.connect(self._show)
        self._show()

    @property
    def way(self) -> Way:
        """The state that is chosen, and what is missing for it."""
        return self._ways[self.choice.currentIndex()]

    @property
    def lines(self) -> list[ProblemButton]:
        """The lines of what is missing."""
        return [made for made in self._group.buttons() if isinstance(made, ProblemButton)]

    def _show(self, *_: object) -> None:
        for made in self._group.buttons():
            self._group.removeButton(made)
        clear(self._list)
        missing = self.way.missing
        for number, problem in enumerate(missing):
            made = ProblemButton(missing_text(self._mission, problem))
            self._group.addButton(made, number)
            self._list.addWidget(made)
        text = self.tr("{count} things are missing. Choose one to go there.").format(count=len(missing))
        one = self.tr("One thing is missing. Choose it to go there.")
        whole = self.tr("Everything for it is on file.")
        self.told.setText(whole if not missing else one if len(missing) == 1 else text)
        self.area.setVisible(bool(missing))
        self.reason.setVisible(bool(missing))
        self.go.setText(self.tr("Go on anyway") if missing else self.tr("Move on"))
        mark(self.go, look="danger" if missing else "main")
        self._typed()

    def _typed(self, *_: object) -> None:
        self.go.setEnabled(not self.way.missing or bool(self.reason.text().strip()))

    def _jump(self, number: int) -> None:
        way = self.way
        self.accept()
        self.jump.emit(way.key, way.missing[number])

    def _agree(self) -> None:
        reason = self.reason.text().strip() if self.way.missing else ""
        self.accept()
        self.agreed.emit(self.way, reason)

    def _heading(self) -> str:
        if len(self._ways) > 1:
            return self.tr("Move the project on")
        name = state_name(self._mission, self.way.to)
        text = self.tr("Not ready for “{state}”") if self.way.missing else self.tr("Move on to “{state}”")
        return text.format(state=name)

    def _build(self) -> None:
        wide, high = SIZE
        lines = max(len(way.missing) for way in self._ways)
        self.resize(wide, min(high, AROUND + lines * LINE))
        caption = label(self.tr("To"), "label")
        caption.setBuddy(self.choice)
        inside = QFrame()
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 8, 0)
        column.addLayout(self._list)
        column.addStretch()
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setWidget(inside)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(22, 20, 22, 18)
        whole.setSpacing(10)
        whole.addWidget(label(self._heading(), "heading", wrap=True))
        whole.addWidget(label(self.way.title, "muted", wrap=True))
        if len(self._ways) > 1:
            whole.addWidget(caption)
            whole.addWidget(self.choice)
        whole.addWidget(self.told)
        whole.addWidget(self.area, 1)
        whole.addWidget(self.reason)
        whole.addStretch()
        whole.addLayout(last_row(self, self.go))
