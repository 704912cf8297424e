"""The parcels that were set aside: which, why, and what can be done."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from db.errors import KnownError
from db.parcels import Aside, Received, receive_asides, take_aside
from db.progress import Progress
from db.store import Office
from desktop.bus import EVERYTHING
from desktop.context import Context
from desktop.exchange.words import counts
from desktop.i18n import moment, number, sentence
from desktop.laptops.dialogs import OverruleDialog
from desktop.laptops.words import why_aside, why_shortly
from desktop.tasks import Failed, Failure
from desktop.widgets.grid import Grid
from desktop.widgets.parts import button, label
from desktop.widgets.working import WorkBar

Wish = QSizePolicy.Policy
Passwords = tuple[str, ...]
FIRM = ("signature-broken", "too-new")  # nobody's word can stand in for these


class AsideList(QWidget):
    """Parcels that wait, or that nothing will ever be taken from."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.asides: Sequence[Aside] = ()
        self.heading = label("", "section")
        self.look = button(self.tr("Look again"), self.look_again, "", "receive")
        self.look.setToolTip(self.tr("Take in what can be now: a code may have been compared, or the program updated"))
        self.take = button(self.tr("Take in all the same…"), self.ask_reason)
        self.table = Grid((self.tr("Came"), self.tr("From"), self.tr("File"), self.tr("Why")), wide=2)
        self.table.setAccessibleName(self.tr("Parcels set aside"))
        self.table.selectionModel().currentRowChanged.connect(self._chosen)
        self.words = label("", "muted", wrap=True)
        self.work = WorkBar()
        head = QHBoxLayout()
        head.addWidget(self.heading)
        head.addStretch()
        head.addWidget(self.take)
        head.addWidget(self.look)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self.work)
        column.addWidget(self.table, 1)
        column.addWidget(self.words)
        self.show_asides(())

    def show_asides(self, found: Sequence[Aside]) -> None:
        """Show what lies aside."""
        self.asides = found
        self.table.show_rows([(moment(a.at), a.peer or "–", a.file, why_shortly(a)) for a in found])
        for widget in (self.table, self.look, self.take):
            widget.setVisible(bool(found))
        self.setSizePolicy(Wish.Preferred, Wish.Expanding if found else Wish.Maximum)
        count = self.tr("Parcels set aside: {count}").format(count=number(len(found)))
        self.heading.setText(count if found else self.tr("Parcels set aside"))
        if found:
            self.table.selectRow(0)
        self._chosen()

    # ---- verbs ----

    def look_again(self) -> None:
        """Take in what can be taken in now."""
        self._look()

    def ask_reason(self) -> None:
        """Ask why the chosen parcel is to be taken in although it was set aside."""
        one = self._current()
        if one is not None:
            dialog = OverruleDialog(one, self._context.notices.window)
            dialog.agreed.connect(partial(self._overrule, dialog, one))
            self._context.notices.show_dialog(dialog)

    def _look(self, passwords: Passwords = ()) -> None:
        self._run(partial(_look_again, self._context.office, passwords), self._failed, passwords)

    def _overrule(self, dialog: OverruleDialog, one: Aside) -> None:
        why = dialog.why.text().strip()
        if not why:
            dialog.refuse(self.tr("Say why: whoever reads the history later was not here."))
            return
        dialog.accept()
        self._take(one, why)

    def _take(self, one: Aside, why: str, passwords: Passwords = ()) -> None:
        work = partial(_take_one, self._context.office, one.id, why, passwords)
        self._run(work, partial(self._not_taken, one, why, passwords), passwords)

    def _run(self, work: Callable[[Progress], list[Received]], failed: Failed, passwords: Passwords) -> None:
        self.work.start(self.tr("Taking in…"))
        self.work.watch(self._context.tasks.long(work, partial(self._looked, passwords), failed, self.work.step))

    # ---- answers ----

    def _looked(self, passwords: Passwords, results: list[Received]) -> None:
        self.work.stop()
        taken = [one for one in results if not one.aside and one.refused is None]
        if taken:
            text = self.tr("Parcels taken in: {count} ({rows})").format(count=number(len(taken)), rows=counts(taken))
            self._context.notices.say(text)
            self._context.bus.changed.emit(EVERYTHING)
        locked = [one.refused for one in results if one.refused and one.refused.code.startswith("password-")]
        if locked:
            self._ask_password(locked[0], passwords, self._look)
        elif not taken:
            self._context.notices.say(self.tr("Nothing has changed: they still lie aside."))

    def _not_taken(self, one: Aside, why: str, passwords: Passwords, error: Failure) -> None:
        if isinstance(error, KnownError) and error.code.startswith("password-"):
            self.work.stop()
            self._ask_password(error, passwords, partial(self._take, one, why))
        else:
            self._failed(error)

    def _ask_password(self, error: KnownError, known: Passwords, again: Callable[[Passwords], object]) -> None:
        """Ask for a password and go on with it and those that are known already."""

        def answered(password: str) -> None:
            again((*known, password))

        self._context.notices.ask_password(self.tr("A password is needed"), sentence(error), answered)

    def _failed(self, error: Failure) -> None:
        self.work.stop()
        self._context.notices.problem(error)
        self._context.bus.changed.emit(EVERYTHING)

    # ---- what is shown ----

    def _chosen(self, *_: QModelIndex) -> None:
        one = self._current()
        self.take.setEnabled(one is not None and one.why not in FIRM)
        text = self.tr("No parcel lies aside. One that cannot be trusted would wait here; none is ever thrown away.")
        self.words.setText(why_aside(one) if one else text)

    def _current(self) -> Aside | None:
        row = self.table.currentIndex().row()
        return self.asides[row] if 0 <= row < len(self.asides) else None


def _look_again(office: Office, passwords: Passwords, progress: Progress) -> list[Received]:
    return receive_asides(office, passwords=passwords, progress=progress)


def _take_one(office: Office, one: int, why: str, passwords: Passwords, progress: Progress) -> list[Received]:
    return [take_aside(office, one, why, passwords=passwords)]
