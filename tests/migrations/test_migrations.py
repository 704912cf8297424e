"""Every migration goes up and down, and together they build exactly what the tables declare."""

from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine

from db.errors import KnownError
from db.schema import HEAD, metadata, missing_guards
from db.store.engine import WRITE, make_engine
from db.store.upgrade import alembic_config, upgrade

KEY = bytes(32)
REVISIONS = [script.revision for script in ScriptDirectory.from_config(alembic_config()).walk_revisions()][::-1]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "office.db"


def engine_of(file: Path) -> Engine:
    return make_engine(file, KEY, upgrading=True)


def schema(file: Path) -> set[tuple[str, str]]:
    engine = engine_of(file)
    with engine.connect() as connection:
        found = connection.exec_driver_sql("SELECT name, sql FROM sqlite_master WHERE name NOT LIKE 'guard%'").all()
    engine.dispose()
    return {(row.name, row.sql) for row in found}


def test_migrations_build_what_the_tables_declare(file: Path):
    upgrade(file, KEY)
    engine = engine_of(file)
    with engine.connect() as connection:

        def ours(name, kind, *_):
            return kind != "table" or not (name == "alembic_version" or name.startswith("search"))

        context = MigrationContext.configure(connection, opts={"include_name": ours, "compare_type": True})
        assert compare_metadata(context, metadata) == []
        assert missing_guards(connection) == []
    engine.dispose()


@pytest.mark.parametrize("revision", REVISIONS)
def test_each_goes_up_down_and_up_again_unchanged(file: Path, revision: str):
    upgrade(file, KEY, revision)
    up = schema(file)
    engine = engine_of(file)
    with engine.connect().execution_options(**{WRITE: True}) as connection, connection.begin():
        command.downgrade(alembic_config(connection), "-1")
    engine.dispose()
    assert not {name for name, _ in schema(file)} & set(metadata.tables) or revision != REVISIONS[0]
    upgrade(file, KEY, revision)
    assert schema(file) == up


def test_a_migration_that_fails_leaves_nothing(file: Path, monkeypatch: pytest.MonkeyPatch):
    def refuse(connection: object) -> None:
        raise KnownError("disk-full")

    monkeypatch.setattr("db.store.upgrade.make_guards", refuse)
    with pytest.raises(KnownError):
        upgrade(file, KEY)
    assert schema(file) == set()


def test_the_program_knows_its_newest_migration():
    assert REVISIONS[-1] == HEAD
    assert ScriptDirectory.from_config(alembic_config()).get_heads() == [HEAD]
