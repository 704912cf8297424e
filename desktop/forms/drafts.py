"""What was typed and could not be saved: kept in memory for its record until it is saved or thrown away on purpose."""

from collections.abc import Mapping

from PySide6.QtCore import QObject, Signal

from desktop.forms.texts import Texts

NEW = ""  # stands for the record that has no id yet


class Drafts(QObject):
    """Unsaved texts by record id."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._texts: dict[str, Texts] = {}

    def keep(self, uid: str, texts: Mapping[str, str]) -> None:
        """Keep what was typed into a record."""
        self._texts[uid] = dict(texts)
        self.changed.emit()

    def drop(self, uid: str) -> None:
        """Forget a record's unsaved texts: they are saved, or the person said so."""
        if self._texts.pop(uid, None) is not None:
            self.changed.emit()

    def of(self, uid: str) -> Texts:
        """Return what was typed into a record and not saved."""
        return dict(self._texts.get(uid, {}))

    @property
    def uids(self) -> frozenset[str]:
        """The records with unsaved texts; `NEW` is among them for one that has no id yet."""
        return frozenset(self._texts)
