"""States and gates: the whole way, what each gate asks for, what is refused, and exceptions that stay visible."""

from datetime import date

import pytest

from db.attachments import attach, detach, prepare_bytes
from db.catalogue import load_mission
from db.errors import KnownError
from db.projects import STATES, ProjectFile, missing, way_to
from db.projects.gates import GATES
from db.records import (
    advance,
    create,
    delete,
    find,
    history,
    list_parts,
    missing_for,
    project_file,
    step_of,
    undo,
    update,
    view,
)
from db.records.project_files import rules_kept
from db.store import Office, verify
from tests.attachments.pictures import photo
from tests.projects.papers import FORM, WAY, add, bring_to, cycle, proposal, write_papers

TODAY = date(2019, 3, 1)


def seen(office: Office, project: str):
    with office.read() as reading:
        return view(reading, find(reading, project))


def told(office: Office, project: str) -> list[str]:
    """Return the codes of what is shown on a project."""
    return [problem.code for problem in seen(office, project).problems]


def test_the_table_of_states_is_the_list_of_codes_and_leads_nowhere_else():
    codes = {entry.code for entry in load_mission("kosovo").lists["project_status"].entries}
    assert STATES.keys() == codes
    for state in STATES.values():
        assert {*state.next, *([state.before] if state.before else [])} <= codes
        assert state.action
    assert GATES.keys() <= codes
    assert way_to("evaluated") == list(WAY)
    assert way_to("reserve") == ["submitted", "screened", "in_review", "reserve"]


def test_a_project_goes_the_whole_way_and_no_step_without_its_papers(office: Office):
    project = proposal(office, cycle(office))
    for number, state in enumerate(WAY):
        for later in list(WAY)[number + 1 :]:
            with pytest.raises(KnownError) as error, office.write("advance") as write:
                advance(write, project, later)
            assert error.value.code == "state-refused"
        if WAY[state] is not None:
            with office.read() as reading:
                assert missing_for(reading, project, state) != []
            with pytest.raises(KnownError, match="cannot become"), office.write("save") as write:
                update(write, project, {"status": state})
        write_papers(office, project, state)
        with office.read() as reading:
            assert missing_for(reading, project, state) == []
        with office.write("advance") as write:
            assert advance(write, project, state).exceptions == ()
    after = seen(office, project)
    assert (after.values["status"], after.values["entered_as"], after.problems) == ("evaluated", None, ())
    assert verify(office).ok


def test_each_missing_paper_is_named_with_the_field_to_go_to(office: Office):
    project = proposal(office, cycle(office))
    bring_to(office, project, "approved")
    with office.read() as reading:
        found = {problem.field: problem for problem in missing_for(reading, project, "mou_signed")}
        assert found.keys() == {"deliverable.1.due", "mou", "instalment"}
        assert found["mou"].message == "there is none on file: Memorandum of understanding."
        deliverable = found["deliverable.1.due"]
        assert find(reading, deliverable.part).type == "deliverable"
        step = step_of(reading, project, TODAY)
        assert (step.state, step.sentence) == ("mou_signed", "Sign the MoU: the work plan has no dated deliverables.")


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"need": ""}, "need"),
        ({"received_at": "2018-10-01 00:00 CEST"}, "received_at"),
        ({"requested_amount": "25000.01"}, "requested_amount"),
    ],
)
def test_what_a_state_stands_on_cannot_be_taken_away_behind_it(office: Office, change: dict, field: str):
    project = proposal(office, cycle(office))
    bring_to(office, project, "screened")
    with pytest.raises(KnownError, match=f"break a rule.*{field}"), office.write("save") as write:
        update(write, project, change)
    with office.read() as reading:
        (tag,) = list_parts(reading, "tag", project)
    with pytest.raises(KnownError, match="no aim"), office.write("delete") as write:
        delete(write, tag.uid)
    with office.write("save") as write:
        update(write, project, {**change, "override": "corrected by the chief"})
    assert told(office, project) == ["exception"]
    with office.read() as reading:
        (exception,) = list_parts(reading, "override", project)
    assert exception.values["reason"] == "corrected by the chief" and field in str(exception.values["rules"])


def test_an_exception_names_what_was_missing_and_covers_nothing_else(office: Office):
    project = proposal(office, cycle(office), need=None)
    with office.write("advance") as write:
        done = advance(write, project, "submitted", "the annex comes by car")
    (key,) = done.exceptions
    exception = seen(office, key.uid).values
    assert (exception["state"], exception["rules"]) == ("submitted", "need:not-on-file")
    assert (exception["reason"], exception["by"]) == ("the annex comes by car", "A. Officer")
    with office.read() as reading:
        assert any(entry.part == "override" for entry in history(reading, find(reading, project)))
    (shown,) = seen(office, project).problems
    assert (shown.severity, shown.part) == ("warn", key.uid)
    assert shown.message.startswith("went on to submitted with an exception of ")
    assert shown.message.endswith(" by A. Officer: the annex comes by car")
    with pytest.raises(KnownError, match="Objective"), office.write("save") as write:
        update(write, project, {"objective": ""})
    with pytest.raises(KnownError, match="break a rule"), office.write("delete") as write:
        delete(write, key.uid)
    with office.write("undo") as write:
        undo(write)
    assert seen(office, project).values["status"] == "draft"
    with office.read() as reading:
        assert list_parts(reading, "override", project) == []


def test_undo_goes_back_a_step_but_takes_no_paper_away_from_under_a_state(office: Office):
    project = proposal(office, cycle(office))
    bring_to(office, project, "submitted")
    with office.write("save") as write:
        WAY["screened"](write, project)
    papers = write.gesture
    with office.write("advance") as write:
        advance(write, project, "screened")
    step = write.gesture
    with pytest.raises(KnownError, match="break a rule"), office.write("undo") as write:
        undo(write, papers)
    with office.write("undo", "another project's") as write:
        undo(write, papers, "another project's")
    assert told(office, project)[-1] == "exception" and seen(office, project).values["status"] == "screened"
    taken = write.gesture
    with office.write("undo") as write:  # which brings the papers back and takes the exception away
        undo(write, taken)
    assert told(office, project) == []
    for gesture in (step, papers):
        with office.write("undo") as write:
            undo(write, gesture)
    assert seen(office, project).values["status"] == "submitted" and verify(office).ok


@pytest.mark.parametrize(("state", "to"), [("draft", "approved"), ("submitted", "idea"), ("approved", "completed")])
def test_an_illegal_way_is_refused_in_plain_words(office: Office, state: str, to: str):
    project = proposal(office, cycle(office))
    if state != "draft":
        bring_to(office, project, state)
    sentence = f"from {state} a project cannot go to {to}. It can go to: "
    with pytest.raises(KnownError, match=sentence), office.write("advance") as write:
        advance(write, project, to)
    with office.write("advance") as write:
        advance(write, project, to, "agreed with the chief of office")
    assert seen(office, project).values["status"] == to and told(office, project) == ["exception"]


def test_a_deletion_that_breaks_a_rule_needs_a_reason_which_stays(office: Office):
    project = proposal(office, cycle(office))
    bring_to(office, project, "active")
    with office.read() as reading:
        (payment,) = list_parts(reading, "payment", project)
    with pytest.raises(KnownError, match="no instalment has been paid yet") as refused, office.write("delete") as write:
        delete(write, payment.uid)
    assert refused.value.code == "rule-broken"
    with office.write("delete", "The bank called it back.") as write:
        delete(write, payment.uid, "The bank called it back.")
    assert told(office, project) == ["exception"]
    with office.read() as reading:
        (exception,) = list_parts(reading, "override", project)
        assert list_parts(reading, "payment", project) == []
    assert (exception.values["reason"], exception.values["state"]) == ("The bank called it back.", "active")
    with office.write("undo") as write:
        undo(write)
    assert told(office, project) == [] and verify(office).ok


def test_a_photo_of_the_project_a_visit_or_the_completion_is_one_on_file(office: Office):
    project = proposal(office, cycle(office))
    bring_to(office, project, "active")
    write_papers(office, project, "completed")
    with office.read() as reading:
        (completion,) = list_parts(reading, "completion", project)
        (seen_there,) = list_parts(reading, "visit", project)
        (plan,) = list_parts(reading, "deliverable", project)
    with office.write("save") as write:
        update(write, completion.uid, {"photos": None})

    def lacking() -> list[str]:
        with office.read() as reading:
            return [problem.field for problem in missing_for(reading, project, "completed")]

    picture, paper = prepare_bytes(photo(), "hall.jpg"), prepare_bytes(b"A list", "list.txt")
    attach(office, plan.uid, [picture])
    attach(office, project, [paper])
    assert lacking() == ["completion.photos"]
    for place in (project, seen_there.uid, completion.uid):
        (made,) = attach(office, place, [picture])
        assert lacking() == []
        with office.write("detach") as write:
            detach(write, made.uid)
        assert lacking() == ["completion.photos"]
    (made,) = attach(office, seen_there.uid, [picture])
    with office.write("advance") as write:
        advance(write, project, "completed")
    with pytest.raises(KnownError, match="no photo is attached"), office.write("detach") as write:
        detach(write, made.uid)
    with office.write("detach") as write:
        detach(write, made.uid, "A guardian took back the consent.")
    assert told(office, project) == ["exception"]


def test_an_end_is_an_end_and_needs_a_reason_once_money_was_promised(office: Office):
    project = proposal(office, cycle(office))
    bring_to(office, project, "active")
    with office.read() as reading:
        found = {p.field: p.code for p in missing_for(reading, project, "terminated")}
    assert found == {"stop_reason": "not-on-file", "recovered": "not-accounted"}
    with office.write("save") as write:
        update(write, project, {"stop_reason": "The partner dissolved.", "recovered": "9000", "written_off": "10840"})
        advance(write, project, "terminated")
    with pytest.raises(KnownError, match="come to its end"), office.write("advance") as write:
        advance(write, project, "active")
    with office.read() as reading:
        assert step_of(reading, project, TODAY).sentence == "Nothing is left to do."


def test_a_draft_is_let_go_without_a_word(office: Office):
    project = add(office, "project", title_en="An idea", status="idea")
    with office.write("advance") as write:
        advance(write, project.uid, "dropped")
    assert seen(office, project.uid).problems == ()


def test_a_project_entered_late_says_so_and_needs_the_papers_from_there_on(office: Office):
    project = add(office, "project", title_en="From the register of last year", status="active").uid
    after = seen(office, project)
    assert after.values["entered_as"] == "active" and after.problems == ()
    with office.read() as reading:
        fields = {problem.field for problem in missing_for(reading, project, "completed")}
    assert fields == {"actual_end", "completion", "visit.final"}, "the proposal is on file elsewhere"


def test_a_conditional_approval_waits_for_its_conditions(office: Office):
    project = proposal(office, cycle(office))
    bring_to(office, project, "approved")
    with office.read() as reading:
        (record,) = list_parts(reading, "committee", project)
    with office.write("save") as write:
        WAY["mou_signed"](write, project)
        update(write, record.uid, {"decision": "conditions", "conditions": "A permit from the municipality"})
    with pytest.raises(KnownError, match="conditions of the committee"), office.write("advance") as write:
        advance(write, project, "mou_signed")
    with office.write("save") as write:
        update(write, record.uid, {"conditions_met": "yes"})
        advance(write, project, "mou_signed")
    assert seen(office, project).values["status"] == "mou_signed"


@pytest.mark.parametrize(
    ("decision", "state"), [("reserve", "reserve"), ("deferred", "deferred"), ("rejected", "rejected")]
)
def test_the_committee_can_say_something_else(office: Office, decision: str, state: str):
    project = proposal(office, cycle(office))
    bring_to(office, project, "in_review")
    add(office, "committee", project=project, meeting="3/2018", day="2018-11-05", decision=decision, rank=2)
    with pytest.raises(KnownError, match="decided is something else"), office.write("advance") as write:
        advance(write, project, "approved")
    with office.write("advance") as write:
        advance(write, project, state)
    assert seen(office, project).values["status"] == state


def test_the_grid_of_a_cycle_is_its_own(office: Office):
    year = cycle(office)
    add(office, "criterion", cycle=year.uid, code="bridge", title_en="Bridges communities", weight="2.5")
    project = proposal(office, year)
    bring_to(office, project, "screened")
    with office.read() as reading:
        (sheet,) = list_parts(reading, "screening", project)
        told = [p.message for p in missing_for(reading, project, "in_review") if p.code == "no-score"]
    assert told == ["there is no score for Bridges communities."], "by its name, not by its code"
    with office.write("save") as write:
        update(write, sheet.uid, {"recommendation": "approved"})
        create(write, "score", {"project": project, "criterion": "bridge", "score": 4})
    with pytest.raises(KnownError, match="4 is more than the best score"), office.write("advance") as write:
        advance(write, project, "in_review")
    with office.read() as reading:
        assert {p.field for p in missing_for(reading, project, "in_review")} == {"score.bridge.score"}


def test_gates_are_pure():
    assert [problem.field for problem in missing(ProjectFile({**FORM, "status": "draft"}), "submitted")] == [
        "cycle",
        "tag",
        "budget_line",
        "deliverable",
    ]


def test_a_record_that_is_no_project_has_no_such_rules(office: Office):
    hall = add(office, "town_hall", title_en="t")
    with office.write("save") as write, rules_kept(write, hall.uid):
        update(write, hall.uid, {"status": "held"})
    with pytest.raises(KnownError, match="is no project"), office.write("advance") as write:
        advance(write, hall.uid, "approved")
    project = proposal(office, cycle(office))
    with pytest.raises(KnownError, match="no state 'done'"), office.write("advance") as write:
        advance(write, project, "done")
    with office.read() as reading:
        assert project_file(reading, hall.uid).all("payment") == ()
