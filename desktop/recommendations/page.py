"""Recommendations: how far each set is, the recommendations themselves, what waits for an answer, what is due."""

from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from db.catalogue import CHILD_TYPES, SHARED_TYPES
from db.promises import BY, RecommendationLine, grouped
from db.revisions import RecordKey
from db.store import Changes
from desktop.context import Context
from desktop.i18n import counted, number, short_date, tr_db
from desktop.parts.dialog import show_form
from desktop.recommendations.bars import Bar, Bars
from desktop.recommendations.filters import LineFilters
from desktop.recommendations.working import NOTHING, Standing, answer, look, make_sets
from desktop.widgets.choices import choice_box
from desktop.widgets.empty import EmptyState
from desktop.widgets.freshness import Freshness
from desktop.widgets.grid import OpeningGrid
from desktop.widgets.parts import button, card, label
from desktop.widgets.tabs import Tabs

LINES, WAITING, DUE = "lines", "waiting", "due"
SETS = "sets"  # what bars are of, besides those of `BY`
BARS = 7  # so many are shown
MISSING_TOLD = 6


class RecommendationsPage(QWidget):
    """Reads again whenever something it shows may have changed; a row opens the form of its record."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.setObjectName("page")
        self._context = context
        self.standing: Standing = NOTHING
        self.shown: list[RecommendationLine] = []
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
        self.take.setToolTip(self.tr("The recommendations of the chosen set, from a spreadsheet"))
        self.add = button(self.tr("New…"), self.new, "", "plus")
        self.add.setToolTip(self.tr("A recommendation of the chosen set  Ctrl+N"))
        self.make = button(self.tr("Add the known sets"), self.make_sets, "main", "plus")
        self.bars = Bars()
        self.filters = LineFilters(context.mission)
        self.tabs = Tabs()
        head = (self.tr("No."), self.tr("Recommendation"), self.tr("Theme"), self.tr("Addressed to"))
        self.table = OpeningGrid(
            (*head, self.tr("Place"), self.tr("Status"), self.tr("Due"), self.tr("Activities")),
            wide=1,
            spare=(2, 4),
            room=1280,
        )
        self.table.setAccessibleName(self.tr("Recommendations"))
        self.waiting = OpeningGrid(
            (self.tr("No."), self.tr("Recommendation"), self.tr("Served by"), self.tr("Now"), self.tr("Proposed")),
            wide=1,
        )
        self.waiting.setAccessibleName(self.tr("Statuses that wait for an answer"))
        self.due = OpeningGrid(
            (self.tr("Due"), self.tr("Kind"), self.tr("What"), self.tr("By whom"), self.tr("Of"), self.tr("Status")),
            wide=2,
        )
        self.due.setAccessibleName(self.tr("What falls due"))
        self.confirm = button(self.tr("Confirm"), self.confirm_chosen, "main", "check")
        self.decline = button(self.tr("Leave as it is"), self.decline_chosen)
        self.empty = EmptyState()
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
        self.filters.begin()

    def show_part(self, part: str) -> None:
        """Show one of the tabs."""
        self.tabs.choose(part)

    def new(self) -> None:
        """Open an empty form for a recommendation of the chosen set."""
        if self._chosen_set:
            owner = RecordKey("recommendation_set", self._chosen_set)
            show_form(self._context, CHILD_TYPES["recommendation"], owner, self).open_new({})

    def make_sets(self) -> None:
        """Make the sets that the mission knows of, empty."""
        self._context.tasks.write("save", "", make_sets, self._made)

    def choose_list(self) -> None:
        """Let the person choose the list of the chosen set."""
        pattern = self.tr("Spreadsheets (*.xlsx *.xlsm *.xls *.ods)")
        folder = self._context.remembered("import_folder")
        self._context.notices.choose_files(self.tr("Which list?"), folder, pattern, self._list_chosen)

    def confirm_chosen(self) -> None:
        """Move the chosen recommendation to the status that is proposed."""
        self._answer(True)

    def decline_chosen(self) -> None:
        """Leave the chosen recommendation where it is."""
        self._answer(False)

    # ---- answers ----

    def _list_chosen(self, files: list[Path]) -> None:
        if files:
            self._context.bus.list_wanted.emit(files[0], self._chosen_set)

    def _made(self, count: int) -> None:
        one = self.tr("Added 1 set. Import its recommendations next.")
        many = self.tr("Added {count} sets. Import their recommendations next.")
        self._context.notices.say(counted(count, one, many), undo=True)

    def _answer(self, confirmed: bool) -> None:
        row = self.waiting.current
        if 0 <= row < len(self.standing.waiting):
            work = partial(answer, self.standing.waiting[row].uid, confirmed)
            self._context.tasks.write("save", "", work, self._answered)

    def _answered(self, _: RecordKey) -> None:
        self._context.notices.say(self.tr("Answered."), undo=True)

    def _open_line(self, row: int) -> None:
        self._open("recommendation", self.shown[row].uid, RecordKey("recommendation_set", self.shown[row].set))

    def _open_waiting(self, row: int) -> None:
        key = self.standing.waiting[row].recommendation
        owner = next((line.set for line in self.standing.lines if line.uid == key.uid), "")
        self._open(key.type, key.uid, RecordKey("recommendation_set", owner))

    def _open_due(self, row: int) -> None:
        one = self.standing.due[row]
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
        self.sets.setCurrentIndex(max(self.sets.findData(chosen), 0))
        self.make.setVisible(bool(standing.unmade))
        self.tabs.count(WAITING, len(standing.waiting))
        self.tabs.count(DUE, sum(one.overdue for one in standing.due))
        self._show_answers()
        self._show_due()
        self._show()

    def _show(self) -> None:
        """Show what belongs to the chosen set and passes the filters."""
        mine = [line for line in self.standing.lines if self._chosen_set in ("", line.set)]
        for widget in (self.add, self.take):
            widget.setEnabled(bool(self._chosen_set))
        self.bars.show_bars(self._bars(mine)[:BARS])
        self.shown = self.filters.choose(mine)
        lists = self._context.mission.lists
        self.table.show_rows(
            [
                (
                    "" if line.number is None else line.number,
                    line.text,
                    tr_db(lists["recommendation_theme"].label(line.theme)) if line.theme else "",
                    ", ".join(line.addressees),
                    lists["municipality"].label(line.municipality) if line.municipality else "",
                    self._status(line.status),
                    self._day(line.due, line.overdue),
                    line.served or "",
                )
                for line in self.shown
            ]
        )
        self.table.setVisible(bool(self.shown))
        self.empty.setVisible(not self.shown)
        self._say_empty(bool(mine))

    def _say_empty(self, filtered: bool) -> None:
        if filtered:
            text = self.tr("No recommendation is like that. Take a filter away.")
            self.empty.say(self.tr("Nothing to show"), text)
        elif self.standing.sets:
            text = self.tr("Choose a set above and import its list, or write recommendations into its form.")
            self.empty.say(self.tr("No recommendations yet"), text)
        else:
            text = self.tr("Add the sets that the mission knows of, or write a set of your own.")
            self.empty.say(self.tr("No sets yet"), text)

    def _bars(self, mine: list[RecommendationLine]) -> list[Bar]:
        by = str(self.by.currentData())
        if by == SETS:
            return [
                Bar(
                    one.title or one.ref, one.statuses, one.whole, self._set_figures(one.moving, one.whole, one.missing)
                )
                for one in self.standing.sets
                if self._chosen_set in ("", one.uid)
            ]
        found = grouped(mine, by)
        text = self.tr("{count} of {whole}")
        bars: list[Bar] = []
        for group, counts in found.items():
            count = sum(counts.values())
            whole = len(mine) if by == "status" else count
            done = count if by == "status" else count - counts.get("no_activity", 0)
            figures = text.format(count=number(done), whole=number(whole))
            bars.append(Bar(self._group(by, group), counts, whole, figures))
        return bars

    def _group(self, by: str, group: str) -> str:
        if not group:
            return self.tr("Not recorded")
        if by == "addressee":
            return group
        name = {"status": "progress_status", "theme": "recommendation_theme"}.get(by, by)
        return tr_db(self._context.mission.lists[name].label(group))

    def _set_figures(self, moving: int, whole: int, missing: tuple[int, ...]) -> str:
        text = self.tr("{count} of {whole} in progress or further").format(count=number(moving), whole=number(whole))
        if not missing:
            return text
        if len(missing) > MISSING_TOLD:
            return self.tr("{text} · {count} missing").format(text=text, count=number(len(missing)))
        told = ", ".join(map(str, missing))
        return self.tr("{text} · missing no. {told}").format(text=text, told=told)

    def _show_answers(self) -> None:
        self.waiting.show_rows(
            [
                (one.number or "", one.text, one.activity, self._status(one.before), self._status(one.after))
                for one in self.standing.waiting
            ]
        )
        self.confirm.setEnabled(bool(self.standing.waiting))
        self.decline.setEnabled(bool(self.standing.waiting))
        if self.standing.waiting:
            self.waiting.selectRow(0)

    def _show_due(self) -> None:
        self.due.show_rows(
            [
                (
                    self._day(one.day, one.overdue),
                    tr_db(CHILD_TYPES[one.kind].label),
                    one.text,
                    one.by_whom,
                    one.ref,
                    self._status(one.status),
                )
                for one in self.standing.due
            ]
        )

    def _status(self, status: str) -> str:
        return tr_db(self._context.mission.lists["progress_status"].label(status)) if status else ""

    def _day(self, day: str, overdue: bool) -> str:
        if not day:
            return ""
        return self.tr("{day} overdue").format(day=short_date(day)) if overdue else short_date(day)

    # ---- building ----

    def _connect(self) -> None:
        self.sets.activated.connect(self._show)
        self.by.activated.connect(self._show)
        self.filters.changed.connect(self._show)
        self.table.opened.connect(self._open_line)
        self.waiting.opened.connect(self._open_waiting)
        self.due.opened.connect(self._open_due)
        self.fresh = Freshness(self, self._context.bus, self.reload, self._concern)
        self.setFocusProxy(self.table)

    def _build(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(label(self.tr("Recommendations"), "title"))
        head.addStretch()
        for widget in (self.make, self.sets, self.by, self.add, self.take):
            head.addWidget(widget)
        frame, inside = card(14, 6)
        inside.addWidget(self.bars)
        lines = QWidget()
        column = QVBoxLayout(lines)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.filters)
        column.addWidget(self.table, 1)
        column.addWidget(self.empty, 1)
        answers = QWidget()
        column = QVBoxLayout(answers)
        column.setContentsMargins(0, 0, 0, 0)
        hint = self.tr(
            "An activity that serves a recommendation speaks for a status. It moves only when you confirm it."
        )
        row = QHBoxLayout()
        row.setContentsMargins(18, 0, 14, 0)
        row.addWidget(label(hint, "muted", wrap=True), 1)
        row.addWidget(self.decline)
        row.addWidget(self.confirm)
        column.addLayout(row)
        column.addWidget(self.waiting, 1)
        self.tabs.add(LINES, self.tr("Recommendations"), lines)
        self.tabs.add(WAITING, self.tr("To confirm"), answers)
        self.tabs.add(DUE, self.tr("Due"), self.due)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(16, 14, 16, 12)
        whole.setSpacing(10)
        whole.addLayout(head)
        whole.addWidget(frame)
        whole.addWidget(self.tabs, 1)
