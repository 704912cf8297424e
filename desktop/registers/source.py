"""Where a register's list gets its ids, rows and sums: the office, in the background."""

from collections.abc import Callable, Sequence
from typing import Protocol

from db.records import Found, ListRow, Wanted, find_first, find_records, list_rows
from db.store import Reading
from desktop.tasks import Tasks, Ticket

FIRST = 100  # records that are shown before all of them are known


class Source(Protocol):
    """What a list model asks; answers come later through `done`."""

    def ids(self, wanted: Wanted, columns: Sequence[str], done: Callable[[Found], object]) -> Ticket:
        """Find the ids that match, in order; `done` may be told of the first of them before it is told of all."""
        ...

    def rows(self, uids: list[str], columns: Sequence[str], done: Callable[[list[ListRow]], object]) -> Ticket:
        """Fetch some rows."""
        ...


class OfficeSource:
    """One register of the opened office."""

    def __init__(self, tasks: Tasks, kind: str) -> None:
        self._tasks = tasks
        self._kind = kind

    def ids(self, wanted: Wanted, columns: Sequence[str], done: Callable[[Found], object]) -> Ticket:
        """Find the ids that match, in order: the first with their lines, then all where there are more."""

        def begin(reading: Reading) -> Found:
            return find_first(reading, self._kind, wanted, FIRST, columns)

        def find(reading: Reading) -> Found:
            return Found([]) if ticket.dropped else find_records(reading, self._kind, wanted)

        def begun(found: Found) -> None:
            done(found)
            if not found.whole and not ticket.dropped:
                self._tasks.read(find, rest)

        def rest(found: Found) -> None:
            if not ticket.dropped:
                done(found)

        ticket = self._tasks.read(begin, begun)
        return ticket

    def rows(self, uids: list[str], columns: Sequence[str], done: Callable[[list[ListRow]], object]) -> Ticket:
        """Fetch some rows."""

        def fetch(reading: Reading) -> list[ListRow]:
            return list_rows(reading, uids, columns)

        return self._tasks.read(fetch, done)
