"""Keeps the list of duplicates: found in the background, and brought up to date after every change."""

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from db.catalogue import ACTIVITY_TYPES
from db.errors import KnownError
from db.progress import Progress
from db.revisions import RecordKey
from db.store import Changes, Office
from db.twins import SharedNumber, Twins, find_twins, shared_numbers, twins_of
from desktop.context import Context
from desktop.tasks import Failure

AT_START = 1_500  # milliseconds: the first list of a register comes before a search through all of them
FEW = 200  # records changed at once, beyond which everything is searched again


@dataclass(frozen=True, slots=True)
class Found:
    """What a search found. `touched` are the activities that it looked at; None: at all of them."""

    pairs: list[Twins]
    numbers: list[SharedNumber]
    touched: frozenset[str] | None


def search(office: Office, touched: frozenset[RecordKey] | None, progress: Progress) -> Found:
    """Search through everything, or only for pairs that some records are in."""
    with office.read() as reading:
        if touched is None:
            return Found(find_twins(reading, progress=progress), shared_numbers(reading), None)
        uids, pairs = twins_of(reading, touched)
        return Found(pairs, shared_numbers(reading), uids)


class Watch(QObject):
    """The pairs that nobody has judged yet and the numbers given twice, as they are now."""

    changed = Signal()

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self.pairs: list[Twins] = []
        self.numbers: list[SharedNumber] = []
        self.ready = False  # whether everything has been searched once
        self._touched: set[RecordKey] = set()
        self._everything = True
        self._busy = False
        self._soon = QTimer(self, singleShot=True, interval=AT_START)
        self._soon.timeout.connect(self.look)
        self._soon.start()
        context.bus.changed.connect(self._on_changes)

    def look(self) -> None:
        """Search now for what has changed since the last time."""
        self._soon.stop()
        if self._busy or self._context.tasks.closed or not (self._everything or self._touched):
            return
        self._busy = True
        everything = self._everything or len(self._touched) > FEW or any(not key.uid for key in self._touched)
        touched = None if everything else frozenset(self._touched)
        self._everything, self._touched = False, set()
        self._context.tasks.long(partial(search, self._context.office, touched), self._found, self._failed)

    def _on_changes(self, changes: Changes) -> None:
        self._touched |= {key for key in changes.records if key.type in (*ACTIVITY_TYPES, "pair")}
        if self._touched and self.ready:
            self._soon.start(0)

    def _found(self, found: Found) -> None:
        self._busy = False
        kept = [] if found.touched is None else [pair for pair in self.pairs if not pair.uids & found.touched]
        self.pairs = sorted([*kept, *found.pairs], key=_rank)
        self.numbers = found.numbers
        self.ready = True
        self.changed.emit()
        if self._touched:
            self._soon.start(0)

    def _failed(self, error: Failure) -> None:
        """Stopped, because the window closes or somebody needs the disk: begin again with the next change."""
        self._busy, self._everything = False, True
        if isinstance(error, KnownError):
            self._context.notices.problem(error)


def _rank(pair: Twins) -> tuple[float, str, str, str]:
    return pair.rank
