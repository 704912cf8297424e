"""Duplicates: the same event recorded twice, one pair after the other, and numbers given twice."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QShowEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from db.errors import KnownError
from db.records import told_view, view
from db.revisions import RecordKey
from db.store import Changes, Reading, Write
from db.twins import Numbered, Twins, compare, different, merge, renumber, told_lines
from desktop.context import Context
from desktop.i18n import number
from desktop.tasks import Failure, Ticket
from desktop.twins.comparison import Sides
from desktop.twins.judging import Judging
from desktop.twins.numbers import Numbers
from desktop.twins.watch import Watch
from desktop.widgets.empty import EmptyState
from desktop.widgets.parts import label

_PAIRS, _NUMBERS = 0, 1


class DuplicatesPage(QWidget):
    """Shows the pairs that nobody has judged; after each verdict the next one."""

    counted = Signal(object)  # how many wait for a person, for the navigation

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.setObjectName("page")
        self._context = context
        self.watch = Watch(context, self)
        self._shown: Twins | None = None
        self._judged = ""  # the pair of the last verdict: shown again when that is taken back
        self._away = False  # whether the last verdict has taken its pair off the list
        self._waiting = False  # whether a verdict is being written and the list does not say so yet
        self._place = 0
        self._ticket: Ticket | None = None
        self.judging = Judging(context.mission)
        self.numbers = Numbers()
        self.empty = EmptyState()
        self.chips = QButtonGroup(self)
        self._stack = QStackedWidget()
        self._build()
        self.watch.changed.connect(self._show)
        self.judging.merge_wanted.connect(self.merge)
        self.judging.different_wanted.connect(self.different)
        self.judging.step_wanted.connect(self.step)
        self.numbers.renumber_wanted.connect(self.renumber)
        self.chips.idClicked.connect(self._show)
        context.bus.changed.connect(self._on_changes)
        self._show()

    def showEvent(self, event: QShowEvent) -> None:
        """Search at once when somebody wants to see."""
        super().showEvent(event)
        self.watch.look()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Pass the keyboard on to what is shown."""
        super().focusInEvent(event)
        if self._stack.currentWidget() is self.judging:
            self.judging.begin()
        elif self._stack.currentWidget() is self.numbers:
            self.numbers.setFocus()

    # ---- verdicts ----

    def merge(self) -> None:
        """Merge the pair as it is marked."""
        comparison = self.judging.comparison
        if self._shown is None or comparison is None:
            return
        kept, gone = comparison.sides.records[comparison.stays], comparison.sides.records[1 - comparison.stays]
        choices = comparison.choices()

        def work(write: Write) -> RecordKey:
            return merge(write, kept.key.uid, gone.key.uid, choices)

        text = self.tr("{gone} was merged into {kept}.").format(gone=gone.ref, kept=kept.ref)
        self._judge("merge", work, text)

    def different(self) -> None:
        """Say that the two are two events."""
        if self._shown is None:
            return
        first, second = self._shown.first, self._shown.second

        def work(write: Write) -> RecordKey:
            return different(write, first.uid, second.uid)

        text = self.tr("{first} and {second} are not offered again.").format(first=first.ref, second=second.ref)
        self._judge("different", work, text)

    def renumber(self, record: Numbered) -> None:
        """Give a record a new number."""

        def work(write: Write) -> str:
            return view(write, renumber(write, record.key.uid)).ref

        self._context.tasks.write("renumber", "", work, self._renumbered, self._failed)

    def step(self, by: int) -> None:
        """Show another pair."""
        if self.watch.pairs:
            self._place = (self._place + by) % len(self.watch.pairs)
            self._show_pair(self.watch.pairs[self._place])

    # ---- answers ----

    def _judge(self, kind: str, work: Callable[[Write], RecordKey], text: str, reason: str = "") -> None:
        if self._shown is None:
            return
        self._waiting = True
        self.judging.set_enabled(False)
        self._judged, self._away = self._shown.pair, False
        self._context.tasks.write(
            kind, reason, work, partial(self._done, text), partial(self._refused, kind, work, text)
        )

    def _done(self, text: str, _: object) -> None:
        self._context.notices.say(text, undo=True)

    def _renumbered(self, ref: str) -> None:
        self._context.notices.say(self.tr("It is now {ref}.").format(ref=ref), undo=True)

    def _refused(self, kind: str, work: Callable[[Write], RecordKey], text: str, error: Failure) -> None:
        if isinstance(error, KnownError) and error.wants_reason:
            self._let_go()
            self._context.notices.ask_reason(error, partial(self._judge, kind, work, text))
        else:
            self._failed(error)

    def _failed(self, error: Failure) -> None:
        self._let_go()
        self._context.notices.problem(error)

    def _let_go(self) -> None:
        """Let a person judge again: nothing was written."""
        self._waiting = False
        self._judged = ""
        self.judging.set_enabled(True)
        self.numbers.show_numbers(self.watch.numbers)

    def _on_changes(self, changes: Changes) -> None:
        """Read the pair again when somebody changed one of its records; a verdict of ours shows another pair anyway."""
        if self._shown is not None and not self._waiting:
            self._read(self._shown)

    # ---- what is shown ----

    def _show(self) -> None:
        """Show what the watch has found."""
        pairs, numbers = self.watch.pairs, self.watch.numbers
        self.counted.emit({"duplicates": len(pairs) + len(numbers) or None})
        for chip, count in ((_PAIRS, len(pairs)), (_NUMBERS, len(numbers))):
            self.chips.button(chip).setText(self._chip_words(chip).format(count=number(count)))
            self.chips.button(chip).setVisible(bool(numbers))
        if not numbers:
            self.chips.button(_PAIRS).setChecked(True)
        self.numbers.show_numbers(numbers)
        self._waiting = False
        if self.chips.checkedId() == _NUMBERS:
            self._stack.setCurrentWidget(self.numbers)
        elif pairs:
            self._find_place()
            self._show_pair(pairs[self._place])
        else:
            self._shown = None
            self._say_empty()
            self._stack.setCurrentWidget(self.empty)

    def _find_place(self) -> None:
        """Choose the pair to show: one whose verdict was taken back, the one being looked at, or what came after it."""
        places = {pair.pair: place for place, pair in enumerate(self.watch.pairs)}
        shown = self._shown.pair if self._shown is not None else ""
        if self._judged and self._away and self._judged in places:
            self._place, self._judged = places[self._judged], ""
        else:
            self._place = places.get(shown, min(self._place, len(places) - 1))
        self._away = self._judged not in places

    def _show_pair(self, pair: Twins) -> None:
        self.judging.show_place(self._place, len(self.watch.pairs))
        self._read(pair)

    def _read(self, pair: Twins) -> None:
        if self._ticket is not None:
            self._ticket.drop()
        self._ticket = self._context.tasks.read(partial(_both, pair), partial(self._loaded, pair))

    def _loaded(self, pair: Twins, sides: Sides) -> None:
        comparison = self.judging.comparison
        if self._shown != pair or comparison is None or comparison.sides != sides:
            self._shown = pair
            self.judging.show_pair(pair, sides)
        self.judging.set_enabled(True)
        if self.chips.checkedId() == _PAIRS:
            self._stack.setCurrentWidget(self.judging)
            if self.isVisible():
                self.judging.begin()

    def _say_empty(self) -> None:
        if not self.watch.ready:
            self.empty.say(self.tr("Looking for duplicates…"), self.tr("You can go on working meanwhile."))
            return
        text = self.tr(
            "Records that may be the same event, entered twice or by two offices, are shown here side by side."
        )
        self.empty.say(self.tr("No duplicates"), text)

    def _chip_words(self, chip: int) -> str:
        return self.tr("Look alike  {count}") if chip == _PAIRS else self.tr("Same number  {count}")

    def _build(self) -> None:
        head = QHBoxLayout()
        head.addWidget(label(self.tr("Duplicates"), "title"))
        head.addStretch()
        for which, name in ((_PAIRS, self.tr("Records that look alike")), (_NUMBERS, self.tr("Numbers given twice"))):
            chip = QPushButton()
            chip.setProperty("look", "chip")
            chip.setCheckable(True)
            chip.setAutoDefault(False)
            chip.setAccessibleDescription(name)
            self.chips.addButton(chip, which)
            head.addWidget(chip)
        self.chips.button(_PAIRS).setChecked(True)
        for widget in (self.empty, self.judging, self.numbers):
            self._stack.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 12)
        column.setSpacing(12)
        column.addLayout(head)
        column.addWidget(self._stack, 1)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)


def _both(pair: Twins, reading: Reading) -> Sides:
    """Read the two records of a pair."""
    first, second = (RecordKey(line.type, line.uid) for line in (pair.first, pair.second))
    left, right = (told_view(reading, view(reading, one))[0] for one in (first, second))
    return Sides(left, right, told_lines(reading, first, second, compare(reading, first, second)))
