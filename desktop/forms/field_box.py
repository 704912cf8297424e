"""One field of a form: its label, its input, and beneath it what was understood or what is wrong."""

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QRect, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from db.catalogue import SHARED_TYPES, CodeList, Field, Mission
from desktop.forms.chips_editor import ChipsEditor
from desktop.forms.date_editor import DateEditor
from desktop.forms.editors import ChoiceEditor, Editor, LineEditor, LinkEditor, MoneyEditor, NoteEditor, Options
from desktop.forms.place_editor import PlaceEditor
from desktop.i18n import tr_db
from desktop.widgets.parts import label


def options_of(codes: CodeList | None) -> Options:
    """Return what a code list offers."""
    return tuple((entry.code, tr_db(entry.label())) for entry in codes.entries) if codes is not None else ()


def make_editor(field: Field, mission: Mission) -> Editor:
    """Return the input that a field's kind asks for."""
    if field.choices in ("municipality", "residence"):
        return PlaceEditor(mission.lists[field.choices])
    if len(field.links) == 1 and field.links[0] in SHARED_TYPES:
        return LinkEditor(tr_db(SHARED_TYPES[field.links[0]].label))
    if field.links or field.choices_by:
        return ChoiceEditor()  # what it offers is known later
    if field.kind.name == "code":
        return ChoiceEditor(options_of(mission.lists[field.choices]))
    if field.kind.name == "codes":
        return ChipsEditor(options_of(mission.lists[field.choices]))
    if field.kind.name == "date":
        return DateEditor()
    if field.kind.name == "note":
        return NoteEditor()
    if field.kind.name == "money":
        return MoneyEditor()
    return LineEditor("count" if field.kind.name == "count" else "")


def help_text(field: Field) -> str:
    """Return what there is to know about a field: what it means, its unit, where its rule comes from."""
    parts = [tr_db(field.help)]
    if field.measure:
        parts.append(QCoreApplication.translate("forms", "Unit: {unit}.").format(unit=tr_db(field.measure)))
    if field.source:
        parts.append(QCoreApplication.translate("forms", "Source: {source}.").format(source=tr_db(field.source)))
    return " ".join(filter(None, parts))


class LevelRow(QHBoxLayout):
    """Fields beside each other, their inputs on one level: where a label takes two lines, the others leave room."""

    def setGeometry(self, rect: QRect) -> None:
        """Place the fields, and give all labels the height of the highest."""
        super().setGeometry(rect)
        items = (self.itemAt(number) for number in range(self.count()))
        boxes = [item.widget() for item in items if item is not None]
        labels = [box.label for box in boxes if isinstance(box, FieldBox) and not box.isHidden()]
        highest = max((one.heightForWidth(one.width()) for one in labels), default=0)
        for one in labels:
            if one.minimumHeight() != highest:
                one.setMinimumHeight(highest)


class FieldBox(QWidget):
    """A field with everything that belongs beside it."""

    edited = Signal()
    new_wanted = Signal(str)  # the field that wants a record which is not there yet
    entered = Signal(str)  # the cursor came here: what there is to know about the field

    def __init__(self, field: Field, mission: Mission, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.key = field.key
        self.name = text or tr_db(field.label)
        self.editor = make_editor(field, mission)
        self.help = help_text(field)
        self.editor.set_name(self.name, self.help)
        self.editor.inner.installEventFilter(self)
        self.editor.edited.connect(self._edited)
        if isinstance(self.editor, LinkEditor):
            self.editor.new_wanted.connect(self._want_new)
        self.label = label(self.name, "label", wrap=True)
        self.label.setBuddy(self.editor.inner)
        self.label.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom)
        self._note = label("", "small", wrap=True)
        self._note.hide()
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(3)
        self.column.addWidget(self.label)
        self.column.addWidget(self.editor)
        self.column.addWidget(self._note)
        self.column.addStretch()
        self.problem = ""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Say what there is to know about the field when the cursor comes."""
        if event.type() == QEvent.Type.FocusIn:
            self.entered.emit(f"{self.name}: {self.help}" if self.help else "")
        return super().eventFilter(watched, event)

    def show_problem(self, text: str) -> None:
        """Show what is wrong, or what was understood where nothing is."""
        self.problem = text
        self.editor.set_wrong(bool(text))
        self._show_note()

    def set_text(self, text: str) -> None:
        """Show a value."""
        self.editor.set_text(text)
        self._show_note()

    @property
    def note(self) -> str:
        """What stands beneath the input now."""
        return self._note.text() if not self._note.isHidden() else ""

    def _want_new(self) -> None:
        self.new_wanted.emit(self.key)

    def _edited(self) -> None:
        self._show_note()
        self.edited.emit()

    def _show_note(self) -> None:
        text = self.problem or self.editor.understood()
        look = "problem" if self.problem else "small"
        if self._note.property("look") != look:
            self._note.setProperty("look", look)
            self._note.style().unpolish(self._note)
            self._note.style().polish(self._note)
        self._note.setText(text)
        self._note.setVisible(bool(text))
