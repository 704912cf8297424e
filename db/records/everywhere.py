"""One query over all registers: how many each holds, and the newest of them together."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import and_, select

from db.catalogue import ACTIVITY_TYPES
from db.records.lists import ListRow, count_matching, list_rows
from db.schema.tables import activity
from db.search.filters import Query, understand
from db.search.matching import DATE_OF, matching
from db.store.writing import Reading

FIRST = 200  # records shown; whoever wants all opens the register


@dataclass(frozen=True, slots=True)
class Everywhere:
    """What a query finds: counts by register, the first records, newest day first, and how it was understood."""

    counts: Mapping[str, int] = field(default_factory=dict[str, int])
    rows: tuple[ListRow, ...] = ()
    query: Query = field(default_factory=Query)


def find_everywhere(reading: Reading, query: str, today: date | None = None) -> Everywhere:
    """Return what a query finds in all registers; nothing where nothing is asked."""
    understood = understand(query, list(ACTIVITY_TYPES.values()), reading.mission, today or date.today())
    if not understood.terms:
        return Everywhere(query=understood)
    condition = and_(activity.c.deleted.is_(False), matching(understood))
    wanted = select(activity.c.uid).where(condition).order_by(DATE_OF.desc(), activity.c.id.desc()).limit(FIRST)
    rows = list_rows(reading, list(reading.connection.scalars(wanted)))
    return Everywhere(count_matching(reading, list(ACTIVITY_TYPES), query, today), tuple(rows), understood)
