"""What the first start collects, without a window: checked step by step, made in the background."""

from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from db.catalogue import Mission, load_mission, mission_keys
from db.store import Cost, Office
from db.store.keys import calibrated
from desktop.startup.strength import WEAK, judge


@dataclass
class Answers:
    """The answers of the first start."""

    language: str = "en"
    role: str = "field"
    mission: str = field(default_factory=lambda: mission_keys()[0])
    office: str = ""
    laptop: str = "A"
    officer: str = ""
    passphrase: str = ""
    again: str = ""

    @property
    def profile(self) -> Mission:
        """The chosen mission."""
        return load_mission(self.mission)

    def wrong_office(self) -> str:
        """Return what is wrong with the office, "" for nothing."""
        code = self.office
        if not (2 <= len(code) <= 8 and code.isascii() and code.isalnum()):
            return _tr("An office code has two to eight letters or digits, for example MIT.")
        if not (len(self.laptop) == 1 and self.laptop.isascii() and self.laptop.isalpha()):
            return _tr("The laptop letter is one letter: A for the first laptop of the office, B for the second.")
        return ""

    def wrong_officer(self) -> str:
        """Return what is wrong with the officer and the passphrase, "" for nothing."""
        if not self.officer.strip():
            return _tr("Write your name: it stands beside everything you enter.")
        if judge(self.passphrase, (self.officer, self.office)).level == WEAK:
            return _tr("Choose a passphrase that is harder to guess.")
        if self.passphrase != self.again:
            return _tr("The two passphrases are not the same.")
        return ""


def make(answers: Answers, home: Path, cost: Cost | None = None) -> tuple[Office, str]:
    """Make the office; return it with its recovery code. Takes a second or two: not on the main thread.

    A guess costs as much as this laptop can bear, unless a `cost` is given.
    """
    return Office.create(
        home,
        mission=answers.mission,
        office=answers.office,
        role=answers.role,
        officer=answers.officer.strip(),
        passphrase=answers.passphrase,
        laptop=answers.laptop,
        cost=cost or calibrated(),
    )


def _tr(text: str) -> str:
    return QCoreApplication.translate("making", text)
