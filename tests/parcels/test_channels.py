"""The protocol, over the pure planner: nothing is lost, nothing is overwritten unseen, and copies converge."""

import copy
import itertools
import os
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from db.revisions import LIFE, fold
from db.revisions import fold as fold_rightly
from tests.parcels import model

EXAMPLES = int(os.environ.get("GROUNDWORK_PROTOCOL_EXAMPLES", "300"))  # 20000 is the long profile
K, CLOCK = st.integers(0, 99), st.integers(-(10**6), 10**6)
UID = st.sampled_from("xyz")


class Exchange(RuleBasedStateMachine):
    """Two machines and a headquarters, and a stick that anything may happen to."""

    def __init__(self):
        super().__init__()
        model.COUNTER = itertools.count()
        self.hub = model.born("HQ", hub=True)
        self.devices = [model.born(name) for name in "AB"]
        self.files: list[model.File] = []
        self.backups: list[model.Replica] = []
        self.shown: dict[str, set[str]] = {}  # what the author of a revision had been shown
        for device in self.devices:
            device.open(self.hub.id)
            self.hub.open(device.id)

    def everyone(self):
        return [self.hub, *self.devices]

    @rule(k=K, uid=UID, unit=st.sampled_from(model.UNITS), value=st.sampled_from("abc"), clock=CLOCK)
    def edit(self, k, uid, unit, value, clock):
        one = self.everyone()[k % len(self.everyone())]
        before = set(one.known)
        made = one.edit(uid, unit, value, clock)
        if made is not None:
            self.shown[made.id] = before

    @rule(k=K, uid=UID, clock=CLOCK)
    def delete(self, k, uid, clock):
        one = self.everyone()[k % len(self.everyone())]
        before = set(one.known)
        made = one.delete(uid, clock)
        if made is not None:
            self.shown[made.id] = before

    @rule(k=K, skip=st.sampled_from([0, 0, 1]), limit=st.sampled_from([None, 1, 2]))
    def export_up(self, k, skip, limit):
        device = self.devices[k % len(self.devices)]
        self.files.append(device.export("HQ", skip, limit))

    @rule(k=K, skip=st.sampled_from([0, 0, 1]), limit=st.sampled_from([None, 1, 2]))
    def export_down(self, k, skip, limit):
        self.files.append(self.hub.export("AB"[k % 2], skip, limit))

    @precondition(lambda self: self.files)
    @rule(f=K, k=K)
    def deliver(self, f, k):
        """Files stay on the stick: they may come twice, late, in any order, to either twin."""
        file = self.files[f % len(self.files)]
        targets = [one for one in self.everyone() if one.name == file.target]
        targets[k % len(targets)].take(file)

    @precondition(lambda self: self.files)
    @rule(f=K)
    def lose(self, f):
        self.files.pop(f % len(self.files))

    @rule(k=K)
    def backup(self, k):
        self.backups.append(copy.deepcopy(self.everyone()[k % len(self.everyone())]))

    @precondition(lambda self: self.backups)
    @rule(b=K)
    def restore_unnoticed(self, b):
        old = copy.deepcopy(self.backups[b % len(self.backups)])
        if old.hub:
            self.hub = old
        else:
            self.devices[[d.name for d in self.devices].index(old.name)] = old

    @precondition(lambda self: len(self.devices) < 4)
    @rule(k=K)
    def clone(self, k):
        self.devices.append(copy.deepcopy(self.devices[k % len(self.devices)]))

    @precondition(lambda self: any(f.target == "HQ" for f in self.files))
    @rule(f=K, uid=UID, value=st.sampled_from("pqr"), clock=CLOCK)
    def edit_by_hand(self, f, uid, value, clock):
        files = [file for file in self.files if file.target == "HQ"]
        file = files[f % len(files)]
        made = model.hand_edit(self.hub, file, uid, value, clock)
        assert made is not None
        self.shown[made.id] = {r.id for found in file.view.values() for r in found}

    @invariant()
    def receipts_never_go_back(self):
        for one in self.everyone():
            last: dict[str, int] = {}
            for channel, position in one.acks_seen:
                assert position >= last.get(channel, 0)
                last[channel] = position

    @invariant()
    def nobody_replaced_what_was_not_shown(self):
        for one in self.everyone():
            for revision in one.known.values():
                if revision.id in self.shown:
                    replaced = {i for ids in revision.over.values() for i in ids}
                    assert replaced <= self.shown[revision.id]

    @invariant()
    def no_value_vanished(self):
        for one in self.everyone():
            dead = {i for r in one.known.values() if r.kind != "delete" for ids in r.over.values() for i in ids}
            for uid in {r.record.uid for r in one.known.values()}:
                heads = fold(one.revisions(uid)).heads
                for revision in one.revisions(uid):
                    for unit in revision.set:
                        assert unit == LIFE or revision.id in dead or revision in heads[unit]

    def teardown(self):
        """From now on files arrive: after a few rounds everybody has everything."""
        must = {i: r for one in self.everyone() for i, r in one.known.items()}
        contents = {(i, r.record, tuple(r.set.items())) for one in self.everyone() for i, r in one.known.items()}
        for _ in range(12):
            for device in self.devices:
                self.hub.take(device.export("HQ"))
            for device in self.devices:
                device.take(self.hub.export(device.name))
        for one in self.everyone():
            assert set(must) <= set(one.known), "something was lost"
            there = {(i, r.record, tuple(r.set.items())) for i, r in one.known.items()}
            assert contents <= there, "something was replaced by its namesake"


def run(examples: int, steps: int = 40, phases: tuple[Phase, ...] = tuple(Phase)) -> None:
    run_state_machine_as_test(
        Exchange,
        settings=settings(
            max_examples=examples,
            stateful_step_count=steps,
            phases=phases,
            deadline=None,
            database=None,
            suppress_health_check=list(HealthCheck),
        ),
    )


@pytest.mark.timeout(3600)
def test_whatever_happens_to_the_files_nothing_is_lost_and_copies_converge():
    run(EXAMPLES)


def starving_twin() -> tuple[model.Replica, model.Replica]:
    """The history that chance does not find: two twins, the first is served, the second only listens."""
    model.COUNTER = itertools.count()
    hub, device = model.born("HQ", hub=True), model.born("A")
    device.open(hub.id)
    hub.open(device.id)
    twin = copy.deepcopy(device)
    hub.edit("x", "title_en", "a", 0)
    device.take(hub.export("A"))
    hub.take(device.export("HQ"))  # carries the receipt: the hub believes that "A" has it
    for _ in range(3):
        twin.take(hub.export("A"))
        hub.take(twin.export("HQ"))
    return hub, twin


def test_a_clone_that_never_writes_does_not_starve():
    hub, twin = starving_twin()
    assert set(hub.known) <= set(twin.known)


@pytest.fixture
def bug(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch):
    """Plant a defect for the length of a test."""
    monkeypatch.setattr(model, "BUGS", {request.param})
    if request.param == "newest_wins":
        monkeypatch.setattr("tests.parcels.test_channels.fold", newest_wins)
    return request.param


def newest_wins(revisions):
    """A fold that lets the newest clock win: what every peer of ours does."""
    folded = fold_rightly(revisions)
    heads = {u: tuple(sorted(h, key=lambda r: (int(r.at), r.id))[-1:]) for u, h in folded.heads.items()}
    return replace(folded, heads=heads)


@pytest.mark.parametrize("bug", ["trust_own_position"], indirect=True)
def test_the_defect_that_starves_a_twin_is_caught(bug: str):
    hub, twin = starving_twin()
    assert not set(hub.known) <= set(twin.known)


DEFECTS = ["id_without_hash", "blind_ack", "no_echo", "hand_edit_base_now", "newest_wins"]


@pytest.mark.timeout(600)
@pytest.mark.parametrize("bug", DEFECTS, indirect=True)
def test_a_planted_defect_is_caught(bug: str):
    with pytest.raises(AssertionError):
        run(3000, phases=(Phase.generate,))
