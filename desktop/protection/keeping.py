"""What has been kept longer than it may be: looked through once a year, and purged for ever."""

from functools import partial

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from db.progress import Progress
from db.protection import Expired, expired, periods, purge
from db.protection.retention import REVIEWED
from db.revisions import RecordKey
from db.store import Office, Write
from desktop.bus import EVERYTHING
from desktop.context import Context
from desktop.i18n import number, short_date, tr_db
from desktop.notices import Choice
from desktop.protection.person import ChosenModel, ticked
from desktop.widgets.empty import EmptyState
from desktop.widgets.parts import button, label
from desktop.widgets.working import WorkBar

TICK = 52  # pixels of a tick and of the room around it and the words
Found = tuple[tuple[Expired, ...], str]


class KeepingTab(QWidget):
    """The list of this year; nothing is purged unless somebody ticks it and says so."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.found: tuple[Expired, ...] = ()
        rules = [
            self.tr("{family}: {count} months").format(family=tr_db(one.family), count=number(one.months))
            for one in periods(context.mission)
        ]
        rules.append(self.tr("Figures: for ever"))
        self.rules = label(" · ".join(rules), "muted", wrap=True)
        headers = (self.tr("Purge"), self.tr("What it is"), self.tr("Of"), self.tr("Last used"), self.tr("Until"))
        self.model = ChosenModel(headers)
        families = (self.fontMetrics().horizontalAdvance(tr_db(one.family)) for one in periods(context.mission))
        self.table = ticked(self.model, headers, 2, max(families, default=0) + TICK)
        self.table.setAccessibleName(self.tr("Kept longer than it may be"))
        self.empty = EmptyState()
        text = self.tr("What names people and was not used for longer than the mission allows will be listed here.")
        self.empty.say(self.tr("Nothing is kept longer than it may be"), text)
        self.said = label("", "small", wrap=True)
        self.work = WorkBar()
        self.looked = button(self.tr("Looked through"), self.note)
        self.go = button(self.tr("Purge the ticked…"), self.ask, "danger")
        self.model.dataChanged.connect(self._refresh)
        last = QHBoxLayout()
        last.addWidget(self.said, 1)
        last.addWidget(self.looked)
        last.addWidget(self.go)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(self.rules)
        column.addWidget(self.table, 1)
        column.addWidget(self.empty, 1)
        column.addWidget(self.work)
        column.addLayout(last)

    def showEvent(self, event: QShowEvent) -> None:
        """Read it when somebody looks."""
        super().showEvent(event)
        self.read()

    def read(self) -> None:
        """Read the list."""
        self._context.tasks.database(_look, self._show)

    def note(self) -> None:
        """Note that somebody looked through it today."""
        self._context.tasks.database(_note, self._noted)

    def ask(self) -> None:
        """Ask before what nobody can bring back is purged."""
        title = self.tr("Purge {count} for ever?").format(count=number(len(self.model.chosen)))
        text = self.tr("Names, numbers and files leave the record and its history, here and in every other office.")
        choices = (Choice("keep", self.tr("Leave it"), "main"), Choice("purge", self.tr("Purge"), "danger"))
        self._context.notices.ask(title, text, choices, self._answered)

    def _answered(self, answer: str) -> None:
        if answer == "purge":
            keys = [self.found[row].key for row in sorted(self.model.chosen)]
            tasks, text = self._context.tasks, self.tr("Purging…")
            failed = self._context.notices.problem
            self.work.write(tasks, text, ("redact", ""), partial(_purge, keys), self._purged, failed)

    def _purged(self, count: int) -> None:
        self._context.bus.changed.emit(EVERYTHING)
        self._context.notices.say(self.tr("Purged: {count}").format(count=number(count)))
        self.note()

    def _noted(self, *_: object) -> None:
        self.read()

    def _show(self, found: Found) -> None:
        self.found, reviewed = found
        self.model.chosen = set()
        self.table.show_rows(
            [
                (tr_db(one.family), one.name, one.owner, short_date(one.last), short_date(one.until))
                for one in self.found
            ]
        )
        for widget in (self.table, self.go):
            widget.setVisible(bool(self.found))
        self.empty.setVisible(not self.found)
        day = short_date(reviewed) if reviewed else self.tr("never")
        self.said.setText(self.tr("Last looked through: {day}. Once a year is the rule.").format(day=day))
        self._refresh()

    def _refresh(self, *_: object) -> None:
        self.go.setEnabled(bool(self.model.chosen))


def _look(office: Office) -> Found:
    with office.read() as reading:
        found = expired(reading, office.today)
    return found, office.settings().get(REVIEWED, "")


def _note(office: Office) -> None:
    office.set_setting(REVIEWED, office.today.isoformat())


def _purge(keys: list[RecordKey], write: Write, progress: Progress) -> int:
    return purge(write, keys, progress)
