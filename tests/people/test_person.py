"""A person is found in any script and ending, everywhere, and taken out for ever (DP-13)."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from db.errors import KnownError
from db.naming import REMOVED, named, without, words_of
from db.parcels import receive_parcels
from db.protection import find_person, holders, redact_person
from db.records import create, delete, keep_draft, update, view
from db.store import Office, verify
from db.store.access import REDACT, access_log
from tests.builders import dumped, town_hall
from tests.cli.test_commands import Cli
from tests.conftest import PASSPHRASE
from tests.parcels.helpers import send
from tests.records.test_redaction import everything

NAME = "Arta Berisha"


def find(office: Office, name: str = NAME):
    with office.read() as reading:
        return find_person(reading, name)


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("We met Arta Berisha there.", f"We met {REMOVED} there."),
        ("BERISHA, Arta (director)", f"{REMOVED} (director)"),
        ("thirrje nga Artës Berishës", f"thirrje nga {REMOVED}"),
        ("Арта Бериша је рекла", f"{REMOVED} је рекла"),
        ("Arta spoke; later Berisha left", f"{REMOVED} spoke; later {REMOVED} left"),
        ("Arta spoke alone", "Arta spoke alone"),
        ("the Martas, the artist and Aberisha", "the Martas, the artist and Aberisha"),
    ],
)
def test_names_in_texts(text: str, left: str):
    assert without(text, words_of(NAME)) == left


def test_a_short_word_is_no_beginning():
    assert named("Li left", words_of("Li Wei")) == []
    assert named("Li Weis", words_of("Li Wei")) == [(0, 7)]


def test_dp_13_h14_a_person_is_found_everywhere_and_taken_out(make_office: Callable[..., Office], tmp_path: Path):
    office, hq = make_office("MIT"), make_office("HQ", "hq")
    key = town_hall(office, title_en="Talk with Arta Berisha", description="Artës Berishës i thanë po. Forty came.")
    other = town_hall(office, title_en="Another", description="Nobody is named.")
    with office.write("save", "Арта Бериша asked for it") as write:
        update(write, other.uid, {"venue": "School"})
    with office.write("save") as write:
        contact = create(
            write,
            "panellist",
            {"activity": key.uid, "person": "Berisha Arta", "public_figure": "yes"}
            | {"purpose": "panel", "basis": "mandate", "source": "programme"},
        )
        gone = town_hall_in(write, "With Arta Berisha, cancelled")
    with office.write("delete") as write:
        delete(write, gone)
    with office.write("save") as write:
        update(write, key.uid, {"title_en": "Talk with the mayor"})
    with office.write("draft") as write:
        keep_draft(write, "project", "", {"title_en": "Project of Arta Berisha", "partner": "NGO"})
    office.backup("asked")
    parcel = send(office, "HQ", tmp_path)
    receive_parcels(hq, [parcel])

    found = find(office)
    assert {one.unit for one in found if one.what == "value"} >= {"title_en", "description"}
    assert {one.what for one in found} == {"value", "reason", "draft", "own"}
    title = next(one for one in found if one.key == key and one.unit == "title_en")
    assert (title.now, title.count) == (False, 1), "it stands in the history only"
    assert all(NAME.split()[1] not in one.title for one in found)
    assert len(find(office, "berisha")) == len(found)

    with office.write("redact") as write:
        done = redact_person(write, NAME, found)
    assert (done.records, done.texts, done.files) == (4, 2, 0)
    assert "Berish" not in everything(office)
    assert "Бериша" not in everything(office)
    assert find(office) == ()
    with office.read() as reading:
        assert view(reading, key).values["description"] == f"{REMOVED} i thanë po. Forty came."
        assert view(reading, key).values["title_en"] == "Talk with the mayor"
        assert view(reading, other).values["venue"] == "School"
        person = view(reading, contact).values
        assert person["person"] == REMOVED
        assert view(reading, type(key)("town_hall", gone)).deleted, "a redaction brings nothing back"
        assert [one.note for one in access_log(reading, act=REDACT)] == ["a person"]
    assert verify(office).problems == ()
    since = min(one.since for one in found if one.since)
    held = holders(office, since)
    assert [(one.what, bool(one.until)) for one in held] == [("backup", True), ("parcel", False)]
    assert held[1].recipient == "HQ"

    receive_parcels(hq, [send(office, "HQ", tmp_path)])
    assert "Berish" not in everything(hq)
    assert dumped(office) == dumped(hq)


def town_hall_in(write, title: str) -> str:
    return create(write, "town_hall", {"title_en": title}).uid


def test_what_would_be_found_everywhere_is_refused(office: Office):
    with pytest.raises(KnownError, match="three letters"):
        find(office, "A. B.")


def test_the_command_line_leaves_what_it_is_told_to(cli: Cli, tmp_path: Path):
    file = tmp_path / "f.json"
    file.write_text(json.dumps({"title_en": "Visit of Arta Berisha", "description": "Arta Berisha spoke."}))
    cli("add", "town_hall", "--file", str(file))
    found = cli("find-person", NAME)
    assert sorted(one["unit"] for one in found["mentions"]) == ["description", "title_en"]
    title = next(one["id"] for one in found["mentions"] if one["unit"] == "title_en")
    assert cli("redact-person", NAME, "--leave", title)["done"]["records"] == 1
    assert [one["unit"] for one in cli("find-person", NAME)["mentions"]] == ["title_en"]
    assert "Arta Berisha" not in cli.text("access-log")
    assert PASSPHRASE not in cli.text("access-log")
