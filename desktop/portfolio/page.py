"""Portfolio: the projects of a year as a table, as a board by state, as the days to come and as a calendar."""

from functools import partial

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QFocusEvent, QFont, QFontMetrics
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QHBoxLayout,
    QMenu,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from db.catalogue import CHILD_TYPES, SHARED_TYPES
from db.errors import Problem
from db.projects import STATES
from db.records import ProjectLine
from db.revisions import RecordKey
from db.store import Changes
from desktop.context import Context
from desktop.i18n import counted, number, tr_db
from desktop.portfolio.board import Board
from desktop.portfolio.calendar import Calendar
from desktop.portfolio.coming import ComingTable
from desktop.portfolio.filters import Filters
from desktop.portfolio.model import PortfolioModel
from desktop.portfolio.money import YearCard
from desktop.portfolio.paper import compose_days, compose_projects
from desktop.portfolio.source import ALL, DUE_IN_ALL, Portfolio, Source
from desktop.portfolio.table import PortfolioTable
from desktop.projects.move import Mover
from desktop.projects.words import state_name
from desktop.reports.preview import open_paper
from desktop.wheel_guard import guard
from desktop.widgets.empty import EmptyState
from desktop.widgets.freshness import Freshness
from desktop.widgets.parts import beside_title, button, label

TABLE, BOARD, COMING, MONTH = 0, 1, 2, 3


class PortfolioPage(QWidget):
    """Reads a portfolio again whenever something of a project changes; a project opens in its register."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.setObjectName("page")
        self.context = context
        self.portfolio = Portfolio(self.context.office.today)
        self.shown: list[ProjectLine] = []
        self._source = Source(context.tasks)
        self._cycle: str | None = None  # what somebody chose
        self.mover = Mover(context, self)
        self.cycles = QComboBox()
        self.print = button(self.tr("Print…"), self.print_shown, "", "print")
        self.count = beside_title()
        self.standing = YearCard()
        self.filters = Filters(context.mission)
        self.views = QButtonGroup(self)
        self.model = PortfolioModel(context.mission, self)
        self.table = PortfolioTable(self.model)
        self.board = Board(context.mission)
        self.coming = ComingTable()
        self.calendar = Calendar()
        self.empty = EmptyState(self.filters.clear)
        self._stack = QStackedWidget()
        self._build()
        self._connect()
        self.reload()

    # ---- verbs ----

    def reload(self) -> None:
        """Read everything again; what is shown stays until it is there."""
        self._source.read(self._cycle, self.context.office.today, self._loaded)

    def search(self) -> None:
        """Put the cursor into the filter."""
        self.filters.search.begin()

    def open(self, uid: str) -> None:
        """Open a project in its register."""
        self.context.bus.wanted.emit(RecordKey("project", uid))

    def print_shown(self) -> None:
        """Show what is shown here as it will be printed: the days to come, or the list of projects."""
        now, wanted = self.portfolio, self.filters.wanted
        lines = self.model.ordered(now.lines)
        if self.views.checkedId() in (COMING, MONTH):
            open_paper(self.context, "coming", partial(compose_days, now, lines, wanted))
        else:
            open_paper(self.context, "portfolio", partial(compose_projects, now, lines, wanted))

    def move_project(self, uid: str, to: str) -> None:
        """Take a project to a state, through its gate."""
        self.mover.move(RecordKey("project", uid), to)

    def show_view(self, view: int) -> None:
        """Show the table, the board, the days to come or the month."""
        self.views.button(view).setChecked(True)
        self._show()
        self._begin()

    def show_part(self, part: str) -> None:
        """Show what is overdue or falls due in all projects, whatever was chosen before."""
        assert part == DUE_IN_ALL
        self._cycle = ALL
        self.filters.clear()
        self.reload()
        self.show_view(COMING)

    def offer_moves(self, uid: str, place: QPoint) -> None:
        """Show the states that a project may go to, in a menu."""
        line = next((one for one in self.shown if one.uid == uid), None)
        if line is None:
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.setAccessibleName(line.title or line.ref)
        opening = menu.addAction(self.tr("Open"))
        opening.setData((uid, ""))
        menu.addSeparator()
        for state in STATES[line.state].next if line.state in STATES else ():
            text = self.tr("{action}  →  {state}")
            action = menu.addAction(
                text.format(action=tr_db(STATES[state].action), state=state_name(self.context.mission, state))
            )
            action.setData((uid, state))
        menu.triggered.connect(self._choose_move)
        menu.popup(place)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Pass the keyboard on to what is shown."""
        super().focusInEvent(event)
        self._begin()

    # ---- answers ----

    def _choose_move(self, action: QAction) -> None:
        uid, state = action.data()
        if state:
            self.move_project(uid, state)
        else:
            self.open(uid)

    def _mend(self, key: RecordKey, problem: Problem) -> None:
        self.context.bus.mending_wanted.emit(key, problem)

    def _concern(self, changes: Changes) -> bool:
        return changes.touches("project", *CHILD_TYPES, *SHARED_TYPES)

    def _choose_cycle(self) -> None:
        self._cycle = str(self.cycles.currentData())
        self.reload()

    def _loaded(self, portfolio: Portfolio) -> None:
        self.portfolio = portfolio
        self._offer_cycles()
        self.standing.show_sums(portfolio.sums)
        self.filters.offer(portfolio.lines)
        self._show()

    # ---- what is shown ----

    def _show(self) -> None:
        now, wanted = self.portfolio, self.filters.wanted
        self.shown = wanted.choose(now.lines, self.context.mission)
        shown, whole = len(self.shown), len(now.lines)
        of_all = self.tr("{shown} of {all} projects").format(shown=number(shown), all=number(whole))
        all_of_them = counted(whole, self.tr("1 project"), self.tr("{count} projects"))
        self.count.setText(of_all if shown != whole else all_of_them)
        view = self.views.checkedId()
        if view == TABLE:
            self.model.show(self.shown)
        elif view == BOARD:
            self.board.show_lines(self.shown)
        else:
            uids = {line.uid for line in self.shown}
            of = now.coming if view == COMING else now.dues
            dues = [due for due in of if due.project in uids]
            (self.coming if view == COMING else self.calendar).show_dues(dues, now.today)
        nothing = not self.shown or (view == COMING and not self.coming.coming.rows)
        if nothing:
            self._say_empty(view)
        self._stack.setCurrentIndex(self._stack.indexOf(self.empty) if nothing else view)

    def _say_empty(self, view: int) -> None:
        if not self.portfolio.lines:
            text = self.tr("Projects are entered in their register; each names the programme cycle it belongs to.")
            self.empty.say(self.tr("No projects in this cycle yet"), text)
        elif not self.shown:
            text = self.tr("Use fewer words, or choose another state, place or light.")
            self.empty.say(self.tr("No project is like this"), text, self.tr("Show all"))
        else:
            assert view == COMING
            text = self.tr("No due date, visit or instalment of these projects falls into the next 90 days.")
            self.empty.say(self.tr("Nothing falls due"), text)

    def _begin(self) -> None:
        view = self._stack.currentIndex()
        if view == BOARD:
            self.board.begin()
        elif view == MONTH:
            self.calendar.begin()
        elif view in (TABLE, COMING):
            table = self.table if view == TABLE else self.coming
            if view == COMING and table.currentIndex().row() < 1:
                table.setCurrentIndex(table.model().index(1, 0))  # under the first heading
            table.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.filters.search.setFocus(Qt.FocusReason.OtherFocusReason)

    def _offer_cycles(self) -> None:
        self.cycles.clear()
        for cycle in self.portfolio.cycles:
            self.cycles.addItem(cycle.title or cycle.ref or self.tr("Of no cycle"), cycle.uid)
        if len(self.portfolio.cycles) != 1:
            self.cycles.addItem(self.tr("All cycles"), ALL)
        self.cycles.setCurrentIndex(self.cycles.findData(self.portfolio.cycle))

    # ---- building ----

    def _build(self) -> None:
        self.cycles.setAccessibleName(self.tr("Programme cycle"))
        self.cycles.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.cycles.setMinimumContentsLength(26)
        guard(self.cycles)
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(label(self.tr("Portfolio"), "title"))
        head.addWidget(self.count)
        head.addStretch(1)
        head.addWidget(self.cycles)
        head.addWidget(self.print)
        bar = QHBoxLayout()
        bar.setSpacing(12)
        for view, name in (
            (TABLE, self.tr("Table")),
            (BOARD, self.tr("Board")),
            (COMING, self.tr("Next 90 days")),
            (MONTH, self.tr("Month")),
        ):
            made = QPushButton(name)
            made.setProperty("look", "index")
            made.setCheckable(True)
            made.setAutoDefault(False)
            bold = made.font()
            bold.setWeight(QFont.Weight.DemiBold)  # the style's, when it is chosen
            made.setMinimumWidth(QFontMetrics(bold).horizontalAdvance(name) + 8)
            self.views.addButton(made, view)
            bar.addWidget(made)
        self.views.button(TABLE).setChecked(True)
        bar.addStretch(1)
        bar.addWidget(self.filters, 4)
        for widget in (self.table, self.board, self.coming, self.calendar, self.empty):
            self._stack.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 12)
        column.setSpacing(10)
        column.addLayout(head)
        column.addWidget(self.standing)
        column.addLayout(bar)
        column.addWidget(self._stack, 1)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def _connect(self) -> None:
        self.cycles.activated.connect(self._choose_cycle)
        self.filters.changed.connect(self._show)
        self.views.idClicked.connect(self.show_view)
        for view in (self.table, self.board, self.coming, self.calendar):
            view.opened.connect(self.open)
        for view in (self.table, self.board):
            view.menu_wanted.connect(self.offer_moves)
        self.board.move_wanted.connect(self.move_project)
        self.mover.jump.connect(self._mend)
        self.fresh = Freshness(self, self.context.bus, self.reload, self._concern)
