"""US-11: a televised town hall. Eleven questions by categories, an audience that is nobody in the room, and two
commitments that come up when they are due, one of them overdue on day 31."""

from collections import Counter
from datetime import date, timedelta

import pytest

from db.errors import KnownError
from db.indicators import read_expression, work_out
from db.promises import promises
from db.records import create, list_parts, sum_people, update, view
from db.reports import summarise
from db.store import Office
from tests.builders import town_hall

AIRED = date(2017, 6, 15)


def test_commitments_fall_due_in_30_and_90_days(office: Office):
    hall = town_hall(office, title_en="Youth debate in Peja/Peć", municipality="XK20", actual_start="2017-06-13")
    with office.write("save") as write:
        body = create(write, "organisation", {"title_en": "Municipality of Peja/Peć", "organisation_type": "authority"})
        for days, what in ((30, "Open the youth centre in the evening"), (90, "Translate the municipal web page")):
            promise = {"activity": hall.uid, "organisation": body.uid, "holder": "Mayor's office", "what": what}
            due = (AIRED + timedelta(days=days)).isoformat()
            create(write, "commitment", {**promise, "made_on": AIRED.isoformat(), "due": due})
    with office.read() as reading:
        on_30, on_31 = (
            promises(reading, AIRED + timedelta(days=100), AIRED + timedelta(days=days)) for days in (30, 31)
        )
    assert [(one.day, one.overdue, one.by_whom) for one in on_30] == [
        ("2017-07-15", False, "Mayor's office"),
        ("2017-09-13", False, "Mayor's office"),
    ]
    assert [one.overdue for one in on_31] == [True, False]
    assert on_31[0].owner == hall.uid and "Youth debate" in on_31[0].ref
    with office.write("save") as write:
        kept = update(write, on_31[0].uid, {"status": "completed", "evidence": "Seen open on 20 July"})
    with office.read() as reading:
        rest = promises(reading, AIRED + timedelta(days=100), AIRED + timedelta(days=40))
        assert view(reading, kept).values["status"] == "completed"
    assert [one.text for one in rest] == ["Translate the municipal web page"]
    with office.read() as reading:
        total = view(reading, hall).values["total"]
    assert total is None, "an audience on television is nobody in the room"


def test_eleven_questions_on_the_air_and_nobody_is_named(office: Office):
    hall = town_hall(
        office,
        title_en="Youth debate in Peja/Peć",
        municipality="Pejë",
        status="held",
        recorded="yes",
        recorded_on="2017-06-13",
        actual_start="2017-06-13",
        languages="sq",
        total=80,
    )
    answers = ["answered"] * 7 + ["partly"] * 3 + ["taken away"]
    with office.write("save") as write:
        create(write, "interpretation", {"activity": hall.uid, "source": "sq", "target": "sr", "mode": "simultaneous"})
        for number in range(4):
            create(write, "panellist", {"activity": hall.uid, "organisation": f"Body {number}", "role": "panellist"})
        for number, status in enumerate(answers, 1):
            asked = {"number": number, "asked_by": "youth", "question": f"Question {number}?", "status": status}
            create(write, "question", {"activity": hall.uid, **asked})
        aired = {"day": "2017-06-15", "time": "20:30", "medium": "television", "subtitles": "sq, sr, en"}
        audience = {"audience": 40000, "audience_is": "about", "audience_source": "the broadcaster"}
        create(write, "broadcast", {"activity": hall.uid, **aired, **audience})
    for name in ({"asker": "Arta B."}, {"asked_by": "Arta B."}):
        with pytest.raises(KnownError), office.write("save") as write:
            create(write, "question", {"activity": hall.uid, "number": 12, "question": "Q?", **name})
    with office.read() as reading:
        questions = list_parts(reading, "question", hall.uid)
        assert Counter(row.values["status"] for row in questions) == {"answered": 7, "partly": 3, "taken_away": 1}
        assert len(list_parts(reading, "panellist", hall.uid)) == 4
        (shown,) = list_parts(reading, "broadcast", hall.uid)
        assert set(str(shown.values["subtitles"]).split(";")) == {"sq", "sr", "en"}
        assert date.fromisoformat(str(shown.values["day"])).strftime("%A") == "Thursday"
        sums = sum_people(reading, [hall.uid])
        assert sums["total"].number == 80 and "audience" not in sums, "40,000 at home are nobody in the room"
        answered = work_out(reading, read_expression("share of question where status = answered"))
        assert (answered.value, answered.base, len(answered.records)) == ("63.6", "11", 7)
        page = summarise(reading, hall, printed_at="2017-06-20T10:00:00Z")
    assert page.participation is not None and page.participation.total == 80
    assert page.event is not None
