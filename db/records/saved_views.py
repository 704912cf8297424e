"""Saved views: a filter, an order, groups and columns of a register under a name. They stay on this laptop."""

import json
from dataclasses import asdict, dataclass, field
from typing import Any

from sqlalchemy import delete, insert, select

from db.records.lists import Wanted
from db.schema.tables import saved_view as table
from db.store.writing import Reading, Write


@dataclass(frozen=True, slots=True)
class SavedView:
    """What somebody wants to see again. `type` is a register, "" all of them; `widths` are in pixels by column.

    The one of a register without a name is how it was left.
    """

    id: str
    type: str
    name: str
    wanted: Wanted
    widths: dict[str, int] = field(default_factory=dict[str, int])


def saved_views(reading: Reading) -> list[SavedView]:
    """Return all saved views in the order in which they were made, those without a name too."""
    rows = reading.connection.execute(select(table).order_by(table.c.place, table.c.id))
    return [_read(row) for row in rows]


def keep_view(write: Write, view: SavedView) -> None:
    """Keep a view in place of the one with its id."""
    place = write.connection.scalar(select(table.c.place).where(table.c.id == view.id))
    last = len(saved_views(write))
    write.connection.execute(delete(table).where(table.c.id == view.id))
    body = {"wanted": asdict(view.wanted), "widths": view.widths}
    row = {"id": view.id, "type": view.type, "name": view.name, "place": last if place is None else place}
    write.connection.execute(insert(table).values(**row, body=json.dumps(body, ensure_ascii=False)))


def drop_view(write: Write, view: str) -> None:
    """Forget a view; records are not touched."""
    write.connection.execute(delete(table).where(table.c.id == view))


def _read(row: Any) -> SavedView:
    body = json.loads(row.body)
    kept = body["wanted"]
    wanted = Wanted(
        query=kept["query"],
        sort=tuple((str(key), bool(up)) for key, up in kept["sort"]),
        group=kept["group"],
        deleted=kept["deleted"],
        columns=tuple(kept["columns"]),
    )
    return SavedView(row.id, row.type, row.name, wanted, body["widths"])
