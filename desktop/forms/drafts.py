"""What was typed and is not saved: kept in the office for its record until it is saved or thrown away on purpose."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject, Signal

from db.records import drafts, keep_draft
from db.store import Office, Reading
from desktop.context import Context
from desktop.forms.texts import Texts

NEW = ""  # stands for the record that has no id yet


class Drafts(QObject):
    """Unsaved texts of one register, by record id; a crash loses none that were kept."""

    changed = Signal()

    def __init__(self, context: Context, type_key: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context, self._type = context, type_key
        self._texts: dict[str, Texts] = {}
        context.tasks.read(_read(type_key), self._found)

    def keep(self, uid: str, texts: Mapping[str, str]) -> None:
        """Keep what was typed into a record."""
        if self._texts.get(uid) != dict(texts):
            self._texts[uid] = dict(texts)
            self._context.tasks.database(_keep(self._type, uid, dict(texts)))
            self.changed.emit()

    def drop(self, uid: str) -> None:
        """Forget a record's unsaved texts: they are saved, or the person said so."""
        if self._texts.pop(uid, None) is not None:
            self._context.tasks.database(_keep(self._type, uid, {}))
            self.changed.emit()

    def of(self, uid: str) -> Texts:
        """Return what was typed into a record and not saved."""
        return dict(self._texts.get(uid, {}))

    @property
    def uids(self) -> frozenset[str]:
        """The records with unsaved texts; `NEW` is among them for one that has no id yet."""
        return frozenset(self._texts)

    def _found(self, found: dict[str, Texts]) -> None:
        """Offer what an earlier start left; what was typed meanwhile is newer."""
        self._texts = {**found, **self._texts}
        if found:
            self.changed.emit()


def _read(type_key: str) -> Callable[[Reading], dict[str, Texts]]:
    def work(reading: Reading) -> dict[str, Texts]:
        return drafts(reading, type_key)

    return work


def _keep(type_key: str, uid: str, texts: Texts) -> Callable[[Office], None]:
    def work(office: Office) -> None:
        with office.write("draft") as write:
            keep_draft(write, type_key, uid, texts)

    return work
