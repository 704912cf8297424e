"""A copy of an office, or one that came back from an older day, notices it before it writes anything."""

import shutil
from pathlib import Path

import pytest

from db.store import Office, verify
from db.store import canary as notes
from db.store.canary import Place, read_note, what_happened
from tests.builders import dumped, town_hall
from tests.conftest import PASSPHRASE

NAME = "Zzyzx Quellenmann"


def life(office: Office) -> tuple[str, str]:
    return office.came_back, office.identity.laptop


def test_an_office_that_is_only_closed_and_opened_stays_what_it_is(home: Path):
    for _ in range(3):
        office = Office.open(home, PASSPHRASE)
        town_hall(office)
        assert life(office) == ("", "A")
        office.close()


def test_a_g3_copy_in_another_folder_takes_an_id_of_its_own(home: Path, tmp_path: Path):
    office = Office.open(home, PASSPHRASE)
    town_hall(office)
    office.close()
    twin = Path(shutil.copytree(home, tmp_path / "twin"))
    copy, office = Office.open(twin, PASSPHRASE), Office.open(home, PASSPHRASE)
    assert (life(copy), life(office)) == (("copied", "A2"), ("", "A"))
    assert copy.identity.replica != office.identity.replica and dumped(copy) == dumped(office)
    town_hall(copy)
    assert verify(copy).problems == ()
    for one in (copy, office):
        one.close()
    again = Office.open(twin, PASSPHRASE)
    assert life(again) == ("", "A2")
    again.close()


def test_a_folder_that_was_only_moved_is_no_copy(home: Path, tmp_path: Path):
    Office.open(home, PASSPHRASE).close()
    moved = home.rename(tmp_path / "moved")
    office = Office.open(moved, PASSPHRASE)
    assert life(office) == ("", "A")
    office.close()


def test_f11_an_older_folder_put_back_by_hand_is_noticed(home: Path, tmp_path: Path):
    office = Office.open(home, PASSPHRASE)
    town_hall(office)
    office.close()
    old = Path(shutil.copytree(home, tmp_path / "old"))
    office = Office.open(home, PASSPHRASE)
    town_hall(office)
    office.close()
    shutil.rmtree(home)
    old.rename(home)
    office = Office.open(home, PASSPHRASE)
    assert life(office) == ("restored", "A2")
    office.close()


def test_g4_another_machine_or_account_is_a_copy_once(home: Path, monkeypatch: pytest.MonkeyPatch):
    office = Office.open(home, PASSPHRASE)
    office.close()
    monkeypatch.setattr("db.store.office.machine", lambda: "another computer")
    for expected in (("copied", "A2"), ("", "A2")):
        office = Office.open(home, PASSPHRASE)
        assert life(office) == expected
        office.close()


def test_the_note_lies_outside_the_office_and_says_nothing_of_a_record(home: Path):
    office = Office.open(home, PASSPHRASE)
    town_hall(office, title_en=NAME, description=NAME)
    office.close()
    written = notes.folder() / f"{office.identity.replica}.json"
    assert home not in written.parents and NAME not in written.read_text(encoding="utf-8")


@pytest.mark.parametrize("content", ["", "{", "[]", '{"home": 1}', '{"home": "x", "seq": "many", "last": ""}'])
def test_a_note_that_cannot_be_read_says_nothing(content: str):
    notes.folder().mkdir(parents=True)
    (notes.folder() / "broken.json").write_text(content, encoding="utf-8")
    assert read_note("broken") is None
    assert what_happened(None, Place("h", 1, "a")) == ""


@pytest.mark.parametrize(
    ("note", "what"),
    [
        (Place("h", 5, "e"), ""),
        (Place("h", 4, "d"), ""),
        (Place("h", 6, "f"), "restored"),
        (Place("h", 5, "x"), "restored"),
        (Place("/gone", 4, "d"), ""),
    ],
)
def test_what_a_note_tells(note: Place, what: str):
    assert what_happened(note, Place("h", 5, "e")) == what
