"""The first start: from nothing to an office of one's own, with its recovery code on paper."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QStackedWidget, QVBoxLayout, QWidget

from db.errors import KnownError
from db.progress import Progress
from db.resources import resource
from db.store import Cost, Office
from desktop.i18n import sentence
from desktop.notices import Notices
from desktop.startup.making import Answers, make
from desktop.startup.recovery import RecoveryStep
from desktop.startup.steps import MissionStep, OfficerStep, OfficeStep
from desktop.tasks import Failure, Tasks
from desktop.theme import mark
from desktop.widgets.parts import button, label


class FirstStart(QDialog):
    """Four steps; the office is made before the last one."""

    made = Signal(object)  # the opened office, once the recovery code is written down

    def __init__(self, tasks: Tasks, notices: Notices, home: Path, cost: Cost | None = None) -> None:
        super().__init__()
        self._tasks, self._home, self._cost = tasks, home, cost
        self._office: Office | None = None
        self.answers = Answers()
        self.setWindowTitle(self.tr("Groundwork: first start"))
        self.setMinimumSize(860, 560)
        self.steps = (MissionStep(self.answers), OfficeStep(self.answers), OfficerStep(self.answers))
        self.recovery = RecoveryStep(notices)
        self._stack = QStackedWidget()
        for step in (*self.steps, self.recovery):
            step.changed.connect(self._refresh)
            self._stack.addWidget(step)
        self._names = (self.tr("Mission"), self.tr("Office"), self.tr("You"), self.tr("Recovery code"))
        self._marks: list[QLabel] = []
        self.problem = label("", "problem", wrap=True)
        self.back = button(self.tr("Back"), self.go_back)
        self.next = button(self.tr("Next"), self.go_on, "main")
        self._busy = False
        self._build()
        self._go_to(0)

    def go_on(self) -> None:
        """Go to the next step; make the office after the last question; finish after the code."""
        place = self._stack.currentIndex()
        if place < len(self.steps):
            wrong = self.steps[place].wrong()
            self.problem.setText(wrong)
            if wrong:
                return
        if place == len(self.steps) - 1:
            self._make()
        elif self._office is not None:
            self._finish()
        else:
            self._go_to(place + 1)

    def go_back(self) -> None:
        """Go to the step before."""
        self._go_to(self._stack.currentIndex() - 1)

    def reject(self) -> None:
        """Close only where nothing is lost: not while the office is made, not before its code is written down."""
        if self._busy:
            return
        if self._office is None:
            super().reject()
        elif self.recovery.written.isChecked():
            self._finish()
        else:
            self.problem.setText(self.tr("Write the code down first, then tick the box: it is never shown again."))

    def _make(self) -> None:
        self._busy = True
        self._refresh()
        self._tasks.long(partial(_make, self.answers, self._home, self._cost), self._take, self._failed)

    def _take(self, made: tuple[Office, str]) -> None:
        self._busy = False
        self._office, code = made
        self.recovery.show_code(code, self._office)
        self._go_to(len(self.steps))

    def _failed(self, error: Failure) -> None:
        self._busy = False
        self._refresh()
        self.problem.setText(sentence(error) if isinstance(error, KnownError) else "")

    def _finish(self) -> None:
        office, self._office = self._office, None
        self.accept()
        self.made.emit(office)

    def _go_to(self, place: int) -> None:
        self._stack.setCurrentIndex(place)
        if place < len(self.steps):
            self.steps[place].enter()
        self.problem.setText("")
        for number, shown in enumerate(self._marks):
            done = "✓  " if number < place else f"{number + 1}  "
            shown.setText(done + self._names[number])
            mark(shown, now=number == place)
        self._refresh()

    def _refresh(self) -> None:
        place = self._stack.currentIndex()
        last = place == len(self.steps)
        self.back.setVisible(0 < place < len(self.steps))
        self.back.setEnabled(not self._busy)
        if last:
            self.next.setText(self.tr("Open the register"))
            self.next.setEnabled(self.recovery.written.isChecked())
        else:
            words = self.tr("Make the office") if place == len(self.steps) - 1 else self.tr("Next")
            self.next.setText(self.tr("Making the office…") if self._busy else words)
            self.next.setEnabled(not self._busy)
        if self.problem.text() and place < len(self.steps):
            self.problem.setText(self.steps[place].wrong())

    def _build(self) -> None:
        side = QWidget()
        side.setObjectName("wizardSide")
        side.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        side.setFixedWidth(230)
        column = QVBoxLayout(side)
        column.setContentsMargins(26, 30, 20, 24)
        column.setSpacing(12)
        picture = QLabel()
        picture.setPixmap(QIcon(str(resource("icons", "groundwork.svg"))).pixmap(QSize(44, 44)))
        column.addWidget(picture)
        column.addWidget(label("Groundwork", "brand"))
        column.addSpacing(18)
        for name in self._names:
            self._marks.append(label(name))
            column.addWidget(self._marks[-1])
        column.addStretch()
        column.addWidget(
            label(self.tr("The field register of civil affairs offices. Works without a network."), wrap=True)
        )
        self.back.setAutoDefault(False)
        self.next.setDefault(True)
        buttons = QHBoxLayout()
        buttons.addWidget(self.problem, 1)
        buttons.addWidget(self.back)
        buttons.addWidget(self.next)
        page = QVBoxLayout()
        page.setContentsMargins(40, 34, 40, 24)
        page.setSpacing(16)
        page.addWidget(self._stack, 1)
        page.addLayout(buttons)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(side)
        whole.addLayout(page, 1)


def _make(answers: Answers, home: Path, cost: Cost | None, progress: Progress) -> tuple[Office, str]:
    return make(answers, home, cost)
