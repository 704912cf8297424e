"""A query as a condition on the table of activities. Full text goes through the index, everything else by column."""

from collections.abc import Callable
from itertools import count
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Numeric,
    String,
    and_,
    cast,
    func,
    literal,
    not_,
    or_,
    select,
    text,
    true,
)
from sqlalchemy.sql.elements import TextClause

from db.catalogue import ACTIVITY_TYPES
from db.schema.tables import activity, conflict, draft, metadata, tally
from db.search.filters import (
    CHANGED,
    CODES,
    DAY,
    DAYS,
    NUMBER,
    PRESENT,
    SEVERAL,
    STATE,
    TALLY,
    TEXT,
    WORDS,
    Query,
    Term,
)
from db.search.index import SEARCHED, phrases

DATE_OF = func.coalesce(activity.c.actual_start, activity.c.planned_start)
OWN = {key: metadata.tables[name] for key, kind in ACTIVITY_TYPES.items() for name in kind.tables[1:]}
_NUMBERS = count()
Condition = Callable[[ColumnElement[Any]], ColumnElement[bool]]


def matching(query: Query) -> ColumnElement[bool]:
    """Return the condition that an activity fulfils which a query asks for."""
    words = [phrase for term in query.terms if term.what == WORDS and not term.negative for phrase in _phrases(term)]
    found: list[ColumnElement[bool]] = [activity.c.id.in_(_hits(" AND ".join(words)))] if words else []
    for term in query.terms:
        if term.what == WORDS and not term.negative:
            continue
        condition = _condition(term)
        if condition is not None:
            found.append(not_(func.coalesce(condition, False)) if term.negative else condition)
    return and_(true(), *found)


def _phrases(term: Term) -> list[str]:
    return phrases(str(term.values[0]), whole=term.sign == '"')


def _hits(expression: str) -> TextClause:
    name = f"words_{next(_NUMBERS)}"  # a statement may have several
    return text(f"SELECT rowid FROM search WHERE search MATCH :{name}").bindparams(**{name: expression})


def _condition(term: Term) -> ColumnElement[bool] | None:
    if term.what == WORDS:
        words = _phrases(term)
        return activity.c.id.in_(_hits(" AND ".join(words))) if words else None
    if term.what == STATE:
        return _state(str(term.values[0]))
    if term.what == TALLY or (term.what == PRESENT and term.values == (TALLY,)):
        return _tally(term)
    found = _on_column(term.field, _test(term))
    if term.what == TEXT and term.field in SEARCHED and (words := _phrases(term)):
        return and_(activity.c.id.in_(_hits(" AND ".join(words))), found)  # the index says quickly which can have it
    return found


def _state(state: str) -> ColumnElement[bool]:
    if state == "conflict":
        return activity.c.uid.in_(select(conflict.c.uid))
    if state == "draft":
        return activity.c.uid.in_(select(draft.c.uid))
    return activity.c.deleted.is_(True)


def _test(term: Term) -> Condition:
    """Return what a term asks of the column that it names."""
    first, last = (*term.values, None)[:2]

    def test(column: ColumnElement[Any]) -> ColumnElement[bool]:
        if term.what == PRESENT:
            return column.is_not(None)
        if term.what == CODES:
            return column.in_(term.values)
        if term.what == SEVERAL:
            held = literal(";", String) + column + ";"
            return or_(*(held.contains(f";{one};", autoescape=True) for one in term.values))
        if term.what == DAYS:
            return and_(*([column >= first] if first else []), *([column <= last] if last else []))
        if term.what == NUMBER:
            return _compared(cast(column, Numeric(asdecimal=False)), term)
        return func.folded(column).contains(str(first), autoescape=True)

    assert term.what in (PRESENT, CODES, SEVERAL, DAYS, NUMBER, TEXT)
    return test


def _compared(column: ColumnElement[Any], term: Term) -> ColumnElement[bool]:
    number = float(str(term.values[0]))
    tests = {"=": column == number, ">": column > number, ">=": column >= number, "<": column < number}
    return tests.get(term.sign, column <= number)


def _tally(term: Term) -> ColumnElement[bool]:
    dimension, _, category = term.field.partition(".")
    test = tally.c.count.is_not(None) if term.what == PRESENT else _compared(tally.c.count, term)
    alive = (tally.c.dimension == dimension, tally.c.category == category, tally.c.deleted.is_(False))
    return activity.c.uid.in_(select(tally.c.activity).where(*alive, test))


def _on_column(key: str, test: Condition) -> ColumnElement[bool]:
    """Ask a column of all activities, or one that only some types have in tables of their own."""
    if key == DAY:
        return test(DATE_OF)
    if key == CHANGED:
        return test(func.substr(activity.c.changed, 1, 10))  # an instant; its day is asked for
    if key in activity.c:
        return test(activity.c[key])
    holders = [table for table in OWN.values() if key in table.c]
    return or_(*(activity.c.uid.in_(select(table.c.uid).where(test(table.c[key]))) for table in holders))
