"""What became of a parcel that was received, or of its companion."""

from dataclasses import dataclass

from db.errors import KnownError
from db.marks import N_
from db.parcels.companion import Refusal
from db.parcels.edits import CellProblem, Notice, Proposal

ATTACHMENTS = "attachments"  # the kind of a companion's result
ALARMS = {
    "gap": N_("An earlier parcel is missing. Nothing is lost: the next one brings what it held."),
    "fork": N_("Two copies of one database have sent parcels. Nothing is lost; find out who has the copy."),
    "restored": N_("This database is a copy or came from a backup. It has a new id now and offers everything again."),
}


@dataclass(frozen=True, slots=True)
class Received:
    """What became of one parcel: read = new + updated + same + conflict + proposal + problem, in rows.

    A row with a hand edit counts as its proposal (or problem) alone, whatever its revisions did.

    `sender` is the office that wrote it, `laptop` what people call the database there ("MIT-A").

    `alarm` says what did not fit between the two databases: "gap" (an earlier parcel is missing; the next heals it),
    "fork" (two copies of one database are at work), "restored" (this database is a copy or came back from a backup: it
    has taken a new id and offers everything again). No alarm ever holds back what the records say.

    `aside` is a key of `ASIDE` where the parcel was set aside instead, `refused` why nothing can be taken from the
    file at all; then every number is 0. `trust` is as in `db.parcels.trust`; `newer` are the fields and record types
    that only a newer program can show (they are kept and passed on); `lists` those that headquarters sent anew;
    `notices` say what was left aside in the visible sheets; `lacking` is how many of its photos and papers
    have not come.

    It is the `part`th of `parts` files that were written together; the others may come before or after it.

    Of a companion `kind` is "attachments": each entry is new (`early` of them wait for their parcel), the same as one
    that is here, or a problem, which is then one of the `refusals`.
    """

    file: str
    sender: str = ""
    serial: int = 0
    kind: str = ""
    read: int = 0
    new: int = 0
    updated: int = 0
    same: int = 0
    conflict: int = 0
    proposal: int = 0
    problem: int = 0
    batch: str = ""
    alarm: str = ""
    trust: str = ""
    aside: str = ""
    newer: tuple[str, ...] = ()
    lists: tuple[str, ...] = ()
    proposals: tuple[Proposal, ...] = ()
    problems: tuple[CellProblem, ...] = ()
    notices: tuple[Notice, ...] = ()
    refused: KnownError | None = None
    laptop: str = ""
    lacking: int = 0
    early: int = 0
    refusals: tuple[Refusal, ...] = ()
    part: int = 1
    parts: int = 1
