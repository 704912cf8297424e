"""Mission profiles: what a mission can change without a new program, in a folder under `resources/missions`.

Lists that headquarters has changed since stand in their place (`db.store.code_lists`).
"""

import csv
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path

from db.catalogue.codes import Code, CodeList
from db.catalogue.dimensions import DIMENSIONS
from db.errors import KnownError
from db.resources import resource

PROFILE = "profile.toml"
_OWN_COLUMNS = {"code", "aliases", "group", "parent", "same_as", "start", "end"}
_NAME = "name_"  # of a place in one form


@dataclass(frozen=True)
class Mission:
    """A mission profile: its names, languages, offices, places and code lists.

    `place_names` are the forms in which a paper can name places, with what each is called, the usual one first. The
    `known` records are those it can make by itself, by type: rows of fields and a `key` that never changes.
    """

    key: str
    name: str
    short: str
    section: str
    note: str
    languages: tuple[str, ...]
    currency: str
    local_currency: str
    budget_year_begins: tuple[int, int]  # month and day
    suppress_below: int  # counts from one up to below this are not told outside, unless an office says otherwise
    place_vocabulary: str
    place_names: Mapping[str, str]
    lists: Mapping[str, CodeList]
    known: Mapping[str, tuple[Mapping[str, str], ...]]
    usual_tags: tuple[Mapping[str, str], ...]
    tiles: Mapping[str, tuple[int, int]]  # of each place: column and row in a grid of equal tiles; none: no such grid

    @property
    def offices(self) -> Mapping[str, str]:
        """The full names of the offices by their codes."""
        return {office.code: office.label() for office in self.lists["office"].entries}

    def office_name(self, code: str) -> str:
        """Return the full name of an office; a code that the profile does not list is its own name."""
        return self.lists["office"].label(code)

    def area(self, office: str) -> tuple[str, ...]:
        """Return the codes of the places that an office is responsible for, in the order of the list."""
        return tuple(place.code for place in self.lists["municipality"].entries if place.parent == office)

    def naming_places(self, form: str) -> "Mission":
        """Return the same mission with every place named in one form of `place_names`, whatever the language.

        A place without a name in that form keeps its usual one.

        Raises KnownError `unknown-place-names`.
        """
        if form not in self.place_names:
            raise KnownError("unknown-place-names", form=form, known=", ".join(self.place_names))
        places = tuple(replace(place, labels={"en": place.label(form)}) for place in self.lists["municipality"].entries)
        return replace(self, lists=with_made({**self.lists, "municipality": CodeList("municipality", places)}))


def mission_keys() -> list[str]:
    """Return the keys of all shipped mission profiles."""
    return sorted(path.parent.name for path in resource("missions").glob(f"*/{PROFILE}"))


@cache
def load_mission(key: str) -> Mission:
    """Return the mission profile `key`, with its code lists.

    Raises KnownError `unknown-mission`.
    """
    if key not in mission_keys():
        raise KnownError("unknown-mission", mission=key, known=", ".join(mission_keys()))
    folder = resource("missions", key)
    profile = tomllib.loads((folder / PROFILE).read_text(encoding="utf-8"))
    lists = {path.stem: _read_list(path) for path in sorted(resource("codes").glob("*.csv"))}
    for path in sorted((folder / "lists").glob("*.csv")):
        lists[path.stem] = _extended(lists.get(path.stem), _read_list(path))
    lists["municipality"] = _read_places(folder)
    begins = date.fromisoformat(f"2000-{profile['budget_year_begins']}")
    texts = {name: profile[name] for name in ("name", "short", "section", "note", "currency", "local_currency")}
    return Mission(
        key=key,
        **texts,
        languages=tuple(profile["languages"]),
        budget_year_begins=(begins.month, begins.day),
        suppress_below=profile.get("suppress_below", 5),
        place_vocabulary=profile["place_vocabulary"],
        place_names=profile["place_names"],
        lists=with_made(lists),
        known={path.stem: tuple(_rows(path)) for path in sorted((folder / "records").glob("*.csv"))},
        usual_tags=(*_rows(resource("usual_tags.csv")), *_rows(folder / "usual_tags.csv")),
        tiles={row["code"]: (int(row["column"]), int(row["row"])) for row in _rows(folder / "tiles.csv")},
    )


def with_made(lists: Mapping[str, CodeList]) -> dict[str, CodeList]:
    """Return lists with those that are made of others.

    Where people live is a municipality or another country; every dimension of people has a list of its own name, and
    sex crosses age; a recommendation has a theme of any list of themes. A framework or a list of themes that nobody
    has filled is empty.
    """
    named = (*lists["framework"].entries, *lists["theme_list"].entries)
    lists = {one.code: CodeList(one.code, ()) for one in named} | dict(lists)
    lists["sex_age"] = CodeList("sex_age", tuple(_crossed(lists["sex"].entries, lists["age"].entries)))
    both = (*lists["municipality"].entries, *lists["country"].entries)
    counted = {key: CodeList(key, lists[one.codes].entries) for key, one in DIMENSIONS.items()}
    themes = tuple(code for name in lists["theme_list"].entries for code in lists[name.code].entries)
    made = {"residence": CodeList("residence", both), "recommendation_theme": CodeList("recommendation_theme", themes)}
    return {**lists, **counted, **made}


def _crossed(sexes: Sequence[Code], ages: Sequence[Code]) -> Iterator[Code]:
    """Yield every sex at every age; whose sex or age is undisclosed is in neither."""
    for sex in sexes:
        for age in ages:
            if "undisclosed" not in (sex.code, age.code):
                label = f"{sex.label()}, {age.label()}"
                yield Code(f"{sex.code}_{age.code}", {"en": label}, group=sex.code, parent=age.code)


def _extended(known: CodeList | None, own: CodeList) -> CodeList:
    """Return a list with a mission's own entries before those that every mission has; its own word for a code holds."""
    codes = {entry.code for entry in own.entries}
    rest = [entry for entry in known.entries if entry.code not in codes] if known is not None else []
    return CodeList(own.name, (*own.entries, *rest))


def _read_list(path: Path) -> CodeList:
    """Read a list of columns code, one per language (`en`, `fr` …), aliases, and where it has them those of `Code`."""
    return CodeList(path.stem, tuple(code_of(row) for row in _rows(path)))


def code_of(row: Mapping[str, str]) -> Code:
    """Return the entry that a row of a list's file is."""
    return Code(
        row["code"],
        {language: label for language, label in row.items() if language not in _OWN_COLUMNS and label},
        _split(row.get("aliases", "")),
        row.get("group", ""),
        row.get("parent", ""),
        _split(row.get("same_as", "")),
        row.get("start", ""),
        row.get("end", ""),
    )


def _read_places(folder: Path) -> CodeList:
    """Read a mission's places in all forms of their names, with the further spellings of their crosswalk."""
    further = {
        row["code"]: (
            *_split(row["aliases"]),
            *(text for column, text in row.items() if text and column.startswith((_NAME, "geonames_id"))),
        )
        for row in _rows(folder / "crosswalk.csv")
    }
    entries = [
        Code(
            row["code"],
            {column.removeprefix(_NAME): text for column, text in row.items() if column.startswith(_NAME) and text},
            further.get(row["code"], ()),
            row["region"],
            row["office"],
        )
        for row in _rows(folder / "places.csv")
    ]
    return CodeList("municipality", tuple(entries))


def _split(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(";") if part.strip())


def _rows(path: Path) -> list[dict[str, str]]:
    """Read a CSV file whose comment lines begin with '# ' (a bare '#' begins an HXL tag and is data); none: nothing."""
    text = path.read_text(encoding="utf-8") if path.exists() else ""
    return list(csv.DictReader(line for line in text.splitlines() if not line.startswith("# ")))
