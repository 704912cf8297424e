"""Who changed what in one record: a readable list, newest first."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from db.catalogue import RECORD_TYPES, Mission, RecordType
from db.records import HistoryEntry
from db.revisions import LIFE
from desktop.forms.wording import field_name, gesture_name, value_text
from desktop.i18n import breakable, moment
from desktop.widgets.parts import button, clear, label, line, tool_button

TALLY_TYPE = "tally"
MOST = 10  # gestures shown at first, ten times as many each time that somebody asks: each takes some milliseconds


class HistoryList(QWidget):
    """The gestures on a record: who and when in one line, what changed beneath."""

    value_wanted = Signal(str, str)  # a revision and a unit that shall say again what it said then
    built = Signal()  # the lines were written anew
    moment_wanted = Signal(str)  # the last revision of the moment to which the record shall go back

    def __init__(self, kind: RecordType, mission: Mission) -> None:
        super().__init__()
        self._kind, self._mission = kind, mission
        self._waiting: tuple[HistoryEntry, ...] = ()
        self._entries: tuple[HistoryEntry, ...] | None = None
        self._most = MOST
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)

    def show_entries(self, entries: Sequence[HistoryEntry]) -> None:
        """Show a record's history; the revisions of one gesture stand together."""
        self._waiting, self._most = tuple(entries), MOST
        if self.isVisible():
            self._build()

    def showEvent(self, event: QShowEvent) -> None:
        """Write the lines that are new since it was last seen: a project has many."""
        super().showEvent(event)
        self._build()

    def _build(self) -> None:
        entries = self._waiting
        if entries == self._entries:
            return
        self._entries = entries
        clear(self._column)
        if not entries:
            self._column.addWidget(label(self.tr("Nothing yet: the record is new."), "muted"))
            return
        gestures: dict[tuple[str, str], list[HistoryEntry]] = {}
        for entry in entries:
            gestures.setdefault((entry.gesture, entry.merged), []).append(entry)
        for number, group in enumerate(list(gestures.values())[: self._most]):
            if number:
                self._column.addWidget(line())
            self._add(group, first=number == len(gestures) - 1, newest=number == 0)
        if len(gestures) > self._most:
            more = self.tr("Earlier changes: {count}").format(count=len(gestures) - self._most)
            self._column.addWidget(button(more, self._show_more, "link"))
        self.built.emit()

    def _show_more(self) -> None:
        self._most *= 10
        self._entries = None
        self._build()

    def _add(self, group: Sequence[HistoryEntry], first: bool, newest: bool) -> None:
        head = group[0]
        what = self.tr("Entered") if first and head.kind == "set" else gesture_name(head.kind)
        who = f"{what} · {head.author}, {head.office}" if head.office else f"{what} · {head.author}"
        title = QHBoxLayout()
        title.addWidget(label(f"{who} · {moment(head.at)}", "strong", wrap=True), 1)
        if not newest and not head.merged:
            back = button(self.tr("Back to here"), partial(self.moment_wanted.emit, head.revision), "link")
            back.setToolTip(self.tr("Let the whole record say again what it said then; one undo takes it back"))
            title.addWidget(back)
        holder = QWidget()
        title.setContentsMargins(0, 0, 0, 0)
        holder.setLayout(title)
        self._column.addWidget(holder)
        if head.merged:
            text = self.tr("in {ref}, which was merged into this record").format(ref=head.merged)
            self._column.addWidget(label(text, "small", wrap=True))
        if head.parcel:
            text = self.tr("came with {file}").format(file=breakable(head.parcel))
            self._column.addWidget(label(text, "small", wrap=True))
        if head.reason and head.kind != "set":
            self._column.addWidget(label(head.reason, "small", wrap=True))
        # The record itself before its parts, its fields in the order of the form.
        place = {unit: number for number, unit in enumerate(self._kind.units)}
        ordered = sorted(group, key=lambda entry: bool(entry.part))
        for entry in ordered:
            for unit, before, after in sorted(entry.changes, key=lambda change: place.get(change[0], 99)):
                if entry.part and before == after:
                    continue  # a merge says every part once more, and there may be many
                text = self._change(RECORD_TYPES.get(entry.part, self._kind), unit, before, after)
                if text:
                    self._column.addWidget(self._line(entry, unit, text, newest))

    def _line(self, entry: HistoryEntry, unit: str, text: str, newest: bool) -> QWidget:
        """Return one change, with a button that says its value again where it is of the record itself or a count."""
        words = label(text, "muted", wrap=True)
        own = unit if not entry.part else "count" if entry.part == TALLY_TYPE else ""
        if newest or not own or own == LIFE or entry.merged or unit in entry.redacted:
            return words
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(words, 1)
        again = partial(self.value_wanted.emit, entry.revision, own)
        row.addWidget(tool_button(self.tr("Say this again"), "restore", again))
        return holder

    def _change(self, kind: RecordType, unit: str, before: object, after: object) -> str:
        """Return one change in words; "" for what the head of the form says already."""
        if unit in ("ref", "office") and before in (None, after):
            return ""
        name = field_name(kind, unit, self._mission)
        then = value_text(kind, unit, before, self._mission)  # pyright: ignore[reportArgumentType]
        now = value_text(kind, unit, after, self._mission)  # pyright: ignore[reportArgumentType]
        if before == after:
            return self.tr("{field}: {value} (kept)").format(field=name, value=_brief(now))
        if before is None:
            return f"{name}: {_brief(now)}"
        return f"{name}: {_brief(then)} → {_brief(now)}"


def _brief(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= 160 else plain[:159].rstrip() + "…"
