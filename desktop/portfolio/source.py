"""What the portfolio shows, read in the background: a cycle's sums, a line for each project, what falls due."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import partial

from db.records import CycleSums, Due, ProjectLine, agenda, portfolio, portfolio_lines, project_uids
from db.store import Reading
from desktop.tasks import Tasks, Ticket

ALL, NO_CYCLE = "*", ""
DUE_IN_ALL = "due"  # the part of the page that others ask for: what falls due in all projects
CHUNK = 400  # projects read at once: a save must not wait for thousands
AHEAD, YEAR = timedelta(days=90), timedelta(days=400)  # of the list of days to come, of the calendar either way


@dataclass(frozen=True, slots=True)
class Portfolio:
    """One cycle, or all: its sums, its projects, and what is overdue or falls due within a year."""

    today: date
    cycle: str = ALL
    cycles: tuple[CycleSums, ...] = ()
    lines: list[ProjectLine] = field(default_factory=list[ProjectLine])
    dues: list[Due] = field(default_factory=list[Due])

    @property
    def sums(self) -> list[CycleSums]:
        """The sums of what is shown."""
        return [one for one in self.cycles if self.cycle in (ALL, one.uid)]

    @property
    def coming(self) -> list[Due]:
        """What is overdue or falls due in the days to come."""
        last = (self.today + AHEAD).isoformat()
        return [due for due in self.dues if due.day <= last]


Done = Callable[[Portfolio], object]


class Source:
    """Reads portfolios; a new wish takes the place of one that is still being read."""

    def __init__(self, tasks: Tasks) -> None:
        self._tasks = tasks
        self._ticket: Ticket | None = None

    def read(self, cycle: str | None, today: date, done: Done) -> None:
        """Read a cycle; None is the one that runs today."""
        if self._ticket is not None:
            self._ticket.drop()
        self._ticket = self._tasks.read(partial(_head, cycle, today), partial(self._rest, done))

    def _rest(self, done: Done, begun: "_Begun") -> None:
        if not begun.uids:
            self._ticket = None
            done(begun.portfolio)
            return
        self._ticket = self._tasks.read(partial(_more, begun), partial(self._rest, done))


@dataclass(frozen=True, slots=True)
class _Begun:
    """A portfolio of which some projects are still to be read."""

    portfolio: Portfolio
    uids: list[str]


def _head(cycle: str | None, today: date, reading: Reading) -> _Begun:
    cycles = tuple(portfolio(reading))
    known = {one.uid for one in cycles} | {ALL}
    chosen = cycle if cycle is not None and cycle in known else _running(cycles, today)
    uids = project_uids(reading, "" if chosen in (ALL, NO_CYCLE) else chosen)
    dues = agenda(reading, today - YEAR, today + YEAR)
    return _Begun(Portfolio(today, chosen, cycles, dues=dues), uids)


def _more(begun: _Begun, reading: Reading) -> _Begun:
    now, uids = begun.portfolio, begun.uids
    found = portfolio_lines(reading, uids[:CHUNK], now.today)
    lines = [*now.lines, *(line for line in found if now.cycle in (ALL, line.cycle))]
    return _Begun(Portfolio(now.today, now.cycle, now.cycles, lines, now.dues), uids[CHUNK:])


def _running(cycles: tuple[CycleSums, ...], today: date) -> str:
    """Return the cycle whose year it is, else the last that has projects, else all of them."""
    day = today.isoformat()
    now = [one.uid for one in cycles if one.uid and one.start <= day <= one.end]
    used = [one.uid for one in cycles if one.uid and one.states]
    return (now or used or [ALL])[-1]
