"""A project as plain values: itself, the rules of its programme cycle, and every part of its file."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from db.catalogue import RECORD_TYPES, Value, Values
from db.catalogue.amounts import amount
from db.catalogue.projects.cycle import CYCLE
from db.errors import Problem


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a project's file: its id and its values."""

    uid: str
    type: str
    values: Values

    def text(self, key: str) -> str:
        """Return a value as text, empty where nothing is recorded."""
        value = self.values.get(key)
        return "" if value is None else str(value)

    def day(self, key: str) -> date | None:
        """Return a day, None where none is recorded."""
        return day_of(self.values.get(key))

    def number(self, key: str) -> Decimal | None:
        """Return an amount, a rate or a share, None where none is recorded."""
        return amount(self.values.get(key))

    def problem(self, key: str, code: str, severity: str = "refuse", **values: object) -> Problem:
        """Return something that is wrong with one of its fields."""
        kind = RECORD_TYPES[self.type]
        return Problem(kind.name_of(self.values, key), code, values, severity, self.uid)


@dataclass(frozen=True, slots=True)
class ProjectFile:
    """Everything the rules look at.

    `cycle` has the values of the programme cycle, None where it is not known here; `criteria` the selection grid, as
    the weight of each criterion by its code, and `called` what people call it. Parts that were deleted are not there.
    """

    values: Values
    cycle: Values | None = None
    parts: Mapping[str, tuple[Part, ...]] = field(default_factory=dict[str, tuple[Part, ...]])
    criteria: Mapping[str, Decimal] = field(default_factory=dict[str, Decimal])
    called: Mapping[str, str] = field(default_factory=dict[str, str])

    @property
    def state(self) -> str:
        """The state it is in; a project that says none is a draft."""
        return self.text("status") or "draft"

    def text(self, key: str) -> str:
        """Return a value of the project as text, empty where nothing is recorded."""
        value = self.values.get(key)
        return "" if value is None else str(value)

    def day(self, key: str) -> date | None:
        """Return a day of the project, None where none is recorded."""
        return day_of(self.values.get(key))

    def number(self, key: str) -> Decimal | None:
        """Return an amount or a rate of the project, None where none is recorded."""
        return amount(self.values.get(key))

    def all(self, kind: str) -> tuple[Part, ...]:
        """Return the parts of a type."""
        return self.parts.get(kind, ())

    def one(self, kind: str) -> Part | None:
        """Return the part of a type of which there is one; None where it is not on file."""
        found = self.all(kind)
        return found[0] if found else None

    def newest(self, kind: str) -> Part | None:
        """Return the part of a type with the latest day."""
        return max(self.all(kind), key=lambda part: (part.text("day"), part.uid), default=None)

    def rule(self, key: str) -> Value:
        """Return a rule of the cycle; of a project without one nothing is known."""
        return self.cycle.get(key) if self.cycle is not None else None

    def threshold(self, key: str) -> int:
        """Return a number of days or months of the cycle, what the catalogue proposes where it says none."""
        value = self.rule(key)
        found = value if isinstance(value, int) else CYCLE.by_key[key].default
        assert isinstance(found, int)
        return found

    @property
    def cycle_name(self) -> str:
        """What people call the cycle."""
        return CYCLE.called_by(self.cycle or {}) or CYCLE.label


def day_of(value: Value) -> date | None:
    """Return a stored day, None where none is recorded."""
    return date.fromisoformat(value) if isinstance(value, str) else None
