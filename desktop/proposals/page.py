"""Hand edits: what colleagues changed in the cells of parcels, until somebody takes or refuses it."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QSplitter, QVBoxLayout, QWidget

from db.parcels import Reviewed, refuse, review, take
from db.store import Changes, Reading, Write
from desktop.bus import DECISIONS
from desktop.context import Context
from desktop.i18n import number
from desktop.proposals.model import ProposalModel
from desktop.proposals.pane import ProposalPane
from desktop.proposals.table import ProposalTable
from desktop.proposals.words import field_of, heading_of
from desktop.tasks import Failure
from desktop.widgets.empty import EmptyState
from desktop.widgets.parts import beside_title, label

OPEN, TAKEN, REFUSED = "open", "taken", "refused"


class ProposalsPage(QWidget):
    """The hand edits in one state, and the chosen one."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.setObjectName("page")
        self._context = context
        self._state = OPEN
        self._row = 0  # where the next one is looked for when the chosen one is decided
        self._busy = False  # a decision is under way: a second key press must not decide the next one unseen
        self._undone = False  # an undo was just told of: what it brings back is what one wants to see
        self._known: set[str] = set()
        self.model = ProposalModel(context.mission, self)
        self.table = ProposalTable(self.model)
        self.pane = ProposalPane(context.mission)
        self.count = beside_title()
        self.empty = EmptyState()
        self.filters: dict[str, QPushButton] = {}
        self._group = QButtonGroup(self)
        self._build()
        self.table.chosen.connect(self._choose)
        self.table.marked.connect(self._show_marks)
        self.pane.take_wanted.connect(self.take)
        self.pane.refuse_wanted.connect(self.refuse)
        self.pane.take_parcel_wanted.connect(self.take_parcel)
        self.pane.record_wanted.connect(self.open_record)
        context.bus.changed.connect(self._on_changes)
        self.setFocusProxy(self.table)
        self._read()

    # ---- verbs ----

    def take(self) -> None:
        """Let the marked ones, or the chosen one, become changes of their records."""
        self._decide("accept", take, self._meant())

    def refuse(self) -> None:
        """Put the marked ones, or the chosen one, away."""
        self._decide("refuse", refuse, self._meant())

    def take_parcel(self) -> None:
        """Take everything that waits of the parcel of the chosen one."""
        self._decide("accept", take, self._of_parcel())

    def open_record(self) -> None:
        """Show the record in its register."""
        if self.pane.shown is not None:
            self._context.bus.wanted.emit(self.pane.shown.owner)

    def show_state(self, state: str) -> None:
        """Show those that are open, or those that were taken or refused."""
        self._state = state
        self.filters[state].setChecked(True)
        self._read()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """T takes, R refuses."""
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier)
        if plain and event.key() == Qt.Key.Key_T:
            self.take()
        elif plain and event.key() == Qt.Key.Key_R:
            self.refuse()
        else:
            super().keyPressEvent(event)

    # ---- deciding ----

    def _meant(self) -> list[Reviewed]:
        """Return the marked ones; the chosen one where none is marked."""
        shown = [one for one in self.model.rows if isinstance(one, Reviewed)]
        marked = [one for one in shown if one.proposed.id in self.model.marked]
        return marked or ([self.pane.shown] if self.pane.shown is not None else [])

    def _of_parcel(self) -> list[Reviewed]:
        one = self.pane.shown
        shown = [other for other in self.model.rows if isinstance(other, Reviewed)]
        return [other for other in shown if one is not None and other.proposed.parcel == one.proposed.parcel]

    def _decide(self, kind: str, verb: Callable[[Write, Sequence[str]], None], meant: list[Reviewed]) -> None:
        if self._busy or self._state != OPEN or not meant:
            return
        self._busy = True
        ids = [one.proposed.id for one in meant]
        done = partial(self._decided, kind, meant)
        self._context.tasks.write(kind, self.pane.why.text().strip(), _deciding(verb, ids), done, self._failed)

    def _decided(self, kind: str, meant: list[Reviewed], _: object) -> None:
        self.pane.why.clear()
        first = f"{field_of(meant[0], self._context.mission)}, {meant[0].ref or heading_of(meant[0])}"
        what = first if len(meant) == 1 else number(len(meant))
        text = (self.tr("Taken: {what}") if kind == "accept" else self.tr("Refused: {what}")).format(what=what)
        disputed = sum(one.outlook == "conflict" for one in meant) if kind == "accept" else 0
        if disputed:
            more = self.tr("{count} now wait under Conflicts").format(count=number(disputed))
            text = f"{text} · {more}"
        self._context.notices.say(text, undo=True)
        self.table.setFocus()

    def _failed(self, error: Failure) -> None:
        self._context.notices.problem(error)
        self._read()

    # ---- what is shown ----

    def _on_changes(self, changes: Changes) -> None:
        if changes.records or changes.kind in DECISIONS:
            self._undone = changes.kind == "undo"
            self._read()

    def _read(self) -> None:
        self._context.tasks.read(_reading(self._state), partial(self._show, self._state))

    def _show(self, state: str, found: list[Reviewed]) -> None:
        if state != self._state:
            return  # somebody has asked for another state meanwhile
        self._busy = False
        ids = [one.proposed.id for one in found]
        back = [one for one in ids if self._undone and one not in self._known]
        self._undone, self._known = False, set(ids)
        shown, before = self.pane.shown, self._row
        self.model.show(found)
        self.count.setText(number(len(found)))
        for widget in (self._splitter, self._hint):
            widget.setVisible(bool(found))
        self._hint.setVisible(bool(found) and state == OPEN)
        self.empty.setVisible(not found)
        if not found:
            self.pane.shown = None
            self._say_empty()
            return
        wanted = back[0] if back else shown.proposed.id if shown else ""
        row = self.model.row_of(wanted)
        self.table.choose(row if row >= 0 else before)
        self._choose(self.table.currentIndex().row())

    def _choose(self, row: int) -> None:
        one = self.model.at(row)
        if one is not None:
            self._row = row
            self.pane.show_one(one)
            self._show_marks()

    def _show_marks(self) -> None:
        self.pane.show_marks(len(self.model.marked), len(self._of_parcel()))

    def _say_empty(self) -> None:
        texts = {
            OPEN: (
                self.tr("No hand edits wait"),
                self.tr(
                    "When a colleague changes cells of a parcel in Excel or LibreOffice, adds a row or writes Delete, "
                    "that becomes a proposal here as soon as the parcel is taken in. Nothing slips into a record."
                ),
            ),
            TAKEN: (self.tr("None was taken yet"), self.tr("What you take is listed here, with who took it and when.")),
            REFUSED: (
                self.tr("None was refused yet"),
                self.tr("What you refuse is kept here, with the reason; the same file does not bring it back."),
            ),
        }
        self.empty.say(*texts[self._state])

    def _filter(self, chip: QPushButton) -> None:
        self.show_state(next(state for state, one in self.filters.items() if one is chip))

    # ---- building ----

    def _build(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(label(self.tr("Hand edits"), "title"))
        head.addWidget(self.count)
        head.addStretch()
        names = ((OPEN, self.tr("Open")), (TAKEN, self.tr("Taken")), (REFUSED, self.tr("Refused")))
        for state, name in names:
            chip = QPushButton(name)
            chip.setProperty("look", "chip")
            chip.setCheckable(True)
            chip.setAutoDefault(False)
            self.filters[state] = chip
            self._group.addButton(chip)
            head.addWidget(chip)
        self.filters[OPEN].setChecked(True)
        self._group.buttonClicked.connect(self._filter)
        text = self.tr("Up and Down choose, Space marks, T takes, R refuses, Ctrl+Z takes a decision back.")
        self._hint = label(text, "muted", wrap=True)
        self._splitter = QSplitter(Qt.Orientation.Horizontal)
        self._splitter.setHandleWidth(12)
        self._splitter.setChildrenCollapsible(False)
        self._splitter.addWidget(self.table)
        self._splitter.addWidget(self.pane)
        self.table.setMinimumWidth(360)
        self.pane.setMinimumWidth(450)
        self._splitter.setSizes([460, 500])
        self._splitter.setStretchFactor(0, 1)
        self._splitter.setStretchFactor(1, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 12)
        column.setSpacing(12)
        column.addLayout(head)
        column.addWidget(self._hint)
        column.addWidget(self._splitter, 1)
        column.addWidget(self.empty, 1)
        self._splitter.hide()
        self._hint.hide()


def _deciding(verb: Callable[[Write, Sequence[str]], None], ids: Sequence[str]) -> Callable[[Write], None]:
    def work(write: Write) -> None:
        verb(write, ids)

    return work


def _reading(state: str) -> Callable[[Reading], list[Reviewed]]:
    def work(reading: Reading) -> list[Reviewed]:
        return review(reading, state=state)

    return work
