"""The protocol over real databases and real workbooks: offices with two laptops, a headquarters, and bad luck.

`GROUNDWORK_REAL_EXAMPLES=500` is the long profile.
"""

import contextlib
import os
import shutil
import tempfile
from pathlib import Path

import pytest
from alembic import command
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test
from openpyxl import load_workbook
from sqlalchemy import select

from db.errors import KnownError
from db.parcels import export_parcel, proposals, receive_parcels
from db.parcels.proposals import refuse, take
from db.records import conflicts, create, delete, find, list_uids, redact, resolve_field, restore, undo, update
from db.revisions import Revision, setting
from db.schema.exchange import channel_in
from db.schema.tables import revision as revision_table
from db.store import Office, verify
from db.store.engine import WRITE, make_engine
from db.store.log import from_row
from db.store.upgrade import alembic_config
from tests.builders import dumped
from tests.conftest import PASSPHRASE, empty_office
from tests.parcels.helpers import column

EXAMPLES = int(os.environ.get("GROUNDWORK_REAL_EXAMPLES", "6"))
K = st.integers(0, 99)
UNITS = st.sampled_from(["venue", "partner"])
VALUE = st.sampled_from("abc")
CLOCKS = ("2001-01-01T00:00:00Z", "2026-05-01T10:00:00Z", "2040-12-31T23:59:59Z")
REFUSALS = {
    "no-record",
    "deleted-record",
    "not-deleted",
    "nothing-to-undo",
    "undo-changed-since",
    "not-a-candidate",
}


class Refusal(Exception):
    """A verb that does not fit the record as it is."""


class RealExchange(RuleBasedStateMachine):
    """Two laptops of one office, one of another, and headquarters."""

    def __init__(self):
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        os.environ["GROUNDWORK_STATE"] = str(self.folder / "notes")  # each example has laptops of its own
        self.stick = self.folder / "stick"
        self.stick.mkdir()
        self.offices = [
            self.make("HQ", "hq", "A"),
            self.make("MIT", "field", "A"),
            self.make("MIT", "field", "B"),
            self.make("PRZ", "field", "A"),
        ]
        self.files: list[tuple[str, Path]] = []
        self.backups: list[tuple[int, Path]] = []

    def make(self, code: str, role: str, laptop: str) -> Office:
        home = shutil.copytree(empty_office(code, role, laptop), self.folder / f"{code}-{laptop}")
        return Office.open(Path(home), PASSPHRASE)

    def pick(self, k: int) -> Office:
        return self.offices[k % len(self.offices)]

    def someones(self, office: Office, k: int, *, deleted: bool = False) -> str:
        with office.read() as reading:
            uids = sorted(list_uids(reading, "town_hall", deleted=deleted))
        return uids[k % len(uids)] if uids else "none"

    def tried(self, office: Office, verb, kind: str = "save") -> None:
        """Do what may not fit: then it is refused, and only for a reason that can be."""
        with contextlib.suppress(Refusal), office.write(kind) as write:
            try:
                verb(write)
            except KnownError as error:
                if error.code not in REFUSALS:
                    raise
                raise Refusal from None

    # ---- what officers do ----

    @rule(k=K, value=VALUE)
    def write(self, k, value):
        with self.pick(k).write("save") as write:
            create(write, "town_hall", {"title_en": f"made {value}", "venue": value})

    @rule(k=K, which=K, unit=UNITS, value=VALUE)
    def edit(self, k, which, unit, value):
        office = self.pick(k)
        self.tried(office, lambda w: update(w, self.someones(office, which), {unit: value}))

    @rule(k=K, which=K, value=VALUE)
    def write_a_field_of_a_newer_program(self, k, which, value):
        office = self.pick(k)

        def verb(write):
            key = find(write, self.someones(office, which))
            draft = setting(key, write.folded(key.uid), {"omen": value})
            if draft is not None:
                write.append(draft)

        self.tried(office, verb)

    @rule(k=K, which=K)
    def delete_one(self, k, which):
        office = self.pick(k)
        self.tried(office, lambda w: delete(w, self.someones(office, which)))

    @rule(k=K, which=K)
    def restore_one(self, k, which):
        office = self.pick(k)
        self.tried(office, lambda w: restore(w, self.someones(office, which, deleted=True)))

    @rule(k=K)
    def undo_last(self, k):
        self.tried(self.pick(k), undo, "undo")

    @rule(k=K, which=K, unit=UNITS, value=VALUE)
    def redact_one(self, k, which, unit, value):
        office = self.pick(k)
        self.tried(office, lambda w: redact(w, find(w, self.someones(office, which)), unit, value), "redact")

    @rule(k=K, which=K)
    def decide(self, k, which):
        office = self.pick(k)
        with office.read() as reading:
            open_ones = conflicts(reading)
        if open_ones:
            one = open_ones[which % len(open_ones)]
            candidate = one.candidates[which % len(one.candidates)].revision
            self.tried(office, lambda w: resolve_field(w, one.key.uid, one.field, take=candidate))

    @rule(k=K, which=K, taken=st.booleans())
    def decide_a_proposal(self, k, which, taken):
        office = self.pick(k)
        with office.read() as reading:
            waiting = proposals(reading)
        if waiting:
            with office.write("accept" if taken else "refuse") as write:
                (take if taken else refuse)(write, [waiting[which % len(waiting)].id])

    # ---- what happens to files ----

    @rule(k=K, full=st.booleans())
    def export(self, k, full):
        office = self.pick(k)
        to = "HQ" if office.identity.role == "field" else ("MIT", "PRZ")[k % 2]
        self.files.append((to, export_parcel(office, to, self.stick, full=full).file))

    @precondition(lambda self: self.files)
    @rule(f=K, k=K, accept=st.booleans())
    def deliver(self, f, k, accept):
        """Any file, to any machine it is for, any number of times: duplicates, reordering, stale ones."""
        to, file = self.files[f % len(self.files)]
        targets = [office for office in self.offices if office.identity.office == to]
        target = targets[k % len(targets)]
        (got,) = receive_parcels(target, [file], accept_edits=accept)
        assert got.read == got.new + got.updated + got.same + got.conflict + got.proposal + got.problem
        before = dumped(target)
        (again,) = receive_parcels(target, [file])
        assert (again.new, again.updated, again.conflict) == (0, 0, 0)
        assert dumped(target) == before

    @precondition(lambda self: self.files)
    @rule(f=K)
    def lose(self, f):
        self.files.pop(f % len(self.files))

    @precondition(lambda self: self.files)
    @rule(f=K)
    def save_it_with_another_program(self, f):
        to, file = self.files[f % len(self.files)]
        again = self.stick / f"resaved-{len(self.files)}-{file.name}"
        load_workbook(file).save(again)
        self.files.append((to, again))

    @precondition(lambda self: self.files)
    @rule(f=K, row=K, value=VALUE)
    def edit_a_cell_by_hand(self, f, row, value):
        to, file = self.files[f % len(self.files)]
        book = load_workbook(file)
        page = book["Town halls"]
        if page.max_row > 2:
            page.cell(3 + row % (page.max_row - 2), column(page, "#loc+venue+name")).value = f"hand {value}"
            again = self.stick / f"edited-{len(self.files)}-{file.name}"
            book.save(again)
            self.files.append((to, again))

    # ---- what happens to machines ----

    @rule(k=K)
    def back_up(self, k):
        office = self.pick(k)
        copy = self.folder / f"backup{len(self.backups)}"
        office.close()
        shutil.copytree(office.paths.home, copy)
        self.offices[k % len(self.offices)] = Office.open(office.paths.home, PASSPHRASE)
        self.backups.append((k % len(self.offices), copy))

    @precondition(lambda self: self.backups)
    @rule(b=K, noticed=st.booleans())
    def come_back(self, b, noticed):
        """The folder is put back by hand: the same replica, older; it notices that only where a note was left."""
        place, copy = self.backups[b % len(self.backups)]
        office = self.offices[place]
        home = office.paths.home
        office.close(note=noticed)
        shutil.rmtree(home)
        shutil.copytree(copy, home)
        self.offices[place] = Office.open(home, PASSPHRASE)

    @precondition(lambda self: len(self.offices) < 6)
    @rule(k=K, noticed=st.booleans())
    def clone(self, k, noticed):
        """A colleague gets an image of the laptop."""
        place = 1 + k % (len(self.offices) - 1)
        office = self.offices[place]
        home, twin = office.paths.home, self.folder / f"clone{len(self.offices)}-{k}"
        office.close(note=noticed)
        shutil.copytree(home, twin, dirs_exist_ok=True)
        self.offices[place] = Office.open(home, PASSPHRASE)
        self.offices.append(Office.open(twin, PASSPHRASE))

    @rule(k=K)
    def upgrade(self, k):
        """The file is one that the program before this one left."""
        office = self.pick(k)
        before = dumped(office)
        office.close()
        engine = make_engine(office.paths.database, office.key, upgrading=True)
        with engine.connect().execution_options(**{WRITE: True}) as connection, connection.begin():
            command.downgrade(alembic_config(connection), "-1")
        engine.dispose()
        again = self.offices[k % len(self.offices)] = Office.open(office.paths.home, PASSPHRASE)
        assert dumped(again) == before

    @rule(k=K, clock=st.sampled_from(CLOCKS))
    def set_the_clock(self, k, clock):
        self.pick(k).clock = lambda: clock

    # ---- what must hold ----

    @invariant()
    def no_receipt_for_what_is_not_stored(self):
        for office in self.offices:
            with office.read() as reading:
                stored = select(revision_table.c.id)
                lost = select(channel_in.c.position).where(channel_in.c.revision.not_in(stored))
                assert reading.connection.scalars(lost).all() == []

    def teardown(self):
        """From now on files arrive: everybody ends with the same records, and every proof holds."""
        try:
            said = self.revisions(self.offices)
            for _ in range(2):
                self.exchange()
            while any(export_parcel(o, "HQ", self.stick).kind != "receipt" for o in self.offices[1:]):
                self.exchange()  # a twin that had to take a new id needs another round
                assert self.rounds < 10
            self.check(said)
        finally:
            for office in self.offices:
                office.close()
            shutil.rmtree(self.folder)

    rounds = 0

    def exchange(self):
        self.rounds += 1
        for office in self.offices[1:]:
            receive_parcels(self.offices[0], [export_parcel(office, "HQ", self.stick).file])
        for code in ("MIT", "PRZ"):
            file = export_parcel(self.offices[0], code, self.stick).file
            for office in self.offices[1:]:
                if office.identity.office == code:
                    receive_parcels(office, [file])

    def check(self, said: dict[str, Revision]) -> None:
        hq, laptops = self.offices[0], self.offices[1:]
        assert said.keys() <= self.revisions([hq]).keys(), "something that was said did not arrive"
        everything = dumped(hq)
        for code in ("MIT", "PRZ"):
            mine = [dumped(one) for one in laptops if one.identity.office == code]
            assert set(mine) == {mine[0]}, "two laptops of one office differ"
            for line in mine[0].splitlines()[1:-1]:
                assert line.rstrip(",") in everything
        for office in self.offices:
            assert verify(office).problems == ()

    def revisions(self, offices: list[Office]) -> dict[str, Revision]:
        found: dict[str, Revision] = {}
        for office in offices:
            with office.read() as reading:
                rows = reading.connection.execute(select(revision_table)).all()
            found |= {row.id: from_row(row) for row in rows}
        return found


@pytest.mark.timeout(60 + 30 * EXAMPLES)
def test_real_offices_and_real_files_converge_whatever_happens():
    run_state_machine_as_test(
        RealExchange,
        settings=settings(
            max_examples=EXAMPLES,
            stateful_step_count=25,
            deadline=None,
            database=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
