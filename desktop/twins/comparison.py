"""Two records side by side: what they say alike, where they differ, and whose value is kept."""

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QLabel, QWidget

from db.catalogue import DIMENSIONS, Mission, RecordType
from db.records import RecordView
from db.revisions import Json
from db.twins import COUNTS, KEEP, OTHER, choices_of, said
from desktop.forms.wording import field_name, value_text
from desktop.i18n import moment, tr_db
from desktop.twins.option import INDENT, Option
from desktop.widgets.parts import label

LEFT, RIGHT = 0, 1
_MOST = 1_500  # characters of a text that are shown


@dataclass(frozen=True, slots=True)
class _Row:
    """A field in which the two differ."""

    choice: str
    values: tuple[Json, Json]
    group: QButtonGroup


class Comparison(QWidget):
    """The two records of a pair. `stays` tells which one is kept; a field nobody touched follows it."""

    turned = Signal()  # another record is to stay

    def __init__(self, kind: RecordType, mission: Mission, left: RecordView, right: RecordView) -> None:
        super().__init__()
        self._kind, self._mission = kind, mission
        self.records = (left, right)
        self._touched: set[str] = set()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(16, 10, 16, 12)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(2)
        self._grid.setColumnStretch(1, 1)
        self._grid.setColumnStretch(2, 1)
        self.stays_group = self._head()
        self.rows: dict[str, _Row] = {}
        for choice in choices_of(kind):
            self._add(choice, (said(left, choice), said(right, choice)))
        self._grid.setRowStretch(self._grid.rowCount(), 1)
        self.stays_group.idToggled.connect(self._turned)
        self.stays_group.button(LEFT).setChecked(True)

    @property
    def stays(self) -> int:
        """Which record is kept: LEFT or RIGHT."""
        return self.stays_group.checkedId()

    def keep(self, side: int) -> None:
        """Choose which record is kept."""
        self.stays_group.button(side).click()

    def choices(self) -> dict[str, str]:
        """Return whose value is kept, as shown, for every field in which the two differ."""
        return {choice: KEEP if row.group.checkedId() == self.stays else OTHER for choice, row in self.rows.items()}

    # ---- what happens ----

    def _turned(self, side: int, chosen: bool) -> None:
        if not chosen:
            return
        for choice, row in self.rows.items():
            if choice not in self._touched:
                row.group.button(side if row.values[side] is not None else 1 - side).setChecked(True)
        self.turned.emit()

    def _touch(self) -> None:
        """A person chose a value: it no longer follows the record that stays."""
        self._touched |= {choice for choice, row in self.rows.items() if row.group is self.sender()}

    # ---- building ----

    def _head(self) -> QButtonGroup:
        group = QButtonGroup(self)
        for side, record in enumerate(self.records):
            office = self._mission.office_name(str(record.values.get("office") or ""))
            text = self.tr("Keep {ref}").format(ref=record.ref)
            option = Option(text, text, "section")
            group.addButton(option.button, side)
            changed = self.tr("{office} · last changed by {who}, {when}").format(
                office=office, who=record.changed_by, when=moment(record.changed_at)
            )
            self._grid.addWidget(option, 0, 1 + side)
            self._grid.addWidget(_indented(label(changed, "small", wrap=True)), 1, 1 + side)
            if record.conflicts:
                warning = self.tr("This record has an open conflict. Decide it first, then merge.")
                self._grid.addWidget(_indented(label(warning, "problem", wrap=True)), 2, 1 + side)
        self._grid.setRowMinimumHeight(3, 8)
        return group

    def _add(self, choice: str, values: tuple[Json, Json]) -> None:
        """Add a line: one value said by both, or two to choose from."""
        if values == (None, None):
            return
        at = self._grid.rowCount()
        name = self._name(choice)
        if values[LEFT] == values[RIGHT]:
            self._put_name(label(name, "muted", wrap=True), at)
            for side, value in enumerate(values):
                self._grid.addWidget(_indented(label(self._words(choice, value), "muted", wrap=True)), at, 1 + side)
            return
        # A sign and a heavier weight, not a colour, say that the two differ.
        head = label(f"≠ {name}", "strong", wrap=True)
        head.setAccessibleName(self.tr("{field}: the two differ").format(field=name))
        self._put_name(head, at)
        group = QButtonGroup(self)
        for side, value in enumerate(values):
            words = self._words(choice, value)
            heard = self.tr("{field}: {value}, from {ref}").format(field=name, value=words, ref=self.records[side].ref)
            option = Option(words, heard)
            group.addButton(option.button, side)
            self._grid.addWidget(option, at, 1 + side)
        group.idClicked.connect(self._touch)
        self.rows[choice] = _Row(choice, values, group)

    def _put_name(self, words: QLabel, at: int) -> None:
        words.setFixedWidth(150)
        words.setContentsMargins(0, 6, 0, 6)
        self._grid.addWidget(words, at, 0, Qt.AlignmentFlag.AlignTop)

    def _name(self, choice: str) -> str:
        if choice.startswith(COUNTS):
            return tr_db(self._mission.lists["dimension"].label(choice.removeprefix(COUNTS)))
        return field_name(self._kind, choice, self._mission)

    def _words(self, choice: str, value: Json) -> str:
        if choice.startswith(COUNTS) and isinstance(value, Mapping):
            categories = self._mission.lists[DIMENSIONS[choice.removeprefix(COUNTS)]]
            known = [entry.code for entry in categories.entries if entry.code in value]
            return ", ".join(
                f"{tr_db(categories.label(code))}: {value[code]}" for code in dict.fromkeys((*known, *value))
            )
        text = value_text(self._kind, choice, value, self._mission)
        return text if len(text) <= _MOST else text[: _MOST - 1].rstrip() + "…"


def _indented(words: QLabel) -> QLabel:
    """Put words where the words of an option stand."""
    words.setContentsMargins(INDENT + 1, 6, 8, 6)
    return words
