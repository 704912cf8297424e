"""Exchange: parcels out and in, and the ledger of both."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from db.parcels import LedgerEntry, ledger
from db.store import Changes
from desktop.context import Context
from desktop.exchange.receive_card import ReceiveCard
from desktop.exchange.send_card import SendCard
from desktop.i18n import moment
from desktop.widgets.empty import EmptyState
from desktop.widgets.grid import Grid
from desktop.widgets.parts import label

SEND = 320  # the width of the card that writes


class ExchangePage(QWidget):
    """Send, receive, and what went and came so far."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.setObjectName("page")
        self._context = context
        self._entries: list[LedgerEntry] = []
        self._open = False  # whether a plan is being looked at
        self.send = SendCard(context)
        self.receive = ReceiveCard(context)
        self.ledger = Grid(
            (
                self.tr("When"),
                self.tr("Direction"),
                self.tr("Office"),
                self.tr("Serial"),
                self.tr("Rows"),
                self.tr("File"),
                self.tr("By"),
            ),
            wide=5,
        )
        self.ledger.setAccessibleName(self.tr("Parcels so far"))
        self._none = EmptyState()
        text = self.tr("Every parcel that goes out or comes in is listed here, with its number and its file.")
        self._none.say(self.tr("No parcel went or came yet"), text)
        self.send.setFixedWidth(SEND)
        right = QVBoxLayout()
        right.setSpacing(12)
        right.addWidget(self.receive, 3)
        self._so_far = label(self.tr("Parcels so far"), "section")
        right.addWidget(self._so_far)
        right.addWidget(self._none, 2)
        right.addWidget(self.ledger, 2)
        row = QHBoxLayout()
        row.setSpacing(14)
        row.addWidget(self.send)
        row.addLayout(right, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 12)
        column.setSpacing(12)
        column.addWidget(label(self.tr("Send and receive"), "title"))
        column.addLayout(row, 1)
        self.receive.opened.connect(self._make_room)
        context.bus.changed.connect(self._on_changes)
        self._read()
        self.setFocusProxy(self.send.folder)

    def _on_changes(self, changes: Changes) -> None:
        if changes.kind in ("refresh", "receive"):
            self._read()

    def _read(self) -> None:
        self._context.tasks.read(ledger, self._show)

    def _make_room(self, opened: bool) -> None:
        """Give a plan the whole page while somebody looks at it."""
        self._open = opened
        for widget in (self.send, self._so_far):
            widget.setVisible(not opened)
        self._show(self._entries)

    def _serial(self, entry: LedgerEntry) -> str:
        number = f"S{entry.serial:03d}"
        if entry.parts == 1:
            return number
        return self.tr("{number}, {part} of {parts}").format(number=number, part=entry.part, parts=entry.parts)

    def _show(self, entries: list[LedgerEntry]) -> None:
        self._entries = entries
        ways = {"out": self.tr("sent to"), "in": self.tr("received from")}
        self.ledger.show_rows(
            [
                (
                    moment(e.at),
                    ways.get(e.direction, e.direction),
                    e.peer,
                    self._serial(e),
                    e.records,
                    e.file,
                    e.author,
                )
                for e in entries
            ]
        )
        self._none.setVisible(not entries and not self._open)
        self.ledger.setVisible(bool(entries) and not self._open)
