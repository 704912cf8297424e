"""Where a register's list gets its ids and rows: the office, in the background."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from db.records import ListRow, list_rows, list_uids
from db.store import Reading
from desktop.tasks import Tasks, Ticket


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which records, in which order."""

    query: str = ""
    sort: str = "ref"
    ascending: bool = False
    deleted: bool = False


class Source(Protocol):
    """What a list model asks; answers come later through `done`."""

    def ids(self, wanted: Wanted, done: Callable[[list[str]], object]) -> Ticket:
        """Find the ids that match, in order."""
        ...

    def rows(self, uids: list[str], done: Callable[[list[ListRow]], object]) -> Ticket:
        """Fetch some rows."""
        ...


class OfficeSource:
    """One register of the opened office."""

    def __init__(self, tasks: Tasks, kind: str) -> None:
        self._tasks = tasks
        self._kind = kind

    def ids(self, wanted: Wanted, done: Callable[[list[str]], object]) -> Ticket:
        """Find the ids that match, in order."""

        def find(reading: Reading) -> list[str]:
            return list_uids(
                reading,
                self._kind,
                wanted.query,
                sort=wanted.sort,
                ascending=wanted.ascending,
                deleted=wanted.deleted,
            )

        return self._tasks.read(find, done)

    def rows(self, uids: list[str], done: Callable[[list[ListRow]], object]) -> Ticket:
        """Fetch some rows."""

        def fetch(reading: Reading) -> list[ListRow]:
            return list_rows(reading, uids)

        return self._tasks.read(fetch, done)
