"""How a project stands, above its form: state, next step, clocks, money, exceptions, and what can be done with it."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QVBoxLayout

from db.catalogue import CHILD_TYPES
from db.errors import KnownError, Problem
from db.projects import PROMISED, STATES
from db.revisions import RecordKey
from db.store import Changes
from desktop.context import Context
from desktop.forms.editors import Options
from desktop.forms.problem_list import ProblemButton
from desktop.i18n import capital
from desktop.projects.header_words import clock_text, light_look, money_lines
from desktop.projects.move import Mover
from desktop.projects.words import light_text, state_name, step_text, told
from desktop.projects.working import Standing, new_visit, propose_again, read_standing
from desktop.tasks import Failure
from desktop.theme import mark
from desktop.widgets.parts import button, clear, label

MOST = 2  # broken rules in sight; the rest are counted. Exceptions are all in sight, always


class ProjectHeader(QFrame):
    """The lines above the form of a project."""

    move_wanted = Signal()  # the form saves what was typed first, then calls `move_on`
    visit_wanted = Signal()
    again_wanted = Signal()
    jump = Signal(object)  # a problem to go to
    visit_made = Signal(object)  # the key of a new visit
    shown = Signal(object)  # the `Standing`

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._key: RecordKey | None = None
        self._locked = False
        self._mover = Mover(context, self)
        self._mover.jump.connect(self._mend)
        self.standing: Standing | None = None
        self._flagged: list[Problem] = []
        self._group = QButtonGroup(self)
        self._group.idClicked.connect(self._jump_to)
        self._build()
        self.hide()
        context.bus.changed.connect(self._on_changes)

    # ---- verbs ----

    def show_record(self, key: RecordKey | None, deleted: bool = False) -> None:
        """Show how a project stands; of a new one there is nothing to show."""
        same = key == self._key and deleted == self._locked
        self._key, self._locked = key, deleted
        if key is None or deleted:
            self.standing = None
            for shown in (self, self.visit_button, self.again_button):
                shown.hide()
        elif not same:
            self._read()

    def states(self) -> Options:
        """Return the states that its form offers: the one it is in and those that may follow."""
        mission, standing = self._context.mission, self.standing
        keys = (standing.state, *(way.to for way in standing.ways)) if standing is not None else tuple(STATES)
        return tuple((key, state_name(mission, key)) for key in keys)

    def move_on(self) -> None:
        """Ask where the project goes, and show what is missing for it."""
        if self._key is not None:
            self._context.tasks.read(read_standing(self._key, self._context.office.today), self._ask)

    def add_visit(self) -> None:
        """Note a visit of today with all deliverables, and open it."""
        if self._key is not None and self.standing is not None:
            work = new_visit(self._key, self.standing.visits + 1, self._context.office.today)
            self._context.tasks.write("create", "", work, self._visited)

    def propose_again(self) -> None:
        """Make a new proposal out of this project, and open it."""
        if self._key is not None:
            self._context.tasks.write("create", "", propose_again(self._key), self._proposed)

    # ---- answers ----

    def _ask(self, standing: Standing) -> None:
        if standing.key != self._key or not standing.ways:
            return
        self._take(standing)
        self._mover.ask(standing.ways)

    def _mend(self, key: RecordKey, problem: Problem) -> None:
        if key == self._key:
            self.jump.emit(problem)

    def _visited(self, key: RecordKey) -> None:
        self._context.notices.say(self.tr("A visit of today is noted, with the deliverables of the plan."), undo=True)
        self.visit_made.emit(key)

    def _proposed(self, key: RecordKey) -> None:
        self._context.notices.say(self.tr("This is the new proposal."), undo=True)
        self._context.bus.wanted.emit(key)

    def _on_changes(self, changes: Changes) -> None:
        everything = any(not record.uid for record in changes.records)
        if everything or self._key in changes.records or changes.touches(*CHILD_TYPES, "cycle"):
            self._read()

    def _read(self) -> None:
        if self._key is not None and not self._locked:
            self._context.tasks.read(read_standing(self._key, self._context.office.today), self._take, self._not_read)

    def _not_read(self, error: Failure) -> None:
        """Say nothing of a project that is gone meanwhile: its form does."""
        if not isinstance(error, KnownError) or error.code != "no-record":
            self._context.notices.problem(error)

    def _take(self, standing: Standing) -> None:
        if standing.key != self._key or self._locked:
            return
        self.standing = standing
        mission = self._context.mission
        self.state.setText(state_name(mission, standing.state))
        self.step.setText(step_text(mission, standing.step))
        clocks = " · ".join(filter(None, (light_text(standing.clock), clock_text(standing.clock))))
        self.clock.setText(clocks)
        self.clock.setVisible(bool(clocks))
        mark(self.clock, look=light_look(standing.clock))
        money = money_lines(standing.money)
        self.money.setText(money)
        self.money.setVisible(bool(money))
        self._show_flags(standing.flags)
        self.move_button.setVisible(bool(standing.ways))
        self.visit_button.setVisible(standing.state in PROMISED)
        self.again_button.show()
        self.show()
        self.shown.emit(standing)

    def _show_flags(self, flags: Sequence[Problem]) -> None:
        for made in self._group.buttons():
            self._group.removeButton(made)
        clear(self._flags)
        mission = self._context.mission
        exceptions = [flag for flag in flags if flag.code == "exception"]
        rest = [flag for flag in flags if flag.code != "exception"]
        self._flagged = rest[:MOST]
        for number, flag in enumerate(self._flagged):
            made = ProblemButton(capital(told(mission, flag)))
            self._group.addButton(made, number)
            self._flags.addWidget(made)
        if len(rest) > MOST:
            more = self.tr("and {count} more: see what is missing under Move on").format(count=len(rest) - MOST)
            self._flags.addWidget(label(more, "problem", wrap=True))
        for flag in exceptions:
            text = self.tr("Exception: {text}").format(text=told(mission, flag))
            self._flags.addWidget(label(text, "warn", wrap=True))

    def _jump_to(self, number: int) -> None:
        self.jump.emit(self._flagged[number])

    # ---- building ----

    def _build(self) -> None:
        self.state = label("", "badge")
        self.step = label("", "strong", wrap=True)
        self.clock = label("", "small", wrap=True)
        self.money = label("", "small", wrap=True)
        self.move_button = button(self.tr("Move on…"), self.move_wanted)
        self.move_button.setToolTip(self.tr("What is missing for the next state, and every other state it may go to"))
        self.visit_button = button(self.tr("New visit"), self.visit_wanted, "link")
        self.visit_button.setToolTip(self.tr("A visit of today, with a line for every deliverable"))
        self.again_button = button(self.tr("Duplicate"), self.again_wanted, "link")
        self.again_button.setAccessibleName(self.tr("Duplicate as a new proposal"))
        text = self.tr("A new proposal with the same form, budget and work plan, without days and results")
        self.again_button.setToolTip(text)
        for made in (self.visit_button, self.again_button):  # they stand beside the tabs
            made.hide()
        first = QHBoxLayout()
        first.setSpacing(10)
        first.addWidget(self.state, 0, Qt.AlignmentFlag.AlignTop)
        first.addWidget(self.step, 1)
        first.addWidget(self.move_button, 0, Qt.AlignmentFlag.AlignTop)
        self._flags = QVBoxLayout()
        self._flags.setSpacing(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 0, 14, 0)
        column.setSpacing(4)
        column.addLayout(first)
        column.addWidget(self.clock)
        column.addWidget(self.money)
        column.addLayout(self._flags)
