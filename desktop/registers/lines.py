"""Which line of a list is which record: under the heads of groups, of which some may be closed."""

from bisect import bisect_right
from collections.abc import Sequence, Set

from db.records import Group


class Lines:
    """The records of a list in order, and the heads between them. Without groups every line is a record."""

    def __init__(self, uids: Sequence[str] = (), groups: Sequence[Group] = (), closed: Set[str] = frozenset()) -> None:
        self.uids = uids
        self._heads: list[tuple[int, Group]] = []  # the line of each head
        self._firsts: list[int] = []  # the place among `uids` of the first record of each group
        self._closed = closed
        line = place = 0
        for group in groups:
            self._heads.append((line, group))
            self._firsts.append(place)
            place += group.sums.records
            line += 1 + (0 if group.value in closed else group.sums.records)
        self.count = line if groups else len(uids)
        self._starts = [start for start, _ in self._heads]
        self._places: dict[str, int] | None = None

    def __len__(self) -> int:
        return self.count

    def head_at(self, line: int) -> Group | None:
        """Return the group whose head stands on a line."""
        number = bisect_right(self._starts, line) - 1
        return self._heads[number][1] if number >= 0 and self._starts[number] == line else None

    def uid_at(self, line: int) -> str:
        """Return the record on a line, "" for a head and beyond the ends."""
        if not 0 <= line < self.count:
            return ""
        if not self._heads:
            return self.uids[line]
        number = bisect_right(self._starts, line) - 1
        inside = line - self._starts[number] - 1
        return self.uids[self._firsts[number] + inside] if inside >= 0 else ""

    def line_of(self, uid: str) -> int:
        """Return the line of a record, -1 where it is not there or its group is closed."""
        if self._places is None:
            self._places = {one: place for place, one in enumerate(self.uids)}
        place = self._places.get(uid, -1)
        if place < 0 or not self._heads:
            return place
        number = bisect_right(self._firsts, place) - 1
        start, group = self._heads[number]
        return -1 if group.value in self._closed else start + 1 + place - self._firsts[number]

    @property
    def heads(self) -> list[int]:
        """The lines on which heads stand."""
        return self._starts

    def is_closed(self, group: Group) -> bool:
        """Whether the records of a group are hidden."""
        return group.value in self._closed
