"""Which report of the office, over which days, with which words of one's own: then the preview."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QVBoxLayout,
)

from db.board import period_of
from db.errors import KnownError
from db.reports import maker_of
from db.reports.office import REPORTS, office_report
from db.reports.office.own_words import keep_words, kept_words
from db.store import Office
from desktop.context import Context
from desktop.i18n import sentence, tr_db
from desktop.offices.period_bar import PeriodBar
from desktop.reports.preview import open_papers
from desktop.reports.printing import Choice, Composed
from desktop.tasks import Failure
from desktop.theme import mark
from desktop.wheel_guard import guard
from desktop.widgets.parts import add_named, button, label, last_row

_REPORT = "office_report"
_KEY = Qt.ItemDataRole.UserRole


class OfficeReportDialog(QDialog):
    """A report, its window of days, what the office writes into its sections, and whether it is still a draft.

    What is written is kept as a record when the report is shown and when the dialog is left.
    """

    def __init__(self, context: Context) -> None:
        super().__init__(context.notices.window)
        self._context = context
        self._words: dict[str, str] = {}  # what is kept, by section
        self._typed: dict[str, str] = {}  # what was changed here since
        self._days = ("", "")
        self.setWindowTitle(self.tr("Report of the office"))
        self.resize(760, 600)
        self.report = QComboBox()
        for key, kind in REPORTS.items():
            self.report.addItem(tr_db(kind.title), key)
        self.report.setCurrentIndex(max(0, self.report.findData(context.remembered(_REPORT, "monthly"))))
        self.report.activated.connect(self._load)
        self.office = QComboBox()
        self.office.addItem(self.tr("All offices known here"), "")
        for one in context.mission.lists["office"].entries:
            self.office.addItem(context.mission.office_name(one.code), one.code)
        self.office.activated.connect(self._load)
        guard(self.report)
        guard(self.office)
        self.bar = PeriodBar(period_of("", "", context.office.today.isoformat()))
        self.bar.changed.connect(self._load)
        self.sections = QListWidget()
        self.sections.setProperty("look", "dense")
        self.sections.setFixedWidth(276)
        self.sections.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.sections.currentRowChanged.connect(self._show_section)
        self.words = QPlainTextEdit()
        self.words.setTabChangesFocus(True)
        self.words.textChanged.connect(self._note)
        self.hint = label("", "muted", wrap=True)
        self.approved = QCheckBox(self.tr("It is approved: no draft any more"))
        self.outside = QCheckBox(self.tr("For others: unclassified activities, no titles, no small number of people"))
        self.show_report = button(self.tr("Show"), self.open, "main", "print")
        self._build()
        self._load()

    def open(self) -> None:
        """Keep what was written and show the report as it will be printed."""
        self._context.remember(_REPORT, self.report.currentData())
        self._keep(self._show_paper)

    def reject(self) -> None:
        """Leave; what was written is kept."""
        self._keep(super().reject)

    @property
    def _ours(self) -> bool:
        """Whether the report is that of this office, which alone writes into it."""
        own = self._context.office.identity
        return own.role == "field" or self.office.currentData() in ("", own.office)

    def _keep(self, then: Callable[[], object]) -> None:
        changed, days = dict(self._typed), self._days
        if not changed or not self._ours:
            then()
            return
        reason = self.tr("Words of the report {start} – {end}").format(start=days[0], end=days[1])
        self._typed = {}
        self._words |= changed
        work = partial(keep_words, window=days, words=changed)
        self._context.tasks.write("save", reason, work, partial(self._kept, then), partial(self._failed, changed))

    def _kept(self, then: Callable[[], object], _: object) -> None:
        then()

    def _failed(self, changed: dict[str, str], error: Failure) -> None:
        self._typed = changed
        if isinstance(error, KnownError):
            self.hint.setText(sentence(error))
            mark(self.hint, look="problem")

    def _show_paper(self) -> None:
        name = self.report.currentData()
        how = {
            "office": self.office.currentData(),
            "approved": self.approved.isChecked(),
            "outside": self.outside.isEnabled() and self.outside.isChecked(),
        }
        compose = partial(_compose, name, (self.bar.period.start, self.bar.period.end), how)
        self.accept()
        open_papers(self._context, [Choice(f"report-{name}", self.report.currentText(), compose)])

    def _load(self) -> None:
        """Read what is kept for the report that is chosen now; what was typed for another is kept first."""
        if self._typed and self._days != (self.bar.period.start, self.bar.period.end):
            self._keep(self._load)
            return
        self._days = (self.bar.period.start, self.bar.period.end)
        self.outside.setEnabled(REPORTS[self.report.currentData()].outside)
        office = self.office.currentData() or self._context.office.identity.office
        self._context.tasks.read(partial(kept_words, office=office, window=self._days), self._loaded)

    def _loaded(self, words: dict[str, str]) -> None:
        self._words = words | self._typed
        row = max(0, self.sections.currentRow())
        named = [(key, heading) for key, heading, _ in REPORTS[self.report.currentData()].sections if key]
        self.sections.clear()
        for key, heading in named:
            item = QListWidgetItem(tr_db(heading), self.sections)
            item.setData(_KEY, key)
            self._mark(item)
        for widget in (self.sections, self.words, self.hint):
            widget.setVisible(bool(named))
        self.words.setReadOnly(not self._ours)
        self.hint.setText(
            self.tr(
                "What is written here begins its section. It is kept with its history, travels with the next parcel "
                "and is there at the next print. No names of participants."
            )
            if self._ours
            else self.tr("That office writes into its own report.")
        )
        mark(self.hint, look="muted")
        self.sections.setCurrentRow(min(row, len(named) - 1))

    def _show_section(self, row: int) -> None:
        item = self.sections.item(row)
        if item is not None:
            self.words.blockSignals(True)
            self.words.setPlainText(self._words.get(item.data(_KEY), ""))
            self.words.blockSignals(False)
            self.words.setAccessibleName(self.tr("Own words of {section}").format(section=tr_db(item.text())))

    def _note(self) -> None:
        item = self.sections.currentItem()
        if item is not None:
            key = item.data(_KEY)
            self._words[key] = self._typed[key] = self.words.toPlainText()
            self._mark(item)

    def _mark(self, item: QListWidgetItem) -> None:
        """Set sections that have words apart."""
        font = item.font()
        font.setBold(bool(self._words.get(item.data(_KEY), "").strip()))
        item.setFont(font)

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(22, 20, 22, 18)
        column.setSpacing(6)
        add_named(column, self.tr("Report"), self.report)
        if self._context.office.identity.role != "field":
            add_named(column, self.tr("Office"), self.office)
        column.addWidget(self.bar)
        column.addSpacing(8)
        caption = label(self.tr("Words of the office"), "label")
        caption.setBuddy(self.words)
        self.sections.setAccessibleName(self.tr("Sections"))
        column.addWidget(caption)
        beside = QHBoxLayout()
        beside.setSpacing(10)
        beside.addWidget(self.sections)
        beside.addWidget(self.words, 1)
        column.addLayout(beside, 1)
        column.addWidget(self.hint)
        column.addWidget(self.approved)
        column.addWidget(self.outside)
        column.addLayout(last_row(self, self.show_report, leave=self.tr("Close")))


def _compose(name: str, days: tuple[str, str], how: Mapping[str, Any], office: Office, language: str) -> Composed:
    with office.read() as reading:
        made = office_report(reading, maker_of(office, language=language), name, days, **how)
    title = f"{made.title} {days[0]} – {days[1]}"
    return Composed(made, title, f"{how['office'] or office.identity.office} {title}")
