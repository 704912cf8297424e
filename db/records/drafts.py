"""What is being typed and is not saved yet: kept in the encrypted database, so that no crash loses it."""

import json
from collections.abc import Mapping

from sqlalchemy import delete, insert, select

from db.schema.tables import draft
from db.store.writing import Reading, Write


def keep_draft(write: Write, type_key: str, uid: str, texts: Mapping[str, str]) -> None:
    """Keep what was typed into a record of a type, by field; an empty `uid` is the new one. No texts: forget it."""
    write.connection.execute(delete(draft).where(draft.c.type == type_key, draft.c.uid == uid))
    if texts:
        row = {"type": type_key, "uid": uid, "at": write.at, "body": json.dumps(dict(texts), ensure_ascii=False)}
        write.connection.execute(insert(draft).values(row))


def drafts(reading: Reading, type_key: str) -> dict[str, dict[str, str]]:
    """Return what was typed into records of a type and not saved, by uid and field."""
    rows = reading.connection.execute(select(draft.c.uid, draft.c.body).where(draft.c.type == type_key))
    return {uid: json.loads(body) for uid, body in rows}
