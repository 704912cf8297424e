"""A register as a table model: ids first, rows in blocks when they are painted."""

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, QTimer, Signal

from db.catalogue import Mission, RecordType
from db.records import ListRow
from desktop import icons
from desktop.i18n import number, short_date, tr_db
from desktop.registers.source import Source, Wanted
from desktop.tasks import Ticket

BLOCK = 100
KEEP = 5_000  # rows kept in memory; ids are kept for all
SORTS = ("ref", "date", "municipality", "title", "status", "total")
REF, DATE, PLACE, TITLE, STATUS, PEOPLE = range(6)
UID_ROLE = Qt.ItemDataRole.UserRole
SORT_ROLE = Qt.ItemDataRole.UserRole + 1  # native values: what a test or an export compares
Index = QModelIndex | QPersistentModelIndex
_NONE = QModelIndex()


class RegisterModel(QAbstractTableModel):
    """The records of one register that match; never waits for the database."""

    loaded = Signal()

    def __init__(self, source: Source, kind: RecordType, mission: Mission, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._source = source
        self._mission = mission
        self._statuses = mission.lists[kind.by_key["status"].choices]
        self.wanted = Wanted()
        self._uids: list[str] = []
        self._places: dict[str, int] = {}
        self._rows: dict[str, ListRow] = {}
        self._asked: set[int] = set()
        self._blocks: set[int] = set()
        self._stale: set[str] = set()
        self._searching: Ticket | None = None
        self._drafts: frozenset[str] = frozenset()
        self.ready = False
        self._compact = False
        # Painting asks for rows one by one; they are fetched together when painting is over.
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._fetch)

    # ---- what is shown ----

    def show(self, wanted: Wanted) -> None:
        """Show what matches; the old rows stay until the new ids are there."""
        self.wanted = wanted
        if self._searching is not None:
            self._searching.drop()
        self._searching = self._source.ids(wanted, self._take_ids)

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
        for uid in changed & self._places.keys():
            row = self._places[uid]
            self.dataChanged.emit(self.index(row, REF), self.index(row, PEOPLE))

    def set_compact(self, compact: bool) -> None:
        """Put the date under the reference number: the list is narrow and has no column for it."""
        if compact != self._compact:
            self._compact = compact
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, REF, REF)

    def row_of(self, uid: str) -> int:
        """Return the row of a record, -1 where it does not match."""
        return self._places.get(uid, -1)

    def uid_at(self, row: int) -> str:
        """Return the id of a row, empty beyond the ends."""
        return self._uids[row] if 0 <= row < len(self._uids) else ""

    # ---- what Qt asks ----

    def rowCount(self, parent: Index = _NONE) -> int:
        """Return how many records match."""
        return 0 if parent.isValid() else len(self._uids)

    def columnCount(self, parent: Index = _NONE) -> int:
        """Return the number of columns."""
        return 0 if parent.isValid() else len(SORTS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the words above the columns."""
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(SORTS):
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(section)
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        return (
            self.tr("Ref and date") if self._compact else self.tr("Ref"),
            self.tr("Date"),
            self.tr("Place"),
            self.tr("Title"),
            self.tr("Status"),
            self.tr("People"),
        )[section]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return one cell; empty until its block has arrived."""
        if not index.isValid() or index.row() >= len(self._uids):
            return None
        uid = self._uids[index.row()]
        if role == UID_ROLE:
            return uid
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(index.column())
        row = self._rows.get(uid)
        if row is None or uid in self._stale:
            self._want(index.row())
        if row is None:
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            text = self._text(row, index.column())
            if role == Qt.ItemDataRole.ToolTipRole and index.column() == TITLE:
                return "\n".join(part for part in (text, self._mark_text(row)) if part)
            return text
        if role == Qt.ItemDataRole.DecorationRole and index.column() == TITLE:
            return self._mark(row)
        if role == SORT_ROLE:
            return getattr(row, SORTS[index.column()])
        return None

    # ---- coming and going ----

    def _take_ids(self, uids: list[str]) -> None:
        self._searching = None
        same = uids == self._uids
        if same:
            if self._uids:
                self.dataChanged.emit(self.index(0, REF), self.index(len(self._uids) - 1, PEOPLE))
        else:
            self.beginResetModel()
            self._uids = uids
            self._places = {uid: row for row, uid in enumerate(uids)}
            self._asked.clear()
            self.endResetModel()
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
        wanted = [uid for block in sorted(self._blocks) for uid in self._uids[block * BLOCK : (block + 1) * BLOCK]]
        self._blocks.clear()
        if wanted:
            self._source.rows(wanted, self._take_rows)

    def _take_rows(self, rows: list[ListRow]) -> None:
        if len(self._rows) + len(rows) > KEEP:
            self._rows.clear()  # far from what is seen now; what is seen is asked for again
            self._asked.clear()
        self._rows.update({row.uid: row for row in rows})
        self._stale -= {row.uid for row in rows}
        places = [self._places[row.uid] for row in rows if row.uid in self._places]
        if places:
            self.dataChanged.emit(self.index(min(places), REF), self.index(max(places), PEOPLE))

    # ---- words ----

    def _text(self, row: ListRow, column: int) -> str:
        if column == REF:
            return f"{row.ref}\n{short_date(row.date)}" if self._compact else row.ref
        if column == DATE:
            return short_date(row.date)
        if column == PLACE:
            return self._mission.lists["municipality"].label(row.municipality) if row.municipality else row.settlement
        if column == TITLE:
            return row.title
        if column == STATUS:
            return tr_db(self._statuses.label(row.status)) if row.status else ""
        return "" if row.total is None else number(row.total)

    def _mark(self, row: ListRow) -> Any:
        if row.uid in self._drafts:
            return icons.icon("pencil", "accent_text")
        return icons.icon("warning", "warn") if row.conflict else None

    def _mark_text(self, row: ListRow) -> str:
        if row.uid in self._drafts:
            return self.tr("Holds text that is not saved yet")
        return self.tr("Holds two values for one field: choose one") if row.conflict else ""


def _alignment(column: int) -> Any:
    side = Qt.AlignmentFlag.AlignRight if column == PEOPLE else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter
