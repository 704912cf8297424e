"""The tables are what the revisions say, after every kind of gesture; and nothing else can write to them."""

import shutil
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Boolean, insert, text
from sqlalchemy.exc import IntegrityError

from db.errors import KnownError
from db.records import create, delete, list_uids, restore, undo, update
from db.schema.tables import GUARDED
from db.store import Office, verify
from db.store.projection import differences
from tests.builders import counts, dumped, project, town_hall
from tests.conftest import PASSPHRASE

GESTURE = st.tuples(
    st.sampled_from(["create", "update", "count", "delete", "restore", "undo"]), st.integers(0, 5), st.integers(0, 9)
)


def play(office: Office, what: str, which: int, value: int) -> None:
    """Do one gesture to some record; where it does not fit, nothing happens."""
    with office.read() as reading:
        uids = list_uids(reading, "town_hall") + list_uids(reading, "town_hall", deleted=True)
    uid = sorted(uids)[which % len(uids)] if uids else "none"
    try:
        with office.write(what) as write:
            if what == "create":
                create(write, "town_hall", {"title_en": f"t{value}", "tallies": counts(women=value)})
            elif what == "update":
                update(write, uid, {"venue": f"v{value}" if value else None, "total": 100 + value})
            elif what == "count":
                update(write, uid, {"tallies": counts(men=value)})
            elif what == "delete":
                delete(write, uid)
            elif what == "restore":
                restore(write, uid)
            else:
                undo(write)
    except KnownError:
        return


@settings(max_examples=15)
@given(st.lists(GESTURE, min_size=1, max_size=12))
def test_projection_equals_fold_after_every_gesture(template: Path, tmp_path_factory: pytest.TempPathFactory, gestures):
    home = Path(shutil.copytree(template, tmp_path_factory.mktemp("office") / "home"))
    office = Office.open(home, PASSPHRASE)
    for what, which, value in gestures:
        play(office, what, which, value)
        with office.read() as reading:
            assert differences(reading.connection) == []
    assert verify(office).problems == ()
    office.close()


def test_a_rebuild_gives_the_same_tables(office: Office):
    town_hall(office, tallies=counts(women=3))
    key = project(office)
    with office.write("delete") as write:
        delete(write, key.uid)
    before = dumped(office)
    assert office.rebuild() == 3
    assert dumped(office) == before and verify(office).ok
    with office.read() as reading:
        assert len(list_uids(reading, "town_hall", "language")) == 1


def test_a_rebuild_throws_away_rows_that_no_revision_made(office: Office):
    with office._engine.connect() as connection, connection.begin():
        for table in GUARDED:
            columns = {c.name: 0 if isinstance(c.type, Boolean) else "x" for c in table.columns if not c.nullable}
            columns.pop("id", None)
            connection.execute(text(f"DROP TRIGGER guard_{table.name}_insert"))
            connection.execute(insert(table).values(**columns))
    assert len(verify(office).problems) > len(GUARDED)
    office.rebuild()
    assert verify(office).ok


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE activity SET venue = 'x'",
        "UPDATE activity SET venue = 'x', revision = 'made up'",
        "DELETE FROM tally",
        "INSERT INTO activity (uid, type, changed, deleted, revision) VALUES ('u', 'town_hall', '', 0, 'made up')",
    ],
)
def test_the_database_refuses_a_write_outside_the_revisions(office: Office, statement: str):
    town_hall(office, tallies=counts(women=3))
    with (
        pytest.raises(IntegrityError, match="write outside the revisions"),
        office._engine.connect() as connection,
        connection.begin(),
    ):
        connection.execute(text(statement))


@pytest.mark.parametrize(
    ("statement", "sentence"),
    [
        ("UPDATE activity SET venue = 'x'", "not what the revisions say"),
        ("DELETE FROM tally", "the row is missing"),
        ("UPDATE revision SET body = replace(body, 'Language', 'Other')", "not what its id says"),
        ("UPDATE revision SET author = 'Somebody'", "not what its id says"),
        ("DELETE FROM revision WHERE arrived = 1", "was expected"),
        ("INSERT INTO conflict VALUES ('u', 'venue', 'town_hall')", "does not exist"),
    ],
)
def test_verify_finds_what_somebody_changed_behind_our_back(office: Office, statement: str, sentence: str):
    town_hall(office, tallies=counts(women=3))
    with office._engine.connect() as connection, connection.begin():
        connection.execute(text("DROP TRIGGER guard_activity_update"))
        connection.execute(text("DROP TRIGGER guard_tally_delete"))
        connection.execute(text(statement))
    problems = verify(office).problems
    assert any(sentence in problem for problem in problems)
    assert any("guard trigger" in problem for problem in problems)
