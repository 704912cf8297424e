"""What stands on the board: one line an office, and beneath it one for each of its laptops. Plain values."""

from collections.abc import Mapping
from dataclasses import dataclass

from db.board.periods import Period

# How a report for the period stands: it is here, it came after its day, it is awaited, it is overdue.
HERE, CAME_LATE, DUE, LATE = "here", "came_late", "due", "late"


@dataclass(frozen=True, slots=True)
class Received:
    """Parcels that came: how many, and the serial number and the day of arrival of the newest."""

    count: int = 0
    serial: int = 0
    day: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """The `part`th of `parts` files that were written together; its serial number."""

    serial: int
    part: int
    parts: int


@dataclass(frozen=True, slots=True)
class LaptopLine:
    """One laptop.

    `trust` is as in `db.parcels.trust`; `received` counts what arrived on days of the period, `last` everything ever;
    `app` is the program that wrote the last parcel. `complete` is the day up to which all it has is here, "" for none.
    `report` is "here", "came_late", "due" or "late"; `nil` says that it reported expressly that nothing happened.

    `missing` are the serial numbers that never came, `lost` those of them that were missed since the period began;
    `torn` are those of them after which nothing came yet: parts of a parcel of which only the first ones are here.
    `unsigned` and `unknown` count parcels since then that bore no signature, or one whose code nobody has compared;
    `asides` counts what lies aside, by why. `alarm` is "", "gap", "fork" or "restored"; a gap that a later parcel has
    closed is none. `wrong_clock` says that its clock cannot be trusted. `former` is an earlier life of a laptop that
    goes on under another name: nothing more is expected of it.
    """

    office: str
    name: str
    replica: str
    trust: str
    received: Received
    last: Received
    app: str
    complete: str
    report: str
    nil: bool
    missing: tuple[int, ...]
    lost: tuple[int, ...]
    torn: tuple[Part, ...]
    unsigned: int
    unknown: int
    asides: Mapping[str, int]
    alarm: str
    wrong_clock: bool
    former: bool

    @property
    def in_use(self) -> bool:
        """Whether reports are expected of it."""
        return not self.former and self.trust not in ("revoked", "heard")


@dataclass(frozen=True, slots=True)
class OfficeLine:
    """One office and its laptops; `conflicts` and `proposals` are the open ones of its records.

    An office has reported when one of its laptops has; it is complete as far as all of those in use are.
    """

    office: str
    name: str
    report: str
    conflicts: int
    proposals: int
    laptops: tuple[LaptopLine, ...]

    @property
    def complete(self) -> str:
        """The day up to which everything of the office is here, "" where nothing came or a laptop sent nothing."""
        return min((one.complete for one in self.laptops if one.in_use), default="")

    @property
    def received(self) -> Received:
        """What arrived in the period, and the newest of it."""
        return _together([one.received for one in self.laptops])

    @property
    def last(self) -> Received:
        """Everything that ever came, and the newest of it."""
        return _together([one.last for one in self.laptops])

    @property
    def nil(self) -> bool:
        """Whether the office reported expressly that nothing happened."""
        return any(one.nil for one in self.laptops)

    @property
    def missing(self) -> int:
        """How many parcels never came."""
        return sum(len(one.missing) for one in self.laptops)

    @property
    def aside(self) -> int:
        """How many parcels lie aside."""
        return sum(sum(one.asides.values()) for one in self.laptops)


@dataclass(frozen=True, slots=True)
class Board:
    """The whole board. `due` is the day by which the reports of the period were or are expected.

    `strays` counts parcels that lie aside and say of no office that they are its: only a newer program can read them.
    """

    period: Period
    due: str
    today: str
    offices: tuple[OfficeLine, ...]
    strays: int


def _together(parts: list[Received]) -> Received:
    newest = max(parts, key=lambda one: (one.day, one.serial), default=Received())
    return Received(sum(one.count for one in parts), newest.serial, newest.day)
