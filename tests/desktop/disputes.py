"""An office and its headquarters that disagree about much, as after a month without a parcel."""

from collections.abc import Callable

from db.revisions import RecordKey
from db.store import Office
from tests.builders import counts, project, town_hall
from tests.records.meeting import change, meet, remove

TEXT = (
    "Five panellists and the residents discussed counters, signs and forms in two languages. Eleven questions were "
    "asked; seven were answered, three in part, one was taken away. The municipality made two commitments."
)
OURS = TEXT.replace("Eleven", "Twelve") + " Both are due before the end of the quarter."
THEIRS = TEXT.replace("the residents", "about sixty residents").replace(", one was taken away", "")


def disputed(office: Office, make_office: Callable[..., Office]) -> dict[str, RecordKey]:
    """Let an office and a headquarters change the same records; return them by what is disputed."""
    hq, second = make_office("HQ", "hq"), make_office("MIT", laptop="B")
    keys = {
        "amount": project(office, title_en="Shared sports ground for two villages", status="approved"),
        "venue": town_hall(office, title_en="Language rights in daily services", venue="Cultural centre"),
        "text": town_hall(office, title_en="Waste collection in the river settlements", description=TEXT),
        "life": town_hall(office, title_en="Safe road to school", venue="Primary school", tallies=counts(women=41)),
        "date": town_hall(office, title_en="Water supply after the summer drought", planned_start="2026-03-12"),
    }
    meet(office, hq, second)
    change(office, keys["amount"].uid, approved_amount="26500.00", status="active", override="paid today")
    change(
        hq,
        keys["amount"].uid,
        "the committee decided in euro",
        currency="EUR",
        status="completed",
        override="seen on site",
    )
    change(office, keys["venue"].uid, "the roof of the centre leaks", venue="Youth centre")
    change(second, keys["venue"].uid, venue="School yard")
    change(hq, keys["venue"].uid, venue="Municipal hall", municipality="XK38")
    change(office, keys["venue"].uid, municipality="XK37")
    change(office, keys["text"].uid, description=OURS)
    change(hq, keys["text"].uid, "shortened for the report", description=THEIRS)
    remove(hq, keys["life"].uid, "entered twice")
    change(office, keys["life"].uid, venue="Gymnasium", tallies=counts(women=45))
    change(office, keys["date"].uid, planned_start="2026-03-13", tallies=counts(women=9))
    change(hq, keys["date"].uid, planned_start="2026-03-21", tallies=counts(women=12))
    meet(office, hq, second)
    return keys
