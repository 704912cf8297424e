"""Offices: how each stands with its reports for a period, and who must be called. Only headquarters has it."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from db.board import LAPTOPS, Board, Period, board, calls, period_of, strays
from db.reports import maker_of
from db.reports.board import board_listing
from db.store import Changes, Office, Reading
from desktop.bus import DECISIONS
from desktop.context import Context
from desktop.i18n import short_date, tr_db
from desktop.offices.call_list import CallList
from desktop.offices.period_bar import PeriodBar
from desktop.offices.table import BoardTable
from desktop.reports.preview import open_paper
from desktop.reports.printing import Composed
from desktop.widgets.parts import button, label

LISTENS = (*DECISIONS, "receive", "refresh", "setting")


class OfficesPage(QWidget):
    """The board of offices."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.setObjectName("page")
        self._context = context
        self.bar = PeriodBar(period_of("", "", context.office.clock()[:10]))
        self.print = button(self.tr("Print…"), self.print_shown, "", "print")
        self.due = label("", "muted")
        self.calls = CallList()
        self.table = BoardTable()
        self._build()
        self.bar.changed.connect(self._read)
        self.calls.page_wanted.connect(self._go_to)
        self.table.page_wanted.connect(self._go_to)
        context.bus.changed.connect(self._on_changes)
        self.setFocusProxy(self.table)
        self._read()

    def print_shown(self) -> None:
        """Show the board as it will be printed."""
        open_paper(self._context, "board", partial(_compose, self.bar.period))

    def _go_to(self, page: str, replica: str) -> None:
        self._context.bus.page_wanted.emit(page, replica if page == LAPTOPS else "")

    # ---- what is shown ----

    def _on_changes(self, changes: Changes) -> None:
        if changes.records or changes.kind in LISTENS:
            self._read()

    def _read(self) -> None:
        period, today = self.bar.period, self._context.office.clock()[:10]
        self._context.tasks.read(partial(_look, period, today), self._show)

    def _show(self, found: Board) -> None:
        if found.period != self.bar.period:
            return  # somebody has asked for another period meanwhile
        wanted = calls(found, translate=tr_db, day=short_date)
        self.calls.show_calls(wanted, strays(found, tr_db))
        self.table.show_board(found, {one.office for one in wanted})
        self.due.setText(self.tr("Reports are expected by {day}").format(day=short_date(found.due)))

    def _build(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(label(self.tr("Offices"), "title"))
        head.addStretch()
        head.addWidget(self.bar)
        head.addWidget(self.print)
        section = QHBoxLayout()
        section.addWidget(label(self.tr("Who must I call"), "section"))
        section.addStretch()
        section.addWidget(self.due, 0, Qt.AlignmentFlag.AlignBottom)
        hint = self.tr("Right and Left unfold and fold an office, Enter or a double click opens what a line speaks of.")
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 12)
        column.setSpacing(10)
        column.addLayout(head)
        column.addLayout(section)
        column.addWidget(self.calls)
        column.addWidget(self.table, 1)
        column.addWidget(label(hint, "muted", wrap=True))


def _look(period: Period, today: str, reading: Reading) -> Board:
    return board(reading, period, today)


def _compose(period: Period, office: Office, language: str) -> Composed:
    maker = maker_of(office, language=language)
    with office.read() as reading:
        found = board(reading, period, maker.at[:10])
    made = board_listing(found, maker)
    return Composed(made, made.title, f"{made.title} {period.start}")
