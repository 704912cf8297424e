"""Recognising the name of a person or of a place in a text, in any script, and taking it out. Pure."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, cast

from db.folding import fold

REMOVED, PROTECTED = "[name removed]", "[protected place]"
# The fields of an activity that say which place it was or who runs it, and all that is not told of a protected one.
NAMING = ("venue", "settlement", "partner")
UNTOLD = (*NAMING, "latitude", "longitude")
_WORD = re.compile(r"[^\W_]+")
_WHOLE = 2  # a word of so few letters must be there as it is: the beginning of one would be in every text
_ENDING = 2  # letters that may take the place of a last vowel: Arta, Artës, Artën; Ana, Anom
# One sound as Albanian and Serbian write it: Berisha and Beriša, Xhemail and Džemail, Krasniqi and Krasnići.
_SOUNDS = (("xh", "dz"), ("sh", "s"), ("zh", "z"), ("ch", "c"), ("gj", "d"), ("q", "c"), ("ll", "l"), ("rr", "r"))
_BETWEEN = re.compile(r"[\s,.'’-]{0,3}")
_AROUND = 48  # characters of an excerpt on each side


def words_of(name: str) -> tuple[str, ...]:
    """Return the folded words that must all be in a text that names this person."""
    return tuple(dict.fromkeys(sounds(name).split()))


def sounds(text: str) -> str:
    """Return a text folded so that a name is the same in the spellings of both languages and all scripts."""
    folded = fold(text)
    for written, said in _SOUNDS:
        folded = folded.replace(written, said)
    return folded


def may_name(text: str, words: tuple[str, ...]) -> bool:
    """Whether a text could name them, quickly: with letters that do not begin a word it may still be none."""
    folded = sounds(text)
    return all(_stem(word) in folded for word in words)


def named(text: str, words: tuple[str, ...]) -> list[tuple[int, int]]:
    """Return where a text names a person, as places from and to; nothing unless all the words begin words of it.

    Endings do not matter ("Berishës", "Jovanovića"), nor the order, accents or the script.
    """
    found: list[tuple[int, int]] = []
    seen: set[str] = set()
    for match in _WORD.finditer(text):
        said = sounds(match[0])
        hits = [word for word in words if said == word or (len(word) > _WHOLE and _inflected(said, word))]
        if hits:
            seen.update(hits)
            found.append(match.span())
    return _joined(text, found) if seen == set(words) else []


def _stem(word: str) -> str:
    """Return a word without a last vowel, which changes with its case."""
    return word[:-1] if len(word) > _WHOLE and word[-1] in "aeiouy" else word


def _inflected(said: str, word: str) -> bool:
    """Whether a word of a text may be this one in some case."""
    stem = _stem(word)
    return said.startswith(word) or (said.startswith(stem) and len(said) - len(stem) <= _ENDING)


def _joined(text: str, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return places with those in one that only a blank or a comma separates."""
    joined: list[tuple[int, int]] = []
    for start, end in spans:
        if joined and _BETWEEN.fullmatch(text, joined[-1][1], start):
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined


def without(text: str, words: tuple[str, ...], instead: str = REMOVED) -> str:
    """Return a text with other words in the place of a person's name."""
    for start, end in reversed(named(text, words)):
        text = f"{text[:start]}{instead}{text[end:]}"
    return text


def placeless(text: str, places: Iterable[object], instead: str = PROTECTED) -> str:
    """Return a text with other words in the place of a protected place's venue or settlement (None is none)."""
    for place in places:
        if words := words_of(str(place or "")):
            text = without(text, words, instead)
    return text


def within(value: Any, words: tuple[str, ...]) -> list[str]:
    """Return the texts inside a plain value that name a person."""
    if isinstance(value, str):
        return [value] if named(value, words) else []
    return [text for part in _parts(value).values() for text in within(part, words)]


def replaced(value: Any, change: Callable[[str], str]) -> Any:
    """Return a plain value with each text inside it changed."""
    if isinstance(value, str):
        return change(value)
    changed = {key: replaced(part, change) for key, part in _parts(value).items()}
    if isinstance(value, Mapping):
        return changed
    return list(changed.values()) if isinstance(value, list | tuple) else value


def _parts(value: Any) -> dict[Any, Any]:
    """Return what is inside a plain value, by its key or place; nothing where nothing is."""
    if isinstance(value, Mapping):
        return dict(cast(Mapping[Any, Any], value))
    return dict(enumerate(cast(Sequence[Any], value))) if isinstance(value, list | tuple) else {}


def excerpt(text: str, words: tuple[str, ...]) -> str:
    """Return the first place where a text names a person, with what stands around it."""
    (start, end), *_ = named(text, words) or [(0, 0)]
    first, last = max(0, start - _AROUND), min(len(text), end + _AROUND)
    cut = " ".join(text[first:last].split())
    return f"{'… ' if first else ''}{cut}{' …' if last < len(text) else ''}"
