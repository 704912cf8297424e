"""The form of an event: a town hall is also entered live, and ideas of an assembly become projects."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QPushButton, QWidget

from db.catalogue import RecordType
from db.records import IDEAS, draft_project
from db.revisions import RecordKey
from db.store import Write
from desktop.context import Context
from desktop.events.live import LiveDialog
from desktop.forms.drafts import Drafts
from desktop.forms.record_form import RecordForm
from desktop.forms.session import State
from desktop.parts.section import PartSection
from desktop.widgets.parts import button

LIVE = "town_hall"


class EventForm(RecordForm):
    """One town hall or youth assembly of the register."""

    def __init__(self, context: Context, kind: RecordType, drafts: Drafts, parent: QWidget | None = None) -> None:
        super().__init__(context, kind, drafts, parent)
        self.live_button = button(self.tr("Enter live"), self.enter_live)
        self.live_button.setToolTip(self.tr("Questions and people while the event goes on"))
        self.tabs.put_beside(self.live_button)
        self.live_button.setVisible(kind.key == LIVE)
        self._makers: list[tuple[PartSection, QPushButton]] = []
        for section in (self.parts.sections[key] for key in IDEAS if key in self.parts.sections):
            maker = button(self.tr("Make it a project"), partial(self.make_project, section), "link")
            section.put_beside(maker)
            self._makers.append((section, maker))
        self.parts.desk.shown.connect(self._show_makers)
        self.session.shown.connect(self._show_event)

    def enter_live(self) -> None:
        """Open the page for the event itself; what was typed is saved first."""
        key, view = self.session.key, self.session.view
        if key is None or view is None or view.deleted:
            return
        if self.session.state is State.DIRTY and not self.session.save():
            self.save()  # it goes to what must be put right first
            return
        dialog = LiveDialog(self._context, self._kind, key, self._drafts, self.window())
        self._context.notices.show_dialog(dialog)

    def make_project(self, section: PartSection) -> None:
        """Make a project draft out of the current idea or grant, and go there."""
        if section.current:
            self._context.tasks.write("create", "", _drafted(section.current), self._go_to)

    def _go_to(self, key: RecordKey) -> None:
        self._context.notices.say(self.tr("A project draft was made."), undo=True)
        self._context.bus.wanted.emit(key)

    def _show_makers(self, *_: object) -> None:
        for section, maker in self._makers:
            maker.setVisible(bool(section.rows))

    def _show_event(self) -> None:
        view = self.session.view
        self.live_button.setEnabled(view is not None and not view.deleted)


def _drafted(uid: str) -> Callable[[Write], RecordKey]:
    def run(write: Write) -> RecordKey:
        return draft_project(write, uid)

    return run
