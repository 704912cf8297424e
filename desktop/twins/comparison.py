"""Two records side by side: what they say alike, where they differ, and whose value is kept."""

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QLabel, QWidget

from db.catalogue import ACTIVITY_TYPES, Mission
from db.records import RecordView
from db.twins import BOTH, KEEP, OTHER, Line, PartsLine, proposed
from desktop.i18n import moment
from desktop.twins.option import INDENT, Option
from desktop.twins.words import line_name, side_words
from desktop.widgets.parts import label

LEFT, RIGHT, TOGETHER = 0, 1, 2


@dataclass(frozen=True, slots=True)
class Sides:
    """The two records of a pair, and line by line what they say."""

    left: RecordView
    right: RecordView
    lines: tuple[Line, ...]

    @property
    def records(self) -> tuple[RecordView, RecordView]:
        """Both of them."""
        return self.left, self.right


class Comparison(QWidget):
    """The two records of a pair. `stays` tells which one is kept; a line nobody touched follows it."""

    turned = Signal()  # another record is to stay

    def __init__(self, mission: Mission, sides: Sides) -> None:
        super().__init__()
        self._kind, self._mission = ACTIVITY_TYPES[sides.left.key.type], mission
        self.sides = sides
        self._touched: set[str] = set()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(16, 10, 16, 12)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(2)
        self._grid.setColumnStretch(1, 1)
        self._grid.setColumnStretch(2, 1)
        self.stays_group = self._head()
        self.groups: dict[str, QButtonGroup] = {}  # of the lines in which the two differ
        for line in sides.lines:
            self._add(line)
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
        """Return whose value is kept, as shown, for every line in which the two differ."""
        words = {self.stays: KEEP, 1 - self.stays: OTHER, TOGETHER: BOTH}
        return {choice: words[group.checkedId()] for choice, group in self.groups.items()}

    # ---- what happens ----

    def _turned(self, side: int, chosen: bool) -> None:
        if not chosen:
            return
        for line in self.sides.lines:
            if line.choice in self.groups and line.choice not in self._touched:
                self.groups[line.choice].button(proposed(self._mission, line, side)).setChecked(True)
        self.turned.emit()

    def _touch(self) -> None:
        """A person chose a value: it no longer follows the record that stays."""
        self._touched |= {choice for choice, group in self.groups.items() if group is self.sender()}

    # ---- building ----

    def _head(self) -> QButtonGroup:
        group = QButtonGroup(self)
        for side, record in enumerate(self.sides.records):
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

    def _add(self, line: Line) -> None:
        """Add a line: what both say, or two things to choose from."""
        at = self._grid.rowCount()
        name = line_name(self._kind, line, self._mission)
        words = [side_words(self._kind, line, side, self._mission) for side in (LEFT, RIGHT)]
        if not line.differs:
            self._put_name(label(name, "muted", wrap=True), at)
            for side in (LEFT, RIGHT):
                self._grid.addWidget(_indented(label(words[side], "muted", wrap=True)), at, 1 + side)
            return
        # A sign and a heavier weight, not a colour, say that the two differ.
        head = label(f"≠ {name}", "strong", wrap=True)
        head.setAccessibleName(self.tr("{field}: the two differ").format(field=name))
        self._put_name(head, at)
        group = self.groups[line.choice] = QButtonGroup(self)
        for side, record in enumerate(self.sides.records):
            heard = self.tr("{field}: {value}, from {ref}").format(field=name, value=words[side], ref=record.ref)
            option = Option(words[side], heard)
            group.addButton(option.button, side)
            self._grid.addWidget(option, at, 1 + side)
        if isinstance(line, PartsLine) and line.joins:
            text = self.tr("Keep those of both")
            together = Option(text, f"{name}: {text}")
            group.addButton(together.button, TOGETHER)
            self._grid.addWidget(together, at + 1, 1, 1, 2)
        group.idClicked.connect(self._touch)

    def _put_name(self, words: QLabel, at: int) -> None:
        words.setFixedWidth(150)
        words.setContentsMargins(0, 6, 0, 6)
        self._grid.addWidget(words, at, 0, Qt.AlignmentFlag.AlignTop)


def _indented(words: QLabel) -> QLabel:
    """Put words where the words of an option stand."""
    words.setContentsMargins(INDENT + 1, 6, 8, 6)
    return words
