"""US-11: two commitments made at a televised town hall come up when they are due, and one is overdue on day 31."""

from datetime import date, timedelta

from db.promises import promises
from db.records import create, update, view
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
