"""An office is born, opened, locked; what is wrong with it is said plainly."""

import json
import sqlite3
from pathlib import Path

import pytest

from db.errors import KnownError
from db.records import list_uids
from db.store import Office, verify
from db.store.engine import connect
from db.store.keys import new_recovery_code, read_keys
from tests.builders import dumped, town_hall
from tests.conftest import CHEAP, PASSPHRASE


def create(home: Path, **other: str) -> tuple[Office, str]:
    asked = {"mission": "kosovo", "office": "MIT", "role": "field", "officer": "A", "passphrase": PASSPHRASE}
    return Office.create(home, **{**asked, **other}, cost=CHEAP)


def test_the_passphrase_and_the_recovery_code_open_it(tmp_path: Path):
    office, recovery = create(tmp_path / "home")
    office.close()
    for secret in (PASSPHRASE, recovery, recovery.lower().replace("-", " ")):
        opened = Office.open(tmp_path / "home", secret)
        assert opened.identity == office.identity and opened.author == "A"
        opened.close()


def test_a_wrong_passphrase_is_one_plain_sentence(home: Path):
    for wrong in ("", "wrong", new_recovery_code(), PASSPHRASE + " "):
        with pytest.raises(KnownError) as error:
            Office.open(home, wrong)
        assert error.value.code == "not-unlocked" and "Nothing was changed" in str(error.value)


def test_nothing_readable_lies_on_the_disk(office: Office):
    town_hall(office, title_en="Unmistakable title", venue="Unmistakable venue")
    office.close()
    for file in office.paths.home.rglob("*"):
        if file.is_file():
            assert b"Unmistakable" not in file.read_bytes(), file.name
    with pytest.raises(sqlite3.DatabaseError):
        sqlite3.connect(office.paths.database).execute("SELECT count(*) FROM sqlite_master")


def test_a_second_office_in_the_same_folder_is_refused(home: Path):
    before = home.joinpath("office.db").read_bytes()
    with pytest.raises(KnownError, match="already"):
        create(home)
    assert home.joinpath("office.db").read_bytes() == before


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ({"mission": "atlantis"}, "unknown-mission"),
        ({"office": "mit"}, "bad-office-code"),
        ({"office": "M"}, "bad-office-code"),
        ({"officer": "  "}, "bad-officer"),
    ],
)
def test_an_impossible_office_is_refused_and_nothing_is_made(tmp_path: Path, asked: dict[str, str], code: str):
    with pytest.raises(KnownError) as error:
        create(tmp_path / "home", **asked)
    assert error.value.code == code and not (tmp_path / "home").exists()


@pytest.mark.parametrize("folder", ["Dropbox", "OneDrive - UN"])
def test_a_synchronised_folder_is_refused_with_the_reason(tmp_path: Path, folder: str):
    with pytest.raises(KnownError, match="copied by another program"):
        create(tmp_path / folder / "home")


def test_an_office_that_was_being_made_when_the_power_went_can_be_made_again(tmp_path: Path):
    home = tmp_path / "home"
    (home / "making-abc").mkdir(parents=True)
    (home / "making-abc" / "office.db").write_bytes(b"half")
    office, _ = create(home)
    assert verify(office).ok
    office.close()


def test_an_office_that_cannot_be_made_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("db.store.keys.write_keys", full)
    with pytest.raises(KnownError, match="disk is full"):
        create(tmp_path / "home")
    assert not (tmp_path / "home").exists()


def test_a_missing_or_damaged_key_file_is_not_a_wrong_passphrase(home: Path):
    for content in (None, b"", b"{}", b"\x00\xff", b'{"wraps": [{"kind": "officer"}]}'):
        home.joinpath("keys.json").unlink(missing_ok=True)
        if content is not None:
            home.joinpath("keys.json").write_bytes(content)
        with pytest.raises(KnownError) as error:
            Office.open(home, PASSPHRASE)
        assert error.value.code == "keys-damaged"


def test_h11_weakened_parameters_in_the_key_file_do_not_open(home: Path):
    keys = json.loads(home.joinpath("keys.json").read_text())
    for wrap in keys["wraps"]:
        wrap["name"] = "Somebody else"
    home.joinpath("keys.json").write_text(json.dumps(keys))
    with pytest.raises(KnownError, match="does not open"):
        Office.open(home, PASSPHRASE)


@pytest.mark.parametrize("damage", ["half", "empty", "random", "bit"])
def test_a_damaged_file_is_said_and_left_as_it_is(home: Path, damage: str):
    file = home / "office.db"
    whole = file.read_bytes()
    broken = {
        "half": whole[: len(whole) // 2 - 100],
        "empty": b"",
        "random": bytes(range(256)) * 64,
        "bit": bytes([whole[0] ^ 1]) + whole[1:],
    }[damage]
    file.write_bytes(broken)
    with pytest.raises(KnownError) as error:
        Office.open(home, PASSPHRASE)
    assert error.value.code == "office-damaged"
    assert file.read_bytes()[: len(broken)] == broken


def test_a_newer_office_is_refused_untouched(home: Path):
    key = _key(home)
    raw = connect(home / "office.db", key)
    raw.execute("UPDATE alembic_version SET version_num = '9999'")
    raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    raw.close()
    before = home.joinpath("office.db").read_bytes()
    with pytest.raises(KnownError) as error:
        Office.open(home, PASSPHRASE)
    assert error.value.code == "newer-office" and home.joinpath("office.db").read_bytes() == before


def test_a_missing_guard_trigger_is_made_again_at_start(home: Path):
    raw = connect(home / "office.db", _key(home))
    raw.execute("DROP TRIGGER guard_activity_update")
    raw.close()
    office = Office.open(home, PASSPHRASE)
    assert verify(office).ok
    office.close()


def test_the_engine_has_the_fix_for_the_wal_reset_bug(office: Office):
    with office.read() as reading:
        version = reading.connection.exec_driver_sql("SELECT sqlite_version()").scalar_one()
        assert tuple(int(part) for part in version.split(".")) >= (3, 51, 3)
        settings = {p: reading.connection.exec_driver_sql(f"PRAGMA {p}").scalar_one() for p in ("journal_mode",)}
        assert settings == {"journal_mode": "wal"}
        assert reading.connection.exec_driver_sql("PRAGMA synchronous").scalar_one() == 2
        assert reading.connection.exec_driver_sql("PRAGMA foreign_keys").scalar_one() == 1


def test_a_second_writer_is_told_and_nothing_is_half_written(office: Office):
    raw = connect(office.paths.database, office.key)
    raw.execute("BEGIN IMMEDIATE")
    with office.read() as reading:
        reading.connection.exec_driver_sql("PRAGMA busy_timeout = 10")
    before = dumped(office)
    with pytest.raises(KnownError, match="Another program"):
        town_hall(office)
    raw.execute("ROLLBACK")
    raw.close()
    assert dumped(office) == before
    town_hall(office)


def test_an_error_inside_a_gesture_keeps_nothing_of_it(office: Office):
    before = dumped(office)
    with pytest.raises(ZeroDivisionError), office.write("save"):
        1 / 0  # noqa: B018
    assert dumped(office) == before and verify(office).ok


def test_settings_stay(office: Office):
    office.set_setting("language", "sq")
    office.set_setting("paper", "letter")
    assert office.settings() == {"language": "sq", "paper": "letter"}


def test_a_new_office_lists_nothing(office: Office):
    with office.read() as reading:
        assert list_uids(reading, "town_hall") == []


def _key(home: Path) -> bytes:
    from db.store.keys import unlock

    return unlock(read_keys(home / "keys.json"), PASSPHRASE).key
