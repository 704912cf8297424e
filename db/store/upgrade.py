"""Bringing an office's tables to the shape this program knows, in one transaction, with a way back.

Alembic is imported only when there is something to upgrade: it takes as long as opening an office does.
"""

from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, text

from db.errors import KnownError
from db.schema import HEAD, make_guards, metadata
from db.store.engine import APPLICATION_ID, WRITE, make_engine

if TYPE_CHECKING:
    from alembic.config import Config

MIGRATIONS = Path(__file__).resolve().parent.parent.parent / "migrations"


def alembic_config(connection: Connection | None = None) -> "Config":
    """Return Alembic's settings, with the paths set in code so that they hold in every packaging."""
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes.update(connection=connection, target_metadata=metadata)
    return config


def current_head(connection: Connection) -> str | None:
    """Return the migration an opened office stands at, None for a file that holds no office."""
    exists = "SELECT count(*) FROM sqlite_master WHERE name = 'alembic_version'"
    if not connection.scalar(text(exists)):
        return None
    return connection.scalar(text("SELECT version_num FROM alembic_version"))


def is_known(head: str) -> bool:
    """Whether this program has the migration `head`; a newer office stands at one that it has not."""
    if head == HEAD:
        return True
    from alembic.script import ScriptDirectory

    return any(script.revision == head for script in ScriptDirectory.from_config(alembic_config()).walk_revisions())


def upgrade(path: Path, key: bytes, target: str = "head") -> None:
    """Run the missing migrations in one transaction and make the guard triggers again.

    Raises KnownError `office-damaged` when a foreign key would dangle; the transaction leaves the file as it was.
    """
    from alembic import command

    engine = make_engine(path, key, upgrading=True)
    try:
        with engine.connect().execution_options(**{WRITE: True}) as connection, connection.begin():
            command.upgrade(alembic_config(connection), target)
            dangling = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
            if dangling:
                raise KnownError("office-damaged", path=path, detail=str(dangling[0]), backups=path.parent / "backups")
            make_guards(connection)
            connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
    finally:
        engine.dispose()
