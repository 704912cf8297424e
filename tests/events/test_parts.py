"""What was said and done at an event, as it is written down."""

from datetime import time

import pytest

from db.catalogue import load_mission
from db.catalogue.instants import TIME
from db.catalogue.kinds import Refused
from db.errors import KnownError
from db.parcels import export_parcel, receive_parcels
from db.records import create, list_parts, read_entry, update, view
from db.store import Office
from tests.builders import record, town_hall

MISSION = load_mission("kosovo")


@pytest.mark.parametrize(
    ("raw", "read"), [("18:30", "18:30"), ("9.05", "09:05"), ("7h15", "07:15"), (time(20, 30), "20:30"), (" ", None)]
)
def test_an_hour_as_people_and_workbooks_write_it(raw: object, read: str | None):
    assert TIME.parse(raw, None) == read


@pytest.mark.parametrize("raw", ["24:00", "18:60", "evening", "1830", True])
def test_what_is_no_hour_is_refused(raw: object):
    with pytest.raises(Refused, match="hour of the day"):
        TIME.parse(raw, None)


def test_a_question_has_a_category_and_no_name(office: Office):
    hall = town_hall(office)
    raw = {"activity": hall.uid, "number": 1, "question": "When is the road mended?"}
    with office.write("save") as write:
        create(write, "question", {**raw, "asked_by": "woman", "status": "taken away", "at": "18.42"})
    with pytest.raises(KnownError, match="no field 'name'"), office.write("save") as write:
        create(write, "question", {**raw, "name": "Somebody"})
    with pytest.raises(KnownError, match="not in the list"), office.write("save") as write:
        create(write, "question", {**raw, "asked_by": "Ana Petrović"})
    with office.read() as reading:
        (row,) = list_parts(reading, "question", hall.uid)
    assert (row.values["asked_by"], row.values["status"], row.values["at"]) == ("woman", "taken_away", "18:42")


def test_a_named_person_needs_a_reason():
    named = {"activity": "01a20f61-06cf-735a-a0fe-3fa6efe6c703", "person": "The mayor", "public_figure": "yes"}
    (problem,) = read_entry(MISSION, "panellist", named).problems
    assert (problem.field, problem.code, problem.severity) == ("basis", "basis-missing", "warn")
    assert read_entry(MISSION, "panellist", {**named, "basis": "mandate"}).problems == ()


def test_minors_come_with_consent_and_a_chaperone():
    raw = {"title_en": "t", "minors": 12}
    assert [p.code for p in read_entry(MISSION, "youth_assembly", raw).problems] == ["minors-consent", "minors-alone"]
    safe = {**raw, "guardian_consent": "all", "chaperone": "yes"}
    assert read_entry(MISSION, "youth_assembly", safe).problems == ()


def test_a_mission_brings_its_own_languages_and_countries():
    languages = [code.code for code in MISSION.lists["language"].entries]
    assert languages[:2] == ["sq", "sr"] and "en" in languages
    assert MISSION.lists["residence"].find("Зубин Поток") is not None
    assert MISSION.lists["residence"].find("Albania") is not None
    assert MISSION.lists["municipality"].find("Albania") is None


def test_no_more_than_five_topics_and_what_a_merge_brings_is_flagged(make_office, tmp_path):
    office, hq = make_office("MIT"), make_office("HQ", "hq")
    hall = town_hall(office)
    codes = [entry.code for entry in MISSION.lists["topic"].entries]

    def topic(where: Office, code: str) -> None:
        with where.write("save") as write:
            create(write, "topic", {"activity": hall.uid, "topic": code})

    for code in codes[:4]:
        topic(office, code)
    receive_parcels(hq, [export_parcel(office, "HQ", tmp_path).file])
    topic(hq, codes[5])
    topic(office, codes[4])
    with pytest.raises(KnownError, match="5 of 'Topics' already"):
        topic(office, codes[6])
    receive_parcels(office, [export_parcel(hq, "MIT", tmp_path).file])
    with office.read() as reading:
        assert [problem.code for problem in view(reading, hall).problems] == ["parts-many"]
        assert len(list_parts(reading, "topic", hall.uid)) == 6, "what others wrote is kept"


def test_residence_adds_up_to_the_delegates(office: Office):
    assembly = record(office, "youth_assembly", delegates=100, applications=300)
    place = {"activity": assembly.uid, "residence": "XK28", "delegates": 60, "applications": 300}
    with office.write("save") as write:
        create(write, "residence", place)
        other = create(write, "residence", {"activity": assembly.uid, "residence": "ALB", "delegates": 50})

    def told() -> list[str]:
        with office.read() as reading:
            return [problem.message for problem in view(reading, assembly).problems]

    assert told() == ["The places of residence name 110, the whole number is 100."]
    with office.write("save") as write:
        update(write, other.uid, {"delegates": 30})
    assert told() == ["The place of residence of 10 of 100 is not recorded."]
    with office.write("save") as write:
        update(write, assembly.uid, {"delegates_is": "about"})
    assert told() == []


def test_a_town_hall_is_paid_by_a_project(office: Office):
    project = record(office, "project")
    hall = town_hall(office, languages="sq; Serbian")
    with office.write("save") as write:
        update(write, hall.uid, {"project": project.uid})
    with pytest.raises(KnownError, match="wrong type"), office.write("save") as write:
        update(write, hall.uid, {"project": hall.uid})
