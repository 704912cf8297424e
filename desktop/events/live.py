"""A town hall while it goes on: Enter makes the next question, three keys count people. Nothing waits for a save."""

from datetime import datetime
from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from db.catalogue import CHILD_TYPES, RecordType
from db.revisions import RecordKey
from desktop.context import Context
from desktop.events.counter import Counter
from desktop.forms.drafts import Drafts
from desktop.forms.editors import ChoiceEditor
from desktop.forms.field_box import FieldBox
from desktop.forms.session import KEEP_AFTER
from desktop.forms.texts import Texts, tally_key, texts_of
from desktop.forms.working import Loaded, load, save
from desktop.parts.dialog import PartDesk
from desktop.parts.section import PartSection
from desktop.parts.working import Parts, next_number
from desktop.tasks import Failure
from desktop.widgets.parts import button, label

QUESTION = CHILD_TYPES["question"]
WOMEN, MEN, TOTAL = tally_key("sex", "women"), tally_key("sex", "men"), "total"
KEYS = {Qt.Key.Key_F5: WOMEN, Qt.Key.Key_F6: MEN, Qt.Key.Key_F7: TOTAL}


class LiveDialog(QDialog):
    """The questions and the people of one town hall; Esc leaves it."""

    def __init__(self, context: Context, kind: RecordType, key: RecordKey, drafts: Drafts, parent: QWidget) -> None:
        super().__init__(parent)
        self._context, self._kind, self._key, self._drafts = context, kind, key, drafts
        self._baseline: Texts = {}
        self._next = 1
        self._ready = False
        self.numbers: dict[str, int] = {}
        self.setWindowTitle(self.tr("Live"))
        self._lines = Drafts(context, QUESTION.key, self)  # what is being typed, as in the form of a question
        self.counters = {
            WOMEN: Counter(self.tr("Women"), "F5"),
            MEN: Counter(self.tr("Men"), "F6"),
            TOTAL: Counter(self.tr("In all"), "F7"),
        }
        for name, counter in self.counters.items():
            counter.counted.connect(partial(self.count, name))
        self.line = QLineEdit()
        self.line.setAccessibleName(self.tr("Question"))
        self.line.setPlaceholderText(self.tr("The gist of the question; Enter for the next one. No names."))
        self.line.returnPressed.connect(self.ask)
        self.boxes = {
            name: FieldBox(QUESTION.by_key[name], context.mission) for name in ("asked_by", "topic", "status")
        }
        self.section = PartSection(QUESTION, context.mission)
        self.desk = PartDesk(context, [self.section], self)
        self._keep_soon = QTimer(self, singleShot=True, interval=KEEP_AFTER)
        self._keep_soon.timeout.connect(self.keep)
        context.bus.keep_wanted.connect(self.keep)
        self._build()
        self.line.textEdited.connect(self._edited)
        for box in self.boxes.values():
            box.edited.connect(self._edited)
        self.desk.shown.connect(self._number)
        context.tasks.read(load(key), self._take)
        self.desk.show(key)
        self.line.setFocus()

    # ---- verbs ----

    def count(self, name: str, by: int) -> None:
        """Count somebody up, or down where a key was pressed too often; who is a woman or a man is also one of all."""
        if not self._ready:
            return
        split = sum(number for key, number in self.numbers.items() if key != TOTAL)
        if name == TOTAL:
            self.numbers[TOTAL] = max(self.numbers[TOTAL] + by, split)
        elif self.numbers[name] + by >= 0:
            self.numbers[name] += by
            self.numbers[TOTAL] = max(self.numbers[TOTAL] + by, split + by)
        self._show_numbers()
        self._edited()

    def ask(self) -> None:
        """Write the question down with its number and the time, and be ready for the next one."""
        text = self.line.text().strip()
        if not text:
            return
        typed = self._typed()
        texts = {"activity": self._key.uid, "number": str(self._next), "at": datetime.now().strftime("%H:%M"), **typed}
        self._next += 1
        self._show_line({})
        failed = partial(self._not_written, typed)
        self._context.tasks.write("create", "", save(QUESTION, None, texts), self._written, failed)

    def keep(self) -> None:
        """Put what is not saved yet into the database: from now on no crash loses it."""
        self._keep_soon.stop()
        changed, typed = self._changed(), self._typed()
        if changed:
            self._drafts.keep(self._key.uid, changed)
        if typed.get("question"):
            self._lines.keep(self._key.uid, typed)
        else:
            self._lines.drop(self._key.uid)

    def done(self, result: int) -> None:
        """Save the numbers; a question that was begun waits until somebody comes back."""
        self.keep()
        changed = self._changed()
        if changed:
            self._ready = False
            saved, failed = partial(self._saved, self._drafts), partial(_say, self._context)
            self._context.tasks.write("save", "", save(self._kind, self._key, changed, ask=False), saved, failed)
        super().done(result)

    # ---- keys ----

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Count by key; Enter never closes the page."""
        name = KEYS.get(Qt.Key(event.key()))
        if name is not None:
            self.count(name, -1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
        elif event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)

    # ---- answers ----

    def _take(self, loaded: Loaded) -> None:
        if self._ready:
            return
        self._baseline = texts_of(loaded.view, self._kind, self._context.mission)
        self._title.setText(loaded.view.title(self._context.mission) or loaded.view.ref)
        sex = [key for key in self._baseline if key.startswith(tally_key("sex", ""))]
        self.numbers = {key: int(self._baseline[key] or 0) for key in (*sex, TOTAL)}
        self._show_line(self._lines.of(self._key.uid))
        self._ready = True
        self._show_numbers()

    def _number(self, parts: Parts) -> None:
        self._next = max(self._next, int(next_number(QUESTION, parts.of(QUESTION))["number"]))

    def _written(self, _: RecordKey) -> None:
        self._edited()

    def _not_written(self, typed: Texts, error: Failure) -> None:
        if not self.line.text():
            self._show_line(typed)
        self._context.notices.problem(error)

    @staticmethod
    def _saved(drafts: Drafts, key: RecordKey) -> None:
        drafts.drop(key.uid)

    # ---- what is shown ----

    def _changed(self) -> Texts:
        """Return the numbers that are not saved; a zero that was never counted stays unrecorded."""
        found = {key: str(number) for key, number in self.numbers.items()}
        return {
            k: text for k, text in found.items() if text != self._baseline[k] and (text != "0" or self._baseline[k])
        }

    def _typed(self) -> Texts:
        texts = {name: box.editor.text() for name, box in self.boxes.items()}
        return {key: text for key, text in {"question": self.line.text().strip(), **texts}.items() if text}

    def _show_line(self, texts: Texts) -> None:
        self.line.setText(texts.get("question", ""))
        for name, box in self.boxes.items():
            if isinstance(box.editor, ChoiceEditor):
                box.set_text(texts.get(name, ""))

    def _show_numbers(self) -> None:
        for name, counter in self.counters.items():
            counter.show_number(self.numbers[name])

    def _edited(self) -> None:
        if not self._keep_soon.isActive():
            self._keep_soon.start()

    def _build(self) -> None:
        self.resize(900, 560)
        self._title = label("", "heading", wrap=True)
        numbers = QHBoxLayout()
        numbers.setSpacing(12)
        for counter in self.counters.values():
            numbers.addWidget(counter)
        choices = QHBoxLayout()
        choices.setSpacing(12)
        for box in self.boxes.values():
            choices.addWidget(box, 1)
        foot = QHBoxLayout()
        hint = self.tr("F5, F6 and F7 count up, with Shift down. Everything is kept as you type. Esc leaves.")
        foot.addWidget(label(hint, "small", wrap=True), 1)
        foot.addWidget(button(self.tr("Back"), self.reject))
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 16, 18, 14)
        column.setSpacing(12)
        column.addWidget(self._title)
        column.addLayout(numbers)
        column.addWidget(self.line)
        column.addLayout(choices)
        column.addWidget(self.section)
        column.addStretch()
        column.addLayout(foot)


def _say(context: Context, error: Failure) -> None:
    context.notices.problem(error)
