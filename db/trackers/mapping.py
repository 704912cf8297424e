"""What a mapping is: which column of a tracker means what."""

from collections.abc import Mapping
from dataclasses import dataclass

from db.catalogue import ACTIVITY_TYPES
from db.catalogue.recommendations import RECOMMENDATION
from db.trackers.cells import Blanks, DateOrder

# What the rows of a tracker can become.
IMPORTED = {**ACTIVITY_TYPES, RECOMMENDATION.key: RECOMMENDATION}


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the sheet by its possible names, compared without case, accents and line breaks."""

    names: tuple[str, ...]
    folded: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Rule:
    """Where one value comes from.

    `key` is a field, "" for a line of the description (of the note, where the record has no other), "type" for the
    kind of record or "tally" with its `dimension` and `category`. Several `columns` are joined with `joiner`.
    `translate` gives the code for a word of the tracker; with `keep` the word itself also becomes such a line, under
    `label`.
    """

    key: str
    columns: tuple[Column, ...]
    joiner: str = ", "
    label: str = ""
    needed: bool = False
    keep: bool = False
    translate: Mapping[str, str] | None = None
    dimension: str = ""
    category: str = ""


@dataclass(frozen=True, slots=True)
class TrackerMapping:
    """A whole mapping.

    `kind` is the record type of its rows, a key of `IMPORTED`; `constants` are values that every row has; every column
    that no rule names becomes a line of the description, so that no fact is lost, unless `ignore` names it (running
    numbers).
    """

    name: str
    kind: str
    sheet: str
    blanks: Blanks
    dates: DateOrder
    rules: tuple[Rule, ...]
    ignore: frozenset[str]
    constants: Mapping[str, str]

    @property
    def columns(self) -> tuple[Column, ...]:
        """All columns that rules name."""
        return tuple(dict.fromkeys(column for rule in self.rules for column in rule.columns))

    @property
    def needed(self) -> tuple[Column, ...]:
        """The columns without which a sheet is not this tracker."""
        return tuple(dict.fromkeys(column for rule in self.rules if rule.needed for column in rule.columns))
