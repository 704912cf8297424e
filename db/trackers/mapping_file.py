"""Mappings as TOML files; `resources/samples` holds those we know.

First `name`, `kind`, `sheet`, `blanks`, `dates` and `ignore`; then `[field.KEY]`, `[type]`, `[[tally]]` and `[[note]]`,
each with `column` (one name or a list of its spellings) or `join` (several columns, put together `with` a separator);
and `[constants]`. The two samples show all of it.
"""

import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, cast

from db.catalogue import ACTIVITY_TYPES, DIMENSIONS
from db.errors import KnownError
from db.folding import fold
from db.resources import resource
from db.trackers.cells import Blanks
from db.trackers.mapping import IMPORTED, Column, Rule, TrackerMapping

_TOP = {"name", "kind", "sheet", "blanks", "dates", "ignore", "constants", "field", "tally", "note", "type"}
_RULE = {"column", "join", "with", "label", "needed", "keep", "translate"}


def known_mappings() -> list[TrackerMapping]:
    """Return the mappings that ship with the program."""
    return [load_mapping(path) for path in sorted(resource("samples").glob("*.toml"))]


def load_mapping(path: Path) -> TrackerMapping:
    """Read a mapping file.

    Raises KnownError `no-file`, `bad-mapping`.
    """
    if not path.exists():
        raise KnownError("no-file", path=path)
    try:
        return _mapping(tomllib.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError, KeyError, IndexError, AttributeError) as error:
        raise KnownError("bad-mapping", path=path.name, detail=str(error).rstrip(".")) from error


def _mapping(table: Mapping[str, Any]) -> TrackerMapping:
    """Return the mapping in a TOML table; ValueError says what is wrong with it."""
    _refuse_unknown(table, _TOP, "the mapping")
    kind, dates = str(table.get("kind", "")), str(table.get("dates", "ask"))
    if kind not in IMPORTED:
        raise ValueError(f"kind must be one of {', '.join(IMPORTED)}")
    if dates not in ("ask", "day-first", "month-first"):
        raise ValueError('dates must be "ask", "day-first" or "month-first"')
    rules = [
        *(_rule(str(key), rule) for key, rule in _table(table, "field").items()),
        *(_rule("type", rule) for rule in [_table(table, "type")] if rule),
        *(_tally(rule) for rule in _tables(table, "tally")),
        *(_rule("", rule) for rule in _tables(table, "note")),
    ]
    kinds = ACTIVITY_TYPES.values() if "type" in table else [IMPORTED[kind]]
    keys = {field.key for type_ in kinds for field in type_.fields if field.editable}
    constants = {str(key): str(value) for key, value in _table(table, "constants").items()}
    for key in [*(rule.key for rule in rules if rule.key not in ("", "type", "tally")), *constants]:
        if key not in keys:
            raise ValueError(f"there is no field '{key}'. Known: {', '.join(sorted(keys))}")
    if not any(rule.needed for rule in rules):
        raise ValueError("no field says needed = true, so any sheet would fit")
    blanks = frozenset(word.casefold() for word in _texts(table.get("blanks", [])))
    ignore = frozenset(fold(name) for name in _texts(table.get("ignore", [])))
    name, sheet = str(table.get("name", "")), str(table.get("sheet", ""))
    return TrackerMapping(name, kind, sheet, Blanks(blanks), dates, tuple(rules), ignore, constants)


def _rule(key: str, table: Mapping[str, Any], also: Iterable[str] = ()) -> Rule:
    """Return one rule: `column` has the spellings of one column's name, `join` a list of columns."""
    if not isinstance(table, Mapping):  # pyright: ignore[reportUnnecessaryIsInstance]
        raise ValueError(f"the rule for '{key}' must be a table with column or join")
    _refuse_unknown(table, {*_RULE, *also}, f"the rule for '{key or table.get('label', 'note')}'")
    if ("column" in table) == ("join" in table):
        raise ValueError(f"the rule for '{key or table.get('label', 'note')}' needs either column or join")
    columns = [table["column"]] if "column" in table else table["join"]
    translate = {fold(word): str(code) for word, code in _table(table, "translate").items()}
    made = tuple(_column(names) for names in columns)
    return Rule(
        key=key,
        columns=made,
        joiner=str(table.get("with", ", ")),
        label=str(table.get("label", "")) or made[0].names[0].split("\n")[0],
        needed=bool(table.get("needed", False)),
        keep=bool(table.get("keep", False)),
        translate=translate or None,
        dimension=str(table.get("dimension", "")),
        category=str(table.get("category", "")),
    )


def _tally(table: Mapping[str, Any]) -> Rule:
    if table.get("dimension") not in DIMENSIONS or not table.get("category"):
        raise ValueError(f"a tally needs a dimension ({', '.join(DIMENSIONS)}) and a category")
    return _rule("tally", table, ("dimension", "category"))


def _column(names: object) -> Column:
    spellings = _texts(names)
    folded = tuple(filter(None, (fold(name) for name in spellings)))
    if not folded:
        raise ValueError("a column needs a name with letters or digits")
    return Column(tuple(spellings), folded)


def _texts(found: object) -> list[str]:
    items = [found] if isinstance(found, str) else found
    if not isinstance(items, list) or not all(isinstance(item, str) for item in cast(list[object], items)):
        raise ValueError(f"{found!r} must be text or a list of texts")
    return cast(list[str], items)


def _table(table: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    found = table.get(key, {})
    if not isinstance(found, Mapping):
        raise ValueError(f"{key} must be a table")
    return cast(Mapping[str, Any], found)


def _tables(table: Mapping[str, Any], key: str) -> list[Mapping[str, Any]]:
    found = table.get(key, [])
    if not isinstance(found, list):
        raise ValueError(f"{key} must be written as [[{key}]]")
    return cast(list[Mapping[str, Any]], found)


def _refuse_unknown(table: Mapping[str, Any], known: set[str], where: str) -> None:
    if unknown := sorted(set(table) - known):
        raise ValueError(f"{where} has the unknown word '{unknown[0]}'. Known: {', '.join(sorted(known))}")
