"""The line at the bottom tells the truth: what is saved, what just happened, and when the last parcel went."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.forms.session import State
from desktop.i18n import moment
from desktop.widgets.parts import as_it_is, button, label
from desktop.widgets.working import WorkBar
from desktop.window.counts import LastSent

STAYS = 12_000  # milliseconds that a message stays


class StatusLine(QWidget):
    """State of the open record, a message with its undo, the exchange."""

    undo_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("status")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.state = label("", "small")
        self.message = label("", "")
        self.undo = button(self.tr("Undo  (Ctrl+Z)"), self.undo_wanted, "link")
        self.undo.hide()
        self.work = WorkBar()
        self.exchange = label("", "small")
        self._fade = QTimer(self, singleShot=True, interval=STAYS)
        self._fade.timeout.connect(self.clear)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 0, 16, 0)
        row.setSpacing(10)
        row.addWidget(self.state)
        row.addSpacing(14)
        row.addWidget(self.message)
        row.addWidget(self.undo)
        row.addWidget(self.work)
        row.addStretch(1)
        row.addWidget(self.exchange)
        self.setFixedHeight(self.fontMetrics().height() + 16)

    def show_state(self, state: State, saved_at: str) -> None:
        """Say whether everything is saved; `saved_at` is the hour when the record in sight was, "" for none."""
        saved = self.tr("Saved {time}").format(time=saved_at)
        words = {
            State.EMPTY: self.tr("All changes are saved on this laptop"),
            State.CLEAN: saved if saved_at else self.tr("All changes are saved on this laptop"),
            State.DIRTY: self.tr("Not saved yet"),
            State.SAVING: self.tr("Saving…"),
        }
        self.state.setText(words[state])

    def say(self, text: str, undo: bool = False) -> None:
        """Show a message for a while."""
        shown = text if len(text) <= 110 else text[:109].rstrip() + "…"
        self.message.setText(shown)
        self.message.setToolTip(as_it_is(text) if shown != text else "")
        self.undo.setVisible(undo)
        self._fade.start()

    def show_last_sent(self, sent: LastSent | None) -> None:
        """Say when the last parcel went, and whether the other side has confirmed it."""
        if sent is None:
            self.exchange.setText(self.tr("No parcel sent yet"))
            return
        receipt = self.tr("receipt received") if sent.confirmed else self.tr("no receipt yet")
        text = self.tr("Last parcel to {peer}: S{serial:03d}, {when} · {receipt}")
        entry = sent.entry
        self.exchange.setText(text.format(peer=entry.peer, serial=entry.serial, when=moment(entry.at), receipt=receipt))

    def clear(self) -> None:
        """Take the message away."""
        self.message.setText("")
        self.undo.hide()
