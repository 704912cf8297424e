"""The one door to the background.

One thread for the database, one for work on files; results come back to the main thread through one signal. Bugs come
back too: they are raised there, where the crash dialog sees them.
"""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from time import monotonic
from typing import Any

import shiboken6
from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

from db.errors import KnownError
from db.progress import Cancelled, Progress
from db.store import Changes, Office, Reading
from desktop.bus import Bus

Failure = KnownError | Cancelled
Failed = Callable[[Failure], object]
Again = Callable[[str], object]  # does something once more, with the reason that it wanted
REPORT_EVERY = 0.05  # seconds; a progress bar needs no more


class Ticket:
    """One piece of work under way. `drop` forgets its result, `cancel` also tells it to stop."""

    def __init__(self) -> None:
        self._stop = threading.Event()
        self.dropped = False

    def cancel(self) -> None:
        """Ask the work to stop at its next step; it reports `Cancelled` when it has."""
        self._stop.set()

    def drop(self) -> None:
        """Forget the result: nobody waits for it any more."""
        self.dropped = True

    @property
    def cancelled(self) -> bool:
        """Whether somebody asked for a stop."""
        return self._stop.is_set()


class Tasks(QObject):
    """Runs functions off the main thread and hands their results to bound methods on it."""

    quiet = Signal()  # nothing is under way any more
    _deliver = Signal(object)

    def __init__(self, bus: Bus, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bus = bus
        self._office: Office | None = None
        self._database = ThreadPoolExecutor(1, "groundwork-database")
        self._files = ThreadPoolExecutor(1, "groundwork-files")
        self._pending: dict[Ticket, _Callbacks] = {}  # touched by the main thread only
        self._long: set[Ticket] = set()
        self.closed = False
        self.on_known: Failed | None = None  # what happens to a known error that nobody else takes
        self.on_reason: Callable[[KnownError, Again], object] | None = None  # asks for a reason
        # A child of ours, so that it can never speak after we are gone; fires after the last result has been taken.
        self._quiet_soon = QTimer(self, singleShot=True, interval=0)
        self._quiet_soon.timeout.connect(self._say_quiet)
        # Queued always: even a result that is ready at once must not arrive inside the call that asked for it.
        self._deliver.connect(self._on_deliver, Qt.ConnectionType.QueuedConnection)

    def attach(self, office: Office) -> None:
        """Say which office `read` and `write` speak of."""
        self._office = office

    @property
    def long_work(self) -> bool:
        """Whether work on files is under way, which may take a while."""
        return bool(self._long)

    @property
    def idle(self) -> bool:
        """Whether nothing is under way and every result has been delivered."""
        return not self._pending

    # ---- short work on the database ----

    def read(
        self, function: Callable[[Reading], Any], done: Callable[[Any], object], failed: Failed | None = None
    ) -> Ticket:
        """Run `function(reading)` on one consistent view of the office."""

        def work(ticket: Ticket) -> Any:
            if ticket.dropped:  # a search that was typed over: do not even begin
                return None
            with self.office.read() as reading:
                return function(reading)

        return self._submit(self._database, work, _Callbacks(done, failed))

    def write(
        self,
        kind: str,
        reason: str,
        function: Callable[..., Any],
        done: Callable[[Any], object] | None = None,
        failed: Failed | None = None,
        again: Again | None = None,
        progress: Callable[[int, int], object] | None = None,
    ) -> Ticket:
        """Run `function(write)` as one gesture; after the commit `done`, then the bus is told.

        Where only a reason is missing, a person is asked, and `again` gets the answer. Where a `progress` is wanted,
        `function(write, report)` is run: then the ticket can cancel it, and nothing is kept.
        """

        def work(ticket: Ticket) -> Any:
            with self.office.write(kind, reason) as write:
                result = function(write) if progress is None else function(write, self._reporter(ticket))
            return _Committed(write.changes, result)

        return self._submit(self._database, work, _Callbacks(done, failed, progress, again))

    def database(
        self,
        function: Callable[[Office], Any],
        done: Callable[[Any], object] | None = None,
        failed: Failed | None = None,
    ) -> Ticket:
        """Run `function(office)` on the database thread: settings, backups."""
        return self._submit(self._database, lambda ticket: function(self.office), _Callbacks(done, failed))

    # ---- long work on files ----

    def long(
        self,
        function: Callable[[Progress], Any],
        done: Callable[[Any], object] | None = None,
        failed: Failed | None = None,
        progress: Callable[[int, int], object] | None = None,
    ) -> Ticket:
        """Run `function(progress)`, which may take seconds; its ticket can cancel it."""

        def work(ticket: Ticket) -> Any:
            return function(self._reporter(ticket))

        ticket = self._submit(self._files, work, _Callbacks(done, failed, progress))
        self._long.add(ticket)
        return ticket

    # ---- the end ----

    def close(self) -> None:
        """Wait for what was asked for and take no more. A save that waits its turn is never dropped."""
        self.closed = True
        self.cancel_long()
        for pool in (self._database, self._files):
            pool.shutdown(wait=True)

    def cancel_long(self) -> None:
        """Ask all long work to stop."""
        for ticket in self._long:
            ticket.cancel()

    @property
    def office(self) -> Office:
        """The opened office."""
        assert self._office is not None, "no office is open yet"
        return self._office

    def ask_why(self, error: BaseException | None, again: Again | None) -> bool:
        """Ask for a reason where only that is missing, and do it `again` with the answer; tell whether it was asked."""
        if self.on_reason is None or again is None or not isinstance(error, KnownError) or not error.wants_reason:
            return False
        self.on_reason(error, again)
        return True

    def _reporter(self, ticket: Ticket) -> Progress:
        """Return what work calls at each step: it tells how far it is, and stops the work that shall not go on."""
        last = 0.0

        def report(step: int, total: int) -> None:
            nonlocal last
            if ticket.cancelled:
                raise Cancelled
            if monotonic() - last > REPORT_EVERY or step >= total:
                last = monotonic()
                self._deliver.emit(_Step(ticket, step, total))

        return report

    def _submit(self, pool: ThreadPoolExecutor, work: Callable[[Ticket], Any], callbacks: "_Callbacks") -> Ticket:
        ticket = Ticket()
        self._pending[ticket] = callbacks

        def run() -> None:
            try:
                result = work(ticket)
            except BaseException as error:  # noqa: BLE001  it is raised again on the main thread
                self._deliver.emit(_Outcome(ticket, None, error))
            else:
                self._deliver.emit(_Outcome(ticket, result, None))

        pool.submit(run)
        return ticket

    def _say_quiet(self) -> None:
        if self.idle:
            self.quiet.emit()

    @Slot(object)
    def _on_deliver(self, message: "_Outcome | _Step") -> None:
        ticket = message.ticket
        if isinstance(message, _Step):
            if ticket in self._pending:
                _call(self._pending[ticket].progress, ticket, message.done, message.total)
            return
        callbacks = self._pending.pop(ticket)
        self._long.discard(ticket)
        if not self._pending:
            self._quiet_soon.start()
        result, error = message.result, message.error
        if not ticket.dropped and self.ask_why(error, callbacks.again):
            return
        if isinstance(error, KnownError | Cancelled):
            _call(callbacks.failed or self.on_known, ticket, error)
            return
        if error is not None:
            raise error
        if not isinstance(result, _Committed):
            _call(callbacks.done, ticket, result)
            return
        try:  # whoever wrote reads first what became of it: nobody waits for the lists
            _call(callbacks.done, ticket, result.result)
        finally:
            self._bus.changed.emit(result.changes)


def _call(callback: Callable[..., object] | None, ticket: Ticket, *arguments: object) -> None:
    """Call back, unless nobody waits any more: the ticket was dropped, or the widget is gone."""
    owner = getattr(getattr(callback, "func", callback), "__self__", None)  # `func`: a partial of a method
    gone = isinstance(owner, QObject) and not shiboken6.isValid(owner)
    if callback is not None and not gone and not ticket.dropped:
        callback(*arguments)


@dataclass(frozen=True, slots=True)
class _Callbacks:
    """Who waits for a piece of work. Never handed to a worker: a thread that held the last reference to a widget
    would destroy it off the main thread.
    """

    done: Callable[[Any], object] | None
    failed: Failed | None
    progress: Callable[[int, int], object] | None = None
    again: Again | None = None


@dataclass(frozen=True, slots=True)
class _Outcome:
    """What became of a piece of work."""

    ticket: Ticket
    result: Any
    error: BaseException | None


@dataclass(frozen=True, slots=True)
class _Step:
    """How far a piece of work is."""

    ticket: Ticket
    done: int
    total: int


@dataclass(frozen=True, slots=True)
class _Committed:
    """A write's result together with what it changed."""

    changes: Changes
    result: Any
