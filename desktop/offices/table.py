"""The table of the board: arrows walk and unfold, Enter or a double click opens what a line speaks of."""

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTreeView

from db.board import Board
from db.board.words import NUMBERS
from desktop.offices.model import KEYS, LINE, BoardModel, page_of

WIDE = 1180  # from this width on all columns have room
_NAME, _REMARKS = KEYS.index("name"), KEYS.index("remarks")


class BoardTable(QTreeView):
    """Offices that unfold to their laptops."""

    page_wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.board = BoardModel(self)
        self._open: set[str] = set()
        self._fresh = True  # nobody has folded anything yet
        self.setModel(self.board)
        self.setAccessibleName(self.tr("Offices and laptops"))
        self.setUniformRowHeights(True)
        self.setExpandsOnDoubleClick(False)
        self.setIndentation(18)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.header().setHighlightSections(False)
        self.header().setSectionsMovable(False)
        self.doubleClicked.connect(self._wanted)
        self.expanded.connect(self._unfolded)
        self.collapsed.connect(self._folded)

    def show_board(self, board: Board, called: set[str]) -> None:
        """Show the board; at first the offices to be called are unfolded, later those that a person left so."""
        chosen = self.currentIndex().siblingAtColumn(0).data()
        before = called if self._fresh else self._open
        self.board.show_board(board)
        self.blockSignals(True)
        self._open = set()
        for item in self.board.offices():
            office = item.data(LINE).office
            if office in before and item.hasChildren():
                self.expand(item.index())
                self._open.add(office)
        self.blockSignals(False)
        self._lay_out()
        found = self.board.findItems(chosen, Qt.MatchFlag.MatchExactly | Qt.MatchFlag.MatchRecursive) if chosen else []
        first = found[0] if found else self.board.item(0)
        if first is not None:
            self.setCurrentIndex(first.index())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open with Enter; leave everything else to the tree."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._wanted(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out what has no room."""
        super().resizeEvent(event)
        self._leave_out()

    def _wanted(self, index: QModelIndex) -> None:
        line = index.data(LINE)
        if line is not None:
            self.page_wanted.emit(page_of(line, KEYS[index.column()]))

    def _unfolded(self, index: QModelIndex) -> None:
        self._fresh = False
        self._open.add(index.data(LINE).office)

    def _folded(self, index: QModelIndex) -> None:
        self._fresh = False
        self._open.discard(index.data(LINE).office)

    def _lay_out(self) -> None:
        """Give the columns their widths: `clear` of the model forgets them."""
        header = self.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(_REMARKS, QHeaderView.ResizeMode.Stretch)
        header.setMinimumSectionSize(48)
        self._leave_out()

    def _leave_out(self) -> None:
        """Hide, where there is little room, the program version and numbers that are none."""
        narrow = self.width() < WIDE
        self.setColumnHidden(KEYS.index("app"), narrow)
        for key in NUMBERS:
            self.setColumnHidden(KEYS.index(key), narrow and self.board.silent(key))
