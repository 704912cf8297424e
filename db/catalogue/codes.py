"""Code lists and mission profiles: what a mission can change without a new program."""

import csv
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cache
from pathlib import Path

from db.catalogue.dimensions import DIMENSIONS
from db.errors import KnownError
from db.folding import fold
from db.resources import resource


@dataclass(frozen=True, slots=True)
class Code:
    """One entry of a code list: its code, labels by language (`en`, `sq`, `sr` …) and every other known spelling.

    `group` is what it is listed with, `parent` the code of another list that it belongs under, `same_as` the codes of
    other lists that mean much the same. `start` and `end` say from when until when it was in use: a year, a month or a
    day, empty where nobody knows; one that is no longer used stays readable.
    """

    code: str
    labels: Mapping[str, str]
    aliases: tuple[str, ...] = ()
    group: str = ""
    parent: str = ""
    same_as: tuple[str, ...] = ()
    start: str = ""
    end: str = ""

    def label(self, language: str = "en") -> str:
        """Return the label in `language`, in English where there is none."""
        return self.labels.get(language) or self.labels["en"]

    def in_use(self, day: str) -> bool:
        """Whether it was in use on a day."""
        return self.start <= day and (not self.end or day[: len(self.end)] <= self.end)


@dataclass(frozen=True)
class CodeList:
    """An ordered list of codes that finds an entry by code or by any spelling in any script."""

    name: str
    entries: tuple[Code, ...]
    _by_spelling: dict[str, Code] = field(default_factory=dict[str, Code], init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        for entry in self.entries:
            for spelling in (entry.code, *entry.labels.values(), *entry.aliases):
                for part in (spelling, *_halves(spelling)):
                    self._by_spelling.setdefault(fold(part), entry)
        self._by_spelling.pop("", None)  # a spelling of signs alone ("$") folds to nothing
        # A code always means itself, whatever spelling of an earlier entry it may resemble.
        self._by_spelling.update({fold(entry.code): entry for entry in self.entries})

    def get(self, code: str) -> Code | None:
        """Return the entry with exactly this code, or None."""
        entry = self._by_spelling.get(fold(code))
        return entry if entry is not None and entry.code == code else None

    def find(self, text: str) -> Code | None:
        """Return the entry that `text` names in any spelling or script, or None."""
        return self._by_spelling.get(fold(text))

    def nearest(self, text: str, count: int = 3) -> list[Code]:
        """Return the entries whose spelling is closest to `text`, best first."""
        close = get_close_matches(fold(text), self._by_spelling, n=count * 2, cutoff=0.6)
        return list({self._by_spelling[spelling].code: self._by_spelling[spelling] for spelling in close}.values())[
            :count
        ]

    def label(self, code: str, language: str = "en") -> str:
        """Return the label of `code`; an unknown code is its own label, so that nothing vanishes from a page."""
        entry = self.get(code)
        return entry.label(language) if entry else code


@dataclass(frozen=True)
class Mission:
    """A mission profile: its names, languages, offices and code lists."""

    key: str
    name: str
    short: str
    section: str
    note: str
    languages: tuple[str, ...]
    currency: str
    local_currency: str
    place_vocabulary: str
    offices: Mapping[str, str]
    lists: Mapping[str, CodeList]
    recommendation_sets: tuple[Mapping[str, str], ...] = ()  # those it knows of, whose texts it has not got

    def office_name(self, code: str) -> str:
        """Return the full name of an office; a code that the profile does not list is its own name."""
        return self.offices.get(code, code)


def _halves(name: str) -> list[str]:
    """Return the halves of a double name; a word that only the last half has ("… South") belongs to all of them.

    So "Zvečan/Zveçan" gives both spellings, and "Mitrovicë/Mitrovica South" never answers to a bare "Mitrovica", which
    could be either of two municipalities.
    """
    halves = name.split("/")
    shared = halves[-1].split()[len(halves[0].split()) :]
    return [*(" ".join([half, *shared]) for half in halves[:-1]), halves[-1]]


def mission_keys() -> list[str]:
    """Return the keys of all shipped mission profiles."""
    return sorted(path.stem for path in resource("missions").glob("*.toml"))


@cache
def load_mission(key: str) -> Mission:
    """Return the mission profile `key`, with its code lists.

    Raises KnownError `unknown-mission`.
    """
    if key not in mission_keys():
        raise KnownError("unknown-mission", mission=key, known=", ".join(mission_keys()))
    profile = tomllib.loads(resource("missions", f"{key}.toml").read_text(encoding="utf-8"))
    lists = {path.stem: _read_list(path) for path in sorted(resource("codes").glob("*.csv"))}
    for path in sorted(resource("missions", key, "lists").glob("*.csv")):
        lists[path.stem] = _extended(lists.get(path.stem), _read_list(path))
    lists["municipality"] = _read_places(profile["places"])
    return Mission(
        key=key,
        name=profile["name"],
        short=profile["short"],
        section=profile["section"],
        note=profile["note"],
        languages=tuple(profile["languages"]),
        currency=profile["currency"],
        local_currency=profile["local_currency"],
        place_vocabulary=profile["place_vocabulary"],
        offices=profile["offices"],
        lists=with_made(lists),
        recommendation_sets=tuple(_commented_csv(profile["places"], "recommendation_sets.csv")),
    )


def with_made(lists: Mapping[str, CodeList]) -> dict[str, CodeList]:
    """Return lists with those that are made of others.

    Where people live is a municipality or another country; every dimension of people has a list of its own name; a
    recommendation has a theme of any list of themes.
    """
    both = (*lists["municipality"].entries, *lists["country"].entries)
    counted = {key: CodeList(key, lists[one.codes].entries) for key, one in DIMENSIONS.items()}
    themes = tuple(code for name in lists["theme_list"].entries for code in lists[name.code].entries)
    made = {"residence": CodeList("residence", both), "recommendation_theme": CodeList("recommendation_theme", themes)}
    return {**lists, **counted, **made}


def _extended(known: CodeList | None, own: CodeList) -> CodeList:
    """Return a list with a mission's own entries before those that every mission has; its own word for a code holds."""
    codes = {entry.code for entry in own.entries}
    rest = [entry for entry in known.entries if entry.code not in codes] if known is not None else []
    return CodeList(own.name, (*own.entries, *rest))


def _read_list(path: Path) -> CodeList:
    """Read a list of columns code, en, aliases (separated by semicolons), and where it has them those of `Code`."""
    with path.open(encoding="utf-8", newline="") as file:
        return CodeList(
            path.stem,
            tuple(
                Code(
                    row["code"],
                    {"en": row["en"]},
                    tuple(filter(None, row.get("aliases", "").split(";"))),
                    row.get("group", ""),
                    row.get("parent", ""),
                    tuple(filter(None, row.get("same_as", "").split(";"))),
                    row.get("start", ""),
                    row.get("end", ""),
                )
                for row in csv.DictReader(file)
            ),
        )


def _read_places(folder: str) -> CodeList:
    """Read a mission's municipalities and the further spellings in their crosswalk."""
    aliases: dict[str, tuple[str, ...]] = {}
    for row in _commented_csv(folder, "crosswalk.csv"):
        spellings = (*row["aliases"].split(";"), row.get("name_tr", ""), row.get("geonames_id", ""))
        aliases[row["code"]] = tuple(s.strip() for s in spellings if s.strip())
    entries = [
        Code(
            row["code"],
            {"en": row["name_en"], "sq": row["name_sq"], "sr": row["name_sr_latn"], "sr_cyrl": row["name_sr_cyrl"]},
            aliases.get(row["code"], ()),
            row["region"],
        )
        for row in _commented_csv(folder, "municipalities.csv")
    ]
    return CodeList("municipality", tuple(entries))


def _commented_csv(*parts: str) -> list[dict[str, str]]:
    """Read a CSV file whose comment lines begin with '# ' (a bare '#' begins an HXL tag and is data); none: nothing."""
    path = resource("missions", *parts)
    text = path.read_text(encoding="utf-8") if path.exists() else ""
    return list(csv.DictReader(line for line in text.splitlines() if not line.startswith("# ")))
