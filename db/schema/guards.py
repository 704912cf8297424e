"""Guard triggers: a write to a projected table that carries no new revision is refused by the database itself.

They are a tripwire for bulk updates, SQL consoles and careless migrations. Batch migrations drop triggers, so they are
made again from here after every upgrade, and the start checks that none is missing.
"""

from collections.abc import Container

from sqlalchemy import Connection, inspect, text

from db.schema.tables import GUARDED, access

_EVENTS = {
    "INSERT": "NOT EXISTS (SELECT 1 FROM revision WHERE id = NEW.revision)",
    "UPDATE": "NEW.revision = OLD.revision OR NOT EXISTS (SELECT 1 FROM revision WHERE id = NEW.revision)",
    "DELETE": "TRUE",
}
_ALL = [access.name, *(table.name for table in GUARDED)]


def _triggers(there: Container[str]) -> dict[str, str]:
    """Return the name and the definition of every guard trigger on the tables that are there.

    Where an upgrade stops at an older migration, the newer tables are not.
    """
    added_to = {
        f"guard_access_{event.lower()}": (
            f"CREATE TRIGGER guard_access_{event.lower()} BEFORE {event} ON access "
            f"BEGIN SELECT RAISE(ABORT, 'the access log is only added to'); END"
        )
        for event in ("UPDATE", "DELETE")
        if access.name in there
    }
    return added_to | {
        f"guard_{table.name}_{event.lower()}": (
            f"CREATE TRIGGER guard_{table.name}_{event.lower()} BEFORE {event} ON {table.name} WHEN {condition} "
            f"BEGIN SELECT RAISE(ABORT, 'write outside the revisions'); END"
        )
        for table in GUARDED
        if table.name in there
        for event, condition in _EVENTS.items()
    }


def make_guards(connection: Connection) -> None:
    """Make every guard trigger anew."""
    drop_guards(connection)
    for definition in _triggers(inspect(connection).get_table_names()).values():
        connection.execute(text(definition))


def drop_guards(connection: Connection) -> None:
    """Remove the guard triggers; only an upgrade and a rebuild of the projection may, inside their transaction."""
    for name in _triggers(_ALL):
        connection.execute(text(f"DROP TRIGGER IF EXISTS {name}"))


def missing_guards(connection: Connection) -> list[str]:
    """Return the names of guard triggers that are not there or not as defined here."""
    found = dict(connection.execute(text("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")).all())
    return [name for name, definition in _triggers(_ALL).items() if found.get(name) != definition]
