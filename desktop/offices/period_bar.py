"""Which period the board is about: a month forward or back, or two days of one's own."""

from datetime import date

from PySide6.QtCore import QLocale, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from db.board import Period, month_after, month_before
from desktop.forms.date_editor import DateEditor
from desktop.widgets.parts import label, tool_button


class PeriodBar(QWidget):
    """The period as two days, with arrows that go by months."""

    changed = Signal()

    def __init__(self, period: Period, called: str = "") -> None:
        super().__init__()
        self.period, self._called = period, called
        self.month = label("", "strong")
        self.back = tool_button(self.tr("The month before"), "left", self.go_back)
        self.forward = tool_button(self.tr("The month after"), "right", self.go_forward)
        self.start, self.end = DateEditor(), DateEditor()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(self.back)
        row.addWidget(self.month)
        row.addWidget(self.forward)
        row.addSpacing(10)
        for editor, name in ((self.start, self.tr("From")), (self.end, self.tr("To"))):
            caption = label(name, "label")
            caption.setBuddy(editor.line)
            editor.set_name(name, "")
            editor.setFixedWidth(148)
            caption.setFixedWidth(caption.sizeHint().width())
            editor.edited.connect(self._typed)
            row.addWidget(caption)
            row.addWidget(editor)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._show()

    def go_back(self) -> None:
        """Show the month before the one that is shown."""
        self._go(month_before(self.period.start))

    def go_forward(self) -> None:
        """Show the month after the one that is shown."""
        self._go(month_after(self.period.start))

    def go_to(self, period: Period, called: str = "") -> None:
        """Show a period that somebody chose elsewhere, by the name it has there, and say nothing of it."""
        self.period, self._called = period, called
        self._show()

    def _go(self, period: Period) -> None:
        self.go_to(period)
        self.changed.emit()

    def _show(self) -> None:
        for editor, day in ((self.start, self.period.start), (self.end, self.period.end)):
            editor.set_text(day)
            editor.set_wrong(False)
        self._name()

    def _typed(self) -> None:
        """Take the days as soon as both are days and the second is not before the first."""
        wrong = [bool(editor.wrong() or not editor.text()) for editor in (self.start, self.end)]
        if not any(wrong) and self.end.text() < self.start.text():
            self.end.set_wrong(True)
        elif not any(wrong):
            self.period, self._called = Period(self.start.text(), self.end.text()), ""
            self._name()
            self.changed.emit()

    def _name(self) -> None:
        """Call the period by its month where it is one."""
        first = date.fromisoformat(self.period.start)
        whole = self.period == month_after(month_before(self.period.start).start)
        name = (
            f"{QLocale().standaloneMonthName(first.month)} {first.year}"
            if whole
            else self._called or self.tr("Own dates")
        )
        self.month.setText(name)
        self.month.setMinimumWidth(self.month.fontMetrics().horizontalAdvance("September 2026") + 10)
