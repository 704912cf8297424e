"""How hard a passphrase is to guess: its entropy in bits, estimated on the safe side. Pure."""

import math
from itertools import pairwise

from db.folding import fold

WEAK, FAIR, GOOD, STRONG = range(4)
_FROM = ((60, STRONG), (44, GOOD), (30, FAIR))  # bits
_SHORTEST = 10  # characters
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
_BITS_PER_WORD = 11.0  # a word out of the two thousand that people think of


def entropy(passphrase: str, names: tuple[str, ...] = ()) -> float:
    """Return about how many bits somebody has to guess; `names` (officer, office) make it easier."""
    plain = fold(passphrase)
    for name in names:
        plain = plain.replace(fold(name), "") if len(fold(name)) > 2 else plain
    for common in _COMMON:
        plain = plain.replace(common, "#")
    words = plain.split()
    by_words = sum(min(_BITS_PER_WORD, 4.0 * _varied(word)) for word in set(words)) if len(words) > 1 else math.inf
    letters = 4.0 * _varied("".join(words))
    others = 2.0 * sum(not c.isalnum() and not c.isspace() for c in passphrase)
    return min(by_words, letters) + others


def strength(passphrase: str, names: tuple[str, ...] = ()) -> int:
    """Return the level of a passphrase, from WEAK (refused) to STRONG."""
    if len(passphrase) < _SHORTEST:
        return WEAK
    bits = entropy(passphrase, names)
    return next((level for least, level in _FROM if bits >= least), WEAK)


def _varied(word: str) -> float:
    """Return how many characters of a word are a surprise: not those that repeat or go on in a row."""
    count = float(bool(word))
    for before, now in pairwise(word):
        pair = before + now
        expected = before == now or any(pair in run or pair in run[::-1] for run in _RUNS)
        count += 0.2 if expected else 1.0
    return count
