"""`Office`: the opened database. The only commit of the program is in `Office.write`."""

import contextlib
import copy
import json
import re
from collections.abc import Callable, Collection, Generator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path

from sqlalchemy import Connection, Engine, select

from db.catalogue import Mission, load_mission
from db.errors import KnownError
from db.identity import Identity
from db.schema.parts import attachment
from db.schema.tables import fact
from db.store import keys
from db.store.access import BACKUP, UNLOCK, note_access
from db.store.attachments import Attachments
from db.store.backup import make_backup
from db.store.canary import COPIED, Place, machine, read_note, what_happened, write_note
from db.store.code_lists import with_lists
from db.store.engine import WRITE, make_engine, translated
from db.store.lock import share
from db.store.may_change import guard
from db.store.paths import Paths, refuse_bad_place
from db.store.projection import Words, index_again, rebuild
from db.store.ready import make_ready
from db.store.replacing import aside, finish_replacing, replace_office
from db.store.roles import HEAD, role_of, roles_given
from db.store.upgrade import upgrade
from db.store.writing import Changes, Reading, Write, end_of_chain, new_uid, put_fact

ASKED = "asked"  # the reason of a backup that a person asks for
OFFICE_CODE = re.compile(r"[A-Z0-9]{2,8}", re.ASCII)
_LAPTOP = re.compile(r"[A-Z]", re.ASCII)


def now() -> str:
    """Return this laptop's time in UTC; information only, nothing is ever decided by it."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


class Office:
    """An unlocked office. Everything a window, a script or a test does begins here.

    `author` is the officer who unlocked it; `clock` is replaced in tests.
    """

    def __init__(
        self, paths: Paths, key: bytes, author: str, identity: Identity, engine: Engine, mission: Mission
    ) -> None:
        self.paths = paths
        self.key = key
        self.author = author
        self.identity = identity
        self.mission = mission
        self.attachments = Attachments(paths.attachments, key)
        self.clock: Callable[[], str] = now
        self.opened_by = keys.OFFICER  # the kind of secret; by the recovery code one is head of office
        self._engine = engine
        self._lock = share(paths.home)
        self._words = Words(_spellings(self.mission))
        self.changed = False  # since it was opened: decides whether closing makes a backup
        self.came_back = ""  # "restored" or "copied" where opening noticed that this is a copy, which got a new id

    # ---- born, opened, closed ----

    @classmethod
    def create(
        cls,
        home: Path,
        *,
        mission: str,
        office: str,
        role: str,
        officer: str,
        passphrase: str,
        laptop: str = "A",
        cost: keys.Cost = keys.USUAL_COST,
    ) -> tuple["Office", str]:
        """Make a new, encrypted office in `home`; return it with its recovery code, which is shown once.

        Raises KnownError `office-exists`, `bad-place`, `bad-office-code`, `bad-laptop`, `bad-officer`,
        `unknown-mission`, `cannot-write`.
        """
        profile = load_mission(mission)
        if not OFFICE_CODE.fullmatch(office):
            raise KnownError("bad-office-code", office=office)
        if not _LAPTOP.fullmatch(laptop):
            raise KnownError("bad-laptop", laptop=laptop)
        if not officer.strip():
            raise KnownError("bad-officer")
        refuse_bad_place(home)
        if Paths(home).hold_an_office:
            raise KnownError("office-exists", home=home)
        key, recovery = keys.new_key(), keys.new_recovery_code()
        identity = Identity(profile.key, office, laptop, role, new_uid())
        # Made beside its place and moved there whole: a crash before that leaves no half an office.
        with aside(home) as staged:
            paths = Paths(staged)
            upgrade(paths.database, key)
            making = cls(paths, key, officer.strip(), identity, make_engine(paths.database, key), profile)
            with making.write("identity") as write:
                write.keep_identity("made")
                put_fact(write.connection, "machine", {"machine": machine()})
                put_fact(write.connection, "roles", {officer.strip(): HEAD})
            making.close(note=False)
            wraps = [
                keys.wrap(key, passphrase, keys.OFFICER, officer.strip(), cost),
                keys.wrap(key, recovery, keys.RECOVERY, officer.strip(), cost),
            ]
            keys.write_keys(paths.keys, wraps)
            replace_office(staged, home, new=True)
        paths = Paths(home)
        paths.backups.mkdir(exist_ok=True)
        return cls(paths, key, officer.strip(), identity, make_engine(paths.database, key), profile), recovery

    @classmethod
    def open(cls, home: Path, secret: str, *, staged: bool = False) -> "Office":
        """Open the office in `home` with a passphrase or the recovery code.

        A copy, or a database that came back from an older day, takes a new replica id at once (`came_back`); one that
        is only `staged` for another folder is not asked.

        Raises KnownError `no-office`, `keys-damaged`, `not-unlocked`, `office-damaged`, `newer-office`,
        `upgrade-failed`, `office-in-use`.
        """
        paths = Paths(home)
        finish_replacing(home)
        if not paths.database.exists() and not paths.keys.exists():
            raise KnownError("no-office", home=home)
        unlocked = keys.unlock(keys.read_keys(paths.keys), secret)
        if not paths.database.exists():
            raise KnownError("office-damaged", path=paths.database, detail="it is missing", backups=paths.backups)
        upgraded = make_ready(paths, unlocked.key)
        engine = make_engine(paths.database, unlocked.key)
        try:
            with translated(paths.database), engine.connect() as connection, connection.begin():
                identity = Identity(**_facts(connection)["identity"])
                mission = with_lists(load_mission(identity.mission), connection)
            opened = cls(paths, unlocked.key, unlocked.name, identity, engine, mission)
            opened.opened_by = unlocked.kind
            if upgraded:
                opened.rebuild()  # what an older program could only keep can now be shown
            if not staged:
                opened.notice_copies()
                opened.note_unlock(unlocked.kind)
        except BaseException:
            engine.dispose()
            raise
        return opened

    def note_unlock(self, kind: str) -> None:
        """Write into the access log that the office was opened, and by which kind of secret.

        Whoever may only read, while another program writes or the disk is full, opens it all the same.
        """
        with contextlib.suppress(KnownError), self.write("unlock") as write:
            note_access(write, UNLOCK, note="" if kind == keys.OFFICER else kind)

    def notice_copies(self) -> None:
        """Take a new replica id where this database turns out to be a copy or older than it was."""
        with self.read() as reading:
            here = _facts(reading.connection).get("machine", {}).get("machine", "")
            now = self._place(reading)
        there = machine()
        what = COPIED if here not in ("", there) else what_happened(read_note(self.identity.replica), now)
        if here != there:
            with self.write("identity") as write:
                put_fact(write.connection, "machine", {"machine": there})
        if what:
            self.new_replica(what)
            self.came_back = what

    def _place(self, reading: Reading) -> Place:
        seq, last = end_of_chain(reading.connection, self.identity.replica)
        return Place(str(self.paths.home.resolve()), seq, last)

    def close(self, *, note: bool = True) -> None:
        """Close the file; what was written is in it already. `note` where it stands, for knowing a copy later."""
        try:
            if note:
                with self.read() as reading:
                    place = self._place(reading)
                if place != read_note(self.identity.replica):
                    write_note(self.identity.replica, place)
                self._sweep()
            with translated(self.paths.database), self._engine.connect() as connection:
                connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").close()
        finally:
            self._engine.dispose()
            if self._lock is not None:
                self._lock.close()

    # ---- one transaction ----

    @property
    def today(self) -> date:
        """This laptop's day."""
        return date.fromisoformat(self.clock()[:10])

    def naming_places(self, form: str) -> "Office":
        """Return the same opened office for making one document, which names places in a form of the profile.

        Raises KnownError `unknown-place-names`.
        """
        if not form:
            return self
        named = copy.copy(self)
        named.mission = self.mission.naming_places(form)
        return named

    @contextmanager
    def read(self) -> Generator[Reading]:
        """Give one consistent view of the office.

        Raises KnownError `office-damaged`.
        """
        with translated(self.paths.database), self._engine.connect() as connection, connection.begin():
            role = self._role(connection)
            yield Reading(connection, self.identity, self.mission, author=self.author, role=role, at=self.clock())

    def _role(self, connection: Connection) -> str:
        at_headquarters = self.identity.role == "hq"
        return role_of(roles_given(connection), self.author, at_headquarters=at_headquarters, kind=self.opened_by)

    @contextmanager
    def write(self, kind: str, reason: str = "", *, dry_run: bool = False) -> Generator["Gesture"]:
        """Give one gesture to write into; commit it whole at the end, or nothing of it if anything fails.

        `kind` names the gesture in the history ("save", "import" …), `reason` is the person's own word for it. A
        `dry_run` does everything and keeps nothing: a plan is the same code as the work.

        Raises KnownError `office-busy`, `disk-full`, `office-damaged`.
        """
        with (
            translated(self.paths.database),
            self._engine.connect().execution_options(**{WRITE: True}) as connection,
            connection.begin() as transaction,
        ):
            written = Gesture(
                connection,
                self.identity,
                self.mission,
                author=self.author,
                role=self._role(connection),
                at=self.clock(),
                kind=kind,
                reason=reason,
                gesture=new_uid(),
                words=self._words,
                guard=guard,
            )
            yield written
            written.changes = written.finish()
            if dry_run:
                transaction.rollback()
                return
            if written.lists_changed:
                self._take_lists(connection)
            lost = _unspoken(connection, written.lost)
            transaction.commit()
            self._forget(lost)
            self.identity = written.identity
            self.changed = self.changed or bool(written.changes.records)

    def _take_lists(self, connection: Connection) -> None:
        """Let the lists that headquarters has set hold from now on; records are found by the new names of places."""
        former = _spellings(self.mission)
        self.mission = with_lists(self.mission, connection)
        if (now := _spellings(self.mission)) != former:
            self._words = Words(now)
            index_again(connection, self._words)

    def _forget(self, digests: Collection[str]) -> None:
        """Forget bytes of which no record speaks any more, here and in the copy beside the backups.

        What was written is written: a file that is damaged is told where somebody asks for it, and swept later.
        """
        with contextlib.suppress(KnownError):
            self.attachments.drop(digests)
            Attachments(self.paths.backups / self.paths.attachments.name, self.key).drop(digests)

    def _sweep(self) -> None:
        """Forget bytes that never got a record, or whose redaction was cut short."""
        with contextlib.suppress(KnownError), self.read() as reading:
            self._forget(_unspoken(reading.connection, self.attachments.older()))

    # ---- the file itself ----

    def backup(self, reason: str) -> Path:
        """Copy the office into its backup folder, checked; return the copy's path.

        The bytes of photos and papers never change, so one copy of them beside all backups is brought up to date; the
        backup that a person asks for has them inside, so that it can be carried away.

        Raises KnownError `disk-full`, `cannot-write`, `attachments-damaged`.
        """
        made = make_backup(self.paths, self.key, self.identity.office, reason, whole=reason == ASKED)
        if reason == ASKED:
            with self.write("backup") as write:
                note_access(write, BACKUP, file=made.name)
        return made

    def settings(self) -> dict[str, str]:
        """Return the office's own settings (they travel with backups)."""
        with self.read() as reading:
            return _facts(reading.connection).get("settings", {})

    def set_setting(self, key: str, value: str) -> None:
        """Keep one of the office's settings."""
        with self.write("setting") as write:
            settings = _facts(write.connection).get("settings", {})
            put_fact(write.connection, "settings", settings | {key: value})

    def rebuild(self) -> int:
        """Write the whole projection again from the revisions; return the number of records."""
        with self.write("rebuild") as write:
            return rebuild(write.connection, self._words)

    def new_replica(self, origin: str) -> None:
        """Start a chain of our own: after a restore the old one may go on elsewhere."""
        with self.write("identity") as write:
            write.renew(origin)


class Gesture(Write):
    """A write whose changes can be read after it ended."""

    changes: Changes


def _facts(connection: Connection) -> dict[str, dict[str, str]]:
    return {key: json.loads(value) for key, value in connection.execute(select(fact.c.key, fact.c.value))}


def _unspoken(connection: Connection, digests: Collection[str]) -> set[str]:
    """Return those of the digests of which no record speaks, deleted ones neither."""
    if not digests:
        return set()
    return set(digests) - set(connection.scalars(select(attachment.c.digest)))


def _spellings(mission: Mission) -> dict[str, str]:
    """Return every spelling of each municipality, by code."""
    places = mission.lists["municipality"].entries
    return {place.code: " ".join({*place.labels.values(), *place.aliases}) for place in places}
