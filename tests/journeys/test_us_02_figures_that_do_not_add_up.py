"""US-02: the Open Day of 2019 had 251 people, 161 women and 85 men: it is kept, and the five are said."""

from pathlib import Path

from openpyxl import load_workbook

from db.parcels.publishing import publish
from db.records import gaps, marginals, view
from db.reports import summarise
from db.store import Office
from tests.builders import counts, record
from tests.parcels.helpers import column


def test_five_people_are_not_recorded_and_everything_says_so(office: Office, tmp_path: Path):
    key = record(
        office,
        "other_activity",
        title_en="Women, peace and security open day",
        activity_type="WPS Open Day",
        municipality="XK25",
        actual_start="2019-03-14",
        status="held",
        total=251,
        tallies=counts(women=161, men=85),
    )
    with office.read() as reading:
        seen = view(reading, key)
        assert seen.problems == () and seen.values["activity_type"] == "open_day"
        (sex,) = marginals(seen.values, seen.tallies)
        assert (sex.sum, sex.recorded, sex.not_recorded) == (246, 246, 5)
        people = summarise(reading, key, printed_at="2026-11-03T14:05:00Z").participation
        (gap,) = gaps(reading, [key.uid])
    assert people is not None
    (shown,) = people.dimensions
    assert shown.shares[0].percent == "65.4\N{NO-BREAK SPACE}%"
    assert (shown.base, shown.notes) == (246, ("Not recorded: 5",))
    assert (gap.ref, gap.dimension, gap.whole, gap.sum, gap.not_recorded) == (seen.ref, "sex", 251, 246, 5)

    page = load_workbook(publish(office, "partner", "Partners", tmp_path).file)["Activities"]
    tags = ("#reached+ind+total", "#reached+ind+f", "#reached+ind+m", "#reached+ind+not_recorded")
    row = [page.cell(3, column(page, tag)).value for tag in tags]
    assert row == [251, 161, 85, 5]
