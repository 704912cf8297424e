"""A backup opens, and a restore brings back what it held."""

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from db.errors import KnownError
from db.store import Office, put_back, restore_backup, verify
from db.store.officers import change_passphrase
from tests.builders import dumped, town_hall
from tests.conftest import CHEAP, PASSPHRASE


def test_a_backup_holds_everything_and_comes_back(office: Office, tmp_path: Path):
    town_hall(office)
    held = dumped(office)
    backup = office.backup("test")
    town_hall(office, title_en="Later")
    restore_backup(backup, tmp_path / "elsewhere", PASSPHRASE)
    again = Office.open(tmp_path / "elsewhere", PASSPHRASE)
    assert dumped(again) == held and verify(again).ok
    again.close()


def test_a_restored_office_starts_a_chain_of_its_own(office: Office, tmp_path: Path):
    town_hall(office)
    restore_backup(office.backup("test"), tmp_path / "e", PASSPHRASE)
    again = Office.open(tmp_path / "e", PASSPHRASE)
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
    text = tmp_path / "text.gwbackup"
    for wrong, secret, code in (
        *((broken, PASSPHRASE, "not-a-backup"), (text, PASSPHRASE, "not-a-backup")),
        (broken, "wrong", "backup-locked"),
    ):
        with pytest.raises(KnownError) as error:
            restore_backup(wrong, home, secret)
        assert error.value.code == code
    with pytest.raises(KnownError, match="no file"):
        restore_backup(tmp_path / "none.gwbackup", home, PASSPHRASE)
    opened = Office.open(home, PASSPHRASE)
    assert dumped(opened) == held
    opened.close()
    assert not list(home.glob(".*partial"))


def test_h12_a_backup_asks_for_the_passphrase_of_its_day(office: Office, make_office: Callable[..., Office]):
    town_hall(office)
    held, home = dumped(office), office.paths.home
    backup = office.backup("asked")
    town_hall(office, title_en="Later")
    change_passphrase(office, PASSPHRASE, "A. Officer", "river lantern basket seventeen", CHEAP)
    office.close()
    with pytest.raises(KnownError, match="the passphrases and the recovery code of the day"):
        put_back(backup, home, "river lantern basket seventeen")
    other = make_office("PRZ")
    other.close()
    with pytest.raises(KnownError, match="does not open"):
        put_back(backup, other.paths.home, "no passphrase of anybody")
    put_back(backup, home, PASSPHRASE)
    again = Office.open(home, PASSPHRASE)
    assert dumped(again) == held
    again.close()
    kept = [path for path in (home / "backups").rglob("*") if path.is_file() and path != backup]
    assert kept, "what was there is kept, although nobody opened it"


def test_nothing_readable_is_in_a_backup(office: Office):
    town_hall(office, title_en="Unmistakable title")
    assert b"Unmistakable" not in office.backup("test").read_bytes()


def test_old_backups_make_room_but_one_of_each_day_week_and_month_stays(office: Office):
    folder = office.paths.backups
    days = [f"2026{month:02d}{day:02d}" for month in range(1, 12) for day in range(1, 29)]
    for day in days:
        for hour in ("08", "17"):
            (folder / f"{day}-{hour}0000-000000-MIT-test.gwbackup").touch()
    newest = office.backup("test")
    left = sorted(path.name for path in folder.glob("*.gwbackup"))
    assert newest.name in left and len(left) < 45
    assert not [name for name in left if name[9:11] == "08" and name < days[-5]]
    assert {name[:6] for name in left} >= {day[:6] for day in days}


def test_an_office_that_is_open_is_not_replaced(office: Office):
    town_hall(office)
    backup = office.backup("test")
    with pytest.raises(KnownError, match="is open in another window"):
        restore_backup(backup, office.paths.home, PASSPHRASE)
    town_hall(office, title_en="Later")
    held, home = dumped(office), office.paths.home
    office.close()
    again = Office.open(home, PASSPHRASE)
    assert dumped(again) == held
    again.close()


@pytest.mark.parametrize("step", ["before", "database moved", "database in place", "all in place"])
def test_a_restore_that_a_power_cut_interrupted_is_completed_at_the_next_start(
    office: Office, tmp_path: Path, step: str
):
    town_hall(office)
    backup, home = office.backup("test"), office.paths.home
    held = dumped(office)
    town_hall(office, title_en="Later")
    office.close()
    restore_backup(backup, tmp_path / "other", PASSPHRASE)  # a finished restore, taken apart again
    staged = home / "restoring"
    staged.mkdir()
    for name in ("office.db", "keys.json"):
        (tmp_path / "other" / name).rename(staged / name)
    if step == "database moved":
        (home / "office.db").rename(home / "backups" / "old.db")
    elif step != "before":
        (staged / "office.db").replace(home / "office.db")
        if step == "all in place":
            (staged / "keys.json").replace(home / "keys.json")
    again = Office.open(home, PASSPHRASE)
    assert dumped(again) == held and verify(again).ok
    again.close()
    assert not staged.exists()
