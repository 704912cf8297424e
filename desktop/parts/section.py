"""One kind of part: its name, how many there are, a compact table of them, and the keys to add, open and delete."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from db.catalogue import Mission, RecordType
from db.records import PartRow
from desktop.i18n import tr_db
from desktop.parts.arrangement import columns
from desktop.parts.table import MOST, PartTable
from desktop.parts.words import cell
from desktop.widgets.parts import in_order, label, tool_button


class PartSection(QWidget):
    """A kind of part with its rows."""

    add_wanted = Signal(object)  # the kind
    open_wanted = Signal(object, str)  # the kind and the id of a part
    delete_wanted = Signal(object, str)
    typed = Signal(object, str, str, str)  # the kind, the id of a part, a field, its text

    def __init__(self, kind: RecordType, mission: Mission, most: int = MOST, parent: QWidget | None = None) -> None:
        """Make a section with at most so many rows in sight at once; with 0 it fills a page that says what it is."""
        super().__init__(parent)
        self.kind, self._mission, self._most = kind, mission, most
        self.rows: Sequence[PartRow] = ()
        self._locked = False
        self._shown: object = None
        name = tr_db(kind.label if kind.natural_key == () else kind.plural)
        self.heading = label(name, "label")
        self.count = label("", "small")
        one = tr_db(kind.label)
        self.add = tool_button(self.tr("Add: {kind}  Insert").format(kind=one), "plus", self._add)
        self.edit = tool_button(self.tr("Open: {kind}  Enter").format(kind=one), "pencil", self._open)
        self.remove = tool_button(self.tr("Delete: {kind}  Delete").format(kind=one), "close", self._delete)
        self._name = name
        self._table: PartTable | None = None
        self._head = head = QHBoxLayout()
        head.setSpacing(4)
        head.addWidget(self.heading)
        head.addWidget(self.count)
        head.addStretch()
        if not most:
            self.heading.hide()
            self.count.hide()
        for made in (self.edit, self.remove, self.add):
            head.addWidget(made)
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addLayout(head)
        self.show_rows((), {})

    @property
    def table(self) -> PartTable:
        """The rows. It is made for the first of them: of most kinds a record has none."""
        if self._table is None:
            self._table = made = PartTable(self.kind, [self._heading(key) for key in columns(self.kind)], self)
            made.setAccessibleName(self._name)
            made.opened.connect(self._open)
            made.deleted.connect(self._delete)
            made.added.connect(self._add)
            made.parts.typed.connect(self._typed)
            made.setVisible(bool(self.rows))
            self._column.addWidget(made)
            in_order(self.add, made)
        return self._table

    def show_rows(self, rows: Sequence[PartRow], called: Mapping[str, str], locked: bool = False) -> None:
        """Show these parts; the one that was current stays so."""
        if (rows, called, locked) == self._shown:
            return
        self._shown = (rows, called, locked)
        current = self.current
        self.rows, self._locked = rows, locked
        if rows or self._table is not None:
            self._fill(current, called)
        self.count.setText(str(len(rows)) if len(rows) > 1 else "")
        single = self.kind.natural_key == ()
        self.add.setVisible(not locked and not (single and rows))
        self.edit.setVisible(bool(rows))
        self.remove.setVisible(bool(rows) and not locked)

    def _fill(self, current: str, called: Mapping[str, str]) -> None:
        table, keys = self.table, columns(self.kind)
        column = max(table.currentIndex().column(), 0)
        table.parts.locked = self._locked
        table.parts.show_parts(
            [[self._cell(key, row, called, key == keys[0]) for key in keys] for row in self.rows],
            [["" if row.values.get(key) is None else str(row.values[key]) for key in keys] for row in self.rows],
        )
        table.setVisible(bool(self.rows))
        if self._most:
            table.fit(self._most)
        if self.rows:
            place = next((number for number, row in enumerate(self.rows) if row.uid == current), 0)
            table.choose(place, column)

    def put_beside(self, widget: QWidget) -> None:
        """Put a button of a special kind before the others."""
        self._head.insertWidget(3, widget)
        in_order(self.edit, widget, self.edit)  # first to where that is, then before it

    @property
    def current(self) -> str:
        """The id of the current part, "" where there is none."""
        place = self._table.currentIndex().row() if self._table is not None else -1
        return self.rows[place].uid if 0 <= place < len(self.rows) else ""

    def go(self) -> None:
        """Put the keyboard here."""
        widget = self.table if self.rows else self.add
        widget.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Insert add wherever the keyboard is in here."""
        if event.key() == Qt.Key.Key_Insert:
            self._add()
        else:
            super().keyPressEvent(event)

    def _heading(self, key: str) -> str:
        field = self.kind.by_key[key]
        return self.tr("Name") if field.language else tr_db(field.label)  # a name in any language

    def _cell(self, key: str, row: PartRow, called: Mapping[str, str], first: bool) -> object:
        text = cell(self.kind, key, row, self._mission, called)
        if first and row.conflict:
            return self.tr("{text} (two values)").format(text=text)
        value = row.values.get(key)
        return value if isinstance(value, int) else text

    def _typed(self, row: int, column: int, text: str) -> None:
        self.typed.emit(self.kind, self.rows[row].uid, columns(self.kind)[column], text)

    def _add(self) -> None:
        if not self.add.isHidden():
            self.add_wanted.emit(self.kind)

    def _open(self) -> None:
        if self.current:
            self.open_wanted.emit(self.kind, self.current)

    def _delete(self) -> None:
        if self.current and not self._locked:
            self.delete_wanted.emit(self.kind, self.current)
