"""One column of the board: the projects of a state as cards that can be dragged to another."""

from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QKeyEvent,
    QPainter,
    QPen,
)
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyledItemDelegate, QStyleOptionViewItem

from db.records import ProjectLine
from desktop import theme
from desktop.i18n import short_date
from desktop.portfolio.chosen import UID_ROLE, asked_for, uid_at
from desktop.portfolio.lights import SIZE, paint_light
from desktop.projects.words import light_text
from desktop.widgets.parts import as_it_is

MIME = "application/x-groundwork-project"
LINE_ROLE = Qt.ItemDataRole.UserRole + 1
PADDING, GAP = 9, 6
Index = QModelIndex | QPersistentModelIndex
_NONE = QModelIndex()


class CardModel(QAbstractListModel):
    """The projects of one state."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.lines: list[ProjectLine] = []

    def show(self, lines: list[ProjectLine]) -> None:
        """Show these projects."""
        if lines != self.lines:
            self.beginResetModel()
            self.lines = lines
            self.endResetModel()

    def rowCount(self, parent: Index = _NONE) -> int:
        """Return how many there are."""
        return 0 if parent.isValid() else len(self.lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a card, for the eye and for a screen reader."""
        if not index.isValid() or index.row() >= len(self.lines):
            return None
        line = self.lines[index.row()]
        if role == LINE_ROLE:
            return line
        if role == UID_ROLE:
            return line.uid
        if role == Qt.ItemDataRole.DisplayRole:
            return line.title or line.ref
        if role == Qt.ItemDataRole.ToolTipRole:
            return as_it_is(line.title or line.ref)
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.AccessibleDescriptionRole):
            return "; ".join(filter(None, (line.title or line.ref, due_words(line))))
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let a card be dragged."""
        return super().flags(index) | Qt.ItemFlag.ItemIsDragEnabled

    def mimeTypes(self) -> list[str]:
        """Return what a dragged card is."""
        return [MIME]

    def mimeData(self, indexes: list[QModelIndex]) -> QMimeData:  # pyright: ignore[reportIncompatibleMethodOverride]
        """Return the project that is dragged and the state it is in."""
        made = QMimeData()
        line = self.lines[indexes[0].row()]
        made.setData(MIME, f"{line.uid} {line.state}".encode())
        return made


def due_words(line: ProjectLine) -> str:
    """Return the light of a project and the day it is due."""
    due = short_date(line.clock.due.isoformat()) if line.clock.due else ""
    return " · ".join(filter(None, (light_text(line.clock), due)))


def dragged(data: QMimeData) -> tuple[str, str]:
    """Return the project being dragged and its state; empty where it is something else."""
    uid, _, state = bytes(data.data(MIME).data()).decode().partition(" ")
    return uid, state


class CardDelegate(QStyledItemDelegate):
    """Draws a card: two lines of title, then number, light and due."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the same height for every card."""
        shown: Any = option
        return QSize(100, 4 * shown.fontMetrics.lineSpacing() + 2 * PADDING + GAP)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw the card; the chosen one in a strong frame while its column has the keyboard."""
        shown: Any = option
        line, worn, view = index.data(LINE_ROLE), theme.tokens(), shown.widget
        here = isinstance(view, QListView) and view.currentIndex() == index and view.hasFocus()
        box = QRectF(shown.rect).adjusted(1, 1, -1, -1 - GAP)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(worn.accent if here else worn.line), 2 if here else 1))
        painter.setBrush(QColor(worn.soft if here else worn.card))
        painter.drawRoundedRect(box, 6, 6)
        inside = box.toRect().adjusted(PADDING, PADDING - 1, -PADDING, -PADDING + 1)
        metrics, height = shown.fontMetrics, shown.fontMetrics.lineSpacing()
        painter.setPen(QColor(worn.text))
        self._title(painter, QRect(inside.left(), inside.top(), inside.width(), 2 * height), line, metrics)
        painter.setPen(QColor(worn.muted))
        self._line(painter, inside, inside.top() + 2 * height, metrics.elidedText(line.ref, RIGHT, inside.width()))
        words, left = due_words(line), 0
        if line.clock.light:
            top = inside.top() + 3 * height + (height - SIZE) / 2
            paint_light(painter, QRectF(inside.left(), top, SIZE, SIZE), line.clock.light)
            left = SIZE + 6
            painter.setPen(QColor(worn.text))
        room = inside.adjusted(left, 0, 0, 0)
        self._line(painter, room, inside.top() + 3 * height, metrics.elidedText(words, RIGHT, room.width()))
        painter.restore()

    def _title(self, painter: QPainter, room: QRect, line: ProjectLine, metrics: Any) -> None:
        title = line.title or line.ref
        flags = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop) | int(Qt.TextFlag.TextWordWrap)
        while metrics.boundingRect(room, flags, title).height() > room.height() and len(title) > 1:
            title = title[: max(len(title) * 9 // 10 - 1, 1)].rstrip(" …") + "…"
        painter.drawText(room, flags, title)

    def _line(self, painter: QPainter, inside: QRect, top: int, text: str) -> None:
        flags = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        painter.drawText(QRect(inside.left(), top, inside.width(), painter.fontMetrics().lineSpacing()), flags, text)


RIGHT = Qt.TextElideMode.ElideRight


class CardList(QListView):
    """The cards of one state. Ctrl and an arrow move a card, an arrow alone the keyboard; Enter opens."""

    opened = Signal(str)
    menu_wanted = Signal(str, object)  # a project, and where on the screen
    pushed = Signal(str, str, int)  # a project, the state it is in, and the direction
    across = Signal(str, int)  # this state, and the direction in which the keyboard goes
    over = Signal(str)  # the state of a card that hangs over this list; empty where none does any more
    dropped = Signal(str, str)  # a project, and the state it was in

    def __init__(self, state: str) -> None:
        super().__init__()
        self.of_state = state
        self.cards = CardModel(self)
        self.setModel(self.cards)
        self.setItemDelegate(CardDelegate(self))
        self.setProperty("look", "cards")
        self.setUniformItemSizes(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.doubleClicked.connect(self._open)

    @property
    def uid(self) -> str:
        """The project that is chosen here."""
        return uid_at(self.currentIndex())

    def choose(self, uid: str) -> bool:
        """Make a project current; False where it is not here."""
        for row, line in enumerate(self.cards.lines):
            if line.uid == uid:
                self.setCurrentIndex(self.cards.index(row))
                return True
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the card or the keyboard across, open, or walk up and down."""
        by = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()), 0)
        if by and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if self.uid:
                self.pushed.emit(self.uid, self.of_state, by)
        elif by:
            self.across.emit(self.of_state, by)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Do nothing: the search box does."""

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer what can be done with a card, at the pointer or at the chosen one."""
        uid, place = asked_for(self, event, QRect.center)
        if uid:
            self.menu_wanted.emit(uid, place)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Let a card come in, and say whether it may stay."""
        uid, state = dragged(event.mimeData())
        if uid:
            event.acceptProposedAction()
            self.over.emit(state)
        else:
            event.ignore()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Take it everywhere in the column: a drop where no way leads is answered in words."""
        if event.mimeData().hasFormat(MIME):
            event.acceptProposedAction()
        else:
            event.ignore()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """The card hangs over another column."""
        super().dragLeaveEvent(event)
        self.over.emit("")

    def dropEvent(self, event: QDropEvent) -> None:
        """Ask for the move; the card stays where it is until the office has moved it."""
        self.over.emit("")
        uid, state = dragged(event.mimeData())
        if uid and state != self.of_state:
            event.acceptProposedAction()
            self.dropped.emit(uid, state)
        else:
            event.ignore()

    def _open(self, index: QModelIndex) -> None:
        if uid := uid_at(index):
            self.opened.emit(uid)
