"""Reads the board out of the ledger, the keys and what waits. Never a channel, never a record: it must be quick."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import pairwise

from sqlalchemy import func, select

from db.board.lines import CAME_LATE, DUE, HERE, LATE, Board, LaptopLine, OfficeLine, Part, Received
from db.board.periods import Period, as_day, complete_until, covers, due_after
from db.errors import KnownError
from db.parcels.ledger import IN, missing_serials
from db.parcels.proposals import open_by_office
from db.parcels.trust import SEEN, UNSIGNED
from db.records.conflicts import conflicts_by_office
from db.schema.exchange import aside, parcel, signing_key
from db.schema.tables import replica
from db.store.settings import DUE_DAY, number_of
from db.store.writing import Reading

_COLUMNS = (
    "replica",
    "peer",
    "serial",
    "at",
    "created",
    "app",
    "start",
    "end",
    "kind",
    "trust",
    "alarm",
    "part",
    "parts",
)
_DRIFT = timedelta(hours=24)  # clocks of two machines may differ by a time zone that somebody forgot


@dataclass(frozen=True, slots=True)
class _Parcel:
    replica: str
    peer: str
    serial: int
    at: str
    created: str
    app: str
    start: str
    end: str
    kind: str
    trust: str
    alarm: str
    part: int
    parts: int

    @property
    def day(self) -> str:
        return self.at[:10]

    @property
    def span(self) -> tuple[str, str]:
        """The days of which it brings everything; without a period of its own, all until it was written."""
        start, end, written = (as_day(text) for text in (self.start, self.end, self.created[:10]))
        written = min(written or self.day, self.day)  # a clock that runs ahead covers nothing that is to come
        return (start, end if end and (self.kind == "nil" or end < written) else written)

    @property
    def together(self) -> range:
        """The serial numbers of the files that were written together with it."""
        first = self.serial - self.part + 1
        return range(first, first + self.parts)


@dataclass(frozen=True, slots=True)
class _Laptop:
    """A laptop, its former life where it has one, and what came from it, oldest first."""

    id: str
    office: str
    name: str
    trust: str
    parent: str
    parcels: Sequence[_Parcel]

    @property
    def whole(self) -> list[_Parcel]:
        """The parcels before which nothing is missing here, nor any of the files that were written with them."""
        came = {p.serial for p in self.parcels}
        return [p for p in self.parcels if p.alarm in ("", "fork") and came.issuperset(p.together)]


def board(reading: Reading, period: Period, today: str) -> Board:
    """Return how the offices stand with their reports for a period.

    Raises KnownError `no-board` where this is no headquarters.
    """
    if reading.identity.role != "hq":
        raise KnownError("no-board")
    due = due_after(period.end, number_of(reading, DUE_DAY))
    found = _laptops(reading)
    missing, waiting = _missing(reading, found), _asides(reading)
    wanted = _Wanted(period, due, today)
    lines: dict[str, list[LaptopLine]] = {}
    for one in found.values():
        line = _line(one, wanted, missing[one.id], waiting.pop(one.id, {}), former=_is_former(one, found.values()))
        lines.setdefault(one.office, []).append(line)
    disputed, proposed = conflicts_by_office(reading), open_by_office(reading)
    own = {reading.identity.office} | _headquarters(reading)
    codes = [code for code in reading.mission.offices if code not in own]
    codes += sorted(code for code in lines if code not in reading.mission.offices)
    offices = tuple(
        OfficeLine(
            code,
            reading.mission.office_name(code),
            _report([line.report for line in lines.get(code, []) if line.in_use], due, today),
            disputed.get(code, 0),
            proposed.get(code, 0),
            tuple(sorted(lines.get(code, []), key=lambda line: line.name)),
        )
        for code in codes
    )
    return Board(period, due, today, offices, sum(sum(counted.values()) for counted in waiting.values()))


@dataclass(frozen=True, slots=True)
class _Wanted:
    """The period that is asked about, when its reports are due, and what day it is."""

    period: Period
    due: str
    today: str


def _line(
    one: _Laptop, wanted: _Wanted, missing: Sequence[int], asides: Mapping[str, int], *, former: bool
) -> LaptopLine:
    lately = [p for p in one.parcels if p.day >= wanted.period.start]
    before = one.parcels[: len(one.parcels) - len(lately)]
    newest = one.parcels[-1] if one.parcels else None
    return LaptopLine(
        office=one.office,
        name=one.name,
        replica=one.id,
        trust=one.trust,
        received=_received([p for p in one.parcels if wanted.period.holds(p.day)]),
        last=_received(one.parcels),
        app=newest.app if newest else "",
        complete=complete_until(p.span for p in one.whole),
        report=_reported(one.whole, wanted),
        nil=any(p.kind == "nil" and covers([p.span], wanted.period) for p in one.parcels),
        missing=tuple(missing),
        torn=_torn(one.parcels, missing),
        lost=tuple(number for number in missing if all(p.serial < number for p in before)),
        unsigned=sum(p.trust == UNSIGNED for p in lately),
        unknown=sum(p.trust == SEEN for p in lately) if one.trust == SEEN else 0,
        asides=asides,
        alarm=_alarm(lately, newest),
        wrong_clock=_is_wrong([*before[-1:], *lately]) if lately else False,
        former=former,
    )


def _torn(parcels: Sequence[_Parcel], missing: Sequence[int]) -> tuple[Part, ...]:
    """Return the last parts of what was written together, where only the first ones came and nothing since."""
    newest = max(parcels, key=lambda p: p.serial, default=None)
    if newest is None:
        return ()
    first = newest.together.start
    return tuple(Part(number, number - first + 1, newest.parts) for number in missing if number > newest.serial)


def _received(parcels: Sequence[_Parcel]) -> Received:
    newest = parcels[-1] if parcels else None
    return Received(len(parcels), newest.serial, newest.day) if newest else Received()


def _reported(whole: Sequence[_Parcel], wanted: _Wanted) -> str:
    if covers([p.span for p in whole if p.day <= wanted.due], wanted.period):
        return HERE
    if covers([p.span for p in whole], wanted.period):
        return CAME_LATE
    return DUE if wanted.today <= wanted.due else LATE


def _report(reports: Iterable[str], due: str, today: str) -> str:
    """Return how the report of an office stands: as that of the laptop which stands best."""
    nothing = DUE if today <= due else LATE
    return min(reports, key=(HERE, CAME_LATE, DUE, LATE).index, default=nothing)


def _alarm(lately: Sequence[_Parcel], newest: _Parcel | None) -> str:
    """Return the worst that was noticed lately; a gap only as long as no later parcel has closed it."""
    alarms = {p.alarm for p in lately}
    if "fork" in alarms:
        return "fork"
    if newest is not None and newest.alarm == "gap":
        return "gap"
    return "restored" if "restored" in alarms else ""


def _is_wrong(parcels: Sequence[_Parcel]) -> bool:
    """Whether the times that a laptop gave cannot all be right: written after it came, or before its forerunner."""
    told = [(_moment(p.created), _moment(p.at)) for p in sorted(parcels, key=lambda p: p.serial) if p.created]
    if any(written is None for written, _ in told):
        return True
    ahead = any(written > came + _DRIFT for written, came in told if written and came)
    return ahead or any(later < sooner for (sooner, _), (later, _) in pairwise(told) if sooner and later)


def _moment(iso: str) -> datetime | None:
    """Return a moment; None for what is none, for a sender may write anything."""
    try:
        found = datetime.fromisoformat(iso.replace("Z", "+00:00"))
    except ValueError:
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def _is_former(one: _Laptop, others: Iterable[_Laptop]) -> bool:
    """Whether a laptop goes on under another name: it has been silent since an heir of its key first spoke."""
    last = one.parcels[-1].at if one.parcels else ""
    return any(heir.parcels and heir.parcels[0].at > last for heir in others if heir.parent == one.id)


# ---- what is read ----


def _laptops(reading: Reading) -> dict[str, _Laptop]:
    rows = reading.connection.execute(
        select(replica, signing_key.c.state, signing_key.c.parent)
        .outerjoin(signing_key, signing_key.c.replica == replica.c.id)
        .where(replica.c.role != "hq", replica.c.origin.in_(("met", "heard")))
    ).all()
    names = {f"{row.office}-{row.laptop}": row.id for row in rows}
    came: dict[str, list[_Parcel]] = {}
    columns = [parcel.c[name] for name in _COLUMNS]
    for row in reading.connection.execute(select(*columns).where(parcel.c.direction == IN).order_by(parcel.c.id)):
        one = _Parcel(*row)
        came.setdefault(one.replica or names.get(one.peer, ""), []).append(one)  # the first format named no replica
    return {
        row.id: _Laptop(
            row.id,
            row.office,
            f"{row.office}-{row.laptop}",
            row.state or UNSIGNED,
            row.parent or "",
            sorted(came.get(row.id, []), key=lambda p: (p.at, p.serial)),
        )
        for row in rows
    }


def _missing(reading: Reading, found: Mapping[str, _Laptop]) -> dict[str, list[int]]:
    """Return the serial numbers that never came, by laptop; a restored one goes on with the numbers of its former life.

    So what came from that is not missing.
    """
    lost = missing_serials(reading)
    missing: dict[str, list[int]] = {}
    for one in found.values():
        came: set[int] = set()
        ancestor = found.get(one.parent)
        while ancestor is not None:
            came |= {p.serial for p in ancestor.parcels}
            ancestor = found.get(ancestor.parent)
        missing[one.id] = [number for number in lost.get(one.name, []) if number not in came]
    return missing


def _asides(reading: Reading) -> dict[str, dict[str, int]]:
    """Return how many parcels lie aside, by the laptop that they say they are from and by why."""
    rows = reading.connection.execute(select(aside.c.replica, aside.c.why, func.count()).group_by("replica", "why"))
    found: dict[str, dict[str, int]] = {}
    for who, why, count in rows:
        found.setdefault(who, {})[why] = count
    return found


def _headquarters(reading: Reading) -> set[str]:
    return set(reading.connection.scalars(select(replica.c.office).where(replica.c.role == "hq")))
