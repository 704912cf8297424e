"""All problems of a form in one place, each with a jump to its field."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from db.catalogue import DIMENSIONS, Mission, RecordType
from db.errors import Problem
from desktop.i18n import capital, problem_text, tr_db
from desktop.widgets.parts import clear, label

MOST = 3
PADDING = 14  # of the style sheet, both sides


class ProblemButton(QPushButton):
    """One problem in one line, shortened where the form is narrow; the whole of it stands beside its field."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self._whole = text
        self.setProperty("look", "problem")
        self.setAutoDefault(False)
        self.setToolTip(text)
        self.setAccessibleName(text)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setText(text)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show as much as fits."""
        super().resizeEvent(event)
        self.setText(self.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideRight, self.width() - PADDING))


class ProblemList(QWidget):
    """At most three problems in words, the others as a number; F8 walks through all."""

    jump = Signal(object)  # the key of a field

    def __init__(self, kind: RecordType, mission: Mission) -> None:
        super().__init__()
        self._kind, self._mission = kind, mission
        self._problems: list[Problem] = []
        self._next = 0
        self._group = QButtonGroup(self)
        self._group.idClicked.connect(self._jump)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self.hide()

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Show these problems; nothing at all where there are none."""
        self._problems = list(problems)
        self._next = 0
        for button in self._group.buttons():
            self._group.removeButton(button)
        clear(self._column)
        for number, problem in enumerate(self._problems[:MOST]):
            made = ProblemButton(f"{self._field(problem)}: {capital(problem_text(problem))}")
            self._group.addButton(made, number)
            self._column.addWidget(made)
        if len(self._problems) > MOST:
            more = self.tr("and {count} more: F8 goes from one to the next").format(count=len(self._problems) - MOST)
            self._column.addWidget(label(more, "problem"))
        self.setVisible(bool(self._problems))

    def go_to_next(self) -> bool:
        """Jump to the next problem; False where there is none."""
        if not self._problems:
            return False
        self._jump(self._next)
        self._next = (self._next + 1) % len(self._problems)
        return True

    def _jump(self, number: int) -> None:
        self.jump.emit(self._problems[number].field)

    def _field(self, problem: Problem) -> str:
        field = self._kind.by_key.get(problem.field)
        if field is not None:
            return tr_db(field.label)
        parts = problem.field.split(".")
        if len(parts) > 1 and parts[1] in DIMENSIONS:
            return tr_db(self._mission.lists["dimension"].label(parts[1]))
        return problem.field
