"""What names people is kept as long as the mission says, then listed, and purged as a redaction (DP-12)."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from db import attachments
from db.parcels import receive_parcels
from db.protection import expired, periods, purge
from db.records import create, view
from db.store import Office, verify
from tests.attachments.pictures import photo
from tests.builders import dumped, project, town_hall
from tests.parcels.helpers import send
from tests.records.test_redaction import everything


def test_dp_12_periods_list_and_purge(make_office: Callable[..., Office], tmp_path: Path):
    office, hq = make_office("MIT"), make_office("HQ", "hq")
    assert [(one.type, one.months) for one in periods(office.mission)] == [
        ("contact", 24),
        ("panellist", 24),
        ("project", 24),
        ("attachment", 36),
    ]
    office.clock = lambda: "2020-01-31T08:00:00Z"
    hall = town_hall(office, title_en="Town hall", total=50)
    with office.write("save") as write:
        ngo = create(write, "organisation", {"title_en": "Mother and child"})
        grounds = {"purpose": "calls", "basis": "consent", "source": "card", "organisation": ngo.uid}
        old = create(
            write, "contact", {"name": "Arta Berisha", "phone": "+383 44 111", "used_on": "2020-02-29", **grounds}
        )
        fresh = create(write, "contact", {"name": "Ana Jovanović", "used_on": "2021-06-01", **grounds})
    picture = tmp_path / "Arta.jpg"
    picture.write_bytes(photo())
    (pictured,) = attachments.attach(office, hall.uid, [attachments.prepare(picture)], caption="Arta speaks")
    receive_parcels(hq, [send(office, "HQ", tmp_path)])
    with office.read() as reading:
        assert [one.key for one in expired(reading, date(2022, 2, 28))] == []
        (due,) = expired(reading, date(2022, 3, 1))
        assert (due.key, due.name, due.until) == (old, "Arta Berisha", "2022-02-28")
        assert due.owner.endswith("Mother and child")
        found = expired(reading, date(2030, 1, 1))
        assert {one.key.uid for one in found} == {old.uid, fresh.uid, pictured.uid}
    with office.write("redact") as write:
        assert purge(write, [old, pictured]) == 2
    assert "Arta" not in everything(office)
    assert "+383 44 111" not in everything(office)
    with office.read() as reading:
        assert view(reading, old).deleted
        assert view(reading, pictured).deleted
        assert view(reading, fresh).values["name"] == "Ana Jovanović"
        assert view(reading, hall).values["total"] == 50, "figures are no personal data"
        assert [one.key for one in expired(reading, date(2030, 1, 1))] == [fresh]
    assert not office.attachments.older(0), "its bytes are gone too"
    assert verify(office).problems == ()
    receive_parcels(hq, [send(office, "HQ", tmp_path)])
    assert "Arta" not in everything(hq)
    assert dumped(office) == dumped(hq)


def test_dp_12_whom_an_applicant_named_goes_and_the_project_stays(office: Office):
    office.clock = lambda: "2020-01-31T08:00:00Z"
    named = {"contact": "Arta Berisha", "contact_phone": "+383 44 111", "need": "A roof"}
    key = project(office, status="closed", actual_end="2020-06-30", total=50, **named)
    project(office, status="closed", actual_end="2020-06-30")  # names nobody
    project(office, status="active", planned_end="2023-06-30", contact="Director")
    with office.read() as reading:
        assert expired(reading, date(2022, 6, 30)) == ()
        (due,) = expired(reading, date(2022, 7, 1))
        assert (due.key, due.family, due.name, due.until) == (
            *(key, "Contacts of applicants", "Arta Berisha", "2022-06-30"),
        )
        assert due.owner
    with office.write("redact") as write:
        assert purge(write, [key]) == 1
    assert "Arta" not in everything(office)
    assert "+383 44 111" not in everything(office)
    with office.read() as reading:
        assert (view(reading, key).deleted, view(reading, key).values["need"]) == (False, "A roof")
        assert expired(reading, date(2022, 7, 1)) == ()
    assert verify(office).problems == ()
