"""Where a register's list gets its ids, rows and sums: the office, in the background."""

from collections.abc import Callable, Sequence
from typing import Protocol

from db.records import Found, ListRow, Totals, Wanted, find_records, list_rows, sum_records
from db.store import Reading
from desktop.tasks import Tasks, Ticket


class Source(Protocol):
    """What a list model asks; answers come later through `done`."""

    def ids(self, wanted: Wanted, done: Callable[[Found], object]) -> Ticket:
        """Find the ids that match, in order."""
        ...

    def rows(self, uids: list[str], columns: Sequence[str], done: Callable[[list[ListRow]], object]) -> Ticket:
        """Fetch some rows."""
        ...


class OfficeSource:
    """One register of the opened office."""

    def __init__(self, tasks: Tasks, kind: str) -> None:
        self._tasks = tasks
        self._kind = kind

    def ids(self, wanted: Wanted, done: Callable[[Found], object]) -> Ticket:
        """Find the ids that match, in order."""

        def find(reading: Reading) -> Found:
            return find_records(reading, self._kind, wanted)

        return self._tasks.read(find, done)

    def rows(self, uids: list[str], columns: Sequence[str], done: Callable[[list[ListRow]], object]) -> Ticket:
        """Fetch some rows."""

        def fetch(reading: Reading) -> list[ListRow]:
            return list_rows(reading, uids, columns)

        return self._tasks.read(fetch, done)

    def sums(self, uids: list[str], columns: Sequence[str], done: Callable[[Totals], object]) -> Ticket:
        """Add up some records."""

        def add(reading: Reading) -> Totals:
            return sum_records(reading, self._kind, columns, uids)

        return self._tasks.read(add, done)
