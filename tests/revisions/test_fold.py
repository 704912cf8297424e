"""A record is a pure function of the set of its revisions."""

import random

from hypothesis import given
from hypothesis import strategies as st

from db.revisions import LIFE, deleting, fold, resolving, restoring, setting
from tests.revisions.worlds import RECORD, WORLDS, Replica


def everything(replicas):
    return {i: r for replica in replicas for i, r in replica.known.items()}


@given(WORLDS, st.randoms(use_true_random=False))
def test_any_order_any_repetition_any_split_gives_the_same_fold(replicas, chance: random.Random):
    known = list(everything(replicas).values())
    whole = fold(known)
    shuffled = known + [chance.choice(known) for _ in known] if known else []
    chance.shuffle(shuffled)
    assert fold(shuffled) == whole
    cut = chance.randint(0, len(known))
    merged = {r.id: r for part in (known[cut:], known[:cut]) for r in part}
    assert fold(merged.values()) == whole


@given(WORLDS)
def test_no_value_leaves_the_heads_unless_somebody_who_saw_it_replaced_it(replicas):
    known = everything(replicas)
    folded = fold(known.values())
    replaced = {i for r in known.values() if r.kind != "delete" for ids in r.over.values() for i in ids}
    for revision in known.values():
        for unit in revision.set:
            if unit != LIFE and revision.id not in replaced:
                assert revision in folded.heads[unit]


@given(WORLDS)
def test_a_conflict_is_open_exactly_where_heads_differ(replicas):
    folded = fold(everything(replicas).values())
    for unit, heads in folded.heads.items():
        if unit != LIFE:
            assert (unit in folded.conflicts) == (len({head.set.get(unit) for head in heads}) > 1)


@given(WORLDS)
def test_a_deleted_record_has_nothing_its_deleters_did_not_see(replicas):
    folded = fold(everything(replicas).values())
    if folded.deleted:
        seen = {i for d in folded.heads[LIFE] for ids in d.over.values() for i in ids}
        assert all(head.id in seen for unit, heads in folded.heads.items() if unit != LIFE for head in heads)


def two_who_know(value: str) -> tuple[Replica, Replica]:
    office, hq = Replica("MIT"), Replica("HQ")
    office.write(setting(RECORD, fold([]), {"title_en": value, "venue": "hall"}))
    hq.known.update(office.known)
    return office, hq


def edit(replica: Replica, **values):
    replica.write(setting(RECORD, fold(replica.known.values()), values))


def merged(*replicas):
    return fold(everything(replicas).values())


def test_different_fields_changed_on_two_sides_merge():
    office, hq = two_who_know("a")
    edit(office, title_en="b")
    edit(hq, venue="square")
    assert merged(office, hq).values == {"title_en": "b", "venue": "square"}
    assert merged(office, hq).conflicts == ()


def test_the_same_field_changed_on_two_sides_is_a_conflict_that_keeps_both():
    office, hq = two_who_know("a")
    edit(office, title_en="b")
    edit(hq, title_en="c")
    both = merged(office, hq)
    assert both.conflicts == ("title_en",)
    assert both.candidates("title_en") == ["b", "c"]


def test_the_same_value_from_two_sides_is_no_conflict():
    office, hq = two_who_know("a")
    edit(office, title_en="b")
    edit(hq, title_en="b")
    assert merged(office, hq).conflicts == () and merged(office, hq).values["title_en"] == "b"


def test_a_decision_ends_a_conflict_everywhere():
    office, hq = two_who_know("a")
    edit(office, title_en="b")
    edit(hq, title_en="c")
    hq.known.update(office.known)
    hq.write(resolving(RECORD, fold(hq.known.values()), "title_en", "d"))
    assert merged(office, hq).values["title_en"] == "d" and merged(office, hq).conflicts == ()


def test_a_change_the_deleter_had_not_seen_brings_the_record_back_to_be_decided():
    office, hq = two_who_know("a")
    hq.write(deleting(RECORD, fold(hq.known.values())))
    edit(office, venue="square")
    both = merged(office, hq)
    assert not both.deleted and both.conflicts == (LIFE,) and both.values["venue"] == "square"


def test_deleted_on_both_sides_is_deleted_and_no_conflict():
    office, hq = two_who_know("a")
    for replica in (office, hq):
        replica.write(deleting(RECORD, fold(replica.known.values())))
    assert merged(office, hq).deleted and merged(office, hq).conflicts == ()


def test_a_restored_record_has_the_values_it_had():
    office, _ = two_who_know("a")
    before = fold(office.known.values())
    office.write(deleting(RECORD, before))
    office.write(restoring(RECORD, fold(office.known.values())))
    after = fold(office.known.values())
    assert not after.deleted and after.values == before.values


def test_cleared_against_changed_shows_the_value_and_asks():
    office, hq = two_who_know("a")
    edit(office, title_en=None)
    edit(hq, title_en="c")
    assert merged(office, hq).conflicts == ("title_en",) and merged(office, hq).values["title_en"] == "c"
