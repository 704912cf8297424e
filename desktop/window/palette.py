"""Do or find anything: one box over actions, pages, saved views and records."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from db.catalogue import ACTIVITY_TYPES
from db.folding import fold
from db.records import ListRow, SavedView, Wanted, find_first
from db.revisions import RecordKey
from db.store import Reading
from desktop.context import Context
from desktop.i18n import short_date, tr_db
from desktop.tasks import Ticket
from desktop.widgets.search import SearchLine
from desktop.window.actions import Action
from desktop.window.keys_sheet import keys_text

RECORDS = 5  # of each register
_MOVES = (Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp)


@dataclass(frozen=True, slots=True)
class Offer:
    """One line: what it is called, what stands behind it in small, and what happens."""

    name: str
    beside: str
    run: Callable[[], object]


class Palette(QDialog):
    """A box and beneath it what fits; Enter does the chosen one."""

    def __init__(self, context: Context, offers: Sequence[Offer], parent: QWidget | None) -> None:
        super().__init__(parent)
        self._context, self._offers = context, offers
        self._shown: list[Offer] = []
        self._searching: Ticket | None = None
        self.setWindowTitle(self.tr("Do or find anything"))
        self.resize(620, 440)
        self.line = SearchLine(self.tr("An action, a page, a saved view, a record"), self.tr("Do or find anything"))
        self.line.textChanged.connect(self._filter)
        self.line.searched.connect(self._search)
        self.line.installEventFilter(self)
        self.list = QListWidget()
        self.list.setProperty("look", "lines")
        self.list.setAccessibleName(self.tr("What fits"))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the keys go through the box
        self.list.itemClicked.connect(self.run)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 14, 14, 14)
        column.setSpacing(10)
        column.addWidget(self.line)
        column.addWidget(self.list, 1)
        self._filter("")
        self.line.setFocus()

    def run(self, *_: object) -> None:
        """Go away and do what is chosen."""
        row = self.list.currentRow()
        if 0 <= row < len(self._shown):
            chosen = self._shown[row]
            self.accept()
            chosen.run()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the arrows walk through the list and Enter do it, while the cursor stays in the box."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.run()
                return True
            if event.key() in _MOVES:
                self.list.event(event)
                return True
        return super().eventFilter(watched, event)

    def _filter(self, text: str) -> None:
        words = fold(text).split()
        self._show(
            [offer for offer in self._offers if all(word in fold(f"{offer.name} {offer.beside}") for word in words)]
        )

    def _search(self, text: str) -> None:
        if self._searching is not None:
            self._searching.drop()
        if text:
            self._searching = self._context.tasks.read(partial(_look, text), self._add)

    def _add(self, rows: list[ListRow]) -> None:
        self._searching = None
        found = [Offer(_name(row), tr_db(ACTIVITY_TYPES[row.type].label), self._opening(row)) for row in rows]
        self._show([*self._shown, *found])

    def _opening(self, row: ListRow) -> Callable[[], object]:
        return partial(self._context.bus.wanted.emit, RecordKey(row.type, row.uid))

    def _show(self, offers: list[Offer]) -> None:
        row = self.list.currentRow() if offers[: len(self._shown)] == self._shown else 0
        self._shown = offers
        self.list.clear()
        for offer in offers:
            QListWidgetItem(f"{offer.name}    {offer.beside}".rstrip(), self.list)
        self.list.setCurrentRow(max(row, 0))


def open_palette(
    context: Context, actions: Sequence[Action], open_view: Callable[[SavedView], object], parent: QWidget
) -> None:
    """Show the palette above a window."""
    offers = [Offer(one.name, keys_text(one), one.run) for one in actions if one.run is not None]
    beside = QCoreApplication.translate("Palette", "Saved view")
    offers += [Offer(view.name, beside, partial(open_view, view)) for view in context.views.named]
    context.notices.show_dialog(Palette(context, offers, parent))


def _name(row: ListRow) -> str:
    return " · ".join(filter(None, (row.ref, row.title, short_date(row.date))))


def _look(text: str, reading: Reading) -> list[ListRow]:
    """Read the newest records of each register that a query finds."""
    return [row for kind in ACTIVITY_TYPES for row in find_first(reading, kind, Wanted(text), RECORDS, ()).rows]
