"""The access log, read: who opened the office, and what left it or came in. Nobody can change it here or anywhere."""

from functools import partial

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from db.reports import maker_of
from db.reports.access import COLUMNS, access_listing, cells
from db.store import Office, Reading
from db.store.access import ACTS, Access, access_log
from desktop.context import Context
from desktop.i18n import counted, tr_db
from desktop.reports.preview import open_paper
from desktop.reports.printing import Composed
from desktop.wheel_guard import guard
from desktop.widgets.empty import EmptyState
from desktop.widgets.grid import OpeningGrid
from desktop.widgets.parts import button, label


class LogTab(QWidget):
    """The log of this laptop, newest first."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.act = QComboBox()
        self.act.addItem(self.tr("Everything"), "")
        for key, name in ACTS.items():
            self.act.addItem(tr_db(name), key)
        self.act.setAccessibleName(self.tr("What"))
        guard(self.act)
        self.act.activated.connect(self.read)
        self.count = label("", "muted")
        self.table = OpeningGrid([tr_db(column.title) for column in COLUMNS], 3, spare=(5, 7), room=1100)
        self.table.setAccessibleName(self.tr("Access log"))
        self.empty = EmptyState()
        self.empty.say(self.tr("Nothing of this kind yet"), self.tr("What happens is written down by itself."))
        row = QHBoxLayout()
        row.addWidget(self.act)
        row.addWidget(self.count)
        row.addStretch()
        row.addWidget(button(self.tr("Print…"), self.print_log, "", "print"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addLayout(row)
        column.addWidget(self.table, 1)
        column.addWidget(self.empty, 1)
        column.addWidget(label(self.tr("It can only be added to. No value of any record stands in it."), "small"))

    def showEvent(self, event: QShowEvent) -> None:
        """Read it when somebody looks."""
        super().showEvent(event)
        self.read()

    def read(self) -> None:
        """Read the log."""
        self._context.tasks.read(partial(_log, self.act.currentData()), self._show)

    def print_log(self) -> None:
        """Show the log as it will be printed."""
        open_paper(self._context, "access", partial(_paper, self.act.currentData()))

    def _show(self, found: tuple[Access, ...]) -> None:
        maker = maker_of(self._context.office, tr_db)
        self.table.show_rows([cells(one, maker) for one in found])
        self.table.setVisible(bool(found))
        self.empty.setVisible(not found)
        self.count.setText(counted(len(found), self.tr("1 line"), self.tr("{count} lines")))


def _log(act: str, reading: Reading) -> tuple[Access, ...]:
    return access_log(reading, act=act)


def _paper(act: str, office: Office, language: str) -> Composed:
    with office.read() as reading:
        found = access_log(reading, act=act)
    made = access_listing(found, ("", ""), maker_of(office, language=language))
    return Composed(made, made.title, made.title)
