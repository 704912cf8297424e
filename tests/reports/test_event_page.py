"""What the page of a town hall and of a youth assembly says beyond its own values, on one page."""

from db.records import create
from db.reports import pdf, summarise
from db.store import Office
from tests.builders import counts, record
from tests.reports.test_render import text_of

PRINTED = "2026-11-03T14:05:00Z"


def test_a_town_hall_says_what_was_asked_and_when_it_was_on_the_air(office: Office):
    hall = record(office, "town_hall", total=84, languages="sq", format="tv_debate", tallies=counts(women=41, men=38))
    part = {"activity": hall.uid}
    with office.write("save") as write:
        for number in range(1, 12):
            status = "answered" if number <= 7 else "partly" if number <= 10 else "taken_away"
            raw = {"number": number, "question": f"Question {number}", "asked_by": "resident", "topic": "services"}
            create(write, "question", {**part, **raw, "status": status})
        create(write, "topic", {**part, "topic": "roads"})
        create(write, "broadcast", {**part, "day": "2026-03-12", "time": "20:30", "channel": "TV", "audience": 30_000})
        create(write, "interpretation", {**part, "source": "sq", "target": "sr"})
        create(write, "follow_up", {**part, "what": "Answer by letter", "who": "Mayor's office", "due": "2026-04-01"})
    with office.read() as reading:
        found = summarise(reading, hall, printed_at=PRINTED)
    assert found.event is not None
    assert {fact.label: fact.value for fact in found.event.facts} == {
        "Languages": "Albanian",
        "Interpretation": "Albanian into Serbian",
        "Questions": "11 asked, 7 answered, 3 partly, 1 taken away",
        "Topics": "Roads and infrastructure, Public services",
        "Broadcast": "TV, 12 Mar 2026 20:30",
    }
    assert [sheet.label for sheet in found.event.sheets] == ["Questions", "Next steps"]
    assert found.participation is not None
    assert found.participation.total == 84, "an audience is nobody in the room"
    assert "7 answered" in text_of(pdf(found)), "on the one page that there is"


def test_an_assembly_says_where_delegates_come_from(office: Office):
    assembly = record(office, "youth_assembly", delegates=150, total=190)
    part = {"activity": assembly.uid}
    with office.write("save") as write:
        for place, number in (("XK35", 60), ("XK38", 40), ("ALB", 30), ("SRB", 20)):
            create(write, "residence", {**part, "residence": place, "delegates": number})
        create(write, "session", {**part, "number": 1, "session_type": "informal", "title": "Role models"})
    with office.read() as reading:
        found = summarise(reading, assembly, printed_at=PRINTED)
    assert found.event is not None
    assert found.event.facts[-1].value == "2 of 38 municipalities, 2 places elsewhere"
    regions = next(sheet for sheet in found.event.sheets if sheet.label == "Delegates by region")
    assert sum(int(row[1]) for row in regions.rows) == 150
    assert ("Elsewhere", "50") in regions.rows
    assert "Elsewhere" in text_of(pdf(found))
