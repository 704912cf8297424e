"""How a record stands with the locks, for whoever is about to change it: told before typing, not after."""

from dataclasses import dataclass

from db.catalogue import ACTIVITY_TYPES
from db.errors import KnownError
from db.locks.approving import Approved, approvals_of
from db.revisions import RecordKey
from db.store.may_change import Locks
from db.store.writing import Reading


@dataclass(frozen=True, slots=True)
class Standing:
    """`approvals` of the activity; `refusal`: why it cannot be changed here and now, None where it can.

    A refusal with the code `approved-why` only asks for a reason. `exception` is what lets it be changed in spite of a
    lock, in the words that the history will have.
    """

    approvals: tuple[Approved, ...] = ()
    refusal: KnownError | None = None
    exception: str = ""

    @property
    def approved(self) -> bool:
        """Whether the activity is approved as it stands."""
        return any(not one.changed for one in self.approvals)

    @property
    def locked(self) -> bool:
        """Whether nothing can be written, not even with a reason."""
        return self.refusal is not None and self.refusal.code != "approved-why"


def standing(reading: Reading, record: RecordKey) -> Standing:
    """Return how a record stands with the locks, for the officer who opened the office."""
    locks = Locks(reading)
    state = locks.state(record, reading.folded(record.uid).values)
    if state is None:
        return Standing()
    approvals = approvals_of(reading, state.owner) if state.owner.type in ACTIVITY_TYPES else ()
    try:
        used = locks.refuse(state, "")
    except KnownError as refusal:
        return Standing(approvals, refusal)
    return Standing(approvals, None, used)
