"""The table of the board: arrows walk and unfold, Enter or a double click opens what a line speaks of."""

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTreeView

from db.board import Board, LaptopLine
from db.board.words import NUMBERS
from desktop.offices.model import KEYS, BoardModel, page_of

WIDE = 1180  # from this width on all columns have room
_NONE = QModelIndex()


class BoardTable(QTreeView):
    """Offices that unfold to their laptops."""

    page_wanted = Signal(str, str)  # a page, and the laptop to be chosen there, "" for none

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
        self.header().setStretchLastSection(False)
        self.header().setMinimumSectionSize(48)
        self.header().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.header().setSectionResizeMode(KEYS.index("remarks"), QHeaderView.ResizeMode.Stretch)
        self.doubleClicked.connect(self._wanted)
        self.expanded.connect(self._unfolded)
        self.collapsed.connect(self._folded)

    def show_board(self, board: Board, called: set[str]) -> None:
        """Show the board; at first the offices to be called are unfolded, later those that a person left so."""
        line = self.board.line(self.currentIndex())
        before = called if self._fresh else self._open
        self.board.show_board(board)
        self.blockSignals(True)
        self._open = set()
        for row, office in enumerate(board.offices):
            if office.office in before and office.laptops:
                self.expand(self.board.index(row, 0))
                self._open.add(office.office)
        self.blockSignals(False)
        self._leave_out()
        found = self.board.find(line.name) if line is not None else _NONE
        self.setCurrentIndex(found if found.isValid() else self.board.index(0, 0))

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
        line = self.board.line(index)
        if line is not None:
            replica = line.replica if isinstance(line, LaptopLine) else ""
            self.page_wanted.emit(page_of(line, KEYS[index.column()]), replica)

    def _unfolded(self, index: QModelIndex) -> None:
        self._fresh = False
        self._open.add(self.board.offices[index.row()].office)

    def _folded(self, index: QModelIndex) -> None:
        self._fresh = False
        self._open.discard(self.board.offices[index.row()].office)

    def _leave_out(self) -> None:
        """Hide, where there is little room, the program version and numbers that are none."""
        narrow = self.width() < WIDE
        self.setColumnHidden(KEYS.index("app"), narrow)
        for key in NUMBERS:
            self.setColumnHidden(KEYS.index(key), narrow and self.board.silent(key))
