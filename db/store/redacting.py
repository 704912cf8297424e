"""What a redaction blanks in the tables: revisions, and what this laptop keeps beside them."""

import json
from collections.abc import Collection

from sqlalchemy import Connection, delete, insert, select, update

from db.catalogue import RECORD_TYPES
from db.revisions import REASON, Revision, canonical
from db.schema.exchange import proposal
from db.schema.tables import draft, gesture
from db.schema.tables import revision as revision_table
from db.store.log import to_row


def store_blanked(connection: Connection, blanked: Revision) -> None:
    """Put a blanked revision in the place of the stored one, and take its reason out of the gesture that made it."""
    row = to_row(blanked, "")
    changed = {key: row[key] for key in ("reason", "salt", "body")}
    connection.execute(update(revision_table).where(revision_table.c.id == blanked.id).values(**changed))
    if REASON in blanked.blanked:
        connection.execute(update(gesture).where(gesture.c.id == blanked.batch).values(reason=""))


def forget(connection: Connection, redaction: Revision) -> None:
    """Take what a redaction is about out of proposals and drafts: they may hold what it wants to be forgotten."""
    type_key, uid = redaction.record
    units: Collection[str] = redaction.over.keys() - {REASON}
    for unit in units:
        empty = {"before": canonical(None), "after": canonical(None), "state": "refused", "gesture": ""}
        mine = (proposal.c.uid == uid, proposal.c.unit.in_([unit, ""]))
        connection.execute(update(proposal).where(*mine).values(**empty))
    # A reason speaks of its whole row.
    connection.execute(update(proposal).where(proposal.c.uid == uid).values(why=""))
    kind = RECORD_TYPES.get(type_key)
    fields = {field.key for unit in units for field in (kind.units.get(unit, ()) if kind else ())}
    for row in connection.execute(select(draft).where(draft.c.uid == uid)).all():
        texts = {key: text for key, text in json.loads(row.body).items() if key not in fields}
        connection.execute(delete(draft).where(draft.c.type == row.type, draft.c.uid == uid))
        if texts:
            kept = {"type": row.type, "uid": uid, "at": row.at, "body": json.dumps(texts, ensure_ascii=False)}
            connection.execute(insert(draft).values(**kept))
