"""What lies in the watched folder, and the way to watch one."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from desktop.context import Context
from desktop.i18n import breakable
from desktop.widgets.parts import button, label


class InboxLine(QWidget):
    """Says how many new files lie in the folder; looking at them is a button, taking them in another step."""

    wanted = Signal(object)  # the files that somebody wants to look at

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.news = label("", "strong", wrap=True)
        self.look = button(self.tr("Look at them"), self._look, "main", "eye")
        self.state = label("", "muted", wrap=True)
        self.choose = button(self.tr("Watch a folder for parcels…"), self._choose, "link")
        self.stop = button(self.tr("Stop watching"), self._stop, "link")
        self._bar = QFrame()
        self._bar.setProperty("look", "news")
        row = QHBoxLayout(self._bar)
        row.setContentsMargins(12, 8, 8, 8)
        row.addWidget(self.news, 1)
        row.addWidget(self.look)
        last = QHBoxLayout()
        last.addWidget(self.state, 1)
        last.addWidget(self.choose)
        last.addWidget(self.stop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self._bar)
        column.addLayout(last)
        context.inbox.changed.connect(self._show)
        self._show()

    def _show(self) -> None:
        inbox = self._context.inbox
        folder = inbox.folder
        self.news.setText(breakable(inbox.news()))
        self._bar.setVisible(bool(inbox.waiting))
        self.choose.setVisible(folder is None)
        self.stop.setVisible(folder is not None)
        watched = self.tr("The folder {folder} is watched. Nothing is taken in by itself.")
        self.state.setText(watched.format(folder=breakable(str(folder))) if folder else "")

    def _look(self) -> None:
        self.wanted.emit([one.path for one in self._context.inbox.waiting])

    def _choose(self) -> None:
        title = self.tr("In which folder do parcels arrive?")
        self._context.notices.choose_folder(title, str(Path.home()), self._chosen)

    def _chosen(self, folders: list[Path]) -> None:
        if folders:
            self._context.inbox.watch(folders[0])
            self._show()

    def _stop(self) -> None:
        self._context.inbox.watch(None)
        self._show()
