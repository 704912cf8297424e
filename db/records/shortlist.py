"""Which projects of a portfolio somebody wants to see, and in which order."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from db.catalogue import Mission
from db.folding import fold
from db.projects import AMBER, ENDED, GREEN, RED, STATES
from db.records.portfolio import ProjectLine

NOT_RUNNING = "none"  # asks for the light of a project whose clock does not run
_LIGHTS = {RED: 0, AMBER: 1, GREEN: 2, "": 3}
_PLACES = {state: place for place, state in enumerate(STATES)}


@dataclass(frozen=True, slots=True)
class Shortlist:
    """What a project must be like; an empty part asks nothing.

    `text` are words that its number, title, partner or place has, in any script; `light` may be `NOT_RUNNING` besides
    the lights there are.
    """

    text: str = ""
    state: str = ""
    municipality: str = ""
    light: str = ""

    def choose(self, lines: Iterable[ProjectLine], mission: Mission) -> list[ProjectLine]:
        """Return the projects that are meant, in the order they came."""
        words, places = fold(self.text).split(), mission.lists["municipality"]
        return [
            line
            for line in lines
            if self.state in ("", line.state)
            and self.municipality in ("", line.municipality)
            and self.light in ("", line.clock.light or NOT_RUNNING)
            and (not words or _has(line, words, places.label(line.municipality)))
        ]


def _has(line: ProjectLine, words: Iterable[str], place: str) -> bool:
    text = fold(f"{line.ref} {line.title} {line.partner} {place}")
    return all(word in text for word in words)


def by_urgency(lines: Iterable[ProjectLine]) -> list[ProjectLine]:
    """Return projects with what burns first: red before amber before green, then what waits, then what has ended."""
    return sorted(lines, key=_urgency)


def _urgency(line: ProjectLine) -> tuple[int, date, bool, int, str]:
    now = line.clock
    day = now.due or now.visit_due or date.max
    return (
        _LIGHTS[now.light],
        min(day, now.visit_due or day) if now.light == RED else day if now.light else date.max,
        line.state in ENDED,
        -_PLACES.get(line.state, 0),
        line.ref,
    )
