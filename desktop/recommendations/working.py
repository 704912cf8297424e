"""What the page of recommendations asks of the office, run in the background."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from db.promises import (
    Promise,
    ProposedStatus,
    RecommendationLine,
    SetLine,
    confirm_status,
    decline_status,
    promises,
    proposed_statuses,
    recommendation_lines,
    set_lines,
)
from db.records import make_known, unmade
from db.revisions import RecordKey
from db.store import Reading, Write

SETS = "recommendation_set"
AHEAD = timedelta(days=92)  # as far as the list of what falls due looks


@dataclass(frozen=True, slots=True)
class Standing:
    """Everything that the page shows; `unmade` are the sets that the mission knows of and nobody made yet."""

    sets: Sequence[SetLine]
    lines: Sequence[RecommendationLine]
    waiting: Sequence[ProposedStatus]
    due: Sequence[Promise]
    unmade: Sequence[str]


NOTHING = Standing((), (), (), (), ())


def look(today: date, reading: Reading) -> Standing:
    """Read everything."""
    return Standing(
        set_lines(reading),
        recommendation_lines(reading, today),
        proposed_statuses(reading),
        promises(reading, today + AHEAD, today),
        unmade(reading, SETS),
    )


def make_sets(write: Write) -> int:
    """Make the sets that the mission knows of; return how many."""
    return len(make_known(write, SETS))


def answer(uid: str, confirmed: bool, write: Write) -> RecordKey:
    """Confirm or decline a status that an activity speaks for."""
    return (confirm_status if confirmed else decline_status)(write, uid).recommendation
