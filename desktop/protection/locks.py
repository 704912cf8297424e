"""The list of locks that everybody can see: closed periods, dated exceptions, and what changed in spite of them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from db.catalogue import ACTIVITY_TYPES, RECORD_TYPES
from db.errors import KnownError
from db.locks import (
    CLOSE,
    AllLocks,
    Closed,
    Exempt,
    Late,
    all_locks,
    close,
    end_exception,
    late_changes,
    may,
    reopen,
)
from db.records import owner_of
from db.revisions import RecordKey
from db.store import Changes, Reading, Write
from desktop.context import Context
from desktop.i18n import moment, number, sentence, short_date, tr_db
from desktop.protection.lock_dialogs import AllowDialog, CloseDialog, WhyDialog, offices_to_choose
from desktop.tasks import Failure
from desktop.widgets.ask import AskDialog
from desktop.widgets.grid import Grid, OpeningGrid
from desktop.widgets.parts import button, label


@dataclass(frozen=True, slots=True)
class Shown:
    """What the tab shows; `late` are records with the activity to open, and since which lock they are changed."""

    locks: AllLocks
    late: tuple[tuple[Late, RecordKey, str], ...]
    role: str


class LocksTab(QWidget):
    """Closed periods and exceptions, with their verbs for whoever may; what changed since a lock, to be opened."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._shown: Shown | None = None
        self.counts = label("", "", wrap=True)
        self.closed = Grid(
            (self.tr("Number"), self.tr("Days"), self.tr("Of"), self.tr("Why"), self.tr("By"), self.tr("State")), 3
        )
        self.exceptions = Grid(
            (self.tr("Number"), self.tr("From"), self.tr("For"), self.tr("Until"), self.tr("Why"), self.tr("By")), 4
        )
        self.late = OpeningGrid(
            (self.tr("Record"), self.tr("Since"), self.tr("Changed"), self.tr("By"), self.tr("Reason")), 4
        )
        self._none = {
            self.closed: label(
                self.tr("No period is closed. Closing one keeps its records as they were sent."), "muted"
            ),
            self.exceptions: label(self.tr("Nobody may change anything in spite of a lock."), "muted"),
            self.late: label(self.tr("Nothing was changed since it was approved or its period closed."), "muted"),
        }
        self.close_days = button(self.tr("Close a period…"), self.ask_close, "main", "shield")
        self.open_again = button(self.tr("Open again…"), self.ask_reopen)
        self.allow = button(self.tr("Allow changes…"), self.ask_allow)
        self.end = button(self.tr("End now"), self.end_now)
        for table in (self.closed, self.exceptions):
            table.setTextElideMode(Qt.TextElideMode.ElideRight)
            table.selectionModel().currentRowChanged.connect(self._chosen)
        self.late.opened.connect(self._open)
        context.bus.changed.connect(self._on_changes)
        self._build()

    def showEvent(self, event: QShowEvent) -> None:
        """Read the locks when somebody looks."""
        super().showEvent(event)
        self.read()

    def read(self) -> None:
        """Read the locks."""
        self._context.tasks.read(_look, self._show)

    # ---- verbs ----

    def ask_close(self) -> None:
        """Ask which days are closed, of whom, and why."""
        dialog = CloseDialog(offices_to_choose(self._context), self._context.notices.window)
        dialog.agreed.connect(partial(self._close, dialog))
        self._context.notices.show_dialog(dialog)

    def ask_reopen(self) -> None:
        """Ask why a period is opened again."""
        one = self._closed_now()
        if one is not None:
            title = self.tr("Open {days} again").format(days=_days(one))
            text = self.tr("Everybody can change its records again. Who opened it, and why, stays in this list.")
            dialog = WhyDialog(title, text, self.tr("Open again"), self._context.notices.window)
            dialog.agreed.connect(partial(self._reopen, dialog, one))
            self._context.notices.show_dialog(dialog)

    def ask_allow(self) -> None:
        """Ask who may change something in a closed period until when, and why."""
        one = self._closed_now()
        if one is not None:
            title = self.tr("Allow changes in {days}").format(days=_days(one))
            dialog = AllowDialog(title, offices_to_choose(self._context), self._context.notices.window)
            dialog.agreed.connect(partial(self._allow, dialog, one))
            self._context.notices.show_dialog(dialog)

    def end_now(self) -> None:
        """End the chosen exception before its day."""
        one = self._exempt_now()
        if one is not None:
            said = self.tr("The exception has ended.")
            self._context.tasks.write("disallow", "", partial(_ending, one), partial(self._said, said))

    def _close(self, dialog: CloseDialog) -> None:
        if dialog.complete():
            area = dialog.area if offices_to_choose(self._context) else None
            work = partial(_closing, dialog.start.text(), dialog.end.text(), dialog.reason.text(), area)
            self._do(dialog, "close", dialog.reason.text(), work, self.tr("The period is closed."))

    def _reopen(self, dialog: WhyDialog, one: Closed) -> None:
        if dialog.complete():
            work = partial(_opening, one, dialog.reason.text())
            self._do(dialog, "reopen", dialog.reason.text(), work, self.tr("The period is open again."))

    def _allow(self, dialog: AllowDialog, one: Closed) -> None:
        if dialog.complete():
            self._do(dialog, "allow", dialog.reason.text(), dialog.verb(one.ref), dialog.said)

    def _do(self, dialog: AskDialog, kind: str, reason: str, work: Callable[[Write], object], said: str) -> None:
        failed = partial(self._failed, dialog)
        self._context.tasks.write(kind, reason.strip(), work, partial(self._done, dialog, said), failed)

    def _done(self, dialog: AskDialog, said: str, _: object) -> None:
        dialog.accept()
        self._said(said, None)

    def _said(self, said: str, _: object) -> None:
        self._context.notices.say(said, undo=True)

    def _failed(self, dialog: AskDialog, error: Failure) -> None:
        if isinstance(error, KnownError):
            dialog.refuse(sentence(error))

    # ---- what is shown ----

    def _show(self, shown: Shown) -> None:
        self._shown = shown
        locks = shown.locks
        text = self.tr("Approved as they stand: {approved} activities. Changed since they were approved: {changed}.")
        self.counts.setText(text.format(approved=number(locks.approved), changed=number(len(locks.changed))))
        self.closed.show_rows([self._closed_row(one) for one in locks.closed])
        self.exceptions.show_rows([self._exempt_row(one) for one in locks.exceptions])
        self.late.show_rows([self._late_row(one, since) for one, _, since in shown.late])
        for table, none in self._none.items():
            table.setVisible(bool(table.plain.rows))
            none.setVisible(not table.plain.rows)
        for table in (self.closed, self.exceptions):
            if table.plain.rows:
                table.selectRow(0)
        for button_ in (self.close_days, self.open_again, self.allow, self.end):
            button_.setVisible(may(shown.role, CLOSE))
        self._chosen()

    def _closed_row(self, one: Closed) -> tuple[str, ...]:
        again = self.tr("open again since {day}: {why}").format(day=short_date(one.reopened_on), why=one.reopened_why)
        whose = self._context.mission.office_name(one.area) if one.area else self.tr("all offices")
        return one.ref, _days(one), whose, one.reason, one.by, again if one.reopened_on else self.tr("closed")

    def _exempt_row(self, one: Exempt) -> tuple[str, ...]:
        whom = one.officer or (self._context.mission.office_name(one.area) if one.area else self.tr("every office"))
        until = self.tr("{day} (over)") if one.over else "{day}"
        return one.ref, one.lock, whom, until.format(day=short_date(one.until)), one.reason, one.by

    def _late_row(self, one: Late, since: str) -> tuple[str, ...]:
        what = tr_db(RECORD_TYPES[one.part].label) if one.part else ""
        ref = " · ".join(filter(None, (one.ref, what)))
        return ref, since or self.tr("approved"), moment(one.at), one.by, one.reason

    def _chosen(self, *_: object) -> None:
        standing = self._closed_now() is not None
        self.open_again.setEnabled(standing)
        self.allow.setEnabled(standing)
        self.end.setEnabled(self._exempt_now() is not None)

    def _closed_now(self) -> Closed | None:
        row = self.closed.currentIndex().row()
        found = self._shown.locks.closed if self._shown else ()
        return found[row] if 0 <= row < len(found) and not found[row].reopened_on else None

    def _exempt_now(self) -> Exempt | None:
        row = self.exceptions.currentIndex().row()
        found = self._shown.locks.exceptions if self._shown else ()
        return found[row] if 0 <= row < len(found) and not found[row].over else None

    def _open(self, row: int) -> None:
        if self._shown is not None:
            self._context.bus.wanted.emit(self._shown.late[row][1])

    def _on_changes(self, changes: Changes) -> None:
        if self.isVisible() and (changes.records or changes.kind == "receive"):
            self.read()

    # ---- building ----

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.counts)
        sections: Sequence[tuple[str, Grid, tuple[QPushButton, ...]]] = (
            (self.tr("Closed periods"), self.closed, (self.close_days, self.open_again, self.allow)),
            (self.tr("Exceptions until a day"), self.exceptions, (self.end,)),
            (self.tr("Changed after it was approved or closed"), self.late, ()),
        )
        for name, table, buttons in sections:
            table.setAccessibleName(name)
            row = QHBoxLayout()
            row.setSpacing(8)
            row.addWidget(label(name, "section"))
            row.addStretch()
            for one in buttons:
                row.addWidget(one)
            column.addLayout(row)
            column.addWidget(table, 1)
            table.hide()  # until its rows are here
            column.addWidget(self._none[table])
            column.addSpacing(6)
        column.addStretch()
        text = self.tr(
            "A day is that of this laptop's clock, which can be wrong; what came after a lock is found without any "
            "clock. What arrives in a parcel is never refused: it is kept, and told here."
        )
        column.addWidget(label(text, "small", wrap=True))


def _days(one: Closed) -> str:
    return f"{short_date(one.start)} – {short_date(one.end)}"


def _look(reading: Reading) -> Shown:
    locks = all_locks(reading)
    late = [(one, "") for one in locks.changed]
    late += [(one, closed.ref) for closed in locks.standing for one in late_changes(reading, closed.uid)]
    return Shown(locks, tuple((one, _opens(reading, one.record), since) for one, since in late), reading.role)


def _opens(reading: Reading, record: RecordKey) -> RecordKey:
    """Return what is opened for a record: the activity that it belongs to, else itself."""
    if record.type in ACTIVITY_TYPES:
        return record
    uid = owner_of(reading, record)
    return RecordKey(reading.type_of(uid) or record.type, uid)


def _closing(start: str, end: str, reason: str, area: str | None, write: Write) -> RecordKey:
    return close(write, start, end, reason=reason, area=area)


def _opening(one: Closed, reason: str, write: Write) -> RecordKey:
    return reopen(write, one.ref, reason=reason)


def _ending(one: Exempt, write: Write) -> RecordKey:
    return end_exception(write, one.ref)
