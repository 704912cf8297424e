"""Conflicts: the list of what sides disagree about, and the chosen one with everything one needs to decide it."""

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from db.catalogue import RECORD_TYPES
from db.records import Conflict, SameSide, resolve, take_same_side, told_conflicts
from db.revisions import Json, RecordKey
from db.store import Changes, Reading, Write
from desktop.conflicts.comparing import Comparison, compared
from desktop.conflicts.model import ConflictModel
from desktop.conflicts.pane import ConflictPane
from desktop.conflicts.rule import SameSideDialog
from desktop.conflicts.table import ConflictTable
from desktop.conflicts.words import field_of, fields_of, is_text, number_of
from desktop.context import Context
from desktop.forms.drafts import Drafts
from desktop.forms.editors import Options, later
from desktop.forms.working import link_options
from desktop.i18n import counted, number
from desktop.tasks import Failure, Ticket
from desktop.widgets.empty import EmptyState
from desktop.widgets.parts import beside_title, button, label

KEEP_AFTER = 2000  # milliseconds after the first key that is not kept yet
_DRAFTS = "conflict"


class ConflictsPage(QWidget):
    """The conflict desk."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.setObjectName("page")
        self._context = context
        self._row = 0  # where the next conflict is looked for when the chosen one is decided
        self._busy = False  # a decision is under way: a second key press must not decide the next conflict unseen
        self._undone = False  # an undo was just told of: what it brings back is what one wants to see
        self._known: set[tuple[RecordKey, str]] = set()
        self._typed = False  # and not kept yet
        self._comparing: Ticket | None = None
        self.drafts = Drafts(context, _DRAFTS, self)
        self.model = ConflictModel(context.mission, self)
        self.table = ConflictTable(self.model)
        self.pane = ConflictPane(context.mission)
        self.empty = EmptyState()
        self.count = beside_title()
        self.rule = button(self.tr("Take the same side for all…"), self.ask_rule)
        self._keep_soon = later(self, KEEP_AFTER)
        self._keep_soon.timeout.connect(self._keep)
        context.bus.keep_wanted.connect(self._keep)
        self._build()
        self.table.chosen.connect(self._choose)
        self.pane.side_taken.connect(self.take_side)
        self.pane.value_taken.connect(self._take_value)
        self.pane.edited.connect(self._edited)
        self.pane.record_wanted.connect(self.open_record)
        context.bus.changed.connect(self._on_changes)
        self.setFocusProxy(self.table)
        self._read()

    # ---- verbs ----

    def take_side(self, number: int) -> None:
        """Take the value of a card."""
        one = self.pane.conflict
        if one is not None and 0 < number <= len(one.sides):
            self._decide(one, one.sides[number - 1][0].value)

    def ask_rule(self) -> None:
        """Ask whose side is to be taken in many conflicts."""
        one = self.pane.conflict
        dialog = SameSideDialog(
            self.model.conflicts, one.field if one else "", self._context.mission, self._context.notices.window
        )
        dialog.agreed.connect(self._take_rule)
        self._context.notices.show_dialog(dialog)

    def open_record(self) -> None:
        """Show the record in its register."""
        if self.pane.conflict is not None:
            self._context.bus.wanted.emit(self.pane.conflict.owner)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the card of a figure."""
        if event.text() in tuple("123456789") and event.modifiers() in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
        ):
            self.take_side(int(event.text()))
        else:
            super().keyPressEvent(event)

    # ---- deciding ----

    def _take_value(self, value: Json) -> None:
        if self.pane.conflict is not None:
            self._decide(self.pane.conflict, value)

    def _decide(self, one: Conflict, value: Json) -> None:
        if self._busy:
            return
        self._busy = True
        done = partial(self._decided, one)
        self._context.tasks.write("resolve", self.pane.why.text().strip(), _deciding(one, value), done, self._failed)

    def _decided(self, one: Conflict, _: object) -> None:
        self._drop_draft(one)
        text = self.tr("Decided: {field} of {record}").format(
            field=field_of(one, self._context.mission), record=number_of(one)
        )
        self._context.notices.say(text, undo=True)
        self.table.setFocus()

    def _take_rule(self, shown: list[Conflict], office: str, field: str, why: str) -> None:
        if self._busy:
            return
        self._busy = True

        def work(write: Write) -> SameSide:
            return take_same_side(write, office, field, seen=shown)

        self._context.tasks.write("resolve", why, work, self._ruled, self._failed)

    def _ruled(self, side: SameSide) -> None:
        text = counted(len(side.taken), self.tr("1 conflict decided"), self.tr("{count} conflicts decided"))
        self._context.notices.say(text, undo=True)
        self.table.setFocus()
        self._read()

    def _failed(self, error: Failure) -> None:
        self._context.notices.problem(error)
        self._read()

    # ---- what is shown ----

    def _on_changes(self, changes: Changes) -> None:
        if changes.records:
            self._undone = changes.kind == "undo"
            self._read()

    def _read(self) -> None:
        self._context.tasks.read(told_conflicts, self._show)

    def _show(self, found: list[Conflict]) -> None:
        self._busy = False
        shown = self.pane.conflict
        back = [one for one in found if self._undone and (one.key, one.unit) not in self._known]
        self._undone = False
        self._known = {(one.key, one.unit) for one in found}
        self._keep()
        self.model.show(found)
        self.count.setText(number(len(found)))
        self._splitter.setVisible(bool(found))
        self.rule.setVisible(bool(found))
        self._hint.setVisible(bool(found))
        self.empty.setVisible(not found)
        if not found:
            self.pane.conflict = None
            return
        row = self.model.row_of(shown.key, shown.unit) if shown else -1
        if row < 0:
            row = min(self._row, len(found) - 1)
        if len(back) == 1:
            row = found.index(back[0])
        self.table.selectRow(row)
        self._choose(row)

    def _choose(self, row: int) -> None:
        if not 0 <= row < len(self.model.conflicts):
            return
        self._row = row
        one = self.model.conflicts[row]
        if one == self.pane.conflict:
            return
        self._keep()
        if self._comparing is not None:
            self._comparing.drop()
            self._comparing = None
        self.pane.show_conflict(one, self.drafts.of(one.key.uid))
        kind = RECORD_TYPES.get(one.key.type)
        if kind is not None and any(field.links for field in fields_of(one)):
            self._context.tasks.read(link_options(kind), partial(self._offer, one))
        if is_text(one):
            self._comparing = self._context.tasks.read(_comparing(one), self._compared)

    def _offer(self, one: Conflict, options: Mapping[str, Options]) -> None:
        if self.pane.conflict == one and self.pane.answer is not None:
            self.pane.answer.offer(options)

    def _compared(self, found: Comparison) -> None:
        self._comparing = None
        self.pane.show_comparison(found)

    # ---- what is typed ----

    def _edited(self) -> None:
        self._typed = True
        if not self._keep_soon.isActive():
            self._keep_soon.start()

    def _keep(self) -> None:
        """Keep what was typed for the conflict that is shown, so that neither a crash nor a look elsewhere loses it."""
        one, answer = self.pane.conflict, self.pane.answer
        if not self._typed or one is None or answer is None:
            return
        self._typed = False
        self._keep_soon.stop()
        self.drafts.keep(one.key.uid, {**self.drafts.of(one.key.uid), **answer.texts()})

    def _drop_draft(self, one: Conflict) -> None:
        self._typed = False
        self._keep_soon.stop()
        fields = self.pane.answer.texts() if self.pane.answer is not None else {}
        left = {key: text for key, text in self.drafts.of(one.key.uid).items() if key not in fields}
        if left:
            self.drafts.keep(one.key.uid, left)
        else:
            self.drafts.drop(one.key.uid)

    # ---- building ----

    def _build(self) -> None:
        head = QHBoxLayout()
        head.addWidget(label(self.tr("Conflicts"), "title"))
        head.addWidget(self.count)
        head.addStretch()
        head.addWidget(self.rule)
        text = self.tr("Up and Down choose a conflict, 1, 2 and 3 take a card, Ctrl+Z takes it back.")
        self.empty.say(
            self.tr("No conflicts"),
            self.tr(
                "When two people change the same field of a record before they hear of each other, both values are "
                "kept and wait here until somebody chooses. A record deleted in one place and changed in another waits "
                "here too. There is nothing to decide now."
            ),
        )
        self._splitter = QSplitter(Qt.Orientation.Horizontal)
        self._splitter.setHandleWidth(12)
        self._splitter.setChildrenCollapsible(False)
        self._splitter.addWidget(self.table)
        self._splitter.addWidget(self.pane)
        self.table.setMinimumWidth(320)
        self.pane.setMinimumWidth(470)
        self._splitter.setSizes([360, 640])
        self._splitter.setStretchFactor(0, 2)
        self._splitter.setStretchFactor(1, 3)
        self._hint = label(text, "muted", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 12)
        column.setSpacing(12)
        column.addLayout(head)
        column.addWidget(self._hint)
        column.addWidget(self._splitter, 1)
        column.addWidget(self.empty, 1)
        self.empty.hide()


def _deciding(one: Conflict, value: Json) -> Callable[[Write], RecordKey]:
    def work(write: Write) -> RecordKey:
        return resolve(write, one.key, one.unit, value=value, seen=one)

    return work


def _comparing(one: Conflict) -> Callable[[Reading], Comparison]:
    """Compare off the main thread: a long report takes a while."""

    def work(reading: Reading) -> Comparison:
        return compared(one)

    return work
