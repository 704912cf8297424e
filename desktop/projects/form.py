"""The form of a project: how it stands above the fields, what happened beside them, and the verbs of its life."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from db.catalogue import RecordType
from db.errors import Problem
from db.revisions import RecordKey
from desktop.context import Context
from desktop.forms.drafts import Drafts
from desktop.forms.record_form import PARTS, RecordForm
from desktop.forms.session import State
from desktop.projects.header import ProjectHeader
from desktop.projects.timeline import Timeline
from desktop.projects.working import Standing, new_scores
from desktop.widgets.parts import button

EVENTS = "events"


class ProjectForm(RecordForm):
    """One project of the register."""

    def __init__(self, context: Context, kind: RecordType, drafts: Drafts, parent: QWidget | None = None) -> None:
        super().__init__(context, kind, drafts, parent)
        self.header = ProjectHeader(context)
        self.timeline = Timeline(context.mission)
        self.above.addWidget(self.header)
        self.tabs.add(EVENTS, self.tr("Timeline"), self.timeline)
        self.all_criteria = button(self.tr("List all criteria"), self.list_criteria, "link")
        self.parts.sections["score"].put_beside(self.all_criteria)
        self.tabs.put_beside(self.header.visit_button, self.header.again_button)
        self.session.shown.connect(self._show_project)
        self._mending: tuple[RecordKey, Problem] | None = None
        self.header.shown.connect(self._take_standing)
        self.parts.desk.shown.connect(self._mend_now)
        self.header.jump.connect(self.go_to)
        self.header.move_wanted.connect(self.move_on)
        self.header.visit_wanted.connect(self.add_visit)
        self.header.again_wanted.connect(self.propose_again)
        self.header.visit_made.connect(self._open_part)
        self.timeline.part_wanted.connect(self._open_part)

    # ---- verbs ----

    def move_on(self) -> None:
        """Take the project to another state; what was typed is saved first."""
        self._when_saved(self.header.move_on)

    def add_visit(self) -> None:
        """Note a visit of today."""
        self._when_saved(self.header.add_visit)

    def propose_again(self) -> None:
        """Make a new proposal out of this one."""
        self._when_saved(self.header.propose_again)

    def list_criteria(self) -> None:
        """Write a line for every criterion of the grid, to be typed into one below the other."""
        key, view = self.session.key, self.session.view
        if key is not None and view is not None and not view.deleted:
            self._context.tasks.write("create", "", new_scores(key), self._listed)

    def go_to(self, problem: Problem) -> None:
        """Go to what a problem is about: a field of the form, a part, or everything that a state lacks."""
        if problem.code == "papers-missing":
            self.move_on()
        elif self.parts.knows(problem):
            self.tabs.choose(PARTS)
            self.parts.go_to(problem)
        elif problem.field in self.sheet.boxes:
            self.go_to_field(problem.field)

    def mend(self, key: RecordKey, problem: Problem) -> None:
        """Go to what a problem of a project is about, as soon as that project is here."""
        self._mending = (key, problem)
        self._mend_now()

    # ---- answers ----

    def _mend_now(self, *_: object) -> None:
        key, parts, standing = self.session.key, self.parts.desk.parts, self.header.standing
        here = key is not None and parts is not None and standing is not None and parts.owner == standing.key == key
        if self._mending is not None and here and self._mending[0] == key:
            problem, self._mending = self._mending[1], None
            self.go_to(problem)

    def _when_saved(self, then: Callable[[], None]) -> None:
        """Do something that reads the record after what was typed has been written: the office does one by one."""
        if self.session.state is State.DIRTY and not self.session.save():
            self.save()  # it goes to what must be put right first
            return
        then()

    def _show_project(self) -> None:
        view = self.session.view
        self.header.show_record(view.key if view is not None else None, bool(view and view.deleted))
        if view is None or self.header.standing is None:
            self.sheet.offer({"status": self.header.states()})
            self.timeline.show_events(())

    def _take_standing(self, standing: Standing) -> None:
        self.sheet.offer({"status": self.header.states()})
        self.timeline.show_events(standing.events)
        self._mend_now()

    def _listed(self, made: list[RecordKey]) -> None:
        if not made:
            self._context.notices.say(self.tr("Every criterion of the grid has its line already."))

    def _open_part(self, key: RecordKey, field: str = "") -> None:
        if key.type != self._kind.key:
            self.tabs.choose(PARTS)
            self.parts.open(key, field)
