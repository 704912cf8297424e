"""One way to compare words across accents and scripts: `zvecan`, `Zveçan` and `Звечан` are the same to a person."""

import re
import unicodedata

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
_SIGNS = re.compile("[^a-z0-9]+")
_FOREIGN = re.compile("[^\x00-\x7f]+")


def fold(text: str) -> str:
    """Return `text` in lower-case ASCII letters, digits and single blanks, for comparing and searching only.

    "đ" is often typed "dj" on an ASCII keyboard, so both become "d".
    """
    lower = text.lower()
    if not lower.isascii():  # most text is, and then there is nothing to fold
        lower = _FOREIGN.sub(lambda found: _in_ascii(found[0]), lower)
    return _SIGNS.sub(" ", lower).strip().replace("dj", "d")


def _in_ascii(letters: str) -> str:
    usual = unicodedata.normalize("NFKC", letters.translate(_SERBIAN))
    return anyascii(_ARTICLE.sub("", usual).translate(_ARABIC)).lower()
