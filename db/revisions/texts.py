"""Texts word by word: what one changed in another, and what becomes of two changes of one text. Pure.

A word is kept whole with the signs inside it, so that half a number or half a date never meets half of another.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import reduce
from typing import Literal, NamedTuple

_SIGNS = r".,;:!?()\[\]{}\"«»“”„…/|"
_WORD = re.compile(rf"(\s*)([^\s{_SIGNS}]+(?:[{_SIGNS}]+[^\s{_SIGNS}]+)*|[{_SIGNS}])")
_SIGN = re.compile(rf"[{_SIGNS}]")
OR = "/"  # stands between two versions of the same words


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a text beside an older one: words that both have, that only the older has, or only the newer."""

    kind: Literal["kept", "removed", "added"]
    text: str


@dataclass(frozen=True, slots=True)
class Merged:
    """A text with two changes in it. `disputed`: in how many places both changed the same words; both stand there."""

    text: str
    disputed: int


class _Word(NamedTuple):
    gap: str  # the blanks before it
    text: str


def compare(before: str, after: str) -> list[Part]:
    """Return what became of `before`, word by word; what was kept and added makes up `after`."""
    old, new = _words(before), _words(after)
    parts = [Part("kept", _head(after))] if _head(after) else list[Part]()
    for tag, i1, i2, j1, j2 in _matcher(old, new).get_opcodes():
        if tag == "equal":
            parts.append(Part("kept", _text(new[j1:j2])))
            continue
        if i1 < i2:
            parts.append(Part("removed", _text(old[i1:i2])))
        if j1 < j2:
            parts.append(Part("added", _text(new[j1:j2])))
    return [*parts, Part("kept", _tail(after))] if _tail(after) else parts


def shared(one: str, other: str) -> str:
    """Return the words that two texts have in common: what stands for an older text where there is none."""
    first, second = sorted((one, other))
    words, found = _words(first), _matcher(_words(first), _words(second)).get_matching_blocks()
    return " ".join(word.text for block in found for word in words[block.a : block.a + block.size])


def merge(base: str, texts: Iterable[str]) -> Merged:
    """Return a proposal with every change that any of these texts makes to `base`.

    Where two changed the same words, or words that touch, both versions stand there and are counted; no word that
    anybody wrote is lost. An empty `base`: what the texts share is their base. The order of the texts does not matter.
    """
    different = sorted(set(texts))
    disputed = 0

    def both(one: str, other: str) -> str:
        nonlocal disputed
        made = _merge(base, one, other) if base else _merge(shared(one, other), one, other, either=True)
        disputed += made.disputed
        return made.text

    return Merged(reduce(both, different, different[0]) if different else base, disputed)


def _merge(base: str, one: str, other: str, *, either: bool = False) -> Merged:
    """Merge two changes of a text; the sides may be exchanged.

    What both added in one place is taken one after the other, or as `either` of two.
    """
    old = _words(base)
    first, second = _Side(old, one), _Side(old, other)
    made: list[_Word] = []
    disputed = at = 0

    def keep(upto: int) -> None:
        for place in range(at, upto):
            gap = _gap(old[place].gap, first.gap(place), second.gap(place)) if made else ""
            made.append(_Word(gap, old[place].text))

    for low, high in _regions([*first.hunks, *second.hunks]):
        keep(low)
        at = high
        ours, theirs = first.at(low, high), second.at(low, high)
        touched = [side for side in (first, second) if side.touches(low, high)]
        if len(touched) == 1:
            made += touched[0].at(low, high)
        elif [word.text for word in ours] == [word.text for word in theirs]:
            made += max(ours, theirs)
        else:
            disputed += 1
            made += _beside(*sorted((ours, theirs)), either=either or low < high)
    keep(len(old))
    head = _gap(_head(base), _head(one), _head(other))
    tail = _gap(_tail(base), _tail(one), _tail(other))
    return Merged(head + _text(_apart(made)) + tail, disputed)


class _Side:
    """One changed text beside the words of the older one."""

    def __init__(self, old: Sequence[_Word], text: str) -> None:
        self.old, self.words = old, _words(text)
        self.hunks: list[tuple[int, int]] = []
        self._kept: dict[int, int] = {}  # place in the old text: place here
        self._before: dict[int, int] = {}  # edge in the old text: the place here before what was added at it
        self._after: dict[int, int] = {}  # … and after it
        for tag, i1, i2, j1, j2 in _matcher(old, self.words).get_opcodes():
            self._before.setdefault(i1, j1)
            if tag == "equal":
                for place in range(i1, i2):
                    self._kept[place] = self._after[place] = j1 + place - i1
                    self._before.setdefault(place, j1 + place - i1)
            else:
                self.hunks.append((i1, i2))
            self._after[i2] = j2
        self._before.setdefault(len(old), len(self.words))
        self._after.setdefault(0, 0)

    def touches(self, low: int, high: int) -> bool:
        """Whether this side changed something between two edges of the old text."""
        return any(low <= start and end <= high for start, end in self.hunks)

    def at(self, low: int, high: int) -> list[_Word]:
        """Return what stands here between two edges of the old text."""
        return self.words[self._before[low] : self._after[high]]

    def gap(self, place: int) -> str:
        """Return the blanks before a word that both texts have; a text's first word says nothing of them."""
        here = self._kept[place]
        return self.words[here].gap if here else self.old[place].gap


def _regions(hunks: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Join changes that overlap or touch."""
    joined: list[tuple[int, int]] = []
    for low, high in sorted(hunks):
        if joined and low <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(high, joined[-1][1]))
        else:
            joined.append((low, high))
    return joined


def _beside(first: Sequence[_Word], second: Sequence[_Word], *, either: bool) -> list[_Word]:
    """Put two versions one after the other: lines under each other, words with a sign between them if one must go."""
    if not first or not second:
        return [*first, *second]
    head = second[0]
    if any("\n" in word.gap for word in (*first, *second)):
        return [*first, head if "\n" in head.gap else head._replace(gap="\n"), *second[1:]]
    sign = [_Word(" ", OR)] if either else []
    return [*first, *sign, head._replace(gap=" "), *second[1:]]


def _apart(words: Iterable[_Word]) -> Iterable[_Word]:
    """Keep words apart that stood beside a sign before they met."""
    last = ""
    for word in words:
        glued = last and not word.gap and not _SIGN.match(word.text[0]) and not _SIGN.match(last)
        yield _Word(" ", word.text) if glued else word
        last = word.text[-1]


def _gap(old: str, one: str, other: str) -> str:
    """Merge the blanks before a word."""
    if one == old:
        return other
    return one if other in (old, one) else max(one, other, key=_breaks)


def _breaks(gap: str) -> tuple[int, int, str]:
    return gap.count("\n"), len(gap), gap


def _words(text: str) -> list[_Word]:
    return [_Word(*match) for match in _WORD.findall(text.strip())]


def _head(text: str) -> str:
    """Return the blanks before the first word; all of them where there is none."""
    return text[: len(text) - len(text.lstrip())]


def _tail(text: str) -> str:
    """Return the blanks after the last word."""
    return text[len(text.rstrip()) :] if text.strip() else ""


def _text(words: Iterable[_Word]) -> str:
    return "".join(word.gap + word.text for word in words)


def _matcher(old: Sequence[_Word], new: Sequence[_Word]) -> SequenceMatcher[str]:
    return SequenceMatcher(None, [word.text for word in old], [word.text for word in new], autojunk=False)
