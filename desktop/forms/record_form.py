"""The form beside the list: what the record is called, its page of inputs, its problems, and what can be done."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from db.catalogue import RecordType
from db.errors import Problem
from db.revisions import RecordKey
from desktop.attachments.panel import AttachmentPanel
from desktop.context import Context
from desktop.forms.drafts import NEW, Drafts
from desktop.forms.hint_line import HintLine
from desktop.forms.lock_line import LockLine
from desktop.forms.problem_list import ProblemList
from desktop.forms.session import FormSession, State
from desktop.forms.sheet import FormSheet
from desktop.forms.twin_line import TwinLine
from desktop.forms.working import bring_back, go_back, say_again
from desktop.i18n import moment, tr_db
from desktop.parts.panel import PartsPanel
from desktop.theme import mark
from desktop.widgets.parts import button, in_order, label, line, tool_button
from desktop.widgets.tabs import Tabs

FORM, PARTS = "form", "parts"


class RecordForm(QFrame):
    """One record of a register."""

    state_changed = Signal(object)
    saved = Signal(object)
    closed = Signal()
    step = Signal(object)  # +1: the next record of the list, -1: the one before
    print_wanted = Signal()

    def __init__(self, context: Context, kind: RecordType, drafts: Drafts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.hide()
        self._context, self._kind, self._drafts = context, kind, drafts
        self.setProperty("look", "card")
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 14, 1, 10)
        column.setSpacing(8)
        column.addLayout(self._header())
        column.addWidget(self._deleted_bar())
        self.locks = LockLine(context)
        column.addWidget(self.locks)
        self.twins = TwinLine(context, kind)
        column.addWidget(self.twins)
        self.above = QVBoxLayout()  # for what a form of its own shows above the fields
        column.addLayout(self.above)
        self.tabs = Tabs(parent=self)
        column.addWidget(self.tabs, 1)
        form, parts = self.tabs.room(FORM, self.tr("Form")), self.tabs.room(PARTS, self.tr("Parts"))
        self.sheet = FormSheet(kind, context.mission, form.parentWidget())
        form.addWidget(self.sheet)
        self.session = FormSession(context, kind, self.sheet, drafts)
        self.attached = AttachmentPanel(context)
        if self.sheet.attached is not None:
            self.sheet.attached.addWidget(self.attached)
        self.problems = ProblemList(kind, context.mission)
        self.parts = PartsPanel(context, kind, parts.parentWidget())
        self.parts.desk.serve(self.session, self.sheet)
        parts.addWidget(self.parts)
        self.hints = HintLine(context, self.session, self.sheet)
        self.hints.jump.connect(self.go_to_field)
        self.above.addWidget(self.hints)
        in_order(self.twins, self.hints.go, self.hints.leave)
        column.addWidget(line())
        column.addLayout(self._footer())
        self.session.state_changed.connect(self._show_state)
        self.session.shown.connect(self._show_header)
        self.session.checked.connect(self._show_problems)
        self.session.saved.connect(self.saved)
        self.sheet.history.value_wanted.connect(self._say_again)
        self.sheet.history.moment_wanted.connect(self._go_back)
        self.problems.jump.connect(self.go_to_field)
        self.parts.counted.connect(self._show_count)
        self._drafts.changed.connect(self._show_header)

    # ---- verbs ----

    def open(self, key: RecordKey) -> None:
        """Show a record."""
        self.session.open(key)

    def open_new(self) -> None:
        """Show an empty form."""
        self.tabs.choose(FORM)
        self.session.open_new()

    def save(self) -> None:
        """Write what was typed, or go to what must be put right first."""
        if not self.session.save():
            self._context.notices.say(self.tr("Not saved yet: put right what is marked."))
            self.problems.go_to_next()

    def next_problem(self) -> None:
        """Go to the next problem."""
        if not self.problems.go_to_next():
            self._context.notices.say(self.tr("No problems in this record."))

    def go_to_field(self, key: str) -> None:
        """Bring a field into sight and put the cursor into it."""
        self.tabs.choose(FORM)
        self.sheet.focus_field(key)

    def throw_away(self) -> None:
        """Forget what was typed."""
        self.session.throw_away()
        if self.session.key is None:
            self.close_form()

    def close_form(self) -> None:
        """Put the record away."""
        self.session.close()
        self.closed.emit()

    # ---- what is shown ----

    def _show_header(self) -> None:
        view, session = self.session.view, self.session
        new = self.tr("New: {kind}").format(kind=tr_db(self._kind.label))
        title = session.title or (view.ref if view else new)
        self._title.setText(title)
        if view is None:
            self._about.setText(self.tr("It gets its reference number when it is saved."))
        else:
            about = self.tr("{ref} · changed {when} by {who}")
            self._about.setText(about.format(ref=view.ref, when=moment(view.changed_at), who=view.changed_by))
        deleted = bool(view and view.deleted)
        self._deleted.setVisible(deleted)
        self._save.setVisible(not session.locked)
        self._print.setEnabled(view is not None)
        self.attached.show_record(session.key, locked=session.apart)
        self.parts.show_record(view.key if view is not None else None, session.apart)
        self._show_locks()
        self._show_discard()

    def _show_state(self, state: State) -> None:
        words = {
            State.EMPTY: "",
            State.CLEAN: self.tr("Saved") if self.session.view else "",
            State.DIRTY: self.tr("Not saved yet"),
            State.SAVING: self.tr("Saving…"),
        }
        self._state.setText(words[state])
        mark(self._state, look="good" if state is State.CLEAN else "small")
        self._save.setEnabled(state is State.DIRTY)
        self._show_discard()
        self._show_locks()
        self.state_changed.emit(state)

    def _show_locks(self) -> None:
        session, loaded = self.session, self.session.loaded
        if loaded is None or loaded.view.deleted:
            self.locks.show_nothing()
            return
        dirty = session.state is not State.CLEAN
        told = {"role": loaded.role, "dirty": dirty, "kept": bool(loaded.kept)}
        self.locks.show_standing(session.key, loaded.standing, **told)

    def _show_count(self, number: int) -> None:
        self.tabs.count(PARTS, number)

    def _show_discard(self) -> None:
        uid = self.session.key.uid if self.session.key else NEW
        kept = uid in self._drafts.uids or self.session.key is None
        self._discard.setVisible(self.session.state is State.DIRTY and kept)

    def _show_problems(self, problems: list[Problem]) -> None:
        self.problems.show_problems(problems)
        if self.session.state is not State.EMPTY and self.session.title:
            self._title.setText(self.session.title)
        if self.session.state is State.DIRTY:
            self.twins.look_for(self.sheet.texts(), self.session.key.uid if self.session.key else "")
        else:
            self.twins.clear()

    def _restore(self) -> None:
        self._bring_back("")

    def _bring_back(self, reason: str) -> None:
        key, view = self.session.key, self.session.view
        if key is not None and view is not None:
            work = bring_back(key, reason)
            self._context.tasks.write("restore", reason, work, self._restored, again=self._bring_back)

    def _restored(self, key: RecordKey) -> None:
        self._context.notices.say(self.tr("Restored."), undo=True)
        self.open(key)

    def _say_again(self, revision: str, unit: str, reason: str = "") -> None:
        again = partial(self._say_again, revision, unit)
        work = say_again(revision, unit, reason)
        self._context.tasks.write("rewind", reason, work, self._rewound, again=again)

    def _go_back(self, revision: str, reason: str = "") -> None:
        key = self.session.key
        if key is not None:
            work, again = go_back(key, revision, reason), partial(self._go_back, revision)
            self._context.tasks.write("rewind", reason, work, self._rewound, again=again)

    def _rewound(self, _: RecordKey) -> None:
        self._context.notices.say(self.tr("Brought back."), undo=True)

    def _previous(self) -> None:
        self.step.emit(-1)

    def _next(self) -> None:
        self.step.emit(1)

    # ---- building ----

    def _header(self) -> QHBoxLayout:
        self._title = label("", "heading", wrap=True)
        self._about = label("", "small", wrap=True)
        self._state = label("", "small")
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._title)
        words.addWidget(self._about)
        row = QHBoxLayout()
        row.setContentsMargins(18, 0, 10, 0)
        row.setSpacing(8)
        row.addLayout(words, 1)
        row.addWidget(self._state, 0, Qt.AlignmentFlag.AlignTop)
        close = tool_button(self.tr("Back to the list  Esc"), "close", self.close_form)
        row.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)
        return row

    def _deleted_bar(self) -> QWidget:
        self._deleted = QFrame()
        self._deleted.setProperty("look", "bar")
        row = QHBoxLayout(self._deleted)
        row.setContentsMargins(18, 6, 12, 6)
        row.addWidget(label(self.tr("This record is deleted. Its values and history are kept."), wrap=True), 1)
        row.addWidget(button(self.tr("Restore"), self._restore, "", "restore"))
        self._deleted.hide()
        return self._deleted

    def _footer(self) -> QVBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(6)
        self._save = button(self.tr("Save"), self.save, "main")
        self._save.setToolTip(self.tr("Save  Ctrl+S"))
        self._discard = button(self.tr("Throw away"), self.throw_away, "danger")
        self._discard.setToolTip(self.tr("Forget what was typed and is not saved"))
        self._discard.hide()
        self._print = tool_button(self.tr("Print a summary  Ctrl+P"), "print", self.print_wanted)
        row.addWidget(self._save)
        row.addWidget(self._discard)
        for made in self.locks.buttons:
            row.addWidget(made)
        row.addStretch()
        row.addWidget(self._print)
        row.addWidget(tool_button(self.tr("Record before  Ctrl+Up"), "up", self._previous))
        row.addWidget(tool_button(self.tr("Next record  Ctrl+Down"), "down", self._next))
        column = QVBoxLayout()
        column.setContentsMargins(18, 2, 12, 0)
        column.setSpacing(6)
        column.addWidget(self.problems)
        column.addLayout(row)
        return column
