"""Taking gestures back, from wherever a person asks for it."""

from functools import partial

from PySide6.QtCore import QObject

from db.errors import KnownError
from db.records import Undone, undo
from db.store import Write
from desktop.context import Context
from desktop.forms.session import RULES
from desktop.tasks import Failure


class Undoing(QObject):
    """Takes the last gesture back, or a named one; asks for a reason where a project would then break a rule."""

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context

    def undo(self, gesture: str = "", reason: str = "") -> None:
        """Take back a gesture, the last one where none is named."""

        def work(write: Write) -> Undone:
            return undo(write, gesture, reason)

        self._context.tasks.write("undo", reason, work, self._undone, partial(self._not_undone, gesture))

    def _undone(self, undone: Undone) -> None:
        text = self.tr("Undone.")
        if undone.kept:
            text = self.tr("Undone; {count} records were changed again since and kept.").format(count=len(undone.kept))
        self._context.notices.say(text)

    def _not_undone(self, gesture: str, error: Failure) -> None:
        if isinstance(error, KnownError) and error.code in RULES:
            self._context.notices.ask_reason(error, partial(self.undo, gesture))
        elif isinstance(error, KnownError) and error.code == "nothing-to-undo":
            gone = self.tr("That was taken back already.") if gesture else self.tr("There is nothing to undo.")
            self._context.notices.say(gone)
        else:
            self._context.notices.problem(error)
