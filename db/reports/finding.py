"""Words found on the pages of a paper, in any script and without accents, as the search box of the registers does."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from db.folding import fold

_BETWEEN = r"[\u{200b}\u{ad}]?"  # where a long word may be broken
_ARABIC = re.compile("[\u0600-\u06ff]")
_GAP = r"[^\p{L}\p{N}]{1,3}"


@dataclass(frozen=True, slots=True)
class Hit:
    """Words that were found: on which page (from 1), and where on it in points from its corner at the left and top.

    They stand on the height `y` and begin at `x`, from which words in Arabic go to the left.
    """

    page: int
    x: float
    y: float
    width: float
    height: float
    words: str

    @property
    def left(self) -> float:
        """Where they begin for an eye that goes from the left."""
        return self.x - self.width if _ARABIC.search(self.words) else self.x


def pattern(words: str, letters: Iterable[str]) -> str:
    """Return the expression by which Typst finds `words` in a paper with these letters; "" where nothing is asked for.

    A letter stands for all letters of the paper that fold to it: "zvecan" finds "Zvečan", "Zveçan" and "Звечан".
    """
    by_fold: dict[str, set[str]] = {}
    for letter in letters:
        if found := fold(letter):
            by_fold.setdefault(found, set()).add(letter)
    return _GAP.join(_word(word, by_fold) for word in fold(words).split())


def _word(word: str, by_fold: dict[str, set[str]]) -> str:
    parts: list[str] = []
    at = 0
    while at < len(word):
        pair = word[at : at + 2]
        if len(pair) == 2 and pair in by_fold:  # one letter that is spelled with two: љ is lj
            two = _BETWEEN.join(_one(letter, by_fold) for letter in pair)
            parts.append(f"(?:{two}|{_one(pair, by_fold)})")
            at += 2
        else:
            parts.append(_one(word[at], by_fold))
            at += 1
    return _BETWEEN.join(parts)


def _one(folded: str, by_fold: dict[str, set[str]]) -> str:
    return f"[{''.join(sorted(by_fold.get(folded, {folded[0]})))}]"
