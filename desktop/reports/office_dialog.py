"""Which report of the office, over which days, with which words of one's own: then the preview."""

from collections.abc import Mapping
from functools import partial

from PySide6.QtWidgets import QCheckBox, QComboBox, QDialog, QPlainTextEdit, QVBoxLayout

from db.board import period_of
from db.reports import maker_of
from db.reports.office import REPORTS, office_report
from db.store import Office
from desktop.context import Context
from desktop.i18n import tr_db
from desktop.offices.period_bar import PeriodBar
from desktop.reports.preview import open_papers
from desktop.reports.printing import Choice, Composed
from desktop.wheel_guard import guard
from desktop.widgets.parts import add_named, button, label, last_row

_REPORT, _APPROVED = "office_report", "yes"


class OfficeReportDialog(QDialog):
    """A report, its window of days, two texts that no record holds, and whether it is still a draft."""

    def __init__(self, context: Context) -> None:
        super().__init__(context.notices.window)
        self._context = context
        self.setWindowTitle(self.tr("Report of the office"))
        self.resize(620, 440)
        self.report = QComboBox()
        for key, kind in REPORTS.items():
            self.report.addItem(tr_db(kind.title), key)
        self.report.setCurrentIndex(max(0, self.report.findData(context.remembered(_REPORT, "monthly"))))
        self.report.activated.connect(self._chosen)
        guard(self.report)
        self.bar = PeriodBar(period_of("", "", context.office.today.isoformat()))
        self.context_words, self.support_words = QPlainTextEdit(), QPlainTextEdit()
        for words in (self.context_words, self.support_words):
            words.setTabChangesFocus(True)
        self.approved = QCheckBox(self.tr("It is approved: no draft any more"))
        self.show_report = button(self.tr("Show"), self.open, "main", "print")
        self._build()
        self._chosen()

    def open(self) -> None:
        """Show the report as it will be printed."""
        name = self.report.currentData()
        self._context.remember(_REPORT, name)
        period = self.bar.period
        compose = partial(_compose, name, (period.start, period.end), self._own_words(), self.approved.isChecked())
        self.accept()
        open_papers(self._context, [Choice(f"report-{name}", self.report.currentText(), compose)])

    def _own_words(self) -> dict[str, str]:
        if self.report.currentData() != "monthly":
            return {}
        said = {"context": self.context_words.toPlainText(), "support": self.support_words.toPlainText()}
        return {key: text for key, text in said.items() if text.strip()}

    def _chosen(self) -> None:
        whole = self.report.currentData() == "monthly"
        self.context_words.setEnabled(whole)
        self.support_words.setEnabled(whole)

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(22, 20, 22, 18)
        column.setSpacing(6)
        add_named(column, self.tr("Report"), self.report)
        column.addWidget(self.bar)
        column.addSpacing(8)
        add_named(column, self.tr("Context in the area, in your words"), self.context_words)
        add_named(column, self.tr("Support needed, in your words"), self.support_words)
        hint = self.tr("These words are on the paper only: they are not kept. No names of participants.")
        column.addWidget(label(hint, "muted", wrap=True))
        column.addWidget(self.approved)
        column.addLayout(last_row(self, self.show_report))


def _compose(
    name: str, days: tuple[str, str], words: Mapping[str, str], approved: bool, office: Office, language: str
) -> Composed:
    with office.read() as reading:
        made = office_report(
            reading, maker_of(office, language=language), name, days, own_words=words, approved=approved
        )
    title = f"{made.title} {days[0]} – {days[1]}"
    return Composed(made, title, f"{office.identity.office} {title}")
