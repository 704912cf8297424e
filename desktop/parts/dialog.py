"""The form of one part, or of one record that all offices share, and the desk that opens it: add, open, delete."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from db.catalogue import CHILD_TYPES, SHARED_TYPES, RecordType
from db.catalogue.layout import hangs_on
from db.revisions import RecordKey
from db.store import Changes
from desktop.attachments.panel import AttachmentPanel
from desktop.context import Context
from desktop.forms.drafts import Drafts
from desktop.forms.hint_line import HintLine
from desktop.forms.lock_line import lock_words
from desktop.forms.problem_list import ProblemList
from desktop.forms.session import FormSession, State
from desktop.forms.sheet import FormSheet
from desktop.forms.texts import Texts
from desktop.forms.wording import value_text
from desktop.forms.working import remove, save
from desktop.i18n import moment, tr_db
from desktop.notices import Choice
from desktop.parts.arrangement import inner_kinds
from desktop.parts.section import PartSection
from desktop.parts.words import part_name
from desktop.parts.working import SHARED, Parts, next_number, read_parts, usual_criteria
from desktop.widgets.parts import button, label, line

WIDTH, LOWEST, HIGHEST = 620, 300, 600
INNER = 4  # rows of a part's own parts in sight at once
SAVE, DROP = "save", "drop"
CRITERION = CHILD_TYPES["criterion"]


class PartDialog(QDialog):
    """One part with the same inputs, checks and saving as any record; Enter or Ctrl+S saves and goes back."""

    def __init__(self, context: Context, kind: RecordType, owner: RecordKey, parent: QWidget) -> None:
        super().__init__(parent)
        self._context, self.kind, self._owner = context, kind, owner
        self._field = ""
        self.setWindowTitle(tr_db(kind.label))
        self.sheet = FormSheet(kind, context.mission)
        self.session = FormSession(context, kind, self.sheet, Drafts(context, kind.key, self))
        self.problems = ProblemList(kind, context.mission)
        self.sections = [PartSection(inner, context.mission, INNER) for inner in inner_kinds(kind)]
        self.desk = PartDesk(context, self.sections, self)
        self.desk.serve(self.session, self.sheet)
        self.attached: AttachmentPanel | None = None
        if self.sheet.attached is not None:
            self.attached = AttachmentPanel(context)
            self.sheet.attached.addWidget(self.attached)
        self.hints = HintLine(context, self.session, self.sheet)
        self.hints.jump.connect(self.sheet.focus_field)
        self._build()
        self.session.state_changed.connect(self._show_state)
        self.session.shown.connect(self._show)
        self.session.checked.connect(self.problems.show_problems)
        self.session.saved.connect(self._saved)
        self.problems.jump.connect(self.sheet.focus_field)
        QShortcut(QKeySequence.StandardKey.Save, self, self.save)
        QShortcut(QKeySequence(Qt.Key.Key_F8), self, self.problems.go_to_next)

    # ---- verbs ----

    def open_part(self, uid: str, field: str = "") -> None:
        """Show a part, with the cursor in a field."""
        self._field = field
        self.session.open(RecordKey(self.kind.key, uid))

    def open_new(self, given: Texts) -> None:
        """Show an empty form; `given` is what the person need not say again."""
        # Read after the drafts of this kind: what was begun before stands in the form again.
        self._context.tasks.read(read_parts(self._owner, (self.kind,)), partial(self._begin, given))

    def save(self) -> None:
        """Write what was typed and go back, or go to what must be put right first."""
        if not self.session.changed():
            self.accept()
        elif not self.session.save():
            self.problems.go_to_next()

    def reject(self) -> None:
        """Go back; what was typed is saved or thrown away, as the person says."""
        if self.session.state is not State.DIRTY:
            self.session.leave()
            super().reject()
            return
        choices = (Choice(SAVE, self.tr("Save"), "main"), Choice(DROP, self.tr("Throw away"), "danger"))
        text = self.tr("You can save it, throw it away, or close this question and go on typing.")
        self._context.notices.ask(self.tr("What was typed is not saved yet."), text, choices, self._leave)

    def list_criteria(self) -> None:
        """Write a line for each of the usual criteria into the grid of a cycle, to be weighted."""
        if self.session.key is not None:
            self._context.tasks.write("create", "", usual_criteria(self.session.key))

    # ---- answers ----

    def _begin(self, given: Texts, parts: Parts) -> None:
        fixed = {self.kind.owner: self._owner.uid} if self.kind.owner else {}
        if hangs_on(self.kind) in given:
            fixed[hangs_on(self.kind)] = given[hangs_on(self.kind)]
        known = {key: text for key, text in given.items() if key not in fixed}
        self.session.open_new(fixed, {**next_number(self.kind, parts.of(self.kind)), **known})

    def _leave(self, choice: str) -> None:
        if choice == SAVE:
            self.save()
        elif choice == DROP:
            self.session.throw_away()
            super().reject()

    def _saved(self, key: RecordKey) -> None:
        self.accept()

    def _show(self) -> None:
        view = self.session.view
        if view is None:
            self._title.setText(self.tr("New: {kind}").format(kind=tr_db(self.kind.label)))
            self._about.setText("")
        else:
            self._title.setText(self._name())
            about = self.tr("changed {when} by {who}").format(when=moment(view.changed_at), who=view.changed_by)
            locks = lock_words(self.session.loaded.standing, self._context.mission) if self.session.loaded else ""
            self._about.setText(" · ".join(filter(None, (about, locks))))
        self._about.setVisible(bool(self._about.text()))
        if view is None:
            self.desk.show(None)
        elif self.kind.owner:
            self.desk.show(self._owner, view.key.uid, locked=self.session.apart)
        else:
            self.desk.show(view.key, locked=self.session.apart)
        if self.attached is not None:
            self.attached.show_record(self.session.key, locked=self.session.apart)
        if self.height() == LOWEST:  # as high as what stands in it, once that is known
            self.resize(WIDTH, min(max(self.sizeHint().height(), LOWEST), HIGHEST))
        field, self._field = self._field, ""
        if field in self.sheet.boxes:
            self.sheet.focus_field(field)
        elif not self.sheet.isAncestorOf(self.focusWidget() or self):
            self.sheet.focus_first()

    def _name(self) -> str:
        view = self.session.view
        assert view is not None
        if self.kind.by_name:
            return " · ".join([tr_db(self.kind.label), self.session.title])
        named = self.kind.named_by or self.kind.natural_key or ()
        keys = [key for key in named if key in self.sheet.boxes and not self.kind.by_key[key].links]
        mission = self._context.mission
        told = [value_text(self.kind, key, value, mission) for key in keys if (value := view.values.get(key))]
        return " · ".join([tr_db(self.kind.label), *told])

    def _show_state(self, state: State) -> None:
        self.go.setEnabled(state is not State.SAVING)
        words = {State.DIRTY: self.tr("Not saved yet"), State.SAVING: self.tr("Saving…")}
        self._state.setText(words.get(state, ""))

    # ---- building ----

    def _build(self) -> None:
        self.resize(WIDTH, LOWEST)
        self._title = label("", "heading", wrap=True)
        self._about = label("", "small", wrap=True)
        self._about.hide()
        self._state = label("", "small")
        self.go = button(self.tr("Save"), self.save, "main")
        self.go.setDefault(True)
        self.go.setToolTip(self.tr("Save  Ctrl+S"))
        back = button(self.tr("Back"), self.reject)
        back.setToolTip(self.tr("Back  Esc"))
        head, foot = QVBoxLayout(), QVBoxLayout()
        head.setContentsMargins(18, 0, 14, 0)
        head.setSpacing(2)
        head.addWidget(self._title)
        head.addWidget(self._about)
        foot.setContentsMargins(18, 2, 14, 0)
        foot.setSpacing(8)
        for section in self.sections:
            foot.addWidget(section)
            if section.kind is CRITERION:
                section.put_beside(button(self.tr("List the usual criteria"), self.list_criteria, "link"))
        foot.addWidget(self.problems)
        row = QHBoxLayout()
        row.addWidget(self._state)
        row.addStretch()
        row.addWidget(back)
        row.addWidget(self.go)
        foot.addLayout(row)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 16, 0, 14)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self.hints)
        column.addWidget(self.sheet, 1)
        column.addWidget(line())
        column.addLayout(foot)


def show_form(context: Context, kind: RecordType, owner: RecordKey, parent: QWidget) -> PartDialog:
    """Show the form of a part of `owner` in a dialog over the window of `parent`; what stands in it comes next."""
    dialog = PartDialog(context, kind, owner, parent.window())
    context.notices.show_dialog(dialog)
    return dialog


class PartDesk(QObject):
    """Keeps some sections and the office in step: shows the parts of one record, and does what the sections ask."""

    shown = Signal(object)  # the `Parts`

    def __init__(self, context: Context, sections: Sequence[PartSection], parent: QWidget) -> None:
        super().__init__(parent)
        self._context, self._parent = context, parent
        self.sections = {section.kind.key: section for section in sections}
        self.parts: Parts | None = None
        self._owner: RecordKey | None = None
        self._within, self._locked, self._words = "", False, ""
        self._session: FormSession | None = None
        for section in sections:
            section.add_wanted.connect(self.add)
            section.open_wanted.connect(self.open)
            section.delete_wanted.connect(self.delete)
            section.typed.connect(self.type)
        context.bus.changed.connect(self._on_changes)

    def serve(self, session: FormSession, sheet: FormSheet) -> None:
        """Let the choosers of a form make the shared records that are not there yet."""
        self._session = session
        sheet.new_wanted.connect(self.make_for)

    def make_for(self, field: str) -> PartDialog:
        """Open an empty form for what a field of the form points at, and choose it there once it is saved."""
        assert self._session is not None
        kind = SHARED_TYPES[self._session.kind.by_key[field].links[0]]
        dialog = show_form(self._context, kind, SHARED, self._parent)
        dialog.session.saved.connect(partial(self._session.choose, field))
        dialog.open_new({})
        return dialog

    def show(self, owner: RecordKey | None, within: str = "", locked: bool = False) -> None:
        """Show the parts of a record, or of a part `within` it; of None nothing, for nothing is saved yet."""
        wanted = (owner, within, locked)
        if wanted == (self._owner, self._within, self._locked) and owner is not None:
            return  # the bus says when they change
        if owner != self._owner:
            self.parts = None
        self._owner, self._within, self._locked = wanted
        for section in self.sections.values():
            section.setVisible(owner is not None)
        self._read()

    def search(self, words: str) -> None:
        """Show only the parts in which these words are."""
        self._words = words
        self._read()

    def add(self, kind: RecordType, given: Texts | None = None) -> PartDialog | None:
        """Open an empty form for a part."""
        if self._owner is None or self._locked:
            return None
        whole = {**({hangs_on(kind): self._within} if self._within else {}), **(given or {})}
        dialog = show_form(self._context, kind, self._owner, self._parent)
        dialog.open_new(whole)
        return dialog

    def open(self, kind: RecordType, uid: str, field: str = "") -> PartDialog | None:
        """Open the form of a part, with the cursor in a field."""
        if self._owner is None:
            return None
        dialog = show_form(self._context, kind, self._owner, self._parent)
        dialog.open_part(uid, field)
        return dialog

    def delete(self, kind: RecordType, uid: str, reason: str = "") -> None:
        """Delete a part; it can be undone, so nobody is asked. One that breaks a rule needs a reason."""
        row = next((row for row in self.parts.of(kind) if row.uid == uid), None) if self.parts is not None else None
        if row is None or self.parts is None:
            return
        name = part_name(kind, row, self._context.mission, self.parts.called)
        work = remove(RecordKey(kind.key, uid), reason)
        done, again = partial(self._deleted, name), partial(self.delete, kind, uid)
        self._context.tasks.write("delete", reason, work, done, again=again)

    def type(self, kind: RecordType, uid: str, field: str, text: str, reason: str = "") -> None:
        """Save what was typed into a cell."""
        work = save(kind, RecordKey(kind.key, uid), {field: text}, reason)
        self._context.tasks.write("save", reason, work, again=partial(self.type, kind, uid, field, text))

    def _deleted(self, name: str, _: RecordKey) -> None:
        self._context.notices.say(self.tr("Deleted {name}").format(name=name), undo=True)

    def _read(self) -> None:
        if self._owner is not None and self.sections:
            kinds = [section.kind for section in self.sections.values()]
            self._context.tasks.read(read_parts(self._owner, kinds, self._words), self._take)

    def _take(self, parts: Parts) -> None:
        if parts.owner != self._owner:
            return
        self.parts = parts
        for section in self.sections.values():
            section.show_rows(parts.of(section.kind, self._within), parts.called, self._locked)
        self.shown.emit(parts)

    def _on_changes(self, changes: Changes) -> None:
        everything = any(not record.uid for record in changes.records)
        if everything or changes.touches(*CHILD_TYPES, *SHARED_TYPES):
            self._read()
