"""Taking a project into another state, from its form or from the board: through its gate, or past it for a reason."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from db.records import Advanced, advance, missing_for, view
from db.revisions import RecordKey
from db.store import Reading, Write
from desktop.context import Context
from desktop.projects.move_on import MoveOn, Way
from desktop.projects.words import missing_text, state_name

ILLEGAL = ("state-jump", "state-final")  # no reason opens a way that does not exist


class Mover(QObject):
    """Moves projects through their gates, one gesture each; refuses where no way leads."""

    jump = Signal(object, object)  # the key of a project and the `Problem` that somebody wants to mend

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context

    def move(self, key: RecordKey, to: str) -> None:
        """Take a project into a state; ask where something is missing."""
        self._context.tasks.read(partial(_look, key, to), self._looked)

    def ask(self, ways: Sequence[Way]) -> None:
        """Show what is missing for each of the ways that a project may go, and take it where a person agrees."""
        dialog = MoveOn(ways, self._context.mission, self._context.notices.window)
        dialog.agreed.connect(self.go)
        dialog.jump.connect(self.jump)
        self._context.notices.show_dialog(dialog)

    def _looked(self, way: Way) -> None:
        illegal = [problem for problem in way.missing if problem.code in ILLEGAL]
        if illegal:
            self._context.notices.say(missing_text(self._context.mission, illegal[0]))
        elif way.missing:
            self.ask([way])
        else:
            self.go(way)

    def go(self, way: Way, reason: str = "") -> None:
        """Take a project where a person agreed to take it; the reason is for what is missing."""

        def work(write: Write) -> Advanced:
            return advance(write, way.key.uid, way.to, reason)

        # Something may break a rule that was not in the list: then a reason is asked for.
        self._context.tasks.write("advance", reason, work, partial(self._moved, way), again=partial(self.go, way))

    def _moved(self, way: Way, done: Advanced) -> None:
        mission = self._context.mission
        text = self.tr("{title} is now: {state}.").format(title=way.title, state=state_name(mission, done.state))
        said = [text, *(missing_text(mission, problem) for problem in done.warnings)]
        self._context.notices.say(" ".join(said), undo=True)


def _look(key: RecordKey, to: str, reading: Reading) -> Way:
    found = view(reading, key)
    return Way(key, found.title(reading.mission) or found.ref, to, tuple(missing_for(reading, key.uid, to)))
