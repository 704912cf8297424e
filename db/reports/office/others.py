"""The few reports that may leave the UN: what they may say of activities and of the people in them (DP-06, DP-08).

Every figure in them is added up from pages that could stand in a workbook for partners, so they tell no more than such
a workbook does, whatever the window.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from db.catalogue.people import QUALIFIED
from db.records.outside import pages_now, whole_splits, why_untold
from db.records.suppression import Figures
from db.records.window import Happened
from db.revisions import fold
from db.store.writing import Reading

_FIELDS = {"status", "municipality", "office", "counted_by", QUALIFIED["total"]}
PARTS = ("tag", "session", "project_idea")  # parts that are counted and name nobody


def for_others(reading: Reading, acts: Iterable[Happened]) -> tuple[list[Happened], Mapping[str, Figures]]:
    """Return the activities that others may hear of, without titles and texts, and what they are told of the people.

    A split of which anything is blank is left out whole.
    """
    found = list(acts)
    said = {
        uid: fold(revisions).candidates("classification")
        for uid, revisions in reading.revisions_of([one.uid for one in found]).items()
    }
    told = [one for one in found if not why_untold(said[one.uid], one.values.get("status"))]
    pages = pages_now(reading, {one.uid: (one.values.get("total"), one.tallies) for one in told})
    return [_bare(one, pages[one.uid]) for one in told], pages


def _bare(one: Happened, page: Figures) -> Happened:
    values = {key: value for key, value in one.values.items() if key in _FIELDS} | {"total": page.total}
    return replace(one, title="", values=values, tallies=whole_splits(page))
