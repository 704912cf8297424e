"""The revision: the only thing that ever changes a record, and never changes itself.

Its id is the SHA-256 of its canonical content, so two clones that both write "number 17" make two revisions. The id
covers a salted digest of each value, and of the reason, instead of the text itself: a redaction can blank one of them
for ever and the id still proves everything else. Each has a salt of its own, which goes with it, so that nobody can
find a blanked name again by trying names.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from json.encoder import encode_basestring
from typing import Literal, NamedTuple

# Plain JSON without floats; a unit of several fields has an object.
Json = str | int | None | Mapping[str, str | int | None]
RevisionKind = Literal["set", "delete", "restore", "resolve", "redact"]

LIFE = "_life"  # the unit that says whether a record is deleted
DELETED, LIVE = "deleted", "live"
REASON = "_reason"  # names the reason among the units that a redaction can blank
_SCHEME = "2."  # begins the salt of a revision whose values have salts of their own; the first ones shared one


class RecordKey(NamedTuple):
    """Names a record: its type in the catalogue and its uid."""

    type: str
    uid: str


# One encoder for all: making one for each value takes longer than encoding. Nearly every value is text.
_ENCODER = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def canonical(value: object) -> str:
    """Return the one JSON text of a plain value: sorted keys, no blanks, text as it is.

    Raises TypeError for what JSON does not know.
    """
    return encode_basestring(value) if type(value) is str else _ENCODER.encode(value)


def digest(salt: str, value: Json) -> str:
    """Return the salted digest that stands for a value inside a revision's id.

    Raises TypeError for a float: binary fractions do not survive a workbook.
    """
    if not isinstance(value, str):  # nearly every value is text, and this is asked of every value that comes or goes
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
    redacted values, and then `salts` those of the values that are left, in the place of the salt they came from.

    A `redact` revision sets nothing; its `over` names the values, per unit, that are blanked.
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
    salts: Mapping[str, str] = field(default_factory=dict[str, str])
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
    reason = revision.reason
    digests = {unit: digest(_salt(revision, unit), value) for unit, value in revision.set.items()}
    if revision.salt.startswith(_SCHEME):
        if REASON not in revision.blanked:
            digests[REASON] = digest(_salt(revision, REASON), reason)
        elif reason:
            raise ValueError("a reason is both given and blanked")
        reason = ""
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
        reason,
    ]
    return hashlib.sha256(canonical(content).encode()).hexdigest()


def new_salt(random: str) -> str:
    """Return the salt of a revision out of fresh random text."""
    return _SCHEME + random


def _salt(revision: Revision, unit: str) -> str:
    """Return the salt of one value."""
    if not revision.salt.startswith(_SCHEME):
        return revision.salt
    return revision.salts.get(unit) or hashlib.sha256(f"{revision.salt}\n{unit}".encode()).hexdigest()[:32]


def blank(revision: Revision, units: Iterable[str]) -> Revision:
    """Return a revision without its values of these units (`REASON` for its reason); its id stays and proves the rest.

    The salt of a blanked value goes too, except in the oldest revisions, whose values share one.
    """
    wanted = {unit for unit in units if unit in revision.set or (unit == REASON and revision.reason)}
    if not wanted:
        return revision
    by_value = revision.salt.startswith(_SCHEME)
    if not by_value:
        wanted -= {REASON}
    texts: dict[str, Json] = {**revision.set, REASON: revision.reason}
    left = [unit for unit in (*revision.set, REASON) if unit not in wanted and unit not in revision.blanked]
    return replace(
        revision,
        set={unit: value for unit, value in revision.set.items() if unit not in wanted},
        reason="" if REASON in wanted else revision.reason,
        blanked={**revision.blanked, **{unit: digest(_salt(revision, unit), texts[unit]) for unit in wanted}},
        salt=_SCHEME if by_value else revision.salt,
        salts={unit: _salt(revision, unit) for unit in left} if by_value else {},
    )


def redacted(revisions: Iterable[Revision]) -> dict[str, set[str]]:
    """Return which units of which revisions (by id) the redactions among these ask to be blanked."""
    asked: dict[str, set[str]] = {}
    for revision in revisions:
        if revision.kind == "redact":
            for unit, ids in revision.over.items():
                for one in ids:
                    asked.setdefault(one, set()).add(unit)
    return asked
