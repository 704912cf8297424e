"""One change in many records, and rows pasted out of a spreadsheet: the plan says what the work does."""

from datetime import date

import pytest

from db.errors import KnownError
from db.records import (
    SavedView,
    Wanted,
    changing,
    deleting_all,
    do_bulk,
    do_paste,
    drop_view,
    find_records,
    keep_view,
    list_parts,
    list_rows,
    list_uids,
    plan_bulk,
    plan_paste,
    saved_views,
    undo,
    view,
)
from db.revisions import RecordKey
from db.store import Office
from tests.builders import counts, project, town_hall

TODAY = date(2026, 11, 29)


def found(office: Office) -> list[int]:
    with office.read() as reading:
        queries = ("women:7", "-has:planned_end")
        return [len(find_records(reading, "town_hall", Wanted(query)).uids) for query in queries]


def test_a_plan_says_what_the_change_does_and_one_undo_takes_it_back(office: Office):
    halls = [town_hall(office, title_en=f"Hall {n}", planned_start="2026-03-01").uid for n in range(4)]
    with office.write("delete") as write:
        deleting_all(write, halls[3])
    verb = changing({"planned_end": "2026-04-01", "tallies": counts(women=7)})
    do_bulk(office, halls[2:3], verb)
    with office.read() as reading:
        before = len(reading.revisions(halls[0]))
    plan = plan_bulk(office, halls, verb)
    assert (plan.change, plan.same, [(one.uid, one.error.code) for one in plan.refused]) == (
        tuple(halls[:2]),
        1,
        [(halls[3], "deleted-record")],
    )
    with office.read() as reading:
        assert len(reading.revisions(halls[0])) == before, "a plan writes nothing"
    changes = do_bulk(office, plan.change, verb)
    assert {key.uid for key in changes.records} >= set(halls[:2])
    with office.read() as reading:
        assert [len(find_records(reading, "town_hall", Wanted(q)).uids) for q in ("women:7", "-has:planned_end")] == [
            3,
            0,
        ]
    with office.write("undo") as write:
        undo(write)
    with office.read() as reading:
        assert [len(find_records(reading, "town_hall", Wanted(q)).uids) for q in ("women:7", "-has:planned_end")] == [
            1,
            2,
        ]


def test_bulk_is_all_or_nothing_and_keeps_the_rules_of_projects(office: Office):
    first, second = project(office, title_en="One").uid, project(office, title_en="Two").uid
    plan = plan_bulk(office, [first, second], changing({"status": "completed"}))
    assert plan.change == plan.refused == () and [one.error.code for one in plan.asking] == ["state-refused"] * 2
    do_bulk(office, [first, second], changing({"status": "completed"}), reason="Its papers are in the old files")
    with office.read() as reading:
        told = {
            uid: [part.values["reason"] for part in list_parts(reading, "override", uid)] for uid in (first, second)
        }
    assert told == {uid: ["Its papers are in the old files"] for uid in (first, second)}
    with pytest.raises(KnownError):
        do_bulk(office, [first, second, "no such"], changing({"partner": "Radio"}))
    with office.read() as reading:
        assert [view(reading, RecordKey("project", uid)).values["partner"] for uid in (first, second)] == [None, None]


PASTED = """Title\tPlace\tDate\tStatus\tParticipants in all\tSex: Women\tOur remark
Water\tЗвечан\t12/3/2026\tHeld\t40\t22\tas agreed
Roads\tZubin Potok\t2027-01-05\tplanned\t\t\t
\t\t\t\t\t\t
Bad place\tAtlantis\t\t\t\t\t
Bad sum\tZvečan\t\theld\t5\t9\t
\tZvečan\t\t\t\t\t
"""


def test_pasted_rows_are_planned_and_entered(office: Office):
    with office.read() as reading:
        plan = plan_paste(reading, "town_hall", PASTED, ("ref", "title"), TODAY)
    assert (plan.rows, len(plan.new), plan.rest) == (5, 2, ("Our remark",))
    assert [(one.row, one.column, one.problem.code) for one in plan.problems] == [
        (5, "Place", "code-unknown"),
        (6, "Sex: Women", "more-than-total"),
        (7, "Title", "title-missing"),
    ]
    assert plan.faulty_text().splitlines()[1].startswith("Bad place\tAtlantis")
    do_paste(office, plan)
    with office.read() as reading:
        water, roads = (
            view(reading, RecordKey("town_hall", uid))
            for uid in list_uids(reading, "town_hall", sort="title", ascending=True)[::-1]
        )
        again = plan_paste(reading, "town_hall", f"{water.ref}\tThe same\nTH-9999\tAnother", ("ref", "title"), TODAY)
    assert (water.values["municipality"], water.values["actual_start"], water.values["status"]) == (
        "XK29",
        "2026-03-12",
        "held",
    )
    assert water.values["description"] == "Our remark: as agreed" and water.tallies[0].count == 22
    assert (roads.values["planned_start"], roads.values["actual_start"]) == ("2027-01-05", None), "it lies ahead"
    assert [(one.row, one.problem.code) for one in again.problems] == [(1, "pasted-known")] and len(again.new) == 1


def test_views_are_kept_in_the_office(office: Office):
    wanted = Wanted("place:zvecan", (("date", True), ("title", False)), "month", columns=("ref", "sex.women"))
    for one in (SavedView("1", "town_hall", "North", wanted, {"ref": 90}), SavedView("2", "", "All", Wanted("water"))):
        with office.write("view") as write:
            keep_view(write, one)
    with office.write("view") as write:
        keep_view(write, SavedView("1", "town_hall", "The north", wanted, {"ref": 90}))
        drop_view(write, "2")
    with office.read() as reading:
        assert saved_views(reading) == [SavedView("1", "town_hall", "The north", wanted, {"ref": 90})]
        assert list_rows(reading, []) == []
