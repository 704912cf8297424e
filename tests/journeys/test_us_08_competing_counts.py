"""US-08: "over 250" people at the third assembly, "over 200" of them young: estimates, each with its source."""

import pytest

from db.errors import KnownError
from db.records import sum_people, update, view
from db.reports import summarise
from db.store import Office
from tests.builders import record


def test_estimates_keep_their_source_and_mark_every_sum(office: Office):
    third = record(
        office,
        "youth_assembly",
        title_en="Third Youth Assembly",
        edition=3,
        actual_start="2019-04-24",
        actual_end="2019-04-25",
        total=250,
        total_is="more than",
        total_source="unmik.unmissions.org, officials and UN among them",
        delegates=200,
        delegates_is="more than",
        delegates_source="eca.unwomen.org",
        tallies=[{"dimension": "delegates_sex", "category": "women", "count": 205}],
    )
    fourth = record(office, "youth_assembly", title_en="Fourth Youth Assembly", delegates=150)
    with office.read() as reading:
        assert view(reading, third).problems == (), "of more than 200 there may be 205"
        people = summarise(reading, third, printed_at="2026-11-03T14:05:00Z").participation
        sums = sum_people(reading, [third.uid, fourth.uid])
    assert people is not None
    assert (people.total_text, people.beside) == ("more than 250", ("more than 200 delegates",))
    assert people.source == "Source: unmik.unmissions.org, officials and UN among them; eca.unwomen.org"
    assert (sums["delegates"].number, sums["delegates"].records, sums["delegates"].estimates) == (350, 2, 1)
    assert (sums["total"].number, sums["total"].blank, sums["total"].estimates) == (250, 1, 1)
    with pytest.raises(KnownError, match="250 is more than the whole of 240"), office.write("save") as write:
        update(write, third.uid, {"total": 240, "total_is": "exact", "delegates": 250})
