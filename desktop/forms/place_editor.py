"""A municipality, or another place of a list: type any spelling in any script, choose from what it could be."""

from PySide6.QtCore import QModelIndex, QStringListModel
from PySide6.QtWidgets import QCompleter

from db.catalogue import Code, CodeList
from db.folding import fold
from desktop.forms.editors import LineEditor

MOST = 12


class PlaceEditor(LineEditor):
    """One line with the matching places beneath it."""

    def __init__(self, places: CodeList) -> None:
        super().__init__()
        self._places = places
        self._spellings = [
            (fold(" / ".join({*place.labels.values(), *place.aliases, place.code})), place) for place in places.entries
        ]
        self._found: list[Code] = []
        self._names = QStringListModel(self)
        self.line.setPlaceholderText(self.tr("Any spelling"))
        # Qt's own filter compares letters; ours compares names across scripts, so it shows all we give it.
        self.completer = QCompleter(self._names, self)
        self.completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self.completer.setMaxVisibleItems(MOST)
        self.completer.popup().setProperty("look", "popup")
        self.completer.activated[QModelIndex].connect(self._take)  # pyright: ignore[reportIndexIssue]
        self.line.setCompleter(self.completer)
        self.line.textEdited.connect(self._offer)
        self.line.editingFinished.connect(self._tidy)

    def text(self) -> str:
        """Return the code of the place where one is named, else what was typed."""
        typed = super().text()
        found = self._by_label(typed) or self._places.find(typed)
        return found.code if found else typed

    def set_text(self, text: str) -> None:
        """Show the place of a code."""
        super().set_text(self._places.label(text) if text else "")

    def understood(self) -> str:
        """Return the place and its region."""
        found = self._places.get(self.text())
        if found is None:
            return ""
        if not found.group:
            return found.label()
        return self.tr("{place}, region {region}").format(place=found.label(), region=found.group)

    def matches(self, typed: str) -> list[Code]:
        """Return the places of which some spelling contains every word typed, those that begin with it first."""
        words = fold(typed).split()
        if not words:
            return []
        hits = [(text, place) for text, place in self._spellings if all(_begins(word, text) for word in words)]
        hits.sort(key=lambda hit: (not fold(hit[1].label()).startswith(words[0]), hit[1].label()))
        return [place for _, place in hits[:MOST]]

    def _offer(self, typed: str) -> None:
        self._found = self.matches(typed)
        self._names.setStringList([place.label() for place in self._found])

    def _take(self, chosen: QModelIndex) -> None:
        self.set_text(self._found[chosen.row()].code)
        self.edited.emit()

    def _tidy(self) -> None:
        code = self.text()
        if self._places.get(code) is not None and self.line.text() != self._places.label(code):
            self.set_text(code)

    def _by_label(self, typed: str) -> Code | None:
        return next((place for place in self._places.entries if place.label() == typed), None)


def _begins(word: str, text: str) -> bool:
    return f" {word}" in f" {text}"
