"""Code lists: an ordered choice of words that any spelling in any script finds."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches

from db.folding import fold


@dataclass(frozen=True, slots=True)
class Code:
    """One entry of a code list: its code, labels by language (`en`, `sq`, `sr` …) and every other known spelling.

    `group` is what it is listed with, `parent` the code of another list that it belongs under (of a place: the office
    in whose area it is), `same_as` the codes of other lists that mean much the same. `start` and `end` say from when
    until when it was in use: a year, a month or a day, empty where nobody knows; one that is no longer used stays
    readable.
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


def _halves(name: str) -> list[str]:
    """Return the halves of a double name; a word that only the last half has ("… South") belongs to all of them.

    So "Zvečan/Zveçan" gives both spellings, and "Mitrovicë/Mitrovica South" never answers to a bare "Mitrovica", which
    could be either of two municipalities.
    """
    halves = name.split("/")
    shared = halves[-1].split()[len(halves[0].split()) :]
    return [*(" ".join([half, *shared]) for half in halves[:-1]), halves[-1]]
