"""Looking at an office's file before anything is read from it, and bringing it up to date."""

from sqlalchemy.exc import DatabaseError

from db.errors import KnownError
from db.schema import HEAD, make_guards, missing_guards
from db.store.backup import make_backup
from db.store.engine import WRITE, connect, make_engine, sqlcipher, translated
from db.store.paths import Paths
from db.store.upgrade import current_head, is_known, upgrade


def make_ready(paths: Paths, key: bytes) -> bool:
    """Check the file, make missing guard triggers again, upgrade an older one; return whether it was upgraded.

    A backup comes before an upgrade, and the upgrade is one transaction.

    Raises KnownError `office-damaged`, `newer-office`, `upgrade-failed`.
    """
    head = _look(paths, key)
    if head == HEAD:
        return False
    copy = make_backup(paths, key, "office", "upgrade")
    try:
        upgrade(paths.database, key)
    except DatabaseError as error:
        raise KnownError("upgrade-failed", backup=copy) from error
    return True


def _look(paths: Paths, key: bytes) -> str:
    """Return the migration at which the file stands."""
    damaged: dict[str, object] = {"path": paths.database, "backups": paths.backups}
    try:
        connect(paths.database, key).close()
    except sqlcipher.Error as error:
        if "unable to open" in str(error) or "readonly" in str(error):
            raise KnownError("cannot-write", path=paths.home, why="this folder can only be read") from error
        raise KnownError("office-damaged", detail=str(error), **damaged) from error
    engine = make_engine(paths.database, key)
    try:
        with (
            translated(paths.database),
            engine.connect().execution_options(**{WRITE: True}) as connection,
            connection.begin(),
        ):
            head = current_head(connection)
            if head is None:
                raise KnownError("office-damaged", detail="it holds no office", **damaged)
            if not is_known(head):
                raise KnownError("newer-office", found=head, known=HEAD)
            if head == HEAD and missing_guards(connection):
                make_guards(connection)  # the program must never run without its tripwires
            return head
    finally:
        engine.dispose()
