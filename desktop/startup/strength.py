"""How hard a passphrase is to guess, in plain words; only the truly weak is refused."""

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from db.store.strength import FAIR, GOOD, STRONG, WEAK, strength


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
    level = strength(passphrase, names)
    texts = {
        WEAK: tr("strength", "Too easy to guess. Make it longer: four or more words."),
        FAIR: tr("strength", "Fair. One more word makes it good."),
        GOOD: tr("strength", "Good."),
        STRONG: tr("strength", "Strong."),
    }
    return Strength(level, texts[level])
