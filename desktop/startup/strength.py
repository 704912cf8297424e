"""How hard a passphrase is to guess, in plain words. An estimate on the safe side; only the truly weak is refused."""

import math
from dataclasses import dataclass
from itertools import pairwise

from PySide6.QtCore import QCoreApplication

from db.folding import fold

_COMMON = (
    "password",
    "passwort",
    "lozinka",
    "fjalekalimi",
    "groundwork",
    "qwerty",
    "qwertz",
    "letmein",
    "welcome",
    "admin",
)
_RUNS = ("abcdefghijklmnopqrstuvwxyz", "0123456789", "qwertyuiop", "qwertzuiop", "asdfghjkl", "zxcvbnm", "yxcvbnm")
WEAK, FAIR, GOOD, STRONG = range(4)
_BITS_PER_WORD = 11.0  # a word out of the two thousand that people think of


@dataclass(frozen=True, slots=True)
class Strength:
    """A level and the sentence beside it."""

    level: int
    text: str


def judge(passphrase: str, names: tuple[str, ...] = ()) -> Strength:
    """Judge a passphrase; `names` (officer, office) make it easy to guess."""
    tr = QCoreApplication.translate
    if not passphrase:
        return Strength(
            WEAK, tr("strength", "Four or more words that do not belong together are easy to keep in mind.")
        )
    plain = fold(passphrase)
    for name in names:
        plain = plain.replace(fold(name), "") if len(fold(name)) > 2 else plain
    bits = _bits(passphrase, plain)
    if len(passphrase) < 10 or bits < 30:
        return Strength(WEAK, tr("strength", "Too easy to guess. Make it longer: four or more words."))
    if bits < 44:
        return Strength(FAIR, tr("strength", "Fair. One more word makes it good."))
    if bits < 60:
        return Strength(GOOD, tr("strength", "Good."))
    return Strength(STRONG, tr("strength", "Strong."))


def _bits(passphrase: str, plain: str) -> float:
    for common in _COMMON:
        plain = plain.replace(common, "#")
    words = plain.split()
    by_words = sum(min(_BITS_PER_WORD, 4.0 * _varied(word)) for word in set(words)) if len(words) > 1 else math.inf
    letters = 4.0 * _varied("".join(words))
    others = 2.0 * sum(not c.isalnum() and not c.isspace() for c in passphrase)
    return min(by_words, letters) + others


def _varied(word: str) -> float:
    """Return how many characters of a word are a surprise: not those that repeat or go on in a row."""
    count = float(bool(word))
    for before, now in pairwise(word):
        pair = before + now
        expected = before == now or any(pair in run or pair in run[::-1] for run in _RUNS)
        count += 0.2 if expected else 1.0
    return count
