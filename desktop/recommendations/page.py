"""Recommendations: how far each set is, the recommendations themselves, what waits for an answer, what is due."""

from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from db.catalogue import CHILD_TYPES, SHARED_TYPES
from db.promises import BY, Promise, ProposedStatus, RecommendationLine
from db.revisions import RecordKey
from db.store import Changes
from desktop.context import Context
from desktop.i18n import counted
from desktop.parts.dialog import show_form
from desktop.recommendations.bars import Bars
from desktop.recommendations.due import DueTab
from desktop.recommendations.groups import bars_by, bars_of_sets
from desktop.recommendations.lines import LinesTab
from desktop.recommendations.waiting import WaitingTab
from desktop.recommendations.working import NOTHING, Standing, answer, look, make_sets
from desktop.widgets.choices import choice_box
from desktop.widgets.freshness import Freshness
from desktop.widgets.parts import button, card, label
from desktop.widgets.tabs import Tabs

LINES, WAITING, DUE = "lines", "waiting", "due"
SETS = "sets"  # what bars are of, besides those of `BY`
BARS = 7  # so many are shown


class RecommendationsPage(QWidget):
    """Reads again whenever something it shows may have changed; a row opens the form of its record."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.setObjectName("page")
        self._context = context
        self.standing: Standing = NOTHING
        self.sets = choice_box(self.tr("Set"), [("", self.tr("All sets"))])
        names = {
            SETS: self.tr("Bars by set"),
            "status": self.tr("Bars by status"),
            "theme": self.tr("Bars by theme"),
            "addressee": self.tr("Bars by addressee"),
            "municipality": self.tr("Bars by municipality"),
        }
        self.by = choice_box(self.tr("Bars of"), [(key, names[key]) for key in (SETS, *BY)])
        self.take = button(self.tr("Import a list…"), self.choose_list, "", "import")
        self.add = button(self.tr("New…"), self.new, "", "plus")
        self.make = button(self.tr("Add the known sets"), self.make_sets, "main", "plus")
        self.bars = Bars()
        mission = context.mission
        self.lines, self.waiting, self.due = LinesTab(mission), WaitingTab(mission), DueTab(mission)
        self.tabs = Tabs(0, 0)
        self._build()
        self._connect()
        self.reload()

    # ---- verbs ----

    def reload(self) -> None:
        """Read everything again; what is shown stays until it is there."""
        self._context.tasks.read(partial(look, self._today()), self._loaded)

    def search(self) -> None:
        """Put the cursor into the filter."""
        self.tabs.choose(LINES)
        self.lines.filters.begin()

    def show_part(self, part: str) -> None:
        """Show one of the tabs."""
        self.tabs.choose(part)

    def new(self) -> None:
        """Open an empty form for a recommendation of the chosen set."""
        if self._chosen_set:
            owner = RecordKey("recommendation_set", self._chosen_set)
            show_form(self._context, CHILD_TYPES["recommendation"], owner, self).open_new({})
        else:
            self._context.notices.say(self.tr("Choose the set first to which it belongs."))

    def make_sets(self) -> None:
        """Make the sets that the mission knows of, empty."""
        self._context.tasks.write("save", "", make_sets, self._made)

    def choose_list(self) -> None:
        """Let the person choose the list of the chosen set."""
        pattern = self.tr("Spreadsheets (*.xlsx *.xlsm *.xls *.ods)")
        folder = self._context.remembered("import_folder")
        self._context.notices.choose_files(self.tr("Which list?"), folder, pattern, self._list_chosen)

    # ---- answers ----

    def _list_chosen(self, files: list[Path]) -> None:
        if files:
            self._context.bus.list_wanted.emit(files[0], self._chosen_set)

    def _made(self, count: int) -> None:
        one = self.tr("Added 1 set. Import its recommendations next.")
        many = self.tr("Added {count} sets. Import their recommendations next.")
        self._context.notices.say(counted(count, one, many), undo=True)

    def _answer(self, one: ProposedStatus, confirmed: bool) -> None:
        self._context.tasks.write("save", "", partial(answer, one.uid, confirmed), self._answered)

    def _answered(self, _: RecordKey) -> None:
        self._context.notices.say(self.tr("Answered."), undo=True)

    def _open_line(self, line: RecommendationLine) -> None:
        self._open("recommendation", line.uid, RecordKey("recommendation_set", line.set))

    def _open_waiting(self, one: ProposedStatus) -> None:
        key = one.recommendation
        owner = next((line.set for line in self.standing.lines if line.uid == key.uid), "")
        self._open(key.type, key.uid, RecordKey("recommendation_set", owner))

    def _open_due(self, one: Promise) -> None:
        if one.owner_type:
            self._open(one.kind, one.uid, RecordKey(one.owner_type, one.owner))

    def _open(self, kind: str, uid: str, owner: RecordKey) -> None:
        show_form(self._context, CHILD_TYPES[kind], owner, self).open_part(uid)

    # ---- what is shown ----

    @property
    def _chosen_set(self) -> str:
        return str(self.sets.currentData() or "")

    def _today(self) -> date:
        return date.fromisoformat(self._context.office.clock()[:10])

    def _concern(self, changes: Changes) -> bool:
        everything = any(not record.uid for record in changes.records)
        return everything or changes.touches(*CHILD_TYPES, *SHARED_TYPES)

    def _loaded(self, standing: Standing) -> None:
        self.standing = standing
        chosen = self._chosen_set
        while self.sets.count() > 1:
            self.sets.removeItem(1)
        for one in standing.sets:
            self.sets.addItem(one.title or one.ref, one.uid)
        only = self.sets.count() - 1 if len(standing.sets) == 1 else 0  # where there is one set, it is meant
        self.sets.setCurrentIndex(max(self.sets.findData(chosen) if chosen else only, 0))
        self.make.setVisible(bool(standing.unmade))
        self.tabs.count(WAITING, len(standing.waiting))
        self.tabs.count(DUE, sum(one.overdue for one in standing.due))
        self.waiting.show_proposed(standing.waiting)
        self.due.show_promises(standing.due)
        self._show()

    def _show(self) -> None:
        """Show what belongs to the chosen set."""
        by, chosen = str(self.by.currentData()), self._chosen_set
        mine = [line for line in self.standing.lines if chosen in ("", line.set)]
        sets = [one for one in self.standing.sets if chosen in ("", one.uid)]
        for widget, text in (
            (self.add, self.tr("A recommendation of the chosen set  Ctrl+N")),
            (self.take, self.tr("The recommendations of the chosen set, from a spreadsheet")),
        ):
            widget.setEnabled(bool(chosen))
            widget.setToolTip(text if chosen else self.tr("Choose a set first"))
        self.bars.show_bars((bars_of_sets(sets) if by == SETS else bars_by(by, mine, self._context.mission))[:BARS])
        self._frame.setVisible(bool(self.bars.figures))
        self.lines.show_lines(mine, bool(self.standing.sets))

    # ---- building ----

    def _connect(self) -> None:
        self.sets.activated.connect(self._show)
        self.by.activated.connect(self._show)
        self.lines.opened.connect(self._open_line)
        self.waiting.opened.connect(self._open_waiting)
        self.due.opened.connect(self._open_due)
        self.fresh = Freshness(self, self._context.bus, self.reload, self._concern)
        self.waiting.answered.connect(self._answer)
        self.setFocusProxy(self.lines.table)

    def _build(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(label(self.tr("Recommendations"), "title"))
        head.addStretch()
        for widget in (self.sets, self.by, self.take, self.add, self.make):
            head.addWidget(widget)
        self._frame, inside = card(14, 6)
        inside.addWidget(self.bars)
        self.tabs.add(LINES, self.tr("Recommendations"), self.lines)
        self.tabs.add(WAITING, self.tr("To confirm"), self.waiting)
        self.tabs.add(DUE, self.tr("Due"), self.due)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(16, 14, 16, 12)
        whole.setSpacing(10)
        whole.addLayout(head)
        whole.addWidget(self._frame)
        whole.addWidget(self.tabs, 1)
