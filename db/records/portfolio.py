"""Many projects at once, read from the tables: a line for each, the sums of a cycle, what falls due."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import date
from decimal import Decimal

from sqlalchemy import select

from db.catalogue import CHILD_TYPES, Values
from db.catalogue.projects.cycle import CYCLE
from db.catalogue.projects.project import PROJECT
from db.projects import (
    PROMISED,
    Clock,
    Money,
    Part,
    ProjectFile,
    Step,
    base_currency,
    clock,
    money,
    next_step,
    paid_in,
    payments,
)
from db.records.family import find_linked
from db.records.project_files import grid
from db.records.untold import told_title
from db.records.views import best_title
from db.schema.parts import cycle as cycle_table
from db.schema.projects import project
from db.schema.tables import activity, metadata
from db.store.log import batched_list
from db.store.rows import by_name
from db.store.writing import Reading

_PARTS = tuple(
    kind.key for kind in CHILD_TYPES.values() if kind.owner in ("project", "activity") and kind.key != "tally"
)
_MONEY = (
    *("status", "requested_amount", "requested_currency", "requested_rate"),
    *("approved_amount", "currency", "approved_rate"),
)
_LOST = ("dropped", "ineligible", "rejected", "lapsed", "withdrawn", "cancelled", "terminated")


@dataclass(frozen=True, slots=True)
class ProjectLine:
    """One project in a portfolio: how it stands in money and time, and what comes next."""

    uid: str
    ref: str
    title: str
    state: str
    cycle: str
    municipality: str
    partner: str
    classification: str
    money: Money
    clock: Clock
    step: Step


@dataclass(frozen=True, slots=True)
class Sums:
    """Money of many projects in one currency; nothing of another currency is in it without a rate."""

    requested: Decimal = Decimal("0.00")
    approved: Decimal = Decimal("0.00")
    paid: Decimal = Decimal("0.00")
    spent: Decimal = Decimal("0.00")
    returned: Decimal = Decimal("0.00")

    @property
    def balance(self) -> Decimal:
        """What is approved and not paid yet."""
        return self.approved - self.paid

    def __add__(self, other: "Sums") -> "Sums":
        """Return both together: they are in one currency."""
        return Sums(*(getattr(self, one.name) + getattr(other, one.name) for one in fields(self)))


@dataclass(frozen=True, slots=True)
class CycleSums:
    """A programme cycle with its projects counted: by state, and how many of the year's target are promised.

    `uid` is empty for projects that name no cycle. `start` and `end` are the days of its budget year, empty where they
    are not recorded. `sums` has one entry a currency: the cycle's own, and any that no rate brings into it.
    """

    uid: str
    ref: str
    title: str
    start: str
    end: str
    currency: str
    target: int | None
    promised: int
    states: Mapping[str, int]
    sums: Mapping[str, Sums] = field(default_factory=dict[str, Sums])


def read_files(
    reading: Reading, uids: Sequence[str], kinds: Iterable[str] = _PARTS, only: Iterable[str] = ()
) -> dict[str, ProjectFile]:
    """Return projects as the rules see them, out of the tables: with parts of these types, and these fields or all."""
    files: dict[str, ProjectFile] = {}
    columns = [*activity.columns, *(column for column in project.columns if column.name not in ("uid", "revision"))]
    names = {"uid", "cycle", *only} if only else {column.name for column in columns}
    chosen = select(*(column for column in columns if column.name in names)).join(
        project, project.c.uid == activity.c.uid
    )
    cycles: dict[str, Values | None] = {}
    grids: dict[str, dict[str, Decimal]] = {}
    wanted = tuple(kinds)
    for chunk in batched_list(uids):
        rows = reading.connection.execute(chosen.where(activity.c.uid.in_(chunk))).mappings()
        parts = {kind: _parts(reading, kind, chunk) for kind in wanted}
        for row in rows:
            values = by_name(row)
            cycle = str(values["cycle"] or "")
            if cycle not in cycles:
                cycles[cycle] = _cycle(reading, cycle)
                grids[cycle] = grid(reading, cycle) if "score" in wanted else {}
            mine = {kind: tuple(found[values["uid"]]) for kind, found in parts.items() if values["uid"] in found}
            files[values["uid"]] = ProjectFile(values, cycles[cycle], mine, grids[cycle])
    return files


def _parts(reading: Reading, kind: str, uids: Iterable[str]) -> dict[str, list[Part]]:
    """Return the parts of one type of these projects, by project."""
    table, owner = metadata.tables[kind], CHILD_TYPES[kind].owner
    found: dict[str, list[Part]] = {}
    chosen = select(table).where(table.c[owner].in_(uids), table.c.deleted.is_(False)).order_by(table.c.uid)
    for row in reading.connection.execute(chosen).mappings():
        found.setdefault(row[owner], []).append(Part(row["uid"], kind, by_name(row)))
    return found


def _cycle(reading: Reading, uid: str) -> Values | None:
    chosen = select(cycle_table).where(cycle_table.c.uid == uid, cycle_table.c.deleted.is_(False))
    row = reading.connection.execute(chosen).mappings().one_or_none()
    return by_name(row) if row else None


def portfolio_lines(reading: Reading, uids: list[str], today: date) -> list[ProjectLine]:
    """Return a line for each of these projects, in the order asked for; unknown ids are left out.

    None says which a protected place is: a portfolio is looked at by many, and printed (DP-07).
    """
    files = read_files(reading, uids)
    return [_line(reading, uid, files[uid], today) for uid in uids if uid in files]


def _line(reading: Reading, uid: str, file: ProjectFile, today: date) -> ProjectLine:
    return ProjectLine(
        uid,
        file.text("ref") or uid,
        told_title(file.values, reading.mission),
        file.state,
        file.text("cycle"),
        file.text("municipality"),
        "" if file.text("protected") == "yes" else file.text("partner"),
        file.text("classification"),
        money(file),
        clock(file, today),
        next_step(file, today),
    )


def project_uids(reading: Reading, cycle: str = "", office: str = "") -> list[str]:
    """Return the ids of all live projects, of one cycle or office if asked for, in the order of their numbers.

    Raises KnownError `no-record`.
    """
    chosen = select(activity.c.uid).where(activity.c.type == "project", activity.c.deleted.is_(False))
    if office:
        chosen = chosen.where(activity.c.office == office)
    if cycle:
        mine = select(project.c.uid).where(project.c.cycle == find_linked(reading, PROJECT.by_key["cycle"], cycle).uid)
        chosen = chosen.where(activity.c.uid.in_(mine))
    return list(reading.connection.scalars(chosen.order_by(activity.c.ref, activity.c.uid)))


def portfolio(reading: Reading, cycle: str = "", office: str = "") -> list[CycleSums]:
    """Return the sums of every programme cycle, or of one; and of the projects that name none; of one office or all.

    Raises KnownError `no-record`.
    """
    growing = {str(rules["uid"]): _Growing(rules) for rules in _cycles(reading, cycle)}
    for chunk in batched_list(project_uids(reading, cycle, office)):
        for file in read_files(reading, chunk, ("payment", "closure"), _MONEY).values():
            one = growing.setdefault(file.text("cycle"), _Growing(file.cycle or {}))
            one.states[file.state] = one.states.get(file.state, 0) + 1
            _add(one.sums, file)
    found = [_sums(reading, uid, one) for uid, one in growing.items()]
    return sorted(found, key=lambda sums: (sums.start, sums.title, sums.uid))


def _cycles(reading: Reading, cycle: str) -> list[Values]:
    """Return all live cycles, or the one that somebody named."""
    chosen = select(cycle_table).where(cycle_table.c.deleted.is_(False))
    if cycle:
        chosen = chosen.where(cycle_table.c.uid == find_linked(reading, PROJECT.by_key["cycle"], cycle).uid)
    return [by_name(row) for row in reading.connection.execute(chosen).mappings()]


@dataclass(slots=True)
class _Growing:
    """The sums of a cycle while its projects are read."""

    cycle: Values
    states: dict[str, int] = field(default_factory=dict[str, int])
    sums: dict[str, dict[str, Decimal]] = field(default_factory=dict[str, dict[str, Decimal]])


def _sums(reading: Reading, uid: str, one: _Growing) -> CycleSums:
    target = one.cycle.get("target")
    return CycleSums(
        uid,
        str(one.cycle.get("ref") or ""),
        best_title(one.cycle, reading.mission) or CYCLE.called_by(one.cycle),
        str(one.cycle.get("year_start") or ""),
        str(one.cycle.get("year_end") or ""),
        str(one.cycle.get("currency") or ""),
        target if isinstance(target, int) else None,
        sum(one.states.get(state, 0) for state in PROMISED),
        one.states,
        {currency: Sums(**amounts) for currency, amounts in one.sums.items()},
    )


def _add(sums: dict[str, dict[str, Decimal]], file: ProjectFile) -> None:
    """Add a project's money, each amount in the currency that a rate allows."""
    found, base = money(file), base_currency(file)

    def add(key: str, worth: Decimal | None, local: Decimal | None, currency: str) -> None:
        amount, into = (worth, base) if worth is not None else (local, currency)
        if amount is not None and into:
            line = sums.setdefault(into, {})
            line[key] = line.get(key, Decimal("0.00")) + amount

    if file.state not in _LOST:
        add("requested", found.requested, file.number("requested_amount"), file.text("requested_currency"))
    if file.state in PROMISED:
        add("approved", found.approved, file.number("approved_amount"), file.text("currency"))
    for payment in payments(file):
        worth = paid_in(payment, base, base)
        add("paid", worth, payment.number("local_amount"), payment.text("local_currency"))
    if (closure := file.one("closure")) is not None:
        for key, worth in (("spent", found.spent), ("returned", found.returned)):
            add(key, worth, closure.number(key), closure.text("currency"))
