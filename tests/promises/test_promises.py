"""Recommendations and promises: sets with gaps, statuses with evidence, what serves them, what falls due."""

from datetime import date
from pathlib import Path

import pytest

from db.cli import main
from db.errors import KnownError
from db.promises import (
    confirm_status,
    decline_status,
    grouped,
    promises,
    proposed_statuses,
    recommendation_lines,
    set_lines,
    status_history,
)
from db.records import create, delete, make_known, undo, unmade, update, view
from db.revisions import RecordKey
from db.store import Office
from tests.builders import town_hall
from tests.conftest import PASSPHRASE

TODAY = date(2026, 3, 31)


def make(office: Office, kind: str, /, **values: object) -> RecordKey:
    with office.write("save") as write:
        return create(write, kind, values)


@pytest.fixture
def forum(office: Office) -> RecordKey:
    """The set of 2018 with three of its recommendations; no. 2 is addressed to an organisation."""
    office.clock = lambda: "2026-03-31T10:00:00Z"
    with office.write("save") as write:
        made = make_known(write, "recommendation_set")
    found = next(key for key in made if office_title(office, key) == "Trust-building Forum 2018")
    for number, theme, due in ((1, "TB18-1", None), (2, "Education", "2026-03-01"), (5, "TB18-2", "2026-04-30")):
        text = f"Recommendation {number}"
        make(office, "recommendation", set=found.uid, number=number, theme=theme, text_en=text, due=due)
    return found


def office_title(office: Office, key: RecordKey) -> str:
    with office.read() as reading:
        return view(reading, key).title(reading.mission)


def test_the_known_sets_are_made_once_and_empty(office: Office, make_office):
    with office.read() as reading:
        assert len(unmade(reading, "recommendation_set")) == 3
    with office.write("save") as write:
        made = make_known(write, "recommendation_set")
    with office.read() as reading:
        lines = {line.title: line for line in set_lines(reading)}
        assert unmade(reading, "recommendation_set") == []
    assert sorted((line.expected, line.entered, line.missing) for line in lines.values()) == [
        (27, 0, ()),
        (50, 0, ()),
        (135, 0, ()),
    ]
    other = make_office("PRZ")
    with other.write("save") as write:
        assert make_known(write, "recommendation_set") == made, "two offices mean the same sets"
    with office.write("delete") as write:
        delete(write, made[0].uid)
    with office.write("save") as write:
        assert make_known(write, "recommendation_set") == [], "what was deleted stays deleted"


def test_a_set_says_what_is_missing_and_how_far_it_is(office: Office, forum: RecordKey):
    with office.read() as reading:
        (line,) = (line for line in set_lines(reading) if line.uid == forum.uid)
        lines = recommendation_lines(reading, TODAY, forum.uid)
    assert (line.entered, line.whole, line.moving, line.statuses) == (3, 135, 0, {"no_activity": 3})
    assert line.missing == (3, 4, *range(6, 136))
    assert [(one.number, one.overdue) for one in lines] == [(1, False), (2, True), (5, False)]
    assert {group: dict(counts) for group, counts in grouped(lines, "theme").items()} == {
        "TB18-2": {"no_activity": 2},
        "TB18-1": {"no_activity": 1},
    }


def test_an_activity_proposes_a_status_and_a_person_confirms_it(office: Office, forum: RecordKey):
    hall = town_hall(office, actual_start="2026-03-10")
    first, second = (f"{forum.uid}/recommendation/{number}" for number in (1, 2))
    for path in (first, second):
        make(office, "contribution", activity=hall.uid, recommendation=path, kind="direct")
    with office.read() as reading:
        waiting = proposed_statuses(reading)
        lines = recommendation_lines(reading, TODAY, forum.uid)
    assert [(one.number, one.before, one.after) for one in waiting] == [
        (1, "no_activity", "in_progress"),
        (2, "no_activity", "in_progress"),
    ]
    assert [(one.status, one.served) for one in lines] == [("no_activity", 1), ("no_activity", 1), ("no_activity", 0)]
    with office.write("save") as write:
        confirm_status(write, waiting[0].uid)
        decline_status(write, waiting[1].uid)
    with office.read() as reading:
        assert proposed_statuses(reading) == []
        moved, stayed, _ = recommendation_lines(reading, TODAY, forum.uid)
        (change, made) = status_history(reading, waiting[0].recommendation)
    assert (moved.status, stayed.status) == ("in_progress", "no_activity")
    assert (change.day, change.before, change.after) == ("2026-03-31", "no_activity", "in_progress")
    assert (
        change.evidence == waiting[0].activity and change.evidence_kind == "activity" and "TH-2026" in change.evidence
    )
    assert (made.before, made.after) == ("", "no_activity")
    with pytest.raises(KnownError, match="no status that waits"), office.write("save") as write:
        confirm_status(write, waiting[0].uid)
    with office.write("undo") as write:
        undo(write)
    with office.read() as reading:
        assert len(proposed_statuses(reading)) == 2


def test_what_is_further_on_already_is_not_proposed(office: Office, forum: RecordKey):
    hall = town_hall(office)
    path = f"{forum.uid}/recommendation/1"
    make(office, "contribution", activity=hall.uid, recommendation=path)
    with office.write("save") as write:
        key = update(write, path, {"status": "completed", "evidence": "Minutes of March", "evidence_kind": "document"})
    with office.read() as reading:
        assert proposed_statuses(reading) == []
        assert view(reading, key).problems == ()
    with office.write("save") as write:
        update(write, path, {"evidence": ""})
    with office.read() as reading:
        assert [problem.code for problem in view(reading, key).problems] == ["evidence-missing"]


def test_promises_fall_due_until_they_are_kept(office: Office, forum: RecordKey):
    hall = town_hall(office)
    soon = make(
        office, "commitment", activity=hall.uid, what="Repair the road", holder="Mayor's office", due="2026-04-05"
    )
    late = make(office, "commitment", activity=hall.uid, what="Publish the budget", due="2026-03-30")
    step = make(office, "follow_up", activity=hall.uid, what="Send the minutes", who="Desk officer", due="2026-04-04")
    make(office, "follow_up", activity=hall.uid, what="Call", due="2026-04-04", status="done")
    with office.read() as reading:
        found = promises(reading, date(2026, 4, 30), TODAY)
    assert [(one.uid, one.by_whom) for one in found if one.kind == "follow_up"] == [(step.uid, "Desk officer")]
    found = [one for one in found if one.kind != "follow_up"]
    assert [(one.day, one.kind, one.overdue) for one in found] == [
        ("2026-03-01", "recommendation", True),
        ("2026-03-30", "commitment", True),
        ("2026-04-05", "commitment", False),
        ("2026-04-30", "recommendation", False),
    ]
    assert found[2].by_whom == "Mayor's office" and found[2].owner == hall.uid and found[2].text == "Repair the road"
    with office.write("save") as write:
        update(write, late.uid, {"status": "completed", "evidence": "Published on 29 March"})
    with office.read() as reading:
        found = promises(reading, date(2026, 4, 6), TODAY)
    assert [one.uid for one in found if one.kind == "commitment"] == [soon.uid]


def test_nobody_is_named_without_grounds(office: Office):
    body = make(office, "organisation", title_en="Municipality of Zubin Potok")
    contact = {"organisation": body.uid, "function": "Communities officer", "phone": "+383 00"}
    make(office, "contact", **contact)
    with pytest.raises(KnownError, match="purpose, a lawful basis"):
        make(office, "contact", **contact, name="A. Person", purpose="Project visits", basis="mandate")
    key = make(office, "contact", **contact, name="A. Person", purpose="Visits", basis="consent", source="Card")
    with office.read() as reading:
        assert view(reading, key).values["publish"] == "no"


def test_the_command_line_tells_sets_and_what_falls_due(
    office: Office, forum: RecordKey, home: Path, capsys, monkeypatch: pytest.MonkeyPatch
):
    office.close()
    monkeypatch.setenv("GROUNDWORK_PASSPHRASE", PASSPHRASE)
    for argv, expected in (
        (["recommendations", "--by", "theme"], "3 of 135, missing no. 3, 4, 6"),
        (["recommendations", "--unserved"], "Recommendation 5"),
        (["proposed-statuses"], "0 wait for an answer."),
        (["statuses", f"{forum.uid}/recommendation/1"], "no_activity"),
        (["promises", "--days", "3650"], "OVERDUE  recommendation"),
    ):
        assert main(["--home", str(home), *argv]) == 0
        assert expected in capsys.readouterr().out


def test_an_organisation_is_found_by_any_of_its_names(office: Office):
    body = make(office, "organisation", title_en="Women's Right", aliases="E drejta e gruas; Право жена")
    hall = town_hall(office)
    for number, (name, role) in enumerate((("pravo zena", "organising"), ("E DREJTA E GRUAS", "hosting")), 1):
        made = make(office, "involvement", activity=hall.uid, organisation=name, role=role)
        with office.read() as reading:
            assert view(reading, made).values["organisation"] == body.uid, number
