"""The list of a register: full lines when it is alone, two-line rows beside a form, so that names stay readable."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QEvent, QItemSelection, QItemSelectionModel, QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QAbstractItemDelegate, QAbstractItemView, QApplication, QHeaderView, QTableView, QWidget

from db.catalogue import Mission, RecordType
from db.records import ListColumn, Wanted
from desktop.registers.delegate import CellDelegate
from desktop.registers.model import RegisterModel
from desktop.registers.widths import natural, share
from desktop.widgets.rows import walk_by_rows

NARROW = 980  # pixels; below it names need two lines
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_SELECT = QItemSelectionModel.SelectionFlag.ClearAndSelect


class RegisterTable(QTableView):
    """Rows of records; Enter or a click opens, Delete deletes, the headers sort. Several rows can be chosen."""

    opened = Signal(str)
    deleted = Signal()
    sort_wanted = Signal(str, bool)  # a column, and whether after the others
    columns_wanted = Signal(object)  # the keys in their new order
    chosen = Signal()  # other rows than before
    copy_wanted = Signal()
    paste_wanted = Signal()
    fill_wanted = Signal()

    def __init__(self, kind: RecordType, mission: Mission, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        walk_by_rows(self)
        self._mission = mission
        self.widths: dict[str, int] = {}  # those that a person gave
        self._fitting = False
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerItem)  # no row is cut at the top
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setWordWrap(True)
        self.setItemDelegate(CellDelegate(kind, mission, self))
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header = self.horizontalHeader()
        header.setSectionsClickable(True)
        header.setSectionsMovable(True)
        header.setSortIndicatorShown(True)
        header.setMinimumSectionSize(48)
        header.sectionClicked.connect(self._sort)
        header.sectionResized.connect(self._resized)
        header.sectionMoved.connect(self._moved)
        self._reorder = QTimer(self, singleShot=True, interval=0)
        self._reorder.timeout.connect(self._say_order)
        self.clicked.connect(self._clicked)
        self.doubleClicked.connect(self._double_clicked)

    @property
    def register(self) -> RegisterModel:
        """The model behind it."""
        model = self.model()
        assert isinstance(model, RegisterModel)
        return model

    def setModel(self, model) -> None:
        """Show a model."""
        super().setModel(model)
        model.columns_changed.connect(self.arrange)
        model.modelReset.connect(self._span)
        self.selectionModel().selectionChanged.connect(self._selected)
        self.arrange()

    def arrange(self, widths: Mapping[str, int] | None = None) -> None:
        """Lay the columns out again; `widths` are those that a saved view remembers."""
        if widths is not None:
            self.widths = dict(widths)
        header = self.horizontalHeader()
        header.blockSignals(True)
        for place in range(header.count()):
            header.moveSection(header.visualIndex(place), place)
        header.blockSignals(False)
        self.show_order(self.register.wanted)
        self._fit()

    def show_order(self, wanted: Wanted) -> None:
        """Put the arrow over the column that sorts first."""
        key, ascending = wanted.sort[0] if wanted.sort else ("", True)
        header = self.horizontalHeader()
        header.blockSignals(True)
        order = Qt.SortOrder.AscendingOrder if ascending else Qt.SortOrder.DescendingOrder
        header.setSortIndicator(self.register.column(key), order)
        header.blockSignals(False)

    def edit_cells(self, editing: bool) -> None:
        """Go by cells and type into them, or by rows."""
        trigger = QAbstractItemView.EditTrigger
        behaviour = QAbstractItemView.SelectionBehavior
        self.register.editing = editing
        typing = trigger.AnyKeyPressed | trigger.EditKeyPressed | trigger.DoubleClicked
        self.setEditTriggers(typing if editing else trigger.NoEditTriggers)
        self.setSelectionBehavior(behaviour.SelectItems if editing else behaviour.SelectRows)
        self.clearSelection()
        if self.currentIndex().isValid():
            flag = _SELECT if editing else _SELECT | QItemSelectionModel.SelectionFlag.Rows
            self.selectionModel().select(self.currentIndex(), flag)
        self.viewport().update()

    @property
    def uids(self) -> list[str]:
        """The chosen records in the order of the list."""
        found: list[int] = []
        for span in self.selectionModel().selection().toList():
            found += range(span.top(), span.bottom() + 1)
        return list(dict.fromkeys(uid for row in sorted(set(found)) if (uid := self.register.uid_at(row))))

    @property
    def current_uid(self) -> str:
        """The record of the current row."""
        return self.register.uid_at(self.currentIndex().row())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens, or types into a cell; Delete deletes; copy, paste and fill down as everywhere."""
        editing = self.register.editing
        if self.state() == QAbstractItemView.State.EditingState:
            event.accept()  # the Enter that ended an input arrives here too
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copy_wanted.emit()
        elif event.matches(QKeySequence.StandardKey.Paste):
            self.paste_wanted.emit()
        elif editing and event.key() == Qt.Key.Key_D and event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            self.fill_wanted.emit()
        elif event.key() in _ENTER and not self._toggled():
            self.edit(self.currentIndex()) if editing else self._open(self.currentIndex())
        elif event.key() == Qt.Key.Key_Delete and not editing:
            self.deleted.emit()
        elif event.key() not in _ENTER:
            super().keyPressEvent(event)

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        """Go down after Enter, as in a spreadsheet."""
        super().closeEditor(editor, hint)
        if hint == QAbstractItemDelegate.EndEditHint.SubmitModelCache:
            below = self.currentIndex().siblingAtRow(self.currentIndex().row() + 1)
            if below.isValid():
                self.setCurrentIndex(below)
        self.setFocus()

    def keyboardSearch(self, search: str) -> None:
        """Do nothing: it would ask every row of a hundred thousand for its text."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width again."""
        super().resizeEvent(event)
        self._fit()
        if self.currentIndex().isValid():
            self.scrollTo(self.currentIndex())

    def changeEvent(self, event: QEvent) -> None:
        """Measure again in another font."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange) and self.model() is not None:
            self._fit()

    def choose_row(self, row: int) -> None:
        """Make a row current and bring it into sight."""
        if 0 <= row < self.model().rowCount():
            self.setCurrentIndex(self.model().index(row, max(self.currentIndex().column(), 0)))
            self.scrollTo(self.currentIndex())

    def choose_rows(self, first: int, last: int) -> None:
        """Choose several rows."""
        there = QItemSelection(self.model().index(first, 0), self.model().index(last, self.model().columnCount() - 1))
        self.selectionModel().select(there, _SELECT | QItemSelectionModel.SelectionFlag.Rows)

    def _fit(self) -> None:
        """Give short columns what they need and the rest to the title."""
        if self.model() is None or self._fitting:
            return
        self._fitting = True
        metrics, room = self.fontMetrics(), self.viewport().width()
        narrow, model = room < NARROW, self.register

        def needs(column: ListColumn) -> int:
            return natural(column, self._mission, metrics, narrow)

        widths = share(model.columns, needs, self.widths, room, narrow)
        for place, column in enumerate(model.columns):
            self.setColumnHidden(place, column.key not in widths)
            if column.key in widths:
                self.setColumnWidth(place, widths[column.key])
        always, needed = Qt.ScrollBarPolicy.ScrollBarAlwaysOff, Qt.ScrollBarPolicy.ScrollBarAsNeeded
        self.setHorizontalScrollBarPolicy(always if narrow else needed)
        # The rows share the height without a rest, so that none is cut in two.
        least, height = metrics.lineSpacing() * (2 if narrow else 1) + (12 if narrow else 18), self.viewport().height()
        self.verticalHeader().setDefaultSectionSize(height // max(height // least, 1) if height > least else least)
        model.set_compact(narrow)
        self._fitting = False

    def _span(self) -> None:
        """Let the heads of groups take the whole width."""
        self.clearSpans()
        heads = self.register.lines.heads
        if self.register.columnCount() > 1:
            for row in heads:
                self.setSpan(row, 0, 1, self.register.columnCount())

    def _toggled(self) -> bool:
        group = self.register.lines.head_at(self.currentIndex().row())
        if group is None:
            return False
        row = self.currentIndex().row()
        self.register.toggle(group)
        self.choose_row(row)
        return True

    def _clicked(self, index: QModelIndex) -> None:
        plain = QApplication.keyboardModifiers() == Qt.KeyboardModifier.NoModifier
        if plain and not self._toggled() and not self.register.editing:
            self._open(index)

    def _double_clicked(self, index: QModelIndex) -> None:
        if self.register.editing and not index.flags() & Qt.ItemFlag.ItemIsEditable:
            self._open(index)

    def _open(self, index: QModelIndex) -> None:
        uid = self.register.uid_at(index.row())
        if uid:
            self.opened.emit(uid)

    def _selected(self, *_: Any) -> None:
        self.chosen.emit()

    def _sort(self, place: int) -> None:
        after = bool(QApplication.keyboardModifiers() & Qt.KeyboardModifier.ShiftModifier)
        self.sort_wanted.emit(self.register.columns[place].key, after)

    def _resized(self, place: int, _: int, size: int) -> None:
        if not self._fitting and self.viewport().width() >= NARROW and size:
            self.widths[self.register.columns[place].key] = size

    def _moved(self, *_: int) -> None:
        self._reorder.start()  # after the header has finished with the mouse

    def _say_order(self) -> None:
        header, columns = self.horizontalHeader(), self.register.columns
        self.columns_wanted.emit([columns[header.logicalIndex(place)].key for place in range(header.count())])
