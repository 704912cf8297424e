"""A register as a table model: ids first, rows in blocks when they are painted."""

from dataclasses import replace
from datetime import date
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QFont
from PySide6.QtWidgets import QApplication

from db.catalogue import Mission, RecordType
from db.records import Found, Group, ListColumn, ListRow, Wanted, columns_of
from desktop import icons, theme
from desktop.i18n import short_date
from desktop.registers.behind import can_be_typed, field_behind, fields_behind
from desktop.registers.cells import cell_text, group_text, head_text, header_text
from desktop.registers.lines import Lines
from desktop.registers.source import Source
from desktop.tasks import Ticket
from desktop.widgets.parts import as_it_is

BLOCK = 100
KEEP = 5_000  # rows kept in memory; ids are kept for all
UID_ROLE = Qt.ItemDataRole.UserRole
SORT_ROLE = Qt.ItemDataRole.UserRole + 1  # native values: what a test or an export compares
Index = QModelIndex | QPersistentModelIndex
_NONE = QModelIndex()
_RANKS = "¹²³⁴⁵⁶⁷⁸⁹"


class RegisterModel(QAbstractTableModel):
    """The records of one register that match; never waits for the database."""

    loaded = Signal()
    columns_changed = Signal()
    typed = Signal(str, str, str)  # in a cell: the record, the field as the form knows it, the text

    def __init__(self, source: Source, kind: RecordType, mission: Mission, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._source = source
        self._mission = mission
        self.known = columns_of(kind.key, mission)
        self.wanted = Wanted()
        self.columns: list[ListColumn] = [self.known[key] for key in self.wanted.columns]
        self.lines = Lines()
        self.found = Found([])
        self._closed: frozenset[str] = frozenset()
        self._rows: dict[str, ListRow] = {}
        self._asked: set[int] = set()
        self._blocks: set[int] = set()
        self._stale: set[str] = set()
        self._searching: Ticket | None = None
        self._drafts: frozenset[str] = frozenset()
        self.ready = False
        self.editing = False
        self._anew = True  # whether another list was asked for than the one that is shown
        self._compact = False
        # Painting asks for rows one by one; they are fetched together when painting is over.
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._fetch)

    # ---- what is shown ----

    def show(self, wanted: Wanted) -> None:
        """Show what matches; the old rows stay until the new ids are there."""
        anew = not self.ready or replace(wanted, columns=()) != replace(self.wanted, columns=())
        columns = [self.known[key] for key in wanted.columns if key in self.known]
        if wanted.group != self.wanted.group:
            self._closed = frozenset()
        self.wanted = replace(wanted, columns=tuple(column.key for column in columns))
        if columns != self.columns:
            self.beginResetModel()
            self.columns = columns
            self._rows.clear()
            self._asked.clear()
            self.endResetModel()
            self.columns_changed.emit()
        if self._searching is not None:
            self._searching.drop()
        self._anew = anew
        self._searching = self._source.ids(self.wanted, self._keys(), self._take_ids)

    def forget(self, uids: set[str]) -> None:
        """Read these records again (all where the set is empty), and the list's order with them."""
        # What is shown stays until the new row is there: a list that goes blank for a moment looks broken.
        self._stale |= (uids or set(self._rows)) & self._rows.keys()
        self._asked.clear()
        self.show(self.wanted)

    def mark_drafts(self, uids: frozenset[str]) -> None:
        """Mark the records that hold text which is not saved."""
        changed = self._drafts ^ uids
        self._drafts = uids
        for uid in changed:
            row = self.lines.line_of(uid)
            if row >= 0:
                self._repaint(row, row)

    def set_compact(self, compact: bool) -> None:
        """Put the date under the reference number: the list is narrow and has no column for it."""
        if compact != self._compact:
            self._compact = compact
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self.columns) - 1)

    def toggle(self, group: Group) -> None:
        """Close or open a group."""
        self._closed ^= {group.value}
        self.beginResetModel()
        self.lines = Lines(self.found.uids, self.found.groups, self._closed)
        self._asked.clear()
        self.endResetModel()

    def column(self, key: str) -> int:
        """Return where a column stands, -1 where it is not shown."""
        return next((place for place, column in enumerate(self.columns) if column.key == key), -1)

    def row_of(self, uid: str) -> int:
        """Return the row of a record, -1 where it does not match."""
        return self.lines.line_of(uid)

    def uid_at(self, row: int) -> str:
        """Return the id of a row, empty for the head of a group and beyond the ends."""
        return self.lines.uid_at(row)

    def row_at(self, row: int) -> ListRow | None:
        """Return the record of a row as far as it has been read."""
        return self._rows.get(self.lines.uid_at(row))

    # ---- what Qt asks ----

    def rowCount(self, parent: Index = _NONE) -> int:
        """Return how many lines there are."""
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index = _NONE) -> int:
        """Return the number of columns."""
        return 0 if parent.isValid() else len(self.columns)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let cells be typed into while the list is edited; what the program sets never can be."""
        flags = super().flags(index)
        if self.editing and index.isValid() and self._editable(index):
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the words above the columns; where several sort, each says which it is."""
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        column = self.columns[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(column)
        if role == Qt.ItemDataRole.ToolTipRole:
            more = self.tr("Click sorts by it, Shift+click by it after the others")
            return "\n".join(filter(None, (header_text(column), column.dimension, more)))
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if self._compact and column.key == "ref":
            return self.tr("Ref and date")
        ranks = [key for key, _ in self.wanted.sort]
        rank = _RANKS[ranks.index(column.key)] if len(ranks) > 1 and column.key in ranks[: len(_RANKS)] else ""
        return f"{header_text(column)}{rank}"

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return one cell; empty until its block has arrived."""
        if not index.isValid() or index.row() >= len(self.lines):
            return None
        group = self.lines.head_at(index.row())
        if group is not None:
            return self._head(group, index.column(), role)
        uid, column = self.lines.uid_at(index.row()), self.columns[index.column()]
        if role == UID_ROLE:
            return uid
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(column)
        row = self._rows.get(uid)
        if row is None or uid in self._stale:
            self._want(index.row())
        if row is None:
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            text = self._text(row, column)
            if role == Qt.ItemDataRole.ToolTipRole and column.key == "title":
                text = "\n".join(part for part in (text, self._mark_text(row)) if part)
            return as_it_is(text) if role == Qt.ItemDataRole.ToolTipRole else text
        if role == Qt.ItemDataRole.DecorationRole and column.key == "title":
            return self._mark(row)
        if role in (SORT_ROLE, Qt.ItemDataRole.EditRole):
            value = row.cells.get(column.key)
            return value if role == SORT_ROLE else "" if value is None else str(value)
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Pass on what was typed into a cell; the office answers with the row as it is then."""
        before = str(index.data(Qt.ItemDataRole.EditRole) or "")
        uid = self.lines.uid_at(index.row())
        if role != Qt.ItemDataRole.EditRole or not uid or str(value) == before:
            return False
        self.typed.emit(uid, self.field_at(index, str(value)), str(value))
        return True

    def field_at(self, index: Index, text: str = "") -> str:
        """Return the key under which the form knows what a cell shows; `text` is what is about to be typed into it."""
        column, row = self.columns[index.column()], self.row_at(index.row())
        return field_behind(column, row, self._mission, text, date.today())

    # ---- coming and going ----

    def _take_ids(self, found: Found) -> None:
        """Show what was found: the first lines at once, and the others after them without a jump."""
        if found.whole:
            self._searching = None
        before, self.found = self.found, found
        if found.rows:
            self._take_rows(list(found.rows))
        if not found.whole and not self._anew:
            self.found = before  # the same list, read again: whoever is far down in it stays there
            return
        if found.uids == before.uids and found.groups == before.groups:
            if len(self.lines):
                self._repaint(0, len(self.lines) - 1)
        elif not before.whole and not found.groups and found.uids[: len(before.uids)] == before.uids:
            self.beginInsertRows(_NONE, len(before.uids), len(found.uids) - 1)
            self.lines = Lines(found.uids)
            self.endInsertRows()
        else:
            self.beginResetModel()
            self.lines = Lines(found.uids, found.groups, self._closed)
            self._asked.clear()
            self.endResetModel()
        if found.whole:
            self.ready = True
            self.loaded.emit()

    def _want(self, row: int) -> None:
        block = row // BLOCK
        if block not in self._asked:
            self._asked.add(block)
            self._blocks.add(block)
            if not self._soon.isActive():
                self._soon.start()

    def _fetch(self) -> None:
        lines = (line for block in sorted(self._blocks) for line in range(block * BLOCK, (block + 1) * BLOCK))
        wanted = [uid for line in lines if (uid := self.lines.uid_at(line))]
        self._blocks.clear()
        if wanted:
            self._source.rows(wanted, self._keys(), self._take_rows)

    def _keys(self) -> list[str]:
        """Return the columns that a line is read with: what is shown, and what stands behind it."""
        keys = [*self.wanted.columns, *(column.currency for column in self.columns if column.currency)]
        return list(dict.fromkeys([*keys, *fields_behind(self.columns, self._mission)]))

    def _take_rows(self, rows: list[ListRow]) -> None:
        if len(self._rows) + len(rows) > KEEP:
            self._rows.clear()  # far from what is seen now; what is seen is asked for again
            self._asked.clear()
        self._rows.update({row.uid: row for row in rows})
        self._stale -= {row.uid for row in rows}
        places = [place for row in rows if (place := self.lines.line_of(row.uid)) >= 0]
        if places:
            self._repaint(min(places), max(places))

    def _repaint(self, first: int, last: int) -> None:
        self.dataChanged.emit(self.index(first, 0), self.index(last, max(len(self.columns) - 1, 0)))

    # ---- words ----

    def _head(self, group: Group, column: int, role: int) -> Any:
        if role == Qt.ItemDataRole.BackgroundRole:
            return QColor(theme.tokens().hover)
        if role == Qt.ItemDataRole.FontRole:
            bold = QFont(QApplication.font())
            bold.setWeight(QFont.Weight.DemiBold)
            return bold
        if column == 0 and role == Qt.ItemDataRole.DecorationRole:
            return icons.icon("right" if self.lines.is_closed(group) else "down")
        if column == 0 and role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            name = group_text(self.wanted.group, group.value, self.known.get(self.wanted.group), self._mission)
            return head_text(group, name, self.columns)
        return None

    def _text(self, row: ListRow, column: ListColumn) -> str:
        text = cell_text(column, row, self._mission)
        return f"{text}\n{short_date(row.date)}" if self._compact and column.key == "ref" else text

    def _editable(self, index: Index) -> bool:
        line = self.row_at(index.row())
        return line is not None and not line.masked and can_be_typed(self.columns[index.column()])

    def _mark(self, row: ListRow) -> Any:
        if row.uid in self._drafts:
            return icons.icon("pencil", "accent_text")
        return icons.icon("warning", "warn") if row.conflict else None

    def _mark_text(self, row: ListRow) -> str:
        if row.uid in self._drafts:
            return self.tr("Holds text that is not saved yet")
        return self.tr("Holds two values for one field: choose one") if row.conflict else ""


def _alignment(column: ListColumn) -> Any:
    side = Qt.AlignmentFlag.AlignRight if column.numeric else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter
