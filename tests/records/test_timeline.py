"""What happened to a project, out of its revisions and its parts."""

from datetime import datetime, timedelta
from itertools import count
from pathlib import Path

from db.parcels import export_parcel, receive_parcels
from db.records import create, delete, list_parts, timeline, update
from db.store import Office
from tests.builders import town_hall
from tests.projects.papers import add, bring_to, cycle, proposal


def told(office: Office, project: str) -> list[tuple[str, str, str]]:
    with office.read() as reading:
        return [(event.when[:10], event.what, event.text) for event in timeline(reading, project)]


def test_states_stand_above_the_days_that_parts_say(office: Office):
    project = proposal(office, cycle(office))
    bring_to(office, project, "active")
    visit = add(office, "visit", project=project, number=1, day="2019-02-20")
    found = told(office, project)
    states = [text for _, what, text in found if what == "state"]
    assert states == ["active", "mou_signed", "approved", "in_review", "screened", "submitted", "draft"]
    assert found[len(states) :] == [
        ("2019-02-20", "visited", "1"),
        ("2019-01-01", "paid", "V-1"),
        ("2018-12-05", "signed_partner", "MOU-7"),
        ("2018-12-03", "signed_un", "MOU-7"),
        ("2018-11-05", "decided", "approved"),
        ("2018-10-10", "screened", "eligible"),
    ]
    with office.read() as reading:
        (event,) = [one for one in timeline(reading, project) if one.what == "visited"]
        assert event.record == visit
    with office.write("delete") as write:
        delete(write, visit.uid)
    assert not [what for _, what, _ in told(office, project) if what == "visited"]


def test_an_exception_stays_and_a_state_is_told_once(office: Office):
    with office.write("create") as write:
        project = create(write, "project", {"title_en": "Old one", "status": "active"}).uid
    with office.write("save") as write:
        update(write, project, {"status": "suspended", "override": "The partner is away."})
    with office.write("save") as write:
        update(write, project, {"title_en": "Another name"})
    found = [(what, text) for _, what, text in told(office, project)]
    assert found == [("state", "suspended"), ("state", "active"), ("exception", "The partner is away.")]


def test_the_parcels_that_carried_it_away_are_told(make_office, tmp_path: Path):
    office, hq = make_office("MIT"), make_office("HQ", "hq")
    minutes = count()
    office.clock = hq.clock = lambda: (datetime(2019, 3, 1) + timedelta(minutes=next(minutes))).isoformat() + "Z"
    project = proposal(office, cycle(office))
    first = export_parcel(office, "HQ", tmp_path).file
    receive_parcels(hq, [first])
    receive_parcels(office, [export_parcel(hq, "MIT", tmp_path).file])
    town_hall(office)
    other = export_parcel(office, "HQ", tmp_path).file  # has nothing new of the project
    with office.write("save") as write:
        update(write, project, {"title_en": "Another name"})
    second = export_parcel(office, "HQ", tmp_path).file
    export_parcel(office, "HQ", tmp_path)  # carries it again, until it is confirmed
    sent = [text for _, what, text in told(office, project) if what == "sent"]
    assert sent == [second.name, first.name] and other.name not in sent
    assert "sent" not in [what for _, what, _ in told(hq, project)], "it only came from there"
    with hq.write("save") as write:
        update(write, project, {"partner": "Another partner"})
    export_parcel(hq, "PRZ", tmp_path)  # another office does not get it
    back = export_parcel(hq, "MIT", tmp_path).file
    assert [text for _, what, text in told(hq, project) if what == "sent"] == [back.name]


def test_the_parcel_that_brought_it_is_told(make_office, tmp_path: Path):
    office, hq = make_office("MIT"), make_office("HQ", "hq")
    project = proposal(office, cycle(office))
    file = export_parcel(office, "HQ", tmp_path).file
    receive_parcels(hq, [file])
    assert ("parcel", file.name) in [(what, text) for _, what, text in told(hq, project)]
    assert "parcel" not in [what for _, what, _ in told(office, project)]
    with hq.read() as reading:
        assert list_parts(reading, "deliverable", project)
