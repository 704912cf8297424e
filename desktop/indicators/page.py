"""Indicators: what each comes to in a period, against its plan, and the records behind the figure."""

from collections.abc import Callable
from datetime import date
from functools import partial

from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from db.board import Period
from db.catalogue import ACTIVITY_TYPES, CHILD_TYPES, SHARED_TYPES
from db.catalogue.indicators import INDICATOR_VALUE
from db.indicators import Behind, Figure, IndicatorLine, budget_year, indicator_lines, mid_month, quarter
from db.revisions import RecordKey
from db.store import Changes, Reading
from desktop.context import Context
from desktop.i18n import tr_db
from desktop.offices.period_bar import PeriodBar
from desktop.parts.dialog import show_form
from desktop.parts.working import SHARED
from desktop.widgets.choices import choice_box
from desktop.widgets.empty import EmptyState
from desktop.widgets.freshness import Freshness
from desktop.widgets.grid import OpeningGrid
from desktop.widgets.parts import button, label

OWN = ""
Window = Callable[[date], tuple[date, date]]


class IndicatorsPage(QWidget):
    """A period, the indicators, and beneath them the records behind the one that is chosen."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.setObjectName("page")
        self._context = context
        self.lines: list[IndicatorLine] = []
        today = date.fromisoformat(context.office.clock()[:10])
        self._windows: dict[str, Window] = {
            "quarter": quarter,
            "mid_month": mid_month,
            "half_year": partial(mid_month, months=6),
            "budget_year": partial(budget_year, begins=context.mission.budget_year_begins),
        }
        names = {
            "quarter": self.tr("This quarter"),
            "mid_month": self.tr("16th to 15th, a month"),
            "half_year": self.tr("16th to 15th, half a year"),
            "budget_year": self.tr("This budget year"),
        }
        self.window_box = choice_box(self.tr("Period"), [(OWN, self.tr("Own dates")), *names.items()])
        self.window_box.setCurrentIndex(1)
        self.bar = PeriodBar(_period(quarter(today)), names["quarter"])
        self.add = button(self.tr("New indicator…"), self.new, "", "plus")
        self.add.setToolTip(self.tr("Say what is measured, how often and out of which records  Ctrl+N"))
        self.write = button(self.tr("Write this period…"), self.write_value, "main", "pencil")
        self.write.setToolTip(self.tr("Planned, actual by hand and remark of the chosen indicator  Enter"))
        head = (self.tr("Code"), self.tr("Indicator"), self.tr("Unit"), self.tr("Baseline"), self.tr("Target"))
        self.table = OpeningGrid(
            (*head, self.tr("Planned"), self.tr("Actual"), self.tr("Difference"), self.tr("Remark")),
            wide=1,
            spare=(2, 3, 8),
            room=1180,
        )
        self.table.plain.align_right({3, 4, 5, 6, 7})
        self.table.setAccessibleName(self.tr("Indicators"))
        self.behind = OpeningGrid((self.tr("Record"), self.tr("Counts for")), wide=0)
        self.behind.setAccessibleName(self.tr("Records behind the figure"))
        self._about = label("", "section", wrap=True)
        self.empty = EmptyState(self.new)
        text = self.tr("An indicator is a record that all offices share: what is measured, in what unit, how often.")
        self.empty.say(self.tr("No indicators yet"), text, self.tr("New indicator…"))
        self._build()
        self.window_box.activated.connect(self._window_chosen)
        self.bar.changed.connect(self._own_dates)
        self.table.selectionModel().currentRowChanged.connect(self._chosen)
        self.table.opened.connect(self._write_row)
        self.behind.opened.connect(self._open)
        self.fresh = Freshness(self, context.bus, self.reload, self._concern)
        self.setFocusProxy(self.table)
        self.reload()

    def reload(self) -> None:
        """Work everything out again."""
        self._context.tasks.read(partial(_look, self.bar.period), self._loaded)

    def new(self) -> None:
        """Open an empty form for the definition of an indicator."""
        show_form(self._context, SHARED_TYPES["indicator"], SHARED, self).open_new({})

    def write_value(self) -> None:
        """Open the form of the chosen indicator's value for this period."""
        row = self.table.current
        if not 0 <= row < len(self.lines):
            return
        line, period = self.lines[row], self.bar.period
        owner = RecordKey("indicator", line.uid)
        dialog = show_form(self._context, INDICATOR_VALUE, owner, self)
        if line.written is not None:
            dialog.open_part(line.written.uid)
        else:
            dialog.open_new({"start": period.start, "end": period.end})

    # ---- answers ----

    def _window_chosen(self) -> None:
        window = self._windows.get(str(self.window_box.currentData()))
        if window is not None:
            days = _period(window(date.fromisoformat(self._context.office.clock()[:10])))
            self.bar.go_to(days, self.window_box.currentText())
            self.reload()

    def _own_dates(self) -> None:
        self.window_box.setCurrentIndex(0)
        self.reload()

    def _concern(self, changes: Changes) -> bool:
        return bool(changes.records)

    def _write_row(self, row: int) -> None:
        self.write_value()

    def _open(self, row: int) -> None:
        one = self._records[row]
        if one.type in ACTIVITY_TYPES:
            self._context.bus.wanted.emit(RecordKey(one.type, one.uid))

    # ---- what is shown ----

    @property
    def _records(self) -> tuple[Behind, ...]:
        row = self.table.current
        figure = self.lines[row].figure if 0 <= row < len(self.lines) else None
        return figure.records if figure is not None else ()

    def _loaded(self, lines: list[IndicatorLine]) -> None:
        before = self.table.current
        self.lines = lines
        self.table.show_rows([self._row(line) for line in lines])
        self.table.setVisible(bool(lines))
        self.write.setEnabled(bool(lines))
        self.empty.setVisible(not lines)
        if lines:
            self.table.selectRow(min(max(before, 0), len(lines) - 1))
        self._show_behind()

    def _row(self, line: IndicatorLine) -> tuple[object, ...]:
        kept = line.written
        planned, variance, remark = (kept.planned, kept.variance, kept.remark) if kept is not None else ("", "", "")
        actual = self.tr("{number} by hand").format(number=line.actual) if kept and kept.by_hand else line.shown
        head = (line.code or line.ref, line.title, line.measure, line.baseline, line.target)
        return (*head, planned, actual, variance, " ".join(remark.split()))

    def _chosen(self, now: QModelIndex, before: QModelIndex) -> None:
        self._show_behind()

    def _show_behind(self) -> None:
        row = self.table.current
        line = self.lines[row] if 0 <= row < len(self.lines) else None
        records = self._records
        self.behind.show_rows([(one.name, f"{tr_db(_label(one.type))} · {one.amount}") for one in records])
        self.behind.setVisible(bool(records))
        if line is None:
            self._about.setText("")
        elif line.problem:
            self._about.setText(line.problem)
        elif not line.expression:
            self._about.setText(self.tr("Its values are written by hand."))
        else:
            self._about.setText(self._told(line.expression, line.figure))

    def _told(self, expression: str, figure: Figure | None) -> str:
        """Say what a figure was worked out from, and that it is an estimate where any number in it is."""
        value, base = (figure.value, figure.base) if figure is not None else ("", "")
        if not value:
            nothing = self.tr("No record of these days counts. It is worked out as “{expression}”.")
            return nothing.format(expression=expression)
        text = self.tr("{value}, base {base}: “{expression}”") if base else self.tr("{value}: “{expression}”")
        said = text.format(expression=expression, value=value, base=base)
        if figure is None or not figure.estimates:
            return said
        return " · ".join([said, self.tr("numbers that are estimates: {count}").format(count=figure.estimates)])

    def _build(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(label(self.tr("Indicators"), "title"))
        head.addStretch()
        head.addWidget(self.window_box)
        head.addWidget(self.add)
        head.addWidget(self.write)
        second = QHBoxLayout()
        second.addWidget(self.bar)
        second.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 12)
        column.setSpacing(10)
        column.addLayout(head)
        column.addLayout(second)
        column.addWidget(self.table, 3)
        column.addWidget(self.empty, 3)
        column.addWidget(self._about)
        column.addWidget(self.behind, 2)


def _label(kind: str) -> str:
    known = ACTIVITY_TYPES.get(kind) or CHILD_TYPES.get(kind)
    return known.label if known is not None else kind


def _period(days: tuple[date, date]) -> Period:
    return Period(days[0].isoformat(), days[1].isoformat())


def _look(period: Period, reading: Reading) -> list[IndicatorLine]:
    return indicator_lines(reading, (period.start, period.end))
