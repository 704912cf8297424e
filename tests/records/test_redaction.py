"""Redaction: words about a person leave a record, its history and every copy, and nothing else does."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import text

from db.errors import KnownError
from db.parcels import receive_parcels
from db.records import children, conflicts, create, history, keep_draft, redact, undo, update, view
from db.store import Office, verify
from db.twins import merge
from tests.builders import dumped, town_hall
from tests.parcels.helpers import change_at, send

Make = Callable[..., Office]
NAME = "Zzyzx Quellenmann"


def everything(office: Office) -> str:
    """Return the plain text of every table of an office."""
    with office.read() as reading:
        names = reading.connection.scalars(text("SELECT name FROM sqlite_master WHERE type = 'table'")).all()
        rows = [row for name in names for row in reading.connection.execute(text(f'SELECT * FROM "{name}"')).all()]
    return "\n".join(str(tuple(row)) for row in rows)


def redact_at(office: Office, key, value: str | None = "somebody from the village") -> int:
    with office.write("redact") as write:
        return redact(write, key, "description", value)


def test_the_words_leave_the_record_its_history_and_the_search(office: Office):
    key = town_hall(office, description=f"We met {NAME}.")
    with office.write("save", f"{NAME} asked for it") as write:
        update(write, key.uid, {"description": f"{NAME} came twice.", "venue": "school"})
    with office.write("draft") as write:
        keep_draft(write, "town_hall", key.uid, {"description": f"{NAME} again", "venue": "hall"})
    assert redact_at(office, key) == 2
    assert NAME not in everything(office)
    with office.read() as reading:
        assert view(reading, key).values["description"] == "somebody from the village"
        assert view(reading, key).values["venue"] == "school"
        assert [entry.redacted for entry in history(reading, key)] == [(), (), (), ("description",), ("description",)]
    assert verify(office).problems == ()


def test_a_redaction_stays_and_does_not_block_the_undo_of_other_things(office: Office):
    key = town_hall(office, description=f"We met {NAME}.")
    change_at(office, key.uid, venue="school")
    with office.write("redact") as write:
        redact(write, key, "description")
        gesture = write.gesture
    with pytest.raises(KnownError, match="cannot be undone"), office.write("undo") as write:
        undo(write, gesture)
    with office.write("undo") as write:
        undo(write)
    with office.read() as reading:
        assert view(reading, key).values["venue"] is None
    assert NAME not in everything(office)


def test_undoing_an_earlier_change_never_brings_the_words_back(office: Office):
    key = town_hall(office, description=f"We met {NAME}.")
    with office.write("save") as write:
        update(write, key.uid, {"description": "We met people."})
        gesture = write.gesture
    redact_at(office, key, "We met people.")
    with office.read() as reading:
        assert view(reading, key).values["description"] == "We met people.", "what may stay stays"
    with pytest.raises(KnownError, match="changed again later"), office.write("undo") as write:
        undo(write, gesture)
    assert NAME not in everything(office)


def test_it_travels_and_blanks_what_an_older_parcel_brings_later(make_office: Make, tmp_path: Path):
    office, hq, other = make_office("MIT"), make_office("HQ", "hq"), make_office("MIT", laptop="B")
    key = town_hall(office, description=f"We met {NAME}.", venue="hall")
    first = send(office, "HQ", tmp_path)
    old = Path(shutil.copy(first, tmp_path / "old.xlsx"))
    receive_parcels(hq, [first])
    redact_at(hq, key)
    answer = send(hq, "MIT", tmp_path)
    receive_parcels(other, [answer])
    for one in (office, hq):
        receive_parcels(one, [answer] if one is office else [old])
    for one in (office, hq, other):
        assert NAME not in everything(one)
        assert verify(one).problems == ()
    assert dumped(office) == dumped(hq) == dumped(other)


def test_what_was_typed_meanwhile_is_not_lost(make_office: Make, tmp_path: Path):
    office, hq = make_office("MIT"), make_office("HQ", "hq")
    key = town_hall(office, description=f"We met {NAME}.")
    receive_parcels(hq, [send(office, "HQ", tmp_path)])
    redact_at(hq, key)
    change_at(office, key.uid, description="Thirty people came.")
    receive_parcels(hq, [send(office, "HQ", tmp_path)])
    receive_parcels(office, [send(hq, "MIT", tmp_path)])
    assert dumped(office) == dumped(hq)
    with hq.read() as reading:
        (one,) = conflicts(reading)
    assert {c.value for c in one.candidates} == {"Thirty people came.", "somebody from the village"}


def test_it_reaches_what_was_merged_into_the_record_here_and_elsewhere(make_office: Make, tmp_path: Path):
    office, hq = make_office("MIT"), make_office("HQ", "hq")
    first, second, third = (town_hall(office, description=f"{n}: we met {NAME}.") for n in ("One", "Two", "Three"))
    grounds = {"purpose": "panel", "basis": "mandate", "source": "programme"}
    with office.write("save", f"{NAME} asked for it") as write:
        guest = create(write, "panellist", {"activity": second.uid, "person": NAME, **grounds})
        update(write, third.uid, {"venue": "hall"})
    with office.write("merge") as write:
        merge(write, second.uid, third.uid)
    with office.write("merge") as write:
        merge(write, first.uid, second.uid)
    receive_parcels(hq, [send(office, "HQ", tmp_path)])
    with office.read() as reading:
        (copy,) = children(reading, first.uid, alive=True)
        assert copy.type == "panellist" and copy != guest
    assert redact_at(office, first) > 3
    with office.write("redact") as write:
        redact(write, copy, "person", "somebody")
    assert NAME not in everything(office)
    assert verify(office).problems == ()
    with office.read() as reading:
        assert view(reading, copy).values["person"] == "somebody"
        assert view(reading, second).deleted, "nothing comes back"
    receive_parcels(hq, [send(office, "HQ", tmp_path)])
    assert NAME not in everything(hq)
    assert dumped(office) == dumped(hq)


def test_it_follows_a_merge_the_other_way_too_and_no_further_than_what_came_from_there(
    make_office: Make, tmp_path: Path
):
    office, hq = make_office("MIT"), make_office("HQ", "hq")
    stays, goes, third = (town_hall(office, title_en=f"Hall {n}") for n in ("One", "Two", "Three"))
    grounds = {"purpose": "panel", "basis": "mandate", "source": "programme"}
    with office.write("save") as write:
        update(write, goes.uid, {"description": f"We met {NAME}.", "venue": f"With {NAME}", "title_en": NAME})
        update(write, stays.uid, {"venue": "Its own hall"})
        guest = create(write, "panellist", {"activity": goes.uid, "person": NAME, **grounds})
    receive_parcels(hq, [send(office, "HQ", tmp_path)])
    for keep, other, choices in ((stays, goes, {"venue": "keep", "title_en": "other"}), (third, stays, {})):
        with hq.write("merge") as write:
            merge(write, keep.uid, other.uid, choices)
    with hq.write("save", f"{NAME} wanted it") as write:
        update(write, third.uid, {"description": f"We met {NAME} twice."})
    for field, value in (("description", "We met somebody."), ("title_en", "A hall"), ("venue", "Somewhere")):
        with office.write("redact") as write:  # not knowing what headquarters merged meanwhile
            redact(write, goes, field, value)
    with office.write("redact") as write:
        redact(write, guest, "person", "somebody")
    receive_parcels(hq, [send(office, "HQ", tmp_path)])
    assert NAME not in everything(hq)
    with hq.read() as reading:
        values = view(reading, third).values
        copies = [key for key in children(reading, third.uid, alive=True) if key.type == "panellist"]
        assert [view(reading, key).values["person"] for key in copies] == ["somebody"]
    assert (values["description"], values["venue"]) == ("We met somebody.", "Its own hall")
    receive_parcels(office, [send(hq, "MIT", tmp_path)])
    assert NAME not in everything(office)
    assert dumped(office) == dumped(hq)
    assert verify(hq).problems == verify(office).problems == ()
