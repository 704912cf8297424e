"""Approvals, closed periods and exceptions as records: between offices, in any order, and on paper."""

from collections.abc import Callable
from pathlib import Path

import pytest

from db.errors import KnownError
from db.locks import (
    all_locks,
    allow,
    approvals_of,
    approve,
    close,
    end_exception,
    late_changes,
    locks_of_today,
    reopen,
    standing,
    take_back,
)
from db.parcels import receive_parcels
from db.records import create, history, redact, undo, update, view
from db.reports.summary import summarise
from db.revisions import RecordKey
from db.store import Office, verify
from db.store.officers import add_officer, change_passphrase, give_role, officer_roles, remove_officer
from tests.builders import dumped, project, town_hall
from tests.conftest import CHEAP, PASSPHRASE
from tests.parcels.helpers import send
from tests.records.meeting import meet

Make = Callable[..., Office]
SECOND = "kettle orbit maple thirty"


def approved(office: Office, key: RecordKey, **said: str) -> None:
    with office.write("approve") as write:
        approve(write, key.uid, **said)


def closed(office: Office, start: str = "2026-03-01", end: str = "2026-03-31", area: str | None = None) -> RecordKey:
    with office.write("close", "Reported") as write:
        return close(write, start, end, reason="Reported", area=area)


def change(office: Office, uid: str, why: str = "", **values: object) -> None:
    with office.write("save", why) as write:
        update(write, uid, values)


def paper(office: Office, key: RecordKey) -> tuple[str, str]:
    """The word across the page, and who approved."""
    with office.read() as reading:
        page = summarise(reading, key, printed_at="2026-11-03T14:05:00Z")
    return page.watermark, page.approval


def state(office: Office, key: RecordKey) -> tuple[bool, int]:
    """Whether it is approved as it stands, and how many approvals there are."""
    with office.read() as reading:
        found = standing(reading, key)
    return found.approved, len(found.approvals)


def test_what_is_approved_is_no_draft_and_what_was_changed_since_is_one_again(office: Office):
    hall, other = town_hall(office, status="held", venue="School"), town_hall(office, status="held")
    assert paper(office, hall) == ("", ""), "an office that approves nothing goes by the status"
    approved(office, hall, function="Head of office")
    assert paper(office, hall)[0] == "" and "A. Officer, Head of office" in paper(office, hall)[1]
    assert paper(office, other) == ("DRAFT", ""), "from now on what is not approved is a draft"
    change(office, hall.uid, "The school was closed", venue="Library")
    assert paper(office, hall) == ("DRAFT", "")
    with office.read() as reading:
        (one,) = approvals_of(reading, hall)
        assert {key: found.units for key, found in one.changed.items()} == {hall: ("venue",)}
        assert [late.reason for late in all_locks(reading).changed] == ["The school was closed"]
        assert history(reading, hall)[0].reason == "The school was closed"
    with office.write("undo", "It was the school") as write:
        undo(write)
    assert paper(office, hall)[0] == "" and state(office, hall) == (True, 1), "as it was is as it was approved"
    with office.write("save", "One more") as write:
        create(write, "output", {"activity": hall.uid, "what": "Leaflets"})
    assert state(office, hall) == (False, 1), "parts belong to what was approved"
    approved(office, hall)
    assert state(office, hall) == (True, 2)
    with office.write("unapprove", "Read it once more") as write:
        assert take_back(write, hall.uid) == 2
    assert state(office, hall) == (False, 0)
    with office.write("undo") as write:
        undo(write)
    assert state(office, hall) == (True, 2) and verify(office).ok


def test_headquarters_corrects_what_an_office_approved_and_the_office_sees_it(make_office: Make, tmp_path: Path):
    office, hq = make_office("MIT"), make_office("HQ", "hq")
    hall = town_hall(office, status="held", total=50)
    approved(office, hall)
    receive_parcels(hq, [send(office, "HQ", tmp_path)])
    assert state(hq, hall) == (True, 1)
    with pytest.raises(KnownError, match="Say why"):
        change(hq, hall.uid, total=25)
    change(hq, hall.uid, "The list was counted twice", total=25)
    (got,) = receive_parcels(office, [send(hq, "MIT", tmp_path)])
    assert (got.updated, got.problem, got.proposal) == (1, 0, 0) and dumped(office) == dumped(hq)
    assert state(office, hall) == (False, 1)
    with office.read() as reading:
        (late,) = all_locks(reading).changed
        assert (late.by, late.reason) == ("HQ Officer", "The list was counted twice")


def test_a_period_that_headquarters_closed_keeps_an_office_and_only_headquarters_lifts_it(
    make_office: Make, tmp_path: Path
):
    office, other, hq = make_office("MIT"), make_office("PRZ"), make_office("HQ", "hq")
    hall, theirs = town_hall(office, actual_start="2026-03-12"), town_hall(other, actual_start="2026-03-12")
    receive_parcels(hq, [send(office, "HQ", tmp_path)])
    lock = closed(hq, area="MIT")
    change(office, hall.uid, total=60)  # it has not heard of it yet
    receive_parcels(hq, [send(office, "HQ", tmp_path)])
    with hq.read() as reading:
        (late,) = late_changes(reading, lock.uid)
        assert (late.record, late.by) == (hall, "MIT Officer"), "kept, and told"
    for one in (office, other):
        receive_parcels(one, [send(hq, one.identity.office, tmp_path)])
    with office.read() as reading:
        assert late_changes(reading, lock.uid) == (late,), "everybody gets the same answer"
        assert locks_of_today(reading)[0] == 1
    change(other, theirs.uid, total=40)  # not theirs
    for work in (
        lambda write: update(write, hall.uid, {"total": 61}),
        lambda write: reopen(write, lock.uid, reason="Late list"),
        lambda write: allow(write, lock.uid, until="2999-01-01", reason="Late list"),
        lambda write: close(write, "2026-04-01", "2026-04-30", reason="Done", area="PRZ"),
        lambda write: close(write, "2026-04-01", "2026-04-30", reason="Done", area=""),
    ):
        with pytest.raises(KnownError) as refused, office.write("save") as write:
            work(write)
        assert refused.value.code in ("period-closed", "lock-of-headquarters", "lock-elsewhere")
    with hq.write("allow") as write:
        exception = allow(write, lock.uid, until="2026-12-31", reason="Late list", area="MIT", officer="mit officer")
    receive_parcels(office, [send(hq, "MIT", tmp_path)])
    office.clock = lambda: "2026-12-31T23:00:00Z"
    change(office, hall.uid, total=61)
    with office.read() as reading:
        assert "Late list" in history(reading, hall)[0].reason
    office.clock = lambda: "2027-01-01T00:00:00Z"
    with pytest.raises(KnownError, match="are closed"):
        change(office, hall.uid, total=62)
    office.clock = lambda: "2026-12-30T23:00:00Z"
    office.author = "Somebody Else"
    with pytest.raises(KnownError, match="are closed"):
        change(office, hall.uid, total=62)
    with hq.write("disallow") as write:
        end_exception(write, exception.uid)
    with hq.write("reopen") as write:
        reopen(write, lock.uid, reason="The list was wrong")
    receive_parcels(office, [send(hq, "MIT", tmp_path)])
    change(office, hall.uid, total=62)
    with office.read() as reading:
        (known,) = all_locks(reading).closed
        assert (known.reopened_by, known.reopened_why) == ("HQ Officer", "The list was wrong")
        assert all_locks(reading).exceptions == () and verify(office).ok


def test_locks_and_changes_that_cross_give_the_same_in_any_order(make_office: Make):
    one, other, hq = make_office("MIT"), make_office("MIT", laptop="B"), make_office("HQ", "hq")
    hall = town_hall(one, actual_start="2026-03-12", venue="School")
    meet(one, other, hq)
    approved(one, hall)
    lock = closed(hq)
    approved(hq, hall)
    change(other, hall.uid, venue="Library")
    told = []
    for order in ((one, other, hq), (hq, other, one)):
        fresh = make_office("HQ", "hq", "B")
        for each in order:
            meet(each, fresh)
        with fresh.read() as reading:
            approvals = [(a.by, {k.uid: d.units for k, d in a.changed.items()}) for a in approvals_of(reading, hall)]
            told.append((dumped(fresh), approvals, late_changes(reading, lock.uid)))
    assert all(each == told[0] for each in told)
    assert told[0][1] and all(changed == {hall.uid: ("venue",)} for _, changed in told[0][1])
    assert [late.by for late in told[0][2]] == ["MIT Officer"]


def test_of_a_project_each_part_has_its_own_day_and_a_person_can_always_be_taken_out(office: Office):
    plan = project(office, description="We met Arta Berisha.")
    with office.write("save") as write:
        visits = [create(write, "visit", {"project": plan.uid, "day": day}) for day in ("2026-03-12", "2026-05-12")]
    closed(office)
    change(office, visits[1].uid, place="School")
    change(office, plan.uid, venue="Hall")
    with pytest.raises(KnownError, match="are closed"):
        change(office, visits[0].uid, place="School")
    with pytest.raises(KnownError, match="are closed"):
        change(office, plan.uid, actual_end="2026-03-31")
    approved(office, plan)
    office.author = "Bardh Officer"
    with office.write("officers") as write:
        assert write.role == "head", "never given a role: as before there were any"
    with office.write("redact") as write:
        redact(write, plan, "description")
    with office.read() as reading:
        assert view(reading, plan).values["description"] is None


def test_roles_are_given_by_a_head_and_one_head_stays(office: Office):
    add_officer(office, PASSPHRASE, "Bardh Officer", SECOND, CHEAP)
    assert officer_roles(office) == {"A. Officer": "head", "Bardh Officer": "officer"}
    for work in (
        lambda: add_officer(office, SECOND, "Cana Officer", "river lantern basket seventeen", CHEAP),
        lambda: give_role(office, SECOND, "Bardh Officer", "head"),
        lambda: remove_officer(office, SECOND, "A. Officer"),
        lambda: change_passphrase(office, SECOND, "A. Officer", "river lantern basket seventeen", CHEAP),
    ):
        with pytest.raises(KnownError, match="not for the role Officer"):
            work()
    change_passphrase(office, SECOND, "Bardh Officer", "river lantern basket seventeen", CHEAP)
    for work in (
        lambda: give_role(office, PASSPHRASE, "A. Officer", "officer"),
        lambda: remove_officer(office, PASSPHRASE, "A. Officer"),
    ):
        with pytest.raises(KnownError, match="last head of office"):
            work()
    give_role(office, PASSPHRASE, "Bardh Officer", "head")
    give_role(office, PASSPHRASE, "A. Officer", "officer")
    assert officer_roles(office) == {"A. Officer": "officer", "Bardh Officer": "head"}
    hall = town_hall(office)
    for work in (
        lambda write: approve(write, hall.uid),
        lambda write: close(write, "2026-03-01", "2026-03-31", reason="Reported"),
        lambda write: create(write, "approval", {"activity": hall.uid}, given={"by": "A. Officer"}),
    ):
        with pytest.raises(KnownError) as refused, office.write("save") as write:
            work(write)
        assert refused.value.code == "not-your-role"
    with pytest.raises(KnownError, match="written by the program"), office.write("save") as write:
        create(write, "approval", {"activity": hall.uid})


def test_locks_are_undone_like_everything_else_but_not_by_an_officer(office: Office):
    hall = town_hall(office, actual_start="2026-03-12")
    closed(office)
    add_officer(office, PASSPHRASE, "Bardh Officer", SECOND, CHEAP)
    office.author = "Bardh Officer"
    with pytest.raises(KnownError, match="role Officer"), office.write("undo") as write:
        undo(write)
    office.author = "A. Officer"
    with office.write("undo") as write:
        undo(write)
    change(office, hall.uid, total=10)
