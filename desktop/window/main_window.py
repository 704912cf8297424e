"""The main window knows the names of its pages and passes the keyboard on; the pages do the work."""

from datetime import datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import QByteArray, QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from db.catalogue import ACTIVITY_TYPES
from db.errors import Problem
from db.records import SavedView
from db.revisions import RecordKey
from db.store import Changes
from desktop.about import About
from desktop.bus import DECISIONS
from desktop.context import Context
from desktop.exchange.page import ExchangePage
from desktop.forms.session import State
from desktop.history.undoing import Undoing
from desktop.i18n import tr_db
from desktop.projects.form import ProjectForm
from desktop.projects.words import error_text
from desktop.registers.page import RegisterPage
from desktop.reports.office_dialog import OfficeReportDialog
from desktop.reports.preview import open_papers, open_preview
from desktop.reports.printing import Choice
from desktop.search.page import SearchPage
from desktop.trackers.page import ImportPage
from desktop.twins.page import DuplicatesPage
from desktop.widgets.room import Room
from desktop.window.actions import give_keys, inner_actions, page_actions, window_actions
from desktop.window.counts import counts, last_sent
from desktop.window.keys_sheet import compose_keys
from desktop.window.navigation import Navigation
from desktop.window.pages import EXCHANGE, HOME, OFFICE, PROGRESS, REGISTERS, office_pages
from desktop.window.palette import open_palette
from desktop.window.place import Place
from desktop.window.status_line import StatusLine
from desktop.window.verbs import Begins, Parted, Prints, Searches

LEAST, USUAL = (1180, 640), (1280, 760)  # pixels that a page needs without scrolling, and of the first window
ICONS = {"project": "projects", "town_hall": "town_halls", "youth_assembly": "youth", "other_activity": "other"}


class MainWindow(QMainWindow):
    """Navigation at the left, one page at a time, the status line beneath."""

    closed = Signal()
    lock_wanted = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self.setWindowTitle(self.tr("Groundwork"))
        self.setMinimumSize(640, 400)
        self.navigation = Navigation()
        self.status = StatusLine()
        self.pages: dict[str, QWidget] = {}
        self._office_pages = office_pages(context.office.identity.role)
        self._stack = QStackedWidget()
        self._now = ""
        self._closing = False
        self._arrived = 0  # parcels in the inbox folder
        self.undoing = Undoing(context, self)
        self.commands = [*window_actions(self), *page_actions(self.go_to, self._office_pages)]
        self._build()
        give_keys(self, self.commands)
        self.navigation.chosen.connect(self.go_to)
        self.navigation.lock_wanted.connect(self.lock_wanted)
        self.navigation.about_wanted.connect(self.about)
        self.status.undo_wanted.connect(self.undo)
        context.notices.window = self
        context.notices.work = self.status.work
        context.notices.sentence = partial(error_text, context.mission)
        context.notices.said.connect(self.status.say)
        context.bus.changed.connect(self._on_changes)
        context.bus.wanted.connect(self.open_record)
        context.bus.mending_wanted.connect(self.mend)
        context.bus.page_wanted.connect(self._show_part)
        context.bus.query_wanted.connect(self._ask)
        context.bus.list_wanted.connect(self.import_list)
        context.tasks.quiet.connect(self._quiet)
        context.inbox.changed.connect(self._show_inbox)
        context.inbox.look()
        context.views.changed.connect(self._show_views)
        context.views.counted.connect(self.navigation.show_counts)
        self.navigation.view_chosen.connect(self._choose_view)
        self._show_views()
        self._read_counts()
        self._ensure("duplicates")  # it looks for them in the background and counts them for the navigation
        self.go_to(context.remembered("page", "town_hall") if self._known(context.remembered("page")) else "town_hall")
        geometry = context.window_settings.value("geometry")
        if isinstance(geometry, QByteArray):
            self.restoreGeometry(geometry)
        else:
            self.resize(QSize(*USUAL).boundedTo(self.screen().availableSize()))

    # ---- pages ----

    def go_to(self, key: str) -> None:
        """Show a page, made when it is first asked for."""
        if key == self._now:
            return
        page = self.register
        if page is not None:
            page.leave()
        self._ensure(key)
        self._now = key
        self._stack.setCurrentWidget(self.pages[key])
        self.pages[key].setFocus(Qt.FocusReason.OtherFocusReason)
        self.navigation.mark(key)
        self.context.remember("page", key)
        self._show_state(self.register.state if self.register else State.EMPTY)

    def _show_part(self, key: str, part: str) -> None:
        self.go_to(key)
        page = self.pages[key]
        if part and isinstance(page, Parted):
            page.show_part(part)

    def _ensure(self, key: str) -> None:
        if key not in self.pages:
            self.pages[key] = self._make(key)
            self._stack.addWidget(self.pages[key])

    @property
    def register(self) -> RegisterPage | None:
        """The register being shown; None on another page."""
        page = self.pages.get(self._now)
        return page if isinstance(page, RegisterPage) else None

    def undo(self) -> None:
        """Take back the last gesture."""
        self.undoing.undo()

    def open_record(self, key: RecordKey) -> None:
        """Show a record in its register."""
        if self._known(key.type):
            self.go_to(key.type)
            if self.register:
                self.register.open(key.uid)

    def mend(self, key: RecordKey, problem: Problem) -> None:
        """Show a project, and go to what is missing in it."""
        self.open_record(key)
        form = self.register.form if self.register else None
        if isinstance(form, ProjectForm):
            form.mend(key, problem)

    def import_list(self, file: Path, into: str = "") -> None:
        """Carry a file to the page of imports and look into it there; a list of recommendations goes `into` a set."""
        self.go_to("import")
        page = self.pages["import"]
        assert isinstance(page, ImportPage)
        page.look_at(file, into=into)

    def print_record(self, key: RecordKey) -> None:
        """Show the summary of a record as it will be printed."""
        open_preview(self.context, key)

    # ---- the keyboard ----

    def new(self) -> None:
        """Begin a new record of the kind in sight."""
        page = self.pages.get(self._now)
        if isinstance(page, Begins):
            page.new()

    def save(self) -> None:
        """Save the open record."""
        if self.register:
            self.register.save()

    def search(self) -> None:
        """Go to the search box."""
        page = self.pages.get(self._now)
        if isinstance(page, Searches):
            page.search()

    def search_everywhere(self, query: str = "") -> None:
        """Go to the search over all registers."""
        self.go_to("search")
        page = self.pages["search"]
        assert isinstance(page, SearchPage)
        page.begin(query)

    def open_view(self, view: SavedView) -> None:
        """Show a saved view in its register, or over all of them."""
        if not view.type:
            self.search_everywhere(view.wanted.query)
            return
        self.go_to(view.type)
        if self.register:
            self.register.open_view(view)

    def open_palette(self) -> None:
        """Offer everything there is to do, to go to and to find."""
        open_palette(self.context, self.commands, self.open_view, self)

    def print_keys(self) -> None:
        """Show the sheet of all keys as it will be printed."""
        sheet = Choice("keys", "", partial(compose_keys, [*self.commands, *inner_actions()]))
        open_papers(self.context, [sheet], speaks=False)  # keys have the names that the window gives them

    def print_report(self) -> None:
        """Let the person choose a report of the office and its days."""
        self.context.notices.show_dialog(OfficeReportDialog(self.context))

    def print_page(self) -> None:
        """Print what is chosen."""
        page = self.pages.get(self._now)
        if isinstance(page, Prints):
            page.print_shown()

    def next_record(self) -> None:
        """Open the next record."""
        if self.register:
            self.register.step(1)

    def previous_record(self) -> None:
        """Open the record before."""
        if self.register:
            self.register.step(-1)

    def next_problem(self) -> None:
        """Go to the next problem of the open record."""
        if self.register and self.register.shown:
            self.register.shown.next_problem()

    def about(self) -> None:
        """Say which program this is, what is new in it and what it is made of."""
        self.context.notices.show_dialog(About(self))

    def back(self) -> None:
        """Go back from the form, or from the search box, to the list."""
        if self.register:
            self.register.back()
            self.register.table.setFocus()

    # ---- locked and unlocked ----

    def place(self) -> Place:
        """Return where the person is: the page, and the record in the form."""
        page = self.register
        if page is None or page.shown is None:
            return Place(self._now)
        key = page.shown.session.key
        return Place(self._now, key.uid if key else "", new=key is None)

    def return_to(self, place: Place) -> None:
        """Show what was in sight before the office was locked."""
        if self._known(place.page):
            self.go_to(place.page)
        page = self.register
        if page is not None and place.uid:
            page.open(place.uid)
        elif page is not None and place.new:
            page.new()

    def put_away(self) -> None:
        """Let nothing be seen any more, and put what is being typed into the database."""
        self.context.inbox.stop()
        for dialog in self.findChildren(QDialog):
            dialog.hide()
        self.hide()
        self.context.bus.keep_wanted.emit()

    # ---- the end ----

    def closeEvent(self, event: QCloseEvent) -> None:
        """Save what can be saved and keep the rest as drafts; close when all of it is in the database."""
        registers = [page for page in self.pages.values() if isinstance(page, RegisterPage)]
        if not self._closing:
            for page in registers:
                page.leave()
        if not self.context.tasks.idle:  # a save may be under way, and it may fail: look again when all is quiet
            event.ignore()
            self._closing = True
            self.context.tasks.cancel_long()
            return
        self._closing = False
        self.context.inbox.stop()
        self.context.remember("page", self._now)
        self.context.window_settings.setValue("geometry", self.saveGeometry())
        event.accept()
        self.closed.emit()

    def _quiet(self) -> None:
        if self._closing:
            self.close()

    # ---- answers ----

    def _on_changes(self, changes: Changes) -> None:
        if changes.records or changes.kind in DECISIONS:
            self._read_counts()
        if changes.kind == "refresh":
            self.context.inbox.look()

    def _read_counts(self) -> None:
        self.context.tasks.read(counts, self.navigation.show_counts)
        self.context.tasks.read(last_sent, self.status.show_last_sent)

    def _show_inbox(self) -> None:
        inbox = self.context.inbox
        count, before = len(inbox.waiting), self._arrived
        self._arrived = count
        self.navigation.show_counts({"exchange": count or None})
        if count > before and self._now != "exchange":
            self.context.notices.say(inbox.news())

    def _show_state(self, state: State) -> None:
        self.status.show_state(state, self.register.saved_at if self.register else "")

    def _saved(self, key: RecordKey) -> None:
        self.status.show_state(State.CLEAN, datetime.now().strftime("%H:%M"))

    # ---- building ----

    def _make(self, key: str) -> QWidget:
        if key in ACTIVITY_TYPES:
            page = RegisterPage(self.context, ACTIVITY_TYPES[key])
            page.state_changed.connect(self._show_state)
            page.saved.connect(self._saved)
            page.print_wanted.connect(self.print_record)
            return page
        page = self._office_pages[key].make(self.context)
        if isinstance(page, DuplicatesPage):
            page.counted.connect(self.navigation.show_counts)
        if isinstance(page, ExchangePage):
            page.receive.mend.list_wanted.connect(self.import_list)
        return page

    def _known(self, key: str) -> bool:
        return key in ACTIVITY_TYPES or key in self._office_pages

    def _build(self) -> None:
        self._add_pages(HOME)
        self.navigation.add_group(self.tr("Registers"))
        for key, kind in ACTIVITY_TYPES.items():
            self.navigation.add_page(key, tr_db(kind.plural), ICONS.get(key, "other"))
            if key == "project":
                self._add_pages(REGISTERS)
        self.navigation.add_views(self.tr("Saved views"))
        for group, name in (
            (PROGRESS, self.tr("Progress")),
            (EXCHANGE, self.tr("Exchange")),
            (OFFICE, self.tr("Office")),
        ):
            self.navigation.add_group(name)
            self._add_pages(group)
        office = self.context.office
        self.navigation.finish(office.mission.office_name(office.identity.office), office.author)
        content = QWidget()
        content.setObjectName("content")
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._stack, 1)
        column.addWidget(self.status)
        whole = QWidget()
        row = QHBoxLayout(whole)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.navigation)
        row.addWidget(content, 1)
        self.setCentralWidget(Room(whole, QSize(*LEAST)))  # of enlarged letters a small screen has no room for a page

    def _add_pages(self, group: str) -> None:
        for key, page in self._office_pages.items():
            if page.group == group:
                self.navigation.add_page(key, page.name(), page.icon)

    def _ask(self, key: str, query: str) -> None:
        if not key:
            self.search_everywhere(query)
            return
        self.go_to(key)
        if self.register:
            self.register.ask(query)

    def _show_views(self) -> None:
        self.navigation.show_views([(view.id, view.name) for view in self.context.views.named])

    def _choose_view(self, view: str) -> None:
        if view in self.context.views.views:
            self.open_view(self.context.views.views[view])
