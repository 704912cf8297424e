"""A day: typed in any usual way, or chosen from a calendar; beneath it what was understood."""

from datetime import date

from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import QCalendarWidget, QFrame, QVBoxLayout

from db.catalogue import Refused
from db.catalogue.kinds import DATE
from db.errors import PROBLEMS
from desktop.forms.dates import understand
from desktop.forms.editors import LineEditor
from desktop.i18n import long_date, short_date, tr_db
from desktop.widgets.parts import tool_button


class DateEditor(LineEditor):
    """One line that takes dates, with a small calendar beside it."""

    def __init__(self) -> None:
        super().__init__()
        self.line.setPlaceholderText(self.tr("12/3 or today"))
        self.calendar = tool_button(self.tr("Choose from a calendar"), "calendar", self.open_calendar)
        self.calendar.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # Tab goes from date to date; the keyboard types it
        self.row.addWidget(self.calendar)
        self.line.editingFinished.connect(self._tidy)
        self._popup: CalendarPopup | None = None

    def text(self) -> str:
        """Return the day as ISO text where it was understood, else what was typed."""
        typed = understand(super().text(), date.today())
        try:
            return str(DATE.parse(typed, None) or "")
        except Refused:
            return typed

    def set_text(self, text: str) -> None:
        """Show a day as lists show it."""
        super().set_text(short_date(text))

    def wrong(self) -> str:
        """Return what is wrong with what was typed, "" where it is a day or nothing, and mark the line."""
        text = ""
        try:
            DATE.parse(self.text(), None)
        except Refused as refused:
            text = tr_db(PROBLEMS[refused.code]).format(**refused.values)
        self.set_wrong(bool(text))
        return text

    def understood(self) -> str:
        """Return the day in words, with its weekday."""
        text = self.text()
        return long_date(text) if text and self._is_day(text) else ""

    def set_locked(self, locked: bool) -> None:
        """Let the day be read only."""
        super().set_locked(locked)
        self.calendar.setEnabled(not locked)

    def open_calendar(self) -> None:
        """Show the calendar beneath the line."""
        text = self.text()
        day = QDate.fromString(text, "yyyy-MM-dd") if self._is_day(text) else QDate.currentDate()
        self._popup = CalendarPopup(self, day)
        self._popup.move(self.line.mapToGlobal(self.line.rect().bottomLeft()))
        self._popup.show()
        self._popup.calendar.setFocus()

    def take_day(self, day: QDate) -> None:
        """Take the day chosen in the calendar."""
        self.set_text(day.toString("yyyy-MM-dd"))
        if self._popup is not None:
            self._popup.close()
            self._popup = None
        self.line.setFocus()
        self.edited.emit()

    def _tidy(self) -> None:
        text = self.text()
        if self._is_day(text) and self.line.text() != short_date(text):
            self.set_text(text)

    def _is_day(self, text: str) -> bool:
        return QDate.fromString(text, "yyyy-MM-dd").isValid()


class CalendarPopup(QFrame):
    """A month to choose a day from; Escape closes it."""

    def __init__(self, editor: DateEditor, day: QDate) -> None:
        super().__init__(editor, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty("look", "card")
        self.calendar = QCalendarWidget()
        self.calendar.setSelectedDate(day)
        self.calendar.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        self.calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        self.calendar.clicked.connect(editor.take_day)
        self.calendar.activated.connect(editor.take_day)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(6, 6, 6, 6)
        layout.addWidget(self.calendar)
