"""Faults F: files that come twice, late, in the wrong order, to the wrong office, from copies and restored machines.

F4 (a part that has not come) is in `tests/parcels/test_sending.py`, a killed receipt in
`tests/parcels/test_kill_receive.py`.
F16 (a record that moves to another office) cannot happen: the office of a record is who made it and never changes.
"""

import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import load_workbook

from db.errors import KnownError
from db.parcels import export_parcel, ledger, missing_serials, receive_parcels, standings
from db.progress import Cancelled
from db.records import conflicts, delete, find, list_uids, restore
from db.revisions import RecordKey, fold, setting
from db.store import Office, restore_backup, verify
from tests.builders import dumped, town_hall
from tests.conftest import PASSPHRASE
from tests.parcels.helpers import change_at, in_the_hands_of, open_conflicts, send, states
from tests.revisions.worlds import Replica

Make = Callable[..., Office]


def test_f01_the_same_file_twice_renamed_or_saved_again(make_office: Make, tmp_path: Path):
    office, hq = make_office("MIT"), make_office("HQ", "hq")
    town_hall(office)
    file = send(office, "HQ", tmp_path)
    renamed = Path(shutil.copy(file, tmp_path / "renamed.xlsx"))
    saved = tmp_path / "saved.xlsx"
    load_workbook(file).save(saved)
    assert [states(got) for got in receive_parcels(hq, [file, file, renamed, saved])] == [
        {"read": 1, "new": 1},
        *[{"read": 1, "same": 1}] * 3,
    ]
    assert verify(hq).problems == ()


def test_f02_f08_a_stale_file_changes_nothing_and_lowers_no_receipt(make_office: Make, tmp_path: Path):
    office, hq = make_office("MIT"), make_office("HQ", "hq")
    key = town_hall(office, venue="hall")
    receive_parcels(hq, [send(office, "HQ", tmp_path)])
    receive_parcels(office, [send(hq, "MIT", tmp_path)])
    old_out, old_back = send(office, "HQ", tmp_path), send(hq, "MIT", tmp_path)
    change_at(office, key.uid, venue="school")
    receive_parcels(hq, [send(office, "HQ", tmp_path)])
    receive_parcels(office, [send(hq, "MIT", tmp_path)])
    with office.read() as reading:
        before = standings(reading)
    after = dumped(hq)
    for _ in range(2):
        assert receive_parcels(hq, [old_out])[0].alarm == ""
        assert receive_parcels(office, [old_back])[0].alarm == ""
    with office.read() as reading:
        assert standings(reading) == before
    assert dumped(hq) == after == dumped(office)


def test_f03_a_file_that_never_comes_is_shown_and_healed_by_the_next(make_office: Make, tmp_path: Path):
    office, hq = make_office("MIT"), make_office("HQ", "hq")
    town_hall(office)
    receive_parcels(hq, [send(office, "HQ", tmp_path)])
    receive_parcels(office, [send(hq, "MIT", tmp_path)])
    town_hall(office, venue="two")
    send(office, "HQ", tmp_path).unlink()
    town_hall(office, venue="three")
    receive_parcels(hq, [send(office, "HQ", tmp_path)])
    with hq.read() as reading:
        assert missing_serials(reading) == {"MIT-A": [2]}
    assert dumped(hq) == dumped(office)


@pytest.mark.parametrize(("to", "why"), [("PRZ", "addressed to PRZ"), ("HQ", "addressed to HQ")])
def test_f05_f06_a_file_for_somebody_else_is_refused(make_office: Make, tmp_path: Path, to: str, why: str):
    office, other = make_office("MIT"), make_office("GJL")
    town_hall(office)
    before = dumped(other)
    with pytest.raises(KnownError, match=why):
        receive_parcels(other, [send(office, to, tmp_path)])
    hq = make_office("HQ", "hq")
    with pytest.raises(KnownError, match="addressed to MIT"):
        receive_parcels(hq, [send(hq, "MIT", tmp_path)])
    assert dumped(other) == before


def test_f07_receipts_lost_ten_times_make_files_grow_and_nothing_else(make_office: Make, tmp_path: Path):
    office, hq = make_office("MIT"), make_office("HQ", "hq")
    sizes: list[int] = []
    for number in range(10):
        town_hall(office, venue=f"hall {number}")
        sent = export_parcel(office, "HQ", tmp_path)
        sizes.append(sent.revisions)
        receive_parcels(hq, [sent.file])
        send(hq, "MIT", tmp_path).unlink()
    assert sizes == sorted(sizes) and sizes[-1] == 10 and dumped(hq) == dumped(office)


def test_f09_f11_f12_restored_machines_are_noticed_and_refilled(make_office: Make, tmp_path: Path):
    office, hq = make_office("MIT"), make_office("HQ", "hq")
    town_hall(office)
    receive_parcels(hq, [send(office, "HQ", tmp_path)])
    receive_parcels(office, [send(hq, "MIT", tmp_path)])
    backup = hq.backup("test")
    change_at(hq, list_of(hq)[0], venue="corrected at headquarters")
    receive_parcels(office, [send(hq, "MIT", tmp_path)])
    town_hall(office, venue="later")
    receive_parcels(hq, [send(office, "HQ", tmp_path)])
    full = dumped(hq)
    home = hq.paths.home
    hq.close()
    restore_backup(backup, home, PASSPHRASE)
    hq = Office.open(home, PASSPHRASE)
    assert dumped(hq) != full
    for _ in range(2):
        receive_parcels(hq, [send(office, "HQ", tmp_path)])
        receive_parcels(office, [send(hq, "MIT", tmp_path)])
    assert dumped(hq) == full == dumped(office)
    assert verify(hq).problems == ()
    hq.close()


def test_f10_two_laptops_that_are_one_alternate_and_nothing_is_lost(make_office: Make, tmp_path: Path):
    office, hq = make_office("MIT"), make_office("HQ", "hq")
    town_hall(office)
    home = office.paths.home
    office.close(note=False)
    twin_home = Path(shutil.copytree(home, tmp_path / "twin"))
    office, twin = Office.open(home, PASSPHRASE), Office.open(twin_home, PASSPHRASE)
    alarms: list[str] = []
    for number in range(3):
        town_hall(office, venue=f"first {number}")
        town_hall(twin, venue=f"second {number}")
        for one in (office, twin):
            alarms.append(receive_parcels(hq, [send(one, "HQ", tmp_path)])[0].alarm)
            alarms.append(receive_parcels(one, [send(hq, "MIT", tmp_path)])[0].alarm)
    assert "restored" in alarms or "fork" in alarms
    for _ in range(2):
        for one in (office, twin):
            receive_parcels(hq, [send(one, "HQ", tmp_path)])
            receive_parcels(one, [send(hq, "MIT", tmp_path)])
    assert office.identity.replica != twin.identity.replica
    assert dumped(office) == dumped(twin) == dumped(hq)
    assert dumped(hq).count('"type":"town_hall"') == 7
    for one in (office, twin):
        assert verify(one).problems == ()
        one.close()


def test_f13_a_colleague_who_passes_a_file_on_is_only_the_carrier(make_office: Make, tmp_path: Path):
    first, second, hq = make_office("MIT"), make_office("MIT", laptop="B"), make_office("HQ", "hq")
    key = town_hall(first)
    receive_parcels(second, [send(first, "MIT", tmp_path)])
    receive_parcels(hq, [send(second, "HQ", tmp_path)])
    with hq.read() as reading:
        authors = {revision.author for revision in reading.revisions(key.uid)}
    assert authors == {"MIT Officer"} and dumped(hq) == dumped(first)


@pytest.mark.parametrize(("there", "expected"), [("venue", ["venue"]), ("partner", [])])
def test_f14_a_correction_that_crosses_an_edit(make_office: Make, tmp_path: Path, there: str, expected: list[str]):
    office, hq = make_office("MIT"), make_office("HQ", "hq")
    key = town_hall(office)
    receive_parcels(hq, [send(office, "HQ", tmp_path)])
    change_at(office, key.uid, venue="school")
    change_at(hq, key.uid, **{there: "corrected"})
    receive_parcels(office, [send(hq, "MIT", tmp_path)])
    receive_parcels(hq, [send(office, "HQ", tmp_path)])
    assert open_conflicts(hq) == open_conflicts(office) == expected and dumped(hq) == dumped(office)


@pytest.mark.parametrize("case", ["edit", "both", "restored", "recreated"])
def test_f15_deletions_that_cross(make_office: Make, tmp_path: Path, case: str):
    office, hq = make_office("MIT"), make_office("HQ", "hq")
    key = town_hall(office)
    receive_parcels(hq, [send(office, "HQ", tmp_path)])
    with hq.write("delete") as write:
        delete(write, key.uid)
    if case == "edit":
        change_at(office, key.uid, venue="school")
    elif case == "both":
        with office.write("delete") as write:
            delete(write, key.uid)
    elif case == "restored":
        receive_parcels(office, [send(hq, "MIT", tmp_path)])
        with office.write("restore") as write:
            restore(write, key.uid)
    else:
        receive_parcels(office, [send(hq, "MIT", tmp_path)])
        town_hall(office)
    for _ in range(2):
        receive_parcels(office, [send(hq, "MIT", tmp_path)])
        receive_parcels(hq, [send(office, "HQ", tmp_path)])
    alive = {"edit": 1, "both": 0, "restored": 1, "recreated": 1}[case]
    assert dumped(hq) == dumped(office) and dumped(hq).count('"type":"town_hall"') == alive
    with hq.read() as reading:
        assert [c.unit for c in conflicts(reading)] == (["_life"] if case == "edit" else [])


def test_f18_two_years_of_thirty_offices_in_random_order_make_the_same_records():
    """Ninety laptops write what they like about a hundred records; order of arrival never shows."""
    random.seed(18)
    laptops = [Replica(f"r{n:02d}") for n in range(90)]
    records = [RecordKey("town_hall", f"u{n:03d}") for n in range(100)]
    known: dict[RecordKey, dict[str, object]] = {record: {} for record in records}
    for step in range(6000):
        one, record = random.choice(laptops), random.choice(records)
        seen = [r for r in known[record].values() if random.random() < 0.9]
        before = len(one.known)
        one.write(setting(record, fold(seen), {random.choice(("venue", "partner")): str(step)}))
        if len(one.known) > before:
            made = list(one.known.values())[-1]
            known[record][made.id] = made
    for record in records:
        chronological = list(known[record].values())
        expected = fold(chronological)
        for _ in range(5):
            shuffled = random.sample(chronological, len(chronological)) + random.choices(chronological, k=5)
            assert fold(shuffled) == expected


def list_of(office: Office) -> list[str]:
    with office.read() as reading:
        return [find(reading, uid).uid for uid in list_uids(reading, "town_hall")]


def test_f17_a_receipt_that_was_stopped_is_finished_by_another_person(make_office: Make, tmp_path: Path):
    office, other, hq = make_office("MIT"), make_office("PEJ"), make_office("HQ", "hq")
    town_hall(office)
    town_hall(other)
    files = [send(office, "HQ", tmp_path), send(other, "HQ", tmp_path)]

    def stop(done: int, total: int) -> None:
        if done == 3:  # both are read, the first one is in
            raise Cancelled

    with pytest.raises(Cancelled):
        receive_parcels(hq, files, progress=stop)
    hq = in_the_hands_of(hq, "B. Colleague", "another word")
    assert [states(got) for got in receive_parcels(hq, files)] == [{"read": 1, "same": 1}, {"read": 1, "new": 1}]
    assert [states(got) for got in receive_parcels(hq, files)] == [{"read": 1, "same": 1}] * 2
    with hq.read() as reading:
        assert [(e.peer, e.author) for e in ledger(reading)] == [("PEJ-A", "B. Colleague"), ("MIT-A", "HQ Officer")]
    assert verify(hq).problems == ()
    hq.close()
