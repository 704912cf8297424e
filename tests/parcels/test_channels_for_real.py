"""The protocol over real databases and real workbooks: offices with two laptops, a headquarters, and bad luck."""

import contextlib
import os
import shutil
import tempfile
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, precondition, rule, run_state_machine_as_test

from db.errors import KnownError
from db.parcels import export_parcel, receive_parcels
from db.records import conflicts, create, delete, list_uids, resolve_field, restore, undo, update
from db.store import Office, verify
from tests.builders import dumped
from tests.conftest import CHEAP, PASSPHRASE

EXAMPLES = int(os.environ.get("GROUNDWORK_REAL_EXAMPLES", "6"))  # 500 is the long profile
K = st.integers(0, 99)
UNITS = ("venue", "partner")


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
        self.confirmed: list[str] = []

    def make(self, code: str, role: str, laptop: str) -> Office:
        office, _ = Office.create(
            self.folder / f"{code}-{laptop}",
            mission="kosovo",
            office=code,
            role=role,
            officer=f"{code}-{laptop}",
            passphrase=PASSPHRASE,
            laptop=laptop,
            cost=CHEAP,
        )
        return office

    def pick(self, k: int) -> Office:
        return self.offices[k % len(self.offices)]

    def someones(self, office: Office, k: int, *, deleted: bool = False) -> str:
        with office.read() as reading:
            uids = sorted(list_uids(reading, "town_hall", deleted=deleted))
        return uids[k % len(uids)] if uids else "none"

    @rule(k=K, value=st.sampled_from("abc"))
    def write(self, k, value):
        with self.pick(k).write("save") as write:
            key = create(write, "town_hall", {"title_en": f"made {value}", "venue": value})
        self.confirmed.append(key.uid)

    @rule(k=K, which=K, unit=st.sampled_from(UNITS), value=st.sampled_from("abc"))
    def edit(self, k, which, unit, value):
        office = self.pick(k)
        self.tried(office, lambda w: update(w, self.someones(office, which), {unit: value}))

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
        self.tried(self.pick(k), undo)

    @rule(k=K, which=K)
    def decide(self, k, which):
        office = self.pick(k)
        with office.read() as reading:
            open_ones = conflicts(reading)
        if open_ones:
            one = open_ones[which % len(open_ones)]
            take = one.candidates[which % len(one.candidates)].revision
            self.tried(office, lambda w: resolve_field(w, one.key.uid, one.field, take=take))

    def tried(self, office: Office, verb) -> None:
        """Do what may not fit: then it is refused, and only for a reason that can be."""
        with contextlib.suppress(Refusal), office.write("save") as write:
            try:
                verb(write)
            except KnownError as error:
                if error.code not in REFUSALS:
                    raise
                raise Refusal from None

    @rule(k=K, full=st.booleans())
    def export(self, k, full):
        office = self.pick(k)
        to = "HQ" if office.identity.role == "field" else ("MIT", "PRZ")[k % 2]
        self.files.append((to, export_parcel(office, to, self.stick, full=full).file))

    @precondition(lambda self: self.files)
    @rule(f=K, k=K)
    def deliver(self, f, k):
        to, file = self.files[f % len(self.files)]
        targets = [o for o in self.offices if o.identity.office == to]
        (got,) = receive_parcels(targets[k % len(targets)], [file])
        assert got.read == got.new + got.updated + got.same + got.conflict
        assert (got.proposal, got.problem) == (0, 0)

    @precondition(lambda self: self.files)
    @rule(f=K)
    def lose(self, f):
        self.files.pop(f % len(self.files))

    @rule(k=K)
    def back_up(self, k):
        office = self.pick(k)
        copy = self.folder / f"backup{len(self.backups)}"
        office.close()
        shutil.copytree(office.paths.home, copy)
        self.offices[k % len(self.offices)] = Office.open(office.paths.home, PASSPHRASE)
        self.backups.append((k % len(self.offices), copy))

    @precondition(lambda self: self.backups)
    @rule(b=K)
    def come_back_unnoticed(self, b):
        """The folder is put back by hand: the same replica, older, and it does not know."""
        place, copy = self.backups[b % len(self.backups)]
        office = self.offices[place]
        home = office.paths.home
        office.close()
        shutil.rmtree(home)
        shutil.copytree(copy, home)
        self.offices[place] = Office.open(home, PASSPHRASE)

    def teardown(self):
        """From now on files arrive: everybody ends with the same records, and every proof holds."""
        try:
            for _ in range(4):
                for office in self.offices[1:]:
                    receive_parcels(self.offices[0], [export_parcel(office, "HQ", self.stick).file])
                for code in ("MIT", "PRZ"):
                    file = export_parcel(self.offices[0], code, self.stick).file
                    for office in self.offices[1:]:
                        if office.identity.office == code:
                            receive_parcels(office, [file])
            hq, first, second, _ = self.offices
            assert dumped(first) == dumped(second)
            everything = dumped(hq)
            for office in self.offices[1:]:
                for line in dumped(office).splitlines()[1:-1]:
                    assert line.rstrip(",") in everything
            for office in self.offices:
                assert verify(office).problems == ()
        finally:
            for office in self.offices:
                office.close()
            shutil.rmtree(self.folder)


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
