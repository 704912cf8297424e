"""One way to compare words across accents and scripts: `zvecan`, `Zveçan` and `Звечан` are the same to a person."""

import re
import unicodedata
from functools import cache

from anyascii import anyascii

# Serbian Cyrillic has a one-to-one Latin spelling; a general transliteration would turn ч into "ch", which no Latin
# spelling of the same place contains.
_SERBIAN = str.maketrans(
    "абвгдђежзијклљмнњопрстћуфхцчџш",
    "abvgdđežzijklǉmnǌoprstćufhcčǆš",
)
# Arabic is written with or without vowel marks and hamza, and with its article joined to the word.
_ARABIC = str.maketrans("أإآٱاعىة", "aaaaaayh", "ًٌٍَُِّْـ")
_ARTICLE = re.compile(r"\bال(?=\w\w)")
_FOREIGN = re.compile("[^\x00-\x7f]+")


def fold(text: str) -> str:
    """Return `text` in lower-case ASCII letters, digits and single blanks, for comparing and searching only.

    "đ" is often typed "dj" on an ASCII keyboard, so both become "d".
    """
    letters = text.translate(_letters())
    if not letters.isascii():
        letters = _plain(_FOREIGN.sub(lambda found: _in_ascii(found[0]), text.lower()))
    return " ".join(letters.split()).replace("dj", "d")


def _plain(letters: str) -> str:
    """Return ASCII letters with blanks for everything that is neither letter nor digit."""
    return "".join(letter if letter.isalnum() else " " for letter in letters)


def _in_ascii(letters: str) -> str:
    usual = unicodedata.normalize("NFKC", letters.translate(_SERBIAN))
    return anyascii(_ARTICLE.sub("", usual).translate(_ARABIC)).lower()


@cache
def _letters() -> dict[int, str]:
    """Return what becomes of each Latin or Cyrillic letter that means the same anywhere: most text is of these."""
    alone = (*range(0x80), *range(0xC0, 0x250), *range(0x400, 0x460), *range(0x1E00, 0x1F00))
    return {code: _plain(_in_ascii(chr(code).lower())) for code in alone}
