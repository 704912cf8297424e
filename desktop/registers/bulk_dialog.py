"""One value for many records: choose the field, see what would happen, then do it."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QDialog, QHBoxLayout, QHeaderView, QLineEdit, QVBoxLayout, QWidget

from db.catalogue import Field, RecordType
from db.errors import KnownError
from db.records import BulkPlan, changing, do_bulk, plan_bulk
from db.store import Changes
from desktop.context import Context
from desktop.forms.editors import Editor
from desktop.forms.field_box import make_editor
from desktop.i18n import counted, sentence, tr_db
from desktop.projects.words import problems_text
from desktop.tasks import Failure
from desktop.wheel_guard import guard
from desktop.widgets.grid import Grid
from desktop.widgets.parts import add_named, button, in_order, label, last_row
from desktop.widgets.working import WorkBar

TOLD = 200  # records named that cannot be changed


class BulkDialog(QDialog):
    """The field, the value, the plan, and one button that does what the plan says."""

    done_with = Signal(object)  # the `Changes`

    def __init__(self, context: Context, kind: RecordType, uids: Sequence[str]) -> None:
        super().__init__(context.notices.window)
        self._context, self._kind, self._uids = context, kind, list(uids)
        self.plan: BulkPlan | None = None
        self.editor: Editor | None = None
        self.setWindowTitle(self.tr("Change many records"))
        self.setMinimumWidth(560)
        self.field = QComboBox()
        self.field.setAccessibleName(self.tr("Field"))
        self.field.setMaxVisibleItems(20)
        guard(self.field)
        for field in changeable(kind):
            self.field.addItem(tr_db(field.label), field.key)
        self.field.activated.connect(self._choose_field)
        self._value = QVBoxLayout()
        self.said = label("", "muted", wrap=True)
        self.reason = QLineEdit()
        self.reason.setMaxLength(500)
        self.reason.setPlaceholderText(self.tr("It stays on file with each of them, and is printed"))
        self.reason.textEdited.connect(self._show_verb)
        self._why = QWidget()
        why = QVBoxLayout(self._why)
        why.setContentsMargins(0, 0, 0, 0)
        add_named(why, self.tr("Reason for those that want one"), self.reason)
        self._why.hide()
        self.refused = Grid((self.tr("Ref"), self.tr("Title"), self.tr("Why not, or only with a reason")), wide=2)
        self.refused.setAccessibleName(self.tr("Records that cannot be changed so, or only with a reason"))
        self.refused.setWordWrap(True)  # a reason is read, not guessed
        self.refused.horizontalHeader().setSectionResizeMode(1, QHeaderView.ResizeMode.Interactive)
        self.refused.setColumnWidth(1, 170)
        self.refused.hide()
        self.work = WorkBar(cancel=False)
        self.look = button(self.tr("Show what would change"), self.make_plan)
        self.go = button("", self.apply, "main")
        self.go.hide()
        self._build()
        self._choose_field()

    def choose(self, key: str, text: str) -> None:
        """Choose a field and its value."""
        self.field.setCurrentIndex(self.field.findData(key))
        self._choose_field()
        if self.editor is not None:
            self.editor.set_text(text)

    def make_plan(self) -> None:
        """Find out what would change; nothing is written."""
        self._start()
        verb, office, uids = changing(self._raw()), self._context.office, self._uids

        def work(progress):
            return plan_bulk(office, uids, verb, progress)

        self.work.run(self._context.tasks, self.tr("Looking…"), work, self._planned, self._failed)

    def apply(self) -> None:
        """Change what the plan says, as one gesture."""
        if self.plan is None:
            return
        self._start()
        verb, office, reason = changing(self._raw()), self._context.office, self._given
        uids = self._changing

        def work(progress):
            return do_bulk(office, uids, verb, progress=progress, reason=reason)

        self.work.run(self._context.tasks, self.tr("Changing…"), work, self._done, self._failed)

    def reject(self) -> None:
        """Stop what is under way, else go away."""
        if not self.work.ask_to_stop():
            super().reject()

    @property
    def _given(self) -> str:
        """The reason, where the plan asks for one."""
        return self.reason.text().strip() if self.plan and self.plan.asking else ""

    @property
    def _changing(self) -> list[str]:
        """What changes now: with a reason also what wants one."""
        plan = self.plan
        return [*plan.change, *(one.uid for one in plan.asking if self._given)] if plan else []

    def _raw(self) -> dict[str, object]:
        return {str(self.field.currentData()): self.editor.text() if self.editor else ""}

    def _choose_field(self) -> None:
        if self.editor is not None:
            self._value.removeWidget(self.editor)
            self.editor.hide()
            self.editor.deleteLater()
        field = self._kind.by_key[str(self.field.currentData())]
        self.editor = make_editor(field, self._context.mission)
        self.editor.set_name(self.tr("New value"), tr_db(field.help))
        self.editor.edited.connect(self._forget_plan)
        self._value.addWidget(self.editor)
        in_order(self.field, self.editor.inner)
        self._forget_plan()

    def _forget_plan(self) -> None:
        self.plan = None
        self.go.hide()
        self.refused.hide()
        self._why.hide()
        self.look.setEnabled(True)
        chosen = counted(len(self._uids), self.tr("1 record is chosen."), self.tr("{count} records are chosen."))
        rest = self.tr("Nothing changes before you have seen the plan; one undo takes it back.")
        self.said.setText(f"{chosen} {rest}")

    def _start(self) -> None:
        self.said.clear()
        self.look.setEnabled(False)
        self.go.setEnabled(False)

    def _planned(self, plan: BulkPlan) -> None:
        self.plan = plan
        change, same, asking, refused = len(plan.change), plan.same, len(plan.asking), len(plan.refused)
        parts = [counted(change, self.tr("1 record changes."), self.tr("{count} records change."))]
        if same:
            one = self.tr("1 has this value already.")
            parts.append(counted(same, one, self.tr("{count} have this value already.")))
        if asking:
            one = self.tr("1 changes only if you say why.")
            parts.append(counted(asking, one, self.tr("{count} change only if you say why.")))
        if refused:
            one = self.tr("1 cannot be changed so and stays as it is:")
            parts.append(counted(refused, one, self.tr("{count} cannot be changed so and stay as they are:")))
        self.said.setText(" ".join(parts))
        listed = (*plan.asking, *plan.refused)
        self.refused.show_rows([(one.ref, one.title, self._told(one.error)) for one in listed[:TOLD]])
        self.refused.setVisible(bool(listed))
        self.refused.resizeRowsToContents()
        self._why.setVisible(bool(plan.asking))
        self._show_verb()
        (self.reason if plan.asking else self.go).setFocus()
        if listed:
            self.resize(max(self.width(), 680), max(self.height(), 460))

    def _show_verb(self) -> None:
        count = len(self._changing)
        self.go.setText(counted(count, self.tr("Change 1 record"), self.tr("Change {count} records")))
        self.go.setVisible(bool(self.plan and (self.plan.change or self.plan.asking)))
        self.go.setEnabled(bool(count))

    def _told(self, error: KnownError) -> str:
        """Return why one record refuses: of a sentence about it only what is wrong."""
        return problems_text(self._context.mission, error, self._kind) or sentence(error)

    def _done(self, changes: Changes) -> None:
        self.done_with.emit(changes)
        self.accept()

    def _failed(self, error: Failure) -> None:
        self._forget_plan()
        self._context.notices.problem(error)

    def _build(self) -> None:
        form = QHBoxLayout()
        form.setSpacing(12)
        for name, inner in ((self.tr("Field"), self.field), (self.tr("New value"), self._value)):
            part = QVBoxLayout()
            part.setSpacing(4)
            part.addWidget(label(name, "label"))
            if isinstance(inner, QWidget):
                part.addWidget(inner)
            else:
                part.addLayout(inner)
            form.addLayout(part, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(22, 20, 22, 18)
        column.setSpacing(12)
        column.addWidget(label(self.tr("Change many records"), "heading"))
        column.addLayout(form)
        column.addWidget(self.said)
        column.addWidget(self.work)
        column.addWidget(self._why)
        column.addWidget(self.refused, 1)
        column.addStretch()
        column.addLayout(last_row(self, self.go, self.look))
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)


def changeable(kind: RecordType) -> list[Field]:
    """Return the fields that many records can be given at once: what people set, but no links and no titles."""
    return [
        field
        for field in kind.fields
        if field.editable and not field.links and not field.choices_by and not field.language
    ]
