"""The languages of paper: the words of our own that stand on it, whatever the window speaks.

They lie in tables of `resources/words`: what templates and reports say, the names of fields, and what codes mean.
"""

import csv
import re
from collections.abc import Mapping
from functools import cache

from db.errors import KnownError
from db.reports.wording import Translate, untranslated
from db.resources import resource

# Serbian is printed in both of its scripts; the Latin words follow from the Cyrillic ones letter by letter.
LANGUAGES = {
    "en": "English",
    "fr": "Français",
    "sq": "Shqip",
    "sr": "Српски",
    "sr_Latn": "Srpski",
    "ar": "العربية",
}
RIGHT_TO_LEFT = ("ar",)
TABLES = ("paper", "fields", "codes")
_VOWELS = re.compile("[\u064b-\u0652]")
_LETTERS = dict(zip("абвгдђежзијклљмнњопрстћуфхцчџш", (
    *"abvgdđežzijkl", "lj", "m", "n", "nj", *"oprstćufhcč", "dž", "š",
), strict=True))  # fmt: skip


def words_in(language: str) -> Translate:
    """Return what turns our English words into a language of paper; a word without a translation stays English.

    Raises KnownError `unknown-language`.
    """
    if language not in LANGUAGES:
        raise KnownError("unknown-language", language=language, known=", ".join(LANGUAGES))
    words = _words(language)
    return (lambda text: words.get(text, text)) if words else untranslated


@cache
def _words(language: str) -> Mapping[str, str]:
    if language == "sr_Latn":
        return {english: latin(word) for english, word in _words("sr").items()}
    if language == "en":
        return {}
    # Vowel signs are for learners: without them Arabic is set as papers have it, and can be copied out of a PDF.
    return {row["en"]: _VOWELS.sub("", row[language]) for row in word_rows()}


def word_rows() -> list[dict[str, str]]:
    """Return every word of paper with its translations, by language; the English one under "en"."""
    rows: list[dict[str, str]] = []
    for table in TABLES:
        with resource("words", f"{table}.csv").open(encoding="utf-8", newline="") as file:
            rows += csv.DictReader(file)
    return rows


def latin(text: str) -> str:
    """Return Serbian Cyrillic in Latin letters: "Његош" is "Njegoš", "ЉУБАВ" is "LJUBAV"."""
    return "".join(_letter(sign, text[at + 1 : at + 2]) for at, sign in enumerate(text))


def _letter(sign: str, after: str) -> str:
    found = _LETTERS.get(sign.lower(), sign)
    if not sign.isupper():
        return found
    return found.upper() if after.isupper() or len(found) == 1 else found.capitalize()
