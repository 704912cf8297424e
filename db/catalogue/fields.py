"""What a field and a record type are."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from uuid import UUID, uuid5

from db.catalogue.kinds import Kind, Value
from db.errors import Problem

PERSONAL, PERSONS_NAME = "#contact", "#contact+name"  # how the tags of such fields begin

Values = Mapping[str, Value]
Check = Callable[[Values], Problem | None]


@dataclass(frozen=True, slots=True)
class Field:
    """One fact about a record, said once: forms, lists, tables, workbooks, search, paper and help all read it here.

    `key` names it everywhere; `choices` names its code list, `choices_by` the field whose value names it; `links` are
    the record types that a link may point at; `hxl` is its tag in workbooks and the key by which a column is found
    again; `unit` is the merge unit (its own key unless fields must move together); `language` is set on each language
    of a multilingual field; `measure` is what a number counts ("months", "%"), `source` where the rule behind a field
    comes from; `since` is the data format that brought it.
    """

    key: str
    kind: Kind
    label: str
    help: str = ""
    choices: str = ""
    choices_by: str = ""
    links: tuple[str, ...] = ()
    hxl: str = ""
    unit: str = ""
    language: str = ""
    section: str = ""
    default: Value = None
    editable: bool = True
    measure: str = ""
    source: str = ""
    since: int = 1

    @property
    def merge_unit(self) -> str:
        """The unit whose value this field is, or is a part of."""
        return self.unit or self.key

    @property
    def personal(self) -> bool:
        """Whether it says who somebody is or how to reach them, by its tag; what is typed may also be a function."""
        return self.hxl.startswith(PERSONAL)


@dataclass(frozen=True)
class RecordType:
    """A kind of record: its fields in the order in which people meet them, and the tables that project them.

    `prefix` begins its reference numbers, where it has them; `sheet` is its sheet in workbooks; `checks` look at
    several fields at once. A type whose records belong to others, and go away with them, has an `owner`: the field that
    holds the owner's uid. `natural_key` are the fields that say which one it is among its owner's: two laptops that
    write down the same one then mean one record (an empty key: an owner has only one of it); without a natural key each
    new record is its own. `called` begins the names of its records ("tallies.sex.women"); the key, where it is empty.
    `named_by` are the fields by which people tell its records apart; those of a type that goes `by_name` are called by
    their names rather than by their numbers. `follows` gives the values that follow from others where a person left
    them empty. No more than `most` of a type of parts are written for one owner, where it is not 0.
    """

    key: str
    label: str
    plural: str
    prefix: str
    sheet: str
    fields: tuple[Field, ...]
    tables: tuple[str, ...]
    checks: tuple[Check, ...] = ()
    owner: str = ""
    natural_key: tuple[str, ...] | None = None
    called: str = ""
    named_by: tuple[str, ...] = ()
    by_name: bool = False
    follows: Callable[[Values], Values] | None = None
    most: int = 0

    @cached_property
    def fixed(self) -> frozenset[str]:
        """The fields that say which record it is: given when it is made, and never changed."""
        return frozenset((self.owner, *(self.natural_key or ()))) if self.owner else frozenset()

    @cached_property
    def defaults(self) -> Mapping[str, Value]:
        """The values that a new record has where nobody says otherwise."""
        return {field.key: field.default for field in self.fields if field.default is not None}

    def path(self, values: Values) -> str:
        """Return what tells a record from its owner's others, for example "tally/sex/women"; "" where nothing does."""
        if self.natural_key is None:
            return ""
        return "/".join([self.key, *(str(values.get(key)) for key in self.natural_key)])

    def uid_of(self, values: Values) -> str:
        """Return the id that follows from what a record is; "" where each new one is its own."""
        path = self.path(values)
        return derived_uid(str(values.get(self.owner)), path) if path else ""

    def name_of(self, values: Values, unit: str = "") -> str:
        """Return what people call a record among its owner's, or a unit of it: "tallies.sex.women", "mou.number".

        Where it holds only one thing, that thing needs no name of its own.
        """
        parts = [self.called or self.key, *(str(values.get(key)) for key in self.natural_key or ())]
        alone = {unit} == self.units.keys() - self.fixed
        return ".".join(parts if alone or not unit else [*parts, unit])

    @cached_property
    def links(self) -> Mapping[str, tuple[str, ...]]:
        """The fields that point at other records, with the types they may point at."""
        return {field.key: field.links for field in self.fields if field.links}

    def called_by(self, values: Values) -> str:
        """Return what people call a record in a line of text: its number or name, else what tells it apart."""
        own = next((str(values[key]) for key in self._calls if values.get(key)), "")
        told = (values.get(key) for key in self.named_by or self.natural_key or ())
        return own or " · ".join(str(word) for word in told if word is not None)

    @cached_property
    def _calls(self) -> tuple[str, ...]:
        """The fields of which the first that says something is what people call a record."""
        titles = tuple(field.key for field in self.fields if field.key.startswith("title_"))
        return (*titles, "ref") if self.by_name else ("ref", *titles)

    @cached_property
    def by_key(self) -> Mapping[str, Field]:
        """The fields by their keys."""
        return {field.key: field for field in self.fields}

    @cached_property
    def units(self) -> Mapping[str, tuple[Field, ...]]:
        """The fields of each merge unit."""
        units: dict[str, tuple[Field, ...]] = {}
        for field in self.fields:
            units[field.merge_unit] = (*units.get(field.merge_unit, ()), field)
        return units

    def unit_value(self, unit: str, values: Values) -> Value | dict[str, Value]:
        """Return a merge unit's value out of a record's values: the value, or an object where it has several fields."""
        fields = self.units[unit]
        if len(fields) == 1:
            return values.get(fields[0].key)
        return {field.key: values.get(field.key) for field in fields}

    def field_values(self, units: Mapping[str, Value | Mapping[str, Value]]) -> dict[str, Value]:
        """Return every field's value out of a record's merge units.

        Units that are not ours are left out, and so are values that their kind cannot take (`unfit` names them).
        """
        found = self._opened(units)
        return {f.key: v if (v := found.get(f.key)) is None or f.kind.fits(v) else None for f in self.fields}

    def unfit(self, units: Mapping[str, Value | Mapping[str, Value]]) -> list[str]:
        """Return the fields whose merged value is none that their kind can take."""
        found = self._opened(units)
        return [f.key for f in self.fields if (v := found.get(f.key)) is not None and not f.kind.fits(v)]

    def _opened(self, units: Mapping[str, Value | Mapping[str, Value]]) -> dict[str, Value]:
        values: dict[str, Value] = {}
        for unit, fields in self.units.items():
            value = units.get(unit)
            if value is None or isinstance(value, str | int):
                values[fields[0].key] = value
            else:
                values.update({field.key: value.get(field.key) for field in fields})
        return values


def derived_uid(owner: str, path: str) -> str:
    """Return the id of the record that is `path` ("tally/sex/women") among those of an owner. Never change it."""
    return str(uuid5(UUID(owner), path))
