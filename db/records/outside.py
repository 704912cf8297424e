"""What people outside may be told of an activity, and of how many people took part in it (DP-06, DP-08).

What was told is remembered, activity by activity, whatever told it and whomever: every page is judged beside that. The
memory is this laptop's own. Two laptops with the same counts and the same threshold make the same page, so that both
together tell no more than either; what one told before a count changed, the other does not know.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict

from sqlalchemy import insert, select, update

from db.records.people import Tally
from db.records.suppression import NOT_RECORDED, Figures, beside, remembered, suppress
from db.schema.tables import told
from db.store.log import batched_list
from db.store.settings import SUPPRESS_BELOW, number_of
from db.store.writing import Reading, Write

# How far an activity has come before anybody outside hears of it.
TOLD_FROM = {
    *("planned", "active", "held", "aired", "completed", "postponed", "cancelled"),
    *("approved", "mou_signed", "suspended", "settled", "closed", "evaluated", "terminated"),
}
SPLITS = ("sex", "age")  # communities, disability and displacement never leave
DRAFT, CLASSIFIED = "draft", "classified"


def why_untold(classifications: Iterable[object], status: object) -> str:
    """Return why an activity may not be told of, "" where it may; where offices disagree, all they say counts."""
    if list(classifications) != ["UNCLASSIFIED"]:
        return CLASSIFIED
    return "" if status in TOLD_FROM else DRAFT


def page_of(
    total: object, counts: Iterable[tuple[object, object, object]], below: int, former: Figures | None
) -> Figures:
    """Return what may be shown of an activity's people.

    `counts` are (dimension, category, count) as recorded; `former` is all that was told of it before.
    """
    found: dict[str, dict[str, int]] = {dimension: {} for dimension in SPLITS}
    for dimension, category, count in counts:
        if dimension in found and isinstance(count, int):
            found[str(dimension)][str(category)] = count
    return beside(former, suppress(total if isinstance(total, int) else None, found, below), below)


def pages_now(reading: Reading, people: Mapping[str, tuple[object, Iterable[Tally]]]) -> dict[str, Figures]:
    """Return what may be told now of activities, given the total and the counts of each by its uid."""
    former, below = told_before(reading, people), number_of(reading, SUPPRESS_BELOW)
    return {
        uid: page_of(total, ((one.dimension, one.category, one.count) for one in tallies), below, former.get(uid))
        for uid, (total, tallies) in people.items()
    }


def whole_splits(page: Figures) -> tuple[Tally, ...]:
    """Return the counts of a page, without those of a split in which anything is blank: its shares would mislead."""
    return tuple(
        Tally(dimension, category, count)
        for dimension, cells in page.cells.items()
        if None not in cells.values()
        for category, count in cells.items()
        if category != NOT_RECORDED
    )


def told_before(reading: Reading, uids: Iterable[str]) -> dict[str, Figures]:
    """Return all that was told of activities, by uid; those of which nothing was told are missing."""
    found: dict[str, Figures] = {}
    for chunk in batched_list(sorted(uids)):
        for uid, body in reading.connection.execute(select(told.c.uid, told.c.body).where(told.c.uid.in_(chunk))):
            page = json.loads(body)
            found[uid] = Figures(page["total"], page["cells"], tuple(page["blanked"]))
    return found


def remember(write: Write, pages: Mapping[str, Figures]) -> None:
    """Remember pages that are told now, by the uids of their activities."""
    former = told_before(write, pages)
    for uid, page in pages.items():
        body = json.dumps(asdict(remembered(former.get(uid), page)))
        if uid in former:
            write.connection.execute(update(told).where(told.c.uid == uid).values(at=write.at, body=body))
        else:
            write.connection.execute(insert(told).values(uid=uid, at=write.at, body=body))
