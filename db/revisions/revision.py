"""The revision: the only thing that ever changes a record, and never changes itself.

Its id is the SHA-256 of its canonical content, so two clones that both write "number 17" make two revisions. The id
covers a salted digest of each value instead of the value: a redaction can blank the value for ever and the id still
proves everything else.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Literal, NamedTuple

# Plain JSON without floats; a unit of several fields has an object.
Json = str | int | None | Mapping[str, str | int | None]
RevisionKind = Literal["set", "delete", "restore", "resolve", "redact"]

LIFE = "_life"  # the unit that says whether a record is deleted
DELETED, LIVE = "deleted", "live"


class RecordKey(NamedTuple):
    """Names a record: its type in the catalogue and its uid."""

    type: str
    uid: str


# One encoder for all: making one for each value takes longer than encoding.
_ENCODER = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def canonical(value: object) -> str:
    """Return the one JSON text of a plain value: sorted keys, no blanks, text as it is.

    Raises TypeError for what JSON does not know.
    """
    return _ENCODER.encode(value)


def digest(salt: str, value: Json) -> str:
    """Return the salted digest that stands for a value inside a revision's id.

    Raises TypeError for a float: binary fractions do not survive a workbook.
    """
    parts = value.values() if isinstance(value, Mapping) else (value,)
    if any(isinstance(part, float) for part in parts):
        raise TypeError("a float has no canonical form")
    return hashlib.sha256(f"{salt}\n{canonical(value)}".encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Revision:
    """One immutable change of one record.

    `replica` and `seq` place it in its author's chain, `prev` is the id of the one before; `set` has only the units
    this change gave a value; `over` the ids, per unit, of the revisions that its author had seen and replaces; `at` is
    the laptop's time (information only, never used to decide); `batch` is the gesture; `blanked` holds the digests of
    redacted values.
    """

    replica: str
    seq: int
    prev: str
    record: RecordKey
    kind: RevisionKind
    set: Mapping[str, Json]
    over: Mapping[str, tuple[str, ...]]
    author: str
    at: str
    batch: str
    reason: str = ""
    salt: str = ""
    format: int = 1
    blanked: Mapping[str, str] = field(default_factory=dict[str, str])
    id: str = ""

    def sealed(self) -> "Revision":
        """Return this revision with the id of its content."""
        return replace(self, id=content_id(self))


def content_id(revision: Revision) -> str:
    """Return the SHA-256 of a revision's canonical content, with digests in the place of values.

    Raises ValueError where a unit is both set and blanked: its digest could then vouch for any value.
    """
    if revision.set.keys() & revision.blanked.keys():
        raise ValueError("a unit is both set and blanked")
    salt = revision.salt
    digests = {unit: digest(salt, value) for unit, value in revision.set.items()}
    content = [
        revision.format,
        revision.replica,
        revision.seq,
        revision.prev,
        *revision.record,
        revision.kind,
        {**digests, **revision.blanked},
        {unit: sorted(ids) for unit, ids in revision.over.items()},
        revision.author,
        revision.at,
        revision.batch,
        revision.reason,
    ]
    return hashlib.sha256(canonical(content).encode()).hexdigest()
