"""How a status moves: what serves a recommendation proposes the next one, and a person says whether it is so.

Nothing is kept twice: the fields of a status move together, so its history is read from the record's revisions.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select

from db.catalogue.recommendations import CONTRIBUTION, STANDING, WAY
from db.errors import KnownError
from db.promises.lines import text_of
from db.records.family import find
from db.records.headings import headings
from db.records.history import history
from db.records.verbs import update
from db.revisions import Json, RecordKey, setting
from db.schema.recommendations import contribution, recommendation
from db.store.rows import by_name
from db.store.writing import Reading, Write

CONFIRMED, DECLINED = "confirmed", "declined"


@dataclass(frozen=True, slots=True)
class ProposedStatus:
    """A status that an activity speaks for and that waits for somebody's word.

    `uid` is the contribution; `activity` names what serves the recommendation, `text` the recommendation itself.
    """

    uid: str
    recommendation: RecordKey
    number: int | None
    text: str
    activity: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Answered:
    """What became of a proposed status."""

    recommendation: RecordKey
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class StatusChange:
    """One change of a status as its author wrote it down: day, from, to, by whom, and what shows it."""

    day: str
    before: str
    after: str
    author: str
    office: str
    evidence_kind: str
    evidence: str
    next_review: str


def is_ahead(before: str, after: str) -> bool:
    """Whether a status lies further on than another; what is superseded or withdrawn goes nowhere."""
    if after not in WAY:
        return False
    return before == "blocked" or (before in WAY and WAY.index(after) > WAY.index(before))


def proposed_statuses(reading: Reading) -> list[ProposedStatus]:
    """Return the statuses that nobody has confirmed or declined yet, by set and number."""
    reading.settle()
    c, r = contribution.c, recommendation
    chosen = (
        select(r, c.uid.label("served_by"), c.activity, c.proposes)
        .join(r, r.c.uid == c.recommendation)
        .where(c.deleted.is_(False), c.answer.is_(None), c.proposes.is_not(None), r.c.deleted.is_(False))
        .order_by(r.c.set, r.c.number, c.uid)
    )
    rows = [
        row
        for row in reading.connection.execute(chosen).mappings()
        if is_ahead(row["status"] or WAY[0], row["proposes"])
    ]
    named = headings(reading, [row["activity"] for row in rows if row["activity"]])
    return [
        ProposedStatus(
            row["served_by"],
            RecordKey("recommendation", row["uid"]),
            row["number"],
            text_of(by_name(row), reading.mission),
            named[row["activity"]].name if row["activity"] in named else "",
            row["status"] or WAY[0],
            row["proposes"],
        )
        for row in rows
    ]


def confirm_status(write: Write, ref: str) -> Answered:
    """Move a recommendation to the status that an activity speaks for; the activity is what shows it.

    `ref` is the contribution's id or path. Raises KnownError `no-record`, `no-proposed-status`.
    """
    one = _proposed(write, ref)
    values = {
        "status": one.after,
        "status_on": write.at[:10],
        "evidence_kind": "activity",
        "evidence": one.activity,
    }
    update(write, one.recommendation.uid, values)
    _answer(write, one.uid, CONFIRMED)
    return Answered(one.recommendation, one.before, one.after)


def decline_status(write: Write, ref: str) -> Answered:
    """Leave a recommendation where it is; the activity goes on serving it.

    Raises KnownError `no-record`, `no-proposed-status`.
    """
    one = _proposed(write, ref)
    _answer(write, one.uid, DECLINED)
    return Answered(one.recommendation, one.before, one.before)


def status_history(reading: Reading, record: RecordKey) -> list[StatusChange]:
    """Return how the status of a recommendation, action point, commitment or pledge moved, newest first."""
    found: list[StatusChange] = []
    for entry in history(reading, record):
        if entry.part:
            continue
        for unit, before, after in entry.changes:
            if unit != STANDING or not isinstance(after, Mapping):
                continue
            then: Mapping[str, Json] = before if isinstance(before, Mapping) else dict[str, Json]()
            if then.get("status") != after.get("status"):
                day = str(after.get("status_on") or entry.at[:10])
                said = [_said(after, key) for key in ("evidence_kind", "evidence", "next_review")]
                found.append(
                    StatusChange(day, _said(then, "status"), _said(after, "status"), entry.author, entry.office, *said)
                )
    return found


def _said(unit: Mapping[str, Json], key: str) -> str:
    return str(unit.get(key) or "")


def _proposed(write: Write, ref: str) -> ProposedStatus:
    uid = find(write, ref).uid
    found = next((one for one in proposed_statuses(write) if one.uid == uid), None)
    if found is None:
        raise KnownError("no-proposed-status", ref=ref)
    return found


def _answer(write: Write, uid: str, answer: str) -> None:
    draft = setting(RecordKey(CONTRIBUTION.key, uid), write.folded(uid), {"answer": answer})
    if draft is not None:
        write.append(draft)
