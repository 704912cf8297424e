"""The calendar of a portfolio: a month, and beside it the chosen day's list."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from db.records import WHAT, Due
from desktop.i18n import long_date, tr_db
from desktop.portfolio.month import MonthTable
from desktop.projects.timeline import EventTable
from desktop.widgets.parts import button, label, tool_button

LIST_WIDTH = 300


class Calendar(QWidget):
    """Enter on a day opens what falls due on it, or goes to the list where it is more than one thing."""

    opened = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.month = MonthTable()
        self.name = label("", "heading")
        self.day = label("", "strong", wrap=True)
        self.list = EventTable((self.tr("What falls due"), self.tr("Project")))
        self.list.setAccessibleName(self.tr("What falls due on this day"))
        self.nothing = label(self.tr("Nothing falls due."), "muted")
        self.dues: list[Due] = []
        self.month.opened.connect(self.opened)
        self.month.walked.connect(self._show_day)
        self.month.entered_day.connect(self._enter)
        self.list.chosen.connect(self._open)
        head = QHBoxLayout()
        head.setSpacing(6)
        head.addWidget(tool_button(self.tr("Month before  Page Up"), "left", self._earlier))
        head.addWidget(tool_button(self.tr("Month after  Page Down"), "right", self._later))
        head.addWidget(self.name)
        head.addStretch()
        now = button(self.tr("Today"), self._today, "link")
        now.setToolTip(self.tr("Today  Home"))
        head.addWidget(now)
        left, right, beside = QVBoxLayout(), QVBoxLayout(), QWidget()
        left.addLayout(head)
        left.addWidget(self.month, 1)
        beside.setFixedWidth(LIST_WIDTH)
        beside.setLayout(right)
        right.setContentsMargins(0, 4, 0, 0)
        right.addWidget(self.day)
        right.addWidget(self.nothing)
        right.addWidget(self.list, 1)
        right.addStretch()
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(14)
        whole.addLayout(left, 1)
        whole.addWidget(beside)

    def show_dues(self, dues: Sequence[Due], today: date) -> None:
        """Show what falls due."""
        self.month.show_dues(dues, today)

    def begin(self) -> None:
        """Put the keyboard on the chosen day."""
        self.month.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_day(self, day: date) -> None:
        first = self.month.days.first
        name = QLocale().standaloneMonthName(first.month)
        self.name.setText(self.tr("{month} {year}").format(month=name, year=first.year))
        self.day.setText(long_date(day.isoformat()))
        self.dues = self.month.days.of(day)
        self.list.show_rows([[tr_db(WHAT[due.what]), due.title or due.ref] for due in self.dues])
        self.list.setVisible(bool(self.dues))
        self.nothing.setVisible(not self.dues)

    def _enter(self) -> None:
        if len(self.dues) == 1:
            self._open(0)
        elif self.dues:
            self.list.setCurrentIndex(self.list.plain.index(0, 0))
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _open(self, number: int) -> None:
        self.opened.emit(self.dues[number].project)

    def _earlier(self) -> None:
        self.month.turn(-1)

    def _later(self) -> None:
        self.month.turn(1)

    def _today(self) -> None:
        self.month.go(self.month.days.today)
