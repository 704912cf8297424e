"""One decision for many conflicts: whose side is taken, in which field, and first of all how many that are."""

from collections import Counter
from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QDialog, QFormLayout, QLineEdit, QVBoxLayout, QWidget

from db.catalogue import Mission
from db.parcels import HEADQUARTERS
from db.records import Conflict, SameSide, same_side
from db.revisions import DELETED, LIFE
from desktop.conflicts.words import field_of
from desktop.i18n import counted, number
from desktop.wheel_guard import guard
from desktop.widgets.parts import button, label, last_row

WIDTH = 520


class SameSideDialog(QDialog):
    """Asks for an office and a field, and says what taking that office's side would decide."""

    agreed = Signal(object, str, str, str)  # the conflicts it spoke of, the office, the field ("" is all), why

    def __init__(self, found: Sequence[Conflict], field: str, mission: Mission, parent: QWidget | None) -> None:
        super().__init__(parent)
        self._found, self._mission = found, mission
        self.setWindowTitle(self.tr("Take the same side"))
        self.office, self.field, self.why = QComboBox(), QComboBox(), QLineEdit()
        offices = {c.office for one in found for c in one.candidates if c.office}
        for code in sorted(offices, key=lambda code: (code != HEADQUARTERS, code)):
            self.office.addItem(self.tr("{office} ({code})").format(office=mission.office_name(code), code=code), code)
        self.field.addItem(self.tr("every field"), "")
        for key, name in {one.field: field_of(one, mission) for one in found}.items():
            self.field.addItem(name, key)
        self.field.setCurrentIndex(max(0, self.field.findData(field)))
        self.why.setMaxLength(500)
        self.why.setPlaceholderText(self.tr("Kept in the history of every record"))
        self.plan = label("", "", wrap=True)
        self.rest = label("", "muted", wrap=True)
        self.danger = label("", "danger", wrap=True)
        self.go = button("", self._agree, "main", "check")
        self._build()
        self.office.currentIndexChanged.connect(self._show)
        self.field.currentIndexChanged.connect(self._show)
        self._show()

    def _show(self, *_: object) -> None:
        """Say what would be decided."""
        side = same_side(self._found, str(self.office.currentData()), str(self.field.currentData()))
        count = len(side.taken)
        self.plan.setText(self._in_words(side))
        self.rest.setText(
            counted(
                len(side.left),
                self.tr("1 stays open: that office has no value in it, or several."),
                self.tr("{count} stay open: that office has no value in them, or several."),
            )
        )
        self.rest.setVisible(bool(side.left))
        deleted = sum(one.unit == LIFE and taken.value == DELETED for one, taken in side.taken)
        one = self.tr("1 of these decisions deletes.")
        self.danger.setText(counted(deleted, one, self.tr("{count} of these decisions delete.")))
        self.danger.setVisible(bool(deleted))
        self.go.setText(self.tr("Decide {count}").format(count=number(count)))
        self.go.setEnabled(bool(count))
        self.adjustSize()

    def _in_words(self, side: SameSide) -> str:
        if not side.taken:
            return self.tr("Nothing would be decided.")
        fields = Counter(field_of(one, self._mission) for one, _ in side.taken)
        listed = ", ".join(f"{name} {number(count)}" for name, count in fields.most_common())
        text = self.tr("{count} of {all} conflicts would be decided: {fields}.")
        return text.format(count=number(len(side.taken)), all=number(len(self._found)), fields=listed)

    def _agree(self) -> None:
        self.agreed.emit(
            self._found, str(self.office.currentData()), str(self.field.currentData()), self.why.text().strip()
        )
        self.accept()

    def _build(self) -> None:
        form = QFormLayout()
        form.setHorizontalSpacing(14)
        form.setVerticalSpacing(10)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft)
        for name, widget in (
            (self.tr("Take what was written by"), self.office),
            (self.tr("in"), self.field),
            (self.tr("Why (optional)"), self.why),
        ):
            widget.setAccessibleName(name)
            guard(widget)
            form.addRow(label(name, "label"), widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(22, 20, 22, 18)
        column.setSpacing(12)
        column.addWidget(label(self.tr("Take the same side in many conflicts"), "heading"))
        column.addLayout(form)
        column.addWidget(self.plan)
        column.addWidget(self.rest)
        column.addWidget(self.danger)
        column.addWidget(label(self.tr("One undo takes all of it back."), "small"))
        column.addLayout(last_row(self, self.go))
        self.setFixedWidth(WIDTH)
