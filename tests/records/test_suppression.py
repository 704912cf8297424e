"""What is blanked stays unknown: every number that could stand there is tried."""

from collections import defaultdict
from itertools import combinations, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.records.suppression import ALL, NOT_RECORDED, Figures, beside, remembered, suppress

US_01 = {
    "sex": {"women": 41, "men": 9},
    "community": {"serb": 39, "albanian": 6, "bosniak": 3, "gorani": 2},
}


def frozen(shown: Figures) -> tuple:
    cells = {dimension: tuple(found.items()) for dimension, found in shown.cells.items()}
    return (shown.total, tuple(cells.items()), shown.blanked)


def test_a_training_with_clean_marginals():
    shown = suppress(50, US_01)
    assert shown.total == 50
    assert shown.cells["sex"] == {"women": 41, "men": 9, NOT_RECORDED: 0}
    assert shown.cells["community"] == {
        **{"serb": 39, "albanian": 6, "bosniak": None, "gorani": None},
        NOT_RECORDED: 0,
    }
    assert shown.blanked == ("community.bosniak", "community.gorani")


def test_figures_that_do_not_add_up_keep_what_was_not_recorded():
    shown = suppress(251, {"sex": {"women": 161, "men": 85}})
    assert shown == Figures(251, {"sex": {"women": 161, "men": 85, NOT_RECORDED: 5}})


@pytest.mark.parametrize(
    ("counts", "blank"),
    [
        ({"women": 41, "men": 3, "other": 6}, {"men", "other"}),  # one alone follows from the total
        ({"women": 41, "men": 1, "other": 1}, {"women", "men", "other"}),  # 2 of two cells can only be 1 and 1
        ({"women": 41, "men": 4, "other": 4}, {"women", "men", "other"}),  # 8 of two cells can only be 4 and 4
        ({"women": 41, "men": 2, "other": 2}, {"men", "other"}),
        ({"women": 41, "men": 0, "other": 9}, set()),
        ({"women": 9, "men": 9, "other": 3}, {"women", "men", "other"}),  # equal counts are blanked together
    ],
)
def test_what_is_blanked_beside_the_small_ones(counts: dict[str, int], blank: set[str]):
    shown = suppress(sum(counts.values()), {"sex": counts})
    assert {name for name, count in shown.cells["sex"].items() if count is None} == blank
    assert shown.total == sum(counts.values())


def test_people_who_were_not_recorded_are_blanked_where_they_would_tell_the_rest():
    shown = suppress(50, {"sex": {"women": 40, "men": 4}})
    assert shown.cells["sex"] == {"women": 40, "men": None, NOT_RECORDED: None}


@pytest.mark.parametrize(
    ("total", "counts"),
    [
        (3, {"women": 3}),  # a small total
        (4, {"women": 1, "men": 1, "other": 1, "undisclosed": 1}),
        (8, {"women": 4, "men": 4}),  # nothing else there that could be blanked beside them
        (5, {"women": 1, "men": 1, "other": 1, "undisclosed": 1}),
        (20, {"women": 30, "men": 3}),  # more women than people: nothing can be proved
    ],
)
def test_where_it_cannot_be_made_safe_nothing_is_shown(total: int, counts: dict[str, int]):
    shown = suppress(total, {"sex": counts, "age": {"18_24": total}})
    assert (shown.total, shown.blanked) == (None, ("all",))
    assert {count for found in shown.cells.values() for count in found.values()} == {None}


def test_zero_and_not_recorded_stay_what_they_are():
    assert suppress(0, {"sex": {"women": 0}}) == Figures(0, {"sex": {"women": 0, NOT_RECORDED: 0}})
    assert suppress(None, {"sex": {"women": 30}}) == Figures(None, {"sex": {"women": 30}})
    assert suppress(60, {}) == Figures(60, {})
    wrong = suppress(20, {"sex": {"women": 30}})
    assert wrong == Figures(20, {"sex": {"women": 30, NOT_RECORDED: None}}), "no small cell: shown as it was typed"


@pytest.mark.parametrize(("below", "cells", "most"), [(5, 3, 8), (5, 2, 13), (3, 4, 5), (2, 4, 4), (4, 3, 7)])
@pytest.mark.parametrize("totalled", [True, False])
def test_whoever_knows_the_rule_learns_nothing(below: int, cells: int, most: int, totalled: bool):
    """Every vector of counts is tried; those that lead to the same page must differ in every blanked cell of it."""
    names = [f"c{n}" for n in range(cells)]
    pages: dict[tuple, list[dict[str, int]]] = defaultdict(list)
    for vector in product(range(most + 1), repeat=cells + totalled):
        counts = dict(zip(names, vector, strict=False))
        total = sum(vector) if totalled else None
        everything = {f"sex.{name}": n for name, n in counts.items()}
        if totalled:
            everything |= {f"sex.{NOT_RECORDED}": vector[-1], "total": sum(vector)}
        pages[frozen(suppress(total, {"sex": counts}, below))].append(everything)
    for page, vectors in pages.items():
        blanked = vectors[0].keys() if page[2] == ("all",) else page[2]
        for cell in blanked:
            assert len({vector[cell] for vector in vectors}) > 1, (page, cell, vectors[0])
        if not blanked:
            assert not [v for v in vectors for name, n in v.items() if name != "total" and 0 < n < below]


splits = st.dictionaries(st.sampled_from(["women", "men", "other", "undisclosed"]), st.integers(0, 12), max_size=4)


@given(sex=splits, age=splits, rest=st.integers(0, 9), below=st.integers(2, 6))
def test_a_reader_who_adds_and_subtracts_learns_nothing(sex, age, rest: int, below: int):
    """All that a page says is: these numbers, these sums, and that no blanked cell is nobody."""
    total = max(sum(sex.values()), sum(age.values())) + rest
    shown = suppress(total, {"sex": sex, "age": age}, below)
    if shown.blanked == ("all",):
        assert all(count is None for found in shown.cells.values() for count in found.values())
        return
    for found in shown.cells.values():
        blank = [name for name, count in found.items() if count is None]
        assert not [n for n in found.values() if n is not None and 0 < n < below]
        left = total - sum(n for n in found.values() if n is not None)
        # One person at least is in each blank cell, and `left` in all of them: one alone, or only ones, would follow.
        assert not blank or left > len(blank) > 1


# ---- pages over time ----


def told(*totals: tuple[int, dict[str, int]]) -> list[Figures]:
    """What an activity's people are told as, one page after the other."""
    memory, pages = None, []
    for total, sex in totals:
        page = beside(memory, suppress(total, {"sex": sex}))
        memory = remembered(memory, page)
        pages.append(page)
    return pages


def shown(page: Figures) -> tuple:
    return page.total, dict(page.cells["sex"]), page.blanked


@pytest.mark.parametrize(
    ("then", "now", "total", "women"),
    [
        ((50, {"women": 41, "men": 9}), (50, {"women": 41, "men": 9}), 50, 41),  # the same again
        ((50, {"women": 41, "men": 9}), (70, {"women": 50, "men": 20}), 70, 50),  # far enough away
        ((50, {"women": 41, "men": 9}), (52, {"women": 43, "men": 9}), 50, 41),  # two women came: as it was told
        ((50, {"women": 41, "men": 9}), (58, {"women": 47, "men": 11}), None, None),  # neither
        ((48, {"women": 41, "men": 5, "other": 2}), (52, {"women": 41, "men": 5, "other": 6}), None, None),
        ((52, {"women": 41, "men": 5, "other": 6}), (48, {"women": 41, "men": 5, "other": 2}), None, None),
        ((48, {"women": 41, "men": 5, "other": 2}), (49, {"women": 41, "men": 6, "other": 2}), 48, 41),
        ((48, {"women": 41, "men": 5, "other": 2}), (148, {"women": 141, "men": 5, "other": 2}), None, None),
        ((2, {"women": 2}), (40, {"women": 30, "men": 10}), 40, 30),
        (
            (2, {"women": 2}),
            (40, {"women": 38, "men": 2}),
            None,
            None,
        ),  # after nothing at all, only a page without blanks
    ],
)
def test_a_page_is_judged_beside_what_was_told(then, now, total: int | None, women: int | None):
    _, second = told(then, now)
    assert (second.total, second.cells["sex"]["women"]) == (total, women)
    assert (second.blanked == ALL) == (total is None)


def test_another_split_may_be_added_while_the_total_stays():
    former = remembered(None, suppress(50, {"sex": {"women": 41, "men": 9}}))
    both = {"sex": {"women": 41, "men": 9}, "age": {"18_24": 20, "30_59": 28}}
    page = beside(former, suppress(50, both))
    assert page.cells["age"] == {"18_24": None, "30_59": 28, NOT_RECORDED: None}
    assert beside(former, suppress(51, {**both, "sex": {"women": 42, "men": 9}})).cells.keys() == {"sex"}
    again = remembered(remembered(former, page), suppress(50, {}))
    assert beside(again, suppress(50, {"sex": {"women": 45, "men": 5}})).total == 50, "what was told is not forgotten"
    assert beside(again, suppress(50, {"sex": {"women": 45, "men": 5}})).cells["sex"]["women"] == 41


def test_who_lays_two_pages_over_each_other_and_knows_what_stayed_learns_nothing():
    """Every pair of vectors is tried, for everybody who knows of some counts that they are the same in both."""
    below, names = 3, ("c0", "c1")
    units = (*(f"sex.{name}" for name in names), f"sex.{NOT_RECORDED}", "total")
    vectors = list(product(range(6), repeat=3))
    first = {v: suppress(sum(v), {"sex": dict(zip(names, v, strict=False))}, below) for v in vectors}
    pages: dict[tuple, tuple[tuple, Figures]] = {}

    def second(one: tuple, other: tuple) -> tuple[tuple, Figures]:
        key = (frozen(first[one]), frozen(first[other]))
        if key not in pages:
            page = beside(remembered(None, first[one]), first[other], below)
            pages[key] = ((key[0], frozen(page)), page)
        return pages[key]

    for known in (some for size in (1, 2) for some in combinations(range(3), size)):
        groups: dict[tuple, list[tuple[tuple, tuple]]] = defaultdict(list)
        blank: dict[tuple, tuple[set[str], set[str]]] = {}
        alike: dict[tuple, list[tuple]] = defaultdict(list)
        for vector in vectors:
            alike[tuple(vector[place] for place in known)].append(vector)
        for one, other in (pair for some in alike.values() for pair in product(some, repeat=2)):
            key, page = second(one, other)
            groups[key].append((one, other))
            if key not in blank:
                blank[key] = tuple(set(units) if p.blanked == ALL else set(p.blanked) for p in (first[one], page))
        for key, pairs in groups.items():
            for when, cells in enumerate(blank[key]):
                for cell in cells:
                    place = units.index(cell)
                    found = {pair[when][place] if place < 3 else sum(pair[when]) for pair in pairs}
                    assert len(found) > 1 or not 0 < min(found) < below, (known, cell, when, pairs[0])
