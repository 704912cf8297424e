"""The page of inputs: sections one under the other, and an index that never clips."""

from collections.abc import Mapping, Sequence, Set

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from db.catalogue import ACTIVITY_TYPES, SECTION_LABELS, Mission, RecordType, dimensions_of
from db.catalogue.attachments import ABOUT
from db.catalogue.layout import ATTACHED, HISTORY, composed_fields, dependent_fields, matters, sections
from db.catalogue.parts import TALLY
from db.catalogue.sections import DELEGATES, PEOPLE
from db.errors import Problem
from db.records import Conflict, HistoryEntry
from desktop.forms.conflict_line import ConflictLine
from desktop.forms.editors import ChoiceEditor, CountEditor, Editor, Options
from desktop.forms.field_box import FieldBox, LevelRow, options_of
from desktop.forms.history_list import HistoryList
from desktop.forms.people import PeopleGrids
from desktop.forms.texts import TALLIES, Texts
from desktop.i18n import capital, problem_text, tr_db
from desktop.widgets.flow import FlowLayout
from desktop.widgets.parts import in_order, label, last_within

WIDEST = 760  # longer lines are hard to read
SIDE = 720  # pixels from which on the index stands beside the fields


class FormSheet(QWidget):
    """All inputs of one record type. It shows and tells; it decides nothing."""

    edited = Signal()
    decided = Signal(object, object)  # a conflict and the candidate to keep
    new_wanted = Signal(str)  # the field that wants a record which is not there yet

    def __init__(self, kind: RecordType, mission: Mission, parent: QWidget | None = None) -> None:
        # Whoever holds others is put into the window first and filled then: Qt looks the style of everything up anew
        # each time that what holds it is put elsewhere.
        super().__init__(parent)
        self._kind, self._mission = kind, mission
        self.boxes: dict[str, FieldBox] = {}
        shown = composed_fields(kind, mission)
        self._dependent = {key: one for key, one in dependent_fields(kind).items() if {key, one.of} <= shown}
        self.people: dict[str, PeopleGrids] = {}  # by section
        self._sections: dict[str, QWidget] = {}
        self._lines: list[ConflictLine] = []

        self.index: dict[str, QPushButton] = {}
        self._group = QButtonGroup(self)
        self._group.buttonClicked.connect(self._go_to_button)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(6)
        self._grid = QGridLayout()
        self._grid.setSpacing(6)
        self._grid.setColumnStretch(1, 1)
        whole.addLayout(self._grid, 1)
        self._beside = QWidget(self)
        margin = QVBoxLayout(self._beside)
        margin.setContentsMargins(18, 0, 14, 0)
        self._index_row = QWidget(self._beside)
        self._flow = FlowLayout(self._index_row, across=16, down=0)
        margin.addWidget(self._index_row)
        margin.addStretch()

        self.area = QScrollArea(self)
        self.area.setWidgetResizable(True)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.verticalScrollBar().valueChanged.connect(self._follow)
        self._place_index()
        self._inside = QWidget()
        self._inside.setMaximumWidth(WIDEST)
        self.area.setWidget(self._inside)
        self._column = column = QVBoxLayout(self._inside)
        column.setContentsMargins(18, 4, 14, 18)
        column.setSpacing(26)
        people = dimensions_of(kind.key) if kind.key in ACTIVITY_TYPES else {}
        split = {PEOPLE: {key: one for key, one in people.items() if one.of == "total"}}
        # Counted apart from everybody else who was there: the delegates of an assembly, and those who wanted to be.
        split[DELEGATES] = {key: one for key, one in people.items() if one.of != "total"}
        for key, rows in sections(kind, mission).items():
            body = self._add_section(key, tr_db(SECTION_LABELS[key]))
            for row in rows:
                body.addLayout(self._row(row, self._sections[key]))
            if split.get(key):
                self.people[key] = grids = PeopleGrids(mission, split[key], self._sections[key])
                grids.edited.connect(self._edited)
                grids.number_taken.connect(self._take_number)
                body.addWidget(grids)
        self.attached: QVBoxLayout | None = None
        if kind.key in (*ACTIVITY_TYPES, *ABOUT):
            self.attached = self._add_section(ATTACHED, self.tr("Photos and papers"))
        self.history = HistoryList(kind, mission)
        self.history.built.connect(self._order_history)
        self._add_section(HISTORY, self.tr("History")).addWidget(self.history)
        column.addStretch(1)

        self.help = label("", "small", wrap=True)
        self.help.setContentsMargins(18, 0, 14, 0)
        self.help.setMinimumHeight(self.help.sizeHint().height())  # what comes and goes must not move the form
        whole.addWidget(self.help)
        for keys, slot in (("Ctrl+PgDown", self.next_section), ("Ctrl+PgUp", self.previous_section)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(slot)
        in_order(*self.index.values())
        next(iter(self.index.values())).setChecked(True)
        self._show_dependents()

    # ---- texts ----

    def editors(self) -> dict[str, Editor]:
        """Return every input by its key."""
        return {**{key: box.editor for key, box in self.boxes.items()}, **self.cells}

    @property
    def cells(self) -> dict[str, CountEditor]:
        """Every count of people by its key."""
        return {key: cell for grids in self.people.values() for key, cell in grids.cells.items()}

    def texts(self) -> Texts:
        """Return what stands in the inputs."""
        return {key: editor.text() for key, editor in self.editors().items()}

    def set_texts(self, texts: Mapping[str, str]) -> None:
        """Show texts; an input that holds the same already is left alone, cursor and all."""
        editors = self.editors()
        for key, text in texts.items():
            if editors[key].text() != text:
                box = self.boxes.get(key)
                box.set_text(text) if box else editors[key].set_text(text)
        self._offer_followers()
        self._show_dependents()

    def offer(self, options: Mapping[str, Options]) -> None:
        """Offer choices that are not in a code list of the mission: other records, the states that may follow."""
        for key, offered in options.items():
            editor = self.boxes[key].editor
            assert isinstance(editor, ChoiceEditor)
            editor.offer(offered)

    def lock(self, locked: bool, fixed: Set[str] = frozenset()) -> None:
        """Let everything be read only, or the `fixed` fields that say which record it is."""
        for grids in self.people.values():
            grids.lock(locked)
        for key, editor in self.editors().items():
            editor.set_locked(locked or key in fixed)

    # ---- problems, conflicts, history ----

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Show each problem beside its field."""
        by_key: dict[str, list[str]] = {}
        for problem in problems:
            by_key.setdefault(problem.field, []).append(capital(problem_text(problem)))
        for key, box in self.boxes.items():
            box.show_problem(" ".join(by_key.get(key, ())))
        for grids in self.people.values():
            grids.reconcile(self.texts(), by_key)
        self._show_dependents()

    def show_conflicts(self, conflicts: Sequence[Conflict]) -> None:
        """Show each open conflict beside its field."""
        for old in self._lines:
            old.hide()
            old.deleteLater()
        self._lines = []
        for conflict in conflicts:
            made = ConflictLine(conflict, self._mission)
            made.chosen.connect(self.decided)
            self._lines.append(made)
            own = self._kind.units.get(conflict.unit, ()) if conflict.key.type == self._kind.key else ()
            if own and own[0].key in self.boxes:
                box = self.boxes[own[0].key]
                box.column.insertWidget(box.column.count() - 1, made)
                before = last_within(box.editor)
            elif conflict.key.type == TALLY.key:
                before = last_within(self.people[PEOPLE])
                self.people[PEOPLE].column.addWidget(made)
            else:  # of the record as a whole, or of a part that has a table of its own
                self._column.insertWidget(0, made)
                before = last_within(self._index_row)
            in_order(before, *made.buttons)

    def show_history(self, entries: Sequence[HistoryEntry]) -> None:
        """Show who changed what; a new record has no history, and a form of one section needs no index."""
        self.history.show_entries(entries)
        for part in (self._sections[HISTORY], self.index[HISTORY]):
            part.setVisible(bool(entries))
        shown = [entry for entry in self.index.values() if not entry.isHidden()]
        self._index_row.setVisible(len(shown) > 1)

    # ---- moving about ----

    def focus_field(self, key: str) -> None:
        """Bring a field into sight and put the cursor into it."""
        widget = self._widget_of(key)
        self.area.ensureWidgetVisible(widget, 0, 60)
        widget.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def focus_first(self) -> None:
        """Put the cursor into the first field."""
        self.area.verticalScrollBar().setValue(0)
        next(iter(self.boxes.values())).editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def go_to(self, section: str) -> None:
        """Bring a section to the top and mark it in the index."""
        self.area.verticalScrollBar().setValue(max(0, self._sections[section].y() - 4))
        self.index[section].setChecked(True)

    def next_section(self) -> None:
        """Go on to the next section, the cursor with it."""
        self._step(1)

    def previous_section(self) -> None:
        """Go back to the section before, the cursor with it."""
        self._step(-1)

    def _step(self, by: int) -> None:
        keys = [key for key, section in self._sections.items() if not section.isHidden()]
        now = next((n for n, key in enumerate(keys) if self.index[key].isChecked()), 0)
        here = keys[min(max(now + by, 0), len(keys) - 1)]
        inputs = [editor for editor in self._sections[here].findChildren(Editor) if editor.isEnabled()]
        if inputs:
            inputs[0].setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.go_to(here)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the index at the side where there is room, above the fields where there is not."""
        super().resizeEvent(event)
        if (event.size().width() >= SIDE) != self._flow.column:
            self._flow.column = not self._flow.column
            self._place_index()

    def _place_index(self) -> None:
        side = self._flow.column
        self._grid.addWidget(self._beside, 0, 0 if side else 1)
        self._grid.addWidget(self.area, 0 if side else 1, 1)
        self._grid.setRowStretch(1, 0 if side else 1)
        self._flow.invalidate()

    def _show_help(self, text: str) -> None:
        self.help.setText(text)

    def _order_history(self) -> None:
        before = list(self._sections.values())[-2]
        in_order(before, *self.history.findChildren(QAbstractButton))

    def _go_to_button(self, button: QAbstractButton) -> None:
        self.go_to(next(key for key, entry in self.index.items() if entry is button))

    def _widget_of(self, key: str) -> Editor:
        if key in self.boxes:
            return self.boxes[key].editor
        cells = self.cells
        if key in cells:
            return cells[key]
        first = next((cell for name, cell in cells.items() if name.startswith(f"{key}.")), None)
        return first or next(
            iter(cells.values() if key.startswith(TALLIES) else (b.editor for b in self.boxes.values()))
        )

    def _follow(self, position: int) -> None:
        """Mark the section that is being read."""
        bar = self.area.verticalScrollBar()
        if position >= bar.maximum() and self._group.checkedButton() is not None and bar.maximum() > 0:
            return  # at the end several sections are in sight: the one that was chosen stays marked
        now = [key for key, widget in self._sections.items() if widget.y() <= position + 40]
        self.index[now[-1] if now else next(iter(self._sections))].setChecked(True)

    # ---- building ----

    def _add_section(self, key: str, text: str) -> QVBoxLayout:
        section = QWidget(self._inside)
        body = QVBoxLayout(section)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(10)
        body.addWidget(label(text, "section"))
        self._column.addWidget(section)
        self._sections[key] = section
        entry = QPushButton(text, self)
        entry.setProperty("look", "index")
        entry.setCheckable(True)
        entry.setAutoDefault(False)
        bold = QFont(entry.font())
        bold.setWeight(QFont.Weight.DemiBold)
        entry.setMinimumWidth(QFontMetrics(bold).horizontalAdvance(text) + 8)  # chosen, it is bold and must not clip
        self._group.addButton(entry)
        self._flow.addWidget(entry)
        self.index[key] = entry
        return body

    def _row(self, row: Sequence[tuple[str, int]], section: QWidget) -> QHBoxLayout:
        layout = LevelRow()
        layout.setSpacing(12)
        for key, share in row:
            box = FieldBox(self._kind.by_key[key], self._mission, parent=section)
            box.edited.connect(self._edited)
            box.new_wanted.connect(self.new_wanted)
            box.entered.connect(self._show_help)
            self.boxes[key] = box
            layout.addWidget(box, share)
        return layout

    def _edited(self) -> None:
        self._offer_followers()
        self._show_dependents()
        self.edited.emit()

    def _show_dependents(self) -> None:
        """Show what another field calls for, and what says something or is wrong without that."""
        texts = {key: box.editor.text() for key, box in self.boxes.items()}
        for key, when in self._dependent.items():
            box = self.boxes[key]
            held = bool(texts[key] or box.problem) or box.editor.inner.hasFocus()
            box.setVisible(held or matters(when, texts))

    def _offer_followers(self) -> None:
        """Offer the codes of the list that another field names."""
        for key, box in self.boxes.items():
            editor, named_by = box.editor, self._kind.by_key[key].choices_by
            if named_by in self.boxes and isinstance(editor, ChoiceEditor):
                editor.offer(options_of(self._mission.lists.get(self.boxes[named_by].editor.text())))

    def _take_number(self, key: str, number: str) -> None:
        self.boxes[key].set_text(number)
        self.edited.emit()
