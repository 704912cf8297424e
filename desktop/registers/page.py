"""One register: the list, and beside it the form of the chosen record."""

from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from db.catalogue import CHILD_TYPES, Code, RecordType
from db.records import SavedView, Wanted
from db.revisions import RecordKey
from db.search.filters import nearest_place
from db.search.query import without, written
from db.store import Changes
from desktop.context import Context
from desktop.events.form import EventForm
from desktop.forms.drafts import NEW, Drafts
from desktop.forms.record_form import RecordForm
from desktop.forms.session import State
from desktop.forms.working import remove
from desktop.i18n import tr_db
from desktop.projects.form import ProjectForm
from desktop.registers.desk import ListDesk
from desktop.registers.model import RegisterModel
from desktop.registers.source import OfficeSource
from desktop.registers.table import RegisterTable
from desktop.registers.top_bar import TopBar
from desktop.widgets.empty import EmptyState
from desktop.widgets.parts import button, in_order, label

LIST, EMPTY = 0, 1
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
        self._near: Code | None = None  # the place that may have been meant
        self._wanted_uid = ""  # a record to make current when the list has it
        self.top = TopBar(kind, context.mission)
        self.model = RegisterModel(OfficeSource(context.tasks, kind.key), kind, context.mission, self)
        self.table = RegisterTable(kind, context.mission)
        self.table.setModel(self.model)
        self.table.setAccessibleName(tr_db(kind.plural))
        self.desk = ListDesk(context, kind, self.model, self.table, self)
        self.empty = EmptyState(self._help)
        self.form = FORMS.get(kind.key, RecordForm)(context, kind, self.drafts)
        self.form.hide()
        self._build()
        self._connect()
        self.setFocusProxy(self.table)
        if context.views.ready:
            self._begin()
        else:
            context.views.changed.connect(self._begin, Qt.ConnectionType.SingleShotConnection)

    # ---- verbs of the window ----

    def new(self) -> None:
        """Begin a new record."""
        self.form.show()
        self._share_width()
        self.form.open_new()

    def save(self) -> None:
        """Write what was typed."""
        if not self.form.isHidden():
            self.form.save()

    def search(self) -> None:
        """Put the cursor into the search box."""
        self.top.search.begin()

    def step(self, by: int) -> None:
        """Open the next record of the list, or the one before."""
        key = self.form.session.key
        row = self.model.row_of(key.uid) if key and not self.form.isHidden() else self.table.currentIndex().row()
        row = max(0, row + by) if row >= 0 else 0
        while not (target := self.model.uid_at(row)) and 0 <= row + by < self.model.rowCount():
            row += by  # over the head of a group
        if target:
            self.open(target)

    def back(self) -> None:
        """Put the form away and go back to the list."""
        if not self.form.isHidden():
            self.form.close_form()

    def print_shown(self) -> None:
        """Print a summary of the open record, of the current one or of those chosen; what was typed is saved first."""
        if self.state is State.DIRTY:
            self.save()
            self._print_when_saved = self.state is State.SAVING
            return
        if self.form.isHidden() and len(self.table.uids) > 1:
            self.desk.print_summaries()
            return
        key = self.form.session.key if not self.form.isHidden() else None
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

    def delete(self, uid: str) -> None:
        """Delete a record; it can be undone, so nobody is asked."""
        key = self.form.session.key
        if not uid or self.top.deleted.isChecked():
            return
        if key and key.uid == uid:
            self.form.session.leave()
        row = self.model.row_of(uid)
        line = self.model.row_at(row) if row >= 0 else None
        name = line.ref if line is not None else ""
        done = partial(self._deleted, name, self.model.uid_at(row + 1) or self.model.uid_at(row - 1))
        self.context.tasks.write("delete", "", remove(RecordKey(self.kind.key, uid)), done)

    @property
    def state(self) -> State:
        """What is true of the open record."""
        return self.form.session.state if not self.form.isHidden() else State.EMPTY

    def leave(self) -> None:
        """Save what can be saved before another page is shown or the window closes."""
        self.form.session.settle()
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
        chosen = self._wanted_uid or (self.form.session.key.uid if self.form.session.key else "")
        row = self.model.row_of(chosen)
        if row >= 0:
            self._wanted_uid = ""
            self.table.choose_row(row)

    def _show_count(self) -> None:
        here = len(self.model.found.uids)
        self.top.show_count(here, self._all if not self.model.wanted.deleted else here)

    def _show_empty(self) -> None:
        empty = self.model.ready and self.model.rowCount() == 0
        self._stack.setCurrentIndex(EMPTY if empty else LIST)
        self._near = None
        if not empty:
            return
        things = tr_db(self.kind.plural).lower()
        wanted = self.model.wanted
        if wanted.query:
            heading = self.tr("Nothing matches “{query}”").format(query=wanted.query)
            near = nearest_place(wanted.query, self.context.mission)
            if near:
                self._near = near
                text = self.tr("No word begins like that. A place has a name much like it.")
                self.empty.say(heading, text, self.tr("Search in {place}").format(place=near.label()))
            else:
                text = self.tr("Use fewer words, or the beginning of one. Accents and scripts do not matter.")
                self.empty.say(heading, text)
        elif wanted.deleted:
            text = self.tr("What is deleted can be looked at and restored here.")
            self.empty.say(self.tr("No deleted {things}").format(things=things), text)
        else:
            text = self.tr("Enter the first one here, or bring in a tracker with Import.")
            self.empty.say(self.tr("No {things} yet").format(things=things), text, self.top.new.text())

    def _help(self) -> None:
        """Do what the empty list offers: search in the place that was meant, or begin the first record."""
        if self._near is not None:
            self.ask(written("place", self._near.code))
        else:
            self.new()

    def _deleted(self, name: str, neighbour: str, key: RecordKey) -> None:
        self.drafts.drop(key.uid)
        self.context.notices.say(self.tr("Deleted {name}").format(name=name), undo=True)
        current = self.form.session.key
        if current is not None and current.uid == key.uid:
            self.back()
        self._wanted_uid = neighbour
        self.table.setFocus()

    def _saved(self, key: RecordKey) -> None:
        if self.form.session.key == key or self.form.session.key is None:
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
        self._draft_bar.setVisible(
            NEW in self.drafts.uids and (self.form.isHidden() or self.form.session.key is not None)
        )

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
        self._splitter.addWidget(self.form)
        left.setMinimumWidth(430)
        self.form.setMinimumWidth(470)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(16, 14, 16, 12)
        whole.setSpacing(10)
        whole.addWidget(self.top)
        whole.addWidget(self.desk.bar)
        whole.addWidget(self._splitter, 1)

    def _connect(self) -> None:
        self.top.searched.connect(self._searched)
        self.top.deleted_toggled.connect(self._toggle_deleted)
        self.top.new_wanted.connect(self.new)
        self.top.print_wanted.connect(self.print_shown)
        self.top.menu_wanted.connect(self._open_menu)
        self.model.loaded.connect(self._loaded)
        self.table.opened.connect(self.open)
        self.table.deleted.connect(self.delete_chosen)
        self.desk.line.delete_wanted.connect(self.delete_chosen)
        self.desk.wanted.connect(self._show)
        self.desk.view_opened.connect(self.open_view)
        self.desk.editing_changed.connect(self._toggle_editing)
        self.desk.writing.kept.connect(self._keep_cell)
        self.desk.bar.removed.connect(self._filter_removed)
        self.form.closed.connect(self._form_closed)
        self.form.step.connect(self.step)
        self.form.print_wanted.connect(self.print_shown)
        self.form.saved.connect(self._saved)
        self.form.state_changed.connect(self._form_state)
        self.form.session.shown.connect(self._show_drafts)
        self.drafts.changed.connect(self._show_drafts)
        self.context.bus.changed.connect(self._on_changes)
