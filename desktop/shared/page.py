"""Shared lists: what records name and all offices share, to be entered, changed, found and deleted."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from db.catalogue import SHARED_TYPES, RecordType
from db.records import make_known, unmade
from db.store import Reading, Write
from desktop.context import Context
from desktop.i18n import inside, tr_db
from desktop.parts.dialog import PartDesk
from desktop.parts.section import PartSection
from desktop.parts.working import SHARED, Parts
from desktop.widgets.empty import EmptyState
from desktop.widgets.parts import button, label
from desktop.widgets.search import SearchLine
from desktop.widgets.tabs import Tabs

# What an office writes into its reports is written where a report is chosen.
LISTED = {key: kind for key, kind in SHARED_TYPES.items() if key != "report_text"}


class SharedPage(QWidget):
    """A table for each kind; Enter opens, Insert adds, Delete deletes, as in every table of parts."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.setObjectName("page")
        self._context = context
        self.sections = {key: PartSection(kind, context.mission, most=0) for key, kind in LISTED.items()}
        self.desk = PartDesk(context, list(self.sections.values()), self)
        self.search_line = SearchLine(self.tr("Search: words in any script  (Ctrl+F)"), self.tr("Search"))
        self.new_button = button("", self.new, "main", "plus")
        self.new_button.setToolTip(self.tr("Ctrl+N"))
        self.known_button = button(self.tr("Add the known ones"), self.make_known, "", "plus")
        self.known_button.setToolTip(self.tr("Those that the profile of the mission brings and nobody made yet"))
        self.known_button.hide()
        self._unmade: dict[str, int] = {}
        self.empty = {key: EmptyState(self._press) for key in LISTED}
        self.tabs = Tabs(0, 0)
        self._stacks: dict[str, QStackedWidget] = {}
        self._build()
        self.search_line.searched.connect(self.desk.search)
        self.tabs.chosen.connect(self._name_button)
        self.desk.shown.connect(self._show)
        self._name_button()
        self.desk.show(SHARED)

    # ---- verbs ----

    def new(self) -> None:
        """Open an empty form of the kind in sight."""
        self.desk.add(self.kind)

    def make_known(self) -> None:
        """Make the records of the kind in sight that the mission's profile knows of."""
        kind = self.kind.key

        def work(write: Write) -> int:
            return len(make_known(write, kind))

        self._context.tasks.write("save", "", work)

    def search(self) -> None:
        """Put the cursor into the search box."""
        self.search_line.begin()

    @property
    def kind(self) -> RecordType:
        """The kind in sight."""
        return LISTED[self.tabs.now]

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Pass the keyboard on to the table."""
        super().focusInEvent(event)
        if self.desk.parts is not None:
            self._begin()

    # ---- what is shown ----

    def _begin(self) -> None:
        section = self.sections[self.kind.key]
        widget = section.table if section.rows else self.new_button
        widget.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self, parts: Parts) -> None:
        self._context.tasks.read(_unmade, self._offer)
        words = self.search_line.text().strip()
        for key, kind in LISTED.items():
            count = len(parts.of(kind))
            self.tabs.count(key, count)
            self._stacks[key].setCurrentIndex(0 if count else 1)
            if words:
                text = self.tr("Use fewer words, or other ones.")
                self.empty[key].say(self.tr("Nothing is called so"), text, self.tr("Show all"))
            else:
                name = inside(tr_db(kind.label))
                self.empty[key].say(
                    self.tr("Nothing here yet"), self._why(key), self.tr("New {kind}").format(kind=name)
                )

        if self.hasFocus():  # the keyboard has waited here for what it can walk through
            self._begin()

    def _why(self, key: str) -> str:
        return {
            "cycle": self.tr(
                "The rules of one budget year: ceiling, months, cut-off, deadline and selection grid. Each project "
                "names the cycle by whose rules it goes."
            ),
            "organisation": self.tr("Partners, donors and media that take part in activities."),
            "initiative": self.tr("Work that is longer than one project: several of them in a row, over the years."),
            "recommendation_set": self.tr(
                "Recommendations that a forum or assembly adopted together. How far they are is on the page "
                "Recommendations."
            ),
            "indicator": self.tr(
                "What is measured, in what unit, how often and out of which records. The figures are on the page "
                "Indicators."
            ),
            "context_note": self.tr(
                "What goes on in the area: tension, who wants what, dates to watch. Only headquarters gets it besides."
            ),
            "risk": self.tr("What may go wrong in the mission area, what is done about it, and who does it."),
        }[key]

    def _press(self) -> None:
        if self.search_line.text():
            self.search_line.clear()
        else:
            self.new()

    def _offer(self, unmade: dict[str, int]) -> None:
        self._unmade = unmade
        self._name_button()

    def _name_button(self, *_: object) -> None:
        self.known_button.setVisible(self._unmade.get(self.kind.key, 0) > 0)
        self.new_button.setText(self.tr("New {kind}").format(kind=inside(tr_db(self.kind.label))))

    def _build(self) -> None:
        self.search_line.setMinimumWidth(200)
        self.search_line.setMaximumWidth(420)
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(label(self.tr("Shared lists"), "title"))
        head.addStretch(1)
        head.addWidget(self.search_line, 3)
        head.addWidget(self.known_button)
        head.addWidget(self.new_button)
        for key, section in self.sections.items():
            stack = self._stacks[key] = QStackedWidget()
            stack.addWidget(section)
            stack.addWidget(self.empty[key])
            self.tabs.add(key, tr_db(LISTED[key].plural), stack)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 12)
        column.setSpacing(12)
        column.addLayout(head)
        column.addWidget(self.tabs, 1)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)


def _unmade(reading: Reading) -> dict[str, int]:
    """Return how many records of each type the mission knows of and nobody made yet."""
    return {kind: len(unmade(reading, kind)) for kind in reading.mission.known}
