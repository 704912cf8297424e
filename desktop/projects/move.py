"""Taking a project into another state: what is missing is listed, and a person may go on without it for a reason.

The board and the form of a project both ask here.
"""

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QWidget

from db.catalogue import Mission
from db.errors import KnownError, Problem
from db.records import Advanced, advance, missing_for, view
from db.revisions import RecordKey
from db.store import Reading, Write
from desktop.context import Context
from desktop.forms.session import RULES
from desktop.i18n import number
from desktop.projects.words import missing_text, state_name
from desktop.tasks import Failure
from desktop.widgets.ask import AskDialog

MOST = 9  # lines of the list in sight
ILLEGAL = ("state-jump", "state-final")  # no reason opens a way that does not exist


@dataclass(frozen=True, slots=True)
class Way:
    """A way that a project may go: which one, what people call it, into which state, and what is missing for that."""

    key: RecordKey
    title: str
    to: str
    missing: tuple[Problem, ...]


class Mover(QObject):
    """Moves projects through their gates, one gesture each; refuses where no way leads."""

    jump = Signal(object, object)  # the key of a project and the `Problem` that somebody wants to mend
    ended = Signal(object, bool)  # the key of a project, and whether it moved

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context

    def move(self, key: RecordKey, to: str) -> None:
        """Take a project into a state; ask where something is missing."""
        self._context.tasks.read(partial(_look, key, to), self._looked, partial(self._failed, key))

    def _looked(self, way: Way) -> None:
        illegal = [problem for problem in way.missing if problem.code in ILLEGAL]
        if illegal:
            self._context.notices.say(missing_text(self._context.mission, illegal[0]))
            self.ended.emit(way.key, False)
        elif way.missing:
            self._ask(way)
        else:
            self.go(way)

    def _ask(self, way: Way) -> None:
        dialog = MoveDialog(self._context.mission, way, self._context.notices.window)
        dialog.overridden.connect(self.go)
        dialog.jump.connect(self.jump)
        dialog.given_up.connect(self._given_up)
        self._context.notices.show_dialog(dialog)

    def go(self, way: Way, reason: str = "") -> None:
        """Take a project where a person agreed to take it; the reason is for what is missing."""

        def work(write: Write) -> Advanced:
            return advance(write, way.key.uid, way.to, reason)

        self._context.tasks.write("advance", reason, work, partial(self._moved, way), partial(self._refused, way))

    def _refused(self, way: Way, error: Failure) -> None:
        """Ask for a reason where something breaks a rule that was not in the list."""
        if isinstance(error, KnownError) and error.code in RULES:
            self._context.notices.ask_reason(error, partial(self.go, way))
            self.ended.emit(way.key, False)
        else:
            self._failed(way.key, error)

    def _moved(self, way: Way, done: Advanced) -> None:
        mission = self._context.mission
        text = self.tr("{title} is now: {state}.").format(title=way.title, state=state_name(mission, done.state))
        said = [text, *(missing_text(mission, problem) for problem in done.warnings)]
        self._context.notices.say(" ".join(said), undo=True)
        self.ended.emit(way.key, True)

    def _given_up(self, key: RecordKey) -> None:
        self.ended.emit(key, False)

    def _failed(self, key: RecordKey, error: Failure) -> None:
        self._context.notices.problem(error)
        self.ended.emit(key, False)


class MoveDialog(AskDialog):
    """Lists what a state still asks for; each line leads to its field, a reason leads past all of them."""

    jump = Signal(object, object)  # the key of the project and the `Problem` of a line
    overridden = Signal(object, str)  # the `Way` and the reason
    given_up = Signal(object)  # the key of the project

    def __init__(self, mission: Mission, way: Way, parent: QWidget | None) -> None:
        count = len(way.missing)
        title = self.tr("Not ready for “{state}”").format(state=state_name(mission, way.to))
        about = self.tr("{title}. One thing is missing.") if count == 1 else self.tr("{title}. {count} things missing.")
        super().__init__(
            title, about.format(title=way.title, count=number(count)), self.tr("Go on without"), parent, "danger"
        )
        self.way = way
        self.lines = QListWidget()
        self.lines.setProperty("look", "lines")
        self.lines.setWordWrap(True)
        self.lines.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for problem in way.missing:
            QListWidgetItem(missing_text(mission, problem), self.lines)
        self.lines.setCurrentRow(0)
        self.lines.setFixedHeight(min(count + 1, MOST) * (self.lines.fontMetrics().lineSpacing() + 9))
        self.reason = QLineEdit()
        self.add(self.tr("Missing"), self.lines, self.tr("Click a line, or press Enter on it, to go and mend it."))
        hint = self.tr("The reason and your name stay on the project's file, on screen and on paper.")
        self.add(self.tr("Reason for going on without"), self.reason, hint)
        self.lines.itemClicked.connect(self._jump)
        self.lines.itemActivated.connect(self._jump)
        self.rejected.connect(self._give_up)
        self.agreed.connect(self._override)

    def _jump(self, item: QListWidgetItem) -> None:
        if self.isVisible():  # a double click activates the line that its first click has followed
            self.reject()
            self.jump.emit(self.way.key, self.way.missing[self.lines.row(item)])

    def _override(self) -> None:
        reason = self.reason.text().strip()
        if not reason:
            self.refuse(self.tr("Say in a few words why it may go on without."))
            self.reason.setFocus()
            return
        self.accept()
        self.overridden.emit(self.way, reason)

    def _give_up(self) -> None:
        self.given_up.emit(self.way.key)


def _look(key: RecordKey, to: str, reading: Reading) -> Way:
    found = view(reading, key)
    return Way(key, found.title(reading.mission) or found.ref, to, tuple(missing_for(reading, key.uid, to)))
