"""The portfolio as a table: two lines a project, so that ten things about it fit beside each other."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QStyleOptionViewItem, QTableView

from desktop.portfolio.chosen import asked_for, uid_at
from desktop.portfolio.lights import SIZE
from desktop.portfolio.model import APPROVED, BALANCE, LIGHT, PAID, PLACE, STATE, STEP, TITLE, PortfolioModel
from desktop.widgets.rows import RowDelegate, walk_by_rows


class LineDelegate(RowDelegate):
    """Shortens each of two lines by itself; what is one text runs over both."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        """Wrap only what has no line break of its own."""
        super().initStyleOption(option, index)
        if "\n" in str(index.data() or ""):
            option.features &= ~QStyleOptionViewItem.ViewItemFeature.WrapText  # pyright: ignore[reportAttributeAccessIssue]


class PortfolioTable(QTableView):
    """Enter or a double click opens; the menu key offers the states a project may go to."""

    opened = Signal(str)
    menu_wanted = Signal(str, object)  # a project, and where on the screen

    def __init__(self, model: PortfolioModel) -> None:
        super().__init__()
        walk_by_rows(self)
        self.lines = model
        self.setAccessibleName(self.tr("Projects"))
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerItem)
        self.setWordWrap(True)
        self.setIconSize(QSize(SIZE, SIZE))
        self.setItemDelegate(LineDelegate(self))
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(2 * self.fontMetrics().lineSpacing() + 12)
        header = self.horizontalHeader()
        header.setSortIndicatorClearable(True)  # the third click brings back what burns first
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self.setModel(model)
        self.setSortingEnabled(True)
        self.doubleClicked.connect(self._open)
        self._chosen = ""  # the project one is on, wherever a new order puts it
        self.selectionModel().currentRowChanged.connect(self._note)
        model.modelReset.connect(self._choose_again)
        self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens; letters do not search, the search box does."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Do nothing: the search box does."""

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer what can be done with a project, at the pointer or at the chosen row."""
        uid, place = asked_for(self, event, QRect.bottomLeft)
        if uid:
            self.menu_wanted.emit(uid, place)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width again."""
        super().resizeEvent(event)
        self._fit()

    def _note(self, index: QModelIndex) -> None:
        self._chosen = uid_at(index) or self._chosen

    def _choose_again(self) -> None:
        """Stay on the project one was on; on the first where it is not shown any more."""
        if self.lines.rowCount():
            self.setCurrentIndex(self.lines.index(max(self.lines.row_of(self._chosen), 0), TITLE))

    def _fit(self) -> None:
        metrics, width = self.fontMetrics(), self.viewport().width()
        money = metrics.horizontalAdvance("USD 24,800.50") + 22
        fixed = {
            STATE: max(metrics.horizontalAdvance(word) for word in self.lines.state_words()) + 22,
            LIGHT: metrics.horizontalAdvance("Visit overdue") + SIZE + 24,
            APPROVED: money,
            PAID: money,
            BALANCE: money,
        }
        rest = max(width - sum(fixed.values()), 300)
        fixed |= {PLACE: int(rest * 0.28), STEP: int(rest * 0.36)}
        fixed[TITLE] = rest - fixed[PLACE] - fixed[STEP]
        for column, size in fixed.items():
            self.setColumnWidth(column, size)

    def _open(self, index: QModelIndex) -> None:
        if uid := uid_at(index):
            self.opened.emit(uid)
