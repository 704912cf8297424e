"""A quiet line while a person types: this may be recorded already, and a way to look at it."""

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from db.catalogue import ACTIVITY_TYPES, RecordType, Refused, Value
from db.records import ListRow
from db.revisions import RecordKey
from db.store import Reading
from db.twins import hints
from desktop.context import Context
from desktop.i18n import short_date
from desktop.tasks import Ticket
from desktop.widgets.parts import as_it_is, button, label

_COMPARED = ("title_", "planned_", "actual_", "municipality", "settlement", "partner")


class TwinLine(QWidget):
    """Shows the record that looks most like the one being typed; it asks nothing and stops nobody."""

    def __init__(self, context: Context, kind: RecordType) -> None:
        super().__init__()
        self._context, self._kind = context, kind
        self._asked: object = None
        self._ticket: Ticket | None = None
        self._found: list[ListRow] = []
        self.words = label("", "small")
        self.jump: QPushButton = button("", self._go, "link")
        row = QHBoxLayout(self)
        row.setContentsMargins(18, 0, 14, 0)
        row.setSpacing(4)
        row.addWidget(self.words)
        row.addWidget(self.jump)
        row.addStretch()
        self.hide()

    def look_for(self, texts: Mapping[str, str], uid: str) -> None:
        """Look for records like what stands in the form; `uid` is its own where it is saved."""
        if self._kind.key not in ACTIVITY_TYPES:
            return
        values = self._values(texts)
        if (values, uid) == self._asked:
            return
        self._drop()
        self._asked = (values, uid)
        self._ticket = self._context.tasks.read(_alike(self._kind.key, values, uid), partial(self._show, self._asked))

    def clear(self) -> None:
        """Say nothing: nobody is typing."""
        self._drop()
        self._asked = None
        self.hide()

    def _drop(self) -> None:
        if self._ticket is not None:
            self._ticket.drop()
            self._ticket = None

    def _values(self, texts: Mapping[str, str]) -> dict[str, Value]:
        """Return what is compared, as far as it can be read."""
        values: dict[str, Value] = {}
        for key, text in texts.items():
            if key.startswith(_COMPARED) and text:
                field = self._kind.by_key[key]
                try:
                    values[key] = field.kind.parse(text, self._context.mission.lists.get(field.choices))
                except Refused:
                    continue
        return values

    def _show(self, asked: object, found: list[ListRow]) -> None:
        if asked != self._asked:
            return
        self._found = found
        if found:
            first = found[0]
            more = self.tr("This may already be recorded, {count} times:").format(count=len(found))
            self.words.setText(more if len(found) > 1 else self.tr("This may already be recorded:"))
            name = first.title if len(first.title) <= 40 else f"{first.title[:39]}…"
            day = short_date(first.date) if first.date else ""
            self.jump.setText(" · ".join(filter(None, (first.ref, name, day))))
            self.jump.setToolTip(as_it_is("\n".join(f"{row.ref} {row.title}" for row in found)))
        self.setVisible(bool(found))

    def _go(self) -> None:
        if self._found:
            self._context.bus.wanted.emit(RecordKey(self._kind.key, self._found[0].uid))


def _alike(type_key: str, values: Mapping[str, Value], uid: str) -> Callable[[Reading], list[ListRow]]:
    def run(reading: Reading) -> list[ListRow]:
        return hints(reading, type_key, values, uid)

    return run
