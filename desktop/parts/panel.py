"""All parts of a record on one page: a table a kind, under headings, with an index above where there are many."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QFrame, QPushButton, QScrollArea, QVBoxLayout, QWidget

from db.catalogue import CHILD_TYPES, RecordType
from db.catalogue.parts import TAG
from db.errors import Problem
from db.frameworks import add_usual_tags, hints, usual_tags
from db.revisions import RecordKey
from db.store import Reading, Write
from desktop.context import Context
from desktop.forms.sheet import WIDEST
from desktop.i18n import capital, counted, problem_text
from desktop.parts.arrangement import group_name, part_kinds
from desktop.parts.dialog import PartDesk
from desktop.parts.section import PartSection
from desktop.parts.working import Parts
from desktop.widgets.flow import FlowLayout
from desktop.widgets.parts import button, in_order, label

FEW = 6  # kinds that need no headings


class PartsPanel(QWidget):
    """The parts of the record in the form."""

    counted = Signal(object)  # how many parts there are

    def __init__(self, context: Context, kind: RecordType, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._owner: RecordKey | None = None
        groups = part_kinds(kind)
        headed = sum(map(len, groups.values())) > FEW
        self._headings: dict[QAbstractButton, QWidget] = {}
        self._group = QButtonGroup(self)
        self._group.buttonClicked.connect(self._go_to)
        self._index = QWidget(self)  # before what it leads to, for the keyboard too
        flow = FlowLayout(self._index, across=16, down=0)
        entries = {group: QPushButton(group_name(group)) for group in groups if headed}
        for entry in entries.values():
            entry.setProperty("look", "index")
            entry.setAutoDefault(False)
            flow.addWidget(entry)
            self._group.addButton(entry)
        self.area = QScrollArea(self)
        self.area.setWidgetResizable(True)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # Tab goes to what is in it
        inside = QFrame(self.area.viewport())
        self.area.setWidget(inside)
        self.sections = {
            part.key: PartSection(part, context.mission, parent=inside) for parts in groups.values() for part in parts
        }
        self.desk = PartDesk(context, list(self.sections.values()), self)
        self.desk.shown.connect(self._count)
        self.usual = button(self.tr("Add the usual tags"), self.add_usual_tags, "", "plus")
        self.usual.hide()
        self.hints = label("", "warning", wrap=True)
        self.hints.hide()
        self._new = label(self.tr("What belongs to a record can be entered once it is saved."), "muted", wrap=True)
        inside.setMaximumWidth(WIDEST)
        column = QVBoxLayout(inside)
        column.setContentsMargins(18, 4, 14, 18)
        column.setSpacing(10)
        column.addWidget(self._new)
        column.addWidget(self.hints)
        for group, parts in groups.items():
            if headed:
                self._headings[entries[group]] = heading = label(group_name(group), "section")
                column.addWidget(heading)
            for part in parts:
                column.addWidget(self.sections[part.key])
            column.addSpacing(8)
        column.addStretch()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(6)
        margin = QVBoxLayout()
        margin.setContentsMargins(18, 0, 14, 0)
        margin.addWidget(self._index)
        whole.addLayout(margin)
        whole.addWidget(self.area, 1)
        self._index.setVisible(headed)
        if TAG.key in self.sections:
            self.sections[TAG.key].put_beside(self.usual)
        first = next(iter(self.sections.values())).edit
        in_order(first, *self._headings, first)  # first to where the parts begin, then before them

    def show_record(self, key: RecordKey | None, deleted: bool = False) -> None:
        """Show the parts of a record; of a new one nothing yet."""
        self._new.setVisible(key is None)
        if key is None:
            self.counted.emit(0)
        self._owner = None if deleted else key
        self.desk.show(key, locked=deleted)

    def add_usual_tags(self) -> None:
        """Give the activity the tags that one of its type usually has."""
        if self._owner is not None:
            self._context.tasks.write("save", "", partial(_add_usual, self._owner), self._added)

    def open(self, key: RecordKey, field: str = "") -> None:
        """Open a part, with the cursor in a field."""
        self.desk.open(CHILD_TYPES[key.type], key.uid, field)

    def knows(self, problem: Problem) -> bool:
        """Whether a problem is about a part that stands here."""
        return self._kind_of(problem) is not None

    def go_to(self, problem: Problem) -> None:
        """Open the part that a problem is about, an empty one where there is none, or go to its kind."""
        kind = self._kind_of(problem)
        if kind is None:
            return
        section = self.sections[kind.key]
        self.area.ensureWidgetVisible(section, 0, 40)
        rest = problem.field.rpartition(".")[2]
        rows = self.desk.parts.of(kind) if self.desk.parts is not None else []
        missing = kind.natural_key and len(kind.natural_key) == 1 and problem.code.startswith("no-")
        if problem.part:
            self.desk.open(kind, problem.part, rest)
        elif kind.natural_key == () and rows:
            self.desk.open(kind, rows[0].uid, rest)
        elif missing and rest not in kind.by_key and "." in problem.field:
            self.desk.add(kind, {(kind.natural_key or ("",))[0]: rest})
        elif not rows:
            self.desk.add(kind)
        else:
            section.go()

    def _kind_of(self, problem: Problem) -> RecordType | None:
        name = problem.field.partition(".")[0]
        return next((s.kind for s in self.sections.values() if name in (s.kind.called, s.kind.key)), None)

    def _added(self, count: int) -> None:
        self._context.notices.say(counted(count, self.tr("Added 1 tag"), self.tr("Added {count} tags")), undo=True)

    def _remind(self, found: tuple[RecordKey, list[Problem], int]) -> None:
        """Say what to think of, and offer the usual tags that are not there."""
        owner, problems, missing = found
        if owner == self._owner:
            self.hints.setText("\n".join(capital(problem_text(problem)) for problem in problems))
            self.hints.setVisible(bool(problems))
            self.usual.setVisible(bool(missing))

    def _count(self, parts: Parts) -> None:
        if self._owner is not None and TAG.key in self.sections:
            self._context.tasks.read(partial(_think, self._owner), self._remind)
        self.counted.emit(sum(len(rows) for rows in parts.rows.values()))

    def _go_to(self, entry: QAbstractButton) -> None:
        self.area.verticalScrollBar().setValue(max(0, self._headings[entry].y() - 4))


def _think(owner: RecordKey, reading: Reading) -> tuple[RecordKey, list[Problem], int]:
    return owner, hints(reading, owner), len(usual_tags(reading, owner))


def _add_usual(owner: RecordKey, write: Write) -> int:
    return len(add_usual_tags(write, owner.uid))
