"""A backup opens, and a restore brings back what it held."""

import zipfile
from pathlib import Path

import pytest

from db.errors import KnownError
from db.store import Office, restore_backup, verify
from tests.builders import dumped, town_hall
from tests.conftest import PASSPHRASE


def test_a_backup_holds_everything_and_comes_back(office: Office, tmp_path: Path):
    town_hall(office)
    held = dumped(office)
    backup = office.backup("test")
    town_hall(office, title_en="Later")
    (tmp_path / "elsewhere").mkdir()
    restore_backup(backup, tmp_path / "elsewhere", PASSPHRASE)
    again = Office.open(tmp_path / "elsewhere", PASSPHRASE)
    assert dumped(again) == held and verify(again).ok
    again.close()


def test_a_restored_office_starts_a_chain_of_its_own(office: Office, tmp_path: Path):
    town_hall(office)
    (tmp_path / "e").mkdir()
    restore_backup(office.backup("test"), tmp_path / "e", PASSPHRASE)
    again = Office.open(tmp_path / "e", PASSPHRASE)
    again.new_replica("restored")
    town_hall(again)
    assert again.identity.replica != office.identity.replica and verify(again).ok
    again.close()


def test_what_is_no_backup_replaces_nothing(office: Office, tmp_path: Path):
    town_hall(office)
    held, home = dumped(office), office.paths.home
    office.close()
    broken = tmp_path / "broken.gwbackup"
    with zipfile.ZipFile(broken, "w") as archive:
        archive.writestr("office.db", b"not a database")
        archive.write(home / "keys.json", "keys.json")
    (tmp_path / "text.gwbackup").write_text("hello")
    for wrong, secret in ((broken, PASSPHRASE), (tmp_path / "text.gwbackup", PASSPHRASE), (broken, "wrong")):
        with pytest.raises(KnownError) as error:
            restore_backup(wrong, home, secret)
        assert error.value.code == "not-a-backup"
    with pytest.raises(KnownError, match="no file"):
        restore_backup(tmp_path / "none.gwbackup", home, PASSPHRASE)
    opened = Office.open(home, PASSPHRASE)
    assert dumped(opened) == held
    opened.close()
    assert not list(home.glob(".*partial"))


def test_nothing_readable_is_in_a_backup(office: Office):
    town_hall(office, title_en="Unmistakable title")
    assert b"Unmistakable" not in office.backup("test").read_bytes()


def test_old_backups_make_room(office: Office, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("db.store.backup.KEEP", 2)
    made = [office.backup("test") for _ in range(4)]
    assert sorted(office.paths.backups.glob("*.gwbackup")) == made[2:]
