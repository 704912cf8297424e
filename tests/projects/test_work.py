"""What is done to a project in one gesture, what falls due, and what a merge or an import brings."""

from datetime import date
from pathlib import Path

from openpyxl import Workbook

from db.parcels import export_parcel, receive_parcels
from db.projects import LATE, VISIT
from db.records import (
    add_criteria,
    add_scores,
    add_visit,
    advance,
    agenda,
    children,
    count_parts,
    delete,
    duplicate,
    find,
    grid,
    list_parts,
    list_rows,
    list_uids,
    missing_for,
    portfolio_lines,
    step_of,
    undo,
    update,
    view,
)
from db.resources import resource
from db.store import Office, verify
from db.trackers import import_tracker
from tests.builders import dumped
from tests.projects.papers import WAY, add, bring_to, cycle, proposal


def test_the_usual_criteria_are_listed_once_and_weighted(office: Office):
    year = cycle(office)
    add(office, "criterion", cycle=year.uid, code="gender", title_en="Women decide", weight="3")
    for more in (len(office.mission.lists["criterion"].entries) - 1, 0):
        with office.write("create") as write:
            assert len(add_criteria(write, year.uid)) == more
    with office.read() as reading:
        weights = grid(reading, year.uid)
        names = {part.values["code"]: part.values["title_en"] for part in list_parts(reading, "criterion", year.uid)}
    assert weights.keys() == {entry.code for entry in office.mission.lists["criterion"].entries}
    assert (weights["gender"], weights["speed"]) == (3, 1)
    assert (names["gender"], names["speed"]) == ("Women decide", "Speed of effect on the target group")


def test_a_visit_lists_what_the_plan_still_has(office: Office):
    project = proposal(office, cycle(office))
    add(office, "deliverable", project=project, number=2, what="Dropped", status="dropped")
    add(office, "deliverable", project=project, number=3, what="Meetings")
    with office.write("save") as write:
        visit = add_visit(write, project, {"day": "2019-02-10", "number": 1}, {1: "40 %"})
    with office.read() as reading:
        lines = {p.values["deliverable"]: p.values.get("percent") for p in list_parts(reading, "progress", project)}
        assert lines == {1: "40", 3: None}
        assert {p.values["visit"] for p in list_parts(reading, "progress", project)} == {visit.uid}
        assert count_parts(reading, project)["progress"] == 2
    with office.write("undo") as write:
        undo(write)
    with office.read() as reading:
        assert list_parts(reading, "visit", project) == []


def test_a_project_is_proposed_again_without_its_past(office: Office):
    project = proposal(office, cycle(office))
    bring_to(office, project, "evaluated")
    later = cycle(office, title_en="CBP 2019-20", budget_year="2019-20")
    with office.write("save") as write:
        again = duplicate(write, project, {"title_en": "Once more", "cycle": later.uid})
    with office.read() as reading:
        seen, parts = view(reading, again), count_parts(reading, again.uid)
        assert (seen.values["status"], seen.values["title_en"], seen.values["cycle"]) == (
            "draft",
            "Once more",
            later.uid,
        )
        assert seen.values["need"] and not any(seen.values[k] for k in ("approved_amount", "actual_end", "received_at"))
        assert parts == {"tag": 1, "budget_line": 1, "deliverable": 1, "instalment": 2}
        (deliverable,) = list_parts(reading, "deliverable", again.uid)
        assert (deliverable.values["status"], deliverable.values.get("due")) == ("planned", None)
    assert verify(office).ok


def test_every_criterion_of_the_grid_gets_a_line_once(office: Office):
    year = cycle(office)
    for code, weight in (("need", "2"), ("impact", "1")):
        add(office, "criterion", cycle=year.uid, code=code, weight=weight)
    project = proposal(office, year)
    add(office, "score", project=project, criterion="need", score=3)
    with office.write("save") as write:
        made = add_scores(write, project)
    with office.write("save") as write:
        assert add_scores(write, project) == []
    with office.read() as reading:
        found = {part.values["criterion"]: part.values.get("score") for part in list_parts(reading, "score", project)}
    assert (len(made), found) == (1, {"need": 3, "impact": None})


def test_what_falls_due_over_all_projects(office: Office):
    project = proposal(office, cycle(office))
    bring_to(office, project, "active")
    add(office, "visit", project=project, day="2019-02-20", action="Send the receipts", action_due="2019-03-05")
    ended = proposal(office, cycle(office), title_en="Over")
    bring_to(office, ended, "completed")
    with office.read() as reading:
        found = [(due.day, due.what) for due in agenda(reading, date(2019, 2, 1), date(2019, 6, 30))]
    assert found == [
        ("2019-02-10", "instalment"),
        ("2019-03-05", "action"),
        ("2019-04-06", "visit"),
        ("2019-04-30", "deliverable"),
        ("2019-06-14", "due"),
    ]
    with office.read() as reading:
        assert [due.what for due in agenda(reading, date(2019, 4, 1), date(2019, 4, 30))] == ["visit", "deliverable"]


def test_the_next_step_says_first_what_is_late(office: Office):
    project = proposal(office, cycle(office))
    with office.read() as reading:
        assert step_of(reading, project, date(2018, 9, 20)).sentence == "Hand in the proposal."
    bring_to(office, project, "active")
    with office.read() as reading:
        steps = [step_of(reading, project, day) for day in (date(2019, 1, 20), date(2019, 2, 16), date(2019, 6, 15))]
    assert [step.action for step in steps] == ["Complete it and hand it over", VISIT, LATE]
    assert steps[0].sentence == "Complete it and hand it over: deliverable 1 is not delivered yet."
    assert steps[1].sentence == "Go and see it: a visit was due by 2019-02-15."
    assert steps[2].sentence == "Finish it: it was due on 2019-06-14."
    with office.read() as reading:
        (line,) = portfolio_lines(reading, [project, "unknown"], date(2019, 6, 15))
    assert (line.step.sentence, line.clock.light) == (steps[2].sentence, "red")


def test_a_merge_keeps_what_breaks_a_rule_and_says_so(make_office, tmp_path: Path):
    office, hq = make_office("MIT"), make_office("HQ", "hq")
    project = proposal(office, cycle(office))
    bring_to(office, project, "approved")
    with office.write("save") as write:
        WAY["mou_signed"](write, project)
    receive_parcels(hq, [export_parcel(office, "HQ", tmp_path).file])
    with office.write("advance") as write:
        advance(write, project, "mou_signed")
    with hq.read() as reading:
        plan = [key for key in children(reading, project) if key.type == "deliverable"]
    with hq.write("save") as write:
        update(write, plan[0].uid, {"due": None})
    with hq.write("save") as write:
        update(write, project, {"approved_amount": "10000.00"})
    receive_parcels(hq, [export_parcel(office, "HQ", tmp_path).file])
    receive_parcels(office, [export_parcel(hq, "MIT", tmp_path).file])
    assert dumped(office) == dumped(hq)
    for there in (office, hq):
        with there.read() as reading:
            seen = view(reading, find(reading, project))
            assert seen.values["status"] == "mou_signed"
            assert [(problem.field, problem.code) for problem in seen.problems] == [("status", "papers-missing")]
            still = {problem.field for problem in missing_for(reading, project, "active")}
        assert {"deliverable.1.due", "mou.amount"} <= still
    with hq.write("save") as write:  # what a merge brought blocks no other work
        update(write, project, {"description": "Seen on the way."})
        delete(write, project)
    assert verify(hq).ok


def test_a_row_of_a_tracker_enters_in_the_state_it_has(office: Office, tmp_path: Path):
    year = cycle(office)
    book = Workbook()
    book.active.append(["Title", "Type", "Status", "Start date", "Cycle"])
    book.active.append(["Shared school yard", "Project", "Active", "2019-01-10", "2018-19"])
    book.active.append(["A town hall", "Town hall", "Held", "2019-01-11", None])
    book.save(tmp_path / "tracker.xlsx")
    mapping = tmp_path / "mapping.toml"
    simple = resource("samples", "simple_activities.toml").read_text(encoding="utf-8")
    mapping.write_text(f'{simple}\n[field.cycle]\ncolumn = "Cycle"\n', encoding="utf-8")
    result = import_tracker(office, tmp_path / "tracker.xlsx", mapping=mapping)
    assert (result.new, result.problem) == (2, 0)
    with office.read() as reading:
        (row,) = list_rows(reading, list_uids(reading, "project"))
        values = view(reading, find(reading, row.uid)).values
        assert (values["status"], values["entered_as"], values["cycle"]) == ("active", "active", year.uid)
        assert {problem.field for problem in missing_for(reading, row.uid, "completed")} >= {"completion", "actual_end"}
