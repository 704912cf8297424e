"""The bytes of photos and papers: a second encrypted file beside the office's, addressed by content.

Records say what each of them is; here lie only bytes under their SHA-256, which never change. They are written before
the record that speaks of them, so that a crash leaves bytes too many and never a record without its bytes. The file may
be missing: then the photos are missing and nothing else, and the peers that hold them send them again.
"""

import hashlib
import hmac
import secrets
import time
from collections.abc import Collection, Generator, Iterable
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from db.errors import KnownError
from db.store.engine import connect, refusal, sqlcipher
from db.store.log import batched_list

FORMAT = 1  # of this file, kept as its user_version
GRACE = 3600  # seconds in which bytes may wait for the record that speaks of them
_TABLES = (
    # `seal` is the key under which the bytes travel; whoever attached them made it.
    "CREATE TABLE IF NOT EXISTS blob (digest TEXT PRIMARY KEY, seal BLOB NOT NULL, at INTEGER NOT NULL, "
    "content BLOB NOT NULL)",
    # Keys that parcels brought for bytes that have not come, and sealed bytes whose key has not come.
    "CREATE TABLE IF NOT EXISTS expected (digest TEXT, seal BLOB, PRIMARY KEY (digest, seal))",
    "CREATE TABLE IF NOT EXISTS early (digest TEXT, sha256 TEXT, content BLOB NOT NULL, PRIMARY KEY (digest, sha256))",
    f"PRAGMA user_version = {FORMAT}",
)


class Attachments:
    """The bytes of an office's attachments, in the file `path`; `key` is the office's."""

    def __init__(self, path: Path, key: bytes) -> None:
        self.path = path
        # Of its own: what opens the one file must not open the other.
        self._key = hmac.digest(key, b"groundwork attachments", "sha256")

    # ---- bytes ----

    def put(self, content: bytes, seal: bytes = b"") -> str:
        """Keep bytes, durably; return their digest. `seal` is the key under which they came, where they came.

        Raises KnownError `disk-full`, `cannot-write`, `attachments-damaged`.
        """
        digest = hashlib.sha256(content).hexdigest()
        row = (digest, seal or secrets.token_bytes(32), int(time.time()), content)
        with self._opened(make=True) as file:
            file.execute("INSERT INTO blob VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING", row)
            file.execute("DELETE FROM expected WHERE digest = ?", (digest,))
        return digest

    def get(self, digest: str) -> bytes:
        """Return the bytes of a digest.

        Raises KnownError `attachment-not-here`, `attachments-damaged`.
        """
        found = self._rows("SELECT content FROM blob WHERE digest = ?", digest)
        if not found:
            raise KnownError("attachment-not-here", digest=digest)
        return found[0][0]

    def held(self, digests: Iterable[str]) -> set[str]:
        """Return those of the digests whose bytes are here."""
        return self._among("blob", list(digests))

    def seal_of(self, digest: str) -> bytes:
        """Return the key under which the bytes of a digest travel."""
        return self._rows("SELECT seal FROM blob WHERE digest = ?", digest)[0][0]

    def drop(self, digests: Collection[str]) -> None:
        """Forget the bytes of these digests for ever, and what was kept to open more of them."""
        if not digests or not self.path.exists():
            return
        with self._opened() as file:
            for chunk in batched_list(list(digests)):
                for table in ("blob", "expected", "early"):
                    file.execute(f"DELETE FROM {table} WHERE digest IN ({_marks(chunk)})", chunk)

    def older(self, seconds: int = GRACE) -> set[str]:
        """Return the digests of all bytes that have been here for so long: a younger one may still get its record."""
        before = int(time.time()) - seconds
        return {str(row[0]) for row in self._rows("SELECT digest FROM blob WHERE at <= ?", before)}

    # ---- bytes and keys that came apart ----

    def expect(self, keys: Iterable[tuple[str, bytes]]) -> None:
        """Remember under which keys bytes will come."""
        wanted = list(keys)
        if wanted:
            with self._opened(make=True) as file:
                file.executemany("INSERT INTO expected VALUES (?, ?) ON CONFLICT DO NOTHING", wanted)

    def keys_for(self, digest: str) -> list[bytes]:
        """Return the keys under which the bytes of a digest may come."""
        return [row[0] for row in self._rows("SELECT seal FROM expected WHERE digest = ?", digest)]

    def keep_early(self, digest: str, sealed: bytes, limit: int) -> bool:
        """Keep sealed bytes whose key has not come; return False where that would be more than `limit` in all."""
        with self._opened(make=True) as file:
            lying = file.execute("SELECT coalesce(sum(length(content)), 0) FROM early").fetchone()[0]
            if lying + len(sealed) > limit:
                return False
            row = (digest, hashlib.sha256(sealed).hexdigest(), sealed)
            file.execute("INSERT INTO early VALUES (?, ?, ?) ON CONFLICT DO NOTHING", row)
        return True

    def early(self, digest: str) -> list[bytes]:
        """Return the sealed bytes that came before their key."""
        return [row[0] for row in self._rows("SELECT content FROM early WHERE digest = ?", digest)]

    def early_among(self, digests: Iterable[str]) -> set[str]:
        """Return those of the digests of which sealed bytes wait for their key."""
        return self._among("early", list(digests))

    def forget_early(self, digest: str) -> None:
        """Take sealed bytes off the shelf: they were opened, or no key will ever open them."""
        if self.path.exists():
            with self._opened() as file:
                file.execute("DELETE FROM early WHERE digest = ?", (digest,))

    # ---- the file itself ----

    def make(self) -> None:
        """Let the file be there, empty where it was not.

        Raises KnownError `disk-full`, `cannot-write`, `attachments-damaged`.
        """
        with self._opened(make=True):
            pass

    def pour_into(self, other: "Attachments", only: Collection[str] | None = None) -> None:
        """Give another file the bytes that it has not got: those of a backup, or of the office that it replaces.

        Raises KnownError `disk-full`, `cannot-write`, `attachments-damaged`.
        """
        with self._opened(make=True) as source, other._opened(make=True) as target:
            there = {row[0] for row in target.execute("SELECT digest FROM blob")}
            for (digest,) in source.execute("SELECT digest FROM blob").fetchall():
                if digest not in there and (only is None or digest in only):
                    (row,) = source.execute("SELECT * FROM blob WHERE digest = ?", (digest,)).fetchall()
                    target.execute("INSERT INTO blob VALUES (?, ?, ?, ?)", row)

    def problems(self) -> list[str]:
        """Return one sentence per fault of the file: damaged pages, and bytes that are not what their digest says."""
        if not self.path.exists():
            return []
        found: list[str] = []
        with self._opened() as file:
            for pragma in ("cipher_integrity_check", "integrity_check"):
                lines = [str(line[0]) for line in file.execute(f"PRAGMA {pragma}").fetchall()]
                found += [f"attachments: {pragma}: {line}" for line in lines if line != "ok"]
            for (digest,) in file.execute("SELECT digest FROM blob").fetchall():
                content = file.execute("SELECT content FROM blob WHERE digest = ?", (digest,)).fetchone()[0]
                if hashlib.sha256(content).hexdigest() != digest:
                    found.append(f"attachment {digest}: its bytes are not what its digest says")
        return found

    def _among(self, table: str, digests: list[str]) -> set[str]:
        if not digests or not self.path.exists():
            return set()
        with self._opened() as file:
            return {
                row[0]
                for chunk in batched_list(digests)
                for row in file.execute(f"SELECT digest FROM {table} WHERE digest IN ({_marks(chunk)})", chunk)
            }

    def _rows(self, statement: str, value: str | int) -> list[tuple[Any]]:
        if not self.path.exists():
            return []
        with self._opened() as file:
            return file.execute(statement, (value,)).fetchall()

    @contextmanager
    def _opened(self, *, make: bool = False) -> Generator["sqlcipher.Connection"]:
        """Open the file for one piece of work; each statement is durable when it returns."""
        file = None
        try:
            file = connect(self.path, self._key)
            found = file.execute("PRAGMA user_version").fetchone()[0]
            if found > FORMAT:
                raise KnownError("newer-office", found=f"attachments {found}", known=FORMAT)
            if make and found < FORMAT:
                for statement in _TABLES:
                    file.execute(statement)
            yield file
        except sqlcipher.DatabaseError as error:
            damaged = KnownError("attachments-damaged", path=self.path, detail=str(error))
            raise refusal(str(error), self.path) or damaged from error
        finally:
            if file is not None:
                file.close()


def _marks(values: Collection[str]) -> str:
    return ", ".join("?" * len(values))
