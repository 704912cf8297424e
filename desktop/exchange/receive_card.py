"""Receiving: choose, drop or find parcels in the inbox, see what each would do, take them in."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from db.errors import KnownError
from db.parcels import Received, count_open, parcel_files, receive_parcels
from db.progress import Cancelled, Progress
from db.records import count_told_conflicts
from db.store import Office, Reading
from desktop.bus import EVERYTHING
from desktop.context import Context
from desktop.exchange.details import Details
from desktop.exchange.inbox_line import InboxLine
from desktop.exchange.mending import MendBar
from desktop.exchange.words import is_locked, state_of, summary
from desktop.i18n import counted, number, sentence
from desktop.tasks import Failure
from desktop.theme import mark
from desktop.widgets.drop import DropCard
from desktop.widgets.grid import Grid
from desktop.widgets.parts import button, label
from desktop.widgets.working import WorkBar

_FOLDER = "receive_folder"
_COUNTS = ("read", "new", "updated", "same", "conflict", "proposal", "problem")
_NO_PARCELS = ("not-a-parcel", "not-a-workbook", "workbook-too-large", "parcel-not-for-us")


class ReceiveCard(DropCard):
    """Takes parcels in; a plan first, always."""

    opened = Signal(bool)  # whether a plan, or what became of one, is being looked at

    def __init__(self, context: Context) -> None:
        super().__init__((".xlsx", ".zip"), folders=True)
        self._context = context
        self._paths: list[Path] = []
        self._passwords: tuple[str, ...] = ()
        self.results: list[Received] = []
        self._taken = False
        self.choose = button(self.tr("Choose parcels…"), self.choose_files, "", "receive")
        self.choose_all = button(self.tr("A folder…"), self.choose_folder, "", "folder")
        self.inbox = InboxLine(context)
        self.words = label("", "muted", wrap=True)
        names = (self.tr("Rows"), self.tr("New"), self.tr("Updated"), self.tr("Same"))
        more = (self.tr("Conflict"), self.tr("By hand"), self.tr("Problem"))
        self.table = Grid((self.tr("File"), self.tr("State"), *names, *more), wide=0)
        self.table.setAccessibleName(self.tr("What the parcels hold"))
        self.mend = MendBar(context)
        self.details = Details(context.mission, self.mend)
        self.work = WorkBar()
        self.take = button(self.tr("Take in"), self.take_in, "main", "check")
        self.forget = button(self.tr("Close"), self.reset)
        self.to_edits = button("", self._go_to_edits, "link")
        self.to_conflicts = button("", self._go_to_conflicts, "link")
        self._build()
        self.dropped.connect(self.look_at)
        self.inbox.wanted.connect(self.look_at)
        self.details.password_wanted.connect(self.ask_password)
        self.details.laptops_wanted.connect(self._go_to_laptops)
        self.table.selectionModel().currentRowChanged.connect(self._chosen)
        self.reset()

    # ---- verbs ----

    def choose_files(self) -> None:
        """Let the person choose parcels."""
        pattern = self.tr("Parcels (*.xlsx *.zip)")
        folder = self._context.remembered(_FOLDER)
        self._context.notices.choose_files(self.tr("Which parcels?"), folder, pattern, self.look_at)

    def choose_folder(self) -> None:
        """Let the person choose a folder whose parcels are all looked at."""
        folder = self._context.remembered(_FOLDER)
        self._context.notices.choose_folder(self.tr("Which folder of parcels?"), folder, self.look_at)

    def look_at(self, paths: Sequence[Path]) -> None:
        """Read files, and those in folders, and show what they would do."""
        if not paths or not self.work.isHidden():
            return
        self.reset()
        first = paths[0]
        self._context.remember(_FOLDER, str(first if first.is_dir() else first.parent))
        try:
            self._paths = parcel_files(paths)
        except KnownError as error:
            self._say(sentence(error), "problem")
            return
        self._plan()

    def ask_password(self) -> None:
        """Ask for the password of the first parcel that still needs one."""
        locked = next((one.refused for one in self.results if is_locked(one)), None)
        if locked is not None:
            self._context.notices.ask_password(self.tr("A password is needed"), sentence(locked), self._with_password)

    def take_in(self) -> None:
        """Do what the plan says."""
        self.take.setEnabled(False)
        self._run(False, self._taken_in, self.tr("Taking in…"))

    def reset(self) -> None:
        """Show the empty card again."""
        self._paths, self._passwords, self.results, self._taken = [], (), [], False
        self.table.show_rows([])
        for widget in (self.table, self.details, self.take, self.forget, self.to_edits, self.to_conflicts):
            widget.hide()
        self.inbox.show()
        self._enable(True)
        text = self.tr("Drop parcels here, or choose them. Nothing is taken in before you have seen what it does.")
        self._say(text, "muted")
        self.opened.emit(False)

    # ---- work ----

    def _plan(self) -> None:
        text = counted(len(self._paths), self.tr("Looking into the file…"), self.tr("Looking into {count} files…"))
        self._say(text, "muted")
        self._run(True, self._planned, self.tr("Reading…"))

    def _run(self, dry: bool, done: Callable[[list[Received]], object], text: str) -> None:
        self._enable(False)
        self.work.start(text)
        job = partial(_receive, self._context.office, tuple(self._paths), self._passwords, dry)
        self.work.watch(self._context.tasks.long(job, done, self._failed, partial(self._step, dry)))

    def _step(self, dry: bool, done: int, total: int) -> None:
        """Say how far it is, in files: each is read first, and then gone through."""
        self.work.step(done, total)
        files = max(total // 2, 1)
        text = self.tr("Reading {at} of {files}")
        if done >= files:
            text = self.tr("Going through {at} of {files}") if dry else self.tr("Taking in {at} of {files}")
        self.work.say(text.format(at=number(done % files + 1), files=number(files)))

    def _with_password(self, password: str) -> None:
        self._passwords = (*self._passwords, password)
        self._plan()

    # ---- answers ----

    def _planned(self, results: list[Received]) -> None:
        self._show(results, taken=False)
        good = any(one.refused is None for one in results)
        self.take.setVisible(good)
        self.take.setEnabled(good)
        (self.take if good else self.forget).setFocus()
        refused = {one.file for one in results if one.refused is not None and one.refused.code in _NO_PARCELS}
        self._context.inbox.nothing_more([path for path in self._paths if str(path) in refused])
        self.ask_password()

    def _taken_in(self, results: list[Received]) -> None:
        self._show(results, taken=True)
        self.take.hide()
        self.forget.setFocus()
        self._context.inbox.nothing_more([Path(one.file) for one in results if _has_rest(one)])
        self._context.bus.changed.emit(EVERYTHING)
        if came := sum(one.refused is None and not one.aside for one in results):
            self._context.notices.say(self.tr("Parcels taken in: {count}").format(count=number(came)))
        self._context.tasks.read(_waiting, self._show_waiting)

    def _failed(self, error: Failure) -> None:
        self.work.stop()
        self._enable(True)
        self.take.setEnabled(bool(self.results))
        if isinstance(error, KnownError):
            self._say(sentence(error), "problem")
        elif isinstance(error, Cancelled) and self.results:
            text = self.tr("Stopped. Parcels that were finished stay taken in; receiving again does no harm.")
            self._say(text, "muted")
        elif isinstance(error, Cancelled):
            self.reset()
            self._say(self.tr("Stopped. Nothing was taken in."), "muted")
        self._context.bus.changed.emit(EVERYTHING)

    def _show(self, results: list[Received], taken: bool) -> None:
        self.work.stop()
        self._enable(True)
        self.results, self._taken = results, taken
        row = max(self.table.currentIndex().row(), 0)
        self.table.show_rows([self._row(one) for one in results])
        came = any(one.refused is None and not one.aside for one in results)
        self._say(summary(results, taken), "good" if taken and came else "muted")
        for widget in (self.table, self.details, self.forget):
            widget.show()
        self.inbox.hide()
        self.opened.emit(True)
        self.table.selectRow(min(row, len(results) - 1))
        self._chosen()

    def _row(self, one: Received) -> tuple[object, ...]:
        fit = one.refused is None and not one.aside
        numbers = [getattr(one, key) for key in _COUNTS] if fit else ["–"] * len(_COUNTS)
        return (Path(one.file).name, state_of(one, self._taken), *numbers)

    def _chosen(self, *_: object) -> None:
        row = self.table.currentIndex().row()
        if 0 <= row < len(self.results):
            self.details.show_parcel(self.results[row], self._taken)
            self.mend.show_parcel(self.results[row], self._passwords)

    def _show_waiting(self, waiting: tuple[int, int]) -> None:
        edits, disputed = waiting
        self.to_edits.setText(self.tr("Hand edits that wait: {count}").format(count=number(edits)))
        self.to_edits.setVisible(bool(edits) and self._taken)
        self.to_conflicts.setText(self.tr("Conflicts that wait: {count}").format(count=number(disputed)))
        self.to_conflicts.setVisible(bool(disputed) and self._taken)

    def _go_to_edits(self) -> None:
        self._context.bus.page_wanted.emit("proposals", "")

    def _go_to_conflicts(self) -> None:
        self._context.bus.page_wanted.emit("conflicts", "")

    def _go_to_laptops(self) -> None:
        self._context.bus.page_wanted.emit("laptops", "")

    def _enable(self, enabled: bool) -> None:
        for widget in (self.choose, self.choose_all, self.inbox, self.forget):
            widget.setEnabled(enabled)

    def _say(self, text: str, look: str) -> None:
        self.words.setText(text)
        mark(self.words, look=look)

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 16, 18, 16)
        column.setSpacing(8)
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(label(self.tr("Receive"), "section"), 1)
        head.addWidget(self.choose)
        head.addWidget(self.choose_all)
        column.addLayout(head)
        column.addWidget(self.words)
        column.addWidget(self.table, 3)
        column.addWidget(self.details, 2)
        column.addWidget(self.work)
        last = QHBoxLayout()
        last.setSpacing(10)
        parts: tuple[QWidget, ...] = (self.take, self.forget, self.to_edits, self.to_conflicts)
        for widget in parts:
            last.addWidget(widget)
        last.addStretch()
        column.addStretch()
        column.addWidget(self.inbox)
        column.addLayout(last)


def _receive(
    office: Office, files: tuple[Path, ...], passwords: tuple[str, ...], dry: bool, progress: Progress
) -> list[Received]:
    return receive_parcels(office, files, dry_run=dry, go_on=True, passwords=passwords, progress=progress)


def _has_rest(one: Received) -> bool:
    """Whether something in a file of photos and papers can never be taken; only for want of room it may yet be."""
    return bool(one.refusals) and all(refusal.why != "full" for refusal in one.refusals)


def _waiting(reading: Reading) -> tuple[int, int]:
    """Return how many hand edits and how many conflicts wait."""
    return count_open(reading), count_told_conflicts(reading)
