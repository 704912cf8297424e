"""The columns that a register can show: what activities have in common, every field of a type, and people counted."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Integer, String, case, cast, func, null, select

from db.catalogue import ACTIVITY_TYPES, DIMENSIONS, Field, Mission, RecordType, Refused, dimensions_of
from db.catalogue.kinds import DATE as DAY
from db.marks import N_
from db.schema.tables import activity, tally
from db.search.matching import DATE_OF, OWN

DATE, TITLE, MUNICIPALITY, STATUS, TOTAL, REF, MONTH = (
    *("date", "title", "municipality", "status", "total", "ref", "month"),
)
USUAL = (REF, DATE, MUNICIPALITY, TITLE, STATUS, TOTAL)
GROUPS = (STATUS, MUNICIPALITY, MONTH, "office", "classification")
LINK, TALLY = "link", "tally"


@dataclass(frozen=True, slots=True)
class ListColumn:
    """One column: what it is called, the kind of its values, its code list; `field` is empty for what is worked out.

    A column of money names the column of its `currency`; one of counts the dimension it belongs to.
    """

    key: str
    label: str
    kind: str
    choices: str = ""
    field: str = ""
    currency: str = ""
    dimension: str = ""

    @property
    def numeric(self) -> bool:
        """Whether its values can be added up."""
        return self.kind in ("count", "money", TALLY)


@cache
def _columns(type_key: str) -> dict[str, ListColumn]:
    kind = ACTIVITY_TYPES[type_key]
    found = {
        REF: ListColumn(REF, N_("Ref"), "text"),
        DATE: ListColumn(DATE, N_("Date"), "date"),
        TITLE: ListColumn(TITLE, N_("Title"), "text"),
    }
    for field in kind.fields:
        if field.key not in found:
            found[field.key] = _column(kind, field)
    found["changed"] = ListColumn("changed", N_("Changed"), "instant")
    return found


def columns_of(type_key: str, mission: Mission) -> dict[str, ListColumn]:
    """Return every column that a register can have, by its key: "sex.women" is the number of women."""
    counted = {
        f"{dimension}.{code.code}": ListColumn(
            f"{dimension}.{code.code}", code.label(), TALLY, dimension=mission.lists["dimension"].label(dimension)
        )
        for dimension in dimensions_of(type_key)
        for code in mission.lists[dimension].entries
    }
    spoken = {f.key for f in ACTIVITY_TYPES[type_key].fields if not f.language or f.language in mission.languages}
    own = {key: one for key, one in _columns(type_key).items() if not one.field or key in spoken}
    return {**own, **counted}


def day_field(text: str, today: date) -> str:
    """Return which day of a record is meant by one that is written down: what lies ahead is planned."""
    try:
        day = str(DAY.parse(text, None) or "")
    except Refused:
        day = ""
    return "planned_start" if day > today.isoformat() else "actual_start"


def _column(kind: RecordType, field: Field) -> ListColumn:
    beside = [other.key for other in kind.units[field.merge_unit] if other.choices == "currency"]
    currency = beside[0] if field.kind.name == "money" and beside else ""
    label = N_("Place") if field.key == MUNICIPALITY else N_("People") if field.key == TOTAL else field.label
    choices = field.choices if not field.choices_by else ""
    return ListColumn(field.key, label, field.kind.name, choices, field.key if field.editable else "", currency)


def expression(type_key: str, key: str, mission: Mission) -> ColumnElement[Any]:
    """Return the value of a column in SQL; of counts and own fields by a look-up of their row."""
    if key == DATE:
        return DATE_OF
    if key == MONTH:
        return func.substr(DATE_OF, 1, 7)
    if key == TITLE:
        keys = [f"title_{language}" for language in mission.languages]
        keys += [c.name for c in activity.columns if c.name.startswith("title_") and c.name not in keys]
        return func.coalesce(*(activity.c[name] for name in keys))
    if key in activity.c:
        return activity.c[key]
    dimension, _, category = key.partition(".")
    if dimension in DIMENSIONS:
        mine = (tally.c.activity == activity.c.uid, tally.c.dimension == dimension, tally.c.category == category)
        return select(tally.c.count).where(*mine, tally.c.deleted.is_(False)).limit(1).scalar_subquery()
    own = OWN.get(type_key)
    if own is None or key not in own.c:
        return cast(null(), String)
    return select(own.c[key]).where(own.c.uid == activity.c.uid).scalar_subquery()


def order_of(type_key: str, key: str, mission: Mission, value: ColumnElement[Any] | None = None) -> ColumnElement[Any]:
    """Return what a column, or a `value` of it, is sorted by: codes as their list has them, places by their names."""
    column = columns_of(type_key, mission).get(key)
    value = expression(type_key, key, mission) if value is None else value
    if column is not None and column.kind == "code" and column.choices:
        entries = mission.lists[column.choices].entries
        names = sorted(entries, key=lambda code: code.label().lower()) if column.choices == MUNICIPALITY else entries
        return case({code.code: place for place, code in enumerate(names)}, value=value, else_=len(names))
    if column is not None and column.kind == "money":
        return cents(value)
    return func.folded(value) if key == TITLE else value


def cents(value: ColumnElement[Any]) -> ColumnElement[Any]:
    """Return money as a whole number, exactly: it is kept as text with two decimals."""
    return cast(func.replace(value, ".", ""), Integer)


def labelled(columns: Mapping[str, ListColumn], keys: Iterable[str]) -> list[ListColumn]:
    """Return the columns of these keys, without those that are no more."""
    return [columns[key] for key in keys if key in columns]
