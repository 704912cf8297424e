"""Who said a value first, and what all the values of a conflict replaced."""

from itertools import permutations

from hypothesis import given

from db.revisions import LIFE, deleting, fold, resolving, setting, undoing
from db.revisions.origins import origins, replaced_by_all
from tests.revisions.worlds import RECORD, WORLDS, Replica


def write(replica: Replica, **values):
    replica.write(setting(RECORD, fold(replica.known.values()), values))


def meet(*replicas: Replica):
    for one, other in permutations(replicas, 2):
        one.known.update(other.known)


def undo_last(replica: Replica):
    """Take back a replica's last gesture; the drafts are one gesture, as the store writes them."""
    drafts = undoing(RECORD, replica.known.values(), {replica.last})
    batch = f"undo of {replica.last}"
    for draft in drafts or ():
        replica.write(draft, batch)


def bases(replica: Replica, unit: str) -> list[object]:
    heads = fold(replica.known.values()).heads[unit]
    said = [r for head in heads for r in origins(replica.known, unit, head)]
    return [r.set[unit] for r in replaced_by_all(replica.known, unit, said)]


def authors(replica: Replica, unit: str) -> dict[object, list[str]]:
    heads = fold(replica.known.values()).heads[unit]
    return {head.set[unit]: [r.author for r in origins(replica.known, unit, head)] for head in heads}


def two(value: str | None = "hall") -> tuple[Replica, Replica]:
    office, hq = Replica("MIT"), Replica("HQ")
    write(office, title_en="a", **({"venue": value} if value else {}))
    meet(office, hq)
    return office, hq


def test_the_base_is_what_both_replaced_however_often_one_of_them_went_on():
    office, hq = two()
    for venue in ("school", "yard", "square"):
        write(office, venue=venue)
    write(hq, venue="club")
    meet(office, hq)
    assert bases(hq, "venue") == ["hall"]


def test_there_is_no_base_where_nothing_was_recorded():
    office, hq = two(None)
    write(office, venue="school")
    write(hq, venue="square")
    meet(office, hq)
    assert bases(hq, "venue") == []


def test_two_decisions_of_one_conflict_replaced_both_its_values():
    office, hq = two()
    write(office, venue="school")
    write(hq, venue="square")
    meet(office, hq)
    for one, value in ((office, "club"), (hq, "yard")):
        one.write(resolving(RECORD, fold(one.known.values()), "venue", value))
    meet(office, hq)
    assert sorted(bases(hq, "venue")) == ["school", "square"]


def test_the_values_of_a_decision_taken_back_are_still_those_who_wrote_them():
    office, hq = two()
    write(office, venue="school")
    write(hq, venue="square")
    meet(office, hq)
    for _ in range(3):
        hq.write(resolving(RECORD, fold(hq.known.values()), "venue", "school"))
        undo_last(hq)
        assert authors(hq, "venue") == {"school": ["MIT"], "square": ["HQ"]}
        assert bases(hq, "venue") == ["hall"]


def test_a_value_that_two_people_wrote_is_of_both():
    office, hq = two()
    third = Replica("PEJ")
    meet(office, third)
    for one, venue in ((office, "school"), (third, "school"), (hq, "square")):
        write(one, venue=venue)
    meet(office, hq, third)
    hq.write(resolving(RECORD, fold(hq.known.values()), "venue", "yard"))
    undo_last(hq)
    assert sorted(authors(hq, "venue")["school"]) == ["MIT", "PEJ"]


def test_a_deletion_that_is_disputed_again_is_still_of_who_deleted():
    office, hq = two()
    office.write(deleting(RECORD, fold(office.known.values())))
    write(hq, venue="square")
    meet(office, hq)
    for decide in (deleting, lambda record, folded: resolving(record, folded, LIFE, "live")):
        hq.write(decide(RECORD, fold(hq.known.values())))
        undo_last(hq)
        assert LIFE in fold(hq.known.values()).conflicts
        assert authors(hq, LIFE) == {"deleted": ["MIT"]}


def test_typing_a_former_value_again_makes_it_ones_own():
    office, hq = two()
    write(office, venue="school")
    write(office, venue="hall")
    write(hq, venue="square")
    write(hq, venue="hall")
    write(hq, venue="club")
    meet(office, hq)
    assert authors(hq, "venue") == {"hall": ["MIT"], "club": ["HQ"]}


@given(WORLDS)
def test_an_origin_says_the_same_and_a_base_is_older_than_all(replicas):
    for replica in replicas:
        for unit, heads in fold(replica.known.values()).heads.items():
            found = [r for head in heads for r in origins(replica.known, unit, head)]
            assert {r.set[unit] for r in found} == {head.set[unit] for head in heads}
            ids = {r.id for r in found}
            assert all(base.id not in ids for base in replaced_by_all(replica.known, unit, found)) or len(ids) < 2
