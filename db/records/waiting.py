"""What lies unfinished on this laptop: text that is not saved, records that no parcel has carried yet."""

from sqlalchemy import func, select

from db.catalogue import CHILD_TYPES
from db.revisions import RecordKey
from db.schema.exchange import channel_out
from db.schema.tables import activity, child, draft, revision
from db.store.writing import Reading


def count_drafts(reading: Reading) -> dict[str, int]:
    """Return how many records of each type hold text that is not saved."""
    return dict(reading.connection.execute(select(draft.c.type, func.count()).group_by(draft.c.type)).all())


def begun_parts(reading: Reading) -> list[RecordKey]:
    """Return the activity of each part that holds text which is not saved, the newest first."""
    whose = func.coalesce(child.c.owner, draft.c.uid)  # of a new part the draft is kept under its owner's id
    rows = (
        select(activity.c.type, activity.c.uid)
        .select_from(draft)
        .outerjoin(child, child.c.uid == draft.c.uid)
        .join(activity, activity.c.uid == whose)
        .where(draft.c.type.in_(CHILD_TYPES))
        .order_by(draft.c.at.desc())
    )
    return [RecordKey(*row) for row in reading.connection.execute(rows)]


def count_unsent(reading: Reading) -> int:
    """Return how many records were changed here and are in no parcel yet; a part counts as what it belongs to."""
    whose = func.coalesce(child.c.owner, revision.c.uid)
    rows = select(func.count(whose.distinct())).select_from(revision)
    rows = rows.outerjoin(child, child.c.uid == revision.c.uid)
    mine = revision.c.replica == reading.identity.replica
    carried = select(channel_out.c.revision)  # what this life of the office wrote went out in this life, if at all
    return reading.connection.scalar(rows.where(mine, revision.c.id.not_in(carried))) or 0
