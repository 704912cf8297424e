"""What a conflict is: the values that disagree, who wrote each of them, and what happened in words. Pure."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from dataclasses import field as dataclass_field

from db.catalogue import Mission
from db.marks import N_
from db.revisions import LIFE, LIVE, Json, RecordKey, canonical


@dataclass(frozen=True, slots=True)
class Change:
    """What one field said before and after, in a record or in a part of it: `part` and `field` are as a conflict's."""

    type: str
    unit: str
    field: str
    before: Json
    after: Json
    part: Mapping[str, Json] = dataclass_field(default_factory=dict[str, Json])


@dataclass(frozen=True, slots=True)
class Candidate:
    """One value of a conflict, who wrote it where, and the revision that holds it now.

    `laptop` is what people call the replica ("MIT-A"), `at` that laptop's time, `reason` the person's own word.
    `changes`: where a record was deleted here and changed there, what this one changed.
    """

    revision: str
    value: Json
    author: str
    office: str
    laptop: str
    at: str
    reason: str
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True)
class Conflict:
    """A unit of a record that has several different heads.

    `ref` is the number of the record that it, or what it belongs to, is known by; `field` is what people call the unit
    there: a count is "tallies.sex.women". `owner` is that record, `title` its title and `label` its type in words;
    `part` has the fields that tell the part from others of its type. `base` has the values that all candidates
    replaced: none where the field was empty, several where a conflict was decided in two ways. `called` has the names
    of the records that any of these values point at.
    """

    key: RecordKey
    unit: str
    ref: str
    field: str
    candidates: tuple[Candidate, ...]
    owner: RecordKey
    title: str
    label: str
    base: tuple[Json, ...]
    part: Mapping[str, Json] = dataclass_field(default_factory=dict[str, Json])
    called: Mapping[str, str] = dataclass_field(default_factory=dict[str, str])

    @property
    def kind(self) -> str:
        """What happened: "changed" (one field, in different ways) or "deleted" (here, and changed there)."""
        return "deleted" if self.unit == LIFE else "changed"

    @property
    def sides(self) -> tuple[tuple[Candidate, ...], ...]:
        """The candidates by their value: one side for each, however many people wrote it."""
        sides: dict[str, list[Candidate]] = {}
        for one in self.candidates:
            sides.setdefault(canonical(one.value), []).append(one)
        return tuple(map(tuple, sides.values()))

    @property
    def places(self) -> tuple[str, ...]:
        """Who stands against whom: the office of each side, the laptops where that says more."""
        groups = self.sides if self.kind == "changed" else [[one] for one in self.candidates]
        offices = list(dict.fromkeys(_place([one.office or one.author for one in group]) for group in groups))
        laptops = list(dict.fromkeys(_place([one.laptop or one.author for one in group]) for group in groups))
        return tuple(offices if len(offices) == len(laptops) else laptops)


_CHANGED = N_("{places} and {last} changed this without knowing of each other.")
_ENTERED = N_("{places} and {last} filled this in without knowing of each other.")
_DELETED = N_("Deleted at {deleted}, changed at {changed}; who deleted it had not seen the change.")


def in_words(one: Conflict, mission: Mission, translate: Callable[[str], str] = str) -> str:
    """Say what happened, with the names of the offices."""
    if one.kind == "deleted":
        gone = [c for c in one.candidates if c.value != LIVE]
        left = [c for c in one.candidates if c.value == LIVE]
        return translate(_DELETED).format(deleted=_named(gone, mission), changed=_named(left, mission))
    *places, last = [mission.office_name(place) for place in one.places] if len(one.places) > 1 else ["", ""]
    sentence = _CHANGED if one.base else _ENTERED
    return translate(sentence).format(places=", ".join(places), last=last)


def _named(candidates: Sequence[Candidate], mission: Mission) -> str:
    names = dict.fromkeys(mission.office_name(c.office) if c.office else c.author for c in candidates)
    return ", ".join(names)


def _place(names: Sequence[str]) -> str:
    return ", ".join(dict.fromkeys(names))
