"""Faults I: programs and files of different ages. I5: test_sending.py; I4: tests of migrations."""

from collections.abc import Callable
from pathlib import Path

import pytest

from db.errors import KnownError
from db.parcels import asides, receive_parcels
from db.parcels.receiving import receive_asides
from db.records import find, list_uids, update, view
from db.revisions import Draft, RecordKey, setting
from db.store import Office, new_uid, restore_backup, verify
from db.store.engine import connect
from db.store.office import ASKED
from tests.builders import dumped, town_hall
from tests.conftest import PASSPHRASE
from tests.parcels.helpers import change_at, send

Make = Callable[..., Office]
HERE = Path(__file__).parent.parent


def newer_field(office: Office, uid: str, value: str) -> None:
    """Write what a newer program would: a field that this one does not know, and hardly ever will."""
    with office.write("save") as write:
        key = find(write, uid)
        draft = setting(key, write.folded(uid), {"omen": value})
        assert draft is not None
        write.append(draft)


def test_i1_i6_fields_of_a_newer_program_survive_an_older_one(make_office: Make, tmp_path: Path):
    """The office has the newer program; headquarters and the other office have not, edit, relay and lose nothing."""
    newer, hq, older = make_office("MIT"), make_office("HQ", "hq"), make_office("MIT", laptop="B")
    key = town_hall(newer, venue="hall")
    newer_field(newer, key.uid, "hopeful")
    (got,) = receive_parcels(hq, [send(newer, "HQ", tmp_path)])
    assert got.newer == ("town_hall.omen",)
    with hq.write("save") as write:
        update(write, key.uid, {"venue": "school"})
    receive_parcels(older, [send(hq, "MIT", tmp_path)])
    with older.write("save") as write:
        update(write, key.uid, {"partner": "media house"})
    receive_parcels(hq, [send(older, "HQ", tmp_path)])
    receive_parcels(newer, [send(hq, "MIT", tmp_path)])
    assert '"omen":"hopeful"' in dumped(newer) and dumped(newer) == dumped(older) == dumped(hq)
    newer_field(newer, key.uid, "calm")
    receive_parcels(hq, [send(newer, "HQ", tmp_path)])
    assert '"omen":"calm"' in dumped(hq)
    for one in (newer, hq, older):
        assert verify(one).problems == ()


def test_i8_a_record_type_of_a_newer_program_is_kept_relayed_and_counted(make_office: Make, tmp_path: Path):
    newer, hq, older = make_office("MIT"), make_office("HQ", "hq"), make_office("MIT", laptop="B")
    record = RecordKey("weather_report", new_uid())
    with newer.write("save") as write:
        write.append(Draft(record, "set", {"rain": "much"}, {}))
    (got,) = receive_parcels(hq, [send(newer, "HQ", tmp_path)])
    assert (got.newer, got.new) == (("weather_report",), 1)
    receive_parcels(older, [send(hq, "MIT", tmp_path)])
    assert '"rain":"much"' in dumped(older) and dumped(older) == dumped(newer)
    assert verify(older).problems == ()


def test_i2_a_parcel_of_the_first_released_format_still_comes_in(make_office: Make):
    """This file is never thrown away; it is unsigned and was saved again by LibreOffice."""
    hq = make_office("HQ", "hq")
    (got,) = receive_parcels(hq, [HERE / "resaved.xlsx"])
    assert (got.trust, got.aside, got.problem, got.proposal) == ("unsigned", "", 0, 0)
    assert got.new == got.read > 0
    with hq.read() as reading:
        uids = list_uids(reading, "town_hall")
        assert all(view(reading, find(reading, uid)).problems == () for uid in uids)
    assert verify(hq).problems == ()


def test_i1_what_only_a_newer_program_may_read_waits_and_comes_in_after_the_update(
    make_office: Make, tmp_path: Path, monkeypatch
):
    office, hq = make_office("MIT"), make_office("HQ", "hq")
    town_hall(office)
    monkeypatch.setattr("db.parcels.manifest.FORMAT", 2)
    monkeypatch.setattr("db.parcels.packing.MIN_READER", 2)
    file = send(office, "HQ", tmp_path)
    monkeypatch.setattr("db.parcels.manifest.FORMAT", 1)
    (got,) = receive_parcels(hq, [file])
    assert (got.aside, got.read) == ("too-new", 0)
    assert [one.aside for one in receive_asides(hq)] == ["too-new"]
    monkeypatch.setattr("db.parcels.manifest.FORMAT", 2)
    assert [one.new for one in receive_asides(hq)] == [1]
    with hq.read() as reading:
        assert asides(reading) == []
    assert dumped(hq) == dumped(office)


def test_i3_i7_an_older_program_touches_nothing_and_a_backup_of_its_time_starts_a_new_life(
    make_office: Make, tmp_path: Path
):
    office, hq = make_office("MIT"), make_office("HQ", "hq")
    key, home = town_hall(office, venue="hall"), office.paths.home
    receive_parcels(hq, [send(office, "HQ", tmp_path)])
    backup, former = office.backup(ASKED), office.identity.replica
    change_at(office, key.uid, venue="school")
    receive_parcels(hq, [send(office, "HQ", tmp_path)])
    office.close()
    raw = connect(home / "office.db", office.key)
    raw.execute("UPDATE alembic_version SET version_num = '9999'")
    raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    raw.close()
    newer = (home / "office.db").read_bytes()
    with pytest.raises(KnownError) as refused:
        Office.open(home, PASSPHRASE)
    assert refused.value.code == "newer-office" and (home / "office.db").read_bytes() == newer
    restore_backup(backup, home, PASSPHRASE)
    office = Office.open(home, PASSPHRASE)
    assert office.identity.replica != former and '"venue":"hall"' in dumped(office)
    for _ in range(2):
        receive_parcels(hq, [send(office, "HQ", tmp_path)])
        receive_parcels(office, [send(hq, "MIT", tmp_path)])
    assert '"venue":"school"' in dumped(office) and dumped(office) == dumped(hq)
    assert verify(office).ok and verify(hq).ok
    office.close()
