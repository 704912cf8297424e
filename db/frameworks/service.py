"""Which activities serve which code of a framework, which codes nobody serves, and what shows a benchmark."""

from dataclasses import dataclass

from sqlalchemy import RowMapping, select

from db.catalogue import Code, Mission
from db.errors import KnownError
from db.records.views import best_title
from db.schema.parts import tag
from db.schema.recommendations import evidence
from db.schema.tables import activity
from db.store.rows import by_name
from db.store.writing import Reading

_NAMES = [column for column in activity.columns if column.name == "ref" or column.name.startswith("title_")]


@dataclass(frozen=True, slots=True)
class Served:
    """An activity that serves a code; `main` says that it is its main one of the framework."""

    uid: str
    type: str
    ref: str
    title: str
    main: bool


@dataclass(frozen=True, slots=True)
class CodeLine:
    """One code of a framework with the activities that serve it."""

    code: str
    label: str
    parent: str
    group: str
    same_as: tuple[str, ...]
    in_use: bool
    served: tuple[Served, ...]


@dataclass(frozen=True, slots=True)
class BenchmarkLine:
    """One benchmark: the newest judgement and its day, the one before, and how many there are."""

    code: str
    label: str
    term: str
    judgement: str
    day: str
    before: str
    count: int


def code_lines(reading: Reading, framework: str, day: str) -> list[CodeLine]:
    """Return every code of a framework, in its order; a code that only a tag knows comes last.

    `day` decides whether the framework and its codes are in use. Raises KnownError `unknown-list`.
    """
    lists = reading.mission.lists
    head = lists["framework"].get(framework)
    if head is None or framework not in lists:
        raise KnownError(
            "unknown-list", list=framework, known=", ".join(code.code for code in lists["framework"].entries)
        )
    served = _served(reading, framework)
    entries = [*lists[framework].entries]
    ours = {entry.code for entry in entries}
    entries += [Code(code, {"en": code}) for code in sorted(served.keys() - ours)]
    return [
        CodeLine(
            entry.code,
            entry.label(),
            entry.parent,
            entry.group,
            entry.same_as,
            head.in_use(day) and entry.in_use(day),
            tuple(served.get(entry.code, ())),
        )
        for entry in entries
    ]


def benchmark_lines(reading: Reading, office: str = "") -> list[BenchmarkLine]:
    """Return every benchmark with the evidence that living activities brought, of one office or all, as listed."""
    e = evidence.c
    chosen = (
        select(e.benchmark, e.judgement, e.day)
        .join(activity, activity.c.uid == e.activity)
        .where(e.deleted.is_(False), activity.c.deleted.is_(False))
        .order_by(e.day, e.uid)
    )
    if office:
        chosen = chosen.where(activity.c.office == office)
    found: dict[str, list[RowMapping]] = {}
    for row in reading.connection.execute(chosen).mappings():
        found.setdefault(row["benchmark"] or "", []).append(row)
    return [_benchmark(entry, found.get(entry.code, [])) for entry in reading.mission.lists["op_benchmark"].entries]


def _benchmark(entry: Code, rows: list[RowMapping]) -> BenchmarkLine:
    judged = [row["judgement"] or "" for row in rows[-2:]]
    before, newest = (["", "", *judged])[-2:]
    day = rows[-1]["day"] or "" if rows else ""
    return BenchmarkLine(entry.code, entry.label(), entry.group, newest, day, before, len(rows))


def _served(reading: Reading, framework: str) -> dict[str, list[Served]]:
    t = tag.c
    chosen = (
        select(t.code, t.main, activity.c.uid, activity.c.type, *_NAMES)
        .join(activity, activity.c.uid == t.activity)
        .where(t.framework == framework, t.deleted.is_(False), activity.c.deleted.is_(False))
        .order_by(activity.c.ref, activity.c.uid)
    )
    found: dict[str, list[Served]] = {}
    for row in reading.connection.execute(chosen).mappings():
        one = _one(row, reading.mission)
        found.setdefault(row["code"] or "", []).append(one)
    return found


def _one(row: RowMapping, mission: Mission) -> Served:
    title = best_title(by_name(row), mission)
    return Served(row["uid"], row["type"], row["ref"] or row["uid"], title, row["main"] == "yes")
