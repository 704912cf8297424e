"""Taking gestures back and doing them again, from wherever a person asks for it, with the name of what is taken."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject

from db.errors import KnownError
from db.progress import Progress, silent
from db.records import GestureView, Undone, next_redo, next_undo, redo, undo, views_of
from db.store import Reading, Write
from desktop.context import Context
from desktop.forms.wording import gesture_title
from desktop.i18n import counted
from desktop.tasks import Again, Failed, Failure

Named = tuple[Undone, GestureView]


class Undoing(QObject):
    """Takes the last gesture back, or a named one, or does it again; gestures outlive windows and restarts.

    Where a project would then break a rule it asks for a reason.
    """

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context

    def undo(self, gesture: str = "", reason: str = "") -> None:
        """Take back a gesture, the last one where none is named."""

        def work(write: Write, progress: Progress) -> Named:
            taken = gesture or next_undo(write)
            named = _view(write, taken)
            return undo(write, taken, reason, progress), named

        failed, again = partial(self._not_undone, bool(gesture)), partial(self.undo, gesture)
        self._do(reason, work, self._undone, failed, again)

    def redo(self, reason: str = "") -> None:
        """Do again what was undone last."""

        def work(write: Write, progress: Progress) -> Named:
            taken = next_redo(write)
            named = _view(write, _view(write, taken).undoes)
            return redo(write, reason, progress), named

        self._do(reason, work, self._redone, partial(self._not_undone, False), self.redo)

    def _do(
        self,
        reason: str,
        work: Callable[[Write, Progress], Named],
        done: Callable[[Named], object],
        failed: Failed,
        again: Again,
    ) -> None:
        """Show in the line at the bottom of the window how far it is, where it lasts."""
        bar, tasks = self._context.notices.work, self._context.tasks
        if bar is not None:
            bar.write(tasks, self.tr("Taking it back…"), ("undo", reason), work, done, failed, again)
        else:
            tasks.write("undo", reason, work, done, failed, again, progress=silent)

    def _undone(self, named: Named) -> None:
        self._say(self.tr("Undone: {what}."), named)

    def _redone(self, named: Named) -> None:
        self._say(self.tr("Done again: {what}."), named)

    def _say(self, words: str, named: Named) -> None:
        undone, gesture = named
        text = words.format(what=gesture_title(gesture, self._context.mission))
        if undone.kept:
            one = self.tr("1 record was changed again since and kept.")
            kept = counted(len(undone.kept), one, self.tr("{count} records were changed again since and kept."))
            text = f"{text} {kept}"
        self._context.notices.say(text)

    def _not_undone(self, named: bool, error: Failure) -> None:
        code = error.code if isinstance(error, KnownError) else ""
        if code == "nothing-to-undo":
            gone = self.tr("That was taken back already.") if named else self.tr("There is nothing to undo.")
            self._context.notices.say(gone)
        elif code == "nothing-to-redo":
            self._context.notices.say(self.tr("There is nothing to do again."))
        else:
            self._context.notices.problem(error)


def _view(reading: Reading, gesture: str) -> GestureView:
    return views_of(reading, [gesture])[0] if gesture else GestureView("", "", "", "", "", False, 0, "")
