"""The connection to the encrypted file: one `creator`, the settings of every connection, and explicit transactions."""

from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DatabaseError, OperationalError
from sqlalchemy.pool import QueuePool

from db.errors import KnownError
from db.folding import fold

if TYPE_CHECKING:
    import sqlite3 as sqlcipher  # the driver has no stubs of its own, and the interface of this module
else:
    from sqlcipher3 import dbapi2 as sqlcipher

APPLICATION_ID = 0x47574B31  # "GWK1": says in the file's header whose it is
WRITE = "groundwork_write"  # execution option of a connection that will write

# WAL and FULL: what was confirmed survives a power cut. The library brings a SQLite with the WAL-reset fix.
_SETTINGS = (
    "journal_mode = WAL",
    "synchronous = FULL",
    "foreign_keys = ON",
    "busy_timeout = 5000",
    "trusted_schema = OFF",
    "cell_size_check = ON",
    "secure_delete = ON",
    "temp_store = MEMORY",
    "mmap_size = 0",
    "cache_size = -48000",  # KiB: a page that is read again is decrypted again, and a large register has 30 MB of index
)


def connect(path: Path, key: bytes, *, settings: tuple[str, ...] = _SETTINGS) -> sqlcipher.Connection:
    """Return a raw connection to an encrypted file; the driver begins no transactions of its own.

    The standard `sqlite3` must never open the same file: two SQLite libraries break each other's locks.
    """
    connection = sqlcipher.connect(str(path), check_same_thread=False, isolation_level=None)
    try:
        connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
        connection.execute("PRAGMA cipher_log_level = NONE")
        connection.create_function("folded", 1, _folded, deterministic=True)
        for setting in settings:
            connection.execute(f"PRAGMA {setting}").close()
    except sqlcipher.Error:
        connection.close()
        raise
    return connection


def _folded(text: object) -> str | None:
    """Let the database compare words as people do, across accents and scripts."""
    return None if text is None else fold(str(text))


def make_engine(path: Path, key: bytes, *, upgrading: bool = False) -> Engine:
    """Return an engine on the office's file.

    `upgrading`: with foreign keys off, because a migration that rebuilds a table would otherwise empty its children.
    """
    settings = (*_SETTINGS, "foreign_keys = OFF") if upgrading else _SETTINGS
    engine = create_engine(
        "sqlite://",
        module=sqlcipher,
        creator=lambda: connect(path, key, settings=settings),
        poolclass=QueuePool,
        pool_size=4,
        pool_use_lifo=True,  # the one that was used last still holds its decrypted pages
        hide_parameters=True,  # a trace must not carry what a record says
    )
    event.listen(engine, "begin", _begin)
    return engine


def _begin(connection: Connection) -> None:
    """Begin explicitly: the driver would let DDL and reads slip outside a transaction."""
    word = "BEGIN IMMEDIATE" if connection.get_execution_options().get(WRITE) else "BEGIN"
    connection.exec_driver_sql(word)


@contextmanager
def translated(path: Path) -> Generator[None]:
    """Turn what the database says of the user's world into known errors; leave our own bugs as they are."""
    try:
        yield
    except DatabaseError as error:
        known = known_failure(error, path)
        if known is None:
            raise
        raise known from error


def known_failure(error: DatabaseError, path: Path) -> KnownError | None:
    """Return the known error that a database failure stands for, or None where it is a bug of ours."""
    text = str(error.orig)
    refused = refusal(text, path) if isinstance(error, OperationalError) else None
    if refused is not None:
        return refused
    if "malformed" in text or "not a database" in text or "disk I/O" in text:
        return KnownError("office-damaged", path=path, detail=text, backups=path.parent / "backups")
    return None


def refusal(text: str, path: Path) -> KnownError | None:
    """Return the known error for what the database library says of a file that it cannot write now, or None."""
    if "locked" in text or "busy" in text:
        return KnownError("office-busy")
    if "full" in text:
        return KnownError("disk-full")
    if "readonly" in text or "unable to open" in text:
        return KnownError("cannot-write", path=path, why=text)
    return None
