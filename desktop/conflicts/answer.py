"""Another value than the ones that disagree: typed, or merged out of two texts."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from db.catalogue import Mission
from db.records import Conflict, read_unit
from db.revisions.texts import Merged
from desktop.conflicts.words import fields_of
from desktop.forms.editors import ChoiceEditor, LinkEditor, NoteEditor, Options
from desktop.forms.field_box import FieldBox
from desktop.i18n import capital, problem_text
from desktop.widgets.parts import button, label

Texts = dict[str, str]


class Answer(QWidget):
    """The inputs of a conflict's unit; Enter takes what stands in them, Ctrl+Enter where Enter begins a line."""

    taken = Signal(object)  # the value, read and checked
    edited = Signal()

    def __init__(self, one: Conflict, mission: Mission) -> None:
        super().__init__()
        self._one, self._mission = one, mission
        fields = fields_of(one)
        note = any(field.kind.name == "note" for field in fields)
        name = self.tr("Merged text, to be changed as you like") if note else self.tr("Another value")
        self.boxes = [FieldBox(field, mission, name if len(fields) == 1 else "") for field in fields]
        self.words = label("", "small", wrap=True)
        self.words.hide()
        self.take = button(self.tr("Take what is typed"), self.take_typed)
        self.take.setToolTip(self.tr("Ctrl+Enter") if note else self.tr("Enter"))
        self.set_texts(self._first())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        row = QHBoxLayout()
        row.setSpacing(12)
        for box in self.boxes:
            row.addWidget(box, 1)
            box.edited.connect(self._edited)
            if isinstance(box.editor, LinkEditor):
                box.editor.add.hide()  # one of those that are there is chosen
            if isinstance(box.editor.inner, QLineEdit):
                box.editor.inner.returnPressed.connect(self.take_typed)
        column.addLayout(row)
        column.addWidget(self.words)
        column.addWidget(self.take, 0, Qt.AlignmentFlag.AlignLeft)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            shortcut = QShortcut(QKeySequence(keys), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(self.take_typed)

    def texts(self) -> Texts:
        """Return what stands in the inputs, by field."""
        return {box.key: box.editor.text() for box in self.boxes}

    def set_texts(self, texts: Mapping[str, str]) -> None:
        """Show texts."""
        for box in self.boxes:
            box.set_text(texts.get(box.key, ""))
        self._show_take()

    def offer(self, options: Mapping[str, Options]) -> None:
        """Offer the records that a field may point at."""
        for box in self.boxes:
            if box.key in options and isinstance(box.editor, ChoiceEditor):
                box.editor.offer(options[box.key])

    def propose(self, proposal: Merged) -> None:
        """Offer a merged text, unless somebody is typing already; short ones only where both changes fit together."""
        note = isinstance(self.boxes[0].editor, NoteEditor)
        if any(self.texts().values()) or not (note or proposal.disputed == 0):
            return
        self.boxes[0].set_text(proposal.text)
        if proposal.disputed:
            text = self.tr(
                "Both changed the same words in {count} places; both stand there. Choose before you take it."
            )
            if proposal.disputed == 1:
                text = self.tr("Both changed the same words in one place; both stand there. Choose before you take it.")
            self.words.setText(text.format(count=proposal.disputed))
        else:
            self.words.setText(self.tr("The changes fit together; this text has both."))
        self.words.show()
        self._show_take()

    def take_typed(self) -> None:
        """Read what stands in the inputs and pass it on, or say what is wrong with it."""
        if QApplication.activePopupWidget() is not None or not any(self.texts().values()):
            return  # Enter chooses from the list that is open
        value, problems = read_unit(self._mission, self._one, self.texts())
        wrong = {problem.field: capital(problem_text(problem)) for problem in problems}
        for box in self.boxes:
            box.show_problem(wrong.get(box.key, ""))
        if not problems:
            self.taken.emit(value)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take what is chosen: a list of choices lets Enter through."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.take_typed()
        else:
            super().keyPressEvent(event)

    def _first(self) -> Texts:
        """Return what stands there at first: where fields move together, what one side has, to change a part of it."""
        value = self._one.sides[0][0].value
        if not isinstance(value, Mapping):
            return {}
        return {key: "" if part is None else str(part) for key, part in value.items()}

    def _edited(self) -> None:
        for box in self.boxes:
            box.show_problem("")
        self.words.hide()
        self._show_take()
        self.edited.emit()

    def _show_take(self) -> None:
        self.take.setEnabled(any(self.texts().values()))
