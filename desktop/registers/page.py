"""One register: the list, and beside it the form of the chosen record."""

from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from db.catalogue import CHILD_TYPES, RecordType
from db.records import SavedView, Wanted
from db.revisions import RecordKey
from db.search.query import without
from db.store import Changes
from desktop.context import Context
from desktop.events.form import EventForm
from desktop.forms.drafts import NEW, Drafts
from desktop.forms.editors import later
from desktop.forms.record_form import RecordForm
from desktop.forms.session import State
from desktop.forms.working import remove
from desktop.i18n import tr_db
from desktop.projects.form import ProjectForm
from desktop.registers.desk import ListDesk
from desktop.registers.model import RegisterModel
from desktop.registers.nothing import NothingHere
from desktop.registers.source import OfficeSource
from desktop.registers.table import RegisterTable
from desktop.registers.top_bar import TopBar
from desktop.widgets.parts import button, in_order, label

LIST, EMPTY = 0, 1
QUIET = 400  # milliseconds after the list is there until its form is made
FORMS = {"project": ProjectForm, "town_hall": EventForm, "youth_assembly": EventForm}  # others have the plain one


class RegisterPage(QWidget):
    """A register to work in. The window asks it for verbs; it tells the window what is true of the open record."""

    state_changed = Signal(object)  # a `State`
    saved = Signal(object)
    print_wanted = Signal(object)  # the key of a record

    def __init__(self, context: Context, kind: RecordType) -> None:
        super().__init__()
        self.setObjectName("page")
        self.context, self.kind = context, kind
        self.drafts = Drafts(context, kind.key, self)
        self._all = 0
        self._print_when_saved = False
        self._wanted_uid = ""  # a record to make current when the list has it
        self.top = TopBar(kind, context.mission)
        self.model = RegisterModel(OfficeSource(context.tasks, kind.key), kind, context.mission, self)
        self.table = RegisterTable(kind, context.mission)
        self.table.setModel(self.model)
        self.table.setAccessibleName(tr_db(kind.plural))
        self.desk = ListDesk(context, kind, self.model, self.table, self)
        self.empty = NothingHere(kind, context.mission, self.top.new.text())
        self._form: RecordForm | None = None
        self._ahead = later(self, QUIET)
        self._ahead.timeout.connect(self._make_ahead)
        self._build()
        self._connect()
        self.setFocusProxy(self.table)
        if context.views.ready:
            self._begin()
        else:
            context.views.changed.connect(self._begin, Qt.ConnectionType.SingleShotConnection)

    @property
    def form(self) -> RecordForm:
        """The form beside the list, with its hundreds of inputs."""
        if self._form is None:
            self._form = self._make_form()
        return self._form

    @property
    def shown(self) -> RecordForm | None:
        """The form while it is in sight."""
        return None if self._form is None or self._form.isHidden() else self._form

    @property
    def _key(self) -> RecordKey | None:
        """The record in the form, whether or not that is in sight."""
        return self._form.session.key if self._form is not None else None

    # ---- verbs of the window ----

    def new(self) -> None:
        """Begin a new record."""
        self.form.show()
        self._share_width()
        self.form.open_new()

    def save(self) -> None:
        """Write what was typed."""
        if self.shown is not None:
            self.shown.save()

    def search(self) -> None:
        """Put the cursor into the search box."""
        self.top.search.begin()

    def step(self, by: int) -> None:
        """Open the next record of the list, or the one before."""
        key = self._key
        row = self.model.row_of(key.uid) if key and self.shown else self.table.currentIndex().row()
        row = max(0, row + by) if row >= 0 else 0
        while not (target := self.model.uid_at(row)) and 0 <= row + by < self.model.rowCount():
            row += by  # over the head of a group
        if target:
            self.open(target)

    def back(self) -> None:
        """Put the form away and go back to the list."""
        if self.shown is not None:
            self.shown.close_form()

    def print_shown(self) -> None:
        """Print a summary of the open record, of the current one or of those chosen; what was typed is saved first."""
        if self.state is State.DIRTY:
            self.save()
            self._print_when_saved = self.state is State.SAVING
            return
        if self.shown is None and len(self.table.uids) > 1:
            self.desk.print_summaries()
            return
        key = self._key if self.shown else None
        uid = key.uid if key else self.table.current_uid
        if uid:
            self.print_wanted.emit(RecordKey(self.kind.key, uid))
        else:
            self.context.notices.say(self.tr("Choose a record first."))

    def open(self, uid: str) -> None:
        """Open a record beside the list."""
        self.form.show()
        self._share_width()
        self._choose(uid)
        current = self.form.session.key
        if current is None or current.uid != uid or self.form.session.state is State.EMPTY:
            self.form.open(RecordKey(self.kind.key, uid))

    def delete_chosen(self) -> None:
        """Delete what is chosen in the list: one record, or several as one gesture."""
        if not self.desk.writing.delete_chosen():
            self.delete(self.table.current_uid)

    def delete(self, uid: str, reason: str = "") -> None:
        """Delete a record; it can be undone, so nobody is asked."""
        key = self._key
        if not uid or self.top.deleted.isChecked():
            return
        if key and key.uid == uid:
            self.form.session.leave()
        row = self.model.row_of(uid)
        line = self.model.row_at(row) if row >= 0 else None
        name = line.ref if line is not None else ""
        done = partial(self._deleted, name, self.model.uid_at(row + 1) or self.model.uid_at(row - 1))
        work, again = remove(RecordKey(self.kind.key, uid), reason), partial(self.delete, uid)
        self.context.tasks.write("delete", reason, work, done, again=again)

    @property
    def state(self) -> State:
        """What is true of the open record."""
        return self.shown.session.state if self.shown is not None else State.EMPTY

    @property
    def saved_at(self) -> str:
        """The hour at which the record in the form was saved, "" where it was not."""
        return self._form.session.saved_at if self._form is not None else ""

    def leave(self) -> None:
        """Save what can be saved before another page is shown or the window closes."""
        if self._form is not None:
            self._form.session.settle()
        self.desk.remember()

    def open_view(self, view: SavedView) -> None:
        """Show a saved view: its filter, columns, order and groups."""
        self.back()
        self._show_in_box(view.wanted.query)
        self._show(view.wanted)
        self.table.arrange(view.widths)

    def ask(self, query: str) -> None:
        """Show what a query finds."""
        self._show_in_box(query)
        self._show(self._wanted(query=query))

    # ---- answers ----

    def _loaded(self) -> None:
        if not self.model.wanted.query and not self.model.wanted.deleted:
            self._all = len(self.model.found.uids)
        self.desk.bar.show_query(self.model.found.query, self.desk.group_name)
        in_order(self.top, *self.desk.bar.chips)
        self.desk.show_totals()
        self._show_count()
        self._show_empty()
        chosen = self._wanted_uid or (self._key.uid if self._key else "")
        row = self.model.row_of(chosen)
        if row >= 0:
            self._wanted_uid = ""
            self.table.choose_row(row)
        if self._form is None:
            self._ahead.start()

    def _make_ahead(self) -> None:
        """Make the form while nobody waits, and let it look up its style after that: both take a while."""
        if not self.context.tasks.idle:
            self._ahead.start()
        elif self._form is None:
            self._form = self._make_form()
            self._ahead.start()
        elif self._form.isHidden():
            self._form.sizeHint()

    def _show_count(self) -> None:
        here = len(self.model.found.uids)
        self.top.show_count(here, self._all if not self.model.wanted.deleted else here)

    def _show_empty(self) -> None:
        empty = self.model.ready and self.model.rowCount() == 0
        self._stack.setCurrentIndex(EMPTY if empty else LIST)
        if empty:
            self.empty.explain(self.model.wanted)

    def _deleted(self, name: str, neighbour: str, key: RecordKey) -> None:
        self.drafts.drop(key.uid)
        self.context.notices.say(self.tr("Deleted {name}").format(name=name), undo=True)
        if self._key is not None and self._key.uid == key.uid:
            self.back()
        self._wanted_uid = neighbour
        self.table.setFocus()

    def _saved(self, key: RecordKey) -> None:
        if self._key in (key, None):
            self._wanted_uid = key.uid
        self.saved.emit(key)
        if self._print_when_saved:
            self._print_when_saved = False
            self.print_wanted.emit(key)

    def _on_changes(self, changes: Changes) -> None:
        mine = {record.uid for record in changes.records if record.type == self.kind.key}
        if mine or changes.touches(*CHILD_TYPES):
            self.model.forget(set() if "" in mine else mine)

    def _begin(self) -> None:
        """Show the list as it was left."""
        left = self.context.views.layout_of(self.kind.key)
        self._show(left.wanted if left else Wanted())
        if left is not None:
            self.table.arrange(left.widths)

    def _show(self, wanted: Wanted) -> None:
        self.top.deleted.setChecked(wanted.deleted)
        self.model.show(wanted)
        self.table.show_order(wanted)
        self.desk.remember()

    def _searched(self, query: str) -> None:
        if query != self.model.wanted.query:
            self._show(self._wanted(query=query))

    def _filter_removed(self, text: str) -> None:
        self.ask(without(self.model.wanted.query, text))

    def _show_in_box(self, query: str) -> None:
        self.top.search.setText(query)

    def _open_menu(self) -> None:
        self.desk.open_menu(self.top.list)

    def _toggle_deleted(self, deleted: bool) -> None:
        self.back()
        self._show(self._wanted(deleted=deleted))

    def _toggle_editing(self, editing: bool) -> None:
        if editing:
            self.back()
        self.table.setFocus()

    def _keep_cell(self, uid: str, key: str, text: str) -> None:
        self.drafts.keep(uid, {**self.drafts.of(uid), key: text})

    def _cell_saved(self, uid: str, key: str) -> None:
        """Forget what was kept of a cell, which is saved now; what was typed into others stays kept."""
        left = {one: text for one, text in self.drafts.of(uid).items() if one != key}
        if left:
            self.drafts.keep(uid, left)
        else:
            self.drafts.drop(uid)

    def _wanted(self, **changes: Any) -> Wanted:
        return replace(self.model.wanted, **changes)

    def _choose(self, uid: str) -> None:
        row = self.model.row_of(uid)
        if row >= 0:
            self.table.choose_row(row)
        else:
            self._wanted_uid = uid

    def _form_closed(self) -> None:
        self.form.hide()
        self.state_changed.emit(State.EMPTY)
        self.table.setFocus()

    def _form_state(self, state: State) -> None:
        if state is State.DIRTY:
            self._print_when_saved = False  # the save failed, or somebody goes on typing
        self.state_changed.emit(state)

    def _show_drafts(self) -> None:
        self.model.mark_drafts(self.drafts.uids)
        self._draft_bar.setVisible(NEW in self.drafts.uids and (self.shown is None or self._key is not None))

    def _share_width(self) -> None:
        sizes = self._splitter.sizes()
        if sizes[1] == 0 or self.form.width() < 100:
            whole = sum(sizes)
            self._splitter.setSizes([int(whole * 0.53), int(whole * 0.47)])

    # ---- building ----

    def _build(self) -> None:
        self._draft_bar = QFrame()
        self._draft_bar.setProperty("look", "bar")
        row = QHBoxLayout(self._draft_bar)
        row.setContentsMargins(12, 6, 8, 6)
        text = self.tr("One new record was begun and is not saved yet.")
        row.addWidget(label(text, wrap=True), 1)
        row.addWidget(button(self.tr("Go on with it"), self.new))
        self._draft_bar.hide()
        self._stack = QStackedWidget()
        self._stack.addWidget(self.table)
        self._stack.addWidget(self.empty)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._draft_bar)
        column.addWidget(self._stack, 1)
        column.addWidget(self.desk.work)
        column.addWidget(self.desk.line)
        self._splitter = QSplitter(Qt.Orientation.Horizontal)
        self._splitter.setHandleWidth(12)
        self._splitter.setChildrenCollapsible(False)
        self._splitter.addWidget(left)
        left.setMinimumWidth(430)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(16, 14, 16, 12)
        whole.setSpacing(10)
        whole.addWidget(self.top)
        whole.addWidget(self.desk.bar)
        whole.addWidget(self._splitter, 1)

    def _make_form(self) -> RecordForm:
        made = FORMS.get(self.kind.key, RecordForm)(self.context, self.kind, self.drafts, self._splitter)
        made.setMinimumWidth(470)
        made.closed.connect(self._form_closed)
        made.step.connect(self.step)
        made.print_wanted.connect(self.print_shown)
        made.saved.connect(self._saved)
        made.state_changed.connect(self._form_state)
        made.session.shown.connect(self._show_drafts)
        return made

    def _connect(self) -> None:
        self.top.searched.connect(self._searched)
        self.top.deleted_toggled.connect(self._toggle_deleted)
        self.top.new_wanted.connect(self.new)
        self.top.print_wanted.connect(self.print_shown)
        self.top.menu_wanted.connect(self._open_menu)
        self.model.loaded.connect(self._loaded)
        self.empty.query_wanted.connect(self.ask)
        self.empty.new_wanted.connect(self.new)
        self.table.opened.connect(self.open)
        self.table.deleted.connect(self.delete_chosen)
        self.desk.line.delete_wanted.connect(self.delete_chosen)
        self.desk.wanted.connect(self._show)
        self.desk.view_opened.connect(self.open_view)
        self.desk.editing_changed.connect(self._toggle_editing)
        self.desk.writing.kept.connect(self._keep_cell)
        self.desk.writing.cell_saved.connect(self._cell_saved)
        self.desk.bar.removed.connect(self._filter_removed)
        self.drafts.changed.connect(self._show_drafts)
        self.context.bus.changed.connect(self._on_changes)
