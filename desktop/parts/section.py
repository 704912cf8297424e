"""One kind of part: its name, how many there are, a compact table of them, and the keys to add, open and delete."""

from collections.abc import Mapping, Sequence, Set

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QHeaderView, QVBoxLayout, QWidget

from db.catalogue import Mission, RecordType
from db.records import PartRow
from desktop.i18n import tr_db
from desktop.parts.arrangement import columns, wide_column
from desktop.parts.words import cell
from desktop.registers.table import RowDelegate
from desktop.widgets.grid import Grid
from desktop.widgets.parts import label, tool_button

MOST = 8  # rows in sight at once; more scroll


class PartTable(Grid):
    """Rows of parts: Enter or a double click opens, Insert adds, Delete deletes."""

    opened, deleted, added = Signal(), Signal(), Signal()

    def __init__(self, headers: Sequence[str], wide: int, right: Set[int]) -> None:
        super().__init__(headers, wide, right)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setItemDelegate(RowDelegate(self))
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(self.fontMetrics().lineSpacing() + 10)
        self.horizontalHeader().setMinimumSectionSize(40)
        self.doubleClicked.connect(self._open)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the keys of a table of parts."""
        keys = {
            Qt.Key.Key_Return: self.opened,
            Qt.Key.Key_Enter: self.opened,
            Qt.Key.Key_Delete: self.deleted,
            Qt.Key.Key_Insert: self.added,
        }
        wanted = keys.get(Qt.Key(event.key()))
        wanted.emit() if wanted is not None else super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Do nothing: letters do not jump about in a list as short as this."""

    def fit(self) -> None:
        """Be as high as the rows in sight."""
        rows = min(len(self.plain.rows), MOST)
        header = self.horizontalHeader().sizeHint().height()
        self.setFixedHeight(header + rows * self.verticalHeader().defaultSectionSize() + 4)

    def _open(self, _: QModelIndex) -> None:
        self.opened.emit()


class PartSection(QWidget):
    """A kind of part with its rows."""

    add_wanted = Signal(object)  # the kind
    open_wanted = Signal(object, str)  # the kind and the id of a part
    delete_wanted = Signal(object, str)

    def __init__(self, kind: RecordType, mission: Mission) -> None:
        super().__init__()
        self.kind, self._mission = kind, mission
        self.rows: Sequence[PartRow] = ()
        self._locked = False
        name = tr_db(kind.label if kind.natural_key == () else kind.plural)
        self.heading = label(name, "label")
        self.count = label("", "small")
        one = tr_db(kind.label)
        self.add = tool_button(self.tr("Add: {kind}  Insert").format(kind=one), "plus", self._add)
        self.edit = tool_button(self.tr("Open: {kind}  Enter").format(kind=one), "pencil", self._open)
        self.remove = tool_button(self.tr("Delete: {kind}  Delete").format(kind=one), "close", self._delete)
        keys = columns(kind)
        right = {n for n, key in enumerate(keys) if kind.by_key[key].kind.name in ("money", "percent", "count")}
        self.table = PartTable([tr_db(kind.by_key[key].label) for key in keys], wide_column(kind), right)
        self.table.setAccessibleName(name)
        self.table.opened.connect(self._open)
        self.table.deleted.connect(self._delete)
        self.table.added.connect(self._add)
        head = QHBoxLayout()
        head.setSpacing(4)
        head.addWidget(self.heading)
        head.addWidget(self.count)
        head.addStretch()
        for made in (self.edit, self.remove, self.add):
            head.addWidget(made)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addLayout(head)
        column.addWidget(self.table)
        self.show_rows((), {})

    def show_rows(self, rows: Sequence[PartRow], called: Mapping[str, str], locked: bool = False) -> None:
        """Show these parts; the one that was current stays so."""
        current = self.current
        self.rows, self._locked = rows, locked
        keys = columns(self.kind)
        self.table.show_rows([[self._cell(key, row, called, key == keys[0]) for key in keys] for row in rows])
        self.table.setVisible(bool(rows))
        self.table.fit()
        self.count.setText(str(len(rows)) if len(rows) > 1 else "")
        place = next((number for number, row in enumerate(rows) if row.uid == current), 0)
        if rows:
            self.table.setCurrentIndex(self.table.plain.index(place, 0))
        single = self.kind.natural_key == ()
        self.add.setVisible(not locked and not (single and rows))
        self.edit.setVisible(bool(rows))
        self.remove.setVisible(bool(rows) and not locked)

    @property
    def current(self) -> str:
        """The id of the current part, "" where there is none."""
        place = self.table.currentIndex().row()
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

    def _cell(self, key: str, row: PartRow, called: Mapping[str, str], first: bool) -> object:
        text = cell(self.kind, key, row, self._mission, called)
        if first and row.conflict:
            return self.tr("{text} ⚠").format(text=text)
        value = row.values.get(key)
        return value if isinstance(value, int) else text

    def _add(self) -> None:
        if not self.add.isHidden():
            self.add_wanted.emit(self.kind)

    def _open(self) -> None:
        if self.current:
            self.open_wanted.emit(self.kind, self.current)

    def _delete(self) -> None:
        if self.current and not self._locked:
            self.delete_wanted.emit(self.kind, self.current)
