"""The search box of registers: offers filters and their values while somebody types."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QStringListModel
from PySide6.QtWidgets import QCompleter

from db.catalogue import Mission, RecordType
from db.search.completion import Completion, completions
from desktop.i18n import tr_db
from desktop.widgets.search import SearchLine


class QueryLine(SearchLine):
    """A search line with completions beneath it."""

    def __init__(self, kinds: Sequence[RecordType], mission: Mission, hint: str, name: str) -> None:
        super().__init__(hint, name)
        self._kinds, self._mission = kinds, mission
        self._found: list[Completion] = []
        self._names = QStringListModel(self)
        self.offers = QCompleter(self._names, self)
        self.offers.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self.offers.setMaxVisibleItems(12)
        self.offers.popup().setProperty("look", "popup")
        self.offers.setWidget(self)  # not `setCompleter`: that would put a whole offer in the place of the query
        self.offers.activated[QModelIndex].connect(self._take)  # pyright: ignore[reportIndexIssue]
        self.textEdited.connect(self._offer)

    def _offer(self, typed: str) -> None:
        self._found = completions(typed, self.cursorPosition(), self._kinds, self._mission)
        self._names.setStringList([f"{one.text}   {tr_db(one.label)}" for one in self._found])
        if self._found:
            self.offers.complete()
        else:
            self.offers.popup().hide()

    def _take(self, chosen: QModelIndex) -> None:
        offer = self._found[chosen.row()]
        typed = self.text()
        done = offer.text[-1] not in ":>"
        self.setText(typed[: offer.start] + offer.text + (" " if done else "") + typed[offer.end :].lstrip())
        self.setCursorPosition(offer.start + len(offer.text) + done)
        if not done:
            self._offer(self.text())
