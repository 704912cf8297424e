"""What is to be done by a day: commitments, pledges, action points, recommendations, next steps after an event."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from db.catalogue import CHILD_TYPES
from db.catalogue.events.parts import FOLLOW_UP
from db.catalogue.recommendations import ACTION_POINT, COMMITMENT, ENDED, PLEDGE, RECOMMENDATION
from db.promises.lines import text_of
from db.records.headings import headings
from db.schema.tables import metadata
from db.store.rows import by_name
from db.store.writing import Reading

DATED = (COMMITMENT.key, PLEDGE.key, ACTION_POINT.key, RECOMMENDATION.key, FOLLOW_UP.key)
_BY_WHOM = {
    COMMITMENT.key: "holder",
    ACTION_POINT.key: "responsible",
    RECOMMENDATION.key: "addressee",
    FOLLOW_UP.key: "who",
}
_DONE = (*ENDED, "done", "dropped")


@dataclass(frozen=True, slots=True, order=True)
class Promise:
    """One thing to be done by a day. `owner` is the record it belongs to, `owner_type` its type and `ref` its name."""

    day: str
    kind: str
    uid: str
    owner_type: str
    owner: str
    ref: str
    text: str
    by_whom: str
    status: str
    overdue: bool


def promises(reading: Reading, until: date, today: date) -> list[Promise]:
    """Return what is not done and falls due until a day, what is overdue first."""
    reading.settle()
    found: list[Promise] = []
    for kind in DATED:
        table, owner = metadata.tables[kind], CHILD_TYPES[kind].owner
        open_ones = table.c.status.is_(None) | table.c.status.not_in(_DONE)
        chosen = select(table).where(table.c.deleted.is_(False), table.c.due <= until.isoformat(), open_ones)
        rows = [by_name(row) for row in reading.connection.execute(chosen).mappings()]
        named = headings(reading, [row[owner] for row in rows if row[owner]])
        for row in rows:
            head = named.get(row[owner])
            found.append(
                Promise(
                    row["due"],
                    kind,
                    row["uid"],
                    head.key.type if head else "",
                    row[owner] or "",
                    head.name if head else "",
                    row.get("what") or text_of(row, reading.mission),
                    str(row.get(_BY_WHOM.get(kind, "")) or ""),
                    row["status"] or "",
                    row["due"] < today.isoformat(),
                )
            )
    return sorted(found)
