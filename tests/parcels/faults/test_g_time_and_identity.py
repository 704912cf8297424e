"""Faults G: clocks that lie, and machines that are not who they were. G3, G4, F11: tests/store/test_canary.py."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from db.errors import KnownError
from db.parcels import receive_parcels, standings
from db.parcels.manifest import lines_digest, to_chunks
from db.parcels.payload import revision_lines
from db.parcels.reader import read_parcel
from db.records import history
from db.revisions import RecordKey
from db.store import Office, verify
from tests.builders import dumped, town_hall
from tests.parcels.helpers import change_at, in_the_hands_of, open_conflicts, send
from tests.parcels.test_trust import rewrite

Make = Callable[..., Office]
LOST_BATTERY, FAR_AHEAD = "1980-01-04T00:00:00Z", "2099-12-31T23:59:59Z"


@pytest.mark.parametrize("clock", [LOST_BATTERY, FAR_AHEAD])
def test_g1_a_wrong_clock_changes_no_record(make_office: Make, tmp_path: Path, clock: str):
    office, hq = make_office("MIT"), make_office("HQ", "hq")
    key = town_hall(office, venue="hall")
    receive_parcels(hq, [send(office, "HQ", tmp_path)])
    office.clock = lambda: clock
    change_at(office, key.uid, venue="school")
    receive_parcels(hq, [send(office, "HQ", tmp_path)])
    change_at(hq, key.uid, venue="square")
    receive_parcels(office, [send(hq, "MIT", tmp_path)])
    assert '"venue":"square"' in dumped(office) and dumped(hq) == dumped(office) and open_conflicts(hq) == []


def test_g1_a_clock_that_jumps_back_between_two_parcels(make_office: Make, tmp_path: Path):
    office, hq = make_office("MIT"), make_office("HQ", "hq")
    for clock in (FAR_AHEAD, LOST_BATTERY, "2026-05-01T08:00:00Z"):
        office.clock = lambda clock=clock: clock
        town_hall(office, venue=clock)
        receive_parcels(hq, [send(office, "HQ", tmp_path)])
    assert dumped(hq) == dumped(office) and verify(hq).problems == ()


def test_g2_two_values_of_one_instant_are_a_conflict_shown_alike_everywhere(make_office: Make, tmp_path: Path):
    first, second, hq = make_office("MIT"), make_office("MIT", laptop="B"), make_office("HQ", "hq")
    key = town_hall(first)
    receive_parcels(second, [send(first, "MIT", tmp_path)])
    for one, venue in ((first, "school"), (second, "square")):
        one.clock = lambda: "2026-05-01T08:00:00Z"
        change_at(one, key.uid, venue=venue)
    for one in (second, first):
        receive_parcels(hq, [send(one, "HQ", tmp_path)])
    receive_parcels(first, [send(hq, "MIT", tmp_path)])
    assert dumped(first) == dumped(hq) and open_conflicts(hq) == ["venue"]


def test_g5_two_people_of_one_machine_are_two_authors(make_office: Make, tmp_path: Path):
    office, hq = make_office("MIT"), make_office("HQ", "hq")
    key = town_hall(office, venue="hall")
    first = office.author
    office = in_the_hands_of(office, "B. Colleague", "another word")
    change_at(office, key.uid, venue="school")
    receive_parcels(hq, [send(office, "HQ", tmp_path)])
    with hq.read() as reading:
        assert [entry.author for entry in history(reading, key)] == ["B. Colleague", first]
        assert {one.laptop for one in standings(reading)} == {"A"}
    assert verify(hq).ok
    office.close()


def test_g6_what_an_officer_did_at_a_former_office_keeps_its_name(make_office: Make, tmp_path: Path):
    former, present, hq = make_office("MIT"), make_office("PEJ"), make_office("HQ", "hq")
    here = in_the_hands_of(former, "M. Mover", "first word")
    old = town_hall(here, venue="hall")
    receive_parcels(hq, [send(here, "HQ", tmp_path)])
    here.close()
    there = in_the_hands_of(present, "M. Mover", "second word")
    new = town_hall(there, venue="square")
    receive_parcels(hq, [send(there, "HQ", tmp_path)])
    there.close()
    with hq.read() as reading:
        told = [(one.author, one.office) for key in (old, new) for one in history(reading, key)]
        assert told == [("M. Mover", "MIT"), ("M. Mover", "PEJ")]
        assert len({revision.replica for key in (old, new) for revision in reading.revisions(key.uid)}) == 2


def test_g7_two_laptops_with_one_letter_are_two(make_office: Make, tmp_path: Path):
    first, second, hq = make_office("MIT"), make_office("MIT"), make_office("HQ", "hq")
    for one in (first, second):
        town_hall(one, venue=one.identity.replica)
        receive_parcels(hq, [send(one, "HQ", tmp_path)])
    with hq.read() as reading:
        assert [(s.office, s.laptop) for s in standings(reading)] == [("MIT", "A")] * 2
    assert dumped(hq).count('"type":"town_hall"') == 2


def test_g8_one_id_for_two_kinds_of_record_is_refused(make_office: Make, tmp_path: Path):
    office, hq = make_office("MIT"), make_office("HQ", "hq")
    town_hall(office)
    receive_parcels(hq, [send(office, "HQ", tmp_path)])
    before = dumped(hq)
    found = read_parcel(send(office, "HQ", tmp_path))
    forged = [replace(r, record=RecordKey("project", r.record.uid)).sealed() for r in found.revisions]
    lines = revision_lines(forged)
    manifest = replace(found.manifest, digest=lines_digest(lines), chan=())
    file = rewrite(found.path, to_chunks(manifest, None, {}, lines), "collision.xlsx")
    with hq.write("trust") as write:
        write.connection.exec_driver_sql("DELETE FROM signing_key")
    with pytest.raises(KnownError, match="one id stands for two kinds"):
        receive_parcels(hq, [file])
    assert dumped(hq) == before
