"""What a parcel carries besides changes: receipts, nothing to report, parts, passwords, lists, what never came."""

import csv
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import load_workbook

from db.board import board, calls, period_of
from db.board.words import cells
from db.catalogue import Code
from db.errors import KnownError
from db.parcels import Sent, export_parcel, ledger, missing_serials, receive_parcels, standings
from db.parcels.reader import read_parcel
from db.progress import Cancelled
from db.records import children, create, update, view
from db.store import Office, verify
from db.store.code_lists import kept_lists, set_list
from tests.builders import dumped, town_hall
from tests.parcels.helpers import send, states

Make = Callable[..., Office]


def in_books(office: Office) -> list[tuple[str, str, int, str]]:
    with office.read() as reading:
        return [(e.direction, e.kind, e.serial, e.trust) for e in ledger(reading)]


def files_of(sent: Sent) -> list[Path]:
    return [sent.file, *(one.file for one in sent.more)]


def test_b12_where_nothing_is_new_the_parcel_is_a_receipt(make_office: Make, tmp_path: Path):
    office, hq = make_office("MIT"), make_office("HQ", "hq")
    town_hall(office)
    receive_parcels(hq, [send(office, "HQ", tmp_path)])
    receive_parcels(office, [send(hq, "MIT", tmp_path)])
    sent = export_parcel(office, "HQ", tmp_path)
    assert (sent.kind, sent.records, sent.revisions) == ("receipt", 0, 0)
    (got,) = receive_parcels(hq, [sent.file])
    assert (got.kind, got.read) == ("receipt", 0)
    with hq.read() as reading:
        (mit,) = standings(reading)
    assert mit.confirmed == mit.sent
    town_hall(office)
    assert export_parcel(office, "HQ", tmp_path).kind == "changes"


def test_an_office_says_that_nothing_happened_and_only_where_that_is_so(make_office: Make, tmp_path: Path):
    office, hq = make_office("MIT"), make_office("HQ", "hq")
    town_hall(office, planned_start="2026-03-12")
    with pytest.raises(KnownError, match="days from and until"):
        export_parcel(office, "HQ", tmp_path, nil=True, start="2026-04-01")
    with pytest.raises(KnownError, match="Activities of this period are here"):
        export_parcel(office, "HQ", tmp_path, nil=True, start="2026-03-01", end="2026-03-31")
    sent = export_parcel(office, "HQ", tmp_path, nil=True, start="2026-04-01", end="2026-04-30")
    (got,) = receive_parcels(hq, [sent.file])
    assert (got.kind, got.read, in_books(hq)) == ("nil", 0, [("in", "nil", 1, "seen")])
    words = [cell.value for row in load_workbook(sent.file)["Read me"].iter_rows() for cell in row if cell.value]
    assert "The office says that there was no activity in this period." in words


def test_b8_what_is_too_much_for_one_file_comes_in_parts_and_any_order(
    make_office: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("db.parcels.sending.PART", 6)
    office, hq = make_office("MIT"), make_office("HQ", "hq")
    for number in range(20):
        town_hall(office, venue=f"hall {number}", total=number)
    sent = export_parcel(office, "HQ", tmp_path)
    files = files_of(sent)
    assert len(files) == 4 and len({one.serial for one in (sent, *sent.more)}) == 4
    results = receive_parcels(hq, files[::-1])
    assert sum(got.new for got in results) == 20 and dumped(hq) == dumped(office)

    receive_parcels(office, files_of(export_parcel(hq, "MIT", tmp_path)))
    for number in range(20, 40):
        town_hall(office, venue=f"hall {number}")
    for turned in range(3):
        files = files_of(export_parcel(office, "HQ", tmp_path))
        assert len(files) > 3
        receive_parcels(hq, files[turned:] + files[:turned])
        assert dumped(hq) == dumped(office)
    for _ in range(3):
        receive_parcels(hq, files_of(export_parcel(office, "HQ", tmp_path)))
        receive_parcels(office, files_of(export_parcel(hq, "MIT", tmp_path)))
    assert export_parcel(office, "HQ", tmp_path).kind == "receipt"
    assert verify(hq).problems == () == verify(office).problems


def test_f04_which_parts_have_not_come_is_known_from_the_first(
    make_office: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("db.parcels.sending.PART", 6)
    office, hq = make_office("MIT"), make_office("HQ", "hq")
    for number in range(15):
        town_hall(office, venue=f"hall {number}")
    files = files_of(export_parcel(office, "HQ", tmp_path))

    def missing() -> list[int]:
        with hq.read() as reading:
            return missing_serials(reading)["MIT-A"]

    def told() -> tuple[str, str]:
        with hq.read() as reading:
            found = board(reading, period_of("", "", hq.clock()[:10]), hq.clock()[:10])
        (line,) = next(one for one in found.offices if one.office == "MIT").laptops
        return cells(line)["remarks"], " ".join(one.text for one in calls(found) if one.office == "MIT")

    (got,) = receive_parcels(hq, files[:1])
    assert (got.part, got.parts, got.alarm) == (1, 3, "")
    assert missing() == [2, 3]
    remarks, call = told()
    assert "part 2 of 3 has not come; part 3 of 3 has not come" in remarks and "never came" not in remarks
    assert "only a part of the last parcel of MIT-A came; S002, S003 are missing" in call
    receive_parcels(hq, files[2:])
    assert missing() == [2] and "never came: S002" in told()[0]
    receive_parcels(hq, files[1:2])
    assert missing() == [] and "missing" not in told()[1]
    with hq.read() as reading:
        assert sorted((e.serial, e.part, e.parts) for e in ledger(reading)) == [(1, 1, 3), (2, 2, 3), (3, 3, 3)]
    assert dumped(hq) == dumped(office)


def test_b8_parts_for_two_laptops_raise_no_alarm_where_one_has_less_to_come(
    make_office: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("db.parcels.sending.PART", 6)
    first, second, hq = make_office("MIT"), make_office("MIT", laptop="B"), make_office("HQ", "hq")
    receive_parcels(hq, files_of(export_parcel(first, "HQ", tmp_path)))
    for number in range(12):
        town_hall(second, venue=f"hall {number}")
    for _ in range(3):
        receive_parcels(hq, files_of(export_parcel(second, "HQ", tmp_path)))
        files = files_of(export_parcel(hq, "MIT", tmp_path))
        alarms = [got.alarm for one in (first, second) for got in receive_parcels(one, files)]
        assert set(alarms) == {""}
    assert dumped(first) == dumped(second) == dumped(hq)


@pytest.mark.parametrize(("typed", "opens"), [("šifra 12", True), ("s\u030cifra 12", True), ("sifra 12", False)])
def test_c12_a_password_protects_the_file_for_people(make_office: Make, tmp_path: Path, typed: str, opens: bool):
    office, hq = make_office("MIT"), make_office("HQ", "hq")
    town_hall(office, description="Unmistakable words")
    file = export_parcel(office, "HQ", tmp_path, password="šifra 12").file
    assert not zipfile.is_zipfile(file) and b"Unmistakable" not in file.read_bytes()
    with pytest.raises(KnownError, match="protected with a password"):
        receive_parcels(hq, [file])
    if opens:
        (got,) = receive_parcels(hq, [file], passwords=(typed,))
        assert states(got) == {"read": 1, "new": 1} and dumped(hq) == dumped(office)
    else:
        with pytest.raises(KnownError, match="does not open"):
            receive_parcels(hq, [file], passwords=(typed,))


def test_files_behind_different_passwords_come_in_together(make_office: Make, tmp_path: Path):
    hq, files = make_office("HQ", "hq"), []
    for code, word in (("MIT", "one"), ("PEJ", "two"), ("PRZ", "")):
        office = make_office(code)
        town_hall(office)
        files.append(export_parcel(office, "HQ", tmp_path, password=word).file)
    results = receive_parcels(hq, files, go_on=True, passwords=("one", "three"))
    assert [got.refused.code if got.refused else "" for got in results] == ["", "password-wrong", ""]
    results = receive_parcels(hq, files, passwords=("one", "two"))
    assert [(got.new, got.same) for got in results] == [(0, 1), (1, 0), (0, 1)]


def test_a_plan_can_be_stopped_at_every_step_and_keeps_nothing(make_office: Make, tmp_path: Path):
    hq, office = make_office("HQ", "hq"), make_office("MIT")
    files = []
    for title in ("First", "Second"):
        town_hall(office, title_en=title)
        files.append(export_parcel(office, "HQ", tmp_path).file)
    before, seen = dumped(hq), []

    def stop_at(step: int):
        def progress(done: int, total: int) -> None:
            seen.append((done, total))
            if done == step:
                raise Cancelled

        return progress

    for step in range(4):
        with pytest.raises(Cancelled):
            receive_parcels(hq, files, dry_run=True, progress=stop_at(step))
    assert receive_parcels(hq, files, dry_run=True, progress=stop_at(9))[0].new == 1
    assert seen[-5:] == [(step, 4) for step in range(5)] and dumped(hq) == before


def test_c13_one_changed_byte_behind_a_password_is_damage_and_never_garbage(make_office: Make, tmp_path: Path):
    office, hq = make_office("MIT"), make_office("HQ", "hq")
    town_hall(office)
    file = export_parcel(office, "HQ", tmp_path, password="word").file
    data = bytearray(file.read_bytes())
    data[len(data) // 2] ^= 1
    file.write_bytes(bytes(data))
    with pytest.raises(KnownError, match="damaged"):
        receive_parcels(hq, [file], passwords=("word",))
    assert in_books(hq) == []


def test_h5_lists_have_one_writer_an_old_one_is_ignored_and_they_reach_the_offices(make_office: Make, tmp_path: Path):
    office, hq = make_office("MIT"), make_office("HQ", "hq")
    entries = [
        *hq.mission.lists["event_status"].entries,
        Code("moved", {"en": "Moved", "sq": "Zhvendosur"}, ("shifted",)),
    ]
    with pytest.raises(KnownError, match="Only headquarters"), office.write("list") as write:
        set_list(write, "event_status", entries)
    with pytest.raises(KnownError, match="must keep the codes held"), hq.write("list") as write:
        set_list(write, "event_status", [one for one in entries if one.code != "held"])
    with hq.write("list") as write:
        assert set_list(write, "event_status", entries) == 1
    assert hq.mission.lists["event_status"].find("Shifted") is not None
    old = send(hq, "MIT", tmp_path)
    with hq.write("list") as write:
        set_list(write, "event_status", [*entries[:-1], replace(entries[-1], labels={"en": "Moved elsewhere"})])
    new = send(hq, "MIT", tmp_path)
    assert receive_parcels(office, [new])[0].lists == ("event_status",)
    assert receive_parcels(office, [old])[0].lists == ()
    town_hall(office, status="shifted")
    assert office.mission.lists["event_status"].label("moved") == "Moved elsewhere"
    home = office.paths.home
    office.close()
    again = Office.open(home, "four plain words here")
    assert again.mission.lists["event_status"].label("moved") == "Moved elsewhere"
    again.close()


def test_a_contact_is_known_only_to_the_office_that_works_with_it(make_office: Make, tmp_path: Path):
    """DP-01: every office knows the organisation, not every office its people."""
    mit, prz, hq = make_office("MIT"), make_office("PRZ"), make_office("HQ", "hq")
    grounds = {"purpose": "Project visits", "basis": "mandate", "source": "Card"}
    with prz.write("save") as write:
        body = create(write, "organisation", {"title_en": "Women's Right"})
        create(write, "pledge", {"organisation": body.uid, "what": "Twenty meetings"})
        person = create(write, "contact", {"organisation": body.uid, "name": "A. Person", **grounds})
    receive_parcels(hq, [send(prz, "HQ", tmp_path)])
    with hq.write("save") as write:
        update(write, person.uid, {"function": "Chair"})
    receive_parcels(mit, [send(hq, "MIT", tmp_path)])
    receive_parcels(prz, [send(hq, "PRZ", tmp_path)])
    with mit.read() as reading:
        assert [key.type for key in children(reading, body.uid)] == ["pledge"]
        assert "A. Person" not in dumped(mit)
    with prz.read() as reading:
        assert view(reading, person).values["function"] == "Chair"


def test_h4_lists_from_a_laptop_that_is_no_headquarters_are_not_taken(make_office: Make, tmp_path: Path):
    office, hq, liar = make_office("MIT"), make_office("HQ", "hq"), make_office("PRZ")
    receive_parcels(office, [send(hq, "MIT", tmp_path)])
    liar.identity = replace(liar.identity, role="hq")
    with liar.write("list") as write:
        set_list(write, "event_status", [*liar.mission.lists["event_status"].entries, Code("x", {"en": "X"})])
    (got,) = receive_parcels(office, [send(liar, "MIT", tmp_path)])
    assert (got.aside, got.lists) == ("other-headquarters", ())
    with office.read() as reading:
        assert kept_lists(reading) == {}


def test_a_record_with_a_code_of_a_list_that_has_not_come_yet_is_kept(make_office: Make, tmp_path: Path):
    """Fault I5."""
    office, hq = make_office("MIT"), make_office("HQ", "hq")
    with hq.write("list") as write:
        set_list(write, "event_status", [*hq.mission.lists["event_status"].entries, Code("moved", {"en": "Moved"})])
    receive_parcels(office, [send(hq, "MIT", tmp_path)])
    town_hall(office, status="moved")
    other = make_office("PRZ", "hq")
    receive_parcels(other, [export_parcel(office, "PRZ", tmp_path).file])
    assert '"status":"moved"' in dumped(other)
    assert other.mission.lists["event_status"].label("moved") == "moved"


def test_what_never_came_is_asked_for_in_the_answer(make_office: Make, tmp_path: Path):
    office, hq = make_office("MIT"), make_office("HQ", "hq")
    town_hall(office)
    send(office, "HQ", tmp_path)
    receive_parcels(hq, [send(office, "HQ", tmp_path)])
    answer = send(hq, "MIT", tmp_path)
    assert read_parcel(answer).manifest.missing == {"MIT-A": [1]}
    words = [cell.value for row in load_workbook(answer)["Read me"].iter_rows() for cell in row if cell.value]
    assert any("MIT-A S001" in str(word) for word in words)


def test_f10_two_copies_with_one_number_are_noticed_although_both_fit(make_office: Make, tmp_path: Path):
    office, hq = make_office("MIT"), make_office("HQ", "hq")
    town_hall(office)
    first = send(office, "HQ", tmp_path)
    with office.write("serial") as write:
        write.connection.exec_driver_sql("DELETE FROM parcel")
    second = send(office, "HQ", tmp_path)
    assert [got.alarm for got in receive_parcels(hq, [first, second, first])] == ["", "fork", "fork"]


def test_a_list_from_a_file_says_which_row_is_wrong(tmp_path: Path):
    from db.cli.trust import _read_codes

    file = tmp_path / "list.csv"
    with file.open("w", newline="", encoding="utf-8") as opened:
        csv.writer(opened).writerows([["code", "en", "sq", "aliases"], ["a", "A", "", "x; y"], ["b", "", "", ""]])
    with pytest.raises(KnownError, match="row 3 has no code"):
        _read_codes(file)
    file.write_text("code,en,aliases\na,A,x; y\n", encoding="utf-8")
    assert _read_codes(file) == [Code("a", {"en": "A"}, ("x", "y"))]
