"""How alike two reports are: what the rule says, and what it must never say."""

from datetime import date, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from db.folding import fold
from db.twins import WHY, Likeness, facts_of, likeness
from db.twins.comparing import ENOUGH, NEAR_DAYS, all_alike

BASE = {"title_en": "Waste collection in the river villages", "municipality": "XK28", "actual_start": "2026-03-12"}

WORDS = st.sampled_from(["waste", "road", "Звечан", "school", "Zveçan", "youth", "7", "8", "Straße", "ndërtim", "دعم"])
TITLES = st.lists(WORDS, min_size=1, max_size=4).map(" ".join)
DAYS = st.dates(date(2026, 1, 1), date(2026, 1, 20)).map(date.isoformat)
VALUES = st.fixed_dictionaries(
    {},
    optional={
        "title_en": TITLES,
        "title_sq": TITLES,
        "title_sr": TITLES,
        "municipality": st.sampled_from(["XK28", "XK29", ""]),
        "settlement": WORDS,
        "partner": WORDS,
        "planned_start": DAYS,
        "planned_end": DAYS,
        "actual_start": DAYS,
        "actual_end": DAYS,
    },
)


def compare(one: dict, other: dict, types: tuple[str, str] = ("town_hall", "town_hall")) -> Likeness | None:
    return likeness(facts_of(types[0], one), facts_of(types[1], other))


@given(VALUES, VALUES)
def test_the_score_is_the_same_from_both_sides(one: dict, other: dict):
    assert compare(one, other) == compare(other, one)


@given(VALUES, VALUES)
def test_a_score_is_enough_and_at_most_one_and_says_why(one: dict, other: dict):
    found = compare(one, other)
    if found is not None:
        assert ENOUGH <= found.score <= 1
        assert set(found.why) <= set(WHY) and len(found.why) >= 2


@given(VALUES)
def test_what_is_identical_scores_one(values: dict):
    facts = facts_of("town_hall", values)
    found = likeness(facts, facts)
    if facts.titles and facts.spans:
        assert found is not None and found.score == 1 and "same-title" in found.why
    else:
        assert found is None, "without a title or without a day nothing can be said"


@given(VALUES, VALUES)
def test_two_municipalities_are_never_one_event(one: dict, other: dict):
    assert compare(one | {"municipality": "XK28"}, other | {"municipality": "XK29"}) is None


@given(VALUES, VALUES, st.integers(NEAR_DAYS + 1, 4000))
def test_far_dates_are_never_one_event(one: dict, other: dict, days: int):
    """Later by more than three days than everything that the first record speaks of."""
    moved = {
        key: (date.fromisoformat(value) + timedelta(days=20 + days)).isoformat()
        if key.endswith(("_start", "_end"))
        else value
        for key, value in other.items()
    }
    assert compare(one, moved) is None


@given(VALUES, VALUES)
def test_two_types_are_never_one_event(one: dict, other: dict):
    assert compare(one, other, ("town_hall", "project")) is None


@given(st.lists(st.tuples(st.sampled_from(["town_hall", "project"]), VALUES), max_size=12))
def test_the_walk_along_the_calendar_finds_what_comparing_all_with_all_finds(activities: list):
    facts = [(str(number), facts_of(*activity)) for number, activity in enumerate(activities)]
    ordered = sorted(facts, key=lambda one: (one[1].type, min((first for first, _ in one[1].spans), default=0)))
    walked = {frozenset((one, other)): close for one, other, close in all_alike(ordered)}
    by_hand = {
        frozenset((one, other)): close
        for one, here in facts
        for other, there in facts
        if one < other and (close := likeness(here, there)) is not None
    }
    assert walked == by_hand


@given(TITLES)
def test_case_accents_signs_and_scripts_make_no_difference(title: str):
    assume(fold(title))
    found = compare(BASE | {"title_en": title}, BASE | {"title_en": f"«{fold(title).upper()}!»"})
    assert found is not None and found.score == 1


@pytest.mark.parametrize(
    ("other", "why"),
    [
        ({"title_en": "WASTE COLLECTION, river villages"}, "similar-title"),
        ({"title_en": "River villages: waste collection"}, "similar-title"),
        ({"title_en": "Waste colection in the river vilages"}, "similar-title"),
        ({"title_en": "Waste collection"}, "similar-title"),
        ({"title_en": "Round table", "title_sq": "Waste collection in the river villages"}, "same-title"),
        ({"actual_start": "2026-03-13"}, "near-days"),
        ({"actual_start": "2026-03-15"}, "near-days"),
        ({"actual_start": "2026-02-01", "actual_end": "2026-03-20"}, "overlapping"),
        ({"actual_start": None, "planned_start": "2026-03-12"}, "same-day"),
        ({"actual_start": "2026-06-01", "planned_start": "2026-03-12"}, "same-day"),
        ({"municipality": None}, "same-day"),
    ],
)
def test_two_reports_of_one_event_are_alike(other: dict, why: str):
    found = compare(BASE, BASE | other)
    assert found is not None and why in found.why


def test_a_title_in_cyrillic_is_the_title_in_latin():
    found = compare(BASE | {"title_en": "Језичка права у Звечану"}, BASE | {"title_en": "Jezička prava u Zvečanu"})
    assert found is not None and found.score == 1


@pytest.mark.parametrize(
    "other",
    [
        {"title_en": "Opening hours of the health centre"},
        {"title_en": ""},
        {"title_en": "!!!"},
        {"actual_start": "2026-03-16"},
        {"actual_start": None},
        {"municipality": "XK29"},
        {"title_en": "Waste", "actual_start": "2026-03-14"},
    ],
)
def test_two_events_are_not(other: dict):
    assert compare(BASE, BASE | other) is None


def test_sessions_of_a_series_are_told_apart_by_their_number():
    place = {"settlement": "Banjska", "partner": "Local radio"}
    first = BASE | place | {"title_en": "Youth assembly, session 1"}
    assert compare(first, first | {"title_en": "Youth assembly, session 2"}) is None
    assert compare(first, first | {"title_en": "Youth assembly session 1 (2026)"}) is not None


def test_titles_in_different_languages_need_everything_else_to_agree():
    one = BASE | {"settlement": "Banjska", "partner": "Local radio"}
    other = {key: value for key, value in one.items() if key != "title_en"} | {"title_sq": "Mbledhja e mbeturinave"}
    found = compare(one, other)
    assert found is not None and found.why[0] == "other-language"
    assert compare(one, other | {"partner": "Green Valley"}) is None
    assert compare(one, other | {"settlement": None}) is None
    assert compare(one, other | {"title_en": "Opening hours"}) is None, "now they have a language in common"


def test_what_both_leave_out_counts_neither_for_nor_against():
    facts = facts_of("town_hall", BASE)
    blank = facts._replace(municipality="")
    both, one = likeness(blank, blank), likeness(blank, facts)
    assert both is not None and both.score == 1
    assert one is not None and one.score < 1
