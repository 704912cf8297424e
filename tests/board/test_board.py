"""The board of offices: who reported, who did not, what is missing, whom to call."""

from pathlib import Path
from time import perf_counter

import pytest
from sqlalchemy import insert

from db.board import CAME_LATE, DUE, HERE, LATE, OfficeLine, board, calls, period_of
from db.board.lines import Received
from db.board.periods import Period, complete_until, covers, due_after, month_after, month_before
from db.errors import KnownError
from db.parcels import confirm, export_parcel, receive_parcels
from db.schema.exchange import parcel, signing_key
from db.schema.tables import replica
from db.store import Office, restore_backup
from tests.board.mission import Make, arrive, at, board_of, written
from tests.builders import town_hall
from tests.conftest import PASSPHRASE
from tests.parcels.helpers import change_at, column, edit, send
from tests.parcels.test_trust import code


def lines_of(hq: Office, today: str = "2026-11-20", start: str = "", end: str = "") -> dict[str, OfficeLine]:
    return {one.office: one for one in board_of(hq, today, start, end).offices}


def why(hq: Office, today: str = "2026-11-20") -> dict[str, str]:
    """Return why each office must be called."""
    return {one.office: one.why for one in calls(board_of(hq, today))}


# ---- periods ----


def test_without_days_the_last_month_that_ended_is_meant():
    assert period_of("", "", "2026-01-31") == Period("2025-12-01", "2025-12-31")
    assert period_of("2026-02-10", "", "2026-11-20") == Period("2026-02-10", "2026-02-28")
    assert period_of("", "2026-02-10", "2026-11-20") == Period("2026-02-01", "2026-02-10")
    assert (month_before("2026-03-31"), month_after("2026-12-01")) == (
        Period("2026-02-01", "2026-02-28"),
        Period("2027-01-01", "2027-01-31"),
    )
    assert due_after("2026-12-31", 5) == "2027-01-05"
    with pytest.raises(KnownError, match="ends before it begins"):
        period_of("2026-03-02", "2026-03-01", "2026-11-20")


def test_what_came_covers_days_until_the_first_gap():
    january, february, april = ("2026-01-01", "2026-01-31"), ("2026-02-01", "2026-02-28"), ("2026-04-01", "2026-04-30")
    assert complete_until([]) == ""
    assert complete_until([april, january, february]) == "2026-02-28"
    assert complete_until([january, ("", "2026-03-31"), april]) == "2026-04-30"
    assert covers([january, february], Period("2026-01-15", "2026-02-28"))
    assert not covers([january, april], Period("2026-01-15", "2026-04-15"))
    assert not covers([february], Period("2026-01-15", "2026-02-15"))


# ---- the lines ----


def test_every_office_has_a_line_in_the_order_of_the_mission(november: Office):
    found, lines = board_of(november), lines_of(november)
    assert (found.period, found.due, found.strays) == (Period("2026-10-01", "2026-10-31"), "2026-11-05", 0)
    assert list(lines) == ["MIT", "PRI", "PEJ", "PRZ", "GJI", "FER"]
    reports = {office: one.report for office, one in lines.items()}
    assert reports == {"MIT": HERE, "PRI": LATE, "PEJ": HERE, "PRZ": HERE, "GJI": LATE, "FER": HERE}
    assert {office for office, one in lines.items() if one.nil} == {"PRZ"}
    assert {office: one.complete for office, one in lines.items()} == {
        **{"MIT": "2026-11-01", "PRI": "", "PEJ": "2026-11-01", "PRZ": "2026-10-31", "GJI": "2026-09-30"},
        "FER": "2026-11-03",  # never beyond the day it came, whatever its clock says
    }
    good, stolen = lines["MIT"].laptops
    assert (good.received, good.last) == (Received(), Received(1, 1, "2026-11-02"))
    assert (stolen.trust, stolen.received, dict(stolen.asides)) == (
        "revoked",
        Received(1, 1, "2026-10-14"),
        {"revoked": 1},
    )
    assert lines["MIT"].aside == 1 and lines["PEJ"].missing == 1 and lines["PEJ"].laptops[0].missing == (2,)
    assert lines["GJI"].laptops[0].unsigned == 1 and lines["FER"].laptops[0].wrong_clock


def test_the_most_urgent_call_comes_first_and_says_what_to_ask(november: Office):
    found = calls(board_of(november), day=lambda iso: f"<{iso}>")
    assert [(one.office, one.why) for one in found] == [
        *(("MIT", "stolen"), ("PEJ", "lost"), ("PRI", "silent"), ("GJI", "late")),
        *(("FER", "clock"), ("PRZ", "unknown")),
    ]
    texts = {one.office: one.text for one in found}
    assert "MIT-B came after that laptop was reported lost" in texts["MIT"] and "tell security" in texts["MIT"]
    assert "the code of MIT-A" in texts["MIT"]
    assert "parcels S002 of PEJ-A" in texts["PEJ"]
    assert "due on <2026-11-05>. Everything is here up to <2026-09-30>" in texts["GJI"]
    assert "GJI-A, which does not sign" in texts["GJI"]
    assert "nothing ever came" in texts["PRI"]


def test_a_calm_office_with_a_compared_code_is_not_called(make_office: Make, tmp_path: Path):
    hq, office = make_office("HQ", "hq"), written(make_office, "MIT")
    arrive(hq, "2026-11-02T09:00:00Z", send(at(office, "2026-11-01T16:00:00Z"), "HQ", tmp_path))
    with hq.write("confirm") as write:
        confirm(write, "MIT-A", code(office))
    assert "MIT" not in why(hq)


def test_before_the_day_a_report_is_awaited_and_afterwards_it_is_late(make_office: Make, tmp_path: Path):
    hq, office = make_office("HQ", "hq"), written(make_office, "MIT")
    arrive(hq, "2026-10-14T09:00:00Z", send(office, "HQ", tmp_path))
    assert lines_of(hq, "2026-11-05")["MIT"].report == DUE and why(hq, "2026-11-05") == {"MIT": "unknown"}
    assert lines_of(hq, "2026-11-06")["MIT"].report == LATE
    hq.set_setting("due_day", "10")
    assert lines_of(hq, "2026-11-06")["MIT"].report == DUE
    arrive(hq, "2026-11-12T09:00:00Z", send(at(office, "2026-11-11T08:00:00Z"), "HQ", tmp_path))
    assert lines_of(hq)["MIT"].report == CAME_LATE and why(hq)["MIT"] == "unknown"


def test_a_parcel_of_one_month_says_nothing_of_the_month_before(make_office: Make, tmp_path: Path):
    hq, office = make_office("HQ", "hq"), written(make_office, "MIT")
    at(office, "2026-11-02T08:00:00Z")
    file = export_parcel(office, "HQ", tmp_path, start="2026-10-01", end="2026-10-31").file
    arrive(hq, "2026-11-02T09:00:00Z", file)
    assert lines_of(hq)["MIT"].report == HERE
    assert lines_of(hq, start="2026-09-01")["MIT"].report == LATE
    assert lines_of(hq, start="2026-09-15", end="2026-10-15")["MIT"].report == LATE


def test_of_two_laptops_the_silent_one_is_asked_about(make_office: Make, tmp_path: Path):
    hq, first, second = make_office("HQ", "hq"), written(make_office, "MIT"), written(make_office, "MIT", laptop="B")
    arrive(hq, "2026-10-14T09:00:00Z", send(second, "HQ", tmp_path))
    arrive(hq, "2026-11-02T09:00:00Z", send(at(first, "2026-11-01T16:00:00Z"), "HQ", tmp_path))
    line = lines_of(hq)["MIT"]
    assert (line.report, [one.report for one in line.laptops], line.complete) == (HERE, [HERE, LATE], "2026-10-12")
    (call,) = [one for one in calls(board_of(hq)) if one.office == "MIT"]
    assert call.why == "one-late" and "MIT-B sent nothing for the period" in call.text


def test_the_former_life_of_a_restored_laptop_is_not_waited_for(make_office: Make, tmp_path: Path):
    hq, office = make_office("HQ", "hq"), written(make_office, "MIT")
    arrive(hq, "2026-10-14T09:00:00Z", send(office, "HQ", tmp_path))
    restore_backup(office.backup("test"), tmp_path / "again", PASSPHRASE)
    again = Office.open(tmp_path / "again", PASSPHRASE)
    file = send(at(again, "2026-11-02T08:00:00Z"), "HQ", tmp_path)
    arrive(hq, "2026-11-02T09:00:00Z", file)
    again.close()
    line = lines_of(hq)["MIT"]
    assert [(one.name, one.former, one.missing) for one in line.laptops] == [
        ("MIT-A", True, ()),
        ("MIT-A2", False, ()),  # it goes on with S002: what came before came from its former life
    ]
    assert line.complete == "2026-11-02"


def test_a_part_that_never_came_leaves_a_gap_until_a_later_parcel_closes_it(
    make_office: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    hq, office = make_office("HQ", "hq"), written(make_office, "MIT")
    at(hq, "2026-10-14T09:00:00Z")
    receive_parcels(hq, [send(office, "HQ", tmp_path)])
    receive_parcels(office, [send(hq, "MIT", tmp_path)])
    at(office, "2026-11-02T08:00:00Z")
    for title in ("First", "Second"):
        town_hall(office, title_en=title, actual_start="2026-10-20")
    monkeypatch.setattr("db.parcels.sending.PART", 1)
    sent = export_parcel(office, "HQ", tmp_path)
    assert len(sent.more) == 1
    arrive(hq, "2026-11-02T09:00:00Z", sent.more[0].file)
    line = lines_of(hq)["MIT"]
    assert (line.laptops[0].alarm, line.report, line.complete) == ("gap", LATE, "2026-10-12")
    (call,) = [one for one in calls(board_of(hq)) if one.office == "MIT"]
    assert call.why == "gap" and "parcels S002 of MIT-A never came" in call.text and "their report" in call.text
    arrive(hq, "2026-11-03T09:00:00Z", sent.file)
    monkeypatch.setattr("db.parcels.sending.PART", 20_000)
    arrive(hq, "2026-11-04T09:00:00Z", send(at(office, "2026-11-04T08:00:00Z"), "HQ", tmp_path))
    line = lines_of(hq)["MIT"]
    assert (line.laptops[0].alarm, line.report, line.complete, line.missing) == ("", HERE, "2026-11-04", 0)


def test_a_sender_may_write_anything_for_its_days(make_office: Make):
    hq = make_office("HQ", "hq")
    came = {
        **{"direction": "in", "peer": "MIT-A", "serial": 1, "file": "", "author": "", "records": 1, "revisions": 1},
        **{
            "sha256": "x",
            "at": "2026-11-02T08:00:00Z",
            "created": "soon",
            "replica": "r",
            "start": "?",
            "end": "9999-12-31",
        },
    }
    met = {"id": "r", "office": "MIT", "laptop": "A", "role": "field", "born": "2024-01-01", "origin": "met"}
    with hq.write("save") as write:
        write.connection.execute(insert(replica).values(**met))
        write.connection.execute(insert(parcel).values(**came))
    (line,) = lines_of(hq)["MIT"].laptops
    assert (line.complete, line.wrong_clock) == ("2026-11-02", True)


def test_conflicts_and_hand_edits_are_counted_for_their_office(make_office: Make, tmp_path: Path):
    hq, office, other = make_office("HQ", "hq"), make_office("MIT"), make_office("PEJ")
    key = town_hall(office, venue="Hall", tallies=[{"dimension": "sex", "category": "women", "count": 1}])
    town_hall(other)
    receive_parcels(hq, [send(office, "HQ", tmp_path), send(other, "HQ", tmp_path)])
    for one, venue, count in ((hq, "Square", 2), (office, "School", 3)):
        change_at(one, key.uid, venue=venue, tallies=[{"dimension": "sex", "category": "women", "count": count}])

    def change(page) -> None:
        page.cell(3, column(page, "#activity+name+i_en")).value = "By hand"

    receive_parcels(hq, [send(office, "HQ", tmp_path), edit(send(other, "HQ", tmp_path), "Town halls", change)])
    lines = lines_of(hq)
    assert {office: (one.conflicts, one.proposals) for office, one in lines.items() if one.laptops} == {
        "MIT": (2, 0),
        "PEJ": (0, 1),
    }


def test_a_field_office_has_no_board(office: Office):
    with pytest.raises(KnownError, match="Only headquarters"):
        board_of(office)


def test_a_hundred_laptops_are_there_in_a_moment(make_office: Make):
    hq = make_office("HQ", "hq")
    laptops = [(f"F{n % 30:02d}", "ABCD"[n // 30], f"replica-{n}") for n in range(100)]
    met = [
        {"id": who, "office": office, "laptop": letter, "role": "field", "born": "2024-01-01", "origin": "met"}
        for office, letter, who in laptops
    ]
    months = [f"{2024 + n // 12}-{1 + n % 12:02d}-02T08:00:00Z" for n in range(35)]
    came = [
        {
            **{
                "direction": "in",
                "peer": f"{office}-{letter}",
                "serial": serial,
                "file": "",
                "author": "",
                "app": "0.1.0",
            },
            **{"sha256": f"{who}{serial}", "at": month, "created": month, "records": 1, "revisions": 1, "replica": who},
        }
        for office, letter, who in laptops
        for serial, month in enumerate(months, 1)
    ]
    key = {"public": "0", "state": "seen", "at": "", "author": "", "parent": "", "revoked_from": "", "reason": ""}
    with hq.write("save") as write:
        write.connection.execute(insert(replica), met)
        write.connection.execute(insert(parcel), came)
        write.connection.execute(insert(signing_key), [{**key, "replica": who} for _, _, who in laptops])
    started = perf_counter()
    with hq.read() as reading:
        found = board(reading, period_of("", "", "2026-11-20"), "2026-11-20")
    assert perf_counter() - started < 0.7
    assert sum(len(one.laptops) for one in found.offices) == 100
    assert {one.report for one in found.offices if one.laptops} == {HERE}
