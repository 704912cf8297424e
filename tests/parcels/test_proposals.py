"""Proposals wait for a person, one by one, and what the person decided stays decided."""

from collections.abc import Callable
from pathlib import Path

import pytest

from db.errors import KnownError
from db.parcels import count_open, proposals, receive_parcels, refuse, review, take
from db.records import find, gestures, list_uids, redact, undo, view
from db.store import Office, verify
from tests.builders import counts, dumped, project, town_hall
from tests.parcels.helpers import change_at, column, edit, open_conflicts, send

Make = Callable[..., Office]


def waiting(office: Office, state: str = "open") -> list[tuple[str, str, object, object]]:
    with office.read() as reading:
        return [(p.what, p.unit, p.before, p.after) for p in proposals(reading, state=state)]


def ids(office: Office, unit: str = "") -> list[str]:
    with office.read() as reading:
        return [p.id for p in proposals(reading) if unit in ("", p.unit)]


def values(office: Office, uid: str) -> dict[str, object]:
    with office.read() as reading:
        return dict(view(reading, find(reading, uid)).values)


def edited(office: Office, folder: Path) -> Path:
    def change(page):
        page.cell(3, column(page, "#loc+venue+name")).value = "school"
        page.cell(3, column(page, "#reached+ind+total")).value = 70

    return edit(send(office, "HQ", folder), "Town halls", change)


def test_each_changed_cell_is_decided_by_itself(make_office: Make, tmp_path: Path):
    office, hq = make_office("MIT"), make_office("HQ", "hq")
    key = town_hall(office, venue="hall", total=50)
    file = edited(office, tmp_path)
    for _ in range(2):
        receive_parcels(hq, [file])
    assert waiting(hq) == [("set", "venue", "hall", "school"), ("set", "total", 50, 70)]
    with hq.write("accept") as write:
        take(write, ids(hq, "venue"))
    with hq.write("refuse", "the office counted again") as write:
        refuse(write, ids(hq, "total"))
    assert (values(hq, key.uid)["venue"], values(hq, key.uid)["total"]) == ("school", 50)
    receive_parcels(hq, [file], accept_edits=True)
    assert (waiting(hq), values(hq, key.uid)["total"]) == ([], 50)
    with hq.read() as reading:
        refused = proposals(reading, state="refused")
    assert [(p.decided_by, p.reason, p.row) for p in refused] == [("HQ Officer", "the office counted again", 3)]
    assert verify(hq).problems == ()


def test_undoing_what_was_taken_opens_it_again(make_office: Make, tmp_path: Path):
    office, hq = make_office("MIT"), make_office("HQ", "hq")
    key = town_hall(office, venue="hall", total=50)
    receive_parcels(hq, [edited(office, tmp_path)])
    before = dumped(hq)
    for _ in range(2):
        with hq.write("accept") as write:
            take(write, ids(hq))
        assert values(hq, key.uid)["total"] == 70 and waiting(hq) == []
        with hq.write("undo") as write:
            undo(write)
        assert dumped(hq) == before and len(waiting(hq)) == 2
    assert open_conflicts(hq) == []
    with pytest.raises(KnownError, match="no open proposal"), hq.write("accept") as write:
        take(write, ["0" * 64])


def test_a_deletion_waits_too_and_takes_the_counts_along(make_office: Make, tmp_path: Path):
    office, hq = make_office("MIT"), make_office("HQ", "hq")
    key = town_hall(office, tallies=counts(women=3))
    empty = dumped(make_office("HQ", "hq"))

    def change(page):
        page.cell(3, column(page, "#meta+change")).value = "Delete"

    receive_parcels(hq, [edit(send(office, "HQ", tmp_path), "Town halls", change)])
    assert waiting(hq) == [("delete", "", None, None)]
    with hq.write("accept") as write:
        take(write, ids(hq))
    assert dumped(hq) == empty
    with hq.write("undo") as write:
        undo(write)
    with hq.write("accept") as write:
        take(write, ids(hq))
    with hq.read() as reading:
        assert list_uids(reading, "town_hall", deleted=True) == [key.uid]


def test_two_people_editing_two_copies_of_one_cell_is_a_conflict(make_office: Make, tmp_path: Path):
    """Fault D20."""
    office, hq = make_office("MIT"), make_office("HQ", "hq")
    town_hall(office, venue="hall")
    file = send(office, "HQ", tmp_path)
    for place, text in enumerate(("school", "square")):
        copy = tmp_path / f"copy{place}.xlsx"
        copy.write_bytes(file.read_bytes())

        def change(page, text=text):
            page.cell(3, column(page, "#loc+venue+name")).value = text

        receive_parcels(hq, [edit(copy, "Town halls", change)], accept_edits=True)
    assert open_conflicts(hq) == ["venue"]


def test_fields_that_move_together_are_one_proposal(make_office: Make, tmp_path: Path):
    office, hq = make_office("MIT"), make_office("HQ", "hq")
    key = project(office)

    def change(page):
        page.cell(3, column(page, "#value+approved")).value = 20000

    receive_parcels(hq, [edit(send(office, "HQ", tmp_path), "Projects", change)], accept_edits=True)
    assert (values(hq, key.uid)["approved_amount"], values(hq, key.uid)["currency"]) == ("20000.00", "USD")
    assert waiting(hq, "taken")[0][:2] == ("set", "approved")


def test_a_redaction_empties_what_was_proposed(make_office: Make, tmp_path: Path):
    office, hq = make_office("MIT"), make_office("HQ", "hq")
    key = town_hall(office, venue="hall", total=50)
    receive_parcels(hq, [edited(office, tmp_path)])
    with hq.write("redact") as write:
        redact(write, key, "venue")
    assert waiting(hq) == [("set", "total", 50, 70)]
    assert ("set", "venue", None, None) in waiting(hq, "refused")


def test_what_moved_meanwhile_is_not_overwritten_even_when_it_is_decided_later(make_office: Make, tmp_path: Path):
    office, hq = make_office("MIT"), make_office("HQ", "hq")
    key = town_hall(office, venue="hall", total=50)
    receive_parcels(hq, [edited(office, tmp_path)])
    change_at(hq, key.uid, venue="library")
    with hq.write("accept") as write:
        take(write, ids(hq))
    assert open_conflicts(hq) == ["venue"] and values(hq, key.uid)["total"] == 70


def outlooks(office: Office) -> list[tuple[str, str, object, str]]:
    with office.read() as reading:
        return [(one.ref[:3], one.field, one.now, one.outlook) for one in review(reading)]


def test_a_refusal_is_a_gesture_that_an_undo_takes_back(make_office: Make, tmp_path: Path):
    office, hq = make_office("MIT"), make_office("HQ", "hq")
    key = town_hall(office, venue="hall", total=50)
    receive_parcels(hq, [edited(office, tmp_path)])
    before = waiting(hq)
    with hq.write("refuse", "not ours to change") as write:
        refuse(write, ids(hq))
    with hq.read() as reading:
        assert (count_open(reading), gestures(reading)[0].kind) == (0, "refuse")
    with hq.write("undo") as write:
        undo(write)
    with hq.read() as reading:
        assert count_open(reading) == 2
    assert waiting(hq) == before
    with hq.write("undo") as write:
        undo(write, _last(hq))
    assert waiting(hq) == [], "an undo that is undone refuses again"
    with hq.write("undo") as write:
        undo(write, _last(hq))
    with hq.write("accept") as write:
        take(write, ids(hq))
    assert (values(hq, key.uid)["venue"], values(hq, key.uid)["total"]) == ("school", 70)
    assert verify(hq).problems == ()


def _last(office: Office) -> str:
    with office.read() as reading:
        return gestures(reading)[0].id


def test_a_decision_that_changes_nothing_is_undone_by_itself_alone(make_office: Make, tmp_path: Path):
    office, hq = make_office("MIT"), make_office("HQ", "hq")
    key = town_hall(office, venue="hall", total=50)
    receive_parcels(hq, [edited(office, tmp_path)])
    change_at(hq, key.uid, venue="school")
    with hq.write("accept") as write:
        take(write, ids(hq, "venue"))
    with hq.write("undo") as write:
        undo(write)
    assert values(hq, key.uid)["venue"] == "school", "what the person typed before is not taken back instead"
    assert [unit for _, unit, _, _ in waiting(hq)] == ["venue", "total"]


def test_taken_undone_refused_undone_and_taken_again(make_office: Make, tmp_path: Path):
    office, hq = make_office("MIT"), make_office("HQ", "hq")
    key = town_hall(office, venue="hall", total=50)
    receive_parcels(hq, [edited(office, tmp_path)])
    for kind, decide in (("accept", take), ("refuse", refuse)):
        with hq.write(kind) as write:
            decide(write, ids(hq))
        with hq.write("undo") as write:
            undo(write)
    change_at(hq, key.uid, total=60)
    assert outlooks(hq) == [("TH-", "venue", "hall", ""), ("TH-", "total", 60, "moved")]
    with hq.write("accept") as write:
        take(write, ids(hq))
    assert (values(hq, key.uid)["venue"], values(hq, key.uid)["total"]) == ("school", 70)
    assert open_conflicts(hq) == [], "the person saw what the record says now"


def test_what_taking_would_do_is_said_before(make_office: Make, tmp_path: Path):
    office, hq = make_office("MIT"), make_office("HQ", "hq")
    town_hall(office, title_en="Untouched", venue="hall", total=50, tallies=counts(women=3))
    file = send(office, "HQ", tmp_path)

    def first(page):
        page.cell(3, column(page, "#loc+venue+name")).value = "school"
        page.cell(3, column(page, "#reached+ind+total")).value = 70

    def count(page):
        page.cell(3, column(page, "#reached+ind")).value = 9

    receive_parcels(hq, [edit(file, "Town halls", first)])
    receive_parcels(hq, [edit(edit(file, "Participants", count), "Town halls", lambda page: None)])
    with hq.read() as reading:
        found = review(reading)
        (uid,) = list_uids(reading, "town_hall")
    assert [(one.title, one.owner.uid, one.field, one.now, one.outlook) for one in found] == [
        ("Untouched", uid, "venue", "hall", ""),
        ("Untouched", uid, "total", 50, ""),
        ("Untouched", uid, "tallies.sex.women", 3, ""),
    ]
    change_at(hq, uid, venue="library", total=70)
    assert [(field, now, outlook) for _, field, now, outlook in outlooks(hq)] == [
        ("venue", "library", "conflict"),
        ("total", 70, "nothing"),
        ("tallies.sex.women", 3, ""),
    ]
    for one in found:
        with hq.write("accept", dry_run=True) as write:
            take(write, [one.proposed.id])
    with hq.write("accept") as write:
        take(write, ids(hq))
    assert open_conflicts(hq) == ["venue"]


def test_a_deletion_and_a_new_row_say_what_they_would_do(make_office: Make, tmp_path: Path):
    office, hq = make_office("MIT"), make_office("HQ", "hq")
    kept, doomed = town_hall(office, title_en="Kept"), town_hall(office, title_en="Doomed")

    def change(page):
        for row in (3, 4):
            page.cell(row, column(page, "#meta+change")).value = "Delete"
        page.cell(5, column(page, "#activity+name+i_en")).value = "Added by hand"

    receive_parcels(hq, [edit(send(office, "HQ", tmp_path), "Town halls", change)])
    change_at(hq, kept.uid, venue="gymnasium")
    with hq.read() as reading:
        found = review(reading)
    assert [(one.title, one.proposed.what, one.outlook) for one in found] == [
        ("Kept", "delete", "conflict"),
        ("Doomed", "delete", ""),
        ("Added by hand", "new", ""),
    ]
    with hq.write("accept") as write:
        take(write, ids(hq))
    assert open_conflicts(hq) == ["_life"]
    with hq.read() as reading:
        assert list_uids(reading, "town_hall", deleted=True) == [doomed.uid]
        assert [one.outlook for one in review(reading, state="taken")] == ["", "", ""]
    with hq.write("undo") as write:
        undo(write)
    with hq.read() as reading:
        assert [one.outlook for one in review(reading)] == ["", "", ""]
