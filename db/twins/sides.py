"""What two records say beside each other, field by field and part by part: what a person chooses from."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from db.catalogue import CHILD_TYPES, RECORD_TYPES, Mission, RecordType, Value, Values, dimensions_of, inner_links
from db.catalogue.parts import TALLY
from db.records.at_headquarters import told_value
from db.records.family import children
from db.records.untold import kept_back, unplaced
from db.records.verbs import lowers
from db.records.views import best_title
from db.revisions import Json, RecordKey, canonical
from db.store.writing import Reading


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a record with its values; `names` says in words what its links point at, by field."""

    key: RecordKey
    values: Values
    names: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class FieldLine:
    """A merge unit, `choice`, and the value that each of two records gives it; None where it gives none.

    `names` say in words what a link points at.
    """

    choice: str
    first: Json
    second: Json
    names: tuple[str, str] = ("", "")

    @property
    def differs(self) -> bool:
        """Whether the two say different things."""
        return canonical(self.first) != canonical(self.second)


@dataclass(frozen=True, slots=True)
class PartsLine:
    """The parts of one kind that each of two records has; `choice` is their common name."""

    choice: str
    first: tuple[Part, ...]
    second: tuple[Part, ...]

    @property
    def differs(self) -> bool:
        """Whether the two say different things."""
        return _faces(self.first) != _faces(self.second)

    @property
    def joins(self) -> bool:
        """Whether keeping those of both gives more than those of either: not counts, and not the same ones twice."""
        first, second = ({_identity(part) for part in parts} for parts in (self.first, self.second))
        return not (first <= second or second <= first) and self.choice in CHILD_TYPES


Line = FieldLine | PartsLine


def choices_of(kind: RecordType) -> list[str]:
    """Return what is chosen one by one between two activities of a type.

    These are the units that people fill in; the counts of each dimension ("tallies.sex"), which add up and are never
    mixed; and the parts of each other kind ("visit").
    """
    units = [unit for unit, fields in kind.units.items() if any(field.editable for field in fields)]
    parts = [part for part in CHILD_TYPES.values() if part is not TALLY and kind.key in part.links[part.owner]]
    counts = [f"{TALLY.called}.{dimension}" for dimension in dimensions_of(kind.key)]
    return [*units, *counts, *dict.fromkeys(_group(part, {}) for part in parts)]


def compare(reading: Reading, first: RecordKey, second: RecordKey) -> list[Line]:
    """Return what two activities of one type say, line by line; what neither of them speaks of is left out."""
    kind = RECORD_TYPES[first.type]
    mine, theirs = (kind.field_values(reading.folded(one.uid).values) for one in (first, second))
    my_parts, their_parts = (parts_of(reading, one.uid) for one in (first, second))
    lines: list[Line] = []
    for choice in choices_of(kind):
        if choice not in kind.units:
            lines.append(PartsLine(choice, my_parts.get(choice, ()), their_parts.get(choice, ())))
            continue
        values = _unit(kind, choice, mine), _unit(kind, choice, theirs)
        names = [_name(reading, str(value)) if choice in kind.links and value else "" for value in values]
        lines.append(FieldLine(choice, *values, (names[0], names[1])))
    return [line for line in lines if says(line.first) or says(line.second)]


def parts_of(reading: Reading, uid: str) -> dict[str, tuple[Part, ...]]:
    """Return the living parts of a record, by the choice that they belong to, in the order of the catalogue."""
    found: dict[str, list[Part]] = {}
    keys = children(reading, uid, alive=True)
    known = reading.revisions_of(key.uid for key in keys)
    order = list(CHILD_TYPES)
    for key in sorted((key for key in keys if known[key.uid]), key=lambda key: (order.index(key.type), key.uid)):
        kind = RECORD_TYPES[key.type]
        values = kind.field_values(reading.folded(key.uid).values)
        names = {f: _name(reading, str(values[f])) for f in kind.links if f != kind.owner and values.get(f)}
        found.setdefault(_group(kind, values), []).append(Part(key, values, names))
    return {choice: tuple(parts) for choice, parts in found.items()}


def told_lines(reading: Reading, first: RecordKey, second: RecordKey, lines: Iterable[Line]) -> tuple[Line, ...]:
    """Return lines as they may be seen here: at headquarters none says which a protected place is (DP-07)."""
    own = kept_back(reading, [first.uid, second.uid])
    if not own:
        return tuple(lines)

    def part(one: Part, owner: RecordKey) -> Part:
        kept = own.get(owner.uid)
        return one if kept is None else replace(one, values=unplaced(one.key.type, one.values, kept))

    told: list[Line] = []
    for line in lines:
        if isinstance(line, PartsLine):
            sides = [tuple(part(p, key) for p in parts) for key, parts in ((first, line.first), (second, line.second))]
            told.append(PartsLine(line.choice, sides[0], sides[1]))
            continue
        values = [
            told_value(key, line.choice, value, key.uid, own[key.uid]) if key.uid in own else value
            for key, value in ((first, line.first), (second, line.second))
        ]
        told.append(FieldLine(line.choice, values[0], values[1], line.names))
    return tuple(told)


def proposed(mission: Mission, line: Line, stays: int = 0) -> int:
    """Return which of two records (0 or 1) is believed where nobody chose, when the record `stays` is kept.

    A place stays protected and a classification high where either of them says so; else it is the one that stays, or
    the other where that one says nothing.
    """
    if isinstance(line, FieldLine) and line.choice in ("protected", "classification"):
        said = (line.first, line.second)
        other = said[1 - stays]
        lower = lowers(mission, _text(other), _text(said[stays])) if line.choice == "classification" else other == "yes"
        return 1 - stays if lower else stays
    return stays if says((line.first, line.second)[stays]) else 1 - stays


def _text(value: Json) -> str | None:
    return str(value) if value else None


def says(said: Json | tuple[Part, ...]) -> bool:
    """Whether a record says anything: a value, or a part; a count that was never recorded is none."""
    if isinstance(said, tuple):
        return any(part.key.type != TALLY.key or part.values.get("count") is not None for part in said)
    return said is not None


def _unit(kind: RecordType, unit: str, values: Values) -> Json:
    value = kind.unit_value(unit, values)
    return None if isinstance(value, Mapping) and all(one is None for one in value.values()) else value


def _group(kind: RecordType, values: Values) -> str:
    """Return the choice that a part belongs to; what another part tells apart is chosen with that one."""
    if kind is TALLY:
        return f"{kind.called}.{values.get('dimension')}"
    told = (types for field, types in inner_links(kind).items() if field in (kind.natural_key or ()))
    return next(told, (kind.key,))[0]


def _name(reading: Reading, uid: str) -> str:
    """Return what people call the record that a link points at; its id where it is not here."""
    kind = RECORD_TYPES.get(reading.type_of(uid) or "")
    if kind is None:
        return uid
    values = kind.field_values(reading.folded(uid).values)
    return best_title(values, reading.mission) or kind.called_by(values) or uid


def _identity(part: Part) -> tuple[str, ...]:
    """Return what tells a part from others of its kind, whosever it is: its natural key, else its id."""
    kind = RECORD_TYPES[part.key.type]
    if kind.natural_key is None:
        return (part.key.uid,)
    return (kind.key, *(str(part.values.get(key)) for key in kind.natural_key))


def _faces(parts: tuple[Part, ...]) -> list[str]:
    """Return what a person sees of parts, for comparing: without their ids and without their order."""
    return sorted(canonical(_face(part)) for part in parts if says((part,)))


def _face(part: Part) -> dict[str, Value]:
    kind = RECORD_TYPES[part.key.type]
    hidden = {kind.owner, *inner_links(kind)}
    return {"type": kind.key, **{key: value for key, value in part.values.items() if key not in hidden}}
