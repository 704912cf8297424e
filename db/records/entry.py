"""What people write about a record, read and checked before anything is saved: forms, scripts and imports use it."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

from db.catalogue import ACTIVITY_TYPES, Field, Mission, RecordType, Refused, Value, record_type
from db.catalogue.kinds import CODE, LINK
from db.errors import KnownError, Problem
from db.records.people import Tally, check_people, parse_tally

Link = Callable[[Field, object], Value]  # raises Refused


@dataclass(frozen=True, slots=True)
class Entry:
    """Checked values of one record and what is wrong with them."""

    values: Mapping[str, Value]
    tallies: tuple[Tally, ...]
    problems: tuple[Problem, ...]

    def refuse(self) -> None:
        """Raise KnownError `bad-record` when something is wrong that must not be saved."""
        refused = [problem for problem in self.problems if problem.severity == "refuse"]
        if refused:
            raise KnownError("bad-record", refused, problems=" ".join(f"{p.field}: {p.message}" for p in refused))


def read_entry(
    mission: Mission,
    type_key: str,
    raw: Mapping[str, object],
    *,
    before: Mapping[str, Value] | None = None,
    tallies_before: Iterable[Tally] = (),
    link: Link | None = None,
    given: Mapping[str, Value] | None = None,
) -> Entry:
    """Read raw values (text as typed, JSON, cells) into an `Entry`.

    `raw` maps field keys to anything, and "tallies" to a list of {"dimension", "category", "count"}; fields that it
    does not name keep their value of `before`. Fields that the program sets are refused. `link` turns what people call
    another record into its id; without it only ids are understood. `given` are values of fields that the program sets.

    Raises KnownError `unknown-kind`, `unknown-field`, `read-only-field`, `fixed-field`.
    """
    kind = record_type(type_key)
    problems: list[Problem] = []
    values: dict[str, Value] = dict(given or {})
    fields = [_field(kind, key, before) for key in raw if key != "tallies"]
    for field in sorted(fields, key=lambda field: bool(field.choices_by)):  # last those whose list another one names
        try:
            values[field.key] = _parse(mission, field, {**raw, **values}, link)
        except Refused as refused:
            problems.append(Problem(field.key, refused.code, refused.values))
    tallies, wrong = _read_tallies(mission, kind.key, raw.get("tallies"))
    problems += wrong
    if before is None:
        unsaid = [key for key in sorted(kind.fixed) if values.get(key) is None]
        problems += [Problem(key, "needed") for key in unsaid if key not in {p.field for p in problems}]

    if kind.follows:
        values |= kind.follows({**(before or {}), **values})

    broken_before = _rules(kind, before, tallies_before) if before else []
    known = {(problem.field, problem.code) for problem in broken_before}
    whole = {**(before or {}), **values}
    by_cell = {(t.dimension, t.category): t for t in (*tallies_before, *tallies)}
    unreadable = {problem.field.split("_")[0] for problem in problems}
    for problem in _rules(kind, whole, by_cell.values()):
        if (problem.field, problem.code) in known:
            problems.append(replace(problem, severity="warn"))  # it came so from a merge and must not block other work
        elif problem.field.split("_")[0] not in unreadable:
            problems.append(problem)  # beside a value that cannot be read, what follows from it is only noise
    return Entry(values, tallies, tuple(problems))


def _rules(kind: RecordType, values: Mapping[str, Value], tallies: Iterable[Tally]) -> list[Problem]:
    """Return the rules across fields that a whole record breaks."""
    found = [problem for check in kind.checks if (problem := check(values)) is not None]
    return found + check_people(values, tallies)


def _field(kind: RecordType, key: str, before: Mapping[str, Value] | None) -> Field:
    """Return the field `key`, which a person may give a value."""
    field = kind.by_key.get(key)
    if field is None:
        known = [f.key for f in kind.fields if f.editable] + (["tallies"] if kind.key in ACTIVITY_TYPES else [])
        raise KnownError("unknown-field", kind=kind.key, field=key, known=", ".join(known))
    if not field.editable:
        raise KnownError("read-only-field", field=key)
    if before is not None and key in kind.fixed:
        raise KnownError("fixed-field", field=key)
    return field


def _parse(mission: Mission, field: Field, values: Mapping[str, object], link: Link | None) -> Value:
    text = values[field.key]
    if field.kind is LINK and link is not None:
        return link(field, text)
    if field.choices_by:
        codes = mission.lists.get(str(values.get(field.choices_by)))
        return CODE.parse(text, codes) if codes is not None else field.kind.parse(text, None)
    return field.kind.parse(text, mission.lists.get(field.choices))


def _read_tallies(mission: Mission, type_key: str, raw: object) -> tuple[tuple[Tally, ...], list[Problem]]:
    if raw is None:
        return (), []
    problems: list[Problem] = []
    tallies: list[Tally] = []
    if not isinstance(raw, list):
        return (), [Problem("tallies", "tallies-not-a-list")]
    for item in raw:  # pyright: ignore[reportUnknownVariableType]
        if not isinstance(item, Mapping):
            return (), [Problem("tallies", "tallies-not-a-list")]
        tally, wrong = parse_tally(mission, type_key, item)  # pyright: ignore[reportUnknownArgumentType]
        problems += wrong
        if tally is None:
            continue
        if any((t.dimension, t.category) == (tally.dimension, tally.category) for t in tallies):
            problems.append(Problem(f"tallies.{tally.dimension}.{tally.category}", "category-twice"))
        tallies.append(tally)
    return tuple(tallies), problems
